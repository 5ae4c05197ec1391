import type { LocalizedText, Quantity, Unit } from '@canteen/kernel';
import {
  type Ctx,
  DecimalString,
  LocalizedTextInput,
  Needs,
  PageInput,
  PageOf,
  PayloadOf,
  QuantityInput,
  ShortText,
  SortInput,
  UnitScalar,
} from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import * as commands from './ingredient.commands.ts';
import { Ingredient, IngredientAllergen } from './ingredient.entity.ts';
import {
  Allergen,
  AllergenPresence,
  completeStatements,
  IngredientCategory,
  ReceiptDocumentKind,
  Storage,
  type AllergenStatement,
} from './ingredient.rules.ts';

@InputType()
export class PackInput implements commands.PackData {
  @Field(() => UnitScalar)
  unit!: Unit;

  @Field(() => QuantityInput, { description: 'What one such pack holds' })
  holds!: Quantity;
}

@InputType()
export class AllergenInput implements AllergenStatement {
  @Field(() => Allergen)
  allergen!: Allergen;

  @Field(() => AllergenPresence)
  presence!: AllergenPresence;

  @Field(() => ShortText, { nullable: true, description: 'Label, specification or test that says so; "free" needs one' })
  source?: string | null;
}

@InputType()
class IngredientFigures {
  @Field(() => DecimalString, { nullable: true, description: 'Highest storage temperature on the label, °C' })
  labelMaxCelsius?: string | null;

  @Field(() => QuantityInput, { nullable: true, description: 'What one piece weighs' })
  pieceWeight?: Quantity | null;

  @Field(() => [PackInput], { nullable: true, description: 'All packs; replaces those there were' })
  packs?: PackInput[] | null;

  @Field(() => Int, { nullable: true })
  shelfLifeDays?: number | null;

  @Field(() => Boolean, { nullable: true })
  byDay?: boolean | null;

  @Field(() => DecimalString, { nullable: true, description: 'kJ per 100 g' })
  energyKj?: string | null;

  @Field(() => DecimalString, { nullable: true, description: 'g per 100 g' })
  proteinG?: string | null;

  @Field(() => DecimalString, { nullable: true, description: 'g per 100 g' })
  fatG?: string | null;

  @Field(() => DecimalString, { nullable: true, description: 'g per 100 g' })
  carbohydrateG?: string | null;

  @Field(() => DecimalString, { nullable: true, description: 'mg per 100 g' })
  sodiumMg?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'GTIN-8, -12, -13 or -14 with its check digit' })
  gtin?: string | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;
}

@InputType()
export class CreateIngredientInput extends IngredientFigures implements commands.IngredientData {
  @Field(() => LocalizedTextInput)
  name!: LocalizedText;

  @Field(() => IngredientCategory)
  category!: IngredientCategory;

  @Field(() => Storage)
  storage!: Storage;

  @Field(() => UnitScalar, { description: 'Stock is kept in this unit; it stays' })
  unit!: Unit;

  @Field(() => [AllergenInput], { nullable: true })
  allergens?: AllergenInput[] | null;
}

@InputType()
export class UpdateIngredientInput extends IngredientFigures {
  @Field(() => Int)
  version!: number;

  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedText;

  @Field(() => IngredientCategory, { nullable: true })
  category?: IngredientCategory;

  @Field(() => Storage, { nullable: true })
  storage?: Storage;

  @Field(() => UnitScalar, { nullable: true, description: 'Refused if it is another: stock is already counted in it' })
  unit?: Unit;
}

@InputType()
export class IngredientFilter {
  @Field(() => ShortText, { nullable: true, description: 'Name, initials or GTIN' })
  q?: string;

  @Field(() => [IngredientCategory], { nullable: true })
  category?: IngredientCategory[];

  @Field(() => [Storage], { nullable: true })
  storage?: Storage[];

  @Field(() => Boolean, { nullable: true })
  byDay?: boolean;

  @Field(() => Boolean, { nullable: true })
  active?: boolean;
}

@Resolver(() => Ingredient)
export class IngredientResolver {
  @Query(() => PageOf(Ingredient))
  @Needs('catalog:read')
  ingredients(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => IngredientFilter, { nullable: true }) filter?: IngredientFilter,
  ) {
    return ctx.page(Ingredient, { page, sort, filter, orderBy: { pinyin: 'asc' } });
  }

  @Query(() => Ingredient, { nullable: true })
  @Needs('catalog:read')
  ingredient(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Ingredient, id);
  }

  @Query(() => Ingredient, { nullable: true, description: 'By the code scanned from its pack.' })
  @Needs('catalog:read')
  async ingredientByCode(@CtxParam() ctx: Ctx, @Arg('gtin', () => ShortText) gtin: string) {
    const [found] = await ctx.find(Ingredient, { gtin, active: true }, { limit: 1 });
    return found ?? null;
  }

  @FieldResolver(() => [ReceiptDocumentKind], { description: 'The papers each delivery of it needs' })
  requiredDocuments(@Root() ingredient: Ingredient, @CtxParam() ctx: Ctx) {
    return commands.requiredDocuments(ctx, ingredient.category, ingredient.organizationId);
  }

  @FieldResolver(() => [Allergen], { description: 'Mandatory classes (GB 7718-2025) of which nothing is known' })
  async unknownAllergens(@Root() ingredient: Ingredient, @CtxParam() ctx: Ctx) {
    const said = await ctx.list(IngredientAllergen, 'ingredient', ingredient.id);
    return completeStatements(said)
      .filter(({ presence }) => presence === 'UNKNOWN')
      .map(({ allergen }) => allergen);
  }

  @Mutation(() => PayloadOf(Ingredient))
  @Needs('catalog:write')
  createIngredient(@CtxParam() ctx: Ctx, @Arg('input', () => CreateIngredientInput) input: CreateIngredientInput) {
    return commands.createIngredient(ctx, input);
  }

  @Mutation(() => PayloadOf(Ingredient), { description: 'Absent means unchanged, null means cleared.' })
  @Needs('catalog:write')
  updateIngredient(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateIngredientInput) input: UpdateIngredientInput,
  ) {
    return commands.updateIngredient(ctx, id, input);
  }

  @Mutation(() => PayloadOf(Ingredient), { description: 'Says what is known of the named classes; the others stay as they were.' })
  @Needs('catalog:write')
  declareAllergens(
    @CtxParam() ctx: Ctx,
    @Arg('ingredient', () => ID) ingredient: string,
    @Arg('allergens', () => [AllergenInput]) allergens: AllergenInput[],
  ) {
    return commands.declareAllergens(ctx, ingredient, allergens);
  }
}
