import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openPromise } from 'yauzl';
import pg from 'pg';
import type { House } from './house.ts';
import { interleave } from './list.ts';
import { cpuSeconds, median, ratios, rssMb, type Report } from './measure.ts';

/** What a canteen's office would keep of each line: fifteen columns, nineteen cells, figures, days, moments and words. */
const COLUMNS = [
  'occurredAt', 'receipt', 'lineNo', 'product', 'category', 'brand', 'delivered', 'supplierLot', 'productionDate', 'expiryDate', 'supplier', 'arrivalTemperature', 'unitPrice', 'amount', 'verdict',
];
/** Rows of the real list that the competitor holds in memory and writes over and over, until there are as many. */
const HELD = 20_000;

export async function benchExport(house: House, rows: number, rounds: number): Promise<Report> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'canteen-export-'));
  const pid = house.running.child.pid!;
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const response = await fetch(`http://127.0.0.1:${house.port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: house.cookie }, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data: Record<string, any> | null; errors?: unknown };
    if (!data) throw new Error(`The export could not be asked for: ${JSON.stringify(errors)}`);
    return data;
  };
  try {
    await multiply(house, rows);
    // What a start leaves behind is collected when nobody asks for anything; it is no part of an export.
    await setTimeout(rows > 100_000 ? 20_000 : 0);
    let peak = 0;
    let sha256 = '';
    const ours = async () => {
      const before = cpuSeconds([pid, house.postgresPid]);
      const { record, errors } = (await ask('mutation($input: ExportInput!) { exportLedger(input: $input) { record { id } errors { code message } } }', {
        input: { ledger: 'receiptLines', format: 'XLSX', language: 'zh', columns: COLUMNS, sort: { field: 'occurredAt' } },
      }))['exportLedger'];
      if (!record) throw new Error(`The export was refused: ${JSON.stringify(errors)}`);
      for (;;) {
        for (let n = 0; n < 10; n++) {
          peak = Math.max(peak, rssMb(pid) ?? 0);
          await setTimeout(20);
        }
        const found = (await ask('query($id: ID!) { export(id: $id) { rows sha256 work { state failure startedAt finishedAt } } }', { id: record.id }))['export'];
        const { state, failure, startedAt, finishedAt } = found.work;
        if (state === 'FAILED' || state === 'CANCELLED') throw new Error(`The export ended as ${state}: ${failure}`);
        if (state !== 'DONE') continue;
        if (found.rows !== rows) throw new Error(`${rows} rows were to be exported, but got ${found.rows}.`);
        const after = cpuSeconds([pid, house.postgresPid]);
        sha256 = found.sha256 as string;
        const took = new Date(finishedAt).getTime() - new Date(startedAt).getTime();
        return { rate: (rows / took) * 1000, p99: took, cpu: before === null || after === null ? null : after - before };
      }
    };
    await ours();
    const held = path.join(folder, 'rows.json');
    // From the store itself: what a download costs is no matter here.
    const counted = await readBack(path.join(house.env['DATA_DIR']!, 'files/content', sha256.slice(0, 2), sha256.slice(2, 4), sha256), held);
    if (counted !== rows) throw new Error(`The sheet was to hold ${rows} rows, but holds ${counted}.`);
    const theirs = async (library: 'ours' | 'hucre' = 'ours') => {
      const { ms, cpu } = await writer(library, held, rows, path.join(folder, `theirs-${library}.xlsx`));
      return { rate: (rows / ms) * 1000, p99: ms, cpu };
    };
    const measured = await interleave(rounds, (side) => (side === 'ours' ? ours() : theirs()), false);
    const other = await theirs('hucre');
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    return {
      name: 'export',
      against: 'the same XLSX writer fed from memory, in a process of its own',
      ...ratios(measured),
      rssMb: peak,
      ours: seconds(median(measured.map((round) => round.ours.p99))),
      theirs: seconds(median(measured.map((round) => round.theirs.p99))),
      notes: [
        `export: ${rows} receipt lines, ${COLUMNS.length} columns, asked for by GraphQL and written by the job: list, guards, one cursor, XLSX, digest, store; rssMb is the highest of the server while it did so, from rest. For comparison, hucre's own stream writer with the same rows from memory: ${seconds(other.p99)}, without filter, heading style, totals or widths.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As many lines as asked for, straight into the tables like the rest of the house. */
async function multiply({ databaseUrl, canteen }: House, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: [there] } = await client.query<{ count: string }>('select count(*) from receipt_line where canteen_id = $1', [canteen]);
    const missing = rows - Number(there!.count);
    if (missing < 0) throw new Error(`There are ${there!.count} lines already, more than the ${rows} to be exported.`);
    await client.query('begin');
    await client.query(
      `insert into goods_receipt (id, organization_id, recorded_at, canteen_id, occurred_at, recorded_by_id, late_entry, number, supplier_id, state, received_by_id, checked_by_id, checked_at, total_fen, total_currency)
       select uuidv7(), r.organization_id, r.recorded_at - n * interval '3 seconds', r.canteen_id, r.occurred_at - n * interval '3 seconds', r.recorded_by_id, false, 'GX-' || n || '-' || r.number, r.supplier_id, r.state, r.received_by_id, r.checked_by_id, r.checked_at, r.total_fen, r.total_currency
         from generate_series(1, (ceil($2::numeric / (select count(*) from receipt_line where canteen_id = $1)))::int) n, goods_receipt r where r.canteen_id = $1`,
      [canteen, missing],
    );
    await client.query(
      `insert into receipt_line (id, organization_id, recorded_at, canteen_id, receipt_id, line_no, ingredient_id, brand, supplier_lot, production_date, expiry_date,
         delivered_value, delivered_unit, unit_price_amount, unit_price_currency, unit_price_unit, amount_fen, amount_currency, arrival_temperature, earlier_temperatures, appearance_ok, verdict)
       select uuidv7(), l.organization_id, l.recorded_at, l.canteen_id, c.id, l.line_no, l.ingredient_id, l.brand, l.supplier_lot, l.production_date, l.expiry_date,
         l.delivered_value, l.delivered_unit, l.unit_price_amount, l.unit_price_currency, l.unit_price_unit, l.amount_fen, l.amount_currency, l.arrival_temperature, l.earlier_temperatures, l.appearance_ok, l.verdict
         from goods_receipt c join goods_receipt r on r.number = substring(c.number from 'GR-.*') and r.canteen_id = c.canteen_id join receipt_line l on l.receipt_id = r.id
        where c.canteen_id = $1 and c.number like 'GX-%' limit $2`,
      [canteen, missing],
    );
    await client.query('commit');
    await client.query('vacuum analyze goods_receipt, receipt_line');
  } finally {
    await client.end();
  }
}

