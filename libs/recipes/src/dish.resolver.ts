import type { LocalizedText, Quantity } from '@canteen/kernel';
import { LocalizedTextInput, Needs, PageInput, PageOf, PayloadOf, QuantityInput, ShortText, SortInput } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { raw } from '@mikro-orm/core';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { createDish, retireDish, updateDish } from './dish.commands.ts';
import { Dish } from './dish.entity.ts';
import { DishCategory, DishFlag } from './dish.rules.ts';
import { DishAllergen, allergensUnknownSql, dishAllergens, isUnknown } from './dish.views.ts';

@InputType()
export class CreateDishInput {
  @Field(() => LocalizedTextInput)
  name!: LocalizedText;

  @Field(() => DishCategory)
  category!: DishCategory;

  @Field(() => QuantityInput, { description: 'Weight of one portion as served, in grams' })
  portion!: Quantity;

  @Field(() => [DishFlag], { nullable: true })
  flags?: DishFlag[] | null;

  @Field(() => ShortText, { nullable: true })
  originCounty?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  description?: LocalizedText | null;

  @Field(() => ID, { nullable: true, description: 'A stored file that is an image' })
  photo?: string | null;
}

/** Absent is unchanged, null clears what may be empty. */
@InputType()
export class UpdateDishInput {
  @Field(() => Int, { description: 'The version that was edited' })
  version!: number;

  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedText | null;

  @Field(() => DishCategory, { nullable: true })
  category?: DishCategory | null;

  @Field(() => QuantityInput, { nullable: true })
  portion?: Quantity | null;

  @Field(() => [DishFlag], { nullable: true })
  flags?: DishFlag[] | null;

  @Field(() => ShortText, { nullable: true })
  originCounty?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  description?: LocalizedText | null;

  @Field(() => ID, { nullable: true })
  photo?: string | null;
}

@InputType()
export class DishFilter {
  @Field(() => ShortText, { nullable: true, description: 'Number, name or pinyin initials' })
  q?: string | null;

  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;

  @Field(() => [DishCategory], { nullable: true })
  category?: DishCategory[] | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Some mandatory allergen class is unknown' })
  allergensUnknown?: boolean | null;
}

@Resolver(() => Dish)
export class DishResolver {
  @Query(() => PageOf(Dish))
  @Needs('recipes:read')
  dishes(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput | null,
    @Arg('filter', () => DishFilter, { nullable: true }) filter?: DishFilter | null,
  ) {
    const { allergensUnknown, ids, ...rest } = filter ?? {};
    const unknown = allergensUnknown ?? null;
    return ctx.page(Dish, {
      page,
      sort,
      filter: { ...rest, id: ids },
      orderBy: { number: 'asc' },
      where: unknown === null ? {} : { $and: [{ [raw((alias) => allergensUnknownSql(alias))]: unknown }] },
    });
  }

  @Query(() => Dish, { nullable: true })
  @Needs('recipes:read')
  dish(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Dish, id);
  }

  @FieldResolver(() => [DishAllergen], { description: 'Rolled up from the ingredients of the adopted recipe; every mandatory class is answered' })
  async allergens(@Root() dish: Dish, @CtxParam() ctx: Ctx): Promise<DishAllergen[]> {
    const facts = await dishAllergens(ctx, dish);
    return facts.map((fact) => ({ ...fact, sources: fact.sources.map((ingredient) => ingredient.name.in(ctx.lang)) }));
  }

  @FieldResolver(() => Boolean, { description: 'Some mandatory class is unknown; it is published as unknown' })
  async allergensUnknown(@Root() dish: Dish, @CtxParam() ctx: Ctx): Promise<boolean> {
    return isUnknown(await dishAllergens(ctx, dish));
  }

  @Mutation(() => PayloadOf(Dish))
  @Needs('recipes:write')
  createDish(@CtxParam() ctx: Ctx, @Arg('input', () => CreateDishInput) input: CreateDishInput) {
    return createDish(ctx, input);
  }

  @Mutation(() => PayloadOf(Dish))
  @Needs('recipes:write')
  updateDish(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('input', () => UpdateDishInput) input: UpdateDishInput) {
    return updateDish(ctx, id, input);
  }

  @Mutation(() => PayloadOf(Dish))
  @Needs('recipes:write')
  retireDish(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return retireDish(ctx, id);
  }
}
