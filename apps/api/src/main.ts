import 'reflect-metadata';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildApi, fileStore, smsByWebhook, watchSoon } from '@canteen/platform';
import { readConfig, type Config } from './config.ts';
import { openDatabase } from './database.ts';
import { buildHost, buildLog } from './host.ts';
import { startJobs } from './jobs.ts';
import { Live } from './live.ts';
import { MenuSite } from './menu-site.ts';
import { modules } from './modules.ts';
import { createOrm } from './orm.ts';
import { prepareDataDir, StartError } from './postgres.ts';
import { buildServer } from './server.ts';
import { isEmpty, isHalfWritten, seedDemo, tour } from './demo.ts';

/** The folder of the built apps, beside this bundle. */
const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const closers: (() => Promise<void>)[] = [];
let closing: Promise<void> | undefined;
let closingSince = 0;

/** Last opened, first closed: the server finishes its requests before the database goes. */
function closeAll(): Promise<void> {
  return (closing ??= (async () => {
    for (const close of closers.reverse()) await close().catch((error: unknown) => console.error(`While stopping: ${(error as Error).message}`));
  })());
}

/** What opening the port would be refused for, in one sentence; other errors are not about the port. */
function portError(config: Config, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new StartError(`Port ${config.port} is taken; stop what listens there or set PORT to another.`);
  if (code === 'EACCES') return new StartError(`Port ${config.port} may not be opened by this user; set PORT to one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new StartError(`HOST ${config.host} is no address of this machine; unset HOST or correct it.`);
  return error;
}

/** Asked first: nobody should wait a minute for the demonstration to learn that the port is taken. */
async function checkPort(config: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(portError(config, error) as Error));
    probe.listen(config.port, config.host, () => probe.close(() => resolve()));
  });
}

/** Migrations, the schema and the demonstration leave a hundred megabytes behind that nobody would collect before the first rush. */
function collectWhatTheStartLeft(): void {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  prepareDataDir(config.dataDir);
  await checkPort(config);
  const database = await openDatabase(config, modules);
  closers.push(() => database.close());
  const { url } = database;
  const orm = createOrm({ url });
  closers.push(() => orm.close(true));
  const log = buildLog(config.logLevel);
  const files = fileStore(config.files);
  const host = await buildHost(orm, log, files, config.origin);
  host.receivers = { mail: config.mail, sms: config.smsWebhook === null ? null : smsByWebhook(config.smsWebhook), allowPrivate: config.webhookAllowPrivate };
  const schema = await buildApi(modules, orm);
  host.schema = schema;

  if (await isHalfWritten(orm)) {
    throw new StartError(`The demonstration was interrupted while it was being written; ${config.databaseUrl ? 'empty the database' : `delete ${config.dataDir}`} and start again.`);
  }
  if (config.demo && (await isEmpty(orm))) {
    console.log('The database is empty: writing the demonstration, 90 days of three canteens …');
    const started = Date.now();
    await seedDemo(host, files, { onDay: (day, done, of) => process.stdout.isTTY && process.stdout.write(`\r  ${day}  ${Math.round((done / of) * 100)} %`) });
    host.demo = true;
    console.log(`${process.stdout.isTTY ? '\r' : ''}Demonstration data written in ${Math.round((Date.now() - started) / 1000)} s.`);
  }

  const jobs = await startJobs(url, host);
  closers.push(() => jobs.stop());
  host.changed = watchSoon(host);
  // What became due while nobody was looking is told now, not at the next round.
  await host.jobs?.send(orm.em.fork(), 'watch-facts', {}, { once: { key: 'start', seconds: 60 } });

  const menus = new MenuSite(host);
  await menus.look();
  menus.start();
  closers.push(async () => menus.stop());

  const app = await buildServer({ host, schema, files, menus, live: new Live(host, url), config, consoleFolder: path.join(dist, 'console') });
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    throw portError(config, error);
  }
  closers.push(() => app.close());
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  console.log(await tour(host, `http://localhost:${port}`));
  collectWhatTheStartLeft();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Ctrl-C arrives twice under npm, from the terminal and from npm itself; only a later one means not to wait.
    if (closing && Date.now() - closingSince < 1000) return;
    if (closing) process.exit(1);
    closingSince = Date.now();
    closeAll().then(() => process.exit(0), () => process.exit(1));
  });
}

start().catch(async (error: unknown) => {
  if (error instanceof StartError) console.error(error.message);
  else console.error(`The start failed: ${(error as Error).message.split('\n')[0]}. Set LOG_LEVEL=debug to see more.`);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  await closeAll();
  process.exit(1);
});
