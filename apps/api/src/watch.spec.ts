import { Alert, watchSoon } from '@canteen/platform';
import pg from 'pg';
import { aLot, anIngredient } from '../../../tests/support/builders.ts';
import { aWorld, startApi, type TestApi, type World } from '../../../tests/support/api.ts';
import { migrateJobs, startJobs, type Jobs } from './jobs.ts';
import { grantApp } from './postgres.ts';

/** From an act to its alert through the real queue. */
let api: TestApi;
let w: World;
let jobs: Jobs;
let owner: pg.Client;

/** Statements of the queue within an act; others of the same moment are the watch's own. */
const enqueued = async () => {
  const ingredient = await anIngredient(api, w);
  const { queries } = await api.queriesOf(() => aLot(api, w, { ingredient, expiryDate: '2026-11-20' }));
  return queries.filter((sql) => /\bjobs\./.test(sql)).length;
};

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  // of all jobs only the one that acts ask for: the round of every five minutes would find the facts too
  const modules = api.host.modules.map((module) => ({ ...module, jobs: (module.jobs ?? []).filter((job) => job.name === 'watch-organization') }));
  await migrateJobs(api.database.ownerUrl, modules);
  await grantApp(api.database.ownerUrl);
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  const host = { ...api.host, modules };
  jobs = await startJobs(api.database.url, host);
  api.host.jobs = host.jobs!;
  api.host.changed = watchSoon(api.host);
}, 60_000);
afterAll(async () => {
  await jobs?.stop();
  await owner?.end();
  await api?.close();
});

const watches = async (where = '') => Number((await owner.query<{ count: string }>(`select count(*) from jobs.job where name = 'watch-organization' ${where}`)).rows[0]!.count);
async function until(look: () => Promise<boolean>): Promise<boolean> {
  for (const from = performance.now(); performance.now() - from < 25_000; await new Promise((next) => setTimeout(next, 100))) if (await look()) return true;
  return false;
}

it('an act costs no more than the enqueueing, and its alert is there within seconds', async () => {
  // a slot of some seconds; where that is taken, the next one
  expect(await enqueued()).toBeLessThanOrEqual(2);
  expect(await until(async () => (await api.count(Alert, { kind: 'receiving.expiredStock', state: 'RAISED' })) === 1)).toBe(true);
});

it('many acts are one or two looks', async () => {
  const before = await watches();
  const ingredient = await anIngredient(api, w);
  await Promise.all(Array.from({ length: 12 }, () => aLot(api, w, { ingredient, expiryDate: '2026-11-20' })));
  expect((await watches()) - before).toBeLessThanOrEqual(3);
  expect(await until(async () => (await api.count(Alert, { kind: 'receiving.expiredStock', state: 'RAISED' })) === 13)).toBe(true);
});
