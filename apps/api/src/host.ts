import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import pino, { type Logger } from 'pino';
import { systemClock } from '@canteen/kernel';
import { wordsOf, type FileStore, type Host } from '@canteen/platform';
import type { Config } from './config.ts';
import { modules } from './modules.ts';

/** Structured lines; what could open a door is never among them. */
export function buildLog(level: Config['logLevel']): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', 'pin', 'token', 'cookie', '*.password', '*.pin', '*.token', 'headers.cookie', 'headers.authorization', 'req.headers', 'err.parameters', 'err.query', 'err.sql'], remove: true },
  });
}

/** A fact all nodes share; the first node to ask decides it. */
export async function siteSetting(orm: MikroORM, key: string, fallback: () => string): Promise<string> {
  const em = orm.em.fork();
  await em.execute('insert into site_setting (key, value) values (?, ?) on conflict do nothing', [key, fallback()]);
  const [row] = (await em.execute('select value from site_setting where key = ?', [key])) as unknown as { value: string }[];
  return row!.value;
}

export async function buildHost(orm: MikroORM, log: Logger, files: FileStore, origin = 'http://localhost:4000'): Promise<Host> {
  return {
    orm,
    clock: systemClock,
    modules,
    words: wordsOf(modules),
    files,
    origin,
    log: log as never,
    secret: await siteSetting(orm, 'file-link-secret', () => randomBytes(32).toString('hex')),
    demo: (await siteSetting(orm, 'demo', () => 'no')) === 'yes',
  };
}
