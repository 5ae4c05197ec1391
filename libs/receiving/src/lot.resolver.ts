import type { LocalDate } from '@canteen/kernel';
import {
  type Ctx,
  Day,
  Instant,
  LongText,
  Needs,
  PageInput,
  PageOf,
  PayloadOf,
  QuantityInput,
  ShortText,
  SortInput,
} from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import * as commands from './lot.commands.ts';
import { Lot, StockMovement } from './lot.entity.ts';
import { LotHold, LotStatus, MovementKind } from './lot.rules.ts';

@InputType()
export class LotFilter {
  @Field(() => ShortText, { nullable: true, description: 'Lot code, ingredient' })
  q?: string;

  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => [ID], { nullable: true })
  ingredient?: string[];

  @Field(() => ID, { nullable: true })
  supplier?: string;

  @Field(() => [LotStatus], { nullable: true })
  status?: LotStatus[];

  @Field(() => [LotHold], { nullable: true })
  hold?: LotHold[];

  @Field(() => Day, { nullable: true })
  expiryDateFrom?: LocalDate;

  @Field(() => Day, { nullable: true })
  expiryDateTo?: LocalDate;

  @Field(() => Instant, { nullable: true })
  receivedAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  receivedAtTo?: Date;
}

@InputType()
export class StockMovementFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  lot?: string;

  @Field(() => ID, { nullable: true })
  ingredient?: string;

  @Field(() => [MovementKind], { nullable: true })
  kind?: MovementKind[];

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;
}

@Resolver(() => Lot)
export class LotResolver {
  @Query(() => PageOf(Lot))
  @Needs('stock:read')
  lots(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => LotFilter, { nullable: true }) filter?: LotFilter,
  ) {
    return ctx.page(Lot, { page, sort, filter, orderBy: { expiryDate: 'asc' } });
  }

  @Query(() => Lot, { nullable: true })
  @Needs('stock:read')
  lot(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Lot, id);
  }

  @Query(() => PageOf(StockMovement))
  @Needs('stock:read')
  stockMovements(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => StockMovementFilter, { nullable: true }) filter?: StockMovementFilter,
  ) {
    const { ingredient, ...own } = filter ?? {};
    return ctx.page(StockMovement, { page, sort, filter: own, through: { lot: { ingredient } }, orderBy: { occurredAt: 'desc' } });
  }

  @Query(() => StockMovement, { nullable: true })
  @Needs('stock:read')
  stockMovement(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(StockMovement, id);
  }

  @Mutation(() => PayloadOf(Lot), { description: 'Nothing is taken from it until it is released or scrapped.' })
  @Needs('stock:write')
  quarantineLot(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.quarantineLot(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(Lot))
  @Needs('stock:write')
  releaseLot(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.releaseLot(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(Lot), { description: 'What is left is destroyed.' })
  @Needs('stock:write')
  scrapLot(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.scrapLot(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(Lot), { description: 'What was counted becomes the balance; the difference is a movement.' })
  @Needs('stock:write')
  adjustLot(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('counted', () => QuantityInput) counted: QuantityInput,
    @Arg('reason', () => LongText) reason: string,
  ) {
    // the platform turns value inputs inside an input into kernel values; an argument of its own arrives as it is
    return commands.adjustLot(ctx, id, counted.toValue(), reason);
  }
}
