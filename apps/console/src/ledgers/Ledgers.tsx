import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { LateEntriesOpen, LateEntriesOpenVariables } from '../provider/generated.ts';
import { useMay } from '../people/may.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCanteen, useMe } from '../shell/me.tsx';
import { LedgerRows } from '../sheets/LedgerRows.tsx';
import { Empty, Failed, Ghost, To } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { Page, Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { addressOfRecord, recordWords, useRecordNames } from './records.ts';

const LATE = gql`
  query LateEntriesOpen($canteen: ID!, $filter: CorrectionFilter!) {
    lateEntries(canteen: $canteen) { recordType recordId number occurredAt recordedAt recordedBy { id name } lateReason }
    declaredCorrections(filter: $filter, page: { number: 1, size: 5 }, sort: { field: "declaredAt", order: DESC }) {
      total
      items { id recordType recordId statement reason declaredAt declaredBy { id name } }
    }
  }
`;

const words = {
  title: { zh: '台账', en: 'Ledgers' },
  noCanteen: { zh: '没有您可以查看的食堂。', en: 'No canteen that you may see.' },
  late: { zh: '补录待复核签字', en: 'Late entries to countersign' },
  noLate: { zh: '没有等待复核签字的补录。', en: 'No late entry waits for a countersignature.' },
  sign: { zh: '复核签字', en: 'Countersign' },
  signed: { zh: '已签字', en: 'Countersigned' },
  own: { zh: '须由他人签字', en: 'Someone else signs' },
  happened: { zh: '发生 {at}', en: 'happened {at}' },
  recorded: { zh: '记录 {at} · {who}', en: 'recorded {at} by {who}' },
  reason: { zh: '原因：{reason}', en: 'Reason: {reason}' },
  corrections: { zh: '最近的更正', en: 'Latest corrections' },
  noCorrections: { zh: '没有声明过更正。发现记录有误，在那条记录上声明更正；原记录保持原样。', en: 'No corrections. What is wrong is declared on its record, which stays as written.' },
  allCorrections: { zh: '全部 {n} 条更正', en: 'All {n} corrections' },
};

export default function Ledgers() {
  const say = useSay();
  const canteen = useCanteen();
  const { data, error, refetch } = useAsk<LateEntriesOpen, LateEntriesOpenVariables>(LATE, { canteen: canteen?.id ?? '', filter: { canteen: canteen?.id ?? '' } }, { enabled: !!canteen });
  if (!canteen) return <Page title={say(words.title)}><Empty text={say(words.noCanteen)} /></Page>;
  return (
    <Page title={say(words.title)}>
      {!data && !error && <Ghost rows={5} height={72} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {data && <LateEntries entries={data.lateEntries} />}
      <LedgerRows />
      {data && <Latest corrections={data.declaredCorrections} />}
    </Page>
  );
}

function LateEntries({ entries }: { entries: LateEntriesOpen['lateEntries'] }) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const canteen = useCanteen();
  const me = useMe();
  const { act, pending } = useAct();
  return (
    <Section title={<>{say(words.late)}{entries.length > 0 && ` · ${entries.length}`}</>}>
      {!entries.length && <Tone tone="ok" plain>{say(words.noLate)}</Tone>}
      {entries.map((entry) => {
        const to = addressOfRecord(entry.recordType, entry.recordId);
        const name = [say(recordWords(entry.recordType)), entry.number].filter(Boolean).join(' ');
        return (
          <Box key={entry.recordId} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr auto' }, gap: 1, py: 1.5, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
                {to ? <To to={to}>{name}</To> : <span>{name}</span>}
                <Late record={{ lateEntry: true, occurredAt: entry.occurredAt, recordedAt: entry.recordedAt }} />
              </Box>
              <Box sx={{ color: 'text.secondary' }}>
                {say(words.happened, { at: format.moment(entry.occurredAt) })} · {say(words.recorded, { at: format.moment(entry.recordedAt), who: entry.recordedBy.name })}
              </Box>
              {entry.lateReason && <Box>{say(words.reason, { reason: entry.lateReason })}</Box>}
            </Box>
            {may('late:countersign', { organization: canteen?.organization.id, canteen: canteen?.id }) && (entry.recordedBy.id === me?.person.id
              ? <Tone tone="draft" plain>{say(words.own)}</Tone>
              : <Button variant="outlined" loading={pending} onClick={() => void act('countersignLateEntry', { recordType: entry.recordType, id: entry.recordId }, { done: say(words.signed) })}>{say(words.sign)}</Button>)}
          </Box>
        );
      })}
    </Section>
  );
}

function Latest({ corrections }: { corrections: LateEntriesOpen['declaredCorrections'] }) {
  const say = useSay();
  const format = useFormat();
  const nameOf = useRecordNames(corrections.items.map(({ recordType, recordId }) => ({ type: recordType, id: recordId })));
  return (
    <Section title={say(words.corrections)}>
      {!corrections.items.length && <Box sx={{ color: 'text.secondary' }}>{say(words.noCorrections)}</Box>}
      {corrections.items.map((correction) => {
        const { name: own, to } = nameOf({ type: correction.recordType, id: correction.recordId });
        const name = [say(recordWords(correction.recordType)), own].filter(Boolean).join(' ');
        return (
          <Box key={correction.id} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
            <div>{to ? <To to={to}>{name}</To> : name}</div>
            <div>{correction.statement}</div>
            <Box sx={{ color: 'text.secondary' }}>{correction.reason} · {correction.declaredBy.name} · {format.moment(correction.declaredAt)}</Box>
          </Box>
        );
      })}
      {corrections.total > 0 && <Box sx={{ mt: 1 }}><To to="/declaredCorrections">{say(words.allCorrections, { n: corrections.total })}</To></Box>}
    </Section>
  );
}
