// Every sheet that the modules take in, through the whole engine: the headings newcomers use, all or nothing, the differences, the way back.
import { Quantity } from '@canteen/kernel';
import { Membership, permissions, Person } from '@canteen/people';
import { DishPrice } from '@canteen/pricing';
import { GoodsReceipt, issueFromLot, Lot, ReceiptLine, StockMovement } from '@canteen/receiving';
import { Dish, RecipeLine, RecipeVersion } from '@canteen/recipes';
import { modules } from '../apps/api/src/modules.ts';
import { aWorld, startApi, type Caller, type TestApi, type World } from './support/api.ts';
import { aDish, anIngredient, aSupplier } from './support/builders.ts';
import { aBook, checkedSheet, rowsTold, RUN_IMPORT, takenIn, UNDO_IMPORT, type CellGiven, type ImportTold } from './support/sheets.ts';

let api: TestApi;
let w: World;
let supplier: string;
let broccoli: string;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  supplier = (await aSupplier(api, w)).name.zh;
  broccoli = (await anIngredient(api, w)).name.zh;
});
afterAll(() => api?.close());

const sheet = async (by: Caller, kind: string, rows: CellGiven[][], canteen = false): Promise<ImportTold> =>
  checkedSheet(api, by, { kind, bytes: await aBook(rows), ...(canteen ? { canteen: w.canteen.id } : {}) });
const undone = (by: Caller, record: ImportTold) => by.ask(UNDO_IMPORT, { id: record['id'], reason: '导错了' });
const VERIFY = 'query($o: ID!) { verifyJournal(organization: $o) { unbroken faults { kind table detail } } }';
afterEach(async () => {
  expect((await w.manager.ask(VERIFY, { o: w.org.id })).data!['verifyJournal']).toEqual({ unbroken: true, faults: [] });
});

test('every kind is offered to whoever may, with words in both languages and an example of each column', async () => {
  const KINDS = '{ importKinds { name title { zh en } says { zh en } needs perCanteen columns { key title { zh en } help { zh en } } } }';
  const kinds = (await w.administrator.ask(KINDS)).data!['importKinds'] as { name: string; says: { en: string } }[];
  expect(kinds.map(({ name }) => name).sort()).toEqual(['ingredients', 'persons', 'suppliers']);
  expect((await w.manager.ask(KINDS)).data!['importKinds'].map(({ name }: { name: string }) => name).sort()).toEqual(['dishes', 'ingredients', 'openingStock', 'persons', 'prices', 'receiptHistory', 'suppliers']);
});

const definitions = modules.flatMap((module) => [...(module.imports ?? [])]);
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\s*:：]+/g, '');

describe.each(definitions.map((definition) => [definition.name, definition] as const))('the form of %s', (kind, { columns, naturalKey, needs, perCanteen }) => {
  test('knows each heading as one column only, and each word as one choice', () => {
    const headings = columns.flatMap(({ key, title, aliases = [] }) => [title.zh, title.en, ...aliases].map((heading) => [plain(heading), key] as const));
    expect(headings.filter(([heading, key]) => headings.some(([other, column]) => other === heading && column !== key))).toEqual([]);
    for (const { choices = {}, synonyms = {} } of columns) {
      const words = Object.entries(choices).flatMap(([code, { zh, en }]) => [code, zh, en, ...(synonyms[code] ?? [])].map((word) => [plain(word), code] as const));
      expect(words.filter(([word, code]) => words.some(([other, another]) => other === word && another !== code))).toEqual([]);
      expect(Object.keys(synonyms).every((code) => code in choices)).toBe(true);
    }
  });

  test('says what belongs into each column, and names its key and a permission that there are', () => {
    for (const { help, example, required } of columns) {
      expect([help.zh, help.en].every(Boolean)).toBe(true);
      if (required) expect(example).not.toBe('');
    }
    const keys = columns.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(naturalKey.every((key) => keys.includes(key))).toBe(true);
    expect(permissions).toContain(needs);
  });

  test.each(['zh', 'en'] as const)('reads its own headings and examples in %s', async (lang) => {
    const by = kind === 'persons' ? w.principal : w.manager;
    const record = await sheet(by, kind, [columns.map(({ title }) => title[lang]), columns.map(({ example }) => example)], perCanteen);
    expect(Object.keys(record['mapping']).sort()).toEqual(columns.map(({ key }) => key).sort());
    expect(record['problems']).toEqual([]);
    const line = (await rowsTold(by, record['id'])).get(2)!;
    // The invented supplier, ingredient or dish of the example is not on record here; nothing else is wrong with it.
    const codes = (line['errors'] as { code: string }[]).map(({ code }) => code).filter((code) => !/^IMPORT_(SUPPLIER|INGREDIENT|DISH)_UNKNOWN$/.test(code));
    expect(codes).toEqual([]);
  });
});

