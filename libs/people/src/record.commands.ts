import { DomainError } from '@canteen/kernel';
import { ANYONE_SIGNED_IN, readPermissionOf, type Ctx, type EntityClass } from '@canteen/platform';
import { CanteenRow } from './canteen-row.ts';
import { Canteen } from './canteen.entity.ts';
import { ClosedPeriod } from './closed-period.entity.ts';
import { Correction } from './correction.entity.ts';
import { EventRow, timeZoneOf, todayAt } from './event-row.ts';
import { checkCountersign } from './event-row.rules.ts';
import { filled } from './organization.rules.ts';
import { Person } from './person.entity.ts';
import { checkMonth, checkMonthOver, monthBounds } from './record.rules.ts';

type Kind<T extends object> = EntityClass<T>;

function kinds<T extends object>(ctx: Ctx, base: abstract new () => T): Kind<T>[] {
  return ctx.host.modules.flatMap((module) => module.entities).filter((entity): entity is Kind<T> => entity.prototype instanceof base);
}

function kindOf<T extends object>(ctx: Ctx, base: abstract new () => T, recordType: string): Kind<T> {
  const found = kinds(ctx, base).find((entity) => entity.name === recordType);
  if (!found) throw new DomainError('RECORD_TYPE_UNKNOWN', { given: recordType.slice(0, 60) }, 'recordType');
  return found;
}

/** A supervisor confirms an event that somebody else wrote late. */
export async function countersignLateEntry(ctx: Ctx, recordType: string, id: string): Promise<EventRow> {
  const event = await ctx.lock(kindOf(ctx, EventRow, recordType), id, 'id');
  ctx.need('late:countersign', event);
  const personId = ctx.personId();
  checkCountersign({ lateEntry: event.lateEntry, recordedById: event.recordedBy.id, countersignedAt: event.countersignedAt }, personId);
  event.countersignedBy = ctx.em.getReference(Person, personId, { wrapped: true });
  event.countersignedAt = ctx.now();
  return event;
}

/** The late entries of one or several canteens that still wait for a countersign, of the kinds that the actor may read. */
export async function openLateEntries(ctx: Ctx, canteenId: string | readonly string[]): Promise<EventRow[]> {
  const found: EventRow[] = [];
  // one statement per kind of event; there are about ten kinds, however many rows
  for (const kind of kinds(ctx, EventRow)) {
    found.push(...(await ctx.find(kind, { canteen: { $in: [canteenId].flat() }, lateEntry: true, countersignedAt: null, importId: null }, { orderBy: { recordedAt: 'asc' }, limit: 100 })));
  }
  return found.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
}

export interface LateDay {
  recordType: string;
  canteenId: string;
  recordedById: string;
  /** On which the entries were written. */
  day: string;
  count: number;
  /** The earliest of them. */
  recordId: string;
}

/** How many late entries of a kind each person wrote on each day, that still wait for a countersign: counted, however many they are. */
export async function openLateDays(ctx: Ctx, canteenIds: readonly string[], timeZone: string): Promise<LateDay[]> {
  const found: LateDay[] = [];
  for (const kind of kinds(ctx, EventRow)) {
    const rows = await ctx.sql<Omit<LateDay, 'recordType'>>(
      kind,
      `select e.canteen_id as "canteenId", e.recorded_by_id as "recordedById", to_char(e.recorded_at at time zone ?, 'YYYY-MM-DD') as day,
          count(*)::int as count, (array_agg(e.id order by e.recorded_at, e.id))[1] as "recordId"
        from "${ctx.em.getMetadata().get(kind).tableName}" e
        where {scope:e} and e.canteen_id = any(cast(? as uuid[])) and e.late_entry and e.countersigned_at is null and e.import_id is null
        group by 1, 2, 3 order by 3, 1, 2`,
      [timeZone, `{${canteenIds.join(',')}}`],
    );
    found.push(...rows.map((row) => ({ recordType: kind.name, ...row })));
  }
  return found;
}

/** The late entries that were written, or whose events happened, within these bounds, of the kinds that the actor may read. */
export async function lateEntriesOf(ctx: Ctx, canteenId: string, { from, to }: { from: Date; to: Date }): Promise<EventRow[]> {
  const found: EventRow[] = [];
  const within = { $gte: from, $lte: to };
  for (const kind of kinds(ctx, EventRow)) {
    found.push(...(await ctx.find(kind, { canteen: canteenId, lateEntry: true, importId: null, $or: [{ recordedAt: within }, { occurredAt: within }] }, { orderBy: { recordedAt: 'asc' }, limit: 500 })));
  }
  return found.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** Closes a month that is over and whose late entries are countersigned. From then on its records take corrections only. */
export async function closePeriod(ctx: Ctx, canteenId: string, month: string): Promise<ClosedPeriod> {
  checkMonth(month, 'month');
  const canteen = await ctx.lock(Canteen, canteenId, 'canteen');
  checkMonthOver(month, await todayAt(ctx, canteen), 'month');
  if ((await ctx.em.count(ClosedPeriod, { canteen: canteen.id, month })) > 0) throw new DomainError('PERIOD_ALREADY_CLOSED', { month }, 'month');
  const { from, to } = monthBounds(month, await timeZoneOf(ctx, canteen));
  let open = 0;
  for (const kind of kinds(ctx, EventRow)) {
    open += await ctx.em.count(kind, { canteen: canteen.id, lateEntry: true, countersignedAt: null, importId: null, occurredAt: { $gte: from, $lt: to } } as never);
  }
  if (open > 0) throw new DomainError('LATE_ENTRIES_OPEN', { month, count: open }, 'month');
  return ctx.create(ClosedPeriod, { canteen, month, closedBy: ctx.em.getReference(Person, ctx.personId()), closedAt: ctx.now() });
}

/** Whoever may write records of a kind may say that one of them is wrong; the record itself stays as it was written. */
export async function declareCorrection(ctx: Ctx, recordType: string, id: string, statement: string, reason: string): Promise<Correction> {
  const kind = kindOf(ctx, CanteenRow, recordType);
  const record = await ctx.get(kind, id, 'id');
  ctx.need(readPermissionOf(kind).replace(/:read$/, ':write'), record);
  const right = filled(statement, 'statement', 4000);
  const why = filled(reason, 'reason', 4000);
  return ctx.create(Correction, {
    canteen: await ctx.load(record.canteen),
    recordType,
    recordId: record.id,
    statement: right,
    reason: why,
    declaredBy: ctx.em.getReference(Person, ctx.personId()),
    declaredAt: ctx.now(),
  });
}

/** The kinds of record that the actor may read, and so what was declared wrong about them. */
export function correctedKinds(ctx: Ctx): string[] {
  return kinds(ctx, CanteenRow).filter((kind) => {
    const permission = readPermissionOf(kind);
    return permission === ANYONE_SIGNED_IN || ctx.can(permission);
  }).map((kind) => kind.name);
}

/** What was declared about a record that the actor may read, oldest first. */
export async function correctionsOf(ctx: Ctx, recordType: string, id: string): Promise<Correction[]> {
  const record = await ctx.get(kindOf(ctx, CanteenRow, recordType), id, 'id');
  return ctx.find(Correction, { recordType, recordId: record.id }, { orderBy: { declaredAt: 'asc' } });
}
