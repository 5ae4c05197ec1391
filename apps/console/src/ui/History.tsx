import { useQueries } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useCan } from '../shell/me.tsx';
import { gql } from '../provider/gql.ts';
import type { RecordHistory, RecordHistoryVariables } from '../provider/generated.ts';
import { send } from '../provider/transport.ts';
import { Ghost } from './bits.tsx';
import { useFormat } from './format.ts';
import { useActorName, useLang, useSay, useVerbLabel } from './say.ts';

const HISTORY = gql`
  query RecordHistory($recordId: ID!) {
    journal(recordId: $recordId) { id seq at act personName hash }
  }
`;

const words = {
  history: { zh: '历史', en: 'History' },
  none: { zh: '日志里还没有这条记录。', en: 'Nothing in the journal yet.' },
};

/** A record's history as the journal has it: who did what when, and the chain's place of each. */
export function History({ ids }: { ids: string[] }) {
  const can = useCan();
  const say = useSay();
  const verb = useVerbLabel();
  const format = useFormat();
  const who = useActorName();
  const lang = useLang();
  const answers = useQueries({
    queries: ids.map((recordId) => ({
      queryKey: ['ask', HISTORY, recordId, lang],
      queryFn: () => send<RecordHistory>(HISTORY, { recordId } satisfies RecordHistoryVariables),
      enabled: can('journal:read'),
    })),
  });
  if (!can('journal:read')) return null;
  const ready = answers.every(({ data }) => data);
  // One act may have touched several of them; it is told once.
  const entries = [...new Map(answers.flatMap(({ data }) => data?.journal ?? []).map((entry) => [entry.id, entry])).values()].sort((a, b) => a.at.localeCompare(b.at) || a.seq - b.seq);
  return (
    <Box component="aside">
      <Typography variant="h2" sx={{ mb: 1 }}>{say(words.history)}</Typography>
      {!ready && <Ghost rows={3} height={40} />}
      {ready && !entries.length && <Typography sx={{ color: 'text.secondary' }}>{say(words.none)}</Typography>}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {entries.map((entry) => (
          <Box component="li" key={entry.id} sx={{ borderLeft: 2, borderColor: 'divider', pl: 2, pb: 1.5 }}>
            <div>{verb(entry.act)} <Box component="span" sx={{ color: 'text.secondary' }}>· {who(entry.personName)}</Box></div>
            <Typography variant="caption" sx={{ color: 'text.secondary' }} component="div">
              {format.moment(entry.at)} · #{entry.seq} · <code>{entry.hash.slice(0, 8)}</code>
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
