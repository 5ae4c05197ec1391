import type { Quantity } from '@canteen/kernel';
import { DecimalString, LongText, Needs, PageInput, PageOf, PayloadOf, QuantityInput, ShortText, SortInput } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { adoptRecipe, draftRecipe, saveRecipe } from './recipe-version.commands.ts';
import { RecipeLine, RecipeVersion } from './recipe-version.entity.ts';
import { RecipeState } from './recipe-version.rules.ts';

@InputType()
export class RecipeLineInput {
  @Field(() => ID)
  ingredient!: string;

  @Field(() => QuantityInput, { description: 'Net weight for all portions of the recipe' })
  net!: Quantity;

  @Field(() => DecimalString, { defaultValue: '1', description: 'Net ÷ gross (净料率), four digits after the point at most' })
  yieldRate!: string;

  @Field(() => Boolean, { nullable: true, description: 'One line at most; where none says so it is the first' })
  main?: boolean | null;
}

@InputType()
export class SaveRecipeInput {
  @Field(() => Int)
  portions!: number;

  @Field(() => LongText, { nullable: true })
  steps?: string | null;

  @Field(() => [RecipeLineInput])
  lines!: RecipeLineInput[];
}

@InputType()
export class DraftRecipeInput extends SaveRecipeInput {
  @Field(() => ID)
  dish!: string;
}

@InputType()
export class RecipeLineFilter {
  @Field(() => ShortText, { nullable: true, description: 'Ingredient or dish' })
  q?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this version' })
  recipe?: string | null;

  @Field(() => ID, { nullable: true })
  dish?: string | null;

  @Field(() => ID, { nullable: true })
  ingredient?: string | null;

  @Field(() => [RecipeState], { nullable: true, description: 'Of the version' })
  state?: RecipeState[] | null;

  @Field(() => Boolean, { nullable: true })
  main?: boolean | null;
}

@Resolver(() => RecipeVersion)
export class RecipeVersionResolver {
  @Query(() => PageOf(RecipeLine), { description: '带量食谱, line by line: of each dish, the latest version first' })
  @Needs('recipes:read')
  recipeLines(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput | null,
    @Arg('filter', () => RecipeLineFilter, { nullable: true }) filter?: RecipeLineFilter | null,
  ) {
    const { dish, state, ...own } = filter ?? {};
    return ctx.page(RecipeLine, {
      page,
      sort,
      filter: own,
      through: { recipe: { dish, state } },
      orderBy: { recipe: { dish: { number: 'asc' }, number: 'desc' }, lineNo: 'asc' },
    });
  }

  @Query(() => RecipeVersion, { nullable: true })
  @Needs('recipes:read')
  recipeVersion(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(RecipeVersion, id);
  }

  @Mutation(() => PayloadOf(RecipeVersion))
  @Needs('recipes:write')
  draftRecipe(@CtxParam() ctx: Ctx, @Arg('input', () => DraftRecipeInput) input: DraftRecipeInput) {
    return draftRecipe(ctx, input);
  }

  @Mutation(() => PayloadOf(RecipeVersion))
  @Needs('recipes:write')
  saveRecipe(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Arg('input', () => SaveRecipeInput) input: SaveRecipeInput,
  ) {
    return saveRecipe(ctx, id, version, input);
  }

  @Mutation(() => PayloadOf(RecipeVersion))
  @Needs('recipes:write')
  adoptRecipe(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return adoptRecipe(ctx, id);
  }
}
