import { PgBoss } from 'pg-boss';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { purgeUnfinishedUploads, runJob, type FileStore, type Host, type JobDefinition, type Module } from '@canteen/platform';

const SCHEMA = 'jobs';

/** Work that belongs to this process's files rather than to a module. */
function ownJobs(files: FileStore): JobDefinition[] {
  return [{ name: 'purge-unfinished-uploads', cron: '41 3 * * *', run: async (ctx) => void (await purgeUnfinishedUploads(ctx, files)) }];
}

const jobsOf = (modules: readonly Module[]): JobDefinition[] => modules.flatMap((module) => [...(module.jobs ?? [])]);

/** Creates the queue's tables and queues, as the owner of the database; the application's role may not. */
export async function migrateJobs(ownerUrl: string, modules: readonly Module[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, schedule: false, supervise: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  for (const { name } of [...jobsOf(modules), { name: 'purge-unfinished-uploads' }]) await boss.createQueue(name);
  await boss.stop({ graceful: false, close: true });
}

export interface Jobs {
  send: NonNullable<Host['jobs']>['send'];
  stop(): Promise<void>;
}

/** Runs the modules' jobs: on time, on one node, each in an act of its own under a named system actor. */
export async function startJobs(url: string, host: Host, files: FileStore): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, migrate: false, createSchema: false, max: 3 });
  boss.on('error', (error) => host.log.warn({ err: error }, 'the job queue has trouble'));
  await boss.start();
  for (const job of [...jobsOf(host.modules), ...ownJobs(files)]) {
    await boss.work(job.name, { includeMetadata: true }, async ([given]) => {
      if (given) await runJob(host, job, { data: (given.data ?? {}) as Record<string, unknown>, signal: given.signal, last: given.retryCount >= given.retryLimit });
    });
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' });
  }
  return {
    // In the act's own transaction: the job exists only if the act is kept.
    send: async (em: SqlEntityManager, name, data) => {
      await boss.send(name, data, {
        db: {
          executeSql: async (text: string, values: unknown[] = []) => {
            const order: unknown[] = [];
            const sql = text.replaceAll('?', '\\?').replace(/\$(\d+)/g, (_all, n: string) => (order.push(values[Number(n) - 1]), '?'));
            return { rows: (await em.execute(sql, order)) as object[] };
          },
        },
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000, close: true }),
  };
}
