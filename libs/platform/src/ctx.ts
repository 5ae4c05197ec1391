import DataLoader from 'dataloader';
import { LockMode, raw, ReferenceKind, type EntityMetadata, type EntityProperty, type FilterQuery, type Ref } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DomainError, LocalDate, uuidv7, type Lang } from '@canteen/kernel';
import { actorCovers, actorHas, actorSees, type Actor } from './actor.ts';
import { bulkInsert } from './bulk.ts';
import { Forbidden, NotSignedIn } from './errors.ts';
import { derivedFields, guardedFields } from './fields.ts';
import type { Host, JobTiming } from './host.ts';
import type { EntityClass } from './module.ts';
import { ANYONE_SIGNED_IN, readPermissionOf } from './needs.ts';
import { PAGE_SIZE, type ListRead, type Page, type PageInput, type SortInput } from './page.ts';
import { scopeOf } from './scope.ts';
import { type Row, TenantRow } from './row.ts';

/** The HTTP side of a request, for the few commands that set cookies or throttle by address. */
export interface HttpSide {
  ip: string;
  userAgent: string;
  setCookie(name: string, value: string, options: { maxAgeSeconds: number }): void;
  clearCookie(name: string): void;
}

/** What an act has gathered so far; the platform reads it when the act ends. */
export interface ActState {
  name: string;
  permission: string | null;
  touched: Map<string, { table: string; entity: string; op: 'create' | 'update' | 'delete'; fields: Set<string>; row: object }>;
  organizationId: string | null;
  note: Record<string, unknown>;
  /** Rows written by statements for many at once. */
  bulk: BulkTouched[];
  /** Gathers, for acts that can be undone, what rows were before this act changed them: by id, as the database has them. */
  before?: Map<string, { table: string; row: Record<string, unknown> }>;
}

/** Rows of one table and place that one statement wrote. */
export interface BulkTouched {
  table: string;
  entity: string;
  op: 'create' | 'update' | 'delete';
  organizationId: string;
  canteenId: string | null;
  ids: string[];
}

/** Data for a new row: relations may be given as entity, reference or id. */
export type New<T> = { [K in keyof T]?: T[K] extends Ref<infer U> | null ? (U extends object ? U | T[K] | string | null : T[K]) : T[K] };

type Where = Record<string, unknown>;
/** By a field, or by a field of a record that the row points to: `{ receipt: { occurredAt: 'desc' } }`. */
export interface Order {
  [field: string]: 'asc' | 'desc' | Order;
}
type AnyRow = Row & Record<string, unknown>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

export interface CtxOptions {
  host: Host;
  em: SqlEntityManager;
  actor: Actor | null;
  lang: Lang;
  requestId: string;
  http?: HttpSide;
  /** The organization the caller works for, where it has several (header `x-organization`). */
  organizationHeader?: string | null;
  /** The caller's `Idempotency-Key` header. */
  idempotencyKey?: string | null;
  act?: ActState;
  now?: () => Date;
}

/** First argument of every command and resolver: who acts, when, on what, within which bounds (design decision 4). */
export class Ctx {
  readonly host: Host;
  readonly em: SqlEntityManager;
  readonly lang: Lang;
  readonly requestId: string;
  readonly http: HttpSide | undefined;
  actor: Actor | null;
  readonly act: ActState | undefined;
  readonly idempotencyKey: string | null;
  private readonly clock: () => Date;
  private readonly organizationHeader: string | null;
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();
  private readonly locked = new Map<string, object>();
  /** The list that was asked for last; an export asks a list for what it would read. */
  lastRead: ListRead | null = null;
  private readonly policies = new Map<string, Promise<Record<string, unknown>>>();

  constructor(options: CtxOptions) {
    this.host = options.host;
    this.em = options.em;
    this.actor = options.actor;
    this.lang = options.lang;
    this.requestId = options.requestId;
    this.http = options.http;
    this.act = options.act;
    this.idempotencyKey = options.idempotencyKey ?? null;
    this.organizationHeader = options.organizationHeader ?? null;
    this.clock = options.now ?? (() => options.host.clock.now());
  }

