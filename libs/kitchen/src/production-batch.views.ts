import { Ingredient } from '@canteen/catalog';
import { type Quantity } from '@canteen/kernel';
import { type MealService, MenuItem } from '@canteen/menus';
import { Needs, QuantityType } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { Lot } from '@canteen/receiving';
import { Field, ObjectType } from 'type-graphql';
import { provide } from './lot-take.commands.ts';
import { unstartedOf } from './production-batch.commands.ts';

@ObjectType({ description: 'So much out of this lot.' })
export class ProposedLot {
  organizationId!: string;

  @Field(() => Lot, { nullable: true })
  @Needs('stock:read')
  lot!: Lot | null;

  @Field(() => QuantityType)
  quantity!: Quantity;
}

@ObjectType({ description: 'What one dish of the meal needs of one ingredient, and where one tap would take it from.' })
export class ProposedTake {
  organizationId!: string;

  @Field(() => MenuItem, { nullable: true })
  @Needs('menus:read')
  item!: MenuItem | null;

  @Field(() => Ingredient, { nullable: true })
  @Needs('catalog:read')
  ingredient!: Ingredient | null;

  @Field(() => QuantityType, { description: 'Gross, in the stock unit of the ingredient' })
  needed!: Quantity;

  @Field(() => [ProposedLot], { description: 'Expiring first; empty where the ingredient is attributed by day' })
  takes!: ProposedLot[];

  @Field(() => QuantityType, { nullable: true, description: 'What the store cannot give' })
  short!: Quantity | null;

  @Field(() => [Lot], { nullable: true, description: 'Packs that stand open today: the batch will refer to each of them' })
  @Needs('stock:read')
  openedLots!: Lot[] | null;

  @Field(() => Lot, { nullable: true, description: 'The pack that would be opened, because none stands open' })
  @Needs('stock:read')
  opens!: Lot | null;
}

/** The proposal for what was not started yet; the same plan that `startBatches` then carries out, without the locks. */
export async function proposedTakesOf(ctx: Ctx, service: MealService): Promise<ProposedTake[]> {
  const canteen = await ctx.load(service.canteen);
  const starts = await unstartedOf(ctx, service);
  const { ingredients, lots, needs, takes, seasonings } = await provide(ctx, canteen, starts, ctx.now(), { lock: false });
  const { organizationId } = service;
  return needs.map((need) => {
    const mine = (of: { item: string; ingredient: string }) => of.item === need.item && of.ingredient === need.ingredient;
    const attributed = seasonings.attributions.filter(mine).map((attribution) => attribution.lot);
    const missing = seasonings.missing.some(mine) ? need.needed : null;
    return {
      organizationId,
      item: starts.find((start) => start.key === need.item)!.item,
      ingredient: ingredients.get(need.ingredient)!,
      needed: need.needed,
      takes: takes.takes.filter(mine).map(({ lot, quantity }) => ({ organizationId, lot: lots.get(lot)!, quantity })),
      short: takes.short.find((lack) => mine(lack.need))?.short ?? missing,
      openedLots: attributed.filter((id) => !seasonings.opens.includes(id)).map((id) => lots.get(id)!),
      opens: lots.get(attributed.find((id) => seasonings.opens.includes(id)) ?? '') ?? null,
    };
  });
}
