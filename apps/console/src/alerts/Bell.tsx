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
import { useCan, useCanteen } from '../shell/me.tsx';
import { ButtonTo, Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { RECEIVES, toneOf } from './severity.ts';

const BELL = gql`
  query BellAlerts($canteen: ID!) {
    critical: alerts(filter: { canteen: $canteen, state: [RAISED], severity: [CRITICAL] }, page: { size: 10 }) { total items { ...BellAlert } }
    warnings: alerts(filter: { canteen: $canteen, state: [RAISED], severity: [WARN] }, page: { size: 10 }) { total items { ...BellAlert } }
    others: alerts(filter: { canteen: $canteen, state: [RAISED], severity: [INFO] }, page: { size: 10 }) { total items { ...BellAlert } }
    channels(filter: { mine: true }, page: { size: 20 }) { items { id name trouble } }
  }
  fragment BellAlert on Alert { id title { zh en } kindTitle { zh en } severity state raisedAt escalatedAt availableActions }
`;

/** One page of a panel; the rest is in the list. */
const SHOWN = 10;

const words = {
  bell: { zh: '提醒', en: 'Alerts' },
  none: { zh: '没有未处理的提醒', en: 'No open alerts' },
  some: { zh: '提醒：{n} 条未处理', en: 'Alerts: {n} open' },
  worst: { zh: '提醒：{n} 条未处理，其中严重 {c} 条', en: 'Alerts: {n} open, {c} critical' },
  acknowledged: { zh: '已确认，由您处理', en: 'Acknowledged: it is in your hands' },
  passed: { zh: '已升级', en: 'Escalated' },
  trouble: { zh: '「{name}」收不到提醒：{why}', en: '“{name}” gets no alerts: {why}' },
  more: { zh: '还有 {n} 条', en: '{n} more' },
  all: { zh: '全部提醒', en: 'All alerts' },
  settings: { zh: '提醒方式', en: 'How I am told' },
};

/** What is new and whose it is: the number is live, and each line one tap from being taken in hand. */
export function Bell({ wide }: { wide?: boolean }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const canteen = useCanteen();
  const can = useCan();
  const live = useLive();
  const [open, setOpen] = useState(false);
  const [taking, setTaking] = useState('');
  const { act, pending } = useAct();
  const { data, error, refetch } = useAsk<BellAlerts, BellAlertsVariables>(BELL, { canteen: canteen?.id ?? '' }, { enabled: !!canteen, refetchInterval: live ? 5 * 60_000 : 30_000 });
  // Who only looks on is told of nothing, and an empty bell would say that all is well.
  if (!canteen || !RECEIVES.some(can)) return null;
  const critical = data?.critical.total ?? 0;
  const raised = critical + (data ? data.warnings.total + data.others.total : 0);
  const shown = data ? [...data.critical.items, ...data.warnings.items, ...data.others.items].slice(0, SHOWN) : [];
  const troubled = data?.channels.items.filter((channel) => channel.trouble) ?? [];
  const label = raised ? say(critical ? words.worst : words.some, { n: raised, c: critical }) : say(words.none);
  const close = () => setOpen(false);
  const take = async (id: string) => {
    setTaking(id);
    await act('acknowledgeAlert', { id }, { done: say(words.acknowledged) });
  };
  const icon = <Badge aria-hidden badgeContent={raised} max={99} color={critical ? 'error' : 'warning'}><Notifications aria-hidden /></Badge>;
  return (
    <>
      {wide ? (
        <ButtonBase aria-label={label} aria-haspopup="dialog" onClick={() => setOpen(true)} sx={(t) => ({ display: 'flex', gap: 1.5, px: 1.5, minHeight: 44, width: 1, justifyContent: 'flex-start', font: 'inherit', borderRadius: 1, '& svg': { color: t.tones.done }, '&:hover': { bgcolor: t.tones.sunk } })}>
          {icon}
          {say(words.bell)}
        </ButtonBase>
      ) : <IconButton aria-label={label} aria-haspopup="dialog" onClick={() => setOpen(true)}>{icon}</IconButton>}
      <Box aria-live="polite" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{raised ? label : ''}</Box>
      <Sheet
        open={open} title={say(words.bell)} onClose={close}
        actions={<Box onClick={close} sx={{ display: 'flex', gap: 1, width: 1, justifyContent: 'flex-end', '& > a': { flex: { xs: 1, md: 'none' } } }}><ButtonTo to="/notices" variant="text">{say(words.settings)}</ButtonTo><ButtonTo to="/alerts" variant="contained">{say(words.all)}</ButtonTo></Box>}
      >
        {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Ghost rows={3} height={60} />)}
        {data && !shown.length && <Box sx={{ py: 2 }}><Tone plain tone="ok">{say(words.none)}</Tone></Box>}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {shown.map((alert) => (
            <Box component="li" key={alert.id} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 1.5, alignItems: 'center', borderBottom: 1, borderColor: 'divider', py: 1 }}>
              <Box component={LinkBase} to={`/alerts/${alert.id}/show`} onClick={close} sx={{ display: 'block', minHeight: 44, color: 'inherit', textDecoration: 'none' }}>
                <Tone tone={toneOf(alert)} plain lines><Box component="span" sx={{ color: 'text.primary' }}>{format.text(alert.title)}</Box></Tone>
                <Box sx={{ pl: 'calc(1.15em + 4px)', color: 'text.secondary' }}>
                  {labels.of('AlertSeverity', alert.severity)} · {format.when(alert.raisedAt)}{alert.escalatedAt && ` · ${say(words.passed)}`}
                </Box>
              </Box>
              {alert.availableActions.includes('ACKNOWLEDGE') && (
                <Button variant="outlined" aria-label={`${labels.of('AlertAction', 'ACKNOWLEDGE')}: ${format.text(alert.title)}`} loading={pending && taking === alert.id} disabled={pending} onClick={() => void take(alert.id)}>
                  {labels.of('AlertAction', 'ACKNOWLEDGE')}
                </Button>
              )}
            </Box>
          ))}
        </Box>
        {raised > shown.length && <Box sx={{ pt: 1.5, color: 'text.secondary' }}>{say(words.more, { n: raised - shown.length })}</Box>}
        {troubled.map((channel) => (
          <Box key={channel.id} component={LinkBase} to="/notices" onClick={close} sx={{ display: 'flex', alignItems: 'center', minHeight: 44, mt: 1, color: 'inherit' }}>
            <Tone tone="warn" plain lines>{say(words.trouble, { name: channel.name, why: channel.trouble })}</Tone>
          </Box>
        ))}
      </Sheet>
    </>
  );
}
