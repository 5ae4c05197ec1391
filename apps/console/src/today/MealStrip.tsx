import { LinkBase } from 'react-admin';
import Box from '@mui/material/Box';
import type { TodayMeals, TodayMealsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo, Empty, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import type { ToneName } from '../ui/Tone.tsx';

const MEALS = gql`
  query TodayMeals($canteen: ID!, $day: Day!) {
    mealServices(filter: { canteen: $canteen, day: $day }, sort: { field: "serviceStart", order: ASC }) {
      items {
        id meal serviceStart serviceEnd plannedDiners
        items { id cookingSince dish { id name { zh en } } }
        coverage { item { id } sampled batch { id state } }
      }
    }
  }
`;

const words = {
  none: { zh: '今天没有排餐。', en: 'No meals are planned for today.' },
  plan: { zh: '去排菜单', en: 'Plan the menu' },
  diners: { zh: '{n} 人', en: '{n} diners' },
  notYet: { zh: '未做', en: 'not started' },
  begun: { zh: '已开始做', en: 'begun' },
  cooking: { zh: '制作中', en: 'cooking' },
  cooked: { zh: '已做，未留样', en: 'cooked, no sample' },
  light: { zh: '留样不足量', en: 'sample too light' },
  sampled: { zh: '已留样', en: 'sampled' },
  dropped: { zh: '已销毁', en: 'discarded' },
  sum: { zh: '{n} 道 · 已做 {c} · 已留样 {s}', en: '{n} dishes · {c} cooked · {s} sampled' },
};

/** Read aloud, not shown: the icon says it to those who see. */
const hidden = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' } as const;

type Meal = TodayMeals['mealServices']['items'][number];

/** The day's meals: per dish, is it cooked, is it sampled. */
export function MealStrip({ canteen }: { canteen: string }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const phone = usePhone();
  const { data } = useAsk<TodayMeals, TodayMealsVariables>(MEALS, { canteen, day: format.today().iso }, { refetchInterval: 60_000 });
  if (!data) return <Ghost rows={1} height={120} />;
  const meals = data.mealServices.items;
  if (!meals.length) return <Empty text={say(words.none)} action={can('menus:write') && <ButtonTo to="/menus" variant="outlined">{say(words.plan)}</ButtonTo>} />;

  const stateOf = (meal: Meal, item: Meal['items'][number]): [ToneName, string] => {
    // Whoever may not read the batches knows that it was begun, and no more.
    if (!meal.coverage) return item.cookingSince ? ['draft', say(words.begun)] : ['none', say(words.notYet)];
    const covered = meal.coverage.find((each) => each.item.id === item.id);
    if (covered?.sampled === 'SAMPLED') return ['ok', say(words.sampled)];
    if (covered?.sampled === 'UNDERWEIGHT') return ['bad', say(words.light)];
    if (covered?.batch?.state === 'DISCARDED') return ['stopped', say(words.dropped)];
    if (covered?.batch?.state === 'FINISHED') return ['warn', say(words.cooked)];
    if (covered?.batch || item.cookingSince) return ['todo', say(words.cooking)];
    return ['none', say(words.notYet)];
  };
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1, md: 2 }, gridTemplateColumns: { xs: '1fr', md: `repeat(${Math.min(meals.length, 3)}, minmax(0, 1fr))` } }}>
      {meals.map((meal) => {
        const states = meal.items.map((item) => stateOf(meal, item));
        const cooked = meal.items.filter((item) => ['FINISHED'].includes(meal.coverage?.find((each) => each.item.id === item.id)?.batch?.state ?? '')).length;
        const sampled = meal.coverage?.filter((each) => each.sampled === 'SAMPLED').length ?? 0;
        return (
          <Box key={meal.id} component={LinkBase} to={can('kitchen:read') ? `/mealServices/${meal.id}/show` : `/menus`} sx={(theme) => ({ display: 'block', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5, color: 'inherit', textDecoration: 'none', bgcolor: 'background.paper', '&:hover': { borderColor: theme.tones.strong } })}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, mb: 0.5, flexWrap: 'wrap' }}>
              <strong>{labels.of('Meal', meal.meal)}</strong>
              <Box sx={{ color: 'text.secondary' }}>{format.time(meal.serviceStart)}–{format.time(meal.serviceEnd)} · {say(words.diners, { n: meal.plannedDiners })}</Box>
            </Box>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: { xs: 'flex', md: 'block' }, flexWrap: 'wrap', columnGap: 1.5 }}>
              {meal.items.map((item, index) => {
                const [tone, word] = states[index]!;
                return (
                  <Box component="li" key={item.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, minWidth: 0 }}>
                    {phone ? (
                      <Tone plain tone={tone}><Box component="span" sx={{ color: 'text.primary' }}>{format.text(item.dish?.name)}</Box><Box component="span" sx={tone === 'warn' || tone === 'bad' ? {} : hidden}>{word}</Box></Tone>
                    ) : (
                      <>
                        <Box sx={{ minWidth: 0 }}>{format.text(item.dish?.name)}</Box>
                        <Tone plain tone={tone}>{word}</Tone>
                      </>
                    )}
                  </Box>
                );
              })}
            </Box>
            {meal.coverage && !phone && <Box sx={{ color: 'text.secondary', mt: 0.5 }}>{say(words.sum, { n: meal.items.length, c: cooked, s: sampled })}</Box>}
          </Box>
        );
      })}
    </Box>
  );
}
