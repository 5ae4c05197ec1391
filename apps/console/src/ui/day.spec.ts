import { LocalDate } from '@canteen/kernel';
import { dayFromDigits } from './day.ts';

const today = LocalDate.of('2026-01-05');

it.each([
  ['0104', 'past', '2026-01-04'],
  ['1231', 'past', '2025-12-31'],
  ['1231', 'future', '2026-12-31'],
  ['1220', 'future', '2026-12-20'],
  ['270301', 'future', '2027-03-01'],
  ['20251130', 'past', '2025-11-30'],
] as const)('reads %s towards the %s as %s', (digits, direction, day) => {
  expect(dayFromDigits(digits, today, direction)?.iso).toBe(day);
});

it('takes a day that has just passed for an expiry that has just passed', () => {
  expect(dayFromDigits('0103', today, 'future')?.iso).toBe('2026-01-03');
});

it.each(['', '1', '113', '1340', '0230', '26022930'])('waits or refuses at %s', (digits) => {
  expect(dayFromDigits(digits, today, 'past')).toBeNull();
});
