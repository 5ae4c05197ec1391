import { Supplier } from '@canteen/catalog';
import { Import, runJob } from '@canteen/platform';
import { closePeriod, Membership, Person } from '@canteen/people';
import { DishPrice } from '@canteen/pricing';
import { GoodsReceipt } from '@canteen/receiving';
import { modules } from '../../../../apps/api/src/modules.ts';
import { aWorld, startApi, type TestApi, type World } from '../../../../tests/support/api.ts';
import { aDish, anIngredient, aSupplier } from '../../../../tests/support/builders.ts';
import { aBook, checkedSheet, IMPORT_ROWS, MAP_IMPORT, rowsTold, RUN_IMPORT, takenIn, toldOf, UNDO_IMPORT } from '../../../../tests/support/sheets.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());
beforeEach(async () => {
  w = await aWorld(api);
});

const SHOWN = 'query($id: ID!) { import(id: $id) { byName headings file { url } availableActions } }';
const suppliers = (...rows: string[][]) => aBook([['供货者名称', '联系人', '电话'], ...rows]);
const undo = (person: World['manager'], id: string) => person.ask(UNDO_IMPORT, { id, reason: '导错了' });

describe('whose sheet it is', () => {
  test('who reads the journal sees that it was brought, not what stands in it', async () => {
    const record = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await suppliers(['丰禾食品', '张三', '13800000000']) });
    const own = (await w.manager.ask(SHOWN, { id: record['id'] })).data!.import;
    expect(own).toMatchObject({ headings: [{ samples: ['丰禾食品'] }, { samples: ['张三'] }, { samples: ['13800000000'] }], file: { url: expect.stringContaining('/files/') } });
    expect((await w.officer.ask(SHOWN, { id: record['id'] })).data!.import).toEqual({
      byName: '经理', availableActions: [], file: null,
      headings: [{ title: '供货者名称', letter: 'A', samples: [] }, { title: '联系人', letter: 'B', samples: [] }, { title: '电话', letter: 'C', samples: [] }],
    });
    expect(await w.officer.ask(IMPORT_ROWS, { id: record['id'] })).toRefuse('NOT_FOUND');
  });

  test('nobody runs it under the name, and with the roles, of whoever brought it', async () => {
    const bytes = await aBook([['姓名', '账号', '岗位'], ['新领导', 'newlead', '主要负责人']]);
    const record = await checkedSheet(api, w.administrator, { kind: 'persons', bytes });
    expect(record).toMatchObject({ state: 'CHECKED', creates: 1 });
    const seen = (await w.principal.ask(SHOWN, { id: record['id'] })).data!.import;
    expect(seen.availableActions).toEqual([]);
    expect(await w.principal.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toRefuse('IMPORT_OF_ANOTHER', 'id');
    expect(await w.principal.ask(MAP_IMPORT, { id: record['id'], version: record['version'], mapping: record['mapping'] })).toRefuse('IMPORT_OF_ANOTHER', 'id');
    expect(await api.count(Person, { account: 'newlead' })).toBe(0);
    const done = await takenIn(api, w.administrator, record);
    expect(done).toMatchObject({ state: 'IMPORTED' });
    // Nor are roles taken back by who could not have given them.
    expect(await undo(w.principal, done['id'])).toRefuse('ROLE_NOT_YOURS_TO_GRANT', 'id');
    expect(await api.count(Membership, { person: { account: 'newlead' } })).toBe(1);
    expect(await undo(w.administrator, done['id'])).toBeDone();
    expect(await api.count(Person, { account: 'newlead' })).toBe(0);
  });
});

test('a role lost between asking and doing ends it in words, with nothing written', async () => {
  const record = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await suppliers(['丰禾食品', '张三', '1']) });
  expect(await w.manager.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toBeDone();
  await api.act(null, async (ctx) => {
    for (const held of await ctx.em.find(Membership, { person: w.manager.id })) held.role = 'COOK';
  });
  await api.runJobs();
  expect(await api.reload(Import, record['id'])).toMatchObject({ state: 'FAILED', problemsTold: [expect.objectContaining({ code: 'FORBIDDEN' })] });
  expect(await api.count(Supplier, { organizationId: w.org.id })).toBe(0);
});

test('work whose node died in its last try can be ended, and the sheet checked again', async () => {
  const record = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await suppliers(['丰禾食品', '张三', '1']) });
  expect(await w.manager.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toBeDone();
  const { workId } = await api.reload(Import, record['id']);
  const CANCEL = 'mutation($id: ID!) { cancelWork(id: $id) { record { state } errors { code } } }';
  const heardOf = (minutes: number) => api.orm.em.fork().execute("update work set state = 'RUNNING', heartbeat_at = ? where id = ?", [new Date(api.now().getTime() - minutes * 60_000), workId]);
  await heardOf(1);
  expect((await w.manager.ask(CANCEL, { id: workId })).data!['cancelWork'].record).toEqual({ state: 'RUNNING' });
  expect(await toldOf(w.manager, record['id'])).toMatchObject({ state: 'IMPORTING', availableActions: [] });
  await heardOf(16);
  expect((await w.manager.ask(CANCEL, { id: workId })).data!['cancelWork'].record).toEqual({ state: 'CANCELLED' });
  const told = await toldOf(w.manager, record['id']);
  expect(told['availableActions']).toEqual(['CHECK']);
  expect(await w.manager.ask(MAP_IMPORT, { id: told['id'], version: told['version'], mapping: told['mapping'] })).toBeDone();
  await api.runJobs();
  expect(await takenIn(api, w.manager, await toldOf(w.manager, record['id']))).toMatchObject({ state: 'IMPORTED' });
});

