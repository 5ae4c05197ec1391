// The lists behind the paper ledgers, over one cooked day: what they show, by what they are narrowed, whom they serve.
import { LocalizedText, Quantity } from '@canteen/kernel';
import { recordCorrectiveAction, recordTemperature, type ProductionBatch } from '@canteen/kitchen';
import type { GoodsReceipt, ReceiptLine } from '@canteen/receiving';
import type { Supplier } from '@canteen/catalog';
import { aWorld, startApi, type Answer, type Caller, type TestApi, type World } from './support/api.ts';
import { aBatch, aMeal, anIngredient, aReceipt, aServableDish, aSupplier } from './support/builders.ts';

let api: TestApi;
let w: World;
let rice: { id: string };
let early: GoodsReceipt & { rows: ReceiptLine[] };
let later: GoodsReceipt & { rows: ReceiptLine[] };
let farm: Supplier;
let batch: ProductionBatch;
let menu: string;

const list = (name: string, fields: string) => `query ($filter: ${name[0]!.toUpperCase()}${name.slice(1, -1)}Filter, $sort: SortInput) { ${name}(filter: $filter, sort: $sort) { total items { ${fields} } } }`;
const LINES = list('receiptLines', 'id lineNo ingredient { name { zh } } receipt { id occurredAt supplier { name { zh } } } verdict');
const TAKES = list('lotTakes', 'id ingredient { name { zh } } quantity { value unit } batch { number } lot { lotCode }');
const ACTIONS = list('correctiveActions', 'action note batch { id }');
const RECIPES = list('recipeLines', 'lineNo ingredient { name { zh } } net { value } recipe { number state dish { id } }');
const ITEMS = list('menuItems', 'dish { id } plannedPortions service { day meal }');

type Found = { total: number; items: Record<string, any>[] };
const of = (answer: Answer): Found => {
  expect(answer.errors).toBeUndefined();
  return Object.values(answer.data!)[0] as Found;
};
const ask = async (query: string, filter: object = {}, sort: object | null = null, who: Caller = w.director): Promise<Found> => of(await who.ask(query, { filter, sort }));

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const named = (zh: string) => anIngredient(api, w, { name: LocalizedText.of(zh), unit: 'kg' });
  const [grain, greens] = [await named('大米'), await named('上海青')];
  rice = grain;
  farm = await aSupplier(api, w, { name: LocalizedText.of('清源农场') });
  early = await aReceipt(api, w, { lines: [{ ingredient: grain, supplierLot: 'R-1' }, { ingredient: greens }], accepted: true });
  api.clock('2026-11-20T23:00:00Z');
  later = await aReceipt(api, w, { supplier: farm, lines: [{ ingredient: greens, delivered: Quantity.of('5', 'kg') }] });
  const dish = await aServableDish(api, w, { portions: 10, lines: [{ ingredient: grain, net: '2' }, { ingredient: greens, net: '1' }] });
  const { service, items } = await aMeal(api, w, { dishes: [{ dish, portions: 10 }] });
  menu = service.menu.id;
  batch = await aBatch(api, w, { service, item: items[0]! });
  await api.act(w.cook, (ctx) => recordTemperature(ctx, { batch: batch.id, celsius: '61.5' }));
  await api.act(w.cook, (ctx) => recordCorrectiveAction(ctx, { batch: batch.id, action: 'REHEATED', note: '回锅五分钟' }));
  // Next door cooks too, and nobody here learns of it.
  const next = { canteen: w.other.canteen, manager: w.other.manager, storekeeper: w.other.storekeeper, officer: w.other.officer, cook: w.other.cook };
  const theirs = await anIngredient(api, next);
  await aReceipt(api, next, { lines: [{ ingredient: theirs }], accepted: true });
  const soup = await aServableDish(api, next, { lines: [{ ingredient: theirs, net: '1' }] });
  const meal = await aMeal(api, next, { dishes: [{ dish: soup, portions: 1 }] });
  await aBatch(api, next, { service: meal.service, item: meal.items[0]! });
}, 60_000);
afterAll(() => api?.close());

