import { createHash, randomBytes } from 'node:crypto';
import { addMs, DomainError } from '@canteen/kernel';
import type { Ctx } from '@canteen/platform';
import { LockMode } from '@mikro-orm/core';
import { hash, verify } from '@node-rs/argon2';
import { actorOf, hashToken, SESSION_COOKIE } from './actor.ts';
import { heldBy, holdsPermission } from './membership.commands.ts';
import { checkMayKeepAccount } from './membership.rules.ts';
import { Person } from './person.entity.ts';
import { Session, type SignInMethod } from './session.entity.ts';
import { SignInAttempt } from './sign-in-attempt.entity.ts';
import {
  checkPassword, checkPin, countTry, lockedUntil, normaliseAccount, sessionLimits, throttles, type Throttle,
} from './sign-in.rules.ts';

/** OWASP's second recommended setting for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashSecret(secret: string): Promise<string> {
  return hash(secret.normalize('NFKC'), ARGON2ID);
}

let decoy: Promise<string> | undefined;

/** Takes the same time whether there is a hash to compare with or not, so that nobody learns which accounts exist. */
async function matches(known: string | null, given: string): Promise<boolean> {
  const instead = await (decoy ??= hashSecret(randomBytes(16).toString('hex')));
  const right = await verify(known ?? instead, given.normalize('NFKC'));
  return right && known !== null;
}

interface Counter {
  key: string;
  throttle: Throttle;
}

function counter(kind: keyof typeof throttles, value: string): Counter {
  return { key: createHash('sha256').update(`${kind}:${value}`).digest('hex'), throttle: throttles[kind] };
}

/**
 * Counts a try on every counter before it is judged, in a transaction of its own that the refusal does not undo.
 * Refuses with `code` while any of them is locked.
 */
