import { Allergen, AllergenPresence, Ingredient, IngredientAllergen, MANDATORY_ALLERGENS, rollUpAllergens } from '@canteen/catalog';
import type { AllergenRollUp } from '@canteen/catalog';
import type { Ctx } from '@canteen/platform';
import { Field, ObjectType } from 'type-graphql';
import { linesOf } from './recipe-version.commands.ts';
import type { Dish } from './dish.entity.ts';
import type { RecipeLine } from './recipe-version.entity.ts';

/** What a dish holds of one allergen class, rolled up from the ingredients of its adopted recipe. */
@ObjectType()
export class DishAllergen {
  @Field(() => Allergen)
  allergen!: Allergen;

  @Field(() => AllergenPresence, {
    description: 'UNKNOWN while an ingredient carries no statement for a mandatory class; FREE only if every ingredient says so with a source',
  })
  presence!: AllergenPresence;

  @Field(() => [String], { description: 'Names of the ingredients that make it so' })
  sources!: string[];
}

export interface Component {
  line: RecipeLine;
  ingredient: Ingredient;
}

/**
 * The lines of the adopted recipe with their ingredients; empty without one. Batched: called for many
 * dishes at once (`Promise.all`), it costs a constant number of queries.
 */
export async function compositionOf(ctx: Ctx, dish: Dish): Promise<Component[]> {
  if (!dish.currentRecipe) return [];
  const lines = await linesOf(ctx, dish.currentRecipe);
  const ingredients = await ctx.loadMany(Ingredient, lines.map((line) => line.ingredient.id));
  const byId = new Map(ingredients.map((ingredient) => [ingredient.id, ingredient]));
  return lines.flatMap((line) => {
    const ingredient = byId.get(line.ingredient.id);
    return ingredient ? [{ line, ingredient }] : [];
  });
}

/** As the kitchen and the public need it: per class the presence, and the ingredients that make it so. */
export interface DishAllergenFacts extends Omit<AllergenRollUp, 'sources'> {
  sources: Ingredient[];
}

/** Batched like `compositionOf`. A dish without an adopted recipe is unknown in every mandatory class. */
export async function dishAllergens(ctx: Ctx, dish: Dish): Promise<DishAllergenFacts[]> {
  const composition = await compositionOf(ctx, dish);
  const ingredients = new Map(composition.map(({ ingredient }) => [ingredient.id, ingredient]));
  const parts = await Promise.all(
    [...ingredients.keys()].map(async (id) => ({ name: id, allergens: await ctx.list(IngredientAllergen, 'ingredient', id) })),
  );
  return rollUpAllergens(parts).map((fact) => ({
    ...fact,
    sources: fact.sources.flatMap((id) => ingredients.get(id) ?? []),
  }));
}

export const isUnknown = (facts: readonly DishAllergenFacts[]): boolean =>
  facts.some((fact) => fact.presence === 'UNKNOWN' && MANDATORY_ALLERGENS.includes(fact.allergen));

/**
 * The SQL twin of `isUnknown(dishAllergens(dish))`, so that the list can be filtered by it. Tested equal.
 * `alias` is the dish's.
 */
export function allergensUnknownSql(alias: string): string {
  const classes = MANDATORY_ALLERGENS.map((allergen) => `'${allergen}'`).join(',');
  const said = (presence: string) => `select 1 from recipe_line l
    left join ingredient_allergen s on s.ingredient_id = l.ingredient_id and s.allergen = c.allergen
    where l.recipe_id = ${alias}.current_recipe_id and coalesce(s.presence, 'UNKNOWN') in (${presence})`;
  return `exists (select 1 from unnest(array[${classes}]) as c(allergen)
    where not exists (${said(`'CONTAINS','MAY_CONTAIN'`)})
    and (${alias}.current_recipe_id is null or exists (${said(`'UNKNOWN'`)})))`;
}
