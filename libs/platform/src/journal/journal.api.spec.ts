import pg from 'pg';
import { LocalizedText, Money } from '@canteen/kernel';
import { act, Ctx, JournalEntry, PLATFORM_CHAIN, systemActor, verifyChain } from '@canteen/platform';
import { actorOf } from '@canteen/people';
import { Supplier } from '@canteen/catalog';
import { GoodsReceipt } from '@canteen/receiving';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { aWorld, startApi, type TestApi, type World } from '../../../../tests/support/api.ts';

let api: TestApi;
let w: World;
let owner: pg.Client;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());
// A world of its own for each test: a chain that one test breaks is not another's.
beforeEach(async () => {
  w = await aWorld(api);
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner?.end();
});

const CREATE = 'mutation($zh: ShortText!) { createSupplier(input: { name: { zh: $zh } }) { record { id } errors { code } } }';
const VERIFY = 'query($o: ID!, $head: ShortText) { verifyJournal(organization: $o, head: $head) { unbroken entries rows head faults { kind seq table recordId detail } } }';
const create = async (zh: string) => (await w.manager.ask(CREATE, { zh })).data!.createSupplier.record.id as string;
const verify = async (head?: string) => (await w.manager.ask(VERIFY, { o: w.org.id, head })).data!.verifyJournal;

/** What only someone who owns the server could do: past triggers and roles. */
async function behindOurBack(sql: string, params: unknown[] = []) {
  await owner.query("set session_replication_role = 'replica'");
  await owner.query(sql, params);
}

test('an untouched chain is unbroken and knows every record', async () => {
  await create('甲');
  await create('乙');
  const result = await verify();
  expect(result).toMatchObject({ unbroken: true, faults: [] });
  expect(result.head).toMatch(/^\d+:[0-9a-f]{64}$/);
  const system = new Ctx({ host: api.host, em: api.orm.em.fork() as SqlEntityManager, actor: systemActor('test'), lang: 'zh', requestId: 'test' });
  expect((await verifyChain(system, PLATFORM_CHAIN, null)).faults).toEqual([]);
});

test('an altered entry is found', async () => {
  await create('甲');
  const { rows } = await owner.query("select id, seq from journal_entry where organization_id = $1 and act = 'createSupplier'", [w.org.id]);
  await behindOurBack('update journal_entry set person_name = $1 where id = $2', ['别人', rows[0].id]);
  expect((await verify()).faults).toContainEqual(expect.objectContaining({ kind: 'chain', seq: rows[0].seq }));
});

test('a removed entry is found', async () => {
  await create('甲');
  await create('乙');
  await behindOurBack("delete from journal_entry where id = (select id from journal_entry where organization_id = $1 and act = 'createSupplier' order by seq limit 1)", [w.org.id]);
  expect((await verify()).unbroken).toBe(false);
});

test('an altered payload is found', async () => {
  await create('甲');
  await behindOurBack("update journal_payload set body = replace(body, 'create', 'update') where entry_id in (select id from journal_entry where organization_id = $1 and act = 'createSupplier')", [w.org.id]);
  expect((await verify()).faults).toContainEqual(expect.objectContaining({ kind: 'payload' }));
});

test('a record changed, removed or slipped in behind the journal is found', async () => {
  const [changed, removed] = [await create('甲'), await create('乙')];
  await behindOurBack("update supplier set name_zh = '假' where id = $1", [changed]);
  await behindOurBack('delete from supplier where id = $1', [removed]);
  await behindOurBack('insert into supplier select (jsonb_populate_record(s, jsonb_build_object(\'id\', \'01a1fb67-1800-7025-8f24-08520c7b54cc\', \'number\', \'SP-X\'))).* from supplier s where id = $1', [changed]);
  const { faults } = await verify();
  expect(faults).toEqual(expect.arrayContaining([
    expect.objectContaining({ kind: 'row', recordId: changed }),
    expect.objectContaining({ kind: 'row', recordId: removed }),
    expect.objectContaining({ kind: 'row', recordId: '01a1fb67-1800-7025-8f24-08520c7b54cc' }),
  ]));
});

