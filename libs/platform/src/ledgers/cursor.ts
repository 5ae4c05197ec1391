// Runs in a thread of its own as well: only types of other files are named here.
import pg from 'pg';

/** What is read, in SQL; nothing of it comes from outside unescaped. */
export interface Reads {
  database: string;
  /** Answers one number. Null: nothing is visible. */
  count: string | null;
  rows: string;
  /** Whose journal's head is read in the same snapshot. */
  organizationId: string;
}

export type Texts = readonly (string | null)[];

export interface Reading {
  /** `seq:hash` of the institution's journal in the same snapshot. */
  journalHead: string | null;
  /** How many rows there are; counted in the same snapshot in which they are read. */
  count: number;
  rows: AsyncGenerator<readonly Texts[], void>;
}

/** Rows that PostgreSQL hands over at once: some hundred kilobytes. */
const FETCH = 1000;

/**
 * Reads a list row by row, in one snapshot, on a connection of its own, so that no act waits while a long ledger is written.
 * Every value comes as a text, in the form that the statement gave it: no object is made for a cell.
 */
export async function readCursor<T>(reads: Reads, signal: AbortSignal | null, use: (reading: Reading) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: reads.database, options: '-c TimeZone=UTC -c DateStyle=ISO', application_name: 'canteen export' });
  // A broken connection is told by the statement that meets it.
  client.on('error', () => undefined);
  await client.connect();
  const stop = () => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await client.query('begin isolation level repeatable read read only');
    const head = await client.query<{ head: string }>("select seq || ':' || hash as head from journal_head where organization_id = $1", [reads.organizationId]);
    const journalHead = head.rows[0]?.head ?? null;
    if (reads.count === null) return await use({ journalHead, count: 0, rows: nothing() });
    const { rows: [counted] } = await client.query<[string]>({ text: reads.count, rowMode: 'array' });
    // All rows are wanted, but they are written while the next are read: a plan that begins at once keeps both busy.
    await client.query('set local cursor_tuple_fraction = 0.1');
    await client.query("set local work_mem = '64MB'");
    await client.query('set local jit = off');
    await client.query(`declare ledger no scroll cursor for ${reads.rows}`);
    return await use({ journalHead, count: Number(counted![0]), rows: fetchAll(client) });
  } finally {
    signal?.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

async function* nothing(): AsyncGenerator<readonly Texts[], void> {}

const asText = { getTypeParser: () => (value: string | Buffer) => value };

async function* fetchAll(client: pg.Client): AsyncGenerator<readonly Texts[], void> {
  const fetch = async () => (await client.query<(string | null)[]>({ text: `fetch ${FETCH} from ledger`, rowMode: 'array', types: asText as never })).rows;
  let next = fetch();
  for (;;) {
    const rows = await next;
    if (rows.length < FETCH) {
      if (rows.length) yield rows;
      return;
    }
    // The database gets the next rows ready while these are written.
    next = fetch();
    next.catch(() => undefined);
    yield rows;
  }
}
