import { Ingredient, conversionOf, ingredientsById } from '@canteen/catalog';
import type { Quantity } from '@canteen/kernel';
import { Decimal, DomainError, DomainErrors, collect, refuseAll } from '@canteen/kernel';
import { Person } from '@canteen/people';
import { checkVersion } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { checkActive } from './dish.commands.ts';
import { Dish } from './dish.entity.ts';
import { RecipeLine, RecipeVersion } from './recipe-version.entity.ts';
import { recipeLife, recipeProblems } from './recipe-version.rules.ts';
import type { RecipeLimits } from './recipe-version.rules.ts';

export interface RecipeLineData {
  ingredient: string;
  net: Quantity;
  yieldRate?: string | null;
  main?: boolean | null;
}

export interface RecipeData {
  portions: number;
  steps?: string | null;
  lines: RecipeLineData[];
}

/** A new version beside the adopted one, which the kitchen goes on cooking from until this one is adopted. */
export async function draftRecipe(ctx: Ctx, input: RecipeData & { dish: string }): Promise<RecipeVersion> {
  const dish = await ctx.lock(Dish, input.dish, 'input.dish');
  checkActive(dish, 'input.dish');
  const [last] = await ctx.find(RecipeVersion, { dish: dish.id }, { orderBy: { number: 'desc' }, limit: 1 });
  const recipe = ctx.create(RecipeVersion, {
    organizationId: dish.organizationId,
    dish,
    number: (last?.number ?? 0) + 1,
    state: 'DRAFT',
    portions: input.portions,
    steps: input.steps || null,
    edits: 0,
    adoptedAt: null,
    adoptedBy: null,
  });
  await writeLines(ctx, recipe, [], input);
  return recipe;
}

export async function saveRecipe(ctx: Ctx, id: string, version: number, input: RecipeData): Promise<RecipeVersion> {
  const recipe = await ctx.lock(RecipeVersion, id, 'id');
  recipe.state = recipeLife.next(recipe.state, 'SAVE');
  checkVersion(recipe, version, 'version');
  recipe.portions = input.portions;
  recipe.steps = input.steps || null;
  // Lines are rows of their own; without this the version would not tell that they changed.
  recipe.edits += 1;
  await writeLines(ctx, recipe, await linesOf(ctx, recipe), input);
  return recipe;
}

/** Freezes the version and makes it the one that is cooked; the one before stays readable as superseded. */
export async function adoptRecipe(ctx: Ctx, id: string): Promise<RecipeVersion> {
  // The dish first, always: two versions adopted at once would otherwise wait for each other.
  const seen = await ctx.get(RecipeVersion, id, 'id');
  const dish = await ctx.lock(Dish, seen.dish.id);
  const recipe = await ctx.lock(RecipeVersion, id, 'id');
  recipe.state = recipeLife.next(recipe.state, 'ADOPT');
  checkActive(dish, null);
  if (dish.currentRecipe) {
    const before = await ctx.lock(RecipeVersion, dish.currentRecipe.id);
    before.state = 'SUPERSEDED';
  }
  recipe.adoptedAt = ctx.now();
  recipe.adoptedBy = ctx.em.getReference(Person, ctx.personId(), { wrapped: true });
  dish.currentRecipe = ctx.em.getReference(RecipeVersion, recipe.id, { wrapped: true });
  return recipe;
}

export const linesOf = (ctx: Ctx, recipe: { id: string }): Promise<RecipeLine[]> =>
  ctx.list(RecipeLine, 'recipe', recipe.id, { lineNo: 'asc' });

/** Rewrites the lines in place: a line keeps its row while its number lives. */
async function writeLines(ctx: Ctx, recipe: RecipeVersion, before: RecipeLine[], input: RecipeData): Promise<void> {
  const limits = await ctx.policy<RecipeLimits>('recipes', recipe.organizationId);
  const lines = input.lines.map((line) => ({ ...line, yieldRate: Decimal.of(line.yieldRate ?? '1'), main: line.main ?? false }));
  const problems = recipeProblems(input.portions, lines, limits);
  const ingredients = await ingredientsOf(ctx, recipe, input.lines, problems);
  refuseAll(problems);
  // A recipe without a marked main ingredient begins with it, as recipes are written.
  const main = Math.max(0, lines.findIndex((line) => line.main));
  lines.forEach((line, i) => {
    const ingredient = ingredients.get(line.ingredient)!;
    const values = { net: line.net, yieldRate: line.yieldRate.toString(), main: i === main };
    const row = before[i];
    if (row) Object.assign(row, values, { ingredient: ctx.em.getReference(Ingredient, ingredient.id, { wrapped: true }) });
    else ctx.create(RecipeLine, { organizationId: recipe.organizationId, recipe, lineNo: i + 1, ingredient, ...values });
  });
  for (const row of before.slice(lines.length)) ctx.em.remove(row);
}

/** The ingredients by id; what is not found, or not measured in that unit, joins the problems. */
async function ingredientsOf(
  ctx: Ctx,
  recipe: RecipeVersion,
  lines: readonly RecipeLineData[],
  problems: DomainError[],
): Promise<Map<string, Ingredient>> {
  const ids = lines.map((line) => line.ingredient);
  let found: Map<string, Ingredient>;
  try {
    found = await ingredientsById(ctx, recipe.organizationId, ids, (i) => `input.lines.${i}.ingredient`);
  } catch (error) {
    if (!(error instanceof DomainErrors)) throw error;
    problems.push(...error.errors);
    return new Map();
  }
  const mismatches = collect(
    lines.map((line, i) => () => {
      const ingredient = found.get(line.ingredient)!;
      try {
        line.net.in(ingredient.unit, conversionOf(ingredient));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        throw new DomainError(error.code, error.params, `input.lines.${i}.net`);
      }
    }),
  );
  problems.push(...mismatches);
  return found;
}
