import Box from '@mui/material/Box';
import type { BatchRow } from '../provider/generated.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { latest, needsCore, stepOf } from './core.ts';

const words = {
  title: { zh: '制作批', en: 'Batches' },
  week: { zh: '本周', en: 'This week' },
  open: { zh: '制作中', en: 'Cooking' },
  discarded: { zh: '已销毁', en: 'Discarded' },
  late: { zh: '补录', en: 'Late entries' },
  all: { zh: '全部', en: 'All' },
  start: { zh: '去餐次开始制作', en: 'Start from a meal' },
  empty: { zh: '这周还没有制作批。在「餐次」里点「开始制作」。', en: 'No batches this week yet. Press “Start cooking” in a meal.' },
  nothing: { zh: '这周还没有制作批。', en: 'No batches this week yet.' },
  dish: { zh: '菜品', en: 'Dish' },
  number: { zh: '编号', en: 'Number' },
  meal: { zh: '餐次', en: 'Meal' },
  state: { zh: '状态', en: 'State' },
  portions: { zh: '份数', en: 'Portions' },
  core: { zh: '中心温度', en: 'Core' },
  sample: { zh: '留样', en: 'Sample' },
  cook: { zh: '制作人', en: 'Cook' },
  started: { zh: '开始', en: 'Started' },
  sampled: { zh: '已留样', en: 'sampled' },
  light: { zh: '量不足', en: 'too little' },
  none: { zh: '未留样', en: 'none' },
  n: { zh: '{n} 份', en: '{n} portions' },
};

export default function BatchList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const monday = format.today().startOfWeek().startsAt(format.timeZone).toISOString();
  const dish = (r: BatchRow) => format.text(r.dish?.name);
  const meal = (r: BatchRow) => (r.service ? `${format.day(r.service.day)} ${labels.of('Meal', r.service.meal)}` : '—');
  const core = (r: BatchRow) => {
    const reading = latest(r.temperatures);
    if (!reading) return needsCore(r.dish) ? '—' : '';
    return <Tone plain tone={reading.within ? 'done' : r.state === 'COOKING' || stepOf(r) !== 'READY' ? 'bad' : 'warn'}>{reading.celsius} °C</Tone>;
  };
  const sampled = (r: BatchRow) => (r.samples.some((sample) => sample.retained) ? words.sampled : r.samples.length ? words.light : words.none);
  const start = can('kitchen:write') && <ButtonTo to="/mealServices" variant="contained">{say(words.start)}</ButtonTo>;
  return (
    <ListPage<BatchRow>
      resource="productionBatches"
      title={say(words.title)}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'occurredAt', order: 'DESC' }}
      views={[
        { label: say(words.week), filter: { occurredAtFrom: monday } },
        { label: say(words.open), filter: { state: ['COOKING'] } },
        { label: say(words.discarded), filter: { state: ['DISCARDED'] } },
        { label: say(words.late), filter: { lateEntry: true } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'dish', label: say(words.dish), cell: dish },
        { key: 'number', label: say(words.number), cell: (r) => r.number, sort: 'number' },
        { key: 'meal', label: say(words.meal), cell: meal },
        { key: 'state', label: say(words.state), cell: (r) => <State of="BatchState" value={r.state} />, sort: 'state' },
        { key: 'portions', label: say(words.portions), align: 'right', cell: (r) => format.number(r.portions) },
        { key: 'core', label: say(words.core), align: 'right', cell: core },
        { key: 'sample', label: say(words.sample), cell: (r) => (r.state === 'DISCARDED' ? '' : <Tone plain tone={sampled(r) === words.sampled ? 'ok' : 'bad'}>{say(sampled(r))}</Tone>) },
        { key: 'cook', label: say(words.cook), cell: (r) => r.cook.name },
        { key: 'started', label: say(words.started), cell: (r) => <>{format.when(r.occurredAt)} <Late record={r} /></>, sort: 'occurredAt' },
      ]}
      line={(r) => ({
        main: <>{dish(r)} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>{r.number.slice(-4)}</Box></>,
        side: core(r),
        sub: <>{meal(r)} · {say(words.n, { n: r.portions })}</>,
        state: r.lateEntry ? <Late record={r} /> : <State of="BatchState" value={r.state} plain />,
      })}
      empty={{ text: say(start ? words.empty : words.nothing), action: start }}
    />
  );
}
