import { LocalDate } from '@canteen/kernel';
import type { DishRow, Meal, MealInput, MenuRecord } from '../provider/generated.ts';

export const MEALS: Meal[] = ['BREAKFAST', 'LUNCH', 'DINNER', 'SUPPER'];

/** Where nothing was said yet: the hours most canteens serve at. */
const HOURS: Record<Meal, [string, string]> = { BREAKFAST: ['06:50', '08:00'], LUNCH: ['11:30', '12:30'], DINNER: ['17:30', '18:30'], SUPPER: ['20:30', '21:30'] };

export interface PlanDish {
  id: string;
  name: { zh: string; en: string | null };
  pinyin: string;
  category: string;
  allergensUnknown: boolean;
  hasRecipe: boolean;
}

export interface PlanItem {
  dish: PlanDish;
  portions: string;
  price: string | null;
  /** The kitchen has begun: it stays. */
  cooking: boolean;
}

export interface PlanMeal {
  day: string;
  meal: Meal;
  start: string;
  end: string;
  diners: string;
  items: PlanItem[];
}

/** The week as a grid: every day has every meal; one without dishes is not on the menu. */
export type Plan = Record<string, PlanMeal>;

export const keyOf = (day: string, meal: Meal) => `${day} ${meal}`;

export function daysOf(weekStart: string): string[] {
  return Array.from({ length: 7 }, (_, index) => LocalDate.of(weekStart).plusDays(index).iso);
}

export function planOf(menu: MenuRecord, timeOf: (instant: string) => string, diners: number): Plan {
  const plan: Plan = {};
  for (const meal of MEALS) {
    const [start, end] = HOURS[meal];
    const known = menu.meals.find((each) => each.meal === meal);
    for (const day of daysOf(menu.weekStart)) {
      plan[keyOf(day, meal)] = { day, meal, start: known ? timeOf(known.serviceStart) : start, end: known ? timeOf(known.serviceEnd) : end, diners: String(known?.plannedDiners ?? diners), items: [] };
    }
  }
  for (const { day, meal, serviceStart, serviceEnd, plannedDiners, items } of menu.meals) {
    plan[keyOf(day, meal)] = {
      day, meal, start: timeOf(serviceStart), end: timeOf(serviceEnd), diners: String(plannedDiners),
      items: items.flatMap(({ dish, plannedPortions, price, cookingSince }) =>
        dish ? [{ dish: { ...dish, hasRecipe: !!dish.currentRecipe }, portions: String(plannedPortions), price: price?.amount ?? null, cooking: !!cookingSince }] : []),
    };
  }
  return plan;
}

export function mealsOf(plan: Plan): MealInput[] {
  return Object.values(plan)
    .filter((meal) => meal.items.length > 0)
    .map(({ day, meal, start, end, diners, items }) => ({
      day, meal, serviceStart: start, serviceEnd: end, plannedDiners: Number(diners) || 0,
      items: items.map(({ dish, portions }) => ({ dish: dish.id, plannedPortions: Number(portions) || 0 })),
    }));
}

/** Two plans that would be saved alike. */
export const sameMeals = (a: Plan, b: Plan): boolean => JSON.stringify(mealsOf(a)) === JSON.stringify(mealsOf(b));

export function dishOf(row: DishRow): PlanDish & { price: string | null } {
  return { id: row.id, name: row.name, pinyin: row.pinyin, category: row.category, allergensUnknown: row.allergensUnknown, hasRecipe: !!row.currentRecipe, price: row.price?.amount ?? null };
}

/** By number, either name, or the beginning of the pinyin initials, which come first. */
export function search<T extends PlanDish>(dishes: T[], typed: string): T[] {
  const text = typed.trim().toLowerCase();
  if (!text) return dishes;
  const starts = (dish: PlanDish) => dish.pinyin.startsWith(text) || dish.name.zh.startsWith(text) || !!dish.name.en?.toLowerCase().startsWith(text);
  return dishes
    .filter((dish) => dish.pinyin.includes(text) || dish.name.zh.includes(text) || dish.name.en?.toLowerCase().includes(text))
    .sort((a, b) => Number(starts(b)) - Number(starts(a)));
}

/** `1130` and `11.30` are 11:30; the browser's own field shows a morning and an afternoon where the house counts to 24. */
export function hourOf(typed: string): string | null {
  const match = /^(\d{1,2})[:：.。]?(\d{2})$/.exec(typed.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${match[2]}` : null;
}
