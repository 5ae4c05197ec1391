import { once } from 'node:events';
import { request } from 'node:http';
import { Membership, Session } from '@canteen/people';
import { aWorld, startApi, type Caller, type TestApi, type World } from '../../../tests/support/api.ts';

let api: TestApi;
let w: World;
let address: string;
const open: Page[] = [];

interface Event { event: string; data: Record<string, unknown> }
interface Page { events: Event[]; status: number; headers: Record<string, unknown>; ended: boolean; beats: number; next(event: string, ms?: number): Promise<Event | null>; close(): void }

/** A page that listens, as a browser's EventSource would. */
async function page(caller: Pick<Caller, 'cookie'>): Promise<Page> {
  const asked = request(`${address}/live`, { headers: { cookie: caller.cookie } });
  asked.on('error', () => undefined);
  asked.end();
  const [answer] = await once(asked, 'response');
  const self: Page = {
    events: [], status: answer.statusCode, headers: answer.headers, ended: false, beats: 0,
    async next(event, ms = 3000) {
      for (const from = performance.now(); performance.now() - from < ms; await new Promise((done) => setTimeout(done, 20))) {
        const at = self.events.findIndex((found) => found.event === event);
        if (at >= 0) return self.events.splice(at, 1)[0]!;
      }
      return null;
    },
    close: () => asked.destroy(),
  };
  let text = '';
  answer.setEncoding('utf8');
  answer.on('error', () => undefined);
  answer.on('end', () => (self.ended = true));
  answer.on('data', (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const value = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      if (lines[0]!.startsWith(':')) self.beats++;
      else self.events.push({ event: value('event') ?? '', data: JSON.parse(value('data') ?? '{}') as Record<string, unknown> });
    }
  });
  open.push(self);
  if (self.status === 200) await self.next('hello');
  return self;
}

const tell = (about: object) => api.orm.em.fork().execute(`select pg_notify('canteen_live', ?)`, [JSON.stringify(about)]);
const quiet = () => new Promise((done) => setTimeout(done, 300));

beforeAll(async () => {
  api = await startApi({ live: { heartbeatMs: 400 } });
  w = await aWorld(api);
  address = await api.listen();
}, 60_000);
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});
afterAll(() => api?.close());