async function countTries(ctx: Ctx, counters: readonly Counter[], code: 'SIGN_IN_THROTTLED' | 'PIN_LOCKED', field: string | null): Promise<void> {
  const now = ctx.now();
  const retryAt = await ctx.outside(async (em) => {
    let latest: Date | null = null;
    await em.execute(
      'delete from sign_in_attempt where key in (select key from sign_in_attempt where forget_at < ? order by key limit 100 for update skip locked)',
      [now],
    );
    // one order for everyone, so that two requests that share two counters cannot wait for each other
    for (const { key, throttle } of [...counters].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const forgetAt = addMs(now, throttle.window + throttle.lock);
      await em.execute(
        'insert into sign_in_attempt (key, failures, since, forget_at) values (?, 0, ?, ?) on conflict (key) do nothing',
        [key, now, forgetAt],
      );
      const row = await em.findOneOrFail(SignInAttempt, { key }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const next = countTry(row.failures === 0 ? null : row, now, throttle);
      Object.assign(row, next, { forgetAt });
      const until = lockedUntil(next, now);
      if (until && (!latest || until > latest)) latest = until;
    }
    return latest;
  });
  if (retryAt) throw new DomainError(code, { retryAt }, field);
}

/** The right secret forgives the tries before it; a shared address only gets its own try back. */
async function forgiveTries(ctx: Ctx, own: Counter, shared?: Counter): Promise<void> {
  await ctx.outside(async (em) => {
    await em.execute('delete from sign_in_attempt where key = ?', [own.key]);
    if (shared) await em.execute('update sign_in_attempt set failures = greatest(failures - 1, 0) where key = ?', [shared.key]);
  });
}

/**
 * Opens a session for a person whom some method has vouched for, and puts its token into the device's cookie. Every way
 * of signing in ends here; another identity provider needs nothing else of this module.
 */
export async function openSession(ctx: Ctx, person: Person, method: SignInMethod, expiresAt?: Date): Promise<Session> {
  const now = ctx.now();
  const token = randomBytes(32).toString('base64url');
  const expires = expiresAt ?? addMs(now, sessionLimits.absolute);
  const session = ctx.create(Session, {
    person,
    tokenHash: hashToken(token),
    method,
    openedAt: now,
    lastSeenAt: now,
    expiresAt: expires,
    address: ctx.http?.ip.slice(0, 64) ?? null,
    device: ctx.http?.userAgent.slice(0, 200) ?? null,
  });
  ctx.http?.setCookie(SESSION_COOKIE, token, { maxAgeSeconds: Math.floor((expires.getTime() - now.getTime()) / 1000) });
  return session;
}

/** By account and password. Wrong account, wrong password and closed account are one refusal, in the same time. */
export async function signIn(ctx: Ctx, account: string, password: string): Promise<Person> {
  const name = normaliseAccount(account).slice(0, 200);
  const own = counter('account', name);
  const shared = counter('address', ctx.http?.ip ?? 'none');
  await countTries(ctx, [own, shared], 'SIGN_IN_THROTTLED', null);

  const person = name === '' ? null : await ctx.em.findOne(Person, { account: name });
  const right = await matches(person?.active ? person.passwordHash : null, password);
  if (!person || !right) throw new DomainError('SIGN_IN_WRONG');

  await forgiveTries(ctx, own, shared);
  // the device's previous session is left behind by the new cookie; nobody could end it later
  await endCurrent(ctx);
  const actor = await actorOf(ctx.em, person.id, ctx.now());
  if (actor) ctx.actor = actor;
  await openSession(ctx, person, 'PASSWORD');
  return person;
}

async function endCurrent(ctx: Ctx): Promise<Session | null> {
  const id = ctx.actor?.sessionId;
  const session = id ? await ctx.em.findOne(Session, { id }) : null;
  if (session) session.endedAt ??= ctx.now();
  return session;
}

export async function signOut(ctx: Ctx): Promise<true> {
  await endCurrent(ctx);
  ctx.http?.clearCookie(SESSION_COOKIE);
  return true;
}

/** Another person of the same canteen takes over a signed-in shared device; the device's term is not prolonged by it. */
export async function switchPerson(ctx: Ctx, personId: string, pin: string): Promise<Person> {
  const current = ctx.actor?.sessionId ? await ctx.em.findOne(Session, { id: ctx.actor.sessionId }) : null;
  if (!current) throw new DomainError('NO_SHARED_DEVICE');
  const person = await ctx.get(Person, personId, 'person');
  const mine = ctx.actor?.grants ?? [];
  const theirs = await heldBy(ctx, person.id);
  const together = theirs.some((held) => mine.some((grant) =>
    grant.organizationId === held.organizationId
    && (grant.canteenId === null || held.canteenId === null || grant.canteenId === held.canteenId)));
  if (!together) throw new DomainError('NOT_A_COLLEAGUE', { person: person.name }, 'person');
  await verifyPin(ctx, person.id, pin, 'pin');

  current.endedAt = ctx.now();
  await openSession(ctx, person, 'PIN', current.expiresAt);
  return person;
}

/** One's own session anywhere, or that of a person whose account one may keep. */
export async function revokeSession(ctx: Ctx, id: string): Promise<true> {
  const missing = () => new DomainError('NOT_FOUND', { what: 'Session', id: id.slice(0, 40) }, 'id');
  const session = /^[0-9a-f-]{36}$/i.test(id) ? await ctx.em.findOne(Session, { id }) : null;
  if (!session) throw missing();
  const owner = session.person.id;
  if (owner !== ctx.personId()) {
    if (!ctx.can('people:write') || (await ctx.find(Person, { id: owner })).length === 0) throw missing();
    checkMayKeepAccount(ctx.actor?.grants ?? [], await heldBy(ctx, owner), 'id');
  }
  session.endedAt ??= ctx.now();
  if (session.id === ctx.actor?.sessionId) ctx.http?.clearCookie(SESSION_COOKIE);
  return true;
}

/** Ends every session of a person, save the one in use. */
export async function endSessions(ctx: Ctx, personId: string): Promise<void> {
  for (const session of await ctx.em.find(Session, { person: personId, endedAt: null })) {
    if (session.id !== ctx.actor?.sessionId) session.endedAt = ctx.now();
  }
}

async function ownPassword(ctx: Ctx, password: string, field: string): Promise<Person> {
  const person = await ctx.em.findOneOrFail(Person, { id: ctx.personId() });
  const own = counter('account', person.account ?? person.id);
  await countTries(ctx, [own], 'SIGN_IN_THROTTLED', field);
  if (!(await matches(person.passwordHash, password))) throw new DomainError('PASSWORD_WRONG', {}, field);
  await forgiveTries(ctx, own);
  return person;
}

/** Whoever changes the password wants to be alone: all other sessions end. */
export async function changePassword(ctx: Ctx, old: string, next: string): Promise<Person> {
  const person = await ownPassword(ctx, old, 'old');
  checkPassword(next, person.account, 'new');
  person.passwordHash = await hashSecret(next);
  await endSessions(ctx, person.id);
  return person;
}

export async function setPin(ctx: Ctx, pin: string, password: string): Promise<Person> {
  checkPin(pin, 'pin');
  const person = await ownPassword(ctx, password, 'password');
  person.pinHash = await hashSecret(pin);
  return person;
}

/**
 * The person who signs here and now with their PIN, on whoever's device. With `needs`, only someone who holds that
 * permission where `row` belongs.
 */
export async function verifyPin(
  ctx: Ctx,
  personId: string,
  pin: string,
  field: string | null = null,
  needs?: { permission: string; row: object },
): Promise<Person> {
  const person = await ctx.get(Person, personId, field);
  const own = counter('pin', person.id);
  await countTries(ctx, [own], 'PIN_LOCKED', field);
  if (!(await matches(person.active ? person.pinHash : null, pin))) throw new DomainError('PIN_WRONG', {}, field);
  await forgiveTries(ctx, own);
  if (needs && !(await holdsPermission(ctx, person.id, needs.permission, needs.row))) {
    throw new DomainError('PERSON_NOT_ENTITLED', { person: person.name }, field);
  }
  return person;
}
