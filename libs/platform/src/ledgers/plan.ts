import { getNamedType, getNullableType, isEnumType, isListType, isObjectType, type GraphQLObjectType } from 'graphql';
import { ReferenceKind, type EntityMetadata, type EntityProperty } from '@mikro-orm/core';
import { DomainError, type Lang, type Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { derivedFields, guardedFields } from '../fields.ts';
import type { EntityClass, Module } from '../module.ts';
import { ANYONE_SIGNED_IN, readPermissionOf } from '../needs.ts';
import type { CellKind, Ledger, LedgerColumn } from './ledger.ts';

/** `sheet`: figures and serial days; `text`: as people read them; `data`: as the API writes them. */
export type Wire = 'sheet' | 'text' | 'data';

/** A column, and where its texts stand in a row: one, or several where a value has parts. */
export interface PlannedColumn {
  key: string;
  title: Words;
  unit: Words | null;
  kind: CellKind;
  /** The value is a list of such. */
  list: boolean;
  labels: Readonly<Record<string, Words>> | null;
  width: number | null;
  total: boolean;
  /** Of the first of its texts. */
  at: number;
}

export interface Plan {
  columns: readonly PlannedColumn[];
  /** SQL of each text of a row. */
  select: readonly string[];
  joins: readonly { path: string; alias: string }[];
  /** Where ids of records stand whose every read is on record (health data). */
  logged: readonly { entity: string; at: number }[];
}

export const ROOT = 'e';

const KINDS: Readonly<Record<string, CellKind>> = {
  String: 'text', ID: 'text', Int: 'integer', Boolean: 'yes', DecimalString: 'decimal', Day: 'day', Instant: 'instant',
  LocalizedText: 'words', Money: 'money', Rate: 'rate', Quantity: 'quantity', Unit: 'enum',
};

export function ledgersOf(ctx: Ctx): Ledger[] {
  return ctx.host.modules.flatMap((module) => [...(module.ledgers ?? [])]);
}

export function typeOf(ctx: Ctx, entity: EntityClass): GraphQLObjectType {
  const type = ctx.host.schema?.getType(entity.name);
  if (!isObjectType(type)) throw new Error(`${entity.name} is no type of the API`);
  return type;
}

/** What a column holds, as the API's own types say it. */
export function shapeOf(ctx: Ctx, ledger: Ledger, column: LedgerColumn): { kind: CellKind; base: CellKind; list: boolean; enum: string | null } {
  if (column.sql) {
    if (!column.kind || column.needs === undefined) throw new Error(`${ledger.name}.${column.key}: a column in SQL says its kind and what it needs`);
    return { kind: column.kind, base: column.kind, list: false, enum: column.enum ?? null };
  }
  let type = typeOf(ctx, ledger.entity);
  const steps = (column.path ?? column.key).split('.');
  for (const [index, step] of steps.entries()) {
    const field = type.getFields()[step];
    if (!field) throw new Error(`${ledger.name}.${column.key}: ${type.name} has no field ${step}`);
    const named = getNamedType(field.type);
    const kind = KINDS[named.name] ?? (isEnumType(named) ? 'enum' : null);
    if (index === steps.length - 1) {
      if (!kind) throw new Error(`${ledger.name}.${column.key}: a ${named.name} is no cell`);
      return { kind: column.kind ?? kind, base: kind, list: isListType(getNullableType(field.type)), enum: column.enum ?? (kind === 'enum' ? named.name : null) };
    }
    if (!isObjectType(named)) throw new Error(`${ledger.name}.${column.key}: ${step} leads to no record`);
    type = named;
  }
  throw new Error(`${ledger.name}.${column.key}: an empty path`);
}

/** The columns asked for, in that order; else all but those that stand aside. @throws DomainError EXPORT_COLUMN_UNKNOWN */
export function columnsOf(ledger: Ledger, asked: readonly string[] | null): readonly LedgerColumn[] {
  if (!asked?.length) return ledger.columns.filter((column) => !column.aside);
  return [...new Set(asked)].map((key) => {
    const column = ledger.columns.find((known) => known.key === key);
    if (!column) throw new DomainError('EXPORT_COLUMN_UNKNOWN', { given: key.slice(0, 40) }, 'input.columns');
    return column;
  });
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * The columns of a ledger as SQL over the row's alias. Whoever may not read a record on the way, or the field itself, gets null:
 * the same rule by which the API resolves relations (`ctx.sees`), said once for the whole list instead of once for each row.
 */
export function planLedger(ctx: Ctx, ledger: Ledger, asked: readonly LedgerColumn[], wire: Wire, lang: Lang, timeZone: string): Plan {
  const select: string[] = [];
  const joins = new Map<string, string>();
  const logged: { entity: string; at: number }[] = [];
  const seen = new Set<string>();
  const log = (entity: EntityClass, alias: string) => {
    if (!(entity as { logReads?: boolean }).logReads || seen.has(alias)) return;
    seen.add(alias);
    logged.push({ entity: entity.name, at: select.push(`${alias}.id::text`) - 1 });
  };
  const metaOf = (entity: EntityClass) => ctx.host.orm.getMetadata().get(entity as never) as unknown as EntityMetadata;
  const timed = (sql: string) => sql.replace(/:now\b/g, `timestamptz ${literal(ctx.now().toISOString())}`);

  // The list itself is narrowed to these.
  const reached = new Set((ctx.actor?.grants ?? []).map((grant) => grant.organizationId));
  const sees = (permission: string | null, organization: string | null, abroad: boolean): string => {
    if (!ctx.actor) return 'false';
    if (ctx.actor.system || permission === null || permission === ANYONE_SIGNED_IN) return 'true';
    const where = new Set(ctx.actor.grants.filter((grant) => grant.permissions.has(permission)).map((grant) => grant.organizationId));
    if (!where.size) return 'false';
    if (organization === null || (!abroad && [...reached].every((id) => where.has(id)))) return 'true';
    return `${organization} in (${[...where].map((id) => `${literal(id)}::uuid`).join(', ')})`;
  };
  const homeOf = (entity: EntityClass, alias: string): string | null =>
    entity.name === 'Organization' ? `${alias}.id` : 'organizationId' in metaOf(entity).properties ? `${alias}.organization_id` : null;

  /** Walks a path; joins only what the actor may read at all. */
  const reach = (column: LedgerColumn): { parts: Readonly<Record<string, string>>; when: string[] } => {
    const when: string[] = [];
    if (column.sql) {
      when.push(sees(column.needs ?? null, homeOf(ledger.entity, ROOT), false));
      return { parts: { value: `(${timed(column.sql(ROOT))})` }, when };
    }
    let entity = ledger.entity;
    let alias = ROOT;
    let abroad = false;
    let walked = '';
    const steps = (column.path ?? column.key).split('.');
    for (const [index, step] of steps.entries()) {
      const guard = guardedFields(entity).get(step);
      if (guard !== undefined) when.push(sees(guard, homeOf(entity, alias), abroad));
      const prop = metaOf(entity).properties[step as never] as EntityProperty | undefined;
      if (index === steps.length - 1) {
        const derived = derivedFields(entity).get(step);
        if (derived) {
          if (!derived.sql) throw new Error(`${ledger.name}.${column.key}: ${step} has no SQL`);
          return { parts: { value: `(${timed(derived.sql(alias))})` }, when };
        }
        if (!prop) throw new Error(`${ledger.name}.${column.key}: no column holds ${step}`);
        if (prop.kind === ReferenceKind.EMBEDDED) {
          return { parts: Object.fromEntries(Object.entries(prop.embeddedProps).map(([name, part]) => [name, `${alias}.${quoted((part as EntityProperty).fieldNames[0]!)}`])), when };
        }
        return { parts: { value: `${alias}.${quoted(prop.fieldNames[0]!)}` }, when };
      }
      if (prop?.kind !== ReferenceKind.MANY_TO_ONE) throw new Error(`${ledger.name}.${column.key}: ${step} leads to no record`);
      const target = prop.targetMeta!.class as EntityClass;
      abroad ||= target.name === 'Organization';
      walked = walked ? `${walked}.${step}` : step;
      // Not joined where nothing would be shown: nobody then waits for it.
      const permission = readPermissionOf(target);
      const next = sees(permission, '', true) === 'false' ? null : (joins.get(walked) ?? `via${joins.size}`);
      if (next === null) return { parts: {}, when: ['false'] };
      joins.set(walked, next);
      when.push(sees(permission, homeOf(target, next), abroad));
      alias = next;
      entity = target;
      log(entity, alias);
    }
    throw new Error(`${ledger.name}.${column.key}: an empty path`);
  };

  log(ledger.entity, ROOT);
  const columns = asked.map((column): PlannedColumn => {
    const shape = shapeOf(ctx, ledger, column);
    const { parts, when } = reach(column);
    const conditions = when.filter((condition) => condition !== 'true');
    const texts = conditions.includes('false') ? blank(shape.kind, wire) : textsOf(shape.kind, shape.list, parts, wire, lang, timeZone, shape.base);
    const at = select.length;
    for (const text of texts) select.push(conditions.length && text !== 'null' ? `case when ${conditions.join(' and ')} then ${text} end` : text);
    return {
      key: column.key, title: column.title, unit: column.unit ?? null, kind: shape.kind, list: shape.list,
      labels: shape.enum ? labelsOf(ctx, shape.enum) : null, width: column.width ?? null, total: column.total ?? false, at,
    };
  });
  return { columns, select, joins: [...joins].map(([path, alias]) => ({ path, alias })), logged };
}

/** Codes that are no enum of the API: names of what modules contribute. */
const CONTRIBUTED: Readonly<Record<string, (module: Module) => readonly (readonly [string, Words])[]>> = {
  Ledger: ({ ledgers = [] }) => ledgers.map(({ name, title }) => [name, title]),
  ImportKind: ({ imports = [] }) => imports.map(({ name, title }) => [name, title]),
  LabelKind: ({ labels = [] }) => labels.map(({ kind, title }) => [kind, title]),
  AlertKind: ({ alerts = [] }) => alerts.map(({ kind, title }) => [kind, title]),
};

/** Words of the values of an enum; several modules may name values of one. */
export function labelsOf(ctx: Ctx, name: string): Readonly<Record<string, Words>> {
  return Object.fromEntries(ctx.host.modules.flatMap((module) => [...(CONTRIBUTED[name]?.(module) ?? []), ...Object.entries(module.messages.enums?.[name] ?? {})]));
}

const blank = (kind: CellKind, wire: Wire): string[] => textsOf(kind, false, {}, wire, 'zh', 'UTC').map(() => 'null');

/** Excel counts days from here, and takes 1900 for a leap year: what lies before March 1900 is left as text. */
const SERIAL_ZERO = "timestamp '1899-12-30'";

function textsOf(kind: CellKind, list: boolean, parts: Readonly<Record<string, string>>, wire: Wire, lang: Lang, timeZone: string, base: CellKind = kind): string[] {
  const value = parts['value'] ?? 'null';
  if (list) return [`(${value})::text`];
  switch (kind) {
    case 'words':
      if (wire === 'data') return [parts['zh'] ?? value, parts['en'] ?? 'null'];
      return [lang === 'en' && parts['en'] ? `coalesce(nullif(${parts['en']}, ''), ${parts['zh']})` : (parts['zh'] ?? value)];
    case 'decimal':
      return [`trim_scale((${value})::numeric)::text`];
    case 'money':
      // Whole fen; times an exact hundredth they keep two digits after the point.
      return [`(${parts['fen'] ?? value} * 0.01)::text`, ...(wire === 'data' ? [parts['currency'] ?? "'CNY'"] : [])];
    case 'quantity':
      return [`trim_scale(${value})::text`, parts['unit'] ?? 'null'];
    case 'rate':
      return [`trim_scale(${parts['amount'] ?? 'null::numeric'})::text`, parts['unit'] ?? 'null', ...(wire === 'data' ? [parts['currency'] ?? 'null'] : [])];
    case 'day':
      return [wire === 'sheet' ? `case when ${value} >= date '1900-03-01' then (${value} - date '1899-12-30')::text else (${value})::text end` : `(${value})::text`];
    case 'instant': {
      if (wire === 'data') return [`to_char((${value}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`];
      const local = `((${value}) at time zone ${literal(timeZone)})`;
      return [wire === 'sheet' ? `round(extract(epoch from ${local} - ${SERIAL_ZERO}) / 86400, 12)::text` : `to_char(${local}, 'YYYY-MM-DD HH24:MI:SS')`];
    }
    case 'time': {
      if (base === 'instant' && wire === 'data') return textsOf('instant', false, parts, wire, lang, timeZone);
      const local = base === 'instant' ? `((${value}) at time zone ${literal(timeZone)})::time` : `(${value})::time`;
      return [wire === 'sheet' ? `round(extract(epoch from ${local}) / 86400, 17)::text` : `to_char(${local}, 'HH24:MI')`];
    }
    default:
      return [`(${value})::text`];
  }
}

