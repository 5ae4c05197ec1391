import { DishPrice } from '@canteen/pricing';
import type { Dish } from '@canteen/recipes';
import { aDish, aDishPrice } from '../../../tests/support/builders.ts';
import { aWorld, startApi } from '../../../tests/support/api.ts';
import type { Answer, Caller, TestApi, World } from '../../../tests/support/api.ts';

const SET = `mutation ($input: DishPriceInput!) { setDishPrice(input: $input) {
  record { id price { amount currency } effectiveFrom reason dish { id } canteen { id } } errors { code field message params } } }`;
const READ = `query ($id: ID!, $canteen: ID!, $on: Day) { dish(id: $id) { price(canteen: $canteen, on: $on) { amount currency } prices { price { amount } effectiveFrom } } }`;
const LIST = `query ($canteen: ID!, $filter: DishFilter) { dishes(page: { number: 1, size: 200 }, filter: $filter) { total items { id price(canteen: $canteen) { amount } } } }`;

describe('dish prices', () => {
  let api: TestApi;
  let w: World;
  let dish: Dish;
  beforeAll(async () => {
    api = await startApi();
    w = await aWorld(api);
  });
  beforeEach(async () => {
    api.clock('2026-11-20T22:00:00Z');
    dish = await aDish(api, w);
  });
  afterAll(() => api.close());

  const set = (input: object = {}, who: Caller = w.manager, options = {}): Promise<Answer> =>
    who.ask(SET, { input: { canteen: w.canteen.id, dish: dish.id, price: { amount: '3.90' }, effectiveFrom: '2026-11-21', ...input } }, options);
  const on = async (day: string | undefined, who: Caller = w.manager, canteen = w.canteen.id) =>
    (await who.ask(READ, { id: dish.id, canteen, on: day })).data!.dish.price?.amount ?? null;

  it('hold from their day on, until the next one starts', async () => {
    const answer = await set({ reason: '本月采购价' });
    expect(answer).toBeDone();
    expect(answer.data!.setDishPrice.record).toMatchObject({
      price: { amount: '3.90', currency: 'CNY' },
      effectiveFrom: '2026-11-21',
      reason: '本月采购价',
      dish: { id: dish.id },
      canteen: { id: w.canteen.id },
    });
    await set({ price: { amount: '4.5' }, effectiveFrom: '2026-12-01' });
    expect(await on('2026-11-20')).toBeNull();
    expect(await on('2026-11-21')).toBe('3.90');
    expect(await on('2026-11-30')).toBe('3.90');
    expect(await on('2026-12-01')).toBe('4.50');
    expect(await on('2030-01-01')).toBe('4.50');
    const prices = (await w.manager.ask(READ, { id: dish.id, canteen: w.canteen.id })).data!.dish.prices;
    expect(prices).toEqual([
      { price: { amount: '4.50' }, effectiveFrom: '2026-12-01' },
      { price: { amount: '3.90' }, effectiveFrom: '2026-11-21' },
    ]);
  });

  it("begin and end at the canteen's midnight", async () => {
    await set();
    await set({ price: { amount: '5.00' }, effectiveFrom: '2026-11-22' });
    api.clock('2026-11-21T15:59:59Z');
    expect(await on(undefined)).toBe('3.90');
    api.clock('2026-11-21T16:00:00Z');
    expect(await on(undefined)).toBe('5.00');
    expect(await set({ effectiveFrom: '2026-11-21' })).toRefuse('PRICE_RETROACTIVE', 'input.effectiveFrom');
  });

  it('are corrected by another of the same day; both stay on record', async () => {
    await set();
    api.clock('2026-11-20T22:05:00Z');
    await set({ price: { amount: '3.60' } });
    expect(await on('2026-11-21')).toBe('3.60');
    expect(await api.count(DishPrice, { dish: dish.id })).toBe(2);
  });

  it('belong to one canteen', async () => {
    await set();
    expect(await on('2026-11-21', w.manager, w.other.canteen.id)).toBeNull();
    expect(await on('2026-11-21', w.manager, 'nonsense')).toBeNull();
  });

  it('are set once under one key', async () => {
    const [one, two] = [await set({}, w.manager, { key: 'price-key-01' }), await set({}, w.manager, { key: 'price-key-01' })];
    expect(two.data!.setDishPrice.record.id).toBe(one.data!.setDishPrice.record.id);
    expect(await api.count(DishPrice, { dish: dish.id })).toBe(1);
  });

  const nobody = '00000000-0000-7000-8000-000000000000';
  it.each<[string, object, string, string]>([
    ['nothing', { price: { amount: '0' } }, 'PRICE_NOT_POSITIVE', 'input.price'],
    ['less than nothing', { price: { amount: '-3.90' } }, 'PRICE_NOT_POSITIVE', 'input.price'],
    ['more than anyone pays', { price: { amount: '999999999.99' } }, 'PRICE_ABSURD', 'input.price'],
    ['a tenth of a fen', { price: { amount: '3.905' } }, 'MONEY_FINER_THAN_FEN', 'input.price.amount'],
    ['dollars', { price: { amount: '3.90', currency: 'USD' } }, 'UNKNOWN_CURRENCY', 'input.price.currency'],
    ['words', { price: { amount: 'cheap' } }, 'NOT_A_DECIMAL', 'input.price.amount'],
    ['yesterday', { effectiveFrom: '2026-11-20' }, 'PRICE_RETROACTIVE', 'input.effectiveFrom'],
    ['the far future', { effectiveFrom: '9999-12-31' }, 'PRICE_TOO_FAR_AHEAD', 'input.effectiveFrom'],
    ['30 February', { effectiveFrom: '2027-02-30' }, 'NOT_A_DAY', 'input.effectiveFrom'],
    ['an unknown dish', { dish: nobody }, 'NOT_FOUND', 'input.dish'],
    ['an unknown canteen', { canteen: nobody }, 'NOT_FOUND', 'input.canteen'],
    ['an id that is none', { dish: "x' or '1'='1" }, 'NOT_FOUND', 'input.dish'],
    ['a reason of 10,000 characters', { reason: '涨'.repeat(10_000) }, 'TEXT_TOO_LONG', 'input.reason'],
  ])('refuse %s', async (_, input, code, field) => {
    const before = await api.count(DishPrice);
    expect(await set(input)).toRefuse(code, field);
    expect(await api.count(DishPrice)).toBe(before);
  });

  it('refuse what belongs to another organization, and who may not set them', async () => {
    const theirs = await aDish(api, w.other);
    const before = await api.count(DishPrice);
    expect(await set({ dish: theirs.id })).toRefuse('NOT_FOUND', 'input.dish');
    expect(await set({ canteen: w.other.canteen.id })).toRefuse('NOT_FOUND', 'input.canteen');
    for (const who of [w.cook, w.storekeeper, w.officer, w.inspector]) expect(await set({}, who)).toRefuse('FORBIDDEN');
    expect(await api.count(DishPrice)).toBe(before);
  });

  it('are not for the eyes of a cook', async () => {
    await set();
    const answer = await w.cook.ask(READ, { id: dish.id, canteen: w.canteen.id, on: '2026-11-21' });
    expect(answer.data!.dish).toEqual({ price: null, prices: [] });
    expect(await w.cook.ask('{ dishPrices { total } }')).toRefuse('FORBIDDEN');
  });

  it('of a hundred dishes cost as many queries as that of one', async () => {
    const { canteen } = w.other;
    const cost = async () => {
      const { result, queries } = await api.queriesOf(() => w.other.manager.ask(LIST, { canteen: canteen.id }));
      expect(result).toBeDone();
      const { items } = result.data!.dishes;
      return { priced: items.filter((row: { price: object | null }) => row.price).length, queries: queries.length };
    };
    const make = async (n: number) => {
      for (let i = 0; i < n; i++) await aDishPrice(api, w.other, { dish: await aDish(api, w.other) });
    };
    await make(1);
    const few = await cost();
    await make(99);
    const many = await cost();
    expect([few.priced, many.priced]).toEqual([1, 100]);
    expect(many.queries).toBe(few.queries);
  }, 120_000);

  it('have a list of their own, the latest start first', async () => {
    await set();
    await set({ effectiveFrom: '2026-12-01' });
    const list = await w.manager.ask('query ($filter: DishPriceFilter) { dishPrices(filter: $filter) { total items { id effectiveFrom } } }', { filter: { dish: dish.id } });
    expect(list.data!.dishPrices.items.map((price: { effectiveFrom: string }) => price.effectiveFrom)).toEqual(['2026-12-01', '2026-11-21']);
    const { id } = list.data!.dishPrices.items[0];
    expect((await w.other.manager.ask('query ($id: ID!) { dishPrice(id: $id) { id } }', { id })).data).toEqual({ dishPrice: null });
  });
});
