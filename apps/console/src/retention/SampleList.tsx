import Box from '@mui/material/Box';
import type { DayCoverage, DayCoverageVariables, SampleRow } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { ButtonTo, To } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';

const COVERAGE = gql`
  query DayCoverage($canteen: ID!, $day: Day!) {
    mealServices(filter: { canteen: $canteen, day: $day }, sort: { field: "serviceStart", order: ASC }) {
      items { id meal serviceStart serviceEnd coverage { item { id } sampled dish { id name { zh en } } } }
    }
    retainedSamples(filter: { canteen: $canteen, status: [DUE] }, page: { size: 1 }) { total }
  }
`;

const words = {
  title: { zh: '留样', en: 'Retained samples' },
  due: { zh: '到期待处置', en: 'Due for disposal' },
  kept: { zh: '留存中', en: 'Being kept' },
  sealed: { zh: '已封存', en: 'Sealed' },
  light: { zh: '量不足', en: 'Too little' },
  settled: { zh: '近十天处置、移交', en: 'Disposed of in ten days' },
  late: { zh: '补录', en: 'Late entries' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '没有到期待处置的留样。', en: 'No sample is due for disposal.' },
  dispose: { zh: '处置到期的 {n} 份', en: 'Dispose of the {n} due' },
  missing: { zh: '{meal} 还缺 {n} 道：{dishes}', en: '{meal} lacks {n}: {dishes}' },
  whole: { zh: '{meal} 留样齐全', en: '{meal}: all sampled' },
  take: { zh: '去留样', en: 'Take samples' },
  dish: { zh: '菜品', en: 'Dish' },
  number: { zh: '编号', en: 'Number' },
  meal: { zh: '餐次', en: 'Meal' },
  status: { zh: '状态', en: 'Status' },
  grams: { zh: '留样量', en: 'Weight' },
  until: { zh: '保存至', en: 'Keep until' },
  to: { zh: '至 {when}', en: 'until {when}' },
  by: { zh: '留样人', en: 'Taken by' },
  taken: { zh: '留样时间', en: 'Taken' },
  left: { zh: '还有 {span}', en: '{span} to go' },
  over: { zh: '已过 {span}', en: '{span} over' },
};

export default function SampleList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const { data } = useAsk<DayCoverage, DayCoverageVariables>(COVERAGE, { canteen: canteen?.id ?? '', day: format.today().iso }, { enabled: !!canteen });
  const dish = (r: SampleRow) => format.text(r.dish?.name);
  const meal = (r: SampleRow) => (r.service ? `${format.day(r.service.day)} ${labels.of('Meal', r.service.meal)}` : '—');
  const left = (r: SampleRow) => {
    if (r.status !== 'KEEPING' && r.status !== 'DUE') return '';
    const now = new Date().toISOString();
    return r.dueAt > now ? say(words.left, { span: format.span(now, r.dueAt) }) : say(words.over, { span: format.span(r.dueAt, now) });
  };
  const due = data?.retainedSamples.total ?? 0;
  const lately = format.today().plusDays(-10).startsAt(format.timeZone).toISOString();
  return (
    <ListPage<SampleRow>
      resource="retainedSamples"
      title={say(words.title)}
      sub={<>
        {data?.mealServices.items.map((each) => {
          const bare = each.coverage?.filter((item) => item.sampled === 'MISSING' || item.sampled === 'UNDERWEIGHT') ?? [];
          const name = labels.of('Meal', each.meal);
          if (!each.coverage?.length) return null;
          if (!bare.length) return each.coverage.every((item) => item.sampled === 'SAMPLED') && <Box key={each.id}><Tone tone="ok">{say(words.whole, { meal: name })}</Tone></Box>;
          return (
            <Box key={each.id} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center' }}>
              <Tone tone={new Date(each.serviceEnd) < new Date() ? 'bad' : 'warn'} plain>
                <span style={{ whiteSpace: 'normal' }}>{say(words.missing, { meal: name, n: bare.length, dishes: bare.map((item) => format.text(item.dish?.name)).join(format.lang === 'zh' ? '、' : ', ') })}</span>
              </Tone>
              {can('retention:write') && <To to={`/mealServices/${each.id}/samples`}>{say(words.take)}</To>}
            </Box>
          );
        })}
      </>}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'dueAt', order: 'ASC' }}
      views={[
        { label: say(words.due), filter: { status: ['DUE'] } },
        { label: say(words.kept), filter: { status: ['KEEPING'] } },
        { label: say(words.sealed), filter: { status: ['SEALED'] } },
        { label: say(words.light), filter: { status: ['NOT_RETAINED'] } },
        { label: say(words.settled), filter: { status: ['DISPOSED', 'HANDED_OVER'], dueAtFrom: lately } },
        { label: say(words.late), filter: { lateEntry: true } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'dish', label: say(words.dish), cell: dish },
        { key: 'number', label: say(words.number), cell: (r) => r.number, sort: 'number' },
        { key: 'meal', label: say(words.meal), cell: meal },
        { key: 'status', label: say(words.status), cell: (r) => <State of="SampleStatus" value={r.status} /> },
        { key: 'grams', label: say(words.grams), align: 'right', cell: (r) => <>{Number(r.grams)} g</>, sort: 'grams' },
        { key: 'until', label: say(words.until), cell: (r) => <>{format.when(r.dueAt)} <Box component="span" sx={{ color: 'text.secondary' }}>{left(r)}</Box></>, sort: 'dueAt' },
        { key: 'by', label: say(words.by), cell: (r) => r.takenBy.name },
        { key: 'taken', label: say(words.taken), cell: (r) => <>{format.when(r.occurredAt)} <Late record={r} /></>, sort: 'occurredAt' },
      ]}
      line={(r) => ({
        main: dish(r),
        side: <>{Number(r.grams)} g</>,
        sub: <>{meal(r)} · {r.status === 'KEEPING' || r.status === 'DUE' ? say(words.to, { when: format.when(r.dueAt) }) : r.takenBy.name}</>,
        state: r.lateEntry ? <Late record={r} /> : <State of="SampleStatus" value={r.status} plain />,
      })}
      empty={{ text: say(words.empty) }}
      actions={due > 0 && can('retention:dispose') && <ButtonTo to="/retainedSamples/dispose" variant="contained">{say(words.dispose, { n: due })}</ButtonTo>}
    />
  );
}