describe('receiptLines', () => {
  it('run with the arrivals, the latest first, and forward where asked', async () => {
    const found = await ask(LINES);
    expect(found.items.map(({ receipt, lineNo }) => [receipt.id, lineNo])).toEqual([[later.id, 1], [early.id, 1], [early.id, 2]]);
    const forward = await ask(LINES, {}, { field: 'occurredAt', order: 'ASC' });
    expect(forward.items.map(({ receipt, lineNo }) => [receipt.id, lineNo])).toEqual([[early.id, 1], [early.id, 2], [later.id, 1]]);
    expect((await ask(LINES, {}, { field: 'verdict' })).total).toBe(3);
  });

  it('are narrowed by what their receipt says', async () => {
    const count = async (filter: object) => (await ask(LINES, filter)).total;
    expect(await count({ supplier: farm.id })).toBe(1);
    expect(await count({ receipt: early.id })).toBe(2);
    expect(await count({ occurredAtFrom: '2026-11-20T23:00:00Z' })).toBe(1);
    expect(await count({ occurredAtTo: '2026-11-20T22:59:59Z' })).toBe(2);
    expect(await count({ state: ['INSPECTING'] })).toBe(1);
    expect(await count({ verdict: ['ACCEPTED'] })).toBe(2);
    expect(await count({ ingredient: rice.id, canteen: w.canteen.id, lateEntry: false })).toBe(1);
    expect(await count({ q: 'R-1' })).toBe(1);
    expect(await count({ q: '上海青' })).toBe(2);
  });

  it('refuse an id that is none, of a related record too', async () => {
    for (const key of ['supplier', 'receipt', 'ingredient']) expect(await w.director.ask(LINES, { filter: { [key]: 'nobody' } })).toRefuse('NOT_FOUND', `filter.${key}`);
  });

  it('show their own organization only, and nothing to whoever does not read deliveries', async () => {
    expect((await ask(LINES, {}, null, w.other.storekeeper)).total).toBe(1);
    expect((await ask(LINES, {}, null, w.inspector)).total).toBe(3);
    expect(await api.anyone.ask(LINES)).toRefuse('UNAUTHENTICATED');
  });

  it('cost the same few statements however many there are', async () => {
    const { queries } = await api.queriesOf(() => ask(LINES));
    expect(queries.filter((sql) => /from "(receipt_line|goods_receipt|supplier|ingredient)"/.test(sql)).length).toBeLessThanOrEqual(5);
  });
});

test('lotTakes tell which lot went into which batch, narrowed by the batch', async () => {
  const all = await ask(TAKES);
  expect(all.items.map(({ ingredient, quantity, batch: { number } }) => [ingredient.name.zh, quantity.value, number]).sort()).toEqual([['上海青', '1', batch.number], ['大米', '2', batch.number]].sort());
  expect(all.items.find(({ ingredient }) => ingredient.name.zh === '大米')!['lot'].lotCode).toBe('R-1');
  expect((await ask(TAKES, { occurredAtFrom: '2026-11-21T00:00:00Z' })).total).toBe(0);
  expect((await ask(TAKES, { dish: batch.dish.id, service: batch.service.id, basis: ['ISSUED'] }, { field: 'occurredAt', order: 'ASC' })).total).toBe(2);
  expect(await w.director.ask(TAKES, { filter: { dish: 'x' } })).toRefuse('NOT_FOUND', 'filter.dish');
});

test('correctiveActions tell what was done about a low reading', async () => {
  const found = await ask(ACTIONS, { action: ['REHEATED'], batch: batch.id });
  expect(found).toEqual({ total: 1, items: [{ action: 'REHEATED', note: '回锅五分钟', batch: { id: batch.id } }] });
  expect((await ask(ACTIONS, { action: ['DISCARDED'] })).total).toBe(0);
});

test('recipeLines are those of the dishes of this organization, by version', async () => {
  const found = await ask(RECIPES, { dish: batch.dish.id, state: ['ADOPTED'] });
  expect(found.items.map(({ lineNo, ingredient, net }) => [lineNo, ingredient.name.zh, net.value])).toEqual([[1, '大米', '2'], [2, '上海青', '1']]);
  expect((await ask(RECIPES)).total).toBe(2);
  expect((await ask(RECIPES, { q: '大米' })).total).toBe(1);
  expect((await ask(RECIPES, { state: ['DRAFT'] })).total).toBe(0);
  // An inspector of one canteen meets recipes through its batches; the list is for whoever works with them.
  expect((await ask(RECIPES, {}, null, w.inspector)).total).toBe(0);
});

test('menuItems tell what was on which meal, narrowed by day, meal and menu', async () => {
  const found = await ask(ITEMS, { dayFrom: '2026-11-21', dayTo: '2026-11-21', meal: ['LUNCH'], menu });
  expect(found.items).toEqual([{ dish: { id: batch.dish.id }, plannedPortions: 10, service: { day: '2026-11-21', meal: 'LUNCH' } }]);
  expect((await ask(ITEMS, { dayFrom: '2026-11-22' })).total).toBe(0);
  expect((await ask(ITEMS, {}, { field: 'day', order: 'ASC' })).total).toBe(1);
  expect(await w.director.ask(ITEMS, { filter: { menu: 'x' } })).toRefuse('NOT_FOUND', 'filter.menu');
});
