import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What a bench answers; one JSON line. Higher ratios are better for us, 1 is on a par. */
export interface Figures {
  name: string;
  /** Work per time, ours ÷ that of `against`. */
  ratio: number | null;
  against: string;
  /** Slowest of 100 answers, theirs ÷ ours. */
  p99Ratio: number | null;
  /** Processor time for the same work, theirs ÷ ours, the database's included. */
  cpuRatio: number | null;
  /** Resident memory of our process after the run. */
  rssMb: number | null;
  rounds: number;
}

/** What the table says beside the figures. */
export interface Report extends Figures {
  ours: string;
  theirs: string;
  notes: string[];
}

/** One side in one round. */
export interface Sample {
  /** Work per second. */
  rate: number;
  p99: number;
  /** Processor seconds for one piece of work; null where the system does not tell. */
  cpu: number | null;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Three digits that count; null for what cannot be said. */
const told = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null);

/** The medians of the rounds' ratios: what slows the machine down for a while slows both sides of a round. */
export function ratios(rounds: readonly { ours: Sample; theirs: Sample }[]): Pick<Figures, 'ratio' | 'p99Ratio' | 'cpuRatio' | 'rounds'> {
  return {
    ratio: told(median(rounds.map(({ ours, theirs }) => ours.rate / theirs.rate))),
    p99Ratio: told(median(rounds.map(({ ours, theirs }) => theirs.p99 / ours.p99))),
    cpuRatio: told(median(rounds.map(({ ours, theirs }) => (ours.cpu === null || theirs.cpu === null ? NaN : theirs.cpu / ours.cpu)))),
    rounds: rounds.length,
  };
}

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

/** Processor seconds that these processes and all their descendants have used so far; null where there is no /proc. */
export function cpuSeconds(roots: readonly number[]): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  const processes = new Map<number, { parent: number; ticks: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name of the command, in brackets, may hold anything.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      // Of its own, and of its children that have ended.
      processes.set(Number(name), { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) });
    } catch {
      // It ended between being named and being read.
    }
  }
  const counted = (pid: number): boolean => roots.includes(pid) || (processes.has(pid) && counted(processes.get(pid)!.parent));
  let ticks = 0;
  for (const [pid, process] of processes) if (counted(pid)) ticks += process.ticks;
  return ticks / TICKS;
}

export function rssMb(pid: number): number | null {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);
  } catch {
    return null;
  }
}
