import { DomainError, ms, type LocalDate } from '@canteen/kernel';

/** What the limit for a late entry depends on: readings and samples fade faster than papers (domain reference §5.12). */
export type EventKind = 'reading' | 'ledger';

export interface LatePolicy {
  /** hours after which a sample or temperature counts as late */
  readingHours: number;
  /** hours after which a ledger entry counts as late */
  ledgerHours: number;
}

/** Clocks of phones and servers differ by seconds; a minute ahead is not a claim about the future. */
const CLOCK_SKEW = ms.minute;

/** An event cannot have happened after it was written. */
export function checkNotInFuture(occurredAt: Date, now: Date, field: string | null = null): void {
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW) {
    throw new DomainError('OCCURRED_IN_FUTURE', { occurredAt, now }, field);
  }
}

export function lateLimitHours(kind: EventKind, policy: LatePolicy): number {
  return kind === 'reading' ? policy.readingHours : policy.ledgerHours;
}

/** 补录: written further from the event than its kind allows. Exactly at the limit is still on time. */
export function isLate(occurredAt: Date, recordedAt: Date, kind: EventKind, policy: LatePolicy): boolean {
  return recordedAt.getTime() - occurredAt.getTime() > lateLimitHours(kind, policy) * ms.hour;
}

/** A late entry says why; the reason of a timely one is dropped, so that no record looks late without being so. */
export function lateReasonOf(late: boolean, reason: string | null | undefined, params: Record<string, unknown>, field: string | null = null): string | null {
  const said = reason?.trim() ?? '';
  if (late && said === '') throw new DomainError('LATE_REASON_REQUIRED', params, field);
  return late ? said : null;
}

/** 'YYYY-MM' of a day. */
export function monthOf(day: LocalDate): string {
  return day.toString().slice(0, 7);
}

/** A closed month takes corrections only, which append. */
export function checkMonthOpen(day: LocalDate, closedMonths: readonly string[], field: string | null = null): void {
  const month = monthOf(day);
  if (closedMonths.includes(month)) throw new DomainError('PERIOD_CLOSED', { month }, field);
}

export interface Countersigned {
  lateEntry: boolean;
  recordedById: string;
  countersignedAt: Date | null;
}

/** A supervisor countersigns what another person entered late, once. */
export function checkCountersign(event: Countersigned, personId: string): void {
  if (!event.lateEntry) throw new DomainError('NOT_A_LATE_ENTRY');
  if (event.countersignedAt) throw new DomainError('ALREADY_COUNTERSIGNED', { countersignedAt: event.countersignedAt });
  if (event.recordedById === personId) throw new DomainError('COUNTERSIGN_OWN_ENTRY');
}
