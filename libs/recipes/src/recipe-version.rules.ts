import { Decimal, DomainError, Quantity, UNITS, enumOf, stateMachine } from '@canteen/kernel';

export const RecipeState = enumOf('DRAFT', 'ADOPTED', 'SUPERSEDED');
export type RecipeState = keyof typeof RecipeState;

export const RecipeAction = enumOf('SAVE', 'ADOPT');
export type RecipeAction = keyof typeof RecipeAction;

/**
 * A version is written until it is adopted and frozen ever after: what a batch of March was cooked
 * from must still be readable in July. No action leads to SUPERSEDED; adopting the next version does.
 */
export const recipeLife = stateMachine<RecipeState, RecipeAction>({
  DRAFT: { SAVE: 'DRAFT', ADOPT: 'ADOPTED' },
  ADOPTED: {},
  SUPERSEDED: {},
});

export interface RecipeLimits {
  maxPortions: number;
  maxLineKilograms: number;
}

export interface LineFigures {
  net: Quantity;
  yieldRate: Decimal;
  main: boolean;
}

/** Four digits after the point: a hundredth of a per cent, and what the column keeps. */
const yieldScale = 4;

/** Refuses what cannot be cooked; every line's problem at once, so that a long form is mended once. */
export function recipeProblems(
  portions: number,
  lines: readonly LineFigures[],
  limits: RecipeLimits,
  path = 'input',
): DomainError[] {
  const problems: DomainError[] = [];
  if (portions < 1 || portions > limits.maxPortions) {
    problems.push(new DomainError('RECIPE_PORTIONS_OUT_OF_RANGE', { given: portions, max: limits.maxPortions }, `${path}.portions`));
  }
  if (lines.length === 0) problems.push(new DomainError('RECIPE_EMPTY', {}, `${path}.lines`));
  lines.forEach((line, i) => {
    if (!line.net.isPositive()) {
      problems.push(new DomainError('QUANTITY_NOT_POSITIVE', { given: line.net.toString() }, `${path}.lines.${i}.net`));
    } else if (isAbsurd(line.net, limits)) {
      problems.push(new DomainError('RECIPE_QUANTITY_ABSURD', { given: line.net.toString(), max: limits.maxLineKilograms }, `${path}.lines.${i}.net`));
    }
    if (line.yieldRate.lte(0) || line.yieldRate.gt(10)) {
      problems.push(new DomainError('YIELD_OUT_OF_RANGE', { given: line.yieldRate.toString() }, `${path}.lines.${i}.yieldRate`));
    } else if (!line.yieldRate.round(yieldScale).eq(line.yieldRate)) {
      problems.push(new DomainError('YIELD_TOO_FINE', { given: line.yieldRate.toString() }, `${path}.lines.${i}.yieldRate`));
    }
  });
  const mains = lines.filter((line) => line.main).length;
  if (mains > 1) problems.push(new DomainError('RECIPE_MAIN_NOT_ONE', { given: mains }, `${path}.lines`));
  return problems;
}

/** Litres and pieces stand for kilograms here: the limit catches slips of the decimal point, not densities. */
function isAbsurd(net: Quantity, limits: RecipeLimits): boolean {
  const { dimension, factor } = UNITS[net.unit];
  const grams = net.toDecimal().times(dimension === 'mass' || dimension === 'volume' ? factor : 1000);
  return grams.gt(Decimal.of(limits.maxLineKilograms).times(1000));
}

/** How fine a need is computed; coarser would cost a fen at the usual prices (domain reference §6). */
const needScale = 6;

export interface NeedLine<Ingredient> {
  ingredient: Ingredient;
  net: Quantity;
  yieldRate: Decimal | string;
}

/**
 * What must leave the store to serve `portions`: net ÷ yield, scaled from the portions the recipe is
 * written for. Pork 5 kg net at .90 is 5.555556 kg gross; black fungus rehydrates, so its yield is 5.
 * Lines of the same ingredient in the same unit are one need.
 */
export function grossNeeds<Ingredient extends { id: string }>(
  recipe: { portions: number; lines: Iterable<NeedLine<Ingredient>> },
  portions: number,
): { ingredient: Ingredient; quantity: Quantity }[] {
  const needs = new Map<string, { ingredient: Ingredient; quantity: Quantity }>();
  for (const line of recipe.lines) {
    const value = Decimal.of(line.net.value)
      .times(portions)
      .div(Decimal.of(line.yieldRate).times(recipe.portions), needScale);
    const quantity = Quantity.of(value, line.net.unit);
    const key = `${line.ingredient.id} ${line.net.unit}`;
    const before = needs.get(key);
    needs.set(key, { ingredient: line.ingredient, quantity: before ? before.quantity.plus(quantity) : quantity });
  }
  return [...needs.values()];
}
