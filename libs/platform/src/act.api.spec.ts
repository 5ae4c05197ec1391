import { LocalizedText } from '@canteen/kernel';
import pg from 'pg';
import { act, IdempotencyKey, JournalEntry, PolicySetting } from '@canteen/platform';
import { createSupplier, Supplier } from '@canteen/catalog';
import { actorOf, Membership } from '@canteen/people';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { aWorld, startApi, type TestApi, type World } from '../../../tests/support/api.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const CREATE = 'mutation($input: CreateSupplierInput!) { createSupplier(input: $input) { record { id number name { zh en } version } errors { code field message params } } }';
const named = (zh: string) => ({ input: { name: { zh } } });

describe('idempotency keys', () => {
  test('a repeat is answered from what is stored and acts once', async () => {
    const first = await w.manager.ask(CREATE, named('一号菜行'), { key: 'key-once-1' });
    const again = await w.manager.ask(CREATE, named('一号菜行'), { key: 'key-once-1' });
    expect(first).toBeDone();
    expect(again.data!.createSupplier.record).toEqual(first.data!.createSupplier.record);
    expect(await api.count(Supplier, { name: { zh: '一号菜行' } })).toBe(1);
  });

  test('ten repeats at once act once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => w.manager.ask(CREATE, named('二号菜行'), { key: 'key-once-2' })));
    for (const answer of answers) expect(answer).toBeDone();
    expect(new Set(answers.map((answer) => answer.data!.createSupplier.record.id)).size).toBe(1);
    expect(await api.count(Supplier, { name: { zh: '二号菜行' } })).toBe(1);
  });

  test('other input under the same key is refused and changes nothing', async () => {
    await w.manager.ask(CREATE, named('三号菜行'), { key: 'key-once-3' });
    expect(await w.manager.ask(CREATE, named('四号菜行'), { key: 'key-once-3' })).toRefuse('IDEMPOTENCY_KEY_REUSED', 'Idempotency-Key');
    expect(await api.count(Supplier, { name: { zh: '四号菜行' } })).toBe(0);
  });

  test('a refusal is not stored: the same key may succeed later', async () => {
    expect(await w.manager.ask(CREATE, named(''), { key: 'key-once-5' })).toRefuse('TEXT_REQUIRED', 'input.name.zh');
    expect(await api.count(IdempotencyKey, { key: 'key-once-5' })).toBe(0);
    expect(await w.manager.ask(CREATE, named('五号菜行'), { key: 'key-once-5' })).toBeDone();
  });

  test('keys belong to their person', async () => {
    await w.manager.ask(CREATE, named('六号菜行'), { key: 'key-shared' });
    expect(await w.other.manager.ask(CREATE, named('七号菜行'), { key: 'key-shared' })).toBeDone();
  });

  test('a malformed key is refused', async () => {
    expect(await w.manager.ask(CREATE, named('八号菜行'), { key: 'short' })).toRefuse('IDEMPOTENCY_KEY_MALFORMED');
    expect(await api.count(Supplier, { name: { zh: '八号菜行' } })).toBe(0);
  });
});

describe('one act, one transaction', () => {
  test('what fails after writing leaves nothing, neither rows nor journal', async () => {
    const entries = await api.count(JournalEntry);
    const actor = await actorOf(api.orm.em.fork() as SqlEntityManager, w.manager.id, api.now());
    await expect(
      act(api.host, { name: 'test', actor }, async (ctx) => {
        await createSupplier(ctx, { name: LocalizedText.of('半途菜行') });
        await ctx.em.flush();
        throw new Error('the lights went out');
      }),
    ).rejects.toThrow('the lights went out');
    expect(await api.count(Supplier, { name: { zh: '半途菜行' } })).toBe(0);
    expect(await api.count(JournalEntry)).toBe(entries);
  });

  test('two mutations in one request are refused', async () => {
    const both = 'mutation { a: createSupplier(input: { name: { zh: "甲" } }) { errors { code } } b: createSupplier(input: { name: { zh: "乙" } }) { errors { code } } }';
    expect(await w.manager.ask(both)).toRefuse('ONE_MUTATION_PER_REQUEST');
    expect(await api.count(Supplier, { name: { zh: '甲' } })).toBe(0);
  });
});

