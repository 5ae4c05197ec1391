import { ReferenceKind, type EntityMetadata } from '@mikro-orm/core';
import { DomainError } from '@canteen/kernel';
import { bulkTouched } from '../bulk.ts';
import type { BulkTouched, Ctx } from '../ctx.ts';
import { PLATFORM_CHAIN, ROW_DIGEST } from '../journal/journal.ts';
import { unpackAll } from '../journal/packed.ts';
import { TenantRow } from '../row.ts';
import { definitionOf, needFor } from './import.commands.ts';
import { Import, ImportPart } from './import.entity.ts';
import { IMPORT_ACT, unpackPart } from './import.jobs.ts';
import { importLife } from './import.rules.ts';

const CHUNK = 5000;
/** Of what stands in the way, so many are named. */
const NAMED = 5;

/** What the import's act left of each row: its digest, by table and id. */
interface Left {
  created: Map<string, Map<string, string>>;
  updated: Map<string, Map<string, string>>;
}

/**
 * Takes an import back while nothing was done with what it brought: records it made are removed, those it changed become what they
 * were. The journal knows how each row stood when the import ended; a row that stands otherwise was touched since.
 * @throws DomainError IMPORT_TOUCHED naming what stands in the way
 */
export async function undoImport(ctx: Ctx, id: string, reason: string): Promise<Import> {
  const record = await ctx.lock(Import, id, 'id');
  const definition = definitionOf(ctx.host, record.kind);
  needFor(ctx, definition, record);
  const state = importLife.next(record.state, 'UNDO');
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  const left = await leftBy(ctx, record);
  for (const group of [left.created, left.updated]) for (const [table, rows] of group) await checkUntouched(ctx, record, table, rows);
  await checkUnused(ctx, record, left);
  await checkUnlabelled(ctx, record, left);
  const place = { organizationId: record.organizationId, canteenId: record.canteen, importId: record.id };
  await definition.checkUndo?.(ctx, place, new Map([...left.created].map(([table, rows]) => [table, [...rows.keys()]])));
  await putBack(ctx, record, left);
  const tables = childrenFirst(ctx, [...left.created.keys()]);
  for (const table of tables) {
    const ids = [...left.created.get(table)!.keys()];
    await touch(ctx, table, 'delete', ids);
    await eachChunk(ids, (some) => ctx.em.execute(`delete from "${table}" where id = any(cast(? as uuid[]))`, [some]));
  }
  await ctx.em.execute('delete from import_before where import_id = ?', [record.id]);
  await ctx.em.execute('delete from import_part where import_id = ?', [record.id]);
  record.state = state;
  record.undoneAt = ctx.now();
  record.undoneReason = reason.trim();
  return record;
}

const literal = (ids: readonly string[]) => `{${ids.join(',')}}`;
async function eachChunk(ids: readonly string[], fn: (some: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < ids.length; from += CHUNK) await fn(literal(ids.slice(from, from + CHUNK)));
}

async function leftBy(ctx: Ctx, record: Import): Promise<Left> {
  const [entry] = (await ctx.em.execute(
    'select e.request_id from journal_entry e join journal_payload p on p.entry_id = e.id where e.organization_id = ? and e.act = ? and p.row_ids @> array[cast(? as uuid)] order by e.seq desc limit 1',
    [record.organizationId, IMPORT_ACT, record.id],
  )) as unknown as { request_id: string }[];
  // An act has an entry in each chain that it touched: persons are in one of their own.
  const entries = entry
    ? ((await ctx.em.execute('select p.body from journal_entry e join journal_payload p on p.entry_id = e.id where e.organization_id = any(cast(? as uuid[])) and e.request_id = ? and e.act = ?', [
        `{${record.organizationId},${PLATFORM_CHAIN}}`, entry.request_id, IMPORT_ACT,
      ])) as unknown as { body: string | null }[])
    : [];
  if (!entries.length || entries.some(({ body }) => body === null)) throw new DomainError('IMPORT_NOT_REMEMBERED', {}, 'id');
  const left: Left = { created: new Map(), updated: new Map() };
  const add = (op: string, table: string, id: string, digest: string) => {
    const group = op === 'create' ? left.created : left.updated;
    const rows = group.get(table) ?? new Map<string, string>();
    group.set(table, rows.set(id, digest));
  };
  const bodies = entries.map(({ body }) => JSON.parse(body!) as { rows: { table: string; id: string; op: string; digest: string | null }[]; bulk?: { op: string; part: string; table: string }[] });
  for (const row of bodies.flatMap(({ rows }) => rows)) if (row.digest !== null && row.id !== record.id) add(row.op, row.table, row.id, row.digest);
  for (const part of bodies.flatMap(({ bulk = [] }) => bulk)) {
    const [stored] = (await ctx.em.execute('select packed from journal_bulk where id = ?', [part.part])) as unknown as { packed: Buffer | null }[];
    if (!stored?.packed) throw new DomainError('IMPORT_NOT_REMEMBERED', {}, 'id');
    for (const { id, digest } of unpackAll(stored.packed)) add(part.op, part.table, id, digest);
  }
  return left;
}

