import { SMTPServer } from 'smtp-server';
import PostalMime from 'postal-mime';
import type { AddressInfo } from 'node:net';
import { watchSoon } from '@canteen/platform';
import { migrateJobs, startJobs, type Jobs } from '../apps/api/src/jobs.ts';
import { modules } from '../apps/api/src/modules.ts';
import { grantApp } from '../apps/api/src/postgres.ts';
import { aWorld, startApi, type TestApi, type World } from './support/api.ts';
import { aLot, anIngredient, aSupplier } from './support/builders.ts';

/** All modules' jobs on the real queue, worked by two nodes, with a real mail server: what stands between a cause and those who must know. */
let api: TestApi;
let w: World;
const nodes: Jobs[] = [];
const mails: Buffer[] = [];
const smtp = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => (mails.push(Buffer.concat(chunks)), done()));
  },
});

async function until<T>(look: () => T | Promise<T>, ms = 20_000): Promise<T> {
  for (const from = performance.now(); ; await new Promise((next) => setTimeout(next, 100))) {
    const found = await look();
    if (found || performance.now() - from > ms) return found;
  }
}

beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', () => done()));
  api = await startApi();
  w = await aWorld(api);
  await migrateJobs(api.database.ownerUrl, modules);
  await grantApp(api.database.ownerUrl);
  api.host.receivers = { mail: { url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, from: 'canteen@example.cn' }, sms: null, allowPrivate: false };
  await api.orm.em.fork().execute(`update person set email = account || '@example.cn' where account in ('officer', 'manager')`);
  for (let n = 0; n < 2; n++) nodes.push(await startJobs(api.database.url, api.host));
  api.host.changed = watchSoon(api.host);
}, 60_000);
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await api?.close();
  await new Promise<void>((done) => smtp.close(() => done()));
});

it('an expired lot is in the mail of those it concerns within seconds, once each, and acknowledged from there', async () => {
  const lot = await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-20' });
  await until(() => mails.length);
  // The other node found nothing left to do.
  await new Promise((next) => setTimeout(next, 3000));
  const read = await Promise.all(mails.map((raw) => PostalMime.parse(raw)));
  const alerts = (await w.officer.ask('{ alerts(filter: { kind: "receiving.expiredStock" }) { items { id recordId } } }')).data!['alerts'].items;
  expect(alerts).toEqual([{ id: expect.any(String), recordId: lot.id }]);
  const { id } = alerts[0];
  const about = read.filter(({ text }) => text!.includes(`https://canteen.test/console/alerts/${id}/show`));
  const to = about.map((mail) => mail.to![0]!.address).sort();
  expect(to.length).toBeGreaterThan(0);
  expect(new Set(to).size).toBe(to.length);
  expect(about[0]!.subject).toContain('【严重】');
  const reader = to[0]!.startsWith('officer') ? w.officer : w.manager;
  expect((await reader.ask('query($id: ID!) { alert(id: $id) { state recordId } }', { id })).data).toEqual({ alert: { state: 'RAISED', recordId: lot.id } });
  expect(await reader.ask('mutation($id: ID!) { acknowledgeAlert(id: $id) { record { state } errors { code } } }', { id })).toBeDone();
}, 60_000);

it('an export that is asked for is made by the queue, and the administrator sees that it was', async () => {
  await aSupplier(api, w);
  const asked = await w.manager.ask('mutation($input: ExportInput!) { exportLedger(input: $input) { record { id } errors { code message field } } }', { input: { ledger: 'suppliers', format: 'CSV' } });
  expect(asked).toBeDone();
  const { id } = asked.data!['exportLedger'].record;
  const state = async () => (await w.manager.ask('query($id: ID!) { export(id: $id) { rows sha256 work { state failure } } }', { id })).data!['export'];
  expect(await until(async () => ((await state()).work.state === 'DONE' ? state() : null))).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), work: { state: 'DONE', failure: null } });
  const { data } = await w.administrator.ask('{ jobs { name lastState failed queued nextAt says { zh } } failedJobs { total } }');
  expect(data!['failedJobs'].total).toBe(0);
  expect(data!['jobs'].find(({ name }: { name: string }) => name === 'export-ledger')).toMatchObject({ lastState: 'completed', failed: 0, queued: 0 });
  for (const job of data!['jobs']) expect({ name: job.name, says: job.says?.zh ?? null }).toEqual({ name: job.name, says: expect.any(String) });
}, 60_000);
