import { useEffect, useMemo, useState } from 'react';
import { useDataProvider } from 'react-admin';
import { useQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { LocalDate } from '@canteen/kernel';
import type { DishRow, Meal, MenuRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useRecord } from '../provider/useRecord.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { PrintButton } from '../sheets/PrintButton.tsx';
import { Acts } from '../ui/Acts.tsx';
import { useDraft } from '../ui/draft.ts';
import { useFormat } from '../ui/format.ts';
import { History } from '../ui/History.tsx';
import { BottomAct, Page, Section } from '../ui/Page.tsx';
import { PriceSheet } from '../recipes/PriceSheet.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';
import { HourField } from './HourField.tsx';
import { MealCell } from './MealCell.tsx';
import { daysOf, dishOf, keyOf, MEALS, mealsOf, planOf, sameMeals } from './plan.ts';
import type { Plan, PlanDish, PlanItem, PlanMeal } from './plan.ts';

const words = {
  title: { zh: '{from} – {to} 菜单', en: 'Menu {from} – {to}' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存', en: 'Saved' },
  unsaved: { zh: '有未保存的修改（已存在本机）', en: 'Unsaved changes (kept on this device)' },
  publish: { zh: '公布', en: 'Publish' },
  published: { zh: '已公布，就餐者现在可以看到', en: 'Published: diners can see it now' },
  publicPage: { zh: '看公开菜单', en: 'Public menu' },
  publications: { zh: '公布记录', en: 'Publications' },
  publication: { zh: '第 {n} 版 · {when} · {who}', en: 'Revision {n} · {when} · {who}' },
  hours: { zh: '供餐 {start}–{end}', en: '{start}–{end}' },
  keys: { zh: '键盘：输入菜名或拼音首字母，回车加入；Alt+方向键换格', en: 'Keys: type a name or pinyin initials, Enter adds; Alt+arrows move between cells' },
  from: { zh: '{meal}开始', en: '{meal} starts' },
  until: { zh: '{meal}结束', en: '{meal} ends' },
  showDays: { zh: '选一天', en: 'Choose a day' },
};

export function MenuPlanner() {
  // Held here, above the grid: saving begins the grid anew, and what publishing then refuses must stay to be read.
  const acting = useAct();
  const { data: menu, error, refetch } = useRecord<MenuRecord>('menus');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!menu) return <Ghost rows={8} />;
  return <Planner key={`${menu.id}.${menu.version}`} menu={menu} acting={acting} />;
}

/** All dishes in use, so that typing finds them at once. */
function useDishes() {
  const provider = useDataProvider();
  return useQuery({
    queryKey: ['planner-dishes'],
    queryFn: async () => {
      const dishes: DishRow[] = [];
      for (let page = 1; page < 20; page++) {
        const { data, total } = await provider.getList<DishRow>('dishes', { pagination: { page, perPage: 200 }, sort: { field: 'pinyin', order: 'ASC' }, filter: { active: true } });
        dishes.push(...data);
        if (!data.length || dishes.length >= (total ?? 0)) break;
      }
      return dishes.map(dishOf);
    },
  });
}

function Planner({ menu, acting }: { menu: MenuRecord; acting: ReturnType<typeof useAct> }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const phone = usePhone();
  const can = useCan();
  const canteen = useCanteen();
  const { act, pending, refusals } = acting;
  const { data: dishes = [] } = useDishes();
  const start = useMemo(() => planOf(menu, format.time, canteen?.diners ?? 0), [menu]);
  const [plan, change, drop] = useDraft<Plan>(`menu.${menu.id}.${menu.version}`, start);
  const [pricing, setPricing] = useState<{ dish: PlanDish; price: string | null; day: string } | null>(null);
  const days = daysOf(menu.weekStart);
  const [day, setDay] = useState(() => (days.includes(format.today().iso) ? format.today().iso : days[0]!));
  const writable = menu.availableActions.includes('SAVE');
  const dirty = writable && !sameMeals(plan, start);
  const shown = MEALS.filter((meal) => writable || days.some((each) => plan[keyOf(each, meal)]!.items.length > 0));

  const setMeal = (key: string, part: Partial<PlanMeal>) => change((now) => ({ ...now, [key]: { ...now[key]!, ...part } }));
  // Hours are a habit of the canteen: changed for one day they are changed for the week.
  const setHours = (meal: Meal, part: Partial<PlanMeal>) =>
    change((now) => Object.fromEntries(Object.entries(now).map(([key, each]) => [key, each.meal === meal ? { ...each, ...part } : each])));
  const priced = (dish: string, amount: string) =>
    change((now) => Object.fromEntries(Object.entries(now).map(([key, each]) => [key, { ...each, items: each.items.map((item) => (item.dish.id === dish ? { ...item, price: amount } : item)) }])));

  const save = async (quiet = false) => {
    if (!dirty) return menu;
    const outcome = await act('saveMenu', { id: menu.id, version: menu.version, meals: mealsOf(plan) }, { quiet: true, ...(quiet ? {} : { done: say(words.saved) }) });
    if (!outcome) return null;
    drop();
    return outcome.records[0] ?? null;
  };
  const publish = async () => {
    if (!(await save(true))) return window.scrollTo({ top: 0 });
    if (!(await act('publishMenu', { id: menu.id }, { done: say(words.published), quiet: true }))) window.scrollTo({ top: 0 });
  };
  const move = (from: string, key: string) => {
    const column = days.indexOf(from.split(' ')[0]!);
    const row = MEALS.indexOf(from.split(' ')[1] as Meal);
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
    const target = days[column + dx!] && MEALS[row + dy!] ? keyOf(days[column + dx!]!, MEALS[row + dy!]!) : null;
    if (target) document.querySelector<HTMLInputElement>(`[data-cell="${target}"] input[data-add]`)?.focus();
  };

  const cell = (each: string, meal: Meal) => {
    const key = keyOf(each, meal);
    const at = plan[key]!;
    return (
      <Box key={key} data-cell={key} sx={{ minWidth: 0 }}>
        <MealCell
          meal={at}
          dishes={dishes}
          writable={writable}
          onItems={(items: PlanItem[]) => setMeal(key, { items })}
          onDiners={(diners) => setMeal(key, { diners })}
          onMove={(arrow) => move(key, arrow)}
          {...(can('prices:write') ? { onPrice: (item: PlanItem) => setPricing({ dish: item.dish, price: item.price, day: each }) } : {})}
        />
      </Box>
    );
  };
  const hours = (meal: Meal) => {
    const at = plan[keyOf(day, meal)]!;
    if (!writable) return <Box sx={{ color: 'text.secondary' }}>{say(words.hours, { start: at.start, end: at.end })}</Box>;
    return (
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <HourField label={say(words.from, { meal: labels.of('Meal', meal) })} value={at.start} onChange={(start) => setHours(meal, { start })} />–
        <HourField label={say(words.until, { meal: labels.of('Meal', meal) })} value={at.end} onChange={(end) => setHours(meal, { end })} />
      </Box>
    );
  };
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 's') {
        event.preventDefault();
        void save();
      }
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  });

  return (
    <Page
      title={<Box component="span" sx={{ display: 'inline-flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>{say(words.title, { from: format.day(menu.weekStart), to: format.day(LocalDate.of(menu.weekStart).plusDays(6)) })}<Box component="span" sx={{ fontSize: '1rem', fontWeight: 400 }}><State of="MenuState" value={menu.state} /></Box></Box>}
      name={menu.weekStart}
      sub={dirty ? <Tone plain tone="draft">{say(words.unsaved)}</Tone> : writable && !phone ? say(words.keys) : undefined}
      back="/menus"
      actions={<Acts of="MenuAction" record={menu} acts={{ REVISE: { verb: 'reviseMenu' }, ARCHIVE: { verb: 'archiveMenu', danger: true } }}
        extra={<>
          <PrintButton ledger="menuItems" filter={{ menu: menu.id }} />
          {menu.publications.length > 0 && <Button variant="outlined" href={`/menu/${menu.canteen.slug}`} target="_blank" rel="noreferrer">{say(words.publicPage)}</Button>}
        </>} />}
    >
      <Refusals errors={refusals} />
      {phone ? (
        <>
          <Tabs value={day} onChange={(_, value: string) => setDay(value)} variant="scrollable" scrollButtons={false} aria-label={say(words.showDays)} sx={{ mb: 1, mx: -2, px: 1 }}>
            {days.map((each) => <Tab key={each} value={each} label={`${format.weekday(each)} ${Number(each.slice(8))}`} />)}
          </Tabs>
          {shown.map((meal) => (
            <Section key={meal} title={labels.of('Meal', meal)} actions={hours(meal)}>{cell(day, meal)}</Section>
          ))}
        </>
      ) : (
        <Box sx={{ overflowX: 'auto' }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(7, minmax(150px, 1fr))', borderTop: 1, borderColor: 'divider' }}>
            {days.map((each) => (
              <Box key={each} sx={{ p: 1, fontWeight: each === format.today().iso ? 600 : 400, color: each === format.today().iso ? 'primary.main' : 'text.primary', borderBottom: 1, borderColor: 'divider' }}>{format.day(each)}</Box>
            ))}
            {shown.map((meal) => (
              <Box key={meal} sx={{ display: 'contents' }}>
                <Box sx={{ gridColumn: '1 / -1', display: 'flex', gap: 2, alignItems: 'center', px: 1, py: 0.5, bgcolor: (theme) => theme.tones.sunk }}>
                  <Box component="strong" sx={{ fontWeight: 600 }}>{labels.of('Meal', meal)}</Box>{hours(meal)}
                </Box>
                {days.map((each) => <Box key={each} sx={{ borderRight: 1, borderBottom: 1, borderColor: 'divider', p: 0.5, minHeight: 72 }}>{cell(each, meal)}</Box>)}
              </Box>
            ))}
          </Box>
        </Box>
      )}
      {writable && (
        <BottomAct>
          <Button variant="outlined" loading={pending} disabled={!dirty} onClick={() => void save()}>{say(words.save)}</Button>
          {menu.availableActions.includes('PUBLISH') && <Button variant="contained" loading={pending} onClick={() => void publish()}>{say(words.publish)}</Button>}
        </BottomAct>
      )}
      {menu.publications.length > 0 && (
        <Section title={say(words.publications)}>
          {menu.publications.map((publication) => (
            <Box key={publication.id} sx={{ py: 0.5 }}>
              {say(words.publication, { n: publication.revision, when: format.moment(publication.publishedAt), who: publication.publishedBy.name })} <Box component="code" sx={{ color: 'text.secondary' }}>{publication.contentHash.slice(0, 8)}</Box>
            </Box>
          ))}
        </Section>
      )}
      <Section><History ids={[menu.id]} /></Section>
      {pricing && (
        <PriceSheet
          dish={{ ...pricing.dish, price: pricing.price ? { amount: pricing.price } : null }}
          from={LocalDate.of(pricing.day).lt(format.today()) ? format.today().iso : pricing.day}
          onClose={() => setPricing(null)}
          onDone={(amount) => priced(pricing.dish.id, amount)}
        />
      )}
    </Page>
  );
}
