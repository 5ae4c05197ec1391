// Writes rows that it holds in memory into one workbook, says how long that took, and does nothing else.
// export-from-memory.ts LIBRARY ROWS.json COUNT FILE
import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre';
import { writeBook, type SheetColumn } from '@canteen/platform';

const [library, held, given, file] = process.argv.slice(2) as [string, string, string, string];
const count = Number(given);
const { kinds, rows } = JSON.parse(readFileSync(held, 'utf8')) as { kinds: string[]; rows: string[][] };
const KINDS: Readonly<Record<string, SheetColumn['kind']>> = { text: 'text', number: 'number', 'style 2': 'money', 'style 3': 'rate', 'style 4': 'day', 'style 5': 'instant', 'style 6': 'time' };
const CHUNK = 1000;

async function* chunks(): AsyncGenerator<string[][]> {
  for (let written = 0; written < count; written += CHUNK) {
    const from = written % rows.length;
    yield rows.slice(from, from + Math.min(CHUNK, count - written));
  }
}

function ours(): Readable {
  const columns = kinds.map((kind, at): SheetColumn => ({ title: `列${at}`, kind: KINDS[kind]!, width: 14, at, ...(kind === 'style 2' ? { total: true } : {}) }));
  return writeBook({ title: '台账', institution: '量度学校', author: '林秤', at: new Date(), lang: 'zh', sheets: [{ name: '台账', columns, count, rows: chunks() }], about: () => [] });
}

function hucre(): Readable {
  const days = (text: string) => new Date((Number(text) - 25_569) * 86_400_000);
  const typed = rows.map((row) => row.map((text, at) => (kinds[at] === 'text' ? text : kinds[at] === 'style 4' || kinds[at] === 'style 5' ? days(text) : Number(text))));
  const all = function* () {
    for (let n = 0; n < count; n++) yield typed[n % typed.length]!;
  };
  return Readable.fromWeb(writeXlsxStream(all() as never, { name: '台账', columns: kinds.map((_, at) => ({ header: `列${at}` })) } as never) as never);
}

const started = performance.now();
const used = process.cpuUsage();
const hash = createHash('sha256');
await pipeline(
  library === 'hucre' ? hucre() : ours(),
  async function* (bytes: AsyncIterable<Buffer>) {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  },
  createWriteStream(file),
);
const written = await open(file, 'r+');
await written.sync();
await written.close();
hash.digest();
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ ms: performance.now() - started, cpu: (user + system) / 1e6 }));
