import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

function bench(...args: string[]): Promise<{ code: number | null; out: string; aside: string }> {
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/index.ts', '--built', ...args], { cwd: root, env });
  let out = '';
  let aside = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (aside += chunk));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, out, aside })));
}

// How fast it is stands in no test: that depends on the machine and on who else is using it.
test('a round of the list bench compares two equal answers and says so as one JSON object per line', async () => {
  const { code, out, aside } = await bench('list', '--tiny', '--rounds', '1', '--seconds', '1', '--json');
  expect({ code, aside }).toEqual({ code: 0, aside: expect.stringContaining('60 receipts × 12 lines') });
  const lines = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toEqual([{
    name: 'list', ratio: expect.any(Number), against: expect.stringContaining('SQL'), p99Ratio: expect.any(Number),
    cpuRatio: process.platform === 'linux' ? expect.any(Number) : null, rssMb: process.platform === 'linux' ? expect.any(Number) : null, rounds: 1,
  }]);
  expect(Object.keys(lines[0]!)).toEqual(['name', 'ratio', 'against', 'p99Ratio', 'cpuRatio', 'rssMb', 'rounds']);
  for (const key of ['ratio', 'p99Ratio']) expect(lines[0]![key]).toBeGreaterThan(0);
}, 240_000);

test('a round of the import bench takes a ledger in, copies the same rows, and compares', async () => {
  const { code, out, aside } = await bench('import', '--tiny', '--rounds', '1', '--json');
  expect({ code, aside }).toEqual({ code: 0, aside: expect.stringContaining('60 receipts × 12 lines') });
  expect(JSON.parse(out)).toMatchObject({ name: 'import', ratio: expect.any(Number), against: expect.stringContaining('COPY'), rounds: 1 });
}, 240_000);

test('a round of the export bench writes a ledger, reads it back and compares', async () => {
  const { code, out, aside } = await bench('export', '--tiny', '--rounds', '1', '--json');
  expect({ code, aside }).toEqual({ code: 0, aside: expect.stringContaining('60 receipts × 12 lines') });
  expect(JSON.parse(out)).toMatchObject({ name: 'export', ratio: expect.any(Number), against: expect.stringContaining('from memory'), rounds: 1 });
}, 240_000);

test.each([
  [['speed'], 'There is no bench "speed"; there are list, menu, import, export, start.'],
  [['list', '--rounds', 'many'], '--rounds must be a whole number from 1 to 999, but is "many".'],
])('what cannot be asked is refused in one sentence: %j', async (args, sentence) => {
  expect(await bench(...args)).toEqual({ code: 1, out: '', aside: `${sentence}\n` });
}, 60_000);