describe('runs that meet', () => {
  const job = () => modules.flatMap((module) => [...(module.jobs ?? [])]).find(({ name }) => name === 'run-import')!;
  const runs = async (ids: string[]) => {
    const works = await api.orm.em.fork().find(Import, { id: { $in: ids } });
    return Promise.all(ids.map((id) => runJob(api.host, job(), { data: { work: works.find((one) => one.id === id)!.workId, subject: id }, signal: new AbortController().signal, last: true })));
  };
  const asked = async (record: Record<string, any>) => expect(await w.manager.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toBeDone();

  test('one import that two nodes take up is done once', async () => {
    const dish = await aDish(api, w);
    const bytes = await aBook([['菜名', '价格', '生效日期'], [dish.name.zh, '6.50', '2026-12-01']]);
    const record = await checkedSheet(api, w.manager, { kind: 'prices', canteen: w.canteen.id, bytes });
    expect(record).toMatchObject({ creates: 1, refused: 0 });
    await asked(record);
    await runs([record['id'], record['id']]);
    expect(await toldOf(w.manager, record['id'])).toMatchObject({ state: 'IMPORTED', work: { state: 'DONE' } });
    expect(await api.count(DishPrice, { dish: dish.id })).toBe(1);
  });

  test('two sheets that bring the same supplier bring it once; the second is told that facts have changed', async () => {
    const one = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await suppliers(['丰禾食品', '张三', '1']) });
    const two = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await suppliers(['丰禾食品', '李四', '2']) });
    for (const record of [one, two]) await asked(record);
    await runs([one['id'], two['id']]);
    expect(await api.count(Supplier, { organizationId: w.org.id })).toBe(1);
    const states = (await Promise.all([one, two].map(({ id }) => toldOf(w.manager, id)))).map(({ state, problems }) => [state, problems.map(({ code }: { code: string }) => code)]);
    expect(states.sort()).toEqual([['FAILED', ['IMPORT_FACTS_CHANGED']], ['IMPORTED', []]]);
  });
});

describe('what by now is a fact is not taken back', () => {
  test('a receipt of a month that was closed since', async () => {
    const [supplier, ingredient] = [await aSupplier(api, w), await anIngredient(api, w)];
    const bytes = await aBook([['进货日期', '产品名称', '数量', '单位', '供货者'], ['2026-03-02', ingredient.name.zh, '25', 'kg', supplier.name.zh]]);
    const done = await takenIn(api, w.manager, await checkedSheet(api, w.manager, { kind: 'receiptHistory', canteen: w.canteen.id, bytes }));
    expect(done).toMatchObject({ state: 'IMPORTED' });
    await api.act(w.manager, (ctx) => closePeriod(ctx, w.canteen.id, '2026-03'));
    expect(await undo(w.manager, done['id'])).toRefuse('PERIOD_CLOSED', 'id');
    expect(await api.count(GoodsReceipt, { canteen: w.canteen.id })).toBe(1);
  });

  test('a lot that bears a label', async () => {
    const ingredient = await anIngredient(api, w);
    const bytes = await aBook([['原料名称', '批号', '结存数量', '单位'], [ingredient.name.zh, 'A1', '25', 'kg'], [ingredient.name.zh, 'A2', '5', 'kg']]);
    const done = await takenIn(api, w.manager, await checkedSheet(api, w.manager, { kind: 'openingStock', canteen: w.canteen.id, bytes }));
    const { recordId } = (await rowsTold(w.manager, done['id'])).get(3)!;
    const PRINT = 'mutation($input: LabelInput!) { printLabels(input: $input) { record { id } errors { code } } }';
    expect(await w.storekeeper.ask(PRINT, { input: { kind: 'lot', ids: [recordId], size: '60x40' } })).toBeDone();
    const refused = await undo(w.manager, done['id']);
    expect(refused).toRefuse('IMPORT_TOUCHED', 'id');
    expect(refused.data!['undoImport'].errors[0].params).toMatchObject({ count: 1 });
  });

  test('a price of a day that is over', async () => {
    const dish = await aDish(api, w);
    const bytes = await aBook([['菜名', '价格', '生效日期'], [dish.name.zh, '6.50', '2026-11-21']]);
    const done = await takenIn(api, w.manager, await checkedSheet(api, w.manager, { kind: 'prices', canteen: w.canteen.id, bytes }));
    const now = api.now();
    api.clock('2026-11-22T08:00:00+08:00');
    expect(await undo(w.manager, done['id'])).toRefuse('PRICE_WAS_IN_FORCE', 'id');
    api.clock(now);
    expect(await undo(w.manager, done['id'])).toBeDone();
    expect(await api.count(DishPrice, { dish: dish.id })).toBe(0);
  });
});

test('signs that no database keeps do not stop a sheet', async () => {
  const book = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await aBook([['供货者名称', '联系人_x0000_'], ['丰禾_x0000_食品', '张'], ['闽海_xD83D_水产', '李\u{20bb7}']]) });
  expect(book).toMatchObject({ state: 'CHECKED', rows: 2, creates: 2 });
  expect([...(await rowsTold(w.manager, book['id'])).values()].map(({ cells }) => cells)).toEqual([{ name: '丰禾食品', contact: '张' }, { name: '闽海水产', contact: '李\u{20bb7}' }]);
  const lines = ['供货者名称,联系人', ...Array.from({ length: 600 }, (_, i) => `供货者${i},张`), '末,李\0四'];
  expect(await checkedSheet(api, w.manager, { kind: 'suppliers', name: 'a.csv', bytes: Buffer.from(lines.join('\n')) })).toMatchObject({ state: 'CHECKED', rows: 601, creates: 601 });
});