test('people: one refused row stops all; mended, they come in; undone, they are gone', async () => {
  const head = ['姓名', '工号', '手机号', '岗位', '所在食堂', '上岗日期'];
  const wrong = await sheet(w.manager, 'persons', [head, ['陈小明', 'chenxm', '13800000000', '厨工', null, '2026年9月1日'], ['林芳', null, '１３９００００００００', '校长', null, null]]);
  expect(wrong).toMatchObject({ creates: 1, refused: 1 });
  expect((await rowsTold(w.manager, wrong['id'])).get(3)).toMatchObject({ outcome: 'REFUSED', errors: [{ cell: 'D3', code: 'ROLE_NOT_YOURS_TO_GRANT' }] });
  expect(await w.manager.ask(RUN_IMPORT, { id: wrong['id'], version: wrong['version'] })).toRefuse('IMPORT_HAS_REFUSED_ROWS');
  expect(await api.count(Person, { account: 'chenxm' })).toBe(0);

  const done = await takenIn(api, w.principal, await sheet(w.principal, 'persons', [head, ['陈小明', 'chenxm', '13800000000', '厨工', w.canteen.name.zh, '2026年9月1日'], ['林芳', null, '１３９００００００００', '食安员', null, null]]));
  expect(done).toMatchObject({ state: 'IMPORTED', creates: 2 });
  expect(await api.orm.em.fork().findOneOrFail(Person, { name: '林芳' })).toMatchObject({ phone: '13900000000' });
  expect(await undone(w.principal, done)).toBeDone();
  expect([await api.count(Person, { account: 'chenxm' }), await api.count(Membership, { person: { name: '林芳' } })]).toEqual([0, 0]);
});

test('dishes with their recipes, adopted and in draft, and back', async () => {
  const head = ['菜品名称', '类别', '每份重量(克)', '份数', '食材', '净重', '单位', '净料率', '是否采用'];
  const rows = [head, ['蒜蓉西兰花', '素菜', 150, 100, broccoli, 12, '公斤', '70%', '是'], ['白灼西兰花', '凉菜', 120, 50, broccoli, 6, 'KG', null, null]];
  const count = async () => [await api.count(Dish), await api.count(RecipeVersion), await api.count(RecipeLine)];
  const before = await count();
  const first = await takenIn(api, w.manager, await sheet(w.manager, 'dishes', rows));
  expect(first).toMatchObject({ state: 'IMPORTED', creates: 2 });
  expect(await undone(w.manager, first)).toBeDone();
  expect(await count()).toEqual(before);

  await takenIn(api, w.manager, await sheet(w.manager, 'dishes', rows));
  const dish = await api.orm.em.fork().findOneOrFail(Dish, { name: { zh: '蒜蓉西兰花' } }, { populate: ['currentRecipe'] });
  expect(dish.currentRecipe?.unwrap()).toMatchObject({ state: 'ADOPTED', portions: 100 });
  const changed = await takenIn(api, w.manager, await sheet(w.manager, 'dishes', [head, ['蒜蓉西兰花', null, 160, null, broccoli, 13, '公斤', null, '是']]));
  expect(changed).toMatchObject({ state: 'IMPORTED', creates: 0, updates: 1 });
  expect(await api.count(RecipeVersion, { dish: dish.id })).toBe(2);
  expect(await undone(w.manager, changed)).toBeDone();
  expect(await api.count(RecipeVersion, { dish: dish.id })).toBe(1);
  expect(await api.reload(Dish, dish.id)).toMatchObject({ portion: { value: '150' }, currentRecipe: { id: dish.currentRecipe!.id } });
});

