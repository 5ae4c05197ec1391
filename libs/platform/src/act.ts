import { createHash, createHmac, randomUUID, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { ChangeSetType, OptimisticLockError, ReferenceKind, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DomainError, type Lang } from '@canteen/kernel';
import { actorCovers, type Actor } from './actor.ts';
import { Ctx, idOf, placeOf, type ActState } from './ctx.ts';
import { Forbidden } from './errors.ts';
import { WATCH } from './alerts/alert.rules.ts';
import { gateOf, type Gate } from './gate.ts';
import type { Host } from './host.ts';
import { appendToJournal } from './journal/journal.ts';
import type { EntityClass } from './module.ts';
import { ANYONE_SIGNED_IN } from './needs.ts';
import { Row, TenantRow } from './row.ts';

const acting = new WeakMap<object, { ctx: Ctx; act: ActState }>();

/**
 * Sees every flush of every act: gathers what the journal must say, and refuses references between organizations
 * and rows outside the actor's permission, so that no command can forget either (design decisions 5 and 7).
 */
export class ActSubscriber implements EventSubscriber {
  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const state = acting.get(em);
    if (!state) return;
    const { ctx, act } = state;
    if (act.before) await keepBefore(em as SqlEntityManager, act.before, uow.getChangeSets());
    for (const set of uow.getChangeSets()) {
      const row = set.entity as object;
      if (!(row instanceof Row) || (row.constructor as { journaled?: boolean }).journaled === false) continue;
      const op = set.type === ChangeSetType.CREATE ? 'create' : set.type === ChangeSetType.DELETE ? 'delete' : 'update';
      const before = act.touched.get(row.id);
      act.touched.set(row.id, { table: set.meta.tableName, entity: set.meta.className, op: before?.op === 'create' && op === 'update' ? 'create' : op, fields: new Set([...(before?.fields ?? []), ...Object.keys(set.payload)]), row });
      if (!(row instanceof TenantRow)) continue;
      if (act.permission && act.permission !== ANYONE_SIGNED_IN && !actorCovers(ctx.actor, act.permission, placeOf(row))) throw new Forbidden(act.permission);
      for (const prop of set.meta.relations) {
        if (prop.kind !== ReferenceKind.MANY_TO_ONE) continue;
        const value = (row as unknown as Record<string, unknown>)[prop.name];
        const target = value && typeof value === 'object' && 'unwrap' in value ? (value as { unwrap(): object }).unwrap() : value;
        // Organizations know each other by name: a canteen its contractor, a visit its authority.
        if (target instanceof TenantRow && prop.type !== 'Organization' && target.organizationId !== undefined && target.organizationId !== row.organizationId) {
          throw new DomainError('NOT_FOUND', { what: prop.type, id: idOf(target) ?? '' }, `input.${prop.name}`);
        }
      }
    }
  }
}

/** What rows are before a flush changes or removes them, as the database has them. */
async function keepBefore(em: SqlEntityManager, before: NonNullable<ActState['before']>, sets: ReturnType<FlushEventArgs['uow']['getChangeSets']>): Promise<void> {
  const byTable = new Map<string, string[]>();
  for (const set of sets) {
    const row = set.entity as object;
    if (set.type === ChangeSetType.CREATE || !(row instanceof Row) || (row.constructor as { journaled?: boolean }).journaled === false || before.has(row.id)) continue;
    byTable.set(set.meta.tableName, [...(byTable.get(set.meta.tableName) ?? []), row.id]);
  }
  for (const [table, ids] of byTable) {
    const rows = (await em.execute(`select t.id, to_jsonb(t) as row from "${table}" t where t.id = any(cast(? as uuid[]))`, [`{${ids.join(',')}}`])) as unknown as { id: string; row: Record<string, unknown> }[];
    for (const { id, row } of rows) before.set(id, { table, row });
  }
}

export interface ActOptions {
  /** The act's name in the journal: the mutation's, or `job:…`, `seed:…`. */
  name: string;
  actor: Actor | null;
  /** The permission the act needs; checked again on every row it writes. */
  permission?: string | null;
  lang?: Lang;
  requestId?: string;
  /** Idempotency key of the caller, and the input it stands for. */
  key?: string | null;
  input?: unknown;
  /** The caller's context, for acts that answer a request. */
  ctx?: Ctx;
  /** A clock of their own, for seeds. */
  now?: () => Date;
}

const KEY = /^[\x21-\x7e]{8,200}$/;
/**
 * Serialization failure, deadlock, and a unique index that another act reached first: done again, the rule that guards the
 * index finds what the other wrote, and refuses in words.
 */
const RETRY = new Set(['40001', '40P01', '23505']);

interface Outcome {
  entity?: string;
  ids?: string[];
  list?: boolean;
  value?: unknown;
}

const gates = new WeakMap<object, Gate>();

/**
 * An act holds one connection and may need a second one meanwhile (`ctx.outside`). Were all connections given to acts,
 * each would wait for another's; so two are kept back.
 */
function gateFor(host: Host): Gate {
  let gate = gates.get(host.orm);
  if (!gate) {
    gate = gateOf(Math.max(1, (host.orm.config.get('pool').max ?? 10) - 2));
    gates.set(host.orm, gate);
  }
  return gate;
}

/**
 * The one way anything is changed: permission, idempotency, one transaction, the journal entry last in it.
 * Mutations, jobs, seeds, imports and the command line all come through here.
 */
