import { LocalizedText } from '@canteen/kernel';
import { alertLife, checkReason, clipped, escalationDue, isWorse, verdictOn, type WatchedAlert } from './alert.rules.ts';

const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);
const alert = (over: Partial<WatchedAlert> = {}): WatchedAlert => ({ state: 'RAISED', severity: 'WARN', standing: true, raisedAt: at('06:00'), escalatedAt: null, ...over });

describe('the life of an alert', () => {
  it('goes from raised over acknowledged to resolved, or there at once', () => {
    expect(alertLife.next('RAISED', 'ACKNOWLEDGE')).toBe('ACKNOWLEDGED');
    expect(alertLife.next('RAISED', 'RESOLVE')).toBe('RESOLVED');
    expect(alertLife.next('ACKNOWLEDGED', 'RESOLVE')).toBe('RESOLVED');
    expect(alertLife.next('RESOLVED', 'RAISE')).toBe('RAISED');
  });

  it.each([
    ['ACKNOWLEDGED', 'ACKNOWLEDGE'], ['RESOLVED', 'ACKNOWLEDGE'], ['RESOLVED', 'RESOLVE'], ['RAISED', 'RAISE'], ['ACKNOWLEDGED', 'RAISE'],
  ] as const)('%s: %s is refused', (state, action) => {
    expect(() => alertLife.next(state, action)).toThrow('ACTION_NOT_ALLOWED');
  });
});

describe('what a watch does', () => {
  it.each([
    [null, true, 'CREATE'],
    [null, false, 'KEEP'],
    [{ state: 'RAISED', standing: true }, true, 'KEEP'],
    [{ state: 'RAISED', standing: true }, false, 'RESOLVE'],
    [{ state: 'ACKNOWLEDGED', standing: true }, true, 'KEEP'],
    [{ state: 'ACKNOWLEDGED', standing: true }, false, 'RESOLVE'],
    // the facts had resolved it, and are back
    [{ state: 'RESOLVED', standing: false }, true, 'RAISE'],
    [{ state: 'RESOLVED', standing: false }, false, 'KEEP'],
    // a person had resolved it while the fact stood
    [{ state: 'RESOLVED', standing: true }, true, 'KEEP'],
    [{ state: 'RESOLVED', standing: true }, false, 'FORGET'],
  ] as const)('%j with the fact %s: %s', (known, fact, verdict) => {
    expect(verdictOn(known, fact)).toBe(verdict);
  });
});

it('is escalated once, after the hours, unless somebody acknowledged it or it is only for information', () => {
  expect(escalationDue(alert(), 2, at('07:59'))).toBe(false);
  expect(escalationDue(alert(), 2, at('08:00'))).toBe(true);
  expect(escalationDue(alert({ state: 'ACKNOWLEDGED' }), 2, at('09:00'))).toBe(false);
  expect(escalationDue(alert({ escalatedAt: at('08:00') }), 2, at('09:00'))).toBe(false);
  expect(escalationDue(alert({ severity: 'INFO' }), 2, at('09:00'))).toBe(false);
});

it('knows what is worse', () => {
  expect(isWorse('CRITICAL', 'WARN')).toBe(true);
  expect(isWorse('WARN', 'INFO')).toBe(true);
  expect(isWorse('WARN', 'WARN')).toBe(false);
  expect(isWorse('INFO', 'CRITICAL')).toBe(false);
});

it('asks a person for a reason', () => {
  expect(checkReason(' 已退货 ')).toBe('已退货');
  for (const empty of ['', '  ', '。']) expect(() => checkReason(empty)).toThrow('REASON_REQUIRED');
});

it('keeps long names within a column', () => {
  const long = clipped(LocalizedText.of('长'.repeat(500), 'x'.repeat(400)));
  expect(long.zh).toHaveLength(400);
  expect(long.zh.endsWith('…')).toBe(true);
  expect(long.en).toHaveLength(400);
  expect(clipped(LocalizedText.of('短')).en).toBeNull();
});
