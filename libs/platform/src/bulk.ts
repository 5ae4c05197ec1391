import { ReferenceKind, type EntityMetadata, type EntityProperty } from '@mikro-orm/core';
import { DomainError, uuidv7 } from '@canteen/kernel';
import { actorCovers } from './actor.ts';
import { idOf, type BulkTouched, type Ctx, type New } from './ctx.ts';
import { Forbidden } from './errors.ts';
import type { EntityClass } from './module.ts';
import { ANYONE_SIGNED_IN } from './needs.ts';
import { TenantRow } from './row.ts';

/** Rows of one statement: enough that its overhead does not count, few enough that its text stays small. */
const CHUNK = 2000;
const WHOLE_ARRAYS = /\[\]$/;

type Values = Record<string, unknown>;
interface Column {
  name: string;
  cast: string;
  quoted: boolean;
  read: (row: Values) => unknown;
  write: (value: unknown) => string | null;
}
interface Table {
  name: string;
  entity: string;
  columns: Column[];
  defaults: Values;
  /** Relations to rows of an organization, which must be the row's own. */
  relations: { name: string; type: string; table: string }[];
}

const tables = new WeakMap<EntityMetadata, Table>();

function tableOf(ctx: Ctx, entity: EntityClass): Table {
  const meta = ctx.host.orm.getMetadata().get(entity as never) as unknown as EntityMetadata;
  const known = tables.get(meta);
  if (known) return known;
  const columns = (meta.props as EntityProperty[]).flatMap((prop): Column[] => {
    const stored = prop.persist !== false && (prop.kind === ReferenceKind.SCALAR || prop.kind === ReferenceKind.MANY_TO_ONE);
    if (!stored || prop.fieldNames.length !== 1) return [];
    const type = prop.columnTypes[0]!;
    if (WHOLE_ARRAYS.test(type)) throw new Error(`${meta.className}.${prop.name}: a column of arrays cannot be written in bulk`);
    const [owner, field] = prop.embedded ?? [];
    const { customType } = prop;
    const platform = ctx.em.getPlatform();
    const isJson = type === 'jsonb' || type === 'json';
    const isText = /^(varchar|text|char)/.test(type);
    return [{
      name: prop.fieldNames[0]!,
      // A cast to varchar(n) would cut silently what an insert refuses.
      cast: isText ? 'text' : type,
      quoted: isText || isJson || type === 'bytea',
      read: owner && field ? (row) => (row[owner] as Values | null | undefined)?.[field] : prop.kind === ReferenceKind.MANY_TO_ONE ? (row) => idOf(row[prop.name]) : prop.version ? () => 1 : (row) => row[prop.name],
      write: (value) => {
        if (value === null || value === undefined) return null;
        if (isJson) return JSON.stringify(value);
        const stored = customType ? (customType.convertToDatabaseValue(value, platform) as unknown) : value;
        if (stored === null || stored === undefined) return null;
        if (Buffer.isBuffer(stored)) return `\\x${stored.toString('hex')}`;
        return stored instanceof Date ? stored.toISOString() : typeof stored === 'boolean' ? (stored ? 't' : 'f') : String(stored);
      },
    }];
  });
  const blank = new (entity as unknown as new () => object)() as Values;
  const defaults = Object.fromEntries(meta.props.filter((prop) => blank[prop.name] !== undefined && prop.name !== 'id' && prop.kind !== ReferenceKind.ONE_TO_MANY).map((prop) => [prop.name, blank[prop.name]]));
  const relations = meta.relations
    .filter((prop) => prop.kind === ReferenceKind.MANY_TO_ONE && prop.type !== 'Organization' && prop.targetMeta?.class?.prototype instanceof TenantRow)
    .map((prop) => ({ name: prop.name, type: prop.type, table: prop.targetMeta!.tableName }));
  const table = { name: meta.tableName, entity: meta.className, columns, defaults, relations };
  tables.set(meta, table);
  return table;
}

/**
 * Many new rows at once, without an entity object for each: defaults, value types and relations as with `ctx.create`, the same
 * checks as every flush makes, a few statements for thousands of rows. The journal takes them up when the act ends.
 * @returns the ids, in the order of the rows
 */
