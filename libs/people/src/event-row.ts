import { LocalDate } from '@canteen/kernel';
import { cols, Derived, Instant, type Ctx } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { CanteenRow } from './canteen-row.ts';
import type { Canteen } from './canteen.entity.ts';
import { ClosedPeriod } from './closed-period.entity.ts';
import { checkMonthOpen, checkNotInFuture, isLate, lateLimitHours, lateReasonOf, monthOf, type EventKind, type LatePolicy } from './event-row.rules.ts';
import { Organization } from './organization.entity.ts';
import { Person } from './person.entity.ts';

export { CanteenRow };

/**
 * Something that happened: told by a person (`occurredAt`) and written by the server (`recordedAt`). Too far apart is a
 * late entry (补录), which gives its reason and is countersigned by someone else.
 */
@ObjectType()
@Entity({ abstract: true })
// the few that wait for a countersign are asked for on every home page, among millions that do not
@Index({ properties: ['canteen', 'recordedAt'], where: 'late_entry and countersigned_at is null and import_id is null' })
export abstract class EventRow extends CanteenRow {
  @Field(() => Instant, { description: 'When it happened, as the person says' })
  @Property(cols.instant)
  occurredAt!: Date;

  @Field(() => Person, { description: 'Who wrote it down' })
  @ManyToOne(() => Person, { ref: true })
  recordedBy!: Ref<Person>;

  @Field(() => Boolean, { description: 'Written later than its kind allows (readings 2 h, ledgers 24 h unless the policy says otherwise)' })
  @Property(cols.bool)
  lateEntry!: boolean;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(400)))
  lateReason: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who confirmed the late entry; never its author' })
  @ManyToOne(() => Person, { ref: true, nullable: true })
  countersignedBy: Ref<Person> | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  countersignedAt: Date | null = null;

  @Field(() => ID, { nullable: true, description: 'The import that brought it from a ledger kept elsewhere (历史导入); nobody countersigns what was never entered here on time' })
  @Property({ type: 'uuid', nullable: true })
  importId: string | null = null;

  @Derived<EventRow>(() => Boolean, { js: (event) => event.importId !== null, sql: (alias) => `${alias}.import_id is not null` }, { description: 'Came from a ledger kept elsewhere: it never counts as entered on time' })
  imported!: boolean;
}

/** The time zone in which a canteen's days begin and end: its institution's. */
export async function timeZoneOf(ctx: Ctx, canteen: Canteen): Promise<string> {
  const organization = await ctx.load(ctx.em.getReference(Organization, canteen.organizationId, { wrapped: true }));
  return organization.timeZone;
}

/** Today in the canteen's time zone. */
export async function todayAt(ctx: Ctx, canteen: Canteen): Promise<LocalDate> {
  return LocalDate.at(ctx.now(), await timeZoneOf(ctx, canteen));
}

/** The day an instant belongs to at the canteen. */
export async function dayAt(ctx: Ctx, canteen: Canteen, at: Date): Promise<LocalDate> {
  return LocalDate.at(at, await timeZoneOf(ctx, canteen));
}

export interface EventStamp {
  occurredAt: Date;
  recordedBy: Ref<Person>;
  lateEntry: boolean;
  lateReason: string | null;
}

/**
 * The two times of an event, to be spread into `ctx.create` beside its canteen. `path` is where `occurredAt` stands in
 * the input ('input' or 'input.samples.2'; '' for arguments of the mutation itself).
 */
export async function stampEvent(
  ctx: Ctx,
  event: { canteen: Canteen | Ref<Canteen>; occurredAt?: Date | null | undefined; lateReason?: string | null | undefined },
  kind: EventKind,
  path = 'input',
): Promise<EventStamp> {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  const now = ctx.now();
  const occurredAt = event.occurredAt ?? now;
  checkNotInFuture(occurredAt, now, at('occurredAt'));

  const canteen = 'unwrap' in event.canteen ? await ctx.load(event.canteen) : event.canteen;
  await checkPeriodOpen(ctx, canteen, occurredAt, at('occurredAt'));

  const policy: LatePolicy = await ctx.policy('people', canteen.organizationId);
  const lateEntry = isLate(occurredAt, now, kind, policy);
  const lateReason = lateReasonOf(lateEntry, event.lateReason, { hours: lateLimitHours(kind, policy), occurredAt }, at('lateReason'));
  return { occurredAt, recordedBy: ctx.em.getReference(Person, ctx.personId(), { wrapped: true }), lateEntry, lateReason };
}

/** Refused when the instant falls in a month of the canteen that is closed; also for changes to records of that month. */
export async function checkPeriodOpen(ctx: Ctx, canteen: Canteen, at: Date, field: string | null = null): Promise<void> {
  const day = await dayAt(ctx, canteen, at);
  // Whoever closes the month waits for this act, or this act for them: a month that is over may be closed at any moment.
  if (ctx.act && monthOf(day) < monthOf(await todayAt(ctx, canteen))) await ctx.em.execute('select 1 from canteen where id = ? for share', [canteen.id]);
  checkMonthOpen(day, await closedMonths(ctx, canteen.id, monthOf(day)), field);
}

const known = new WeakMap<Ctx, Map<string, Promise<string[]>>>();

/** Asked once per act, however many events it writes down. */
function closedMonths(ctx: Ctx, canteen: string, month: string): Promise<string[]> {
  const asked = known.get(ctx) ?? new Map<string, Promise<string[]>>();
  known.set(ctx, asked);
  const key = `${canteen} ${month}`;
  const found = asked.get(key) ?? ctx.em.find(ClosedPeriod, { canteen, month }).then((periods) => periods.map((period) => period.month));
  asked.set(key, found);
  return found;
}
