import { LocalDate } from '@canteen/kernel';
import { checkMonth, checkMonthOver, monthBounds } from './record.rules.ts';

test.each([['2026-11', true], ['2026-00', false], ['2026-13', false], ['2026-1', false], ['202611', false], ['2026-11-01', false], ['', false]])('%j is a month: %s', (month, good) => {
  const check = () => checkMonth(month, 'month');
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'MONTH_MALFORMED', field: 'month' }));
});

test('a month is closed from the first day of the next on', () => {
  expect(() => checkMonthOver('2026-10', LocalDate.of('2026-11-01'), 'month')).not.toThrow();
  expect(() => checkMonthOver('2026-10', LocalDate.of('2026-10-31'), 'month')).toThrow('PERIOD_NOT_OVER');
  expect(() => checkMonthOver('2027-01', LocalDate.of('2026-12-31'), 'month')).toThrow('PERIOD_NOT_OVER');
});

test.each([
  ['2026-10', '2026-09-30T16:00:00.000Z', '2026-10-31T16:00:00.000Z'],
  ['2026-12', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ['2028-02', '2028-01-31T16:00:00.000Z', '2028-02-29T16:00:00.000Z'],
])('%s in China is %s to %s', (month, from, to) => {
  expect(monthBounds(month, 'Asia/Shanghai')).toEqual({ from: new Date(from), to: new Date(to) });
});
