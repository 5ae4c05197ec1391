import type { MenuRecord } from '../provider/generated.ts';
import { daysOf, hourOf, keyOf, mealsOf, planOf, sameMeals, search } from './plan.ts';
import type { PlanDish } from './plan.ts';

const timeOf = (instant: string) => instant.slice(11, 16);
const dish = (id: string, zh: string, en: string, pinyin: string): PlanDish => ({ id, name: { zh, en }, pinyin, category: 'MEAT', allergensUnknown: false, hasRecipe: true });
const menu = {
  weekStart: '2026-11-16',
  meals: [{
    id: 'm', day: '2026-11-17', meal: 'LUNCH', serviceStart: '2026-11-17T11:40:00Z', serviceEnd: '2026-11-17T12:50:00Z', plannedDiners: 277,
    items: [{ id: 'i', plannedPortions: 130, position: 0, cookingSince: null, price: { amount: '9.00', currency: 'CNY' }, dish: { ...dish('d', '醋肉', 'Vinegar pork', 'cr'), currentRecipe: { id: 'r' } } }],
  }],
} as unknown as MenuRecord;

it('opens a menu as a grid and writes the same meals back', () => {
  const plan = planOf(menu, timeOf, 200);
  expect(Object.keys(plan)).toHaveLength(28);
  expect(mealsOf(plan)).toEqual([{ day: '2026-11-17', meal: 'LUNCH', serviceStart: '11:40', serviceEnd: '12:50', plannedDiners: 277, items: [{ dish: 'd', plannedPortions: 130 }] }]);
});

it('gives an empty day the hours the same meal has elsewhere in the week', () => {
  expect(planOf(menu, timeOf, 200)[keyOf('2026-11-20', 'LUNCH')]).toMatchObject({ start: '11:40', end: '12:50', diners: '277', items: [] });
  expect(planOf(menu, timeOf, 200)[keyOf('2026-11-20', 'DINNER')]).toMatchObject({ diners: '200' });
});

it('is changed by what would be saved otherwise, not by an empty meal', () => {
  const plan = planOf(menu, timeOf, 200);
  const key = keyOf('2026-11-20', 'DINNER');
  expect(sameMeals(plan, { ...plan, [key]: { ...plan[key]!, start: '18:00' } })).toBe(true);
  const lunch = keyOf('2026-11-17', 'LUNCH');
  expect(sameMeals(plan, { ...plan, [lunch]: { ...plan[lunch]!, diners: '280' } })).toBe(false);
});

it('begins the week on its Monday', () => {
  expect(daysOf('2026-11-16')).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
});

it('finds dishes by initials, names and English, what begins so first', () => {
  const dishes = [dish('1', '红烧肉', 'Braised pork', 'hsr'), dish('2', '水煮蛋', 'Boiled egg', 'szd'), dish('3', '烧肉粽', 'Pork rice dumpling', 'srz')];
  expect(search(dishes, 'sr').map(({ id }) => id)).toEqual(['3', '1']);
  expect(search(dishes, '烧肉').map(({ id }) => id)).toEqual(['3', '1']);
  expect(search(dishes, 'pork').map(({ id }) => id)).toEqual(['3', '1']);
  expect(search(dishes, 'x')).toEqual([]);
});

it.each([['1130', '11:30'], ['7:05', '07:05'], ['17.30', '17:30'], ['2460', null], ['11', null], ['', null]])('reads the hour %s', (typed, hour) => {
  expect(hourOf(typed)).toBe(hour);
});
