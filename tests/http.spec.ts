import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { InjectOptions } from 'fastify';
import { Supplier } from '@canteen/catalog';
import { PHOTOS } from '@canteen/menu-pages';
import { createPerson } from '@canteen/people';
import { contentKey, StoredFile } from '@canteen/platform';
import { aWorld, startApi, type TestApi, type World } from './support/api.ts';
import { aFile, aMenu, aServableDish } from './support/builders.ts';

// What stands between the network and the modules: origins, cookies, what an answer gives away, how much one address may ask.

let made = 0;
const aCreation = () => `mutation { createSupplier(input: { name: { zh: "菜行 ${++made}" } }) { record { id } errors { code } } }`;
const PASSWORD = 'steamed bun 5';
const SIGN_IN = `mutation { signIn(account: "http-spec", password: "${PASSWORD}") { record { id } errors { code } } }`;

let api: TestApi;
let w: World;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'canteen-console-'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>console</title>');
  api = await startApi({ consoleFolder: folder });
  w = await aWorld(api);
  await api.act(w.administrator, (ctx) => createPerson(ctx, { name: '来访', account: 'http-spec', password: PASSWORD, pin: '1357', role: 'COOK', canteen: w.canteen.id }));
});
afterAll(async () => {
  await api?.close();
  await rm(folder, { recursive: true, force: true });
});

const inject = (options: InjectOptions, on = api) => on.app.inject(options);
const post = (headers: Record<string, string>, query = aCreation(), on = api, cookie = w.manager.cookie) =>
  inject({ method: 'POST', url: '/graphql', headers: { host: 'canteen.example', 'content-type': 'application/json', cookie, ...headers }, payload: JSON.stringify({ query }) }, on);
const suppliers = (on = api) => on.count(Supplier);

