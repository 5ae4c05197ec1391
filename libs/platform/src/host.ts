import type { GraphQLSchema } from 'graphql';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '@canteen/kernel';
import type { ErrorWords } from './errors.ts';
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
  /** Enqueues in the given transaction; absent in processes that run no jobs (seeds, tests). */
  jobs?: { send(em: SqlEntityManager, name: string, data: Record<string, unknown>): Promise<void> };
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
