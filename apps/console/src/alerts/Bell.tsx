import { useState } from 'react';
import { LinkBase } from 'react-admin';
import Notifications from '@mui/icons-material/NotificationsOutlined';
import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import type { BellAlerts, BellAlertsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useLive } from '../provider/live.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCanteen } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { toneOf } from './severity.ts';

const BELL = gql`
  query BellAlerts($canteen: ID!) {
    alertCounts(canteen: $canteen) { raised critical }
    alerts(filter: { canteen: $canteen, state: [RAISED] }, page: { size: 10 }) {
      items { id title { zh en } kindTitle { zh en } severity state raisedAt availableActions }
    }
  }
`;

const words = {
  bell: { zh: '提醒', en: 'Alerts' },
  none: { zh: '没有未处理的提醒', en: 'No open alerts' },
  some: { zh: '提醒：{n} 条未处理，其中紧急 {c} 条', en: 'Alerts: {n} open, {c} critical' },
  known: { zh: '知道了', en: 'Acknowledge' },
  acknowledged: { zh: '已确认，由您处理', en: 'Acknowledged: it is in your hands' },
  all: { zh: '全部提醒', en: 'All alerts' },
  settings: { zh: '提醒方式', en: 'How I am told' },
};

/** What is new and whose it is: the number is live, and each line one tap from being taken in hand. */
export function Bell({ wide }: { wide?: boolean }) {
  const say = useSay();
  const format = useFormat();
  const canteen = useCanteen();
  const live = useLive();
  const [open, setOpen] = useState(false);
  const { act, pending } = useAct();
  const { data } = useAsk<BellAlerts, BellAlertsVariables>(BELL, { canteen: canteen?.id ?? '' }, { enabled: !!canteen, refetchInterval: live ? 5 * 60_000 : 30_000 });
  if (!canteen) return null;
  const { raised = 0, critical = 0 } = data?.alertCounts ?? {};
  const label = raised ? say(words.some, { n: raised, c: critical }) : say(words.none);
  const icon = <Badge badgeContent={raised} max={99} color={critical ? 'error' : 'warning'}><Notifications aria-hidden /></Badge>;
  return (
    <>
      {wide ? (
        <ButtonBase aria-label={label} onClick={() => setOpen(true)} sx={(t) => ({ display: 'flex', gap: 1.5, px: 1.5, minHeight: 44, width: 1, justifyContent: 'flex-start', font: 'inherit', borderRadius: 1, '& svg': { color: t.tones.done }, '&:hover': { bgcolor: t.tones.sunk } })}>
          {icon}
          {say(words.bell)}
        </ButtonBase>
      ) : <IconButton aria-label={label} onClick={() => setOpen(true)}>{icon}</IconButton>}
      <Box aria-live="polite" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{raised ? label : ''}</Box>
      <Sheet open={open} title={say(words.bell)} onClose={() => setOpen(false)} actions={<Box onClick={() => setOpen(false)} sx={{ display: 'flex', gap: 1 }}><ButtonTo to="/notices" variant="text">{say(words.settings)}</ButtonTo><ButtonTo to="/alerts" variant="contained">{say(words.all)}</ButtonTo></Box>}>
        {!data?.alerts.items.length && <Box sx={{ py: 2 }}><Tone plain tone="ok">{say(words.none)}</Tone></Box>}
        {data?.alerts.items.map((alert) => (
          <Box key={alert.id} sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 1, alignItems: 'center', borderBottom: 1, borderColor: 'divider', py: 1 }}>
            <Box component={LinkBase} to={`/alerts/${alert.id}/show`} onClick={() => setOpen(false)} sx={{ color: 'inherit', textDecoration: 'none', minWidth: 0 }}>
              <Tone tone={toneOf(alert)} plain><span style={{ whiteSpace: 'normal' }}>{format.text(alert.title)}</span></Tone>
              <Box sx={{ color: 'text.secondary' }}>{format.text(alert.kindTitle)} · {format.moment(alert.raisedAt)}</Box>
            </Box>
            {alert.availableActions.includes('ACKNOWLEDGE') && (
              <Button size="small" variant="outlined" loading={pending} onClick={() => void act('acknowledgeAlert', { id: alert.id }, { done: say(words.acknowledged) })}>{say(words.known)}</Button>
            )}
          </Box>
        ))}
      </Sheet>
    </>
  );
}