describe('pages of other sites', () => {
  it.each([
    ['another site', 'https://evil.example'],
    ['another port', 'http://canteen.example:8080'],
    ['a name that begins alike', 'http://canteen.example.evil.example'],
    ['no site at all', 'null'],
    ['no address', 'canteen.example'],
  ])('%s may not post, and nothing is changed', async (_what, origin) => {
    const before = await suppliers();
    const answer = await post({ origin });
    expect([answer.statusCode, answer.json().errors[0].code]).toEqual([403, 'FOREIGN_ORIGIN']);
    const upload = await inject({ method: 'POST', url: '/files', headers: { host: 'canteen.example', origin, cookie: w.manager.cookie, 'content-type': 'application/json' }, payload: '{"name":"a.jpg","size":3}' });
    expect(upload.statusCode).toBe(403);
    expect(await suppliers()).toBe(before);
    expect(await api.count(StoredFile)).toBe(0);
  });

  it.each([['its own', { origin: 'http://canteen.example' }], ['none, as from a program', {}], ['its own, in capitals', { host: 'Canteen.Example', origin: 'http://canteen.example' }]])('%s is fine', async (_what, headers) => {
    const before = await suppliers();
    const answer = await post(headers);
    expect([answer.statusCode, answer.json().data.createSupplier.errors]).toEqual([200, []]);
    expect(await suppliers()).toBe(before + 1);
  });

  it('a forwarded host counts behind a trusted proxy, and nowhere else', async () => {
    const proxied = { host: '10.0.0.7:3000', 'x-forwarded-host': 'canteen.example', 'x-forwarded-proto': 'https', origin: 'https://canteen.example' };
    expect((await post(proxied)).statusCode).toBe(403);
    const behind = await startApi({ config: { trustProxy: true } });
    try {
      const { cookie } = (await aWorld(behind)).manager;
      expect((await post(proxied, aCreation(), behind, cookie)).json()).toMatchObject({ data: { createSupplier: { errors: [] } } });
      expect((await post({ ...proxied, origin: 'http://10.0.0.7:3000' }, aCreation(), behind, cookie)).statusCode).toBe(403);
      expect(await suppliers(behind)).toBe(1);
    } finally {
      await behind.close();
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('%s, which a page may send without asking, is refused', async (type) => {
    const before = await suppliers();
    const answer = await post({ 'content-type': type });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(await suppliers()).toBe(before);
  });

  it('nothing is changed by following a link', async () => {
    const before = await suppliers();
    const answer = await inject({ method: 'GET', url: `/graphql?query=${encodeURIComponent(aCreation())}`, headers: { cookie: w.manager.cookie, 'apollo-require-preflight': '1' } });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(await suppliers()).toBe(before);
  });
});

describe('what an answer gives away', () => {
  const inside = /node_modules|\/(libs|apps)\/|at \w+ \(|stacktrace|"stack"|select /i;

  it('is no stack, whatever is sent', async () => {
    const answers = await Promise.all([
      post({}, 'mutation { nothingOfTheKind }'),
      post({}, '{{{'),
      post({}, `{ ${'a '.repeat(4001)}}`),
      post({ 'idempotency-key': 'x' }),
      inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' }, payload: '{"query":' }),
      inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' }, payload: '"a"' }),
      inject({ method: 'GET', url: '/nowhere' }),
      inject({ method: 'GET', url: '/files/%00?t=1' }),
    ]);
    for (const answer of answers) expect(answer.body).not.toMatch(inside);
    // Whoever asks wrongly is told so; it is no fault of the house.
    expect(answers.map((answer) => answer.statusCode)).toEqual([400, 400, 400, 200, 400, 400, 404, 401]);
  });

  it('is no stack when the house itself fails', async () => {
    const hash = await publishedPhoto(api, w);
    const { open } = api.files;
    api.files.open = () => Promise.reject(new Error('the disk at /var/lib/secret is gone'));
    const answer = await inject({ method: 'GET', url: `${PHOTOS}${hash}`, headers: { 'accept-language': 'en' } });
    api.files.open = open;
    expect(answer.statusCode).toBe(500);
    expect(answer.json().errors[0].extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers['x-request-id'] });
    expect(answer.body).not.toMatch(/disk|secret|stack/);
  });

  it('is a cookie that no script reads and no other site sends', async () => {
    const answer = await post({}, SIGN_IN, api, '');
    const set = String(answer.headers['set-cookie']);
    expect(set).toMatch(/; ?HttpOnly/i);
    expect(set).toMatch(/; ?SameSite=Strict/i);
    expect(set).toMatch(/; ?Path=\/(;|$)/i);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is no page where a file of the console is missing', async () => {
    expect((await inject({ method: 'GET', url: '/console/assets/index-gone.js' })).statusCode).toBe(404);
    const screen = await inject({ method: 'GET', url: '/console/mealServices' });
    expect([screen.statusCode, screen.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  });
});

describe('how much one address may ask', () => {
  it('of GraphQL, of files and of photos, each', async () => {
    const small = await startApi({ config: { rateLimit: 3 } });
    try {
      const asks: InjectOptions[] = [
        { method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' }, payload: '{"query":"{ __typename }"}' },
        { method: 'POST', url: '/files', headers: { 'content-type': 'application/json' }, payload: '{}' },
        { method: 'PATCH', url: '/files/x' },
        { method: 'HEAD', url: '/files/x' },
        { method: 'GET', url: '/files/x' },
        { method: 'GET', url: `${PHOTOS}${'0'.repeat(64)}` },
      ];
      for (const ask of asks) {
        const codes: number[] = [];
        for (let n = 0; n < 4; n++) codes.push((await inject({ ...ask, remoteAddress: '10.1.1.1' }, small)).statusCode);
        expect([ask.method, ask.url, codes.map((code) => code === 429)]).toEqual([ask.method, ask.url, [false, false, false, true]]);
        expect((await inject({ ...ask, remoteAddress: '10.1.1.2' }, small)).statusCode).not.toBe(429);
      }
      const refused = await inject({ ...asks[0]!, remoteAddress: '10.1.1.1' }, small);
      expect(refused.json().errors[0].extensions.code).toBe('TOO_MANY_REQUESTS');
    } finally {
      await small.close();
    }
  });
});

describe('public photos', () => {
  it('are asked for in the database once a minute, and at once when something is published', async () => {
    const hash = await publishedPhoto(api, w);
    const get = (one: string) => inject({ method: 'GET', url: `${PHOTOS}${one}` });
    const first = await api.queriesOf(() => get(hash));
    expect([first.result.statusCode, first.result.headers['content-type'], first.result.body]).toEqual([200, 'image/jpeg', 'jpg']);
    expect(first.queries.length).toBeGreaterThan(0);
    expect((await api.queriesOf(() => get(hash))).queries).toEqual([]);
    api.clock(new Date(api.now().getTime() + 60_000));
    expect((await api.queriesOf(() => get(hash))).queries.length).toBe(first.queries.length);

    // Not published yet: not found, also when asked again; found as soon as the node has seen the publication.
    const { file, publish } = await aPhoto(api, w);
    expect((await get(file.hash!)).statusCode).toBe(404);
    expect((await api.queriesOf(() => get(file.hash!))).queries).toEqual([]);
    await publish();
    await api.menus.look();
    expect((await get(file.hash!)).statusCode).toBe(200);
    for (const odd of ['x', '..%2f..%2fetc', 'A'.repeat(64)]) expect((await api.queriesOf(() => get(odd))).queries).toEqual([]);
  });
});

let weeks = 0;
/** A dish with a photo on the menu of a week of its own, still a draft. */
async function aPhoto(on: TestApi, world: World): Promise<{ file: StoredFile; publish: () => Promise<unknown> }> {
  const file = await aFile(on, world, world.manager);
  await on.files.put(contentKey(file.hash!), Buffer.from('jpg'));
  const dish = await aServableDish(on, world, { photo: file.id });
  const monday = new Date(Date.UTC(2026, 10, 23 + 7 * weeks++)).toISOString().slice(0, 10);
  const menu = await aMenu(on, world, { weekStart: monday, meals: [{ day: monday, dishes: [dish] }] });
  const publish = async () => expect(await world.manager.ask('mutation ($id: ID!) { publishMenu(id: $id) { errors { code } } }', { id: menu.id })).toBeDone();
  return { file, publish };
}

async function publishedPhoto(on: TestApi, world: World): Promise<string> {
  const { file, publish } = await aPhoto(on, world);
  await publish();
  await on.menus.look();
  return file.hash!;
}
