import { LinkBase } from 'react-admin';
import { useSearchParams } from 'react-router';
import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { LocalDate } from '@canteen/kernel';
import type { DayMeals, DayMealsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { ExportMenu } from '../sheets/ExportMenu.tsx';
import { ButtonTo, Empty, Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { stepOf } from './core.ts';

const MEALS = gql`
  query DayMeals($canteen: ID!, $day: Day!) {
    mealServices(filter: { canteen: $canteen, day: $day }, sort: { field: "serviceStart", order: ASC }) {
      items {
        id meal serviceStart serviceEnd plannedDiners items { id plannedPortions dish { id name { zh en } } }
        coverage { item { id } sampled }
      }
    }
    productionBatches(filter: { canteen: $canteen, day: $day }, page: { size: 200 }) {
      items {
        id state item { id } dish { id category flags } temperatures { id celsius within occurredAt recordedAt } corrections { id occurredAt recordedAt }
      }
    }
  }
`;

const words = {
  title: { zh: '餐次', en: 'Meals' },
  today: { zh: '回到今天', en: 'Today' },
  earlier: { zh: '前一天', en: 'Day before' },
  later: { zh: '后一天', en: 'Day after' },
  none: { zh: '{day}没有排餐。', en: 'No meals are planned for {day}.' },
  plan: { zh: '去排菜单', en: 'Plan the menu' },
  diners: { zh: '{n} 人', en: '{n} diners' },
  notYet: { zh: '{n} 道未开始', en: '{n} not started' },
  low: { zh: '{n} 道温度偏低待处理', en: '{n} too low, to be dealt with' },
  cooking: { zh: '{n} 道制作中', en: '{n} cooking' },
  cooked: { zh: '全部已完成', en: 'all finished' },
  noSample: { zh: '{n} 道未留样', en: '{n} without a sample' },
  sampled: { zh: '留样齐全', en: 'all sampled' },
  dishes: { zh: '{n} 道菜', en: '{n} dishes' },
  empty: { zh: '还没有排菜', en: 'no dishes planned yet' },
};

type Meal = DayMeals['mealServices']['items'][number];

/** The day's meals, each with what is still to do; the way to the stove. */
export default function MealList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const [search, setSearch] = useSearchParams();
  const today = format.today();
  const day = dayOf(search.get('day')) ?? today;
  const { data, error, refetch } = useAsk<DayMeals, DayMealsVariables>(MEALS, { canteen: canteen?.id ?? '', day: day.iso }, { enabled: !!canteen, keep: true, refetchInterval: 60_000 });
  const go = (to: LocalDate) => setSearch(to.eq(today) ? {} : { day: to.iso }, { replace: true });

  const notes = (meal: Meal) => {
    const of = (item: { id: string }) => (data?.productionBatches.items ?? []).filter((batch) => batch.item?.id === item.id && batch.state !== 'DISCARDED');
    const open = meal.items.filter((item) => !of(item).length).length;
    const cooking = meal.items.flatMap(of).filter((batch) => batch.state === 'COOKING');
    const low = cooking.filter((batch) => ['CORRECT', 'AGAIN'].includes(stepOf(batch))).length;
    const bare = meal.coverage?.filter((each) => each.sampled === 'MISSING' || each.sampled === 'UNDERWEIGHT').length ?? 0;
    const over = new Date(meal.serviceStart) < new Date();
    return (
      <>
        {!meal.items.length && <Tone tone="draft" plain>{say(words.empty)}</Tone>}
        {open > 0 && <Tone tone={over ? 'bad' : 'todo'} plain>{say(words.notYet, { n: open })}</Tone>}
        {low > 0 && <Tone tone="bad" plain>{say(words.low, { n: low })}</Tone>}
        {cooking.length - low > 0 && <Tone tone="todo" plain>{say(words.cooking, { n: cooking.length - low })}</Tone>}
        {meal.items.length > 0 && !open && !cooking.length && <Tone tone="ok">{say(words.cooked)}</Tone>}
        {bare > 0 && <Tone tone={over ? 'bad' : 'warn'} plain>{say(words.noSample, { n: bare })}</Tone>}
        {meal.coverage && meal.coverage.length > 0 && meal.coverage.every((each) => each.sampled === 'SAMPLED') && <Tone tone="ok">{say(words.sampled)}</Tone>}
      </>
    );
  };
  return (
    <Page
      title={say(words.title)}
      actions={<>
        {!day.eq(today) && <Button variant="outlined" onClick={() => go(today)}>{say(words.today)}</Button>}
        <ExportMenu ledger="mealServices" filter={{ canteen: canteen?.id, day: day.iso }} sort={{ field: 'serviceStart', order: 'ASC' }} />
      </>}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 2 }}>
        <IconButton edge="start" aria-label={say(words.earlier)} onClick={() => go(day.plusDays(-1))}><ChevronLeft /></IconButton>
        <Box aria-live="polite" sx={{ fontWeight: 600, minWidth: '9em', textAlign: 'center' }}>{format.day(day)} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>{format.near(day.iso)}</Box></Box>
        <IconButton aria-label={say(words.later)} onClick={() => go(day.plusDays(1))}><ChevronRight /></IconButton>
      </Box>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Ghost rows={3} height={96} />}
      {data && !data.mealServices.items.length && (
        <Empty text={say(words.none, { day: format.day(day) })} action={can('menus:write') && <ButtonTo to="/menus" variant="outlined">{say(words.plan)}</ButtonTo>} />
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: 'repeat(auto-fit, minmax(300px, 1fr))' } }}>
        {data?.mealServices.items.map((meal) => (
          <Box
            key={meal.id}
            component={LinkBase}
            to={`/mealServices/${meal.id}/show`}
            sx={(theme) => ({ display: 'block', maxWidth: { md: 440 }, border: 1, borderColor: 'divider', borderRadius: 1, p: 2, color: 'inherit', textDecoration: 'none', bgcolor: 'background.paper', '&:hover': { borderColor: theme.tones.strong } })}
          >
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
              <Box sx={{ fontWeight: 600 }}>{labels.of('Meal', meal.meal)}</Box>
              <Box sx={{ color: 'text.secondary' }}>{format.time(meal.serviceStart)}–{format.time(meal.serviceEnd)} · {say(words.diners, { n: meal.plannedDiners })}</Box>
            </Box>
            <Box sx={{ color: 'text.secondary', my: 0.5 }}>{meal.items.map((item) => format.text(item.dish?.name)).join(format.lang === 'zh' ? '、' : ', ')}</Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>{notes(meal)}</Box>
          </Box>
        ))}
      </Box>
    </Page>
  );
}

function dayOf(text: string | null): LocalDate | null {
  try {
    return text ? LocalDate.of(text) : null;
  } catch {
    return null;
  }
}