export async function bulkInsert<T extends object>(ctx: Ctx, entity: EntityClass<T>, rows: readonly New<T>[]): Promise<string[]> {
  if (!rows.length) return [];
  const table = tableOf(ctx, entity as EntityClass);
  const tenant = entity.prototype instanceof TenantRow;
  const now = ctx.now();
  // What these rows refer to may still wait to be written.
  await ctx.em.flush();
  const full = (rows as readonly Values[]).map((row): Values => {
    const own: Values = { ...table.defaults, ...row };
    own['id'] ??= uuidv7(now);
    if (tenant) {
      own['organizationId'] ??= organizationOf(row['canteen']) ?? ctx.organizationId();
      own['recordedAt'] ??= now;
    }
    return own;
  });
  if (tenant) await checkPlaces(ctx, table, full);
  for (let from = 0; from < full.length; from += CHUNK) {
    const { text, params } = insertOf(table, full.slice(from, from + CHUNK));
    await ctx.em.execute(text, params);
  }
  if ((entity as { journaled?: boolean }).journaled !== false) {
    const byPlace = new Map<string, BulkTouched>();
    for (const row of full) {
      const place = { organizationId: tenant ? (row['organizationId'] as string) : '', canteenId: idOf(row['canteen']) };
      const key = `${place.organizationId} ${place.canteenId ?? ''}`;
      const group = byPlace.get(key) ?? { table: table.name, entity: table.entity, op: 'create', ...place, ids: [] };
      group.ids.push(row['id'] as string);
      byPlace.set(key, group);
    }
    bulkTouched(ctx, [...byPlace.values()]);
  }
  return full.map((row) => row['id'] as string);
}

/** Says of rows written by a statement that this act wrote them. */
export function bulkTouched(ctx: Ctx, groups: readonly BulkTouched[]): void {
  ctx.act?.bulk.push(...groups);
}

function organizationOf(canteen: unknown): string | undefined {
  if (canteen === null || typeof canteen !== 'object') return undefined;
  const row = 'unwrap' in canteen ? (canteen as { unwrap(): object }).unwrap() : canteen;
  return (row as { organizationId?: string }).organizationId;
}

/** What the flush of each act checks row by row (design decisions 5 and 7), here with one question for each relation. */
async function checkPlaces(ctx: Ctx, table: Table, rows: readonly Values[]): Promise<void> {
  const permission = ctx.act?.permission;
  const asked = new Set<string>();
  for (const row of rows) {
    const place = { organizationId: row['organizationId'] as string, canteenId: idOf(row['canteen']) };
    const key = `${place.organizationId} ${place.canteenId ?? ''}`;
    if (asked.has(key)) continue;
    asked.add(key);
    if (permission && permission !== ANYONE_SIGNED_IN && !actorCovers(ctx.actor, permission, place)) throw new Forbidden(permission);
    if (ctx.act && !ctx.act.organizationId) ctx.act.organizationId = place.organizationId;
  }
  const made = new Set(ctx.act?.bulk.flatMap((group) => (group.op === 'create' && table.relations.some((relation) => relation.table === group.table) ? group.ids : [])));
  for (const relation of table.relations) {
    const wanted = new Map<string, Set<string>>();
    for (const row of rows) {
      const id = idOf(row[relation.name]);
      if (id === null || made.has(id)) continue;
      const organization = row['organizationId'] as string;
      wanted.set(organization, (wanted.get(organization) ?? new Set()).add(id));
    }
    for (const [organization, ids] of wanted) {
      const [stranger] = (await ctx.em.execute(
        `select w.id from unnest(cast(? as uuid[])) as w(id) left join "${relation.table}" t on t.id = w.id and t.organization_id = ? where t.id is null limit 1`,
        [`{${[...ids].join(',')}}`, organization],
      )) as unknown as { id: string }[];
      if (stranger) throw new DomainError('NOT_FOUND', { what: relation.type, id: stranger.id }, `input.${relation.name}`);
    }
  }
}

const SPECIAL = /["\\]/g;

/** A column whose value is the same in all rows is sent once. */
function insertOf(table: Table, rows: readonly Values[]): { text: string; params: (string | null)[] } {
  const selected: string[] = [];
  const arrays: { cast: string; literal: string; at: number }[] = [];
  const single: { value: string | null; at: number }[] = [];
  table.columns.forEach((column, at) => {
    const values: (string | null)[] = new Array<string | null>(rows.length);
    let same = true;
    for (let i = 0; i < rows.length; i++) {
      const value = column.write(column.read(rows[i]!));
      values[i] = value;
      if (same && i > 0 && value !== values[0]) same = false;
    }
    if (same) {
      single.push({ value: values[0]!, at });
      selected.push(`cast(? as ${column.cast})`);
      return;
    }
    const items = column.quoted ? values.map((value) => (value === null ? 'NULL' : `"${value.replace(SPECIAL, '\\$&')}"`)) : values.map((value) => (value === null ? 'NULL' : `"${value}"`));
    arrays.push({ cast: column.cast, literal: `{${items.join(',')}}`, at });
    selected.push(`u.c${at}`);
  });
  const names = table.columns.map((column) => `"${column.name}"`).join(', ');
  if (!arrays.length) {
    // Only where a single row is written: ids differ.
    return { text: `insert into "${table.name}" (${names}) select ${selected.join(', ')}`, params: single.map(({ value }) => value) };
  }
  return {
    text: `insert into "${table.name}" (${names}) select ${selected.join(', ')} from unnest(${arrays.map(({ cast }) => `cast(? as ${cast}[])`).join(', ')}) as u(${arrays.map(({ at }) => `c${at}`).join(', ')})`,
    params: [...single.map(({ value }) => value), ...arrays.map(({ literal }) => literal)],
  };
}
