import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useCan } from '../shell/me.tsx';
import { gql } from '../provider/gql.ts';
import type { RecordHistory, RecordHistoryVariables } from '../provider/generated.ts';
import { useAsk } from '../provider/useAsk.ts';
import { Ghost } from './bits.tsx';
import { useFormat } from './format.ts';
import { useSay, useVerbLabel } from './say.ts';

const HISTORY = gql`
  query RecordHistory($recordId: ID!) {
    journal(recordId: $recordId) { id seq at act personName hash }
  }
`;

const words = {
  history: { zh: '历史', en: 'History' },
  none: { zh: '日志里还没有这条记录。', en: 'Nothing in the journal yet.' },
  system: { zh: '系统', en: 'system' },
};

/** A record's history as the journal has it: who did what when, and the chain's place of each. */
export function History({ id }: { id: string }) {
  const can = useCan();
  const say = useSay();
  const verb = useVerbLabel();
  const format = useFormat();
  const { data } = useAsk<RecordHistory, RecordHistoryVariables>(HISTORY, { recordId: id }, { enabled: can('journal:read') });
  if (!can('journal:read')) return null;
  return (
    <Box component="aside">
      <Typography variant="h2" sx={{ mb: 1 }}>{say(words.history)}</Typography>
      {!data && <Ghost rows={3} height={40} />}
      {data && !data.journal.length && <Typography sx={{ color: 'text.secondary' }}>{say(words.none)}</Typography>}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.journal.map((entry) => (
          <Box component="li" key={entry.id} sx={{ borderLeft: 2, borderColor: 'divider', pl: 2, pb: 1.5 }}>
            <div>{verb(entry.act)} <Box component="span" sx={{ color: 'text.secondary' }}>· {entry.personName || say(words.system)}</Box></div>
            <Typography variant="caption" sx={{ color: 'text.secondary' }} component="div">
              {format.moment(entry.at)} · #{entry.seq} · <code>{entry.hash.slice(0, 8)}</code>
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
