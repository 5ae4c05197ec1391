import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Words } from '@canteen/kernel';
import type { LateEntriesOpen, LateEntriesOpenVariables } from '../provider/generated.ts';
import { useMay } from '../people/may.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen, useMe } from '../shell/me.tsx';
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
  books: { zh: '各类台账', en: 'The ledgers' },
};

const BOOKS: { to: string; name: Words; text: Words; need: string }[] = [
  { to: '/goodsReceipts', name: { zh: '进货查验台账', en: 'Goods received' }, text: { zh: '收货单、随货证明、验收人', en: 'Receipts, papers, who accepted' }, need: 'receiving:read' },
  { to: '/lots', name: { zh: '库存台账', en: 'Stock' }, text: { zh: '批次、保质期、出入库', en: 'Lots, expiry, movements' }, need: 'stock:read' },
  { to: '/productionBatches', name: { zh: '加工制作台账', en: 'Production' }, text: { zh: '制作批、中心温度、纠偏', en: 'Batches, core temperatures, corrective actions' }, need: 'kitchen:read' },
  { to: '/temperatures', name: { zh: '库温台账', en: 'Store temperatures' }, text: { zh: '冷藏、冷冻每日测温', en: 'Daily readings of the cold stores' }, need: 'kitchen:read' },
  { to: '/retainedSamples', name: { zh: '留样台账', en: 'Retained samples' }, text: { zh: '留样、到期处置、封存', en: 'Samples, disposal, sealing' }, need: 'retention:read' },
  { to: '/suppliers', name: { zh: '供货者档案', en: 'Suppliers' }, text: { zh: '许可证及有效期', en: 'Licences and their terms' }, need: 'catalog:read' },
  { to: '/healthCertificates', name: { zh: '健康证台账', en: 'Health certificates' }, text: { zh: '从业人员健康证', en: 'Of those who handle food' }, need: 'health:read' },
  { to: '/journal', name: { zh: '日志', en: 'Journal' }, text: { zh: '谁在何时做了什么，首尾相接', en: 'Who did what when, in one chain' }, need: 'journal:read' },
  { to: '/periods', name: { zh: '月末关账', en: 'Closed months' }, text: { zh: '关账后只接受更正', en: 'Closed months take corrections only' }, need: 'people:read' },
];

export default function Ledgers() {
  const say = useSay();
  const can = useCan();
  const canteen = useCanteen();
  const { data, error, refetch } = useAsk<LateEntriesOpen, LateEntriesOpenVariables>(LATE, { canteen: canteen?.id ?? '', filter: { canteen: canteen?.id ?? '' } }, { enabled: !!canteen });
  if (!canteen) return <Page title={say(words.title)}><Empty text={say(words.noCanteen)} /></Page>;
  return (
    <Page title={say(words.title)}>
      {!data && !error && <Ghost rows={5} height={72} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {data && <LateEntries entries={data.lateEntries} />}
      <Section title={say(words.books)}>
        <Box sx={{ display: 'grid', gap: 0, columnGap: 3, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: '1fr 1fr 1fr' } }}>
          {BOOKS.filter((book) => can(book.need)).map((book) => (
            <Box key={book.to} sx={{ borderTop: 1, borderColor: 'divider', py: 1, minHeight: 60 }}>
              <To to={book.to}>{say(book.name)}</To>
              <Box sx={{ color: 'text.secondary' }}>{say(book.text)}</Box>
            </Box>
          ))}
        </Box>
      </Section>
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