async function checkUntouched(ctx: Ctx, record: Import, table: string, rows: ReadonlyMap<string, string>): Promise<void> {
  const touched: string[] = [];
  const present = new Set<string>();
  await eachChunk([...rows.keys()], async (some) => {
    // Locked, so that nobody touches them between this look and their end.
    const found = (await ctx.em.execute(`select t.id, ${ROW_DIGEST('t')} as digest from "${table}" t where t.id = any(cast(? as uuid[])) for update of t`, [some])) as unknown as { id: string; digest: string }[];
    for (const { id, digest } of found) {
      present.add(id);
      if (rows.get(id) !== digest) touched.push(id);
    }
  });
  for (const id of rows.keys()) if (!present.has(id)) touched.push(id);
  if (touched.length) throw new DomainError('IMPORT_TOUCHED', { count: touched.length, records: await namesOf(ctx, record, touched) }, 'id');
}

const metas = (ctx: Ctx): EntityMetadata[] => [...ctx.host.orm.getMetadata().getAll().values()].filter((meta) => !meta.abstract && !meta.embeddable) as EntityMetadata[];

/** Nothing from outside refers to what would be removed. */
async function checkUnused(ctx: Ctx, record: Import, left: Left): Promise<void> {
  for (const meta of metas(ctx)) {
    const relations = [
      ...meta.relations.filter((prop) => prop.kind === ReferenceKind.MANY_TO_ONE).map((prop) => ({ column: prop.fieldNames[0]!, tables: [prop.targetMeta!.tableName] })),
      // What is said about any record names its type beside its id; an alert, which the system raises by itself, holds nothing fast.
      ...('recordId' in meta.properties && 'recordType' in meta.properties && (meta.class as { refers?: boolean } | undefined)?.refers ? [{ column: 'record_id', tables: [...left.created.keys()] }] : []),
    ];
    for (const { column, tables } of relations) {
      for (const table of tables) {
        const gone = left.created.get(table);
        if (!gone) continue;
        const own = [...(left.created.get(meta.tableName)?.keys() ?? []), ...(left.updated.get(meta.tableName)?.keys() ?? [])];
        await eachChunk([...gone.keys()], async (some) => {
          const users = (await ctx.em.execute(
            `select c.${column} as id, count(*) as count from "${meta.tableName}" c where c.${column} = any(cast(? as uuid[]))
               and not exists (select 1 from unnest(cast(? as uuid[])) as w(id) where w.id = c.id) group by 1 limit 100`,
            [some, literal(own)],
          )) as unknown as { id: string }[];
          if (users.length) throw new DomainError('IMPORT_TOUCHED', { count: users.length, records: await namesOf(ctx, record, users.map(({ id }) => id)) }, 'id');
        });
      }
    }
  }
}

/** A label that sticks on a thing would lead to nothing. */
async function checkUnlabelled(ctx: Ctx, record: Import, left: Left): Promise<void> {
  for (const rows of left.created.values()) {
    await eachChunk([...rows.keys()], async (some) => {
      const labelled = (await ctx.em.execute(
        `select distinct r.id from label_print p cross join lateral jsonb_array_elements_text(p.record_ids) as r(id)
          where p.organization_id = ? and jsonb_exists_any(p.record_ids, cast(? as text[])) and r.id = any(cast(? as text[]))`,
        [record.organizationId, some, some],
      )) as unknown as { id: string }[];
      if (labelled.length) throw new DomainError('IMPORT_TOUCHED', { count: labelled.length, records: await namesOf(ctx, record, labelled.map(({ id }) => id)) }, 'id');
    });
  }
}