it('is for the signed-in, and is not kept by proxies', async () => {
  expect((await page({ cookie: '' })).status).toBe(401);
  const manager = await page(w.manager);
  expect(manager.status).toBe(200);
  expect(manager.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
});

it('tells each person only what is addressed to them', async () => {
  const [manager, cook] = [await page(w.manager), await page(w.cook)];
  await tell({ about: 'work', id: 'a', to: [w.manager.id], kind: 'export', done: 1, total: 2 });
  await tell({ about: 'work', id: 'b', to: [w.cook.id], kind: 'export', done: 2, total: 2 });
  expect(await manager.next('work')).toEqual({ event: 'work', data: { about: 'work', id: 'a', kind: 'export', done: 1, total: 2 } });
  expect(await cook.next('work')).toMatchObject({ data: { id: 'b' } });
  await quiet();
  expect([...manager.events, ...cook.events]).toEqual([]);
});

it('tells of a place only who holds the permission there; nothing of another institution, nothing that is no event', async () => {
  const [manager, cook, neighbour, inspector] = [await page(w.manager), await page(w.cook), await page(w.other.manager), await page(w.inspector)];
  await tell({ about: 'alert', id: 'x', audience: ['prices:write'], organization: w.org.id, canteen: w.canteen.id, state: 'RAISED' });
  expect(await manager.next('alert')).toMatchObject({ data: { id: 'x', state: 'RAISED' } });
  // An inspector of the one canteen hears of it, and not of the next.
  await tell({ about: 'alert', id: 'y', audience: ['menus:read'], organization: w.org.id, canteen: w.canteen.id });
  expect(await inspector.next('alert')).toMatchObject({ data: { id: 'y' } });
  await tell({ about: 'alert', id: 'elsewhere', audience: ['menus:read'], organization: w.org.id, canteen: w.other.canteen.id });
  await tell({ about: 'alert', id: 'z', audience: ['menus:read'], organization: w.org.id, canteen: null });
  expect(await inspector.next('alert')).toMatchObject({ data: { id: 'z' } });
  expect(await cook.next('alert')).toMatchObject({ data: { id: 'y' } });
  expect(await cook.next('alert')).toMatchObject({ data: { id: 'elsewhere' } });
  expect(await cook.next('alert')).toMatchObject({ data: { id: 'z' } });
  await api.orm.em.fork().execute(`select pg_notify('canteen_live', 'no json')`);
  await tell({ about: 'alert', id: 'nobody' });
  await quiet();
  expect([...inspector.events, ...neighbour.events]).toEqual([]);
  expect(neighbour.ended).toBe(false);
});

it('a role that ended is no reason any more to be told; a session that ended closes the page', async () => {
  const person = await api.act(null, async (ctx) => {
    const { Person } = await import('@canteen/people');
    const made = ctx.create(Person, { name: '临时', pinyin: 'ls', account: 'for-a-while', phone: null, language: 'zh', active: true, passwordHash: null, pinHash: null } as never);
    ctx.create(Membership, { organizationId: w.org.id, person: made, canteen: null, role: 'MANAGER', validFrom: ctx.today().plusDays(-1), validTo: null } as never);
    return made;
  });
  const caller = await api.signedIn(person);
  const live = await page(caller);
  const alert = { about: 'alert', audience: ['prices:write'], organization: w.org.id, canteen: null };
  await tell({ ...alert, id: '1' });
  expect(await live.next('alert')).toMatchObject({ data: { id: '1' } });
  const before = await api.orm.em.fork().findOneOrFail(Session, { person: person.id } as never);
  await api.orm.em.fork().execute('update membership set ended_at = ? where person_id = ?', [api.now(), person.id]);
  const beats = live.beats;
  while (live.beats < beats + 2) await quiet();
  await tell({ ...alert, id: '2' });
  await quiet();
  expect(live.events).toEqual([]);
  // An open page is no sign of life.
  expect((await api.orm.em.fork().findOneOrFail(Session, { person: person.id } as never)).lastSeenAt).toEqual(before.lastSeenAt);
  await api.orm.em.fork().execute('update session set ended_at = ? where person_id = ?', [api.now(), person.id]);
  expect(await live.next('end')).toEqual({ event: 'end', data: { why: 'signed-out' } });
  expect(live.ended).toBe(true);
});

it('survives the loss of its connection to the database, and says that something may have been missed', async () => {
  const manager = await page(w.manager);
  const cut = (await api.orm.em.fork().execute(`select count(pg_terminate_backend(pid))::int as cut from pg_stat_activity where application_name = 'canteen live' and datname = current_database()`)) as unknown as { cut: number }[];
  expect(cut[0]!.cut).toBe(1);
  expect(await manager.next('again')).not.toBeNull();
  await tell({ about: 'work', id: 'later', to: [w.manager.id] });
  expect(await manager.next('work')).toMatchObject({ data: { id: 'later' } });
});

it('a fifth page of the same browser closes the first; another device of the person is another matter', async () => {
  const device = await page(await api.signedIn(w.storekeeper));
  const pages: Page[] = [];
  for (let n = 0; n < 5; n++) pages.push(await page(w.storekeeper));
  expect(await pages[0]!.next('end')).toEqual({ event: 'end', data: { why: 'more' } });
  expect([...pages.slice(1), device].map((each) => each.ended)).toEqual([false, false, false, false, false]);
});

it('the server stops although pages are open', async () => {
  const other = await startApi();
  const people = await aWorld(other);
  const at = address;
  address = await other.listen();
  const live = await page(people.manager);
  address = at;
  const asked = performance.now();
  await other.close();
  expect(performance.now() - asked).toBeLessThan(5000);
  expect(live.ended).toBe(true);
}, 60_000);