describe('who may do what', () => {
  test('without signing in', async () => {
    expect(await api.anyone.ask(CREATE, named('无名'))).toRefuse('UNAUTHENTICATED');
    expect(await api.anyone.ask('{ suppliers { total } }')).toRefuse('UNAUTHENTICATED');
  });

  test('without the permission', async () => {
    expect(await w.cook.ask(CREATE, named('厨师的菜行'))).toRefuse('FORBIDDEN');
    expect(await api.count(Supplier, { name: { zh: '厨师的菜行' } })).toBe(0);
  });

  test("another organization's record is not found, whatever is asked", async () => {
    const theirs = (await w.other.manager.ask(CREATE, named('邻家菜行'))).data!.createSupplier.record;
    expect((await w.manager.ask('query($id: ID!) { supplier(id: $id) { id } }', { id: theirs.id })).data!.supplier).toBeNull();
    const freeze = 'mutation($id: ID!) { freezeSupplier(id: $id, reason: "试") { errors { code field } } }';
    expect(await w.manager.ask(freeze, { id: theirs.id })).toRefuse('NOT_FOUND');
    expect(await w.manager.ask(freeze, { id: 'not an id' })).toRefuse('NOT_FOUND');
    expect((await w.manager.ask('{ suppliers(page: { size: 200 }) { items { id } } }')).data!.suppliers.items.map((row: { id: string }) => row.id)).not.toContain(theirs.id);
  });

  test('a grant to read elsewhere is no grant to write there', async () => {
    // The inspector of the first canteen is made manager of his own organization, next door.
    await api.act(null, async (ctx) => {
      ctx.create(Membership, { organizationId: w.other.org.id, person: w.inspector.id, canteen: null, role: 'MANAGER', validFrom: ctx.today().plusDays(-1), validTo: null, endedAt: null } as never);
    });
    const ours = (await w.manager.ask(CREATE, named('自家菜行'))).data!.createSupplier.record;
    const freeze = 'mutation($id: ID!) { freezeSupplier(id: $id, reason: "试") { errors { code field } } }';
    expect(await w.inspector.ask(freeze, { id: ours.id })).toRefuse('NOT_FOUND');
    expect(await api.reload(Supplier, ours.id)).toMatchObject({ state: 'APPLICANT' });
  });
});

describe('lost updates', () => {
  const UPDATE = 'mutation($id: ID!, $input: UpdateSupplierInput!) { updateSupplier(id: $id, input: $input) { record { version phone address } errors { code field message params } } }';

  test('an edit of what others changed meanwhile is refused, and told what they changed', async () => {
    const { id, version } = (await w.manager.ask(CREATE, named('两人改'))).data!.createSupplier.record;
    expect(await w.manager.ask(UPDATE, { id, input: { version, phone: '13800000000' } })).toBeDone();
    const late = await w.administrator.ask(UPDATE, { id, input: { version, address: '旧地址' } });
    expect(late).toRefuse('STALE_RECORD', 'input.version');
    expect(late.data!.updateSupplier.errors[0]).toMatchObject({ params: { given: version, current: version + 1, changed: ['phone'], by: ['经理'] } });
    expect(late.data!.updateSupplier.errors[0].message).toContain('经理 changed this record meanwhile (phone;');
    expect(await api.reload(Supplier, id)).toMatchObject({ phone: '13800000000', address: null });
  });

  test('of two edits at once one wins', async () => {
    const { id, version } = (await w.manager.ask(CREATE, named('同时改'))).data!.createSupplier.record;
    const both = await Promise.all(['甲地', '乙地'].map((address) => w.manager.ask(UPDATE, { id, input: { version, address } })));
    expect(both.filter((answer) => answer.data!.updateSupplier.errors.length === 0)).toHaveLength(1);
    expect((await api.reload(Supplier, id)).version).toBe(version + 1);
  });

  test('absent means unchanged, null means cleared', async () => {
    const { id, version } = (await w.manager.ask(CREATE, named('清空'))).data!.createSupplier.record;
    await w.manager.ask(UPDATE, { id, input: { version, phone: '13800000001', address: '此处' } });
    await w.manager.ask(UPDATE, { id, input: { version: version + 1, phone: null } });
    expect(await api.reload(Supplier, id)).toMatchObject({ phone: null, address: '此处' });
  });
});

describe('refusals speak', () => {
  test('in the language of the caller, with the path of the input', async () => {
    const zh = await w.manager.ask(CREATE, named('长'.repeat(10_000)), { lang: 'zh' });
    const en = await w.manager.ask(CREATE, named('长'.repeat(10_000)), { lang: 'en' });
    expect(zh).toRefuse('TEXT_TOO_LONG', 'input.name.zh');
    expect(zh.errors![0]!.message).toBe('文字最多 200 个字，现有 10000 个。');
    expect(en.errors![0]!.message).toBe('At most 200 characters are allowed, but got 10000.');
  });

  test.each([
    ['a number for a text', { input: { name: { zh: 7 } } }, 'WRONG_TYPE'],
    ['a missing field', { input: {} }, 'BAD_USER_INPUT'],
    ['a list for an object', { input: { name: ['x'] } }, 'BAD_USER_INPUT'],
    ['control characters', { input: { name: { zh: 'a\u0000b' } } }, 'TEXT_HAS_CONTROL_CHARACTERS'],
  ])('%s', async (_what, variables, code) => {
    const answer = await w.manager.ask(CREATE, variables);
    expect(answer).toRefuse(code);
    expect(JSON.stringify(answer)).not.toMatch(/node_modules|at .*\.ts|select |insert /i);
  });

  test('emoji and SQL are only text', async () => {
    const name = "🥬'; drop table supplier; --";
    const answer = await w.manager.ask(CREATE, named(name));
    expect(answer).toBeDone();
    expect(answer.data!.createSupplier.record.name.zh).toBe(name);
    const found = await w.manager.ask('query($q: ShortText) { suppliers(filter: { q: $q }) { total } }', { q: "'; drop" });
    expect(found.data!.suppliers.total).toBe(1);
    expect((await w.manager.ask('query($q: ShortText) { suppliers(filter: { q: $q }) { total } }', { q: '%' })).data!.suppliers.total).toBe(0);
  });

  test('what is our fault tells its number and nothing else', async () => {
    const owner = new pg.Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    await owner.query('alter table supplier rename to supplier_away');
    try {
      for (const query of ['{ suppliers { items { id } } }', CREATE]) {
        const broken = await w.manager.ask(query, named('坏'), { lang: 'zh' });
        expect(broken.errors).toHaveLength(1);
        const { message, extensions } = broken.errors![0]!;
        expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: broken.headers['x-request-id'] });
        expect(message).toBe(`系统出错，未保存任何更改。请告知管理员编号 ${String(broken.headers['x-request-id'])}。`);
        expect(JSON.stringify(broken.errors)).not.toMatch(/supplier_away|relation|select|stack/i);
      }
    } finally {
      await owner.query('alter table supplier_away rename to supplier');
      await owner.end();
    }
  });

  test('a query that is none is refused without telling of the house', async () => {
    const wrong = await w.manager.ask('{ noSuchField }');
    expect(wrong.errors![0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(JSON.stringify(wrong)).not.toContain('stacktrace');
  });
});

