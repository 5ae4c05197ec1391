import { LocalDate } from '@canteen/kernel';
import type { ImportValue } from '@canteen/platform';
import { startApi, aWorld, type TestApi, type World } from '../../../tests/support/api.ts';
import { aDish } from '../../../tests/support/builders.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { DishPrice } from './dish-price.entity.ts';

let api: TestApi;
let w: World;
let dish: Awaited<ReturnType<typeof aDish>>;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  dish = await aDish(api, w);
});
afterAll(() => api?.close());

const day = (iso: string) => LocalDate.of(iso);
const row = (more: Record<string, ImportValue> = {}) => ({ dish: dish.name.zh, price: '4.5', effectiveFrom: day('2026-12-01'), ...more });
const check = (...rows: Record<string, ImportValue>[]) => judge(api, w.manager, w, 'prices', rows);

describe('dish prices from a sheet', () => {
  it('are appended from their day on', async () => {
    const rows = [row({ reason: '菜价上涨' }), row({ effectiveFrom: null, dish: dish.number, price: '4' })];
    expect((await check(...rows)).map(({ outcome, label }) => [outcome, label])).toEqual([['create', `${dish.name.zh} ¥4.50 2026-12-01`], ['create', `${dish.name.zh} ¥4.00 2026-11-21`]]);
    const [record] = await take(api, w.manager, w, 'prices', rows);
    expect(await api.reload(DishPrice, record!.recordId)).toMatchObject({ reason: '菜价上涨', price: { fen: 450, currency: 'CNY' } });
    expect((await check(...rows)).map(({ outcome }) => outcome)).toEqual(['same', 'same']);
    expect((await check(row({ price: '5' })))[0]).toMatchObject({ outcome: 'create', label: `${dish.name.zh} ¥4.50 → ¥5.00 2026-12-01` });
  });

  it.each<[string, Record<string, ImportValue>, string[]]>([
    ['a dish nobody knows', { dish: '龙肝凤胆' }, ['dish IMPORT_DISH_UNKNOWN']],
    ['nothing', { price: '0' }, ['price PRICE_NOT_POSITIVE']],
    ['a slipped decimal point', { price: '45000' }, ['price PRICE_ABSURD']],
    ['less than a fen', { price: '4.555' }, ['price MONEY_FINER_THAN_FEN']],
    ['yesterday', { effectiveFrom: day('2026-11-20') }, ['effectiveFrom PRICE_RETROACTIVE']],
    ['a day ten years ahead', { effectiveFrom: day('2036-11-20') }, ['effectiveFrom PRICE_TOO_FAR_AHEAD']],
  ])('refuses %s', async (_what, more, expected) => {
    expect(said((await check(row(more)))[0])).toEqual(expected);
  });

  it('refuses two prices of one dish from one day, and who may not set prices', async () => {
    expect((await check(row({ price: '6' }), row({ price: '7' }))).map(said)).toEqual([[], ['dish IMPORT_ROW_TWICE']]);
    await expect(judge(api, w.contractorManager, w, 'prices', [row()])).rejects.toThrow();
  });

  it('300 rows cost a handful of statements', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => row({ effectiveFrom: day('2026-12-02').plusDays(i) }));
    const { queries } = await api.queriesOf(() => take(api, w.manager, w, 'prices', rows));
    expect(queries.length).toBeLessThanOrEqual(25);
  });
});
