import { ProductionBatch } from '@canteen/kitchen';
import { type MealService, MenuItem } from '@canteen/menus';
import { Needs } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { RetainedSample } from './retained-sample.entity.ts';
import { SampleCoverage, coverageOf } from './retained-sample.rules.ts';

registerEnumType(SampleCoverage, {
  name: 'SampleCoverage',
  description: 'What a dish of a meal has to show: a sample that counts, one that is too light, none, or it was not cooked',
});

@ObjectType({ description: 'One dish of a meal, and whether a sample of it is kept.' })
export class CoveredItem {
  organizationId!: string;

  @Field(() => MenuItem)
  item!: MenuItem;

  @Field(() => Dish, { nullable: true })
  @Needs('recipes:read')
  dish!: Dish | null;

  @Field(() => ProductionBatch, { nullable: true, description: 'The batch that was sampled, or the latest one' })
  batch!: ProductionBatch | null;

  @Field(() => SampleCoverage)
  sampled!: SampleCoverage;
}

/** Batched: asked of a page of meals, it costs a constant number of queries. */
export async function coverageOfService(ctx: Ctx, service: MealService): Promise<CoveredItem[]> {
  const [items, batches, samples] = await Promise.all([
    ctx.list(MenuItem, 'service', service.id, { position: 'asc' }),
    ctx.list(ProductionBatch, 'service', service.id, { id: 'asc' }),
    ctx.list(RetainedSample, 'service', service.id, { id: 'asc' }),
  ]);
  const dishes = new Map((await ctx.loadMany(Dish, items.map((item) => item.dish.id))).map((dish) => [dish.id, dish]));
  return items.map((item): CoveredItem => {
    const mine = batches.filter((batch) => batch.item.id === item.id && batch.state !== 'DISCARDED');
    const samplesOf = (batch: ProductionBatch) => samples.filter((sample) => sample.batch.id === batch.id).map((sample) => sample.retained);
    const sampled = mine.findLast((batch) => samplesOf(batch).includes(true)) ?? mine.findLast((batch) => samplesOf(batch).length > 0);
    return {
      organizationId: service.organizationId,
      item,
      dish: dishes.get(item.dish.id) ?? null,
      batch: sampled ?? mine.at(-1) ?? null,
      sampled: coverageOf(mine.map((batch) => ({ discarded: false, samples: samplesOf(batch) }))),
    };
  });
}

/** After service a dish that nobody started in the books was cooked all the same, or the menu lied; either way its sample is missing. */
export const missingAfterService = (items: readonly CoveredItem[]): CoveredItem[] => items.filter(({ sampled }) => sampled !== 'SAMPLED');