test('prices, which the menu then shows, and back', async () => {
  const dish = await aDish(api, w);
  const rows = [['菜名', '价格（元）', '执行日期'], [dish.name.zh, 4.5, { day: 46357 }]];
  const done = await takenIn(api, w.manager, await sheet(w.manager, 'prices', rows, true));
  expect(done).toMatchObject({ state: 'IMPORTED', creates: 1 });
  const [price] = await api.orm.em.fork().find(DishPrice, { dish: dish.id });
  expect([price!.price.fen, price!.effectiveFrom.iso, price!.canteen.id]).toEqual([450, '2026-12-01', w.canteen.id]);
  expect(await undone(w.manager, done)).toBeDone();
  expect(await api.count(DishPrice, { dish: dish.id })).toBe(0);
});

test('opening stock, which is taken from like any other; then it is no longer undone', async () => {
  const rows = [['品名', '批号', '库存数量', '单位', '保质期至', '库位'], [broccoli, 'B1', 20, '斤', '2026/12/1', '冷藏库'], [broccoli, '无', 5, 'kg', null, null]];
  const done = await takenIn(api, w.storekeeper, await sheet(w.storekeeper, 'openingStock', rows, true));
  expect(done).toMatchObject({ state: 'IMPORTED', creates: 2 });
  expect(await api.count(StockMovement, { reason: { $like: '期初库存导入%' } })).toBe(2);
  expect(await undone(w.storekeeper, done)).toBeDone();
  expect([await api.count(Lot), await api.count(StockMovement)]).toEqual([0, 0]);

  const again = await takenIn(api, w.storekeeper, await sheet(w.storekeeper, 'openingStock', rows, true));
  const lot = await api.orm.em.fork().findOneOrFail(Lot, { lotCode: 'B1' });
  await api.act(w.storekeeper, (ctx) => issueFromLot(ctx, lot.id, Quantity.of('1', 'kg')));
  expect(await undone(w.storekeeper, again)).toRefuse('IMPORT_TOUCHED');
  expect(await api.count(Lot)).toBe(2);
});

test('a year of receipts kept elsewhere, as history that nobody countersigns, and back', async () => {
  const head = ['序号', '进货日期', '产品名称', '规格', '数量', '单位', '单价', '生产批号', '保质期至', '供货者', '随货证明文件', '记录人', '备注'];
  const rows = Array.from({ length: 60 }, (_, i): CellGiven[] => [i + 1, { day: 45990 + Math.floor(i / 5) }, broccoli, '散装', 10 + i, '公斤', 6.5, `P${i}`, null, supplier, '合格证', '老陈', null]);
  const done = await takenIn(api, w.storekeeper, await sheet(w.storekeeper, 'receiptHistory', [head, ...rows], true));
  expect(done).toMatchObject({ state: 'IMPORTED', creates: 60 });
  expect([await api.count(GoodsReceipt, { importId: done['id'] }), await api.count(ReceiptLine)]).toEqual([12, 60]);
  expect(await sheet(w.storekeeper, 'receiptHistory', [head, ...rows], true)).toMatchObject({ creates: 0, same: 60, refused: 0 });
  expect(await undone(w.storekeeper, done)).toBeDone();
  expect([await api.count(GoodsReceipt), await api.count(ReceiptLine)]).toEqual([0, 0]);
});
