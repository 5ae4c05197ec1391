import { DecimalString, Instant, Needs, PageInput, PageOf, PayloadOf, ShortText, SortInput } from '@canteen/platform';
import type { Ctx, Page } from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import { CorrectiveAction } from './corrective-action.entity.ts';
import { recordCorrectiveAction, recordTemperature } from './temperature-reading.commands.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { CorrectiveActionKind, ReadingKind } from './temperature-reading.rules.ts';

@InputType()
export class RecordTemperatureInput {
  @Field(() => ID, { nullable: true, description: 'Core temperature of this batch; else give an area' })
  batch?: string | null;

  @Field(() => ID, { nullable: true, description: 'Storage temperature of this place; else give a batch' })
  area?: string | null;

  @Field(() => DecimalString, { description: '°C, as read' })
  celsius!: string;

  @Field(() => Instant, { nullable: true, description: 'When it was read; now, unless said' })
  occurredAt?: Date | null;

  @Field(() => ShortText, { nullable: true, description: 'Required where it was read more than 2 h ago (policy)' })
  lateReason?: string | null;
}

@InputType()
export class TemperatureReadingFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  batch?: string;

  @Field(() => ID, { nullable: true })
  area?: string;

  @Field(() => ReadingKind, { nullable: true })
  kind?: ReadingKind;

  @Field(() => Boolean, { nullable: true })
  within?: boolean;

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;
}

@InputType()
export class CorrectiveActionFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  batch?: string;

  @Field(() => [CorrectiveActionKind], { nullable: true })
  action?: CorrectiveActionKind[];

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;
}

@Resolver(() => TemperatureReading)
export class TemperatureReadingResolver {
  @Query(() => PageOf(TemperatureReading))
  @Needs('kitchen:read')
  temperatureReadings(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => TemperatureReadingFilter, { nullable: true }) filter: TemperatureReadingFilter | null,
  ): Page<TemperatureReading> {
    return ctx.page(TemperatureReading, { page, sort, filter, orderBy: { occurredAt: 'desc' } });
  }

  @Query(() => PageOf(CorrectiveAction))
  @Needs('kitchen:read')
  correctiveActions(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => CorrectiveActionFilter, { nullable: true }) filter: CorrectiveActionFilter | null,
  ): Page<CorrectiveAction> {
    return ctx.page(CorrectiveAction, { page, sort, filter, orderBy: { occurredAt: 'desc' } });
  }

  @Mutation(() => PayloadOf(TemperatureReading), { description: 'Saves what the thermometer showed, within the limit or not' })
  @Needs('kitchen:write')
  recordTemperature(
    @CtxParam() ctx: Ctx,
    @Arg('input', () => RecordTemperatureInput) input: RecordTemperatureInput,
  ): Promise<TemperatureReading> {
    return recordTemperature(ctx, input);
  }

  @Mutation(() => PayloadOf(CorrectiveAction))
  @Needs('kitchen:write')
  recordCorrectiveAction(
    @CtxParam() ctx: Ctx,
    @Arg('batch', () => ID) batch: string,
    @Arg('action', () => CorrectiveActionKind) action: CorrectiveActionKind,
    @Arg('note', () => ShortText) note: string,
    @Arg('occurredAt', () => Instant, { nullable: true }) occurredAt: Date | null,
    @Arg('lateReason', () => ShortText, { nullable: true }) lateReason: string | null,
  ): Promise<CorrectiveAction> {
    return recordCorrectiveAction(ctx, { batch, action, note, occurredAt, lateReason });
  }
}
