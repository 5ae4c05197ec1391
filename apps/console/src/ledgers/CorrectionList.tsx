import type { CorrectionRecord } from '../provider/generated.ts';
import { useListContext } from 'react-admin';
import { useCanteen } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { addressOfRecord, recordWords, useRecordNames } from './records.ts';

const words = {
  title: { zh: '更正', en: 'Corrections' },
  sub: { zh: '原记录保持原样，更正附在旁边。', en: 'The record stays as written; the correction stands beside it.' },
  all: { zh: '全部', en: 'All' },
  receiving: { zh: '进货', en: 'Receiving' },
  kitchen: { zh: '厨房', en: 'Kitchen' },
  samples: { zh: '留样', en: 'Samples' },
  record: { zh: '记录', en: 'Record' },
  empty: { zh: '没有声明过更正。发现记录有误，在那条记录上声明更正。', en: 'No corrections. What is wrong is declared on its record.' },
};

/** The record's number, asked for once for all lines of the page. */
function RecordName({ record }: { record: CorrectionRecord }) {
  const say = useSay();
  const { data = [] } = useListContext<CorrectionRecord>();
  const nameOf = useRecordNames(data.map(({ recordType, recordId }) => ({ type: recordType, id: recordId })));
  return <>{[say(recordWords(record.recordType)), nameOf({ type: record.recordType, id: record.recordId }).name].filter(Boolean).join(' ')}</>;
}

export default function CorrectionList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const canteen = useCanteen();
  return (
    <ListPage<CorrectionRecord>
      resource="declaredCorrections"
      title={say(words.title)}
      sub={say(words.sub)}
      searchable={false}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'declaredAt', order: 'DESC' }}
      views={[
        { label: say(words.all), filter: {} },
        { label: say(words.receiving), filter: { recordType: ['GoodsReceipt', 'ReceiptLine', 'RawMaterialTest', 'Lot', 'StockMovement'] } },
        { label: say(words.kitchen), filter: { recordType: ['ProductionBatch', 'TemperatureReading', 'CorrectiveAction', 'LotTake'] } },
        { label: say(words.samples), filter: { recordType: ['RetainedSample'] } },
      ]}
      to={(r) => addressOfRecord(r.recordType, r.recordId) ?? '/declaredCorrections'}
      columns={[
        { key: 'record', label: say(words.record), cell: (r) => <RecordName record={r} /> },
        { key: 'statement', label: labels.field('statement'), cell: (r) => r.statement },
        { key: 'reason', label: labels.field('Correction.reason'), cell: (r) => r.reason },
        { key: 'by', label: labels.field('declaredBy'), cell: (r) => r.declaredBy.name },
        { key: 'at', label: labels.field('declaredAt'), cell: (r) => format.moment(r.declaredAt), sort: 'declaredAt' },
      ]}
      line={(r) => ({ main: <RecordName record={r} />, side: format.when(r.declaredAt), sub: r.statement, state: r.declaredBy.name })}
      empty={{ text: say(words.empty) }}
    />
  );
}