test('a cut tail is invisible without, and found with, a head that was written down', async () => {
  await create('甲');
  const { head, entries } = await verify();
  await behindOurBack('delete from journal_payload where entry_id = (select id from journal_entry where organization_id = $1 and seq = $2)', [w.org.id, entries]);
  await behindOurBack('delete from journal_entry where organization_id = $1 and seq = $2', [w.org.id, entries]);
  await behindOurBack('delete from supplier where organization_id = $1', [w.org.id]);
  await behindOurBack('update journal_head set seq = $2, hash = (select hash from journal_entry where organization_id = $1 and seq = $2) where organization_id = $1', [w.org.id, entries - 1]);
  expect((await verify()).unbroken).toBe(true);
  expect((await verify(head)).faults).toContainEqual(expect.objectContaining({ kind: 'head' }));
});

test('the database refuses the application and the owner alike', async () => {
  await create('甲');
  const app = new pg.Client({ connectionString: api.database.url });
  await app.connect();
  try {
    for (const sql of ['update journal_entry set act = act', 'delete from journal_entry', 'truncate journal_entry', 'delete from journal_payload', "update journal_payload set body = '{}'"]) {
      await expect(app.query(sql)).rejects.toThrow(/permission denied|append-only/);
      await expect(owner.query(sql)).rejects.toThrow(/append-only/);
    }
  } finally {
    await app.end();
  }
});

test('a withheld payload leaves the chain whole', async () => {
  await create('甲');
  await owner.query("update journal_payload set body = null, salt = null where entry_id in (select id from journal_entry where organization_id = $1 and act = 'createSupplier')", [w.org.id]);
  const { faults } = await verify();
  // The chain holds; only what the payload alone vouched for is unvouched.
  expect(faults.filter((fault: { kind: string }) => fault.kind !== 'row')).toEqual([]);
});

test('acts of many people at once form one chain without a fork or a gap', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => create(`并行${i}`)));
  const result = await verify();
  expect(result.unbroken).toBe(true);
  const entries = await api.orm.em.fork().find(JournalEntry, { organizationId: w.org.id }, { orderBy: { seq: 'asc' } });
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_entry, index) => index + 1));
  expect(await api.count(Supplier, { organizationId: w.org.id })).toBe(20);
});

test("a record's history tells who wrote it when; others' histories are not shown", async () => {
  const id = await create('甲');
  const HISTORY = 'query($id: ID!) { journal(recordId: $id) { act personName at payload } }';
  const [entry] = (await w.manager.ask(HISTORY, { id })).data!.journal;
  expect(entry).toMatchObject({ act: 'createSupplier', personName: '经理', at: '2026-11-20T22:00:00.000Z' });
  expect(entry.payload.rows).toContainEqual(expect.objectContaining({ record: 'Supplier', id, op: 'create' }));
  expect((await w.other.manager.ask(HISTORY, { id })).data!.journal).toEqual([]);
  expect((await w.other.manager.ask(VERIFY, { o: w.org.id }))).toRefuse('NOT_FOUND');
});

