import { PgBoss, type JobWithMetadata } from 'pg-boss';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { faultLine, refusalsOf, runJob, type Host, type JobDefinition, type JobQueue, type Module } from '@canteen/platform';

const SCHEMA = 'jobs';
const ZONE = 'Asia/Shanghai';
/** A node that has not been heard of for so long is taken for dead, and its jobs are run by another. */
const HEARTBEAT_SECONDS = 30;
/** How often a node looks for the dead. */
const LOOK_EVERY_SECONDS = 15;
/** A handler that neither ends nor dies: short jobs are an act, long ones write a million rows. */
const EXPIRE_SECONDS = { short: 15 * 60, long: 12 * 3600 };
const DAY = 24 * 3600;

/**
 * Of what ended well, the last of each kind tells enough; the queue itself keeps the failed and the good for the same time. Work
 * whose node died at its last try has nobody left to say so: its person would watch it run for ever.
 */
const tidy: JobDefinition = {
  name: 'tidy-jobs',
  cron: '*/10 * * * *',
  work: async ({ host }) => {
    const em = host.orm.em.fork();
    await em.execute(
      `update work set state = 'FAILED', failure = 'WORK_FAILED', finished_at = ?, version = version + 1,
          failure_params = jsonb_build_object('reason', left(coalesce(job.output->>'message', job.output->'value'->>'message', job.output->>'value', ''), 300))
        from ${SCHEMA}.job where job.state = 'failed' and work.id::text = job.data->>'work' and work.state in ('QUEUED', 'RUNNING')`,
      [host.clock.now()],
    );
    await em.execute(
      `delete from ${SCHEMA}.job old where state = 'completed' and completed_on < now() - interval '1 day'
        and exists (select 1 from ${SCHEMA}.job newer where newer.name = old.name and newer.state = 'completed' and newer.completed_on > old.completed_on)`,
    );
  },
};

const jobsOf = (modules: readonly Module[]): JobDefinition[] => modules.flatMap((module) => [...(module.jobs ?? [])]);

const queueOf = (job: Pick<JobDefinition, 'work' | 'retries'>) => ({
  retryLimit: job.retries ?? 3,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: job.work ? EXPIRE_SECONDS.long : EXPIRE_SECONDS.short,
  // Who looks after an installation does not look every day: what failed stays to be seen for a month.
  deleteAfterSeconds: 30 * DAY,
  retentionSeconds: 30 * DAY,
  notify: true,
});

/** Creates the queue's tables and queues, as the owner of the database; the application's role may not. */
export async function migrateJobs(ownerUrl: string, modules: readonly Module[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, schedule: false, supervise: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  for (const job of [...jobsOf(modules), tidy]) {
    await boss.createQueue(job.name, queueOf(job));
    await boss.updateQueue(job.name, queueOf(job));
  }
  await boss.stop({ graceful: false, close: true });
}

export interface Jobs {
  queue: JobQueue;
  /** Begins nothing more; asks long work to stop and gives it back to the queue, for another node or the next start. */
  stop(): Promise<void>;
}

/**
 * Runs the modules' jobs: each on one node only, short ones in an act of their own under a named system actor. Sets `host.jobs`
 * before the first of them can run.
 */
export async function startJobs(url: string, host: Host): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url, schema: SCHEMA, migrate: false, createSchema: false, max: 4, reindex: false, monitorVacuum: false,
    useListenNotify: true, superviseIntervalSeconds: LOOK_EVERY_SECONDS, monitorIntervalSeconds: LOOK_EVERY_SECONDS,
  });
  boss.on('error', (error) => host.log.warn({ err: error }, 'the job queue has trouble'));
  await boss.start();
  const queue = queueBy(boss, host);
  host.jobs = queue;
  const stopping = new AbortController();
  const jobs = [...jobsOf(host.modules), tidy];
  for (const { name, key } of await boss.getSchedules()) {
    if (!jobs.some((job) => job.name === name && job.cron)) await boss.unschedule(name, key);
  }
  for (const job of jobs) {
    // A queue of its own for each job: what is long keeps nothing waiting but its own kind.
    const options = { includeMetadata: true, localConcurrency: job.atOnce ?? 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 10 } as const;
    await boss.work(job.name, options, async ([given]: JobWithMetadata<Record<string, unknown>>[]) => {
      if (!given) return;
      const signal = AbortSignal.any([given.signal, stopping.signal]);
      try {
        await runJob(host, job, { data: given.data ?? {}, signal, last: given.retryCount >= given.retryLimit });
      } catch (error) {
        if (stopping.signal.aborted) return giveBack(host, given);
        host.log.error({ job: job.name, id: given.id, attempt: given.retryCount + 1, err: error }, 'a job failed');
        throw reasonOf(error);
      }
    });
    // After a week of downtime: once, for the latest time that was missed.
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: ZONE, missed: 'once' });
  }
  return {
    queue,
    stop: async () => {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 5000, close: true });
    },
  };
}

