import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { LocalDate } from '@canteen/kernel';
import type { House } from './house.ts';
import { cpuSeconds, median, ratios, rssMb, type Report, type Sample } from './measure.ts';

/** Lines of one delivery; a canteen gets some two dozen a day. */
const LINES = 12;
const HEADINGS = ['进货日期', '产品名称', '规格', '数量', '单位', '单价', '生产批号', '生产日期', '保质期至', '生产者', '供货者', '单据号', '到货温度', '外观', '记录人'];

/** A year of goods receipts as a spreadsheet keeps them, before the canteen began to keep them here. */
function ledger(rows: number, suppliers: readonly string[], ingredients: readonly string[], before: LocalDate): Buffer {
  const lines = [HEADINGS.join(',')];
  const perDay = Math.max(LINES, Math.ceil(rows / 365 / LINES) * LINES);
  for (let n = 0; n < rows; n++) {
    const delivery = Math.floor(n / LINES);
    const day = before.plusDays(-1 - Math.floor(n / perDay));
    lines.push([
      day, ingredients[(n * 7) % ingredients.length], '10公斤/箱', ((1 + (n * 13) % 400) / 8).toFixed(3), '千克', ((200 + (n * 31) % 3000) / 100).toFixed(2), `H${n}`,
      day.plusDays(-2), day.plusDays(28), `${n % 17}号农场`, suppliers[(delivery * 11) % suppliers.length], `SH${delivery}`, '', '合格', '林秤',
    ].join(','));
  }
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

interface Round extends Sample {
  check: number;
}

/** One import from the moment it runs to its last word, against COPY of the very same rows into the same tables. */
export async function benchImport(house: House, rows: number, rounds: number): Promise<Report> {
  const client = new pg.Client({ connectionString: house.databaseUrl });
  await client.connect();
  const pid = house.running.child.pid!;
  const roots = [pid, house.postgresPid];
  const headers = { cookie: house.cookie };
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const response = await fetch(`http://127.0.0.1:${house.port}/graphql`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data: Record<string, any> | null; errors?: unknown };
    const answer = Object.values(data ?? {})[0] as { record?: unknown; errors?: unknown[] } | undefined;
    if (!answer || answer.errors?.length) throw new Error(`The import could not be asked for: ${JSON.stringify(errors ?? answer)}`);
    return (answer.record ?? answer) as Record<string, any>;
  };
  const RECORD = 'id version state mapping creates refused problems { message } work { state failure startedAt finishedAt }';
  const ended = async (id: string) => {
    for (;;) {
      await setTimeout(100);
      const record = await ask(`query($id: ID!) { import(id: $id) { ${RECORD} } }`, { id });
      if (!['QUEUED', 'RUNNING'].includes(record['work'].state) && !['CHECKING', 'IMPORTING'].includes(record['state'])) return record;
    }
  };
  const took = ({ work }: Record<string, any>) => new Date(work.finishedAt).getTime() - new Date(work.startedAt).getTime();

  const names = async (table: string) => (await client.query<{ name: string }>(`select name_zh as name from ${table} order by id`)).rows.map(({ name }) => name);
  const { rows: [first] } = await client.query<{ day: string }>('select min(occurred_at)::date::text as day from goods_receipt');
  const sheet = ledger(rows, await names('supplier'), await names('ingredient'), LocalDate.of(first!.day));

  const ours = async (): Promise<Round & { import: string }> => {
    const sent = await fetch(`http://127.0.0.1:${house.port}/files`, { method: 'POST', headers: { ...headers, 'content-type': 'application/octet-stream', 'x-file-name': 'ledger.csv', 'x-file-purpose': 'sheet' }, body: new Uint8Array(sheet) });
    const { id: file } = (await sent.json()) as { id: string };
    const made = await ask(`mutation($input: CreateImportInput!) { createImport(input: $input) { record { ${RECORD} } errors { code message } } }`, { input: { kind: 'receiptHistory', file, canteen: house.canteen } });
    await ask(`mutation($id: ID!, $version: Int!, $mapping: Json!) { mapImport(id: $id, version: $version, mapping: $mapping) { record { id } errors { code message } } }`, { id: made['id'], version: made['version'], mapping: made['mapping'] });
    const checked = await ended(made['id']);
    if (checked['creates'] !== rows) throw new Error(`${rows} rows were to be new, but the check found ${JSON.stringify(checked)}.`);
    const before = cpuSeconds(roots);
    await ask('mutation($id: ID!, $version: Int!) { runImport(id: $id, version: $version) { record { id } errors { code message } } }', { id: checked['id'], version: checked['version'] });
    const done = await ended(checked['id']);
    const after = cpuSeconds(roots);
    if (done['state'] !== 'IMPORTED') throw new Error(`The import ended as ${JSON.stringify(done)}.`);
    const ms = took(done);
    return { rate: (rows / ms) * 1000, p99: ms, cpu: before === null || after === null ? null : after - before, check: took(checked), import: done['id'] };
  };
  const TABLES = ['goods_receipt', 'receipt_line'] as const;
  const kept = (table: string, id: string) => (table === 'goods_receipt' ? `select * from goods_receipt where import_id = '${id}'` : `select l.* from receipt_line l join goods_receipt r on r.id = l.receipt_id where r.import_id = '${id}'`);
  /** Neither side finds the rows of the other, nor the holes that they left. */
  const clear = async (id: string) => {
    await client.query(`delete from receipt_line l using goods_receipt r where r.id = l.receipt_id and r.import_id = '${id}'`);
    await client.query(`delete from goods_receipt where import_id = '${id}'`);
    await client.query('vacuum analyze goods_receipt, receipt_line');
    await client.query('checkpoint');
  };
  try {
    const { rows: [folder] } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    const at = (table: string) => `'${folder!.folder}/bench-${table}.copy'`;
    const theirs = async (id: string): Promise<Sample> => {
      const before = cpuSeconds(roots);
      const started = performance.now();
      await client.query('begin');
      for (const table of TABLES) await client.query(`copy ${table} from ${at(table)}`);
      await client.query('commit');
      const ms = performance.now() - started;
      const after = cpuSeconds(roots);
      const { rows: [counted] } = await client.query<{ count: number }>(`select count(*)::int as count from (${kept('receipt_line', id)}) l`);
      if (counted!.count !== rows) throw new Error(`${rows} lines were to be copied, but got ${counted!.count}.`);
      return { rate: (rows / ms) * 1000, p99: ms, cpu: before === null || after === null ? null : after - before };
    };
    const measured: { ours: Round; theirs: Sample }[] = [];
    // Once unmeasured: the server's code is warm for both, as that of a server that has run for a day.
    for (let round = -1; round < rounds; round++) {
      const own = await ours();
      for (const table of TABLES) await client.query(`copy (${kept(table, own.import)}) to ${at(table)}`);
      await clear(own.import);
      const other = await theirs(own.import);
      await clear(own.import);
      if (round >= 0) measured.push({ ours: own, theirs: other });
    }
    const seconds = (values: number[]) => (median(values) / 1000).toFixed(1);
    return {
      name: 'import',
      against: 'COPY of the same rows into the same tables, with their constraints and indexes',
      ...ratios(measured),
      rssMb: rssMb(pid),
      ours: `${Math.round(median(measured.map((round) => round.ours.rate)))}/s, ${seconds(measured.map((round) => round.ours.p99))} s`,
      theirs: `${Math.round(median(measured.map((round) => round.theirs.rate)))}/s, ${seconds(measured.map((round) => round.theirs.p99))} s`,
      notes: [`import: ${rows} lines in ${Math.ceil(rows / LINES)} receipts out of a CSV file of ${HEADINGS.length} columns; from running to done, with reading, judging, writing and the journal in one act. The check before it took ${seconds(measured.map((round) => round.ours.check))} s.`],
    };
  } finally {
    await client.end();
  }
}