describe('rows written many at a time', () => {
  const many = (count: number) =>
    api.act(w.manager, (ctx) =>
      ctx.bulkInsert(Supplier, Array.from({ length: count }, (_, i) => ({
        organizationId: w.org.id, number: `B-${i}`, name: LocalizedText.of(`批量“${i}”\\供货`, i % 2 ? `Bulk "${i}"` : null), pinyin: `pl${i}`, creditCode: null,
        address: null, contact: `张, {${i}}`, phone: null, state: 'APPLICANT' as const,
      }))));

  test('are stored as one by one, checked by one digest of all, and each has its history', async () => {
    const ids = await many(300);
    expect(new Set(ids).size).toBe(300);
    expect(await api.reload(Supplier, ids[7]!)).toMatchObject({ number: 'B-7', name: { zh: '批量“7”\\供货', en: 'Bulk "7"' }, contact: '张, {7}', state: 'APPLICANT', version: 1, organizationId: w.org.id });
    expect(await api.reload(Supplier, ids[8]!)).toMatchObject({ name: { en: null } });
    expect(await verify()).toMatchObject({ unbroken: true, faults: [] });
    const { rows: [entry] } = await owner.query("select p.body, p.row_ids from journal_payload p join journal_entry e on e.id = p.entry_id where e.organization_id = $1 and p.body like '%bulk%'", [w.org.id]);
    expect(JSON.parse(entry.body)).toMatchObject({ rows: [], bulk: [{ table: 'supplier', record: 'Supplier', op: 'create', rows: 300, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
    const HISTORY = 'query($id: ID!) { journal(recordId: $id) { act } }';
    expect((await w.manager.ask(HISTORY, { id: ids[299] })).data!.journal).toEqual([{ act: 'test' }]);
  });

  test('one of them changed, removed or slipped in behind our back is found', async () => {
    const ids = await many(50);
    await behindOurBack("update supplier set name_zh = '假' where id = $1", [ids[3]]);
    await behindOurBack('delete from supplier where id = $1', [ids[49]]);
    await behindOurBack("insert into supplier select (jsonb_populate_record(s, jsonb_build_object('id', '01a1fb67-1800-7025-8f24-08520c7b54cd', 'number', 'SP-Y'))).* from supplier s where id = $1", [ids[0]]);
    const { faults } = await verify();
    expect(faults.map((fault: { kind: string; recordId: string }) => [fault.kind, fault.recordId]).sort()).toEqual([['row', ids[3]], ['row', ids[49]], ['row', '01a1fb67-1800-7025-8f24-08520c7b54cd']].sort());
  });

  test('what later acts did to some of them is known; the others are still vouched for', async () => {
    const ids = await many(40);
    await api.act(w.manager, async (ctx) => {
      (await ctx.lock(Supplier, ids[5]!)).contact = '李';
    });
    await api.act(w.manager, async (ctx) => void ctx.em.remove(await ctx.lock(Supplier, ids[6]!)));
    expect(await verify()).toMatchObject({ unbroken: true });
    await behindOurBack("update supplier set contact = '王' where id = any($1)", [[ids[5], ids[7]]]);
    expect((await verify()).faults.map((fault: { recordId: string }) => fault.recordId).sort()).toEqual([ids[5], ids[7]].sort());
  });

  test('their packed digests cannot be bent to what was changed, and the database refuses to touch them', async () => {
    const ids = await many(10);
    await expect(owner.query('update journal_bulk set count = 0')).rejects.toThrow(/append-only/);
    await expect(owner.query('delete from journal_bulk')).rejects.toThrow(/append-only/);
    await behindOurBack("update supplier set contact = '王' where id = $1", [ids[0]]);
    await behindOurBack(
      "update journal_bulk b set packed = (select string_agg(uuid_send(s.id) || sha256(convert_to(jsonb_strip_nulls(to_jsonb(s))::text, 'UTF8')), ''::bytea order by s.id) from supplier s where s.id = any($1)) where organization_id = $2", [ids, w.org.id]);
    expect((await verify()).faults).toContainEqual(expect.objectContaining({ kind: 'payload', table: 'supplier' }));
  });

  test('of another organization they are refused, and nothing is written', async () => {
    const row = { number: 'X', name: LocalizedText.of('外', null), pinyin: 'w', creditCode: null, address: null, contact: null, phone: null, state: 'APPLICANT' as const };
    await expect(act(api.host, { name: 'test', actor: (await actorOf(api.orm.em.fork() as SqlEntityManager, w.manager.id, api.now()))!, permission: 'catalog:write' }, (ctx) =>
      ctx.bulkInsert(Supplier, [{ ...row, organizationId: w.org.id }, { ...row, organizationId: w.other.org.id }]))).rejects.toThrow('FORBIDDEN');
    const [foreign] = await api.act(w.other.manager, (ctx) => ctx.bulkInsert(Supplier, [{ ...row, organizationId: w.other.org.id }]));
    await expect(api.act(w.manager, (ctx) => ctx.bulkInsert(GoodsReceipt, [{
      canteen: w.canteen, supplier: foreign!, number: 'GR-1', state: 'DRAFT', receivedBy: w.manager.id, recordedBy: w.manager.id, occurredAt: api.now(), lateEntry: false, total: Money.fen(0),
    }]))).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.supplier' });
    expect(await api.count(Supplier, { organizationId: w.org.id })).toBe(0);
  });
});
