import { DomainError, LocalizedText, enumOf, stateMachine } from '@canteen/kernel';
import type { LocalDate } from '@canteen/kernel';
import type { PublicDay, PublicMealService } from './public-menu.ts';

export const MenuState = enumOf('DRAFT', 'PUBLISHED', 'ARCHIVED');
export type MenuState = keyof typeof MenuState;

export const MenuAction = enumOf('SAVE', 'PUBLISH', 'REVISE', 'ARCHIVE');
export type MenuAction = keyof typeof MenuAction;

export const Meal = enumOf('BREAKFAST', 'LUNCH', 'DINNER', 'SUPPER');
export type Meal = keyof typeof Meal;

/** As refusals name it; in Chinese text without a space before the next word. */
export const mealWords: Readonly<Record<Meal, LocalizedText>> = {
  BREAKFAST: LocalizedText.of('早餐', 'breakfast'),
  LUNCH: LocalizedText.of('午餐', 'lunch'),
  DINNER: LocalizedText.of('晚餐', 'dinner'),
  SUPPER: LocalizedText.of('夜宵', 'supper'),
};

/** A revision is written behind the last publication, which diners keep seeing until the next one. */
export const menuLife = stateMachine<MenuState, MenuAction>({
  DRAFT: { SAVE: 'DRAFT', PUBLISH: 'PUBLISHED', ARCHIVE: 'ARCHIVED' },
  PUBLISHED: { REVISE: 'DRAFT', ARCHIVE: 'ARCHIVED' },
  ARCHIVED: {},
});

export interface MenuPolicy {
  maxDiners: number;
  k12BannedFlags: readonly string[];
  k12BannedWords: readonly string[];
  publishWeekday: number;
  publishTime: string;
}

// ——— writing the grid ———

export interface GridItem {
  dish: string;
  plannedPortions: number;
}

