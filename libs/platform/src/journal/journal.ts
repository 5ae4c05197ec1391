import { createHash, randomBytes } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { uuidv7 } from '@canteen/kernel';
import type { ActState, Ctx } from '../ctx.ts';
import { placeOf } from '../ctx.ts';
import { TenantRow } from '../row.ts';

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
export const ROW_DIGEST = (alias: string) => `encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb(${alias}))::text, 'UTF8')), 'hex')`;

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
  if (!rows.length) return;

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
  for (const organizationId of [...new Set(rows.map((row) => row.organizationId))].sort()) {
    const own = rows.filter((row) => row.organizationId === organizationId);
    const body = JSON.stringify({
      note: act.note,
      rows: own.map((row) => ({ table: row.table, record: row.entity, id: row.id, op: row.op, ...(row.fields.length ? { fields: row.fields } : {}), digest: digests.get(row.id) ?? null })),
    });
    const head = await lockHead(em, organizationId);
    // What was done in several canteens at once is the institution's: the reader of one would learn of the others.
    const canteens = new Set(own.flatMap((row) => row.canteenId ?? []));
    const meta: EntryMetadata = {
      id: uuidv7(at),
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

/**
 * Walks a chain from its first link, recomputes every hash, and compares every record with what the journal last said of it.
 * `exportedHead` is a head written down earlier (`seq:hash`); without one a cut tail is invisible.
 */
export async function verifyChain(ctx: Ctx, organizationId: string, exportedHead: string | null): Promise<{ entries: number; rows: number; head: string; faults: JournalFault[] }> {
  const em = ctx.em;
  const faults: JournalFault[] = [];
  const fault = (kind: JournalFault['kind'], detail: string, seq: number | null = null, table: string | null = null, recordId: string | null = null) => {
    if (faults.length < 100) faults.push({ kind, seq, table, recordId, detail });
  };
  interface Stored {
    id: string; canteen_id: string | null; seq: number; act: string; person_id: string | null; person_name: string; at: string | Date; request_id: string;
    prev: string; payload_hash: string; hash: string; salt: string | null; body: string | null;
  }
  const last = new Map<string, { table: string; digest: string | null; seq: number }>();
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
        const body = JSON.parse(entry.body) as { rows: { table: string; id: string; digest: string | null }[] };
        for (const row of body.rows) last.set(row.id, { table: row.table, digest: row.digest, seq: entry.seq });
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
  for (const [id, { table }] of last) tables.set(table, [...(tables.get(table) ?? []), id]);
  const known = ctx.host.orm.getMetadata().getAll();
  for (const meta of known.values()) {
    // Also tables the journal never mentioned: a row slipped in beside the application is a fault too.
    if (meta.abstract || meta.embeddable || !(meta.class?.prototype instanceof TenantRow)) continue;
    if (!tables.has(meta.tableName)) tables.set(meta.tableName, []);
  }
  for (const [table, ids] of tables) {
    const tenant = [...known.values()].some((meta) => meta.tableName === table && meta.class?.prototype instanceof TenantRow);
    const present = new Map<string, string>();
    if (tenant) {
      const rows = (await em.execute(`select t.id, ${ROW_DIGEST('t')} as digest from "${table}" t where t.organization_id = ?`, [organizationId])) as unknown as { id: string; digest: string }[];
      for (const row of rows) present.set(row.id, row.digest);
    } else {
      for (let from = 0; from < ids.length; from += 1000) {
        const some = ids.slice(from, from + 1000);
        const rows = (await em.execute(`select t.id, ${ROW_DIGEST('t')} as digest from "${table}" t where t.id in (${some.map(() => '?').join(',')})`, some)) as unknown as { id: string; digest: string }[];
        for (const row of rows) present.set(row.id, row.digest);
      }
    }
    for (const id of ids) {
      const said = last.get(id)!;
      if (said.digest === null) {
        if (present.has(id)) fault('row', 'the journal says it was removed, but it is there', said.seq, table, id);
      } else if (!present.has(id)) fault('row', 'the record is gone, and no act removed it', said.seq, table, id);
      else if (present.get(id) !== said.digest) fault('row', 'the record was changed behind the journal', said.seq, table, id);
    }
    if (tenant) for (const id of present.keys()) if (!last.has(id)) fault('row', 'the record was written behind the journal', null, table, id);
  }
  return { entries, rows: last.size, head: `${entries}:${prev}`, faults };
}
