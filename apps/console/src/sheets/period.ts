import { LocalDate } from '@canteen/kernel';
import { monthsBefore } from '../settings/month.ts';

export interface Period { from: string; to: string }

/** A whole month as days, both ends included. */
export function monthOf(month: string): Period {
  const first = LocalDate.of(`${month}-01`);
  let last = first.plusDays(27);
  while (last.plusDays(1).iso.startsWith(month)) last = last.plusDays(1);
  return { from: first.iso, to: last.iso };
}

export const lastMonth = (today: string): Period => monthOf(monthsBefore(today.slice(0, 7), 1)[0]!);

/**
 * The filter of a list for a period: its own bounds are days or instants, both included. A list without a period, as
 * suppliers are, is taken as it stands.
 */
export function filterOf(types: Record<string, string>, period: string | null, given: Period, canteen: string | undefined, timeZone: string): Record<string, unknown> {
  const [from, to] = [`${period}From`, `${period}To`];
  const bounds = period && types[from] === 'Instant'
    ? { [from]: LocalDate.of(given.from).startsAt(timeZone).toISOString(), [to]: new Date(LocalDate.of(given.to).plusDays(1).startsAt(timeZone).getTime() - 1).toISOString() }
    : period && types[from] === 'Day' ? { [from]: given.from, [to]: given.to } : {};
  return { ...(canteen && 'canteen' in types ? { canteen } : {}), ...bounds };
}
