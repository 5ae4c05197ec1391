import { ReferenceKind, type EntityMetadata, type EntityProperty } from '@mikro-orm/core';
import { DomainError, uuidv7 } from '@canteen/kernel';
import { actorCovers } from './actor.ts';
import { copyIn } from './copy-in.ts';
import { idOf, type BulkTouched, type Ctx, type New } from './ctx.ts';
import { Forbidden } from './errors.ts';
import type { EntityClass } from './module.ts';
import { ANYONE_SIGNED_IN } from './needs.ts';
import { TenantRow } from './row.ts';

const WHOLE_ARRAYS = /\[\]$/;
/** Rows put together at a time, while the database writes those before. */
const PIECE = 250;

type Values = Record<string, unknown>;
interface Column {
  name: string;
  /** The value of a row; undefined: what is to stand where none was given. */
  read: (row: Values) => unknown;
  /** As COPY takes it; never asked for null. */
  write: (value: unknown) => string;
  otherwise: unknown;
  /** Filled in by us, as `ctx.create` does. */
  role: 'id' | 'organization' | 'recorded' | null;
}
interface Table {
  name: string;
  entity: string;
  columns: Column[];
  names: string[];
  /** Relations to rows of an organization, which must be the row's own. */
  relations: { name: string; type: string; table: string }[];
}

const tables = new WeakMap<EntityMetadata, Table>();

function tableOf(ctx: Ctx, entity: EntityClass): Table {
  const meta = ctx.host.orm.getMetadata().get(entity as never) as unknown as EntityMetadata;
  const known = tables.get(meta);
  if (known) return known;
  const blank = new (entity as unknown as new () => object)() as Values;
  const platform = ctx.em.getPlatform();
  const columns = (meta.props as EntityProperty[]).flatMap((prop): Column[] => {
    const stored = prop.persist !== false && (prop.kind === ReferenceKind.SCALAR || prop.kind === ReferenceKind.MANY_TO_ONE);
    if (!stored || prop.fieldNames.length !== 1) return [];
    const type = prop.columnTypes[0]!;
    if (WHOLE_ARRAYS.test(type)) throw new Error(`${meta.className}.${prop.name}: a column of arrays cannot be written in bulk`);
    const [owner, field] = prop.embedded ?? [];
    const { name, customType } = prop;
    return [{
      name: prop.fieldNames[0]!,
      read: owner && field ? (row) => (row[owner] as Values | null | undefined)?.[field] : prop.kind === ReferenceKind.MANY_TO_ONE ? (row) => idOf(row[name]) : (row) => row[name],
      write:
        type === 'uuid' ? (value) => escaped(value as string)
        : type === 'jsonb' || type === 'json' ? (value) => escaped(JSON.stringify(value))
        : /^(varchar|text|char)/.test(type) && !customType ? (value) => escaped(value as string)
        : (value) => {
            // What is a plain number or day already need not be made one again.
            if (typeof value === 'string' && PLAIN.test(value)) return value;
            const stored = customType ? (customType.convertToDatabaseValue(value, platform) as unknown) : value;
            return Buffer.isBuffer(stored) ? `\\\\x${stored.toString('hex')}` : stored instanceof Date ? stored.toISOString() : typeof stored === 'boolean' ? (stored ? 't' : 'f') : escaped(String(stored));
          },
      role: name === 'id' ? 'id' : name === 'organizationId' ? 'organization' : name === 'recordedAt' ? 'recorded' : null,
      otherwise: prop.version ? 1 : name === 'id' || owner ? null : (blank[name] ?? null),
    }];
  });
  const relations = meta.relations
    .filter((prop) => prop.kind === ReferenceKind.MANY_TO_ONE && prop.type !== 'Organization' && prop.targetMeta?.class?.prototype instanceof TenantRow)
    .map((prop) => ({ name: prop.name, type: prop.type, table: prop.targetMeta!.tableName }));
  const table = { name: meta.tableName, entity: meta.className, columns, names: columns.map(({ name }) => name), relations };
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
  // What these rows refer to may still wait to be written; comparing all that the act has read would cost more than writing.
  const unit = ctx.em.getUnitOfWork();
  if (unit.getPersistStack().size > 0 || unit.getRemoveStack().size > 0) await ctx.em.flush();
  const given = rows as readonly Values[];
  const ids = given.map((row) => (row['id'] as string | undefined) ?? uuidv7(now));
  const places = tenant ? placesOf(ctx, given) : null;
  if (places) await checkPlaces(ctx, table, given, places);
  await copyIn(ctx.em, table.name, table.names, textOf(table, given, ids, places, now));
  if ((entity as { journaled?: boolean }).journaled !== false) {
    const byPlace = new Map<BulkPlace | null, BulkTouched>();
    for (let at = 0; at < ids.length; at++) {
      const place = places?.[at] ?? null;
      let group = byPlace.get(place);
      if (!group) byPlace.set(place, (group = { table: table.name, entity: table.entity, op: 'create', organizationId: place?.organizationId ?? '', canteenId: place?.canteenId ?? null, ids: [] }));
      group.ids.push(ids[at]!);
    }
    bulkTouched(ctx, [...byPlace.values()]);
  }
  return ids;
}

