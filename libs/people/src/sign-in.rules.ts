import { addMs, DomainError, ms } from '@canteen/kernel';

export interface Throttle {
  /** wrong tries within the window that are still heard */
  tries: number;
  window: number;
  /** how long nobody is heard after that */
  lock: number;
}

/**
 * Per account: a person who forgot has a few tries, a guesser gets 480 a day. Per address: a whole canteen may sit behind
 * one. Per PIN: four digits are guessed in 5,000 tries on average, which takes 10 days of nothing else at this pace.
 */
export const throttles = {
  account: { tries: 5, window: 15 * ms.minute, lock: 15 * ms.minute },
  address: { tries: 30, window: 15 * ms.minute, lock: 15 * ms.minute },
  pin: { tries: 5, window: 15 * ms.minute, lock: 15 * ms.minute },
} as const satisfies Record<string, Throttle>;

export interface Tries {
  failures: number;
  since: Date;
  lockedUntil: Date | null;
}

/** The counter after one more try; tries are counted before they are judged, so that a burst cannot outrun the counter. */
export function countTry(tries: Tries | null, now: Date, throttle: Throttle): Tries {
  const fresh = tries === null
    || (tries.lockedUntil ? tries.lockedUntil.getTime() <= now.getTime() : addMs(tries.since, throttle.window).getTime() <= now.getTime());
  if (fresh) return { failures: 1, since: now, lockedUntil: null };
  const failures = tries.failures + 1;
  return { failures, since: tries.since, lockedUntil: tries.lockedUntil ?? (failures > throttle.tries ? addMs(now, throttle.lock) : null) };
}

/** Null when the try may be heard, otherwise when the next one may. */
export function lockedUntil(tries: Tries, now: Date): Date | null {
  return tries.lockedUntil && tries.lockedUntil.getTime() > now.getTime() ? tries.lockedUntil : null;
}

/** Accounts are compared without case, as people write them on paper. */
export function normaliseAccount(account: string): string {
  return account.normalize('NFKC').trim().toLowerCase();
}

export function checkAccount(account: string, field: string): string {
  const normal = normaliseAccount(account);
  if (!/^[a-z0-9][a-z0-9._@-]{2,59}$/.test(normal)) throw new DomainError('ACCOUNT_MALFORMED', { given: account.slice(0, 60) }, field);
  return normal;
}

/** As much as can be told without sending to it (the whole grammar of RFC 5322 admits what no mailbox is called). */
export function checkEmail(email: string, field: string): string {
  const given = email.normalize('NFKC').trim();
  if (given.length > 200 || !/^[^\s@,;<>"()]+@[^\s@,;<>"()]+\.[^\s@.,;<>"()]{2,}$/.test(given)) throw new DomainError('EMAIL_MALFORMED', { given: given.slice(0, 60) }, field);
  return given;
}

/** Length is what resists guessing; rules about kinds of signs only move people to Passw0rd! (NIST SP 800-63B). */
export function checkPassword(password: string, account: string | null, field: string): void {
  const length = [...password].length;
  if (length < 8 || length > 128) throw new DomainError('PASSWORD_LENGTH', { min: 8, max: 128, given: length }, field);
  if (account && password.toLowerCase().includes(account)) throw new DomainError('PASSWORD_HOLDS_ACCOUNT', {}, field);
  if (new Set(password).size < 4) throw new DomainError('PASSWORD_TOO_SIMPLE', {}, field);
}

export function checkPin(pin: string, field: string): void {
  if (!/^\d{4,8}$/.test(pin)) throw new DomainError('PIN_MALFORMED', { given: [...pin].length }, field);
}

/** A device in a kitchen is left alone between meals, not overnight. */
export const sessionLimits = { idle: 12 * ms.hour, absolute: 7 * ms.day, touchEvery: ms.minute };

export interface SessionTimes {
  openedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/** A session that is neither ended, idle for too long, nor past its absolute term. */
export function isSessionLive(session: SessionTimes, now: Date): boolean {
  return session.endedAt === null
    && now.getTime() < session.expiresAt.getTime()
    && now.getTime() - session.lastSeenAt.getTime() < sessionLimits.idle;
}
