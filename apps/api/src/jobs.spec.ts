import pg from 'pg';
import { DomainError } from '@canteen/kernel';
import { act, systemActor, Work, type Host, type JobDefinition, type Module } from '@canteen/platform';
import { aWorld, startApi, type TestApi, type World } from '../../../tests/support/api.ts';
import { grantApp } from './postgres.ts';
import { migrateJobs, startJobs, type Jobs } from './jobs.ts';

/** The real queue on a real PostgreSQL: as the owner it is made, as the application it is worked. */
let api: TestApi;
let w: World;
let owner: pg.Client;
const running: Jobs[] = [];
const ran: { node: string; name: string; data: Record<string, unknown> }[] = [];
const began = new Map<string, () => void>();

/** Minute and hour of a daily job that was due an hour ago. */
const anHourAgo = (() => {
  const at = new Date(Date.now() + 7 * 3600_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
})();

const definitions = (node: string): JobDefinition[] => [
  { name: 'note', run: async (_ctx, data) => void ran.push({ node, name: 'note', data }) },
  { name: 'stumble', retries: 1, run: async () => { throw new Error('the printer is out of paper\n  at a line of a stack'); } },
  { name: 'refuse', retries: 0, run: async () => { throw new DomainError('TEXT_TOO_LONG', { max: 3, given: 4 }); } },
  {
    name: 'dig',
    work: async ({ signal, data, last }) => {
      began.get(node)?.();
      if (node === 'first') await new Promise((_done, stop) => signal.addEventListener('abort', () => stop(new Error('stopped'))));
      ran.push({ node, name: 'dig', data: { ...data, last } });
    },
  },
  { name: 'daily', cron: anHourAgo, says: { zh: '每天一次', en: 'Once a day' }, run: async (_ctx, data) => void ran.push({ node, name: 'daily', data }) },
];
const hostOf = (node: string): Host => {
  const { jobs: _none, ...host } = api.host;
  return { ...host, modules: [...host.modules.map((module): Module => ({ ...module, jobs: [] })), { name: 'spec', entities: [], resolvers: [], messages: {}, jobs: definitions(node) }] };
};
async function node(name: string): Promise<{ host: Host; jobs: Jobs }> {
  const host = hostOf(name);
  const jobs = await startJobs(api.database.url, host);
  running.push(jobs);
  return { host, jobs };
}
const stop = async (jobs: Jobs) => {
  running.splice(running.indexOf(jobs), 1);
  await jobs.stop();
};
const send = (host: Host, name: string, data: Record<string, unknown>, refuse = false) =>
  act(host, { name: 'spec', actor: systemActor('spec') }, async (ctx) => {
    await ctx.enqueue(name, data);
    if (refuse) throw new DomainError('REASON_REQUIRED');
  });
const rows = async <R extends object>(sql: string, params: unknown[] = []) => (await owner.query<R>(sql, params)).rows;
async function until<T>(look: () => T | Promise<T>, ms = 15_000): Promise<T> {
  for (const from = performance.now(); ; await new Promise((next) => setTimeout(next, 50))) {
    const found = await look();
    if (found || performance.now() - from > ms) return found;
  }
}

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  // Nodes that start together, and a second start.
  await Promise.all([1, 2, 3].map(() => migrateJobs(api.database.ownerUrl, hostOf('any').modules)));
  await grantApp(api.database.ownerUrl);
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
}, 60_000);
afterEach(async () => {
  for (const jobs of [...running]) await stop(jobs);
  ran.length = 0;
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
});

it('what an act hands over runs at once, and not at all where the act is refused', async () => {
  const { host } = await node('first');
  const sent = performance.now();
  await send(host, 'note', { text: 'done?', question: 'a ? in the data' });
  expect(await until(() => ran.length)).toBe(1);
  expect(performance.now() - sent).toBeLessThan(1500);
  await expect(send(host, 'note', { text: 'never' }, true)).rejects.toThrow('REASON_REQUIRED');
  expect(await rows(`select 1 from jobs.job where name = 'note' and state <> 'completed'`)).toEqual([]);
  expect(ran).toEqual([{ node: 'first', name: 'note', data: { text: 'done?', question: 'a ? in the data' } }]);
});

it('what fails is tried again, then visible with its reason, and tried once more when asked', async () => {
  const { host } = await node('first');
  await send(host, 'stumble', {});
  await send(host, 'refuse', {});
  await until(async () => (await rows(`select 1 from jobs.job where name = 'stumble' and state = 'retry'`)).length);
  await owner.query(`update jobs.job set start_after = now() where name = 'stumble'`);
  await until(async () => (await rows(`select 1 from jobs.job where state = 'failed'`)).length === 2);
  const app = api.host;
  app.jobs = host.jobs!;
  const FAILED = '{ failedJobs { total items { id name tries reason code } } }';
  const { data } = await w.administrator.ask(FAILED);
  expect(data!['failedJobs'].total).toBe(2);
  expect(data!['failedJobs'].items.map(({ name, tries, reason, code }: Record<string, unknown>) => ({ name, tries, reason, code })).sort((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'refuse', tries: 1, reason: 'At most 3 characters are allowed, but got 4.', code: 'TEXT_TOO_LONG' },
    { name: 'stumble', tries: 2, reason: 'the printer is out of paper', code: null },
  ]);
  expect(await w.manager.ask(FAILED)).toRefuse('FORBIDDEN');
  const standing = await host.jobs!.standing!(api.orm.em.fork() as never);
  expect(standing.get('stumble')).toMatchObject({ failed: 1, queued: 0, lastState: 'failed', lastError: 'the printer is out of paper', nextAt: null });
  expect(standing.get('daily')).toMatchObject({ failed: 0, nextAt: expect.any(Date) });

  const { id } = data!['failedJobs'].items.find((item: { name: string }) => item.name === 'refuse');
  expect(await w.principal.ask('mutation($id: ID!) { retryJob(id: $id) { done errors { code } } }', { id })).toRefuse('FORBIDDEN');
  expect(await w.administrator.ask('mutation($id: ID!) { retryJob(id: $id) { done errors { code } } }', { id })).toBeDone();
  const again = await until(async () => (await rows<{ retry_count: number }>(`select retry_count from jobs.job where id = $1 and state = 'failed' and retry_count = 1`, [id]))[0]);
  expect(again).toEqual({ retry_count: 1 });
  expect(await w.administrator.ask('mutation($id: ID!) { retryJob(id: $id) { done errors { code } } }', { id: w.org.id })).toRefuse('NOT_FOUND');
});

