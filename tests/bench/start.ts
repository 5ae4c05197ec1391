import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startProcess } from '../support/process.ts';
import { startBare } from './children.ts';
import type { House } from './house.ts';
import { once, request } from './load.ts';
import { cpuSeconds, median, ratios, rssMb, type Report } from './measure.ts';
import { interleave } from './list.ts';

/** From the start of the process to its first answer; the house's server must have been stopped. */
export async function benchStart(house: House, rounds: number): Promise<Report> {
  let rss: number | null = null;
  const start = {
    ours: async () => {
      const started = performance.now();
      const running = await startProcess(house.env);
      try {
        await once(Number(new URL(running.address).port), request('GET', '/', {}));
        const took = performance.now() - started;
        rss = rssMb(running.child.pid!);
        const postgres = Number(readFileSync(path.join(house.env['DATA_DIR']!, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
        return { took, cpu: cpuSeconds([running.child.pid!, postgres]) };
      } finally {
        await running.end('SIGTERM');
      }
    },
    theirs: async () => {
      const started = performance.now();
      const bare = await startBare('bare-server.mjs');
      try {
        await once(bare.port, request('GET', '/', {}));
        return { took: performance.now() - started, cpu: cpuSeconds([bare.child.pid!]) };
      } finally {
        await bare.end();
      }
    },
  };
  const measured = await interleave(rounds, async (side) => {
    const { took, cpu } = await start[side]();
    return { rate: 1000 / took, p99: took, cpu };
  });
  const slowest = (side: 'ours' | 'theirs') => Math.max(...measured.map((round) => round[side].p99));
  return {
    name: 'start',
    against: 'a bare node server',
    ...ratios(measured),
    // So few starts have no hundredth part: the slowest ones are compared.
    p99Ratio: Number((slowest('theirs') / slowest('ours')).toPrecision(3)),
    rssMb: rss,
    ours: `${Math.round(median(measured.map((round) => round.ours.p99)))} ms`,
    theirs: `${Math.round(median(measured.map((round) => round.theirs.p99)))} ms`,
    notes: [
      'start: ours starts the embedded PostgreSQL, looks for migrations, builds the schema and answers the list of canteens; theirs is node with http.createServer and nothing else, so the ratio tells what all that costs. The slowest of all rounds are compared as p99.',
    ],
  };
}
