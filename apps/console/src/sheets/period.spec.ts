import { filterOf, lastMonth, monthOf } from './period.ts';

test('a month ends where it ends', () => {
  expect(monthOf('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(monthOf('2028-02').to).toBe('2028-02-29');
  expect(monthOf('2026-10').to).toBe('2026-10-31');
  expect(lastMonth('2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});

test('a period of days bounds instants from the first midnight to the last millisecond', () => {
  const types = { canteen: 'ID', occurredAtFrom: 'Instant', occurredAtTo: 'Instant' };
  expect(filterOf(types, 'occurredAt', monthOf('2026-10'), 'c', 'Asia/Shanghai')).toEqual({
    canteen: 'c', occurredAtFrom: '2026-09-30T16:00:00.000Z', occurredAtTo: '2026-10-31T15:59:59.999Z',
  });
});

test('days stay days, and a list without a period is taken whole', () => {
  expect(filterOf({ dayFrom: 'Day', dayTo: 'Day' }, 'day', monthOf('2026-10'), 'c', 'Asia/Shanghai')).toEqual({ dayFrom: '2026-10-01', dayTo: '2026-10-31' });
  expect(filterOf({ q: 'ShortText' }, null, monthOf('2026-10'), 'c', 'Asia/Shanghai')).toEqual({});
});