describe('lists', () => {
  test.each([
    ['{ suppliers(page: { number: 0 }) { total } }', 'PAGE_OUT_OF_RANGE'],
    ['{ suppliers(page: { size: 201 }) { total items { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ suppliers(sort: { field: "passwordHash" }) { items { id } } }', 'SORT_UNKNOWN'],
    ['{ suppliers(sort: { field: "id; drop table supplier" }) { items { id } } }', 'SORT_UNKNOWN'],
  ])('%s is refused', async (query, code) => {
    expect(await w.manager.ask(query)).toRefuse(code);
  });

  test('counts only when asked, and reads one row more to know of the next page', async () => {
    const { queries } = await api.queriesOf(() => w.manager.ask('{ suppliers(page: { size: 2 }) { hasNext items { id } } }'));
    expect(queries.filter((sql) => /count\(/i.test(sql))).toHaveLength(0);
    expect(queries.filter((sql) => /from "supplier"/.test(sql))).toHaveLength(1);
  });
});

describe('policies', () => {
  const SET = 'mutation($input: SetPolicyInput!) { setPolicy(input: $input) { record { id } errors { code field } } }';
  const VALUES = 'query($o: ID!) { policies(organization: $o) { policy field value default changed changedBy mark citation { zh } } }';

  test('every limit has a default with its source', async () => {
    const values = (await w.director.ask(VALUES, { o: w.org.id })).data!.policies as { mark: string; citation: { zh: string }; value: unknown; default: unknown }[];
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) {
      expect(value.citation.zh).not.toBe('');
      expect(['V', 'S', 'M', 'D']).toContain(value.mark);
      expect(value.value).toEqual(value.default);
    }
  });

  test('the latest setting counts, the earlier one remains, and other organizations keep theirs', async () => {
    const input = { organization: w.org.id, policy: 'retention', field: 'minGrams', reason: '本省要求 150 克' };
    expect(await w.director.ask(SET, { input: { ...input, value: 150 } })).toBeDone();
    api.clock(new Date(api.now().getTime() + 1000));
    expect(await w.director.ask(SET, { input: { ...input, value: 130 } })).toBeDone();
    const own = (await w.director.ask(VALUES, { o: w.org.id })).data!.policies.find((row: { field: string }) => row.field === 'minGrams');
    expect(own).toMatchObject({ value: 130, changed: true, changedBy: w.director.name });
    expect(await api.count(PolicySetting, { field: 'minGrams' })).toBe(2);
    const theirs = (await w.other.manager.ask(VALUES, { o: w.other.org.id })).data!.policies.find((row: { field: string }) => row.field === 'minGrams');
    expect(theirs).toMatchObject({ value: 125, changed: false, changedBy: null });
    expect((await w.other.manager.ask(VALUES, { o: w.org.id })).data!.policies).toEqual([]);
  });

  test.each([
    [{ policy: 'retention', field: 'minGrams', value: 'much', reason: 'x y' }, 'POLICY_VALUE_WRONG_TYPE'],
    [{ policy: 'retention', field: 'nothing', value: 1, reason: 'x y' }, 'POLICY_UNKNOWN'],
    [{ policy: 'retention', field: 'minGrams', value: 1, reason: '' }, 'REASON_REQUIRED'],
  ])('%j is refused', async (given, code) => {
    const before = await api.count(PolicySetting);
    expect(await w.director.ask(SET, { input: { organization: w.org.id, ...given } })).toRefuse(code);
    expect(await api.count(PolicySetting)).toBe(before);
  });

  test("another organization's limits cannot be set", async () => {
    expect(await w.director.ask(SET, { input: { organization: w.other.org.id, policy: 'retention', field: 'minGrams', value: 1, reason: 'x y' } })).toRefuse('NOT_FOUND');
  });
});
