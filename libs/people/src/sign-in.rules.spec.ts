import { addMs, ms } from '@canteen/kernel';
import fc from 'fast-check';
import {
  checkAccount, checkPassword, checkPin, countTry, isSessionLive, lockedUntil, sessionLimits, throttles, type Tries,
} from './sign-in.rules.ts';

const now = new Date('2026-11-21T06:00:00Z');

function tryTimes(times: number, every = 0): { tries: Tries; at: Date } {
  let tries: Tries | null = null;
  let at = now;
  for (let i = 0; i < times; i++) {
    at = addMs(now, i * every);
    tries = countTry(tries, at, throttles.pin);
  }
  return { tries: tries!, at };
}

test('five wrong tries are heard, the sixth is not, for a quarter of an hour', () => {
  expect(lockedUntil(tryTimes(5).tries, now)).toBeNull();
  const { tries } = tryTimes(6);
  const until = addMs(now, 15 * ms.minute);
  expect(lockedUntil(tries, now)).toEqual(until);
  expect(lockedUntil(tries, addMs(until, -1))).toEqual(until);
  expect(lockedUntil(tries, until)).toBeNull();
});

test('trying on while locked does not prolong the lock, and after it the count begins anew', () => {
  const { tries } = tryTimes(6);
  const later = countTry(tries, addMs(now, 10 * ms.minute), throttles.pin);
  expect(later.lockedUntil).toEqual(tries.lockedUntil);
  expect(countTry(later, addMs(now, 15 * ms.minute), throttles.pin)).toEqual({ failures: 1, since: addMs(now, 15 * ms.minute), lockedUntil: null });
});

test('tries further apart than the window never lock', () => {
  const { tries, at } = tryTimes(40, 15 * ms.minute);
  expect(lockedUntil(tries, at)).toBeNull();
});

test('whatever the pace, no more than five tries are heard in any quarter of an hour after the count begins', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5 * ms.minute }), { maxLength: 60 }), (gaps) => {
    let tries: Tries | null = null;
    let at = now;
    const heard: number[] = [];
    for (const gap of gaps) {
      at = addMs(at, gap);
      tries = countTry(tries, at, throttles.pin);
      if (!lockedUntil(tries, at)) heard.push(at.getTime());
    }
    // two windows may meet, so twice five is the most that any quarter of an hour holds
    return heard.every((time, i) => heard.filter((other, j) => j >= i && other - time < 15 * ms.minute).length <= 10);
  }));
});

test.each([
  ['Zhang.San', 'zhang.san'],
  ['  cook01 ', 'cook01'],
  ['ＣＯＯＫ１', 'cook1'],
  ['li@school.example', 'li@school.example'],
])('the account %j is kept as %j', (given, kept) => {
  expect(checkAccount(given, 'input.account')).toBe(kept);
});

test.each(['', 'ab', '-abc', '张三', 'a b c', "x'; drop table person;--", '😀😀😀', 'a'.repeat(61)])('the account %j is refused', (given) => {
  expect(() => checkAccount(given, 'input.account')).toThrow(expect.objectContaining({ code: 'ACCOUNT_MALFORMED', field: 'input.account' }));
});

test.each([
  ['seven77', 'PASSWORD_LENGTH'],
  ['x'.repeat(129), 'PASSWORD_LENGTH'],
  ['my-cook01-word', 'PASSWORD_HOLDS_ACCOUNT'],
  ['my-COOK01-word', 'PASSWORD_HOLDS_ACCOUNT'],
  ['aabbaabb', 'PASSWORD_TOO_SIMPLE'],
  ['春眠不觉晓处处闻', null],
  ['steamed bun 5', null],
])('the password %j: %s', (given, code) => {
  const check = () => checkPassword(given, 'cook01', 'new');
  if (code) expect(check).toThrow(expect.objectContaining({ code, field: 'new' }));
  else expect(check).not.toThrow();
});

test.each([['1234', true], ['12345678', true], ['123', false], ['123456789', false], ['12a4', false], ['１２３４', false], ['', false]])('the PIN %j is one: %s', (given, good) => {
  const check = () => checkPin(given, 'pin');
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'PIN_MALFORMED', field: 'pin' }));
});

test('a session ends when it is idle, at its term, and when somebody ends it', () => {
  const session = { openedAt: now, lastSeenAt: now, expiresAt: addMs(now, sessionLimits.absolute), endedAt: null };
  expect(isSessionLive(session, addMs(now, sessionLimits.idle - 1))).toBe(true);
  expect(isSessionLive(session, addMs(now, sessionLimits.idle))).toBe(false);
  const used = { ...session, lastSeenAt: addMs(now, sessionLimits.absolute - 1) };
  expect(isSessionLive(used, addMs(now, sessionLimits.absolute - 1))).toBe(true);
  expect(isSessionLive(used, addMs(now, sessionLimits.absolute))).toBe(false);
  expect(isSessionLive({ ...session, endedAt: now }, now)).toBe(false);
});
