import { type LocalDate } from '@canteen/kernel';
import { ProductionBatch } from '@canteen/kitchen';
import { MealService } from '@canteen/menus';
import { Day, DecimalString, Instant, Inverse, Needs, PageInput, PageOf, PayloadOf, PayloadsOf, ShortText, SortInput } from '@canteen/platform';
import type { Ctx, Page } from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { disposeSample, handOverSample, releaseSample, sealSample, takeSamples } from './retained-sample.commands.ts';
import { RetainedSample } from './retained-sample.entity.ts';
import { SampleState, SampleStatus } from './retained-sample.rules.ts';
import { CoveredItem, coverageOfService } from './retained-sample.views.ts';

@InputType()
export class TakeSampleInput {
  @Field(() => ID)
  batch!: string;

  @Field(() => DecimalString, { description: 'g, as weighed; below the limit it is noted but does not count' })
  grams!: string;

  @Field(() => ID, { nullable: true, description: 'Area of the kind SAMPLE_FRIDGE' })
  fridge?: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it was taken; now, unless said' })
  occurredAt?: Date | null;

  @Field(() => ShortText, { nullable: true, description: 'Required where it was taken more than 2 h ago (policy)' })
  lateReason?: string | null;
}

@InputType()
export class RetainedSampleFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string;

  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  service?: string;

  @Field(() => ID, { nullable: true })
  batch?: string;

  @Field(() => ID, { nullable: true })
  dish?: string;

  @Field(() => ID, { nullable: true })
  fridge?: string;

  @Field(() => ID, { nullable: true })
  takenBy?: string;

  @Field(() => [SampleState], { nullable: true })
  state?: SampleState[];

  @Field(() => [SampleStatus], { nullable: true })
  status?: SampleStatus[];

  @Field(() => Boolean, { nullable: true })
  retained?: boolean;

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Day, { nullable: true, description: 'Day of the meal' })
  day?: LocalDate;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;

  @Field(() => Instant, { nullable: true })
  dueAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  dueAtTo?: Date;
}

@Resolver(() => RetainedSample)
export class RetainedSampleResolver {
  @Query(() => PageOf(RetainedSample))
  @Needs('retention:read')
  retainedSamples(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => RetainedSampleFilter, { nullable: true }) filter: RetainedSampleFilter | null,
  ): Page<RetainedSample> {
    const { day, ...rest } = filter ?? {};
    return ctx.page(RetainedSample, {
      page,
      sort,
      filter: rest,
      where: day ? { service: { day } } : {},
      orderBy: { occurredAt: 'desc' },
    });
  }

  @Query(() => RetainedSample, { nullable: true })
  @Needs('retention:read')
  retainedSample(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string): Promise<RetainedSample> {
    return ctx.get(RetainedSample, id);
  }

  @Mutation(() => PayloadsOf(RetainedSample), { description: 'The samples of a meal in one go, each with its weight as read' })
  @Needs('retention:write')
  takeSamples(
    @CtxParam() ctx: Ctx,
    @Arg('samples', () => [TakeSampleInput]) samples: TakeSampleInput[],
  ): Promise<RetainedSample[]> {
    return takeSamples(ctx, samples);
  }

  @Mutation(() => PayloadOf(RetainedSample), { description: 'After the retention term, by another person than who took it' })
  @Needs('retention:dispose')
  disposeSample(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('method', () => ShortText) method: string,
  ): Promise<RetainedSample> {
    return disposeSample(ctx, id, method);
  }

  @Mutation(() => PayloadOf(RetainedSample), { description: 'Makes it evidence: it cannot be disposed of until it is released' })
  @Needs('retention:seal')
  sealSample(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => ShortText) reason: string,
  ): Promise<RetainedSample> {
    return sealSample(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(RetainedSample))
  @Needs('retention:seal')
  releaseSample(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => ShortText) reason: string,
  ): Promise<RetainedSample> {
    return releaseSample(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(RetainedSample), { description: 'Gives sealed evidence to an authority' })
  @Needs('retention:seal')
  handOverSample(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('to', () => ShortText) to: string,
  ): Promise<RetainedSample> {
    return handOverSample(ctx, id, to);
  }
}

@Resolver(() => ProductionBatch)
export class ProductionBatchSamples {
  @Inverse(() => RetainedSample, 'batch', { orderBy: { occurredAt: 'asc' } })
  samples!: RetainedSample[];
}

@Resolver(() => MealService)
export class MealServiceCoverage {
  /** Needs the batches too: without them every dish would seem not to be cooked. */
  @FieldResolver(() => [CoveredItem], { nullable: true, description: 'Which dish of the meal has no sample' })
  @Needs('retention:read')
  async coverage(@Root() service: MealService, @CtxParam() ctx: Ctx): Promise<CoveredItem[] | null> {
    return ctx.sees('kitchen:read', service) ? coverageOfService(ctx, service) : null;
  }
}