it('of what ended well only the last is kept for long; what failed stays', async () => {
  const { host } = await node('first');
  await owner.query(`insert into jobs.job (name, data, state, completed_on, started_on) select 'note', jsonb_build_object('n', n), case n when 3 then 'failed' else 'completed' end::jobs.job_state, now() - n * interval '1 day', now() from generate_series(2, 5) n`);
  // the node of this one died at its last try
  const work = await api.act(null, async (ctx) => ctx.create(Work, { kind: 'export', subjectId: w.org.id, personId: w.manager.id, organizationId: w.org.id, state: 'RUNNING', queuedAt: ctx.now() }));
  await owner.query(`insert into jobs.job (name, data, state, output, completed_on) values ('dig', jsonb_build_object('work', $1::text), 'failed', '{"value": {"message": "job heartbeat timeout"}}', now())`, [work.id]);
  await owner.query(`delete from jobs.job where name = 'note' and state = 'completed' and completed_on > now() - interval '1 day'`);
  await send(host, 'tidy-jobs', {});
  await until(async () => (await rows(`select 1 from jobs.job where name = 'tidy-jobs' and state = 'completed'`)).length);
  expect(await rows(`select data->>'n' as n, state from jobs.job where name = 'note' order by 1`)).toEqual([{ n: '2', state: 'completed' }, { n: '3', state: 'failed' }]);
  expect(await api.reload(Work, work.id)).toMatchObject({ state: 'FAILED', failure: 'WORK_FAILED', failureParams: { reason: 'job heartbeat timeout' } });
  await owner.query(`delete from jobs.job where name = 'dig'`);
});

it('what a stop interrupts is finished by another node, and the stop is no failed try', async () => {
  const { host, jobs } = await node('first');
  const begun = new Promise<void>((resolve) => began.set('first', resolve));
  await send(host, 'dig', { hole: 1 });
  await begun;
  // Long work keeps short work waiting no more than an empty queue would.
  await send(host, 'note', { beside: 'the digging' });
  expect(await until(() => ran.length, 2000)).toBe(1);
  ran.length = 0;
  const asked = performance.now();
  await stop(jobs);
  expect(performance.now() - asked).toBeLessThan(4000);
  expect(await rows(`select state, retry_count, started_on from jobs.job where name = 'dig'`)).toEqual([{ state: 'created', retry_count: 0, started_on: null }]);
  await node('second');
  expect(await until(() => ran.length)).toBe(1);
  expect(ran).toEqual([{ node: 'second', name: 'dig', data: { hole: 1, last: false } }]);
});

it('the jobs of a node that died are run by another', async () => {
  const { host } = await node('second');
  await stop(running[0]!);
  await send(host, 'note', { from: 'the dead' }).catch(() => undefined);
  // As a node leaves it that was killed: begun, and no heartbeat since.
  await owner.query(`insert into jobs.job (name, data, state, started_on, heartbeat_on, heartbeat_seconds, retry_limit, retry_delay)
    values ('dig', '{"hole": 2}', 'active', now() - interval '2 minutes', now() - interval '2 minutes', 30, 3, 0)`);
  await owner.query(`update jobs.queue set monitor_claim_on = null, monitor_on = null`);
  await node('second');
  expect(await until(() => ran.find((run) => run.data['hole'] === 2), 25_000)).toMatchObject({ node: 'second', name: 'dig' });
}, 40_000);

it('a week of downtime is caught up once, by one of several nodes', async () => {
  const { jobs } = await node('first');
  await until(async () => (await rows(`select 1 from jobs.version where cron_on is not null`)).length);
  await stop(jobs);
  await owner.query(`delete from jobs.job where name in ('daily', '__pgboss__send-it')`);
  await owner.query(`update jobs.version set cron_on = now() - interval '7 days'`);
  await owner.query(`update jobs.schedule set created_on = now() - interval '30 days'`);
  ran.length = 0;
  await Promise.all([node('first'), node('second'), node('third')]);
  expect(await until(() => ran.filter((run) => run.name === 'daily').length)).toBe(1);
  // The next look at the clock finds nothing more that was missed.
  await new Promise((next) => setTimeout(next, 7000));
  expect(ran.filter((run) => run.name === 'daily')).toHaveLength(1);
  expect(await rows(`select state from jobs.job where name = 'daily'`)).toEqual([{ state: 'completed' }]);
}, 60_000);