const NAMED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Counts the rows of our own sheet and keeps the first of them as texts, for the competitor to write. */
async function readBack(workbook: string, held: string): Promise<number> {
  const zip = await openPromise(workbook, { lazyEntries: true });
  const kept: (string | null)[][] = [];
  let kinds: string[] = [];
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'xl/worksheets/sheet1.xml') continue;
    let rest = '';
    for await (const chunk of (await zip.openReadStreamPromise(entry)).setEncoding('utf8') as AsyncIterable<string>) {
      const parts = (rest + chunk).split('</row>');
      rest = parts.pop()!;
      for (const row of parts) {
        const number = Number(/<row r="(\d+)">/.exec(row)![1]);
        // The heading, and the totals, which alone hold a formula.
        if (number === 1 || row.includes('<f>')) continue;
        count += 1;
        if (kept.length < HELD) {
          const cells = [...row.matchAll(/<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="inlineStr")?>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/g)];
          if (!kinds.length) kinds = cells.map((cell) => (cell[4] !== undefined ? 'text' : cell[2] === undefined ? 'number' : `style ${cell[2]}`));
          kept.push(cells.map((cell) => cell[3] ?? cell[4]!.replace(/&\w+;/g, (named) => NAMED[named]!)));
        }
      }
    }
  }
  writeFileSync(held, JSON.stringify({ kinds, rows: kept }));
  return count;
}

/** The competitor: the same rows, from memory, in a process that does nothing else. */
async function writer(library: string, held: string, rows: number, file: string): Promise<{ ms: number; cpu: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'export-from-memory.ts'), library, held, String(rows), file], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The competitor ended with ${code}.`);
  return JSON.parse(said) as { ms: number; cpu: number };
}
