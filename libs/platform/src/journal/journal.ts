import { createHash, randomBytes } from 'node:crypto';
import { IsolationLevel } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { uuidv7 } from '@canteen/kernel';
import type { ActState, Ctx } from '../ctx.ts';
import { placeOf } from '../ctx.ts';
import { TenantRow } from '../row.ts';
import { GONE, holds, PACKED_ROW, unpack } from './packed.ts';

/** Persons, sessions and other rows that belong to no organization are chained here. */
export const PLATFORM_CHAIN = '00000000-0000-0000-0000-000000000000';
export const FIRST_PREV = '0'.repeat(64);

const sha256 = (...parts: string[]): string => {
  const hash = createHash('sha256');
  // Lengths are hashed with the parts, so that no two lists of parts read alike.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
};

export interface EntryMetadata {
  id: string;
  organizationId: string;
  canteenId: string | null;
  act: string;
  personId: string | null;
  personName: string;
  at: string;
  requestId: string;
}

export const payloadHashOf = (salt: string, body: string): string => sha256(salt, body);
export const entryHashOf = (prev: string, seq: number, meta: EntryMetadata, payloadHash: string): string =>
  sha256(prev, String(seq), JSON.stringify([meta.id, meta.organizationId, meta.canteenId, meta.act, meta.personId, meta.personName, meta.at, meta.requestId]), payloadHash);

/**
 * SQL for the digest of a whole row as it stands. Keys are sorted by jsonb and nulls are left out, so that a
 * nullable column added later does not change the digest of rows written before it.
 */
const ROW_SHA = (alias: string) => `sha256(convert_to(jsonb_strip_nulls(to_jsonb(${alias}))::text, 'UTF8'))`;
export const ROW_DIGEST = (alias: string) => `encode(${ROW_SHA(alias)}, 'hex')`;

/** Rows of one part of a bulk entry: some 200 kB. */
const PART = 4096;

interface BulkPart {
  table: string;
  record: string;
  op: string;
  rows: number;
  /** SHA-256 of the packed ids and digests, which stand in `journal_bulk` under this id. */
  part: string;
  digest: string;
}

/** The digests of rows written many at a time never leave the database: it packs them, and answers one digest of all. */
async function writeParts(em: SqlEntityManager, act: ActState, organizationId: string, entryId: string, at: Date): Promise<BulkPart[]> {
  const parts: BulkPart[] = [];
  const groups = new Map<string, { table: string; entity: string; op: string; ids: string[] }>();
  for (const { table, entity, op, ids, organizationId: owner } of act.bulk) {
    if ((owner || PLATFORM_CHAIN) !== organizationId) continue;
    const key = `${table} ${op}`;
    const group = groups.get(key) ?? { table, entity, op, ids: [] };
    for (const id of ids) group.ids.push(id);
    groups.set(key, group);
  }
  for (const { table, entity, op, ids } of groups.values()) {
    ids.sort();
    for (let from = 0; from < ids.length; from += PART) {
      const some = ids.slice(from, from + PART);
      const part = uuidv7(at);
      const source =
        op === 'delete'
          ? `select w.id, decode(repeat('00', 32), 'hex') as digest from unnest(cast(? as uuid[])) as w(id)`
          : // Row by row by its key: the statistics are those of before the act, and would have the whole table read for each part.
            `select w.id, s.digest from unnest(cast(? as uuid[])) as w(id) cross join lateral (select ${ROW_SHA('t')} as digest from "${table}" t where t.id = w.id offset 0) s`;
      const [written] = (await em.execute(
        `insert into journal_bulk (id, entry_id, organization_id, table_name, first_id, last_id, count, packed)
         select ?, ?, ?, ?, ?, ?, count(*), coalesce(string_agg(uuid_send(s.id) || s.digest, ''::bytea order by s.id), ''::bytea) from (${source}) s
         returning count, encode(sha256(packed), 'hex') as digest`,
        [part, entryId, organizationId, table, some[0]!, some.at(-1)!, `{${some.join(',')}}`],
      )) as unknown as { count: number; digest: string }[];
      parts.push({ table, record: entity, op, rows: written!.count, part, digest: written!.digest });
    }
  }
  return parts;
}

