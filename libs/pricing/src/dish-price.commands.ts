import { DomainError, type LocalDate, refuseAll } from '@canteen/kernel';
import type { Money } from '@canteen/kernel';
import { Canteen, todayAt } from '@canteen/people';
import type { Ctx } from '@canteen/platform';
import { Dish, checkActive } from '@canteen/recipes';
import { DishPrice } from './dish-price.entity.ts';
import { priceAt, priceProblems } from './dish-price.rules.ts';
import type { PriceLimits } from './dish-price.rules.ts';

export interface DishPriceData {
  canteen: string;
  dish: string;
  price: Money;
  effectiveFrom: LocalDate;
  reason?: string | null;
}

/** Sets what a dish costs from a day on. Appends, so that what was charged on any past day stays known. */
export async function setDishPrice(ctx: Ctx, input: DishPriceData): Promise<DishPrice> {
  const canteen = await ctx.get(Canteen, input.canteen, 'input.canteen');
  const dish = await ctx.get(Dish, input.dish, 'input.dish');
  if (dish.organizationId !== canteen.organizationId) {
    throw new DomainError('NOT_FOUND', { what: 'Dish', id: input.dish }, 'input.dish');
  }
  checkActive(dish, 'input.dish');
  const limits = await ctx.policy<PriceLimits>('pricing', canteen.organizationId);
  refuseAll(priceProblems(input.price, input.effectiveFrom, await todayAt(ctx, canteen), limits));
  return ctx.create(DishPrice, {
    canteen,
    dish,
    price: input.price,
    effectiveFrom: input.effectiveFrom,
    reason: input.reason || null,
  });
}

/** What each dish costs in a canteen on a day; a dish without a price is absent. One query, whatever the number. */
export async function priceOn(ctx: Ctx, canteenId: string, dishIds: readonly string[], day: LocalDate): Promise<Map<string, Money>> {
  const prices = new Map((await pricesOf(ctx, canteenId, dishIds)).map((list) => [list.dish, priceAt(list.prices, day)?.price]));
  return new Map([...prices].flatMap(([dish, price]) => (price ? [[dish, price] as const] : [])));
}

/** The same for several days of a week: the prices are read once, the days picked from them. */
export async function pricesOf(
  ctx: Ctx,
  canteenId: string,
  dishIds: readonly string[],
): Promise<{ dish: string; prices: DishPrice[] }[]> {
  return Promise.all(
    [...new Set(dishIds)].map(async (dish) => ({
      dish,
      prices: (await ctx.list(DishPrice, 'dish', dish, latestFirst)).filter((price) => price.canteen.id === canteenId),
    })),
  );
}

export const latestFirst = { effectiveFrom: 'desc', id: 'desc' } as const;
