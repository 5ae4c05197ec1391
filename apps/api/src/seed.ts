// npm run seed: writes the demonstration into the configured database, if that is empty.
import 'reflect-metadata';
import { buildApi, fileStore } from '@canteen/platform';
import { readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { isEmpty, isHalfWritten, seedDemo } from './demo.ts';
import { buildHost, buildLog } from './host.ts';
import { modules } from './modules.ts';
import { createOrm } from './orm.ts';
import { StartError } from './postgres.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, modules);
  const orm = createOrm({ url: database.url });
  try {
    if (await isHalfWritten(orm)) throw new StartError('A demonstration was interrupted while it was being written here: empty the database, or delete its DATA_DIR, and begin again.');
    if (!(await isEmpty(orm))) throw new StartError('The database is not empty, so no demonstration is written: set DATABASE_URL or DATA_DIR to a new one.');
    await buildApi(modules, orm);
    const started = Date.now();
    await seedDemo(await buildHost(orm, buildLog('warn'), fileStore(config.files)), fileStore(config.files));
    console.log(`Demonstration data written in ${Math.round((Date.now() - started) / 1000)} s.`);
  } finally {
    await orm.close(true);
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : `The demonstration could not be written: ${(error as Error).message.split('\n')[0]}`);
  process.exit(1);
});