  /** The same caller inside an act: another entity manager, the act's memory, loaders of its own. */
  within(em: SqlEntityManager, act: ActState | undefined, now?: () => Date): Ctx {
    return new Ctx({ host: this.host, em, actor: this.actor, lang: this.lang, requestId: this.requestId, ...(this.http ? { http: this.http } : {}), organizationHeader: this.organizationHeader, ...(act ? { act } : {}), now: now ?? this.clock });
  }

  // ——— time ———

  /** The only clock. */
  now(): Date {
    return this.clock();
  }
  today(timeZone = DEFAULT_TIME_ZONE): LocalDate {
    return LocalDate.at(this.now(), timeZone);
  }

  // ——— permission ———

  /** The acting person's id; refuses where nobody is signed in or the system acts by itself. */
  personId(): string {
    if (!this.actor?.personId) throw new NotSignedIn();
    return this.actor.personId;
  }
  can(permission: string, row?: { organizationId: string } | object): boolean {
    if (!row) return actorHas(this.actor, permission);
    return actorCovers(this.actor, permission, placeOf(row));
  }
  need(permission: string, row?: object): void {
    if (!this.actor) throw new NotSignedIn();
    if (!this.can(permission, row)) throw new Forbidden(permission);
  }
  /** May a field with this permission be read on a record that is already visible? */
  sees(permission: string, row: object): boolean {
    return actorSees(this.actor, permission === ANYONE_SIGNED_IN ? null : permission, placeOf(row).organizationId || null);
  }

  /** The organization this act works for. Said by the caller, or by what the act has touched, or the only one there is. */
  organizationId(): string {
    if (this.act?.organizationId) return this.act.organizationId;
    const permission = this.act?.permission ?? null;
    const grants = (this.actor?.grants ?? []).filter((grant) => permission === null || permission === ANYONE_SIGNED_IN || grant.permissions.has(permission));
    const own = [...new Set(grants.map((grant) => grant.organizationId))];
    if (this.organizationHeader) {
      if (!own.includes(this.organizationHeader) && !this.actor?.system) throw new DomainError('NOT_FOUND', { what: 'Organization', id: this.organizationHeader }, 'x-organization');
      return this.organizationHeader;
    }
    if (own.length !== 1) throw new DomainError('ORGANIZATION_REQUIRED', {}, 'x-organization');
    return own[0]!;
  }

  // ——— reading ———

  private meta<T extends object>(entity: EntityClass<T>): EntityMetadata<T> {
    return this.host.orm.getMetadata().get(entity as never) as unknown as EntityMetadata<T>;
  }

  /**
   * A record by an id from outside, in the actor's scope.
   * @throws DomainError NOT_FOUND also for what exists elsewhere: out of scope is not found, never forbidden.
   */
  async get<T extends object>(entity: EntityClass<T>, id: string, field: string | null = null): Promise<T> {
    return this.one(entity, id, field, undefined);
  }

  /** Like `get`, with the row locked until the act ends: read to write, so that two people cannot both win. */
  async lock<T extends object>(entity: EntityClass<T>, id: string, field: string | null = null): Promise<T> {
    // Locked once is locked until the act ends; reading it again would forget what the act has not yet written.
    const held = this.locked.get(id);
    const row = held instanceof entity ? held : await this.one(entity, id, field, LockMode.PESSIMISTIC_WRITE);
    this.locked.set((row as unknown as Row).id, row);
    if (this.act?.permission && this.act.permission !== ANYONE_SIGNED_IN && row instanceof TenantRow && !this.can(this.act.permission, row)) throw new Forbidden(this.act.permission);
    return row;
  }

  private async one<T extends object>(entity: EntityClass<T>, id: string, field: string | null, lockMode: LockMode | undefined): Promise<T> {
    const missing = () => new DomainError('NOT_FOUND', { what: entity.name, id: String(id).slice(0, 40) }, field);
    if (typeof id !== 'string' || !UUID.test(id)) throw missing();
    const scope = scopeOf(this, entity, readPermissionOf(entity), 'root');
    if (scope === null) throw missing();
    const where = { $and: [{ id: id.toLowerCase() }, scope] } as unknown as FilterQuery<T>;
    const row = await this.em.findOne(entity, where, lockMode === undefined ? {} : ({ lockMode, refresh: true } as never));
    if (!row) throw missing();
    if (this.act && !this.act.organizationId && row instanceof TenantRow) this.act.organizationId = row.organizationId;
    await this.logRead(entity, [row]);
    return row as T;
  }

