// npm run bench [-- NAME …] [--json] [--rounds N] [--seconds N] [--tiny] [--built]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchExport } from './export.ts';
import { benchImport } from './import.ts';
import { buildHouse, sizeOf, TINY, USUAL, type House } from './house.ts';
import { benchList } from './list.ts';
import type { Figures, Report } from './measure.ts';
import { benchMenu, nginxPath, nginxVersion } from './menu.ts';
import { benchStart } from './start.ts';

const NAMES = ['list', 'menu', 'import', 'export', 'start'] as const;
type Name = (typeof NAMES)[number];
const root = path.resolve(import.meta.dirname, '../..');

class Refused extends Error {}

function asked() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const parsed = (() => {
    try {
      return parseArgs({ allowPositionals: true, options: { json: flag, tiny: flag, built: flag, rounds: text, seconds: text } });
    } catch (error) {
      throw new Refused((error as Error).message);
    }
  })();
  const whole = (name: 'rounds' | 'seconds', fallback: number) => {
    const given = parsed.values[name] ?? String(fallback);
    if (!/^[1-9]\d{0,2}$/.test(given)) throw new Refused(`--${name} must be a whole number from 1 to 999, but is "${given}".`);
    return Number(given);
  };
  for (const name of parsed.positionals) if (!(NAMES as readonly string[]).includes(name)) throw new Refused(`There is no bench "${name}"; there are ${NAMES.join(', ')}.`);
  return {
    names: parsed.positionals.length ? NAMES.filter((name) => parsed.positionals.includes(name)) : [...NAMES],
    json: parsed.values.json,
    built: parsed.values.built,
    size: parsed.values.tiny ? TINY : USUAL,
    effort: { rounds: whole('rounds', 7), seconds: whole('seconds', 3) },
  };
}

function build(): void {
  const built = spawnSync(process.execPath, [path.join(root, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '--output-style=static'], {
    cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (built.status !== 0) throw new Refused(`The build failed, so there is nothing to measure:\n${built.stdout}${built.stderr}`);
}

function table(reports: readonly Report[], about: string): string {
  const said = (value: number | null) => (value === null ? '–' : String(value));
  const rows = [
    ['name', 'ours', 'theirs', 'ratio', 'p99Ratio', 'cpuRatio', 'rssMb', 'rounds', 'against'],
    ...reports.map((r) => [r.name, r.ours, r.theirs, said(r.ratio), said(r.p99Ratio), said(r.cpuRatio), said(r.rssMb), String(r.rounds), r.against]),
  ];
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return [
    about,
    '',
    ...rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join('  ').trimEnd()),
    '',
    'Ratios are medians of interleaved rounds and read "higher is better for us": work per time ours ÷ theirs, p99 and processor time theirs ÷ ours.',
    ...reports.flatMap(({ notes }) => notes),
  ].join('\n');
}

async function main(): Promise<void> {
  const { names, json, built, size, effort } = asked();
  const aside = (line: string) => void process.stderr.write(`${line}\n`);
  if (!built) build();
  const reports: Report[] = [];
  const tell = (report: Report) => {
    reports.push(report);
    const { name, ratio, against, p99Ratio, cpuRatio, rssMb, rounds } = report;
    const figures: Figures = { name, ratio, against, p99Ratio, cpuRatio, rssMb, rounds };
    if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  };
  const bench: Record<Name, (house: House) => Promise<void>> = {
    list: async (at) => tell(await benchList(at, size, effort)),
    menu: async (at) => {
      const nginx = nginxPath();
      if (!nginx) return aside('SKIPPED menu: there is no nginx on this machine to compare with (Debian: apt-get install nginx-light).');
      const report = await benchMenu(at, nginx, effort);
      tell({ ...report, notes: [...report.notes, `menu: against ${nginxVersion(nginx)}.`] });
    },
    import: async (at) => tell(await benchImport(at, size.imported, Math.min(effort.rounds, 3))),
    // One run takes the better part of a minute on either side.
    export: async (at) => tell(await benchExport(at, size.exported, Math.min(effort.rounds, 3))),
    start: async (at) => {
      await at.stop();
      tell(await benchStart(at, Math.min(effort.rounds, 5)));
    },
  };
  const about = `Data set: ${sizeOf(size)}.`;
  aside(`${about} Making it …`);
  const making = buildHouse(size);
  const interrupted = () => {
    aside('Stopped; no figures.');
    void making.then((made) => made.remove()).finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const house = await making;
  try {
    for (const name of names) {
      aside(`Measuring ${name} …`);
      await bench[name](house);
    }
  } finally {
    await house.remove();
  }
  if (!json) process.stdout.write(`\n${table(reports, about)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Refused ? error.message : error);
  process.exit(1);
});
