import Box from '@mui/material/Box';
import type { AlertDeliveries, AlertDeliveriesVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State } from '../ui/Tone.tsx';

const DELIVERIES = gql`
  query AlertDeliveries($alert: ID!) {
    deliveries(filter: { alertId: $alert }, page: { size: 50 }) {
      items { id personName state attempts nextAt sentAt queuedAt heldFor problem answer channel { id kind name } }
    }
  }
`;

const words = {
  title: { zh: '发给了谁', en: 'Who was told' },
  none: { zh: '只在系统内提醒：还没有人为自己设置邮件或机器人。', en: 'Told here only: nobody has set up mail or a robot yet.' },
  sent: { zh: '{at} 送达', en: 'delivered {at}' },
  next: { zh: '第 {n} 次未成，{at} 再试', en: 'attempt {n} failed, next {at}' },
  waits: { zh: '{why}，{at} 发送', en: '{why}, goes out {at}' },
};

/** To whom an alert went, by which way, and what came of it. */
export function Deliveries({ alert }: { alert: string }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const { data } = useAsk<AlertDeliveries, AlertDeliveriesVariables>(DELIVERIES, { alert });
  if (!data) return null;
  return (
    <Section title={say(words.title)}>
      {!data.deliveries.items.length && <Box sx={{ color: 'text.secondary', pb: 1 }}>{say(words.none)}</Box>}
      {data.deliveries.items.map((each) => (
        <Box key={each.id} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, py: 1, borderTop: 1, borderColor: 'divider' }}>
          <Box sx={{ minWidth: '8em', fontWeight: 500 }}>{each.personName}</Box>
          <Box sx={{ color: 'text.secondary' }}>{labels.of('ChannelKind', each.channel.kind)} · {each.channel.name}</Box>
          <State of="DeliveryState" value={each.state} plain />
          <Box sx={{ color: 'text.secondary' }}>
            {each.sentAt && say(words.sent, { at: format.moment(each.sentAt) })}
            {each.state === 'HELD' && each.nextAt && say(words.waits, { why: labels.of('HeldFor', each.heldFor), at: format.moment(each.nextAt) })}
            {each.state === 'QUEUED' && each.attempts > 0 && each.nextAt && say(words.next, { n: each.attempts, at: format.moment(each.nextAt) })}
          </Box>
          {each.problem && <Box sx={{ width: 1 }}>{each.problem}</Box>}
        </Box>
      ))}
    </Section>
  );
}
