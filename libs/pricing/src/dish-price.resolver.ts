import type { LocalDate, Money } from '@canteen/kernel';
import { todayAt } from '@canteen/people';
import { Day, Inverse, MoneyInput, MoneyType, Needs, PageInput, PageOf, PayloadOf, ShortText, SortInput } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { latestFirst, pricesOf, setDishPrice } from './dish-price.commands.ts';
import { DishPrice } from './dish-price.entity.ts';
import { priceAt } from './dish-price.rules.ts';

@InputType()
export class DishPriceInput {
  @Field(() => ID)
  canteen!: string;

  @Field(() => ID)
  dish!: string;

  @Field(() => MoneyInput, { description: 'Price of one portion' })
  price!: Money;

  @Field(() => Day, { description: 'First day on which it holds; not in the past' })
  effectiveFrom!: LocalDate;

  @Field(() => ShortText, { nullable: true })
  reason?: string | null;
}

@InputType()
export class DishPriceFilter {
  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;

  @Field(() => ID, { nullable: true })
  dish?: string | null;

  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => Day, { nullable: true, description: 'The first day on which it holds' })
  effectiveFromFrom?: LocalDate | null;

  @Field(() => Day, { nullable: true, description: 'The first day on which it holds' })
  effectiveFromTo?: LocalDate | null;
}

@Resolver(() => DishPrice)
export class DishPriceResolver {
  @Query(() => PageOf(DishPrice))
  @Needs('prices:read')
  dishPrices(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput | null,
    @Arg('filter', () => DishPriceFilter, { nullable: true }) filter?: DishPriceFilter | null,
  ) {
    const { ids, ...rest } = filter ?? {};
    return ctx.page(DishPrice, { page, sort, filter: { ...rest, id: ids }, orderBy: { effectiveFrom: 'desc' } });
  }

  @Query(() => DishPrice, { nullable: true })
  @Needs('prices:read')
  dishPrice(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(DishPrice, id);
  }

  @Mutation(() => PayloadOf(DishPrice))
  @Needs('prices:write')
  setDishPrice(@CtxParam() ctx: Ctx, @Arg('input', () => DishPriceInput) input: DishPriceInput) {
    return setDishPrice(ctx, input);
  }
}

/** What pricing adds to a dish. */
@Resolver(() => Dish)
export class DishPriceFields {
  @Inverse(() => DishPrice, 'dish', { orderBy: latestFirst, description: 'All prices in all canteens, the latest start first' })
  prices!: DishPrice[];

  @FieldResolver(() => MoneyType, { nullable: true, description: 'What it costs in a canteen on a day (today unless said); null while it has no price' })
  @Needs('prices:read')
  async price(
    @Root() dish: Dish,
    @CtxParam() ctx: Ctx,
    @Arg('canteen', () => ID) canteen: string,
    @Arg('on', () => Day, { nullable: true }) on?: LocalDate | null,
  ): Promise<Money | null> {
    const prices = (await pricesOf(ctx, canteen.toLowerCase(), [dish.id]))[0]?.prices ?? [];
    const [latest] = prices;
    if (!latest) return null;
    // Asked only of a canteen that has prices, so that no id from outside reaches the database.
    const day = on ?? (await todayAt(ctx, await ctx.load(latest.canteen)));
    return priceAt(prices, day)?.price ?? null;
  }
}
