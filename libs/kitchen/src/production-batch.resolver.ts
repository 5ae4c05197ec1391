import { type LocalDate, type Quantity } from '@canteen/kernel';
import { MealService } from '@canteen/menus';
import { Day, Instant, Needs, PageInput, PageOf, PayloadOf, PayloadsOf, QuantityInput, ShortText, SortInput } from '@canteen/platform';
import type { Ctx, Page } from '@canteen/platform';
import { Lot } from '@canteen/receiving';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { openLot } from './lot-take.commands.ts';
import { LotTake } from './lot-take.entity.ts';
import { TakeBasis } from './lot-take.rules.ts';
import { discardBatch, finishBatch, startBatches } from './production-batch.commands.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { BatchState } from './production-batch.rules.ts';
import { ProposedTake, proposedTakesOf } from './production-batch.views.ts';

@InputType()
export class TakeInput {
  @Field(() => ID)
  ingredient!: string;

  @Field(() => ID)
  lot!: string;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'Left out: what the recipe needs. For a seasoning attributed by day left out too, unless it was weighed for this batch',
  })
  quantity?: Quantity | null;

  @Field(() => ShortText, { nullable: true, description: 'Required where a lot that expires earlier is passed over' })
  skipReason?: string | null;
}

@InputType()
export class StartBatchInput {
  @Field(() => ID, { description: 'The menu item' })
  item!: string;

  @Field(() => Int, { nullable: true, description: 'Left out: as planned on the menu' })
  portions?: number | null;

  @Field(() => [TakeInput], { nullable: true, description: 'Only where another lot is taken than the proposed one' })
  takes?: TakeInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Another batch of a dish that was started already; without it such a dish is refused, so that a second tap cooks nothing',
  })
  again?: boolean | null;
}

@InputType()
export class ProductionBatchFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string;

  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  service?: string;

  @Field(() => ID, { nullable: true })
  item?: string;

  @Field(() => ID, { nullable: true })
  dish?: string;

  @Field(() => ID, { nullable: true })
  cook?: string;

  @Field(() => [BatchState], { nullable: true })
  state?: BatchState[];

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Day, { nullable: true, description: 'Day of the meal' })
  day?: LocalDate;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;
}

@InputType()
export class LotTakeFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  batch?: string;

  @Field(() => ID, { nullable: true })
  service?: string;

  @Field(() => ID, { nullable: true })
  dish?: string;

  @Field(() => ID, { nullable: true })
  ingredient?: string;

  @Field(() => ID, { nullable: true })
  lot?: string;

  @Field(() => [TakeBasis], { nullable: true })
  basis?: TakeBasis[];

  @Field(() => Instant, { nullable: true, description: 'When the cooking began' })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true, description: 'When the cooking began' })
  occurredAtTo?: Date;
}

@Resolver(() => ProductionBatch)
export class ProductionBatchResolver {
  @Query(() => PageOf(ProductionBatch))
  @Needs('kitchen:read')
  productionBatches(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => ProductionBatchFilter, { nullable: true }) filter: ProductionBatchFilter | null,
  ): Page<ProductionBatch> {
    const { day, ...rest } = filter ?? {};
    return ctx.page(ProductionBatch, {
      page,
      sort,
      filter: rest,
      where: day ? { service: { day } } : {},
      orderBy: { occurredAt: 'desc' },
    });
  }

  @Query(() => ProductionBatch, { nullable: true })
  @Needs('kitchen:read')
  productionBatch(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string): Promise<ProductionBatch> {
    return ctx.get(ProductionBatch, id);
  }

  @Query(() => PageOf(LotTake), { description: '领用投料记录: which lots went into what, the latest first; sorted also by `occurredAt`.' })
  @Needs('kitchen:read')
  lotTakes(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => LotTakeFilter, { nullable: true }) filter: LotTakeFilter | null,
  ): Page<LotTake> {
    const { service, dish, occurredAtFrom, occurredAtTo, ...own } = filter ?? {};
    const byTime = !sort || sort.field === 'occurredAt';
    return ctx.page(LotTake, {
      page,
      sort: byTime ? null : sort,
      filter: own,
      through: { batch: { service, dish, occurredAtFrom, occurredAtTo } },
      orderBy: { batch: { occurredAt: sort?.order === 'ASC' ? 'asc' : 'desc', id: 'desc' } },
    });
  }

  @Query(() => [ProposedTake], {
    nullable: true,
    description: 'What the dishes not yet started need, and the lots that `startBatches` would take: expiring first',
  })
  @Needs('kitchen:read')
  async proposedTakes(@CtxParam() ctx: Ctx, @Arg('service', () => ID) service: string): Promise<ProposedTake[]> {
    return proposedTakesOf(ctx, await ctx.get(MealService, service));
  }

  @Mutation(() => PayloadsOf(ProductionBatch), {
    description: 'Starts the dishes of a meal (all, unless items are named) and takes what their recipes need from the lots that expire first',
  })
  @Needs('kitchen:write')
  startBatches(
    @CtxParam() ctx: Ctx,
    @Arg('service', () => ID) service: string,
    @Arg('items', () => [StartBatchInput], { nullable: true }) items: StartBatchInput[] | null,
    @Arg('occurredAt', () => Instant, { nullable: true }) occurredAt: Date | null,
    @Arg('lateReason', () => ShortText, { nullable: true }) lateReason: string | null,
  ): Promise<ProductionBatch[]> {
    return startBatches(ctx, { service, items, occurredAt, lateReason });
  }

  @Mutation(() => PayloadOf(ProductionBatch))
  @Needs('kitchen:write')
  finishBatch(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string): Promise<ProductionBatch> {
    return finishBatch(ctx, id);
  }

  @Mutation(() => PayloadOf(ProductionBatch))
  @Needs('kitchen:write')
  discardBatch(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => ShortText) reason: string,
  ): Promise<ProductionBatch> {
    return discardBatch(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(Lot), { description: 'Opens a pack of a seasoning that is attributed by day: it leaves the store whole' })
  @Needs('kitchen:write')
  openLot(
    @CtxParam() ctx: Ctx,
    @Arg('lot', () => ID) lot: string,
    @Arg('skipReason', () => ShortText, { nullable: true }) skipReason: string | null,
  ): Promise<Lot> {
    return openLot(ctx, { lot, skipReason });
  }
}