interface TouchedRow {
  table: string;
  entity: string;
  op: string;
  /** Which fields an update changed. Their values stand in the record, not here. */
  fields: string[];
  id: string;
  organizationId: string;
  canteenId: string | null;
}

async function lockHead(em: SqlEntityManager, organizationId: string): Promise<{ seq: number; hash: string }> {
  const lock = async () => (await em.execute('select seq, hash from journal_head where organization_id = ? for update', [organizationId])) as unknown as { seq: number; hash: string }[];
  const [head] = await lock();
  if (head) return head;
  // The first act of an organization; another first one may be under way.
  await em.execute('insert into journal_head (organization_id, seq, hash) values (?, 0, ?) on conflict do nothing', [organizationId, FIRST_PREV]);
  return (await lock())[0]!;
}

/** Appends the act to the chain of each organization it touched: last in the transaction, under the head's lock. */
export async function appendToJournal(ctx: Ctx, em: SqlEntityManager, act: ActState): Promise<void> {
  const rows: TouchedRow[] = [...act.touched.values()].map(({ table, entity, op, fields, row }) => {
    const place = placeOf(row);
    return { table, entity, op, fields: op === 'update' ? [...fields].filter((name) => name !== 'version').sort() : [], id: (row as { id: string }).id, organizationId: place.organizationId || PLATFORM_CHAIN, canteenId: place.canteenId };
  });
  if (!rows.length && !act.bulk.length) return;

  // One statement for the rows of all tables: an act should not wait once for each.
  const digests = new Map<string, string>();
  const written = [...new Set(rows.map((row) => row.table))].flatMap((table) => {
    const ids = rows.filter((row) => row.table === table && row.op !== 'delete').map((row) => row.id);
    return ids.length ? [{ table, ids }] : [];
  });
  if (written.length) {
    const found = (await em.execute(
      written.map(({ table }) => `select t.id, ${ROW_DIGEST('t')} as digest from "${table}" t where t.id = any(cast(? as uuid[]))`).join(' union all '),
      written.map(({ ids }) => `{${ids.join(',')}}`),
    )) as unknown as { id: string; digest: string }[];
    for (const { id, digest } of found) digests.set(id, digest);
  }

  const at = ctx.now();
  // Several chains are locked in id order, so that two acts cannot wait for each other.
  const bulkOf = (organizationId: string) => act.bulk.filter((group) => (group.organizationId || PLATFORM_CHAIN) === organizationId);
  const chains = [...new Set([...rows.map((row) => row.organizationId), ...act.bulk.map((group) => group.organizationId || PLATFORM_CHAIN)])].sort();
  // Before any head is locked: digests of a hundred thousand rows take a second in which others may go on.
  const parts = new Map<string, { entryId: string; parts: BulkPart[] }>();
  for (const organizationId of chains) {
    const entryId = uuidv7(at);
    parts.set(organizationId, { entryId, parts: await writeParts(em, act, organizationId, entryId, at) });
  }
  for (const organizationId of chains) {
    const own = rows.filter((row) => row.organizationId === organizationId);
    const { entryId, parts: bulk } = parts.get(organizationId)!;
    const body = JSON.stringify({
      note: act.note,
      ...(bulk.length ? { bulk } : {}),
      rows: own.map((row) => ({ table: row.table, record: row.entity, id: row.id, op: row.op, ...(row.fields.length ? { fields: row.fields } : {}), digest: digests.get(row.id) ?? null })),
    });
    const head = await lockHead(em, organizationId);
    // What was done in several canteens at once is the institution's: the reader of one would learn of the others.
    const canteens = new Set([...own, ...bulkOf(organizationId)].flatMap((row) => row.canteenId ?? []));
    const meta: EntryMetadata = {
      id: entryId,
      organizationId,
      canteenId: canteens.size === 1 ? [...canteens][0]! : null,
      act: act.name,
      personId: ctx.actor?.personId ?? null,
      personName: ctx.actor?.name ?? '',
      at: at.toISOString(),
      requestId: ctx.requestId,
    };
    const seq = head.seq + 1;
    const salt = randomBytes(16).toString('hex');
    const payloadHash = payloadHashOf(salt, body);
    const hash = entryHashOf(head.hash, seq, meta, payloadHash);
    await em.execute(
      `with entry as (
         insert into journal_entry (id, organization_id, canteen_id, seq, act, person_id, person_name, at, request_id, prev, payload_hash, hash)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ), payload as (
         insert into journal_payload (entry_id, salt, body, row_ids) values (?, ?, ?, cast(? as uuid[]))
       )
       update journal_head set seq = ?, hash = ? where organization_id = ?`,
      [meta.id, organizationId, meta.canteenId, seq, act.name, meta.personId, meta.personName, at, ctx.requestId, head.hash, payloadHash, hash, meta.id, salt, body, `{${own.map((row) => row.id).join(',')}}`, seq, hash, organizationId],
    );
  }
}

