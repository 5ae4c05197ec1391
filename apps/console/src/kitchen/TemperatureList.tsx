import Box from '@mui/material/Box';
import type { TemperatureReadingRecord } from '../provider/generated.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { Countersign, Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { degrees } from './limits.ts';

const words = {
  title: { zh: '温度记录', en: 'Temperature readings' },
  store: { zh: '贮存', en: 'Storage' },
  core: { zh: '中心温度', en: 'Core' },
  out: { zh: '超出限值', en: 'Out of limits' },
  late: { zh: '补录', en: 'Late entries' },
  all: { zh: '全部', en: 'All' },
  record: { zh: '记库温', en: 'Note store temperatures' },
  empty: { zh: '还没有温度记录。', en: 'No readings yet.' },
  where: { zh: '对象', en: 'Of what' },
  kind: { zh: '类别', en: 'Kind' },
  celsius: { zh: '温度', en: 'Temperature' },
  limit: { zh: '限值', en: 'Limit' },
  within: { zh: '结果', en: 'Result' },
  when: { zh: '测温时间', en: 'Measured' },
  by: { zh: '测温人', en: 'By' },
  good: { zh: '合格', en: 'within' },
  bad: { zh: '超限', en: 'out of limits' },
  none: { zh: '无限值', en: 'no limit' },
};

export default function TemperatureList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const what = (r: TemperatureReadingRecord) => (r.area ? format.text(r.area.name) : `${format.text(r.batch?.dish?.name)} ${r.batch?.number ?? ''}`);
  const limit = (r: TemperatureReadingRecord) => {
    const { limitMin: min, limitMax: max } = r;
    if (min === null && max === null) return '—';
    // Frozen goods are kept below their limit; every other limit may be reached.
    return max === null ? `≥${degrees(min)} °C` : min === null ? `${r.area?.kind === 'FROZEN_STORE' ? '<' : '≤'}${degrees(max)} °C` : `${degrees(min)}–${degrees(max)} °C`;
  };
  const result = (r: TemperatureReadingRecord) => (r.limitMin === null && r.limitMax === null ? words.none : r.within ? words.good : words.bad);
  const tone = (r: TemperatureReadingRecord) => <Tone plain tone={result(r) === words.none ? 'done' : r.within ? 'ok' : 'bad'}>{say(result(r))}</Tone>;
  return (
    <ListPage<TemperatureReadingRecord>
      resource="temperatureReadings"
      title={say(words.title)}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'occurredAt', order: 'DESC' }}
      searchable={false}
      views={[
        { label: say(words.store), filter: { kind: 'STORAGE' } },
        { label: say(words.core), filter: { kind: 'CORE' } },
        { label: say(words.out), filter: { within: false } },
        { label: say(words.late), filter: { lateEntry: true } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'what', label: say(words.where), cell: what },
        { key: 'kind', label: say(words.kind), cell: (r) => labels.of('ReadingKind', r.kind) },
        { key: 'celsius', label: say(words.celsius), align: 'right', cell: (r) => <>{degrees(r.celsius)} °C</>, sort: 'celsius' },
        { key: 'limit', label: say(words.limit), align: 'right', cell: limit },
        { key: 'within', label: say(words.within), cell: tone },
        { key: 'when', label: say(words.when), cell: (r) => <>{format.when(r.occurredAt)} <Late record={r} /> <Countersign record={r} type="TemperatureReading" /></>, sort: 'occurredAt' },
        { key: 'by', label: say(words.by), cell: (r) => r.recordedBy.name },
      ]}
      line={(r) => ({
        main: what(r),
        side: <>{degrees(r.celsius)} °C</>,
        sub: <>{format.when(r.occurredAt)} · {r.recordedBy.name}</>,
        state: r.lateEntry ? <Late record={r} /> : <>{tone(r)} <Box component="span" sx={{ color: 'text.secondary' }}>{limit(r)}</Box></>,
      })}
      to={(r) => (r.batch ? `/productionBatches/${r.batch.id}/show` : `/temperatures?area=${r.area?.id ?? ''}`)}
      empty={{ text: say(words.empty) }}
      actions={can('kitchen:write') && <ButtonTo to="/temperatures" variant="contained">{say(words.record)}</ButtonTo>}
    />
  );
}