/** What the rows of the sheet called these records; others go by their number alone. */
async function namesOf(ctx: Ctx, record: Import, ids: readonly string[]): Promise<string[]> {
  const sought = new Set(ids);
  const rows: number[] = [];
  for (const part of await ctx.em.find(ImportPart, { importId: record.id })) {
    for (const { row, id } of unpackPart(part.packed)) if (sought.has(id) && rows.length < NAMED) rows.push(row);
    if (rows.length >= NAMED) break;
  }
  if (!rows.length) return [];
  const lines = (await ctx.em.execute('select label, row from import_line where import_id = ? and row = any(cast(? as int[])) order by row', [record.id, `{${rows.join(',')}}`])) as unknown as { label: string; row: number }[];
  return lines.map(({ label }) => label);
}

/** Records that the import changed or removed become what they were; only their version goes on. */
async function putBack(ctx: Ctx, record: Import, left: Left): Promise<void> {
  const before = (await ctx.em.execute('select table_name, record_id from import_before where import_id = ? order by table_name', [record.id])) as unknown as { table_name: string; record_id: string }[];
  const byTable = new Map<string, string[]>();
  for (const { table_name: table, record_id: id } of before) byTable.set(table, [...(byTable.get(table) ?? []), id]);
  for (const [table, ids] of byTable) {
    const changed = ids.filter((id) => left.updated.get(table)?.has(id));
    const removed = ids.filter((id) => !left.updated.get(table)?.has(id) && !left.created.get(table)?.has(id));
    const columns = ((await ctx.em.execute('select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = ?', [table])) as unknown as { name: string }[])
      .map(({ name }) => name).filter((name) => name !== 'id' && name !== 'version').map((name) => `"${name}"`);
    await eachChunk(changed, (some) => ctx.em.execute(
      `update "${table}" t set (${columns.join(', ')}) = (select ${columns.map((name) => `w.${name}`).join(', ')} from jsonb_populate_record(null::"${table}", b.was) w), version = t.version + 1
         from import_before b where b.import_id = ? and b.record_id = t.id and t.id = any(cast(? as uuid[]))`,
      [record.id, some],
    ));
    await eachChunk(removed, (some) => ctx.em.execute(
      `insert into "${table}" select w.* from import_before b cross join lateral jsonb_populate_record(null::"${table}", b.was) w where b.import_id = ? and b.record_id = any(cast(? as uuid[]))`,
      [record.id, some],
    ));
    await touch(ctx, table, 'update', changed);
    await touch(ctx, table, 'create', removed);
  }
}

/** Tells the journal; where the rows belong is read from themselves. */
async function touch(ctx: Ctx, table: string, op: BulkTouched['op'], ids: readonly string[]): Promise<void> {
  const meta = metas(ctx).find((candidate) => candidate.tableName === table)!;
  const tenant = meta.class?.prototype instanceof TenantRow;
  const canteen = meta.properties['canteen' as never] ? 't.canteen_id' : 'null';
  const groups = new Map<string, BulkTouched>();
  await eachChunk(ids, async (some) => {
    const rows = (await ctx.em.execute(`select t.id, ${tenant ? 't.organization_id' : 'null'} as organization, ${canteen} as canteen from "${table}" t where t.id = any(cast(? as uuid[]))`, [some])) as unknown as { id: string; organization: string | null; canteen: string | null }[];
    for (const row of rows) {
      const key = `${row.organization ?? ''} ${row.canteen ?? ''}`;
      const group = groups.get(key) ?? { table, entity: meta.className, op, organizationId: row.organization ?? '', canteenId: row.canteen, ids: [] };
      group.ids.push(row.id);
      groups.set(key, group);
    }
  });
  bulkTouched(ctx, [...groups.values()]);
}

/** Tables in the order in which their rows can be removed. */
function childrenFirst(ctx: Ctx, tables: readonly string[]): string[] {
  const parents = new Map(metas(ctx).filter((meta) => tables.includes(meta.tableName)).map((meta) => [meta.tableName, new Set(meta.relations.filter((prop) => prop.kind === ReferenceKind.MANY_TO_ONE && prop.targetMeta!.tableName !== meta.tableName).map((prop) => prop.targetMeta!.tableName))]));
  const ordered: string[] = [];
  const visit = (table: string, path: readonly string[]): void => {
    if (ordered.includes(table) || path.includes(table)) return;
    // Those that refer to it go first.
    for (const [child, of] of parents) if (of.has(table)) visit(child, [...path, table]);
    ordered.push(table);
  };
  for (const table of tables) visit(table, []);
  return ordered;
}
