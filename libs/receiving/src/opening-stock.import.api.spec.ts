import { LocalDate, Quantity } from '@canteen/kernel';
import type { ImportValue } from '@canteen/platform';
import { startApi, aWorld, type TestApi, type World } from '../../../tests/support/api.ts';
import { anIngredient, aSupplier } from '../../../tests/support/builders.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { Lot, StockMovement } from './lot.entity.ts';

let api: TestApi;
let w: World;
let rice: string;
let supplier: string;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  rice = (await anIngredient(api, w, { category: 'GRAIN', packs: [{ unit: 'bag', holds: Quantity.of('25', 'kg') }] })).name.zh;
  supplier = (await aSupplier(api, w)).name.zh;
});
afterAll(() => api?.close());

const day = (iso: string) => LocalDate.of(iso);
const row = (more: Record<string, ImportValue> = {}) => ({ ingredient: rice, lotCode: 'R1', quantity: '4', unit: 'bag', ...more });
const check = (...rows: Record<string, ImportValue>[]) => judge(api, w.storekeeper, w, 'openingStock', rows);
const run = (...rows: Record<string, ImportValue>[]) => take(api, w.storekeeper, w, 'openingStock', rows);

describe('opening stock from a sheet', () => {
  it('becomes lots with the movement that brought them, in the stock unit', async () => {
    const rows = [
      row({ productionDate: day('2026-10-01'), expiryDate: day('2027-09-30'), supplier, unitPrice: '110', area: '冷藏库' }),
      row({ lotCode: null, quantity: '30', unit: 'jin' }),
    ];
    expect((await check(...rows)).map(({ outcome }) => outcome)).toEqual(['create', 'create']);
    const [first, loose] = await run(...rows);
    const lot = await api.reload(Lot, first!.recordId);
    expect(lot).toMatchObject({ lotCode: 'R1', supplierLot: 'R1', hold: 'NONE', line: null });
    expect([String(lot.received), String(lot.balance), String(lot.unitCost), lot.expiresAt?.toISOString()]).toEqual(['100 kg', '100 kg', '¥4.4/kg', '2027-09-30T16:00:00.000Z']);
    expect(await api.reload(Lot, loose!.recordId)).toMatchObject({ lotCode: 'L20261121-0001', supplierLot: null, unitCost: null });
    const movement = await api.orm.em.fork().findOneOrFail(StockMovement, { lot: lot.id });
    expect(movement).toMatchObject({ kind: 'RECEIPT', reason: '期初库存导入（冷藏库）', lateEntry: false });
    expect(String(movement.quantity)).toBe('100 kg');
  });

  it('the same sheet again changes nothing; another quantity is for the count', async () => {
    const [same, loose, other] = await check(row(), row({ lotCode: null, quantity: '15', unit: 'kg' }));
    expect([same!.outcome, loose!.outcome, other]).toEqual(['same', 'same', undefined]);
    expect(said((await check(row({ quantity: '5' })))[0])).toEqual(['quantity IMPORT_LOT_IN_STOCK']);
  });

  it.each<[string, Record<string, ImportValue>, string[]]>([
    ['an unknown ingredient', { ingredient: '查无此料' }, ['ingredient IMPORT_INGREDIENT_UNKNOWN']],
    ['an unknown supplier', { supplier: '查无此店' }, ['supplier IMPORT_SUPPLIER_UNKNOWN']],
    ['an unknown area', { area: '月球' }, ['area IMPORT_AREA_UNKNOWN']],
    ['a unit that leads nowhere', { unit: 'bottle' }, ['unit UNIT_MISMATCH']],
    ['nothing', { quantity: '0' }, ['quantity QUANTITY_NOT_POSITIVE']],
    ['what has expired', { expiryDate: day('2026-11-20') }, ['expiryDate LINE_EXPIRED']],
    ['what is yet to be made', { productionDate: day('2026-11-22') }, ['productionDate PRODUCTION_DATE_IN_FUTURE']],
    ['an expiry before the production', { productionDate: day('2026-11-20'), expiryDate: day('2026-11-19') }, ['expiryDate EXPIRY_BEFORE_PRODUCTION', 'expiryDate LINE_EXPIRED']],
  ])('refuses %s', async (_what, more, expected) => {
    expect(said((await check(row({ lotCode: 'X', ...more })))[0])).toEqual(expected);
  });

  it('refuses one lot in two rows, and a cook', async () => {
    expect(said((await check(row({ lotCode: 'Y' }), row({ lotCode: 'Y' })))[1])).toEqual(['lotCode IMPORT_ROW_TWICE']);
    await expect(judge(api, w.cook, w, 'openingStock', [row()])).rejects.toThrow();
  });

  it('2,000 rows cost a handful of statements', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => row({ lotCode: i % 2 ? null : `B${i}`, productionDate: day('2020-01-01').plusDays(i), expiryDate: day('2030-01-01') }));
    const { result, queries } = await api.queriesOf(() => run(...rows));
    expect(result).toHaveLength(2000);
    expect(queries.length).toBeLessThanOrEqual(35);
  });
});