export interface GridMeal {
  day: LocalDate;
  meal: Meal;
  /** Wall clock of the canteen, `11:30`. */
  serviceStart: string;
  serviceEnd: string;
  plannedDiners: number;
  items: readonly GridItem[];
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What a week's grid must not hold, every problem at once with its place in the grid. */
export function gridProblems(
  weekStart: LocalDate,
  meals: readonly GridMeal[],
  limits: Pick<MenuPolicy, 'maxDiners'>,
  path = 'meals',
): DomainError[] {
  const problems: DomainError[] = [];
  const refuse = (code: string, params: Record<string, unknown>, field: string) => problems.push(new DomainError(code, params, field));
  const seen = new Set<string>();
  const weekEnd = weekStart.plusDays(6);
  meals.forEach((meal, i) => {
    const at = `${path}.${i}`;
    if (meal.day.lt(weekStart) || meal.day.gt(weekEnd)) refuse('MEAL_OUTSIDE_WEEK', { given: meal.day, weekStart, weekEnd }, `${at}.day`);
    const key = mealKey(meal);
    if (seen.has(key)) refuse('MEAL_TWICE', { day: meal.day, meal: mealWords[meal.meal] }, `${at}.meal`);
    seen.add(key);
    const times = (['serviceStart', 'serviceEnd'] as const).filter((name) => {
      if (TIME.test(meal[name])) return true;
      refuse('MEAL_TIME_MALFORMED', { given: meal[name].slice(0, 20) }, `${at}.${name}`);
      return false;
    });
    if (times.length === 2 && meal.serviceEnd <= meal.serviceStart) {
      refuse('MEAL_ENDS_BEFORE_START', { start: meal.serviceStart, end: meal.serviceEnd }, `${at}.serviceEnd`);
    }
    countProblem(meal.plannedDiners, 0, limits.maxDiners, `${at}.plannedDiners`, refuse);
    const dishes = new Set<string>();
    meal.items.forEach((item, j) => {
      if (dishes.has(item.dish)) refuse('DISH_TWICE', {}, `${at}.items.${j}.dish`);
      dishes.add(item.dish);
      countProblem(item.plannedPortions, 1, limits.maxDiners, `${at}.items.${j}.plannedPortions`, refuse);
    });
  });
  return problems;
}

function countProblem(
  given: number,
  min: number,
  max: number,
  field: string,
  refuse: (code: string, params: Record<string, unknown>, field: string) => void,
): void {
  if (given < min || given > max) refuse('COUNT_OUT_OF_RANGE', { given, min, max }, field);
}

/** A menu has one meal of a kind a day. */
export const mealKey = (meal: { day: LocalDate | string; meal: Meal }): string => `${String(meal.day)} ${meal.meal}`;

// ——— publishing ———

export interface PublishItem {
  dishId: string;
  dish: LocalizedText;
  active: boolean;
  flags: readonly string[];
  plannedPortions: number;
  hasRecipe: boolean;
  hasPrice: boolean;
  ingredients: readonly LocalizedText[];
}

export interface PublishMeal {
  day: LocalDate;
  meal: Meal;
  serviceStart: Date;
  serviceEnd: Date;
  items: readonly PublishItem[];
}

export interface PublishPlace {
  /** Kindergarten, primary or middle school. */
  k12: boolean;
  coldDishesLicensed: boolean;
}

/**
 * Everything that keeps a week from being published, each dish by name. K-12 canteens serve nothing
 * cold or raw, no decorated cakes, green beans, fresh day lilies, wild mushrooms or sprouted potatoes
 * (学校食品安全与营养健康管理规定, 2019-04-01); cold dishes need a licence whose scope covers them.
 */
export function publishProblems(
  meals: readonly PublishMeal[],
  place: PublishPlace,
  policy: Pick<MenuPolicy, 'k12BannedFlags' | 'k12BannedWords'>,
): DomainError[] {
  const problems: DomainError[] = [];
  if (meals.every((meal) => meal.items.length === 0)) problems.push(new DomainError('MENU_EMPTY', {}, 'meals'));
  meals.forEach((meal, i) =>
    meal.items.forEach((item, j) => {
      const refuse = (code: string, params: Record<string, unknown> = {}) =>
        problems.push(new DomainError(code, { dish: item.dish, day: meal.day, meal: mealWords[meal.meal], ...params }, `meals.${i}.items.${j}`));
      if (!item.active) refuse('DISH_RETIRED');
      if (!item.hasPrice) refuse('DISH_WITHOUT_PRICE');
      if (!item.hasRecipe) refuse('DISH_WITHOUT_RECIPE');
      const banned = place.k12 ? bannedInK12(item, policy) : null;
      if (banned) refuse('K12_BANNED_ITEM', { because: banned });
      else if (item.flags.includes('COLD') && !place.coldDishesLicensed) refuse('COLD_DISH_NOT_LICENSED');
    }),
  );
  return problems;
}

const flagWords: Partial<Record<string, LocalizedText>> = {
  COLD: LocalizedText.of('冷食', 'served cold'),
  RAW: LocalizedText.of('生食', 'raw'),
};

/** The flag or the ingredient for which a school may not serve it; null if it may. */
function bannedInK12(item: PublishItem, policy: Pick<MenuPolicy, 'k12BannedFlags' | 'k12BannedWords'>): string | LocalizedText | null {
  const flag = policy.k12BannedFlags.find((banned) => item.flags.includes(banned));
  if (flag) return flagWords[flag] ?? flag;
  return [item.dish, ...item.ingredients].find((name) => policy.k12BannedWords.some((word) => name.zh.includes(word))) ?? null;
}

/** As far as a diner could have noticed. */
export interface ServedMeal extends Pick<PublishMeal, 'day' | 'meal' | 'serviceStart' | 'serviceEnd'> {
  items: readonly { dishId: string; plannedPortions: number }[];
}

/**
 * A meal that has begun stays as it was published: nobody learns at the counter that the menu said
 * something else at breakfast. What begins without ever having been published cannot be published any more.
 */
export function startedProblems(meals: readonly ServedMeal[], before: readonly PublicDay[], now: Date): DomainError[] {
  const published = frozenMeals(before);
  const problems: DomainError[] = [];
  meals.forEach((meal, i) => {
    const frozen = published.get(mealKey(meal));
    published.delete(mealKey(meal));
    const begun = meal.serviceStart <= now || (frozen !== undefined && new Date(frozen.serviceStart) <= now);
    if (begun && !(frozen && isAsPublished(meal, frozen))) {
      problems.push(new DomainError('MEAL_ALREADY_STARTED', { day: meal.day, meal: mealWords[meal.meal] }, `meals.${i}`));
    }
  });
  for (const [key, frozen] of published) {
    if (new Date(frozen.serviceStart) <= now) {
      problems.push(new DomainError('MEAL_ALREADY_STARTED', { day: key.slice(0, 10), meal: mealWords[frozen.meal] }, 'meals'));
    }
  }
  return problems;
}

/** The meals of a publication by day and meal. */
export function frozenMeals(days: readonly PublicDay[]): Map<string, PublicMealService> {
  return new Map(days.flatMap(({ day, meals }) => meals.map((meal) => [mealKey({ day, meal: meal.meal }), meal] as const)));
}

function isAsPublished(meal: ServedMeal, frozen: PublicMealService): boolean {
  return (
    meal.serviceStart.toISOString() === frozen.serviceStart &&
    meal.serviceEnd.toISOString() === frozen.serviceEnd &&
    meal.items.length === frozen.dishes.length &&
    meal.items.every((item, j) => item.dishId === frozen.dishes[j]!.id && item.plannedPortions === frozen.dishes[j]!.plannedPortions)
  );
}

/** One text for one content, whatever the order in which its keys were written: what the hash is taken of. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
