import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '@canteen/kernel';
import type { ErrorWords } from './errors.ts';
import type { Module } from './module.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the process offers to everything that acts in it. One per server, none global. */
export interface Host {
  orm: MikroORM;
  clock: Clock;
  modules: readonly Module[];
  words: ErrorWords;
  log: Log;
  /** Signs short-lived file links; random per data folder. */
  secret: string;
  /** True where the data are the seeded demo. */
  demo: boolean;
  /** Enqueues in the given transaction; absent in processes that run no jobs (seeds, tests). */
  jobs?: { send(em: SqlEntityManager, name: string, data: Record<string, unknown>): Promise<void> };
}

export function wordsOf(modules: readonly Module[]): ErrorWords {
  return Object.assign({}, ...modules.map((module) => module.messages.errors ?? {})) as ErrorWords;
}