export interface JournalFault {
  /** `chain`: an entry was altered or is missing; `payload`: its content was; `row`: a record was changed behind the journal; `head`: the end was cut off. */
  kind: 'chain' | 'payload' | 'row' | 'head';
  seq: number | null;
  table: string | null;
  recordId: string | null;
  detail: string;
}

/** Rows compared at a time. */
const PAGE = 5000;

/** What the journal last said of a row. */
interface Said {
  digest: string | null;
  seq: number;
}

/**
 * Walks a chain from its first link, recomputes every hash, and compares every record with what the journal last said of it.
 * `exportedHead` is a head written down earlier (`seq:hash`); without one a cut tail is invisible. Reads one moment of the database,
 * so that what is written meanwhile is no fault; rows written many at a time are compared page by page, however many they are.
 */
export async function verifyChain(ctx: Ctx, organizationId: string, exportedHead: string | null): Promise<{ entries: number; rows: number; head: string; faults: JournalFault[] }> {
  return ctx.host.orm.em.fork().transactional((em) => walk(ctx, em as SqlEntityManager, organizationId, exportedHead), { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
}

async function walk(ctx: Ctx, em: SqlEntityManager, organizationId: string, exportedHead: string | null): Promise<{ entries: number; rows: number; head: string; faults: JournalFault[] }> {
  const faults: JournalFault[] = [];
  const fault = (kind: JournalFault['kind'], detail: string, seq: number | null = null, table: string | null = null, recordId: string | null = null) => {
    if (faults.length < 100) faults.push({ kind, seq, table, recordId, detail });
  };
  interface Stored {
    id: string; canteen_id: string | null; seq: number; act: string; person_id: string | null; person_name: string; at: string | Date; request_id: string;
    prev: string; payload_hash: string; hash: string; salt: string | null; body: string | null;
  }
  const last = new Map<string, Said & { table: string }>();
  /** Parts that the chain vouches for, with the place of their entry. */
  const parts = new Map<string, number>();
  const bulkTables = new Set<string>();
  const hashes = new Map<number, string>();
  const exportedSeq = exportedHead ? Number(exportedHead.split(':')[0]) : null;
  let prev = FIRST_PREV;
  let expected = 1;
  for (;;) {
    const entries = (await em.execute(
      `select e.id, e.canteen_id, e.seq, e.act, e.person_id, e.person_name, e.at, e.request_id, e.prev, e.payload_hash, e.hash, p.salt, p.body
         from journal_entry e left join journal_payload p on p.entry_id = e.id
        where e.organization_id = ? and e.seq >= ? order by e.seq limit 1000`,
      [organizationId, expected],
    )) as unknown as Stored[];
    if (!entries.length) break;
    for (const entry of entries) {
      if (entry.seq !== expected) fault('chain', `entry ${expected} is missing`, expected);
      if (entry.prev !== prev) fault('chain', 'does not follow the entry before it', entry.seq);
      const meta: EntryMetadata = {
        id: entry.id, organizationId, canteenId: entry.canteen_id, act: entry.act, personId: entry.person_id, personName: entry.person_name,
        at: new Date(entry.at).toISOString(), requestId: entry.request_id,
      };
      if (entryHashOf(entry.prev, entry.seq, meta, entry.payload_hash) !== entry.hash) fault('chain', 'the entry was altered', entry.seq);
      if (entry.body !== null && entry.salt !== null) {
        if (payloadHashOf(entry.salt, entry.body) !== entry.payload_hash) fault('payload', 'the content of the entry was altered', entry.seq);
        const body = JSON.parse(entry.body) as { rows: { table: string; id: string; digest: string | null }[]; bulk?: BulkPart[] };
        for (const row of body.rows) last.set(row.id, { table: row.table, digest: row.digest, seq: entry.seq });
        for (const part of body.bulk ?? []) {
          const [stored] = (await em.execute("select packed is null as withheld, encode(sha256(packed), 'hex') as digest from journal_bulk where id = ? and entry_id = ? and table_name = ?", [part.part, entry.id, part.table])) as unknown as { withheld: boolean; digest: string | null }[];
          if (!stored || (!stored.withheld && stored.digest !== part.digest)) fault('payload', 'a part of the content was altered', entry.seq, part.table);
          else if (!stored.withheld) parts.set(part.part, entry.seq);
          bulkTables.add(part.table);
        }
      }
      if (entry.seq === exportedSeq) hashes.set(entry.seq, entry.hash);
      prev = entry.hash;
      expected = entry.seq + 1;
    }
  }
  const entries = expected - 1;
  const [head] = (await em.execute('select seq, hash from journal_head where organization_id = ?', [organizationId])) as unknown as { seq: number; hash: string }[];
  if (head && (head.seq !== entries || head.hash !== prev)) fault('head', `the chain ends at ${entries}, its head says ${head.seq}`, head.seq);
  if (exportedHead && exportedSeq !== null) {
    const [, hash] = exportedHead.split(':');
    if (exportedSeq > entries) fault('head', `the exported head is entry ${exportedSeq}, the chain ends at ${entries}: the tail was cut`, exportedSeq);
    else if (exportedSeq > 0 && hashes.get(exportedSeq) !== hash) fault('head', 'the exported head is not in this chain', exportedSeq);
  }

  const tables = new Map<string, string[]>();
  for (const [id, { table }] of last) {
    const ids = tables.get(table);
    if (ids) ids.push(id);
    else tables.set(table, [id]);
  }
  const known = ctx.host.orm.getMetadata().getAll();
  const tenants = new Set<string>();
  for (const meta of known.values()) {
    // Also tables the journal never mentioned: a row slipped in beside the application is a fault too.
    if (meta.abstract || meta.embeddable || !(meta.class?.prototype instanceof TenantRow)) continue;
    tenants.add(meta.tableName);
    if (!tables.has(meta.tableName)) tables.set(meta.tableName, []);
  }
  for (const table of bulkTables) if (!tables.has(table)) tables.set(table, []);
  let compared = 0;
  for (const [table, ids] of tables) {
    const tell = (id: string, said: Said | undefined, digest: string | undefined) => {
      if (said?.digest) compared += 1;
      if (!said) fault('row', 'the record was written behind the journal', null, table, id);
      else if (said.digest === null && digest !== undefined) fault('row', 'the journal says it was removed, but it is there', said.seq, table, id);
      else if (said.digest !== null && digest === undefined) fault('row', 'the record is gone, and no act removed it', said.seq, table, id);
      else if (said.digest !== null && digest !== said.digest) fault('row', 'the record was changed behind the journal', said.seq, table, id);
    };
    if (!tenants.has(table)) {
      // Persons and the like belong to no organization: which of them this chain speaks of, only it knows.
      const said = bulkTables.has(table) ? await saidOf(em, organizationId, table, parts, FIRST_ID, LAST_ID) : new Map<string, Said>();
      for (const id of ids) {
        const own = last.get(id)!;
        const other = said.get(id);
        if (!other || other.seq <= own.seq) said.set(id, own);
      }
      const all = [...said.keys()];
      for (let from = 0; from < all.length; from += 1000) {
        const some = all.slice(from, from + 1000);
        const rows = (await em.execute(`select t.id, ${ROW_DIGEST('t')} as digest from "${table}" t where t.id = any(cast(? as uuid[]))`, [`{${some.join(',')}}`])) as unknown as { id: string; digest: string }[];
        const present = new Map(rows.map((row) => [row.id, row.digest]));
        for (const id of some) tell(id, said.get(id), present.get(id));
      }
      continue;
    }
    // In the order of the ids, both sides: what is present and what the journal knows.
    ids.sort();
    let at = 0;
    let after = FIRST_ID;
    for (let more = true; more; ) {
      const rows = (await em.execute(
        `select t.id, ${ROW_DIGEST('t')} as digest from "${table}" t where t.organization_id = ? and t.id > ? order by t.id limit ${PAGE}`,
        [organizationId, after],
      )) as unknown as { id: string; digest: string }[];
      more = rows.length === PAGE;
      const upTo = more ? rows.at(-1)!.id : LAST_ID;
      const said = bulkTables.has(table) ? await saidOf(em, organizationId, table, parts, after, upTo) : new Map<string, Said>();
      for (; at < ids.length && ids[at]! <= upTo; at++) {
        const own = last.get(ids[at]!)!;
        const other = said.get(ids[at]!);
        if (!other || other.seq <= own.seq) said.set(ids[at]!, own);
      }
      for (const row of rows) {
        tell(row.id, said.get(row.id), row.digest);
        said.delete(row.id);
      }
      for (const [id, missing] of said) tell(id, missing, undefined);
      after = upTo;
    }
  }
  return { entries, rows: compared, head: `${entries}:${prev}`, faults };
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What bulk entries say of the rows of a table within these ids; of two, the later one. */
async function saidOf(em: SqlEntityManager, organizationId: string, table: string, parts: ReadonlyMap<string, number>, after: string, upTo: string): Promise<Map<string, Said>> {
  const said = new Map<string, Said>();
  const found = (await em.execute(
    'select id, packed from journal_bulk where organization_id = ? and table_name = ? and first_id <= ? and last_id > ? and packed is not null',
    [organizationId, table, upTo, after],
  )) as unknown as { id: string; packed: Buffer }[];
  for (const { id: part, packed } of found) {
    const seq = parts.get(part);
    if (seq === undefined) continue;
    for (let at = 0; at < packed.length; at += PACKED_ROW) {
      const { id, digest } = unpack(packed, at);
      if (id <= after || id > upTo) continue;
      const known = said.get(id);
      if (!known || known.seq <= seq) said.set(id, { digest: digest === GONE ? null : digest, seq });
    }
  }
  return said;
}

/** Entries that wrote this record among many. */
export async function bulkEntriesOf(em: SqlEntityManager, recordId: string): Promise<string[]> {
  const found = (await em.execute('select entry_id, packed from journal_bulk where first_id <= ? and last_id >= ? and packed is not null', [recordId, recordId])) as unknown as { entry_id: string; packed: Buffer }[];
  return found.filter(({ packed }) => holds(packed, recordId)).map(({ entry_id }) => entry_id);
}