  /** The record a relation of a visible record points to. */
  async load<T extends object>(ref: Ref<T> | T | null | undefined): Promise<T> {
    const found = await this.loadOptional(ref);
    if (!found) throw new DomainError('NOT_FOUND', { what: 'reference', id: '' });
    return found;
  }
  async loadOptional<T extends object>(ref: Ref<T> | T | null | undefined): Promise<T | null> {
    if (ref === null || ref === undefined) return null;
    const unwrapped = (typeof (ref as { unwrap?: unknown }).unwrap === 'function' ? (ref as { unwrap(): T }).unwrap() : ref) as T & { __helper?: { __initialized: boolean } };
    if (unwrapped.__helper?.__initialized) return unwrapped;
    const entity = this.host.orm.getMetadata().find(unwrapped.constructor as never)?.class as EntityClass<T> | undefined;
    return (await this.loaderOf<T>((entity ?? unwrapped.constructor) as EntityClass<T>).load((unwrapped as unknown as Row).id)) as T | null;
  }
  /** Records by key, in the order of the ids; what does not exist is left out. No scope: only for what visible records point to. */
  async loadMany<T extends object>(entity: EntityClass<T>, ids: readonly string[]): Promise<T[]> {
    const loader = this.loaderOf(entity);
    const found = await Promise.all([...new Set(ids)].map((id) => loader.load(id)));
    return found.filter((row): row is Awaited<T> => row !== null) as T[];
  }
  byKey<T extends object>(entity: EntityClass<T>, id: string): Promise<T | null> {
    return this.loaderOf(entity).load(id) as Promise<T | null>;
  }
  /**
   * Outside an act nothing waits to be written, so what is read need not be compared, field by field, with what is already
   * known of the same record (a tenth of the time a nested list takes).
   */
  private get fresh(): { refresh: boolean } {
    return { refresh: !this.act };
  }
  private loaderOf<T extends object>(entity: EntityClass<T>): DataLoader<string, T | null> {
    const key = entity.name;
    let loader = this.loaders.get(key) as DataLoader<string, T | null> | undefined;
    if (!loader) {
      loader = new DataLoader<string, T | null>(
        async (ids) => {
          const rows = await this.em.find(entity, { id: { $in: [...ids] } } as unknown as FilterQuery<T>, this.fresh as never);
          const byId = new Map(rows.map((row) => [(row as unknown as Row).id, row as T]));
          await this.logRead(entity, rows as T[]);
          return ids.map((id) => byId.get(id) ?? null);
        },
        { cache: !this.act },
      );
      this.loaders.set(key, loader as DataLoader<string, unknown>);
    }
    return loader;
  }

  /** The children of a visible record by the name of their relation to it, batched, narrowed to the actor's scope. */
  list<T extends object>(child: EntityClass<T>, key: string, parentId: string, orderBy: Record<string, 'asc' | 'desc'> = { id: 'asc' }): Promise<T[]> {
    const name = `${child.name}.${key}.${JSON.stringify(orderBy)}`;
    let loader = this.loaders.get(name) as DataLoader<string, T[]> | undefined;
    if (!loader) {
      loader = new DataLoader<string, T[]>(
        async (ids) => {
          const permission = readPermissionOf(child);
          const scope = scopeOf(this, child, permission, 'children');
          if (scope === null) return ids.map(() => []);
          const rows = (await this.em.find(child, { $and: [{ [key]: { $in: [...ids] } }, scope] } as unknown as FilterQuery<T>, { orderBy: orderBy as never, ...this.fresh })) as T[];
          const byParent = new Map<string, T[]>();
          for (const row of rows) {
            const parent = idOf((row as Record<string, unknown>)[key]);
            if (parent) byParent.set(parent, [...(byParent.get(parent) ?? []), row]);
          }
          await this.logRead(child, rows);
          return ids.map((id) => byParent.get(id) ?? []);
        },
        { cache: !this.act },
      );
      this.loaders.set(name, loader as DataLoader<string, unknown>);
    }
    return loader.load(parentId);
  }