/** As if it had never been begun: being stopped with the node is no failed try. */
async function giveBack(host: Host, job: { id: string; name: string; retryCount: number }): Promise<void> {
  await host.orm.em.fork().execute(
    `update ${SCHEMA}.job set state = 'created', started_on = null, heartbeat_on = null where name = ? and id = ? and state = 'active' and retry_count = ?`,
    [job.name, job.id, job.retryCount],
  );
}

/** What the queue keeps of a fault, for people: one sentence, no stack, no statement. */
function reasonOf(error: unknown): Error {
  const [refusal] = refusalsOf(error) ?? [];
  const reason = new Error(refusal ? refusal.code : faultLine(error));
  delete reason.stack;
  return refusal ? Object.assign(reason, { code: refusal.code, params: JSON.parse(JSON.stringify(refusal.params)) as object }) : reason;
}

function queueBy(boss: PgBoss, host: Host): JobQueue {
  /** The statements of pg-boss on the act's own connection: `$1` becomes the `?` of the ORM. */
  const within = (em: SqlEntityManager) => ({
    executeSql: async (text: string, values: unknown[] = []) => {
      const order: unknown[] = [];
      // The ORM would write a list out as `(a, b)`; here it is one array.
      const given = values.map((value) => (Array.isArray(value) ? `{${value.map((item) => JSON.stringify(item)).join(',')}}` : value));
      const sql = text.replaceAll('?', '\\?').replace(/\$(\d+)/g, (_all, n: string) => (order.push(given[Number(n) - 1]), '?'));
      return { rows: (await em.execute(sql, order)) as object[] };
    },
  });
  return {
    // In the act's own transaction: the job exists only if the act is kept.
    async send(em, name, data, timing = {}) {
      await boss.send(name, data, {
        db: within(em),
        ...(timing.afterMs ? { startAfter: Math.ceil(timing.afterMs / 1000) } : {}),
        ...(timing.once ? { singletonKey: timing.once.key, singletonSeconds: timing.once.seconds, singletonNextSlot: true } : {}),
      });
    },
    async standing(em) {
      const rows = (await em.execute(
        `select name, count(*) filter (where state in ('created', 'retry'))::int as queued, count(*) filter (where state = 'failed')::int as failed,
            max(started_on) as last_run_at,
            (array_agg(state::text order by started_on desc nulls last))[1] as last_state,
            (array_agg(left(coalesce(output->>'message', output->'value'->>'message', output->>'value'), 300) order by completed_on desc) filter (where state = 'failed'))[1] as last_error
          from ${SCHEMA}.job where name not like '\\_\\_%' group by name`,
      )) as unknown as { name: string; queued: number; failed: number; last_run_at: Date | string | null; last_state: string; last_error: string | null }[];
      const known = new Map(rows.map((row) => [row.name, row]));
      return new Map(jobsOf(host.modules).map((job) => {
        const row = known.get(job.name);
        const nextAt = job.cron ? (boss.previewSchedule(job.cron, { tz: ZONE, count: 1 })[0] ?? null) : null;
        const lastRunAt = row?.last_run_at ? new Date(row.last_run_at) : null;
        return [job.name, { lastRunAt, lastState: lastRunAt ? row!.last_state : null, lastError: row?.last_error ?? null, nextAt, queued: row?.queued ?? 0, failed: row?.failed ?? 0 }];
      }));
    },
    async failed(em, { limit, offset }) {
      const rows = (await em.execute(
        `select id, name, completed_on, retry_count + 1 as tries, output
          from ${SCHEMA}.job where state = 'failed' and name not like '\\_\\_%' order by completed_on desc, id limit ? offset ?`,
        [limit, offset],
      )) as unknown as { id: string; name: string; completed_on: Date | string; tries: number; output: Output | null }[];
      const [all] = (await em.execute(`select count(*)::int as total from ${SCHEMA}.job where state = 'failed' and name not like '\\_\\_%'`)) as unknown as { total: number }[];
      return {
        total: all!.total,
        items: rows.map(({ id, name, completed_on, tries, output }) => ({
          id, name, tries, failedAt: new Date(completed_on),
          reason: String(output?.message ?? output?.value?.message ?? output?.value ?? '').slice(0, 300),
          code: output?.code ?? null,
          params: output?.params ?? null,
        })),
      };
    },
    async retry(em, id) {
      const [row] = (await em.execute(`select name from ${SCHEMA}.job where id = ? and state = 'failed'`, [id])) as unknown as { name: string }[];
      if (!row) return false;
      await boss.retry(row.name, id, { db: within(em) });
      return true;
    },
  };
}

interface Output {
  message?: string;
  value?: { message?: string };
  code?: string;
  params?: Record<string, unknown>;
}
