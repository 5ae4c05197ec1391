// A long list is read and written in a thread of its own, with little memory of its own: what a kitchen asks meanwhile does not
// wait for a million rows, and if the writing ever needs more than it was given, it fails and the server stays.
// Plain modules only: nothing of the application is loaded here.
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { Lang } from '@canteen/kernel';
import { writeCsv } from './csv.ts';
import { readCursor, type Reading, type Reads, type Texts } from './cursor.ts';
import { writeJsonLines, type DataColumn } from './jsonl.ts';
import { columnsFrom, type WiredColumn } from './wired.ts';
import { writeBook } from './xlsx.ts';

/** What is to be written, as data. */
export interface WriteOrder {
  reads: Reads;
  /** Where ids stand whose every read is on record. */
  logged: readonly { entity: string; at: number }[];
  format: 'XLSX' | 'CSV' | 'JSONL';
  columns: readonly WiredColumn[];
  data: readonly DataColumn[];
  title: string;
  institution: string;
  author: string;
  at: Date;
  lang: Lang;
  /** Lines of the last sheet; what is known only here is named by its key. */
  about: readonly (readonly [string, string | { of: 'rows' | 'journal' }])[];
  digest: string;
}

export type FromWriter =
  | { begun: { count: number; journalHead: string | null } }
  | { read: number; ids: Readonly<Record<string, readonly string[]>> }
  | { bytes: Uint8Array }
  | { done: true };

/** Bytes that are gathered before they are handed over. */
const PIECE = 256 * 1024;

const order = workerData as WriteOrder;
const port = parentPort!;

/** Handed over, and taken: whoever receives it decides how fast this goes. */
async function tell(message: FromWriter, transfer: readonly ArrayBuffer[] = []): Promise<void> {
  port.postMessage(message, [...transfer]);
  await once(port, 'message');
}

async function* told({ rows }: Reading): AsyncGenerator<readonly Texts[]> {
  let read = 0;
  for await (const chunk of rows) {
    const ids: Record<string, string[]> = {};
    for (const { entity, at } of order.logged) ids[entity] = [...new Set([...(ids[entity] ?? []), ...chunk.flatMap((texts) => texts[at] ?? [])])];
    read += chunk.length;
    const taken = turn(() => tell({ read, ids }));
    yield chunk;
    // Said before the rows are written, and heard before the next ones are.
    await taken;
  }
}

/** One message at a time, whoever sends it. */
let last: Promise<void> = Promise.resolve();
function turn(send: () => Promise<void>): Promise<void> {
  last = last.then(send);
  return last;
}

function writeAll(reading: Reading): Readable {
  const rows = told(reading);
  const { title, institution, author, at, lang } = order;
  if (order.format === 'JSONL') return Readable.from(writeJsonLines(order.data, rows), { objectMode: false });
  const columns = columnsFrom(order.columns);
  if (order.format === 'CSV') return Readable.from(writeCsv(columns, rows), { objectMode: false });
  const known = { rows: String(reading.count), journal: reading.journalHead ?? '-' };
  return writeBook({
    title, institution, author, at, lang,
    sheets: [{ name: title, columns, count: reading.count, rows }],
    about: (parts) => [
      ...order.about.map(([label, value]) => [label, typeof value === 'string' ? value : known[value.of]] as const),
      ...parts.map(({ part, sha256 }) => [`${order.digest} ${part}`, sha256] as const),
    ],
  });
}

await readCursor(order.reads, null, async (reading) => {
  await turn(() => tell({ begun: { count: reading.count, journalHead: reading.journalHead } }));
  let gathered: Buffer[] = [];
  let size = 0;
  const pass = async () => {
    // A copy of its own, which can be given away.
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of gathered) {
      bytes.set(part, at);
      at += part.length;
    }
    gathered = [];
    size = 0;
    await turn(() => tell({ bytes }, [bytes.buffer]));
  };
  for await (const chunk of writeAll(reading) as AsyncIterable<Buffer>) {
    gathered.push(chunk);
    size += chunk.length;
    if (size >= PIECE) await pass();
  }
  if (size) await pass();
});
await turn(() => tell({ done: true }));
port.close();