  /** Records in scope that match; for commands and rules, not for root lists. */
  async find<T extends object>(
    entity: EntityClass<T>,
    where: Where,
    options: { orderBy?: Record<string, 'asc' | 'desc'> | Record<string, 'asc' | 'desc'>[]; limit?: number; lock?: boolean } = {},
  ): Promise<T[]> {
    const scope = scopeOf(this, entity, readPermissionOf(entity), 'root');
    if (scope === null) return [];
    // A locking read refreshes what it finds; what the act has changed so far must be in the database by then.
    if (options.lock) await this.em.flush();
    const rows = (await this.em.find(entity, { $and: [this.translate(entity, where), scope] } as unknown as FilterQuery<T>, {
      ...(options.orderBy ? { orderBy: options.orderBy as never } : {}),
      ...(options.limit ? { limit: options.limit } : {}),
      ...(options.lock ? ({ lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as never) : {}),
    })) as T[];
    if (options.lock) for (const row of rows) this.locked.set((row as unknown as Row).id, row);
    return rows;
  }

  /**
   * A root list. Filter keys: a field (equality, a list means "one of"), `xFrom`/`xTo` (bounds, both inclusive),
   * a relation (its id), a derived field, `q` (searches the entity's `static search` columns). `through`: the same for
   * records that the row points to, by the name of the relation.
   */
  page<T extends object>(
    entity: EntityClass<T>,
    input: { page?: PageInput | null | undefined; sort?: SortInput | null | undefined; filter?: object | null | undefined; through?: Readonly<Record<string, object>>; where?: Where; orderBy?: Order },
  ): Page<T> {
    const number = input.page?.number ?? 1;
    const size = input.page?.size ?? PAGE_SIZE.default;
    if (number < 1 || number > 1_000_000) throw new DomainError('PAGE_OUT_OF_RANGE', { given: number }, 'page.number');
    if (size < 1 || size > PAGE_SIZE.max) throw new DomainError('PAGE_SIZE_OUT_OF_RANGE', { max: PAGE_SIZE.max, given: size }, 'page.size');
    const scope = scopeOf(this, entity, readPermissionOf(entity), 'root');
    const where = { $and: [this.filter(entity, input.filter ?? {}), ...this.through(entity, input.through ?? {}), this.translate(entity, input.where ?? {}), scope ?? {}] } as unknown as FilterQuery<T>;
    const orderBy = this.order(entity, input.sort ?? null, input.orderBy);
    let read: Promise<T[]> | undefined;
    // One row more than the page tells whether there is a next one without counting.
    const rows = () =>
      (read ??= (async () => {
        const found = (await this.em.find(entity, where, { orderBy: orderBy as never, limit: size + 1, offset: (number - 1) * size, ...this.fresh })) as T[];
        await this.logRead(entity, found.slice(0, size));
        return found;
      })());
    this.lastRead = { entity: entity as EntityClass, where: scope === null ? null : (where as Where), orderBy };
    return {
      items: async () => (scope === null ? [] : (await rows()).slice(0, size)),
      hasNext: async () => (scope === null ? false : (await rows()).length > size),
      total: async () => (scope === null ? 0 : await this.em.count(entity, where)),
    };
  }

  private derivedSql(sql: string): { sql: string; params: unknown[] } {
    const params: unknown[] = [];
    const now = this.now();
    // One positional parameter for each mention of the clock.
    return { sql: sql.replace(/:now\b/g, () => (params.push(now), '?')), params };
  }

  /** Replaces conditions on derived fields by their SQL twin. */
  private translate<T extends object>(entity: EntityClass<T>, where: Where): Where {
    const derived = derivedFields(entity);
    const out: Where = {};
    const and: unknown[] = [];
    // Raw conditions are keyed by a symbol, which `Object.entries` passes over.
    for (const key of Reflect.ownKeys(where) as string[]) {
      const value = where[key];
      const field = derived.get(key);
      if (!field) {
        out[key] = value;
        continue;
      }
      if (!field.sql) throw new DomainError('FILTER_UNKNOWN', { given: key }, `filter.${key}`);
      and.push({ [this.rawKey(field.sql)]: Array.isArray(value) ? { $in: value } : value });
    }
    if (and.length) out['$and'] = and;
    return out;
  }

  private rawKey(sql: (alias: string) => string): string {
    // The alias is told by the query: a count gives the root entity another one than a find.
    const { params } = this.derivedSql(sql(''));
    return raw((alias) => this.derivedSql(`(${sql(alias)})`).sql, params) as unknown as string;
  }

  private filter<T extends object>(entity: EntityClass<T>, filter: object): Where {
    const meta = this.meta(entity);
    const derived = derivedFields(entity);
    const and: Where[] = [];
    for (const [key, value] of Object.entries(filter)) {
      if (value === undefined || value === null) continue;
      const at = `filter.${key}`;
      if (key === 'q') {
        and.push(this.search(entity, String(value)));
      } else if (derived.has(key)) {
        and.push(this.translate(entity, { [key]: value }));
      } else if (key in meta.properties) {
        const prop = meta.properties[key as keyof typeof meta.properties] as EntityProperty;
        const values = Array.isArray(value) ? value : [value];
        if (prop.kind === ReferenceKind.MANY_TO_ONE || key === 'id') {
          for (const id of values) if (!UUID.test(String(id))) throw new DomainError('NOT_FOUND', { what: prop.type, id: String(id).slice(0, 40) }, at);
        }
        and.push({ [key]: Array.isArray(value) ? { $in: value } : value });
      } else if (/(From|To)$/.test(key) && key.replace(/(From|To)$/, '') in meta.properties) {
        and.push({ [key.replace(/(From|To)$/, '')]: { [key.endsWith('From') ? '$gte' : '$lte']: value } });
      } else {
        throw new DomainError('FILTER_UNKNOWN', { given: key }, at);
      }
    }
    return and.length ? { $and: and } : {};
  }

  private through<T extends object>(entity: EntityClass<T>, filters: Readonly<Record<string, object>>): Where[] {
    const { properties } = this.meta(entity);
    return Object.entries(filters).flatMap(([relation, filter]) => {
      const target = (properties[relation as keyof typeof properties] as EntityProperty).targetMeta!.class as EntityClass;
      const inner = this.filter(target, filter);
      return Reflect.ownKeys(inner).length ? [{ [relation]: inner }] : [];
    });
  }

  private search<T extends object>(entity: EntityClass<T>, q: string): Where {
    const columns = (entity as unknown as { search?: readonly string[] }).search ?? [];
    const words = q.trim().slice(0, 100).split(/\s+/).filter(Boolean);
    if (!words.length || !columns.length) return {};
    // `%`, `_` and `\` in what people type are themselves.
    return {
      $and: words.map((word) => ({
        $or: columns.map((column) => column.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), { $ilike: `%${word.replace(/[\\%_]/g, '\\$&')}%` })),
      })),
    };
  }

  private order<T extends object>(entity: EntityClass<T>, sort: SortInput | null, fallback: Order | undefined): Where[] {
    const tie = { id: 'desc' };
    if (!sort) return [fallback ?? {}, tie];
    const direction = sort.order === 'DESC' ? 'desc' : 'asc';
    const needs = guardedFields(entity).get(sort.field);
    if (needs !== undefined && !this.can(needs)) throw new DomainError('SORT_UNKNOWN', { given: sort.field }, 'sort.field');
    const derived = derivedFields(entity).get(sort.field);
    if (derived?.sql) return [{ [this.rawKey(derived.sql)]: direction }, tie];
    const meta = this.meta(entity);
    const prop = meta.properties[sort.field as keyof typeof meta.properties] as EntityProperty | undefined;
    if (!prop || prop.kind === ReferenceKind.ONE_TO_MANY || prop.hidden || /hash$/i.test(sort.field)) throw new DomainError('SORT_UNKNOWN', { given: sort.field }, 'sort.field');
    if (prop.kind === ReferenceKind.EMBEDDED) {
      const first = Object.keys((prop as EntityProperty & { embeddedProps: object }).embeddedProps)[0]!;
      return [{ [sort.field]: { [first]: direction } }, tie];
    }
    return [{ [sort.field]: direction }, tie];
  }

  // ——— writing ———

  /** A new row of the act: knows its organization and the moment it was written; stored when the act ends. */
  create<T extends object>(entity: EntityClass<T>, data: New<T>): T {
    const given = data as Record<string, unknown>;
    const own: Record<string, unknown> = { id: uuidv7(this.now()), ...given };
    if (entity.prototype instanceof TenantRow) {
      const canteen = unwrapped(given['canteen']) as TenantRow | null;
      own['organizationId'] ??= canteen?.organizationId ?? this.organizationId();
      own['recordedAt'] ??= this.now();
      if (this.act && !this.act.organizationId) this.act.organizationId = own['organizationId'] as string;
    }
    const row = this.em.create(entity, own as never, { partial: true, persist: true } as never);
    return row as T;
  }

  /**
   * Many new rows at once, by few statements and without an entity object for each: for imports. What `create` fills in and every
   * flush checks is filled in and checked here too; the journal holds one digest of all.
   * @returns the ids, in the order of the rows
   */
  bulkInsert<T extends object>(entity: EntityClass<T>, rows: readonly New<T>[]): Promise<string[]> {
    return bulkInsert(this, entity, rows);
  }

  /** Values of a module's policy for an organization: the defaults, and over them what it has set. */
  async policy<P = Record<string, never>>(name: string, organizationId?: string): Promise<P> {
    const organization = organizationId ?? this.organizationId();
    const key = `${name}@${organization}`;
    let found = this.policies.get(key);
    if (!found) {
      found = import('./policy.ts').then(({ effectivePolicy }) => effectivePolicy(this, name, organization));
      this.policies.set(key, found);
    }
    return (await found) as P;
  }
  forgetPolicies(): void {
    this.policies.clear();
  }

  /**
   * Raw SQL for what the ORM cannot say. The statement must hold `{scope:alias}` once for each tenant table it reads
   * (the platform puts the actor's organizations and canteens there), so that no scope is forgotten.
   */
  async sql<R>(entity: EntityClass, statement: string, params: readonly unknown[] = []): Promise<R[]> {
    if (!statement.includes('{scope:')) throw new Error('ctx.sql: the statement must carry a {scope:alias} fragment');
    const permission = readPermissionOf(entity);
    const grants = (this.actor?.grants ?? []).filter((grant) => permission === ANYONE_SIGNED_IN || permission === null || grant.permissions.has(permission));
    const list = (ids: (string | null)[]) => (ids.length ? ids.map((id) => `'${UUID.test(id ?? '') ? id : ''}'::uuid`).join(',') : 'null');
    const meta = this.meta(entity);
    const fragment = (alias: string) => {
      if (this.actor?.system) return 'true';
      const whole = `${alias}.organization_id in (${list(grants.filter((g) => g.canteenId === null).map((g) => g.organizationId))})`;
      if (!('canteen' in meta.properties)) return `(${whole})`;
      return `(${whole} or ${alias}.canteen_id in (${list(grants.filter((g) => g.canteenId !== null).map((g) => g.canteenId))}))`;
    };
    const text = statement.replace(/\{scope:(\w+)\}/g, (_all, alias: string) => fragment(alias));
    return (await this.em.execute(text, [...params])) as R[];
  }

  /**
   * Acts about the same thing wait for each other here, and go on when the one before has ended: for a rule of "not twice"
   * that no unique index can say.
   */
  async alone(about: string): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [about]);
  }

  /** The next human number, without gaps: `GR-20261121-0007`. Counts per organization, kind and day. */
  async nextNumber(prefix: string, organizationId: string, day: LocalDate): Promise<string> {
    const stem = `${prefix}-${String(day).replaceAll('-', '')}`;
    const [row] = (await this.em.execute(
      'insert into counter (organization_id, key, value) values (?, ?, 1) on conflict (organization_id, key) do update set value = counter.value + 1 returning value',
      [organizationId, stem],
    )) as unknown as { value: number }[];
    return `${stem}-${String(row!.value).padStart(4, '0')}`;
  }

  /** `nextNumber` for many at once, in one statement: one number for each day, in the order of the days. */
  async nextNumbers(prefix: string, organizationId: string, days: readonly LocalDate[]): Promise<string[]> {
    const counts = new Map<string, number>();
    const stems = days.map((day) => `${prefix}-${String(day).replaceAll('-', '')}`);
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    // In one order for all, so that two acts that count on the same days cannot wait for each other.
    const ordered = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = ordered.length
      ? ((await this.em.execute(
          `insert into counter (organization_id, key, value) values ${ordered.map(() => '(?, ?, ?)').join(', ')}
           on conflict (organization_id, key) do update set value = counter.value + excluded.value returning key, value`,
          ordered.flatMap(([stem, count]) => [organizationId, stem, count]),
        )) as unknown as { key: string; value: number }[])
      : [];
    const next = new Map(rows.map(({ key, value }) => [key, value - counts.get(key)!]));
    return stems.map((stem) => {
      const value = next.get(stem)! + 1;
      next.set(stem, value);
      return `${stem}-${String(value).padStart(4, '0')}`;
    });
  }

  /** Runs in a transaction of its own that is kept even if the act is refused: counting wrong passwords, logging reads. */
  async outside<T>(fn: (em: SqlEntityManager) => Promise<T>): Promise<T> {
    return this.host.orm.em.fork().transactional((em) => fn(em as SqlEntityManager), { ignoreNestedTransactions: true } as never);
  }

  /** Hands work to a job in the act's own transaction: it runs only if the act is kept. */
  async enqueue(job: string, data: Record<string, unknown>, timing?: JobTiming): Promise<void> {
    await this.host.jobs?.send(this.em, job, data, timing);
  }

  /** Words for the journal entry of this act. */
  note(fields: Record<string, unknown>): void {
    if (this.act) Object.assign(this.act.note, fields);
  }

  /** Reads of health data and the like are on record: `static logReads = true` on the entity. */
  private async logRead(entity: EntityClass, rows: readonly object[]): Promise<void> {
    if (!(entity as { logReads?: boolean }).logReads || !rows.length || this.actor?.system) return;
    await this.recordRead(entity.name, rows.map((row) => (row as Row).id));
  }
  async recordRead(recordType: string, recordIds: readonly string[]): Promise<void> {
    const now = this.now();
    await this.outside(async (em) => {
      await em.execute(
        'insert into access_log (id, version, person_id, record_type, record_ids, at, request_id) values (?, 1, ?, ?, ?, ?, ?)',
        [uuidv7(now), this.actor?.personId ?? null, recordType, JSON.stringify(recordIds), now, this.requestId],
      );
    });
  }
}

/** Where a row belongs: its organization and canteen. */
export function placeOf(row: object): { organizationId: string; canteenId: string | null } {
  const any = row as AnyRow;
  const name = row.constructor.name;
  if (name === 'Organization') return { organizationId: any.id, canteenId: null };
  if (name === 'Canteen') return { organizationId: String(any['organizationId']), canteenId: any.id };
  return { organizationId: String(any['organizationId'] ?? ''), canteenId: idOf(any['canteen']) };
}

function unwrapped(value: unknown): object | null {
  if (value === null || value === undefined || typeof value !== 'object') return null;
  return typeof (value as { unwrap?: unknown }).unwrap === 'function' ? ((value as { unwrap(): object }).unwrap()) : value;
}

/** The id behind a relation, whether given as id, reference or entity. */
export function idOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return (unwrapped(value) as Row | null)?.id ?? null;
}

/** Refuses an edit of a record that changed meanwhile (design decision 16). */
export function checkVersion(row: Row, given: number | null | undefined, field = 'input.version'): void {
  if (given === null || given === undefined) throw new DomainError('VERSION_REQUIRED', {}, field);
  if (row.version !== given) throw new DomainError('STALE_RECORD', { given, current: row.version, record: row.id }, field);
}