export async function act<T>(host: Host, options: ActOptions, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  const key = options.key ?? null;
  if (key !== null && !KEY.test(key)) throw new DomainError('IDEMPOTENCY_KEY_MALFORMED', {}, 'Idempotency-Key');
  const base =
    options.ctx ??
    new Ctx({ host, em: host.orm.em.fork() as SqlEntityManager, actor: options.actor, lang: options.lang ?? 'zh', requestId: options.requestId ?? randomUUID(), ...(options.now ? { now: options.now } : {}) });
  const personId = base.actor?.personId ?? null;
  const claim = key !== null && personId !== null ? { personId, key, hash: await hashOf(host, `${personId} ${key}`, options.name, options.input) } : null;
  for (let attempt = 1; ; attempt++) {
    try {
      return await gateFor(host)(() => host.orm.em.fork().transactional(async (tx) => {
        const em = tx as SqlEntityManager;
        const state: ActState = { name: options.name, permission: options.permission ?? null, touched: new Map(), organizationId: null, note: {}, bulk: [] };
        const ctx = base.within(em, state, options.now);
        acting.set(em, { ctx, act: state });
        if (claim) {
          const known = await claimKey(ctx, em, claim);
          if (known) return (await recall(ctx, known)) as T;
        }
        const result = await fn(ctx);
        await em.flush();
        await appendToJournal(ctx, em, state);
        await tellChanged(host, em, state);
        if (claim) {
          await em.execute('update idempotency_key set outcome = cast(? as jsonb) where person_id = ? and key = ?', [JSON.stringify(outcomeOf(result)), claim.personId, claim.key]);
        }
        return result;
      }));
    } catch (error) {
      // A lost race between transactions is the database's to tell and ours to repeat.
      const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;
      if (attempt < 4 && ((code && RETRY.has(code)) || error instanceof OptimisticLockError)) continue;
      throw error;
    }
  }
}

/** Last of all, under the chain heads' locks: acts of one organization are in line here already. */
async function tellChanged(host: Host, em: SqlEntityManager, state: ActState): Promise<void> {
  if (!host.changed || state.name === WATCH) return;
  const organizations = new Set([...state.touched.values()].flatMap(({ row }) => (row instanceof TenantRow ? [row.organizationId] : [])));
  if (state.bulk.length > 0 && state.organizationId) organizations.add(state.organizationId);
  if (organizations.size) await host.changed(em, [...organizations].sort());
}

const SECRETS = new Set(['password', 'pin', 'old', 'new']);
const stretch = promisify(scrypt) as (secret: string, salt: string, length: number) => Promise<Buffer>;

/**
 * The digest that tells whether a repeated key comes with the same input. It is kept for 30 days, and a plain digest of a
 * password or of four digits can be guessed: secrets enter it under the house's key, and made slow first (scrypt, RFC 7914),
 * since whoever steals the database may hold that key too.
 */
async function hashOf({ secret }: Host, salt: string, name: string, input: unknown): Promise<string> {
  const secrets: [string, unknown][] = [];
  const open = JSON.stringify([name, input ?? null], (field, value: unknown) => {
    if (!SECRETS.has(field) || value === undefined) return value;
    secrets.push([field, value]);
    return undefined;
  });
  if (!secrets.length) return createHash('sha256').update(open).digest('hex');
  return createHmac('sha256', secret).update(`canteen request\n${open}\n`).update(await stretch(JSON.stringify(secrets), salt, 32)).digest('hex');
}

async function claimKey(ctx: Ctx, em: SqlEntityManager, claim: { personId: string; key: string; hash: string }): Promise<Outcome | null> {
  const inserted = (await em.execute(
    'insert into idempotency_key (person_id, key, request_hash, created_at) values (?, ?, ?, ?) on conflict do nothing returning key',
    [claim.personId, claim.key, claim.hash, ctx.now()],
  )) as unknown as object[];
  if (inserted.length) return null;
  const [known] = (await em.execute('select request_hash, outcome from idempotency_key where person_id = ? and key = ?', [claim.personId, claim.key])) as unknown as { request_hash: string; outcome: Outcome | null }[];
  if (!known || known.request_hash !== claim.hash) throw new DomainError('IDEMPOTENCY_KEY_REUSED', {}, 'Idempotency-Key');
  return known.outcome ?? {};
}

function outcomeOf(result: unknown): Outcome {
  const rows = Array.isArray(result) ? result : [result];
  if (rows.length && rows.every((row) => row instanceof Row)) return { entity: (rows[0] as Row).constructor.name, ids: rows.map((row) => (row as Row).id), list: Array.isArray(result) };
  if (Array.isArray(result) && !result.length) return { list: true, ids: [] };
  return { value: result ?? null };
}

/** A repeat answers from what is stored now, not from a copy of the first answer. */
async function recall(ctx: Ctx, outcome: Outcome): Promise<unknown> {
  if (!outcome.ids) return outcome.value ?? null;
  if (!outcome.ids.length) return [];
  const entity = [...ctx.host.orm.getMetadata().getAll().values()].find((meta) => meta.className === outcome.entity)?.class as EntityClass | undefined;
  if (!entity) throw new DomainError('NOT_FOUND', { what: outcome.entity ?? '', id: '' });
  const rows = await ctx.loadMany(entity, outcome.ids);
  return outcome.list ? rows : (rows[0] ?? null);
}
