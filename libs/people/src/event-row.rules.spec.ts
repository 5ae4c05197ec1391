import { addMs, LocalDate, ms } from '@canteen/kernel';
import fc from 'fast-check';
import { checkCountersign, checkMonthOpen, checkNotInFuture, isLate, lateReasonOf } from './event-row.rules.ts';

const now = new Date('2026-11-21T06:00:00Z');
const policy = { readingHours: 2, ledgerHours: 24 };

test.each([
  ['now', 0, false],
  ['a minute ahead, as clocks differ', ms.minute, false],
  ['more than a minute ahead', ms.minute + 1, true],
  ['a day ahead', ms.day, true],
  ['a year ago', -365 * ms.day, false],
])('what happened %s', (_case, offset, refused) => {
  const check = () => checkNotInFuture(addMs(now, offset), now, 'input.occurredAt');
  if (refused) expect(check).toThrow(expect.objectContaining({ code: 'OCCURRED_IN_FUTURE', field: 'input.occurredAt' }));
  else expect(check).not.toThrow();
});

test.each([
  ['reading', 2 * ms.hour, false],
  ['reading', 2 * ms.hour + 1, true],
  ['ledger', 2 * ms.hour + 1, false],
  ['ledger', 24 * ms.hour, false],
  ['ledger', 24 * ms.hour + 1, true],
] as const)('a %s written %d ms later: late %s', (kind, after, late) => {
  expect(isLate(addMs(now, -after), now, kind, policy)).toBe(late);
});

test('once late, always late: waiting never makes an entry timely', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100 * ms.day }), fc.integer({ min: 0, max: 100 * ms.day }), fc.constantFrom('reading', 'ledger'), (delay, more, kind) => {
    const written = addMs(now, delay);
    return !isLate(now, written, kind as 'reading', policy) || isLate(now, addMs(written, more), kind as 'reading', policy);
  }));
});

test('a late entry says why, and a timely one says nothing', () => {
  expect(() => lateReasonOf(true, '  ', { hours: 2 }, 'input.lateReason')).toThrow(expect.objectContaining({ code: 'LATE_REASON_REQUIRED', field: 'input.lateReason' }));
  expect(() => lateReasonOf(true, null, {})).toThrow('LATE_REASON_REQUIRED');
  expect(lateReasonOf(true, ' 停电 ', {})).toBe('停电');
  expect(lateReasonOf(false, '停电', {})).toBeNull();
  expect(lateReasonOf(false, undefined, {})).toBeNull();
});

test('a closed month is closed from its first to its last day', () => {
  const open = (day: string) => () => checkMonthOpen(LocalDate.of(day), ['2026-10'], 'occurredAt');
  expect(open('2026-09-30')).not.toThrow();
  expect(open('2026-10-01')).toThrow(expect.objectContaining({ code: 'PERIOD_CLOSED', field: 'occurredAt', params: { month: '2026-10' } }));
  expect(open('2026-10-31')).toThrow('PERIOD_CLOSED');
  expect(open('2026-11-01')).not.toThrow();
});

test.each([
  ['another person', { lateEntry: true, recordedById: 'a', countersignedAt: null }, 'b', null],
  ['the author', { lateEntry: true, recordedById: 'a', countersignedAt: null }, 'a', 'COUNTERSIGN_OWN_ENTRY'],
  ['a second countersign', { lateEntry: true, recordedById: 'a', countersignedAt: now }, 'b', 'ALREADY_COUNTERSIGNED'],
  ['a timely entry', { lateEntry: false, recordedById: 'a', countersignedAt: null }, 'b', 'NOT_A_LATE_ENTRY'],
])('countersigning by %s', (_case, event, person, code) => {
  const check = () => checkCountersign(event, person);
  if (code) expect(check).toThrow(code);
  else expect(check).not.toThrow();
});
