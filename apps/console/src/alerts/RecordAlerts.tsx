import { LinkBase } from 'react-admin';
import Box from '@mui/material/Box';
import type { RecordAlerts as Open, RecordAlertsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { toneOf } from './severity.ts';

const OPEN = gql`
  query RecordAlerts($record: ID!) {
    alerts(filter: { recordId: $record, state: [RAISED, ACKNOWLEDGED] }, page: { size: 5 }) {
      items { id title { zh en } severity state acknowledgedByName }
    }
  }
`;

const words = {
  alert: { zh: '提醒', en: 'Alert' },
  by: { zh: '{who} 处理中', en: '{who} is on it' },
};

/** What somebody must see to about a record, on the record itself; nothing where there is nothing, or it is not for this person. */
export function RecordAlerts({ record }: { record: string }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const { data } = useAsk<Open, RecordAlertsVariables>(OPEN, { record });
  if (!data?.alerts.items.length) return null;
  const stateOf = (alert: Open['alerts']['items'][number]) =>
    alert.state === 'ACKNOWLEDGED' && alert.acknowledgedByName ? say(words.by, { who: alert.acknowledgedByName }) : labels.of('AlertState', alert.state);
  return (
    <Box component="section" aria-label={say(words.alert)} sx={{ borderTop: 1, borderColor: 'divider' }}>
      {data.alerts.items.map((alert) => (
        <Box key={alert.id} component={LinkBase} to={`/alerts/${alert.id}/show`} sx={{ display: 'flex', alignItems: 'center', minHeight: 44, py: 0.5, color: 'inherit', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}>
          <Tone tone={toneOf(alert)} plain lines><span>{say(words.alert)} · <Box component="span" sx={{ color: 'text.primary' }}>{format.text(alert.title)}</Box> <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>· {stateOf(alert)}</Box></span></Tone>
        </Box>
      ))}
    </Box>
  );
}
