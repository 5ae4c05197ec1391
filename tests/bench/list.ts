import { deepStrictEqual } from 'node:assert';
import { startBare } from './children.ts';
import type { House, Size } from './house.ts';
import { load, once, request, type Load, type Target } from './load.ts';
import { cpuSeconds, median, ratios, rssMb, type Report, type Sample } from './measure.ts';

/** As the console asks: the newest first, with how many there are. */
const QUERY = `query goodsReceipts($page: PageInput, $sort: SortInput, $filter: GoodsReceiptFilter) {
  goodsReceipts(page: $page, sort: $sort, filter: $filter) { total items {
    id number state occurredAt recordedAt lateEntry
    supplier { id name { zh en } } receivedBy { id name } checkedBy { id name } total { amount currency }
    lines { id lineNo ingredient { id name { zh en } } delivered { value unit } unitPrice { amount currency unit } amount { amount currency } expiryDate verdict }
  } }
}`;
const SIZE = 20;

export interface Effort {
  rounds: number;
  seconds: number;
}

export async function benchList(house: House, size: Size, { rounds, seconds }: Effort): Promise<Report> {
  const bare = await startBare('bare-list.mjs', { BENCH_DATABASE: house.databaseUrl });
  try {
    const pages = Array.from({ length: Math.floor(size.receipts / SIZE) }, (_, n) => n + 1);
    const ours: Target = {
      port: house.port,
      requests: pages.map((number) => request('POST', '/graphql', { 'Content-Type': 'application/json', Cookie: house.cookie }, JSON.stringify({
        operationName: 'goodsReceipts', query: QUERY, variables: { page: { number, size: SIZE }, sort: { field: 'occurredAt', order: 'DESC' }, filter: { canteen: house.canteen } },
      }))),
    };
    const theirs: Target = { port: bare.port, requests: pages.map((page) => request('GET', `/?page=${page}&canteen=${house.canteen}`, {})) };
    // Two answers can only be compared where they say the same.
    for (const at of [0, pages.length - 1]) {
      deepStrictEqual(JSON.parse(String(await once(ours.port, ours.requests[at]!))), JSON.parse(String(await once(theirs.port, theirs.requests[at]!))));
    }
    const plan: Load = { connections: 8, seconds };
    const sides = { ours: { target: ours, pid: house.running.child.pid! }, theirs: { target: theirs, pid: bare.child.pid! } };
    const measured = await interleave(rounds, async (side) => {
      const { target, pid } = sides[side];
      const roots = [pid, house.postgresPid];
      const before = cpuSeconds(roots);
      const run = await load(target, plan);
      const after = cpuSeconds(roots);
      return { rate: run.requests / run.seconds, p99: run.p99, cpu: before === null || after === null ? null : (after - before) / run.requests, asking: run.asking };
    });
    return {
      name: 'list',
      against: 'one SQL statement (json_agg) behind a bare node server, same PostgreSQL',
      ...ratios(measured),
      rssMb: rssMb(house.running.child.pid!),
      ours: `${Math.round(median(measured.map((round) => round.ours.rate)))}/s, p99 ${Math.round(median(measured.map((round) => round.ours.p99)))} ms`,
      theirs: `${Math.round(median(measured.map((round) => round.theirs.rate)))}/s, p99 ${Math.round(median(measured.map((round) => round.theirs.p99)))} ms`,
      notes: [`list: ${SIZE} receipts with supplier and ${size.lines} lines with ingredients each, and their number; ${plan.connections} kept connections; ours with session, scope and permissions, theirs with none.`],
    };
  } finally {
    await bare.end();
  }
}

/** Warms both sides unless the work is long enough to, then measures them in turn, each first in every other round. */
export async function interleave<S extends Sample>(rounds: number, measure: (side: 'ours' | 'theirs') => Promise<S>, warm = true): Promise<{ ours: S; theirs: S }[]> {
  if (warm) {
    await measure('ours');
    await measure('theirs');
  }
  const measured: { ours: S; theirs: S }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [first, second] = round % 2 ? (['theirs', 'ours'] as const) : (['ours', 'theirs'] as const);
    const one = await measure(first);
    const two = await measure(second);
    measured.push(first === 'ours' ? { ours: one, theirs: two } : { ours: two, theirs: one });
  }
  return measured;
}
