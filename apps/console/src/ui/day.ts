import { LocalDate } from '@canteen/kernel';

/**
 * A day typed as digits: `1121`, or `261121`. The year of a short one is the one that makes it the nearest day in the
 * direction meant: a production date lies behind us, an expiry date mostly ahead.
 */
export function dayFromDigits(digits: string, today: LocalDate, direction: 'past' | 'future'): LocalDate | null {
  const make = (year: number, rest: string) => {
    try {
      return LocalDate.of(`${year}-${rest.slice(0, 2)}-${rest.slice(2, 4)}`);
    } catch {
      return null;
    }
  };
  if (/^\d{6}$/.test(digits)) return make(2000 + Number(digits.slice(0, 2)), digits.slice(2));
  if (/^\d{8}$/.test(digits)) return make(Number(digits.slice(0, 4)), digits.slice(4));
  if (!/^\d{4}$/.test(digits)) return null;
  const year = Number(today.iso.slice(0, 4));
  const same = make(year, digits);
  if (direction === 'past') return same?.lte(today) ? same : make(year - 1, digits);
  return same?.gte(today.plusDays(-60)) ? same : make(year + 1, digits);
}
