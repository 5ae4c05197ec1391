import type { Module } from '@canteen/platform';
import type { Config } from './config.ts';
import { migrateJobs } from './jobs.ts';
import { checkServer, migrate } from './orm.ts';
import { grantApp, startPostgres } from './postgres.ts';

export interface OpenDatabase {
  /** As whom the application connects. */
  url: string;
  ownerUrl: string;
  close(): Promise<void>;
}

/** The configured database, or the embedded one, migrated; several processes may do this at once. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>, modules: readonly Module[]): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await checkServer(config.databaseUrl);
    await migrate({ ownerUrl: config.databaseUrl });
    await migrateJobs(config.databaseUrl, modules);
    return { url: config.databaseUrl, ownerUrl: config.databaseUrl, close: async () => {} };
  }
  const embedded = await startPostgres({ dataDir: config.dataDir });
  try {
    await migrate({ ownerUrl: embedded.ownerUrl });
    await migrateJobs(embedded.ownerUrl, modules);
    await grantApp(embedded.ownerUrl);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { url: embedded.appUrl, ownerUrl: embedded.ownerUrl, close: () => embedded.stop() };
}
