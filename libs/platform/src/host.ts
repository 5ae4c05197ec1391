import type { GraphQLSchema } from 'graphql';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '@canteen/kernel';
import type { ErrorWords } from './errors.ts';
import type { Receivers } from './delivery/receivers.ts';
import type { FileStore } from './files/file-store.ts';
import type { Directory, Module } from './module.ts';

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
  /** The API itself: an export asks the same list that the screen asks. Set once it is built. */
  schema?: GraphQLSchema;
  /** Where bytes live. */
  files: FileStore;
  /** The address under which people reach this installation, without a slash at the end; QR codes carry it. */
  origin: string;
  /** How alerts leave the house; absent where nothing is set up. */
  receivers?: Receivers;
  /** Enqueues in the given transaction; absent in processes that run no jobs (seeds, tests). */
  jobs?: JobQueue;
  /**
   * Told by each act, last in its transaction, of the organizations whose records it changed: their alerts are looked at soon.
   * Absent where nothing watches (seeds, tests).
   */
  changed?: (em: SqlEntityManager, organizations: readonly string[]) => Promise<void>;
}

/** When a job is to run, where not at once. */
export interface JobTiming {
  afterMs?: number;
  /** At most one in each slot of so many seconds, of all that carry the key; what comes meanwhile runs once, in the next slot. */
  once?: { key: string; seconds: number };
}

/** The queue as the platform needs it; which one it is, only the process knows. */
export interface JobQueue {
  send(em: SqlEntityManager, name: string, data: Record<string, unknown>, timing?: JobTiming): Promise<void>;
  /** What the queue knows of each job, by name. */
  standing?(em: SqlEntityManager): Promise<Map<string, JobStanding>>;
  failed?(em: SqlEntityManager, page: { limit: number; offset: number }): Promise<{ total: number; items: FailedRun[] }>;
  /** False where no failed run has this id. */
  retry?(em: SqlEntityManager, id: string): Promise<boolean>;
}
export interface JobStanding {
  lastRunAt: Date | null;
  lastState: string | null;
  lastError: string | null;
  nextAt: Date | null;
  queued: number;
  failed: number;
}
export interface FailedRun {
  id: string;
  name: string;
  failedAt: Date;
  tries: number;
  reason: string;
  code: string | null;
  params: Record<string, unknown> | null;
}

export function wordsOf(modules: readonly Module[]): ErrorWords {
  return Object.assign({}, ...modules.map((module) => module.messages.errors ?? {})) as ErrorWords;
}

/** Who people are, from the module that knows. */
export function directoryOf(host: Host): Directory {
  const directory = host.modules.find((module) => module.directory)?.directory;
  if (!directory) throw new Error('No module contributes a directory of people');
  return directory;
}
