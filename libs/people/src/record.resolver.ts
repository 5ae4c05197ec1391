import { DonePayload, Instant, LongText, Needs, PageInput, PageOf, PayloadOf, ShortText, SignedIn, SortInput, type Ctx } from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Canteen } from './canteen.entity.ts';
import { ClosedPeriod } from './closed-period.entity.ts';
import { Correction } from './correction.entity.ts';
import { Person } from './person.entity.ts';
import { closePeriod, correctedKinds, correctionsOf, countersignLateEntry, declareCorrection, openLateEntries } from './record.commands.ts';

/** A late entry of whichever kind, for the person who countersigns; the record itself is opened by its type and id. */
@ObjectType()
export class LateEntry {
  @Field(() => String, { description: 'GraphQL type of the record' })
  recordType!: string;

  @Field(() => ID)
  recordId!: string;

  @Field(() => String, { nullable: true })
  number!: string | null;

  @Field(() => Instant)
  occurredAt!: Date;

  @Field(() => Instant)
  recordedAt!: Date;

  @Field(() => Person)
  recordedBy!: Person;

  @Field(() => String, { nullable: true })
  lateReason!: string | null;
}

@InputType()
export class ClosedPeriodFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => ShortText, { nullable: true })
  month?: string | null;
}

@InputType()
export class CorrectionFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => [String], { nullable: true, description: 'GraphQL types of the records' })
  recordType?: string[] | null;

  @Field(() => Instant, { nullable: true })
  declaredAtFrom?: Date | null;

  @Field(() => Instant, { nullable: true })
  declaredAtTo?: Date | null;
}

@Resolver()
export class RecordResolver {
  @Query(() => [LateEntry], { description: 'Late entries of a canteen that wait for a countersign, oldest first, at most 100 of each kind.' })
  @SignedIn()
  async lateEntries(@CtxParam() ctx: Ctx, @Arg('canteen', () => ID) canteenId: string): Promise<LateEntry[]> {
    const canteen = await ctx.get(Canteen, canteenId, 'canteen');
    const events = await openLateEntries(ctx, canteen.id);
    const people = new Map((await ctx.loadMany(Person, events.map((event) => event.recordedBy.id))).map((person) => [person.id, person]));
    return events.map((event) => ({
      recordType: event.constructor.name,
      recordId: event.id,
      number: (event as { number?: string }).number ?? null,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      recordedBy: people.get(event.recordedBy.id)!,
      lateReason: event.lateReason,
    }));
  }

  @Query(() => [Correction], { description: 'What was declared wrong about a record, oldest first.' })
  @SignedIn()
  corrections(
    @CtxParam() ctx: Ctx,
    @Arg('recordType', () => ShortText) recordType: string,
    @Arg('id', () => ID) id: string,
  ): Promise<Correction[]> {
    return correctionsOf(ctx, recordType, id);
  }

  @Query(() => PageOf(Correction), { description: 'All that was declared wrong, of the kinds of record that the caller may read; the latest first.' })
  @SignedIn()
  declaredCorrections(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => CorrectionFilter, { nullable: true }) filter: CorrectionFilter | null,
  ) {
    return ctx.page(Correction, { page, sort, filter, where: { recordType: { $in: correctedKinds(ctx) } }, orderBy: { declaredAt: 'desc' } });
  }

  @Query(() => PageOf(ClosedPeriod))
  @SignedIn()
  closedPeriods(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => ClosedPeriodFilter, { nullable: true }) filter: ClosedPeriodFilter | null,
  ) {
    return ctx.page(ClosedPeriod, { page, sort, filter, orderBy: { month: 'desc' } });
  }

  @Mutation(() => DonePayload)
  @Needs('late:countersign')
  countersignLateEntry(@CtxParam() ctx: Ctx, @Arg('recordType', () => ShortText) recordType: string, @Arg('id', () => ID) id: string) {
    return countersignLateEntry(ctx, recordType, id);
  }

  @Mutation(() => PayloadOf(ClosedPeriod), { description: 'From then on the records of that month take corrections only.' })
  @Needs('period:close')
  closePeriod(@CtxParam() ctx: Ctx, @Arg('canteen', () => ID) canteen: string, @Arg('month', () => ShortText, { description: 'YYYY-MM' }) month: string) {
    return closePeriod(ctx, canteen, month);
  }

  @Mutation(() => PayloadOf(Correction), { description: 'Says that a record is wrong and what is right; the record stays as it was written.' })
  @SignedIn()
  declareCorrection(
    @CtxParam() ctx: Ctx,
    @Arg('recordType', () => ShortText) recordType: string,
    @Arg('id', () => ID) id: string,
    @Arg('statement', () => LongText) statement: string,
    @Arg('reason', () => LongText) reason: string,
  ) {
    return declareCorrection(ctx, recordType, id, statement, reason);
  }
}
