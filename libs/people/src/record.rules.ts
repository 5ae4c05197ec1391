import { DomainError, LocalDate } from '@canteen/kernel';
import { monthOf } from './event-row.rules.ts';

export function checkMonth(month: string, field: string): void {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new DomainError('MONTH_MALFORMED', { given: month.slice(0, 20) }, field);
}

/** A month is closed when nothing more can happen in it. */
export function checkMonthOver(month: string, today: LocalDate, field: string): void {
  if (month >= monthOf(today)) throw new DomainError('PERIOD_NOT_OVER', { month, today }, field);
}

/** From its first instant to that of the next month, which no longer belongs to it. */
export function monthBounds(month: string, timeZone: string): { from: Date; to: Date } {
  const first = LocalDate.of(`${month}-01`);
  // 31 days on from the first is always in the next month
  const next = LocalDate.of(`${monthOf(first.plusDays(31))}-01`);
  return { from: first.startsAt(timeZone), to: next.startsAt(timeZone) };
}
