import { Decimal, LocalDate } from '@canteen/kernel';
import { attendance, bills, mealClock, shares, type MealKind } from './days.ts';
import { ingredientOf, RECIPE_PORTIONS } from './catalog.ts';
import { dishes } from './dishes.ts';
import type { InstitutionSeed } from './institutions.ts';
import { chance } from './stage.ts';

export interface PlannedDish {
  dish: string;
  portions: number;
}

export interface PlannedMeal {
  day: LocalDate;
  meal: MealKind;
  diners: number;
  dishes: readonly PlannedDish[];
}

/** Weeks are counted from here, so that a date has the same bill in every replay. */
const A_MONDAY = LocalDate.of('1970-01-05');

const dishByKey = new Map(dishes.map((dish) => [dish.key, dish]));

/** Which days a canteen serves: weekdays, and the weekend of `today` where a training class is in residence. */
export function serves(seed: InstitutionSeed, day: LocalDate, today: LocalDate): boolean {
  if (day.weekday <= 5) return true;
  return bills[seed.key].weekend !== undefined && today.weekday > 5 && day.startOfWeek().eq(today.startOfWeek());
}

/**
 * The last days are told act by act and meal by meal, for the class in residence. What lies further back is there to be
 * looked up, not to be walked through: a small lunch, in fewer and longer acts.
 */
const TOLD_DAYS = 9;
const SMALL_LUNCH = 4;

export const isTold = (day: LocalDate, today: LocalDate): boolean => day.daysUntil(today) < TOLD_DAYS;

/** What a canteen serves on a day: the same whenever it is asked, so that it can be ordered for before it is published. */
export function mealsOn(seed: InstitutionSeed, day: LocalDate, today: LocalDate): PlannedMeal[] {
  if (!serves(seed, day, today)) return [];
  const { weeks, weekend } = bills[seed.key];
  const turn = Math.floor(A_MONDAY.daysUntil(day) / 7) % weeks.length;
  const bill = day.weekday > 5 ? weekend![day.weekday - 6]! : weeks[turn]![day.weekday - 1]!;
  return (Object.keys(mealClock) as MealKind[]).flatMap((meal) => {
    const told = isTold(day, today);
    const named = told ? bill[meal] : meal === 'LUNCH' ? bill[meal]?.slice(0, SMALL_LUNCH) : undefined;
    if (!named) return [];
    const mood = 0.9 + 0.2 * chance(seed.key, String(day), meal);
    const diners = Math.round(seed.canteen.diners * (seed.kind === 'PRIMARY_SCHOOL' ? 1 : attendance[meal] * mood));
    return [{ day, meal, diners, dishes: named.map((key) => ({ dish: key, portions: portionsOf(seed, key, diners) })) }];
  });
}

/** Pupils get the whole bill; adults choose. */
function portionsOf(seed: InstitutionSeed, key: string, diners: number): number {
  if (seed.kind === 'PRIMARY_SCHOOL') return diners;
  return Math.max(20, Math.round((diners * shares[dishByKey.get(key)!.category]!) / 5) * 5);
}

/** What meals take from the store in stock units, rounded up to the thousandth for each dish as the kitchen weighs it. */
export function needsOf(meals: readonly PlannedMeal[]): Map<string, Decimal> {
  const needs = new Map<string, Decimal>();
  for (const { dishes: planned } of meals) {
    for (const { dish, portions } of planned) {
      for (const [key, net, yieldRate] of dishByKey.get(dish)!.lines) {
        if (ingredientOf(key).byDay) continue;
        const gross = Decimal.of(net).times(portions).div(Decimal.of(yieldRate ?? '1').times(RECIPE_PORTIONS), 6).round(3, 'up');
        needs.set(key, (needs.get(key) ?? Decimal.ZERO).plus(gross));
      }
    }
  }
  return needs;
}