interface BulkPlace {
  organizationId: string;
  canteenId: string | null;
}

/** Where each row belongs; rows of one place share one object. */
function placesOf(ctx: Ctx, rows: readonly Values[]): BulkPlace[] {
  const known = new Map<string, BulkPlace>();
  return rows.map((row) => {
    const organizationId = (row['organizationId'] as string | undefined) ?? organizationOf(row['canteen']) ?? ctx.organizationId();
    const canteenId = idOf(row['canteen']);
    const key = organizationId + (canteenId ?? '');
    let place = known.get(key);
    if (!place) known.set(key, (place = { organizationId, canteenId }));
    return place;
  });
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
async function checkPlaces(ctx: Ctx, table: Table, rows: readonly Values[], places: readonly BulkPlace[]): Promise<void> {
  const permission = ctx.act?.permission;
  for (const place of new Set(places)) {
    if (permission && permission !== ANYONE_SIGNED_IN && !actorCovers(ctx.actor, permission, place)) throw new Forbidden(permission);
    if (ctx.act && !ctx.act.organizationId) ctx.act.organizationId = place.organizationId;
  }
  for (const relation of table.relations) {
    // Of this organization, since the act itself made them there.
    const made = new Map<string, string>();
    for (const group of ctx.act?.bulk ?? []) if (group.table === relation.table && group.op === 'create') for (const id of group.ids) made.set(id, group.organizationId);
    const wanted = new Map<string, Set<string>>();
    let before: unknown;
    let there: BulkPlace | undefined;
    for (let at = 0; at < rows.length; at++) {
      const value = rows[at]![relation.name];
      if (value === null || value === undefined || (value === before && places[at] === there)) continue;
      before = value;
      there = places[at];
      const id = idOf(value)!;
      const { organizationId } = places[at]!;
      if (made.get(id) === organizationId) continue;
      const ids = wanted.get(organizationId);
      if (ids) ids.add(id);
      else wanted.set(organizationId, new Set([id]));
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

const PLAIN = /^-?\d{1,17}(\.\d{1,6})?$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SPECIAL = /[\\\t\n\r]/;
const SPECIALS: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string => (SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => SPECIALS[sign]!) : text);

/** Rows in the text format of COPY; what is the same as in the row before is not converted again. */
function* textOf({ columns }: Table, rows: readonly Values[], ids: readonly string[], places: readonly BulkPlace[] | null, now: Date): Generator<Buffer> {
  const last: unknown[] = new Array<unknown>(columns.length);
  const written: string[] = new Array<string>(columns.length);
  for (let from = 0; from < rows.length; from += PIECE) {
    let text = '';
    for (let at = from; at < Math.min(from + PIECE, rows.length); at++) {
      const row = rows[at]!;
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i]!;
        let value = column.role === 'id' ? ids[at] : column.role === 'organization' && places ? places[at]!.organizationId : column.read(row);
        if (value === undefined) value = column.role === 'recorded' ? now : column.otherwise;
        if (at === 0 || value !== last[i]) {
          last[i] = value;
          written[i] = value === null || value === undefined ? '\\N' : column.write(value);
        }
        text += i === 0 ? written[i] : `\t${written[i]}`;
      }
      text += '\n';
    }
    yield Buffer.from(text);
  }
}
