import { LocalDate } from '@canteen/kernel';
import type { ImportValue } from '@canteen/platform';
import { closePeriod } from '@canteen/people';
import { startApi, aWorld, type TestApi, type World } from '../../../tests/support/api.ts';
import { anIngredient, aReceipt, aSupplier } from '../../../tests/support/builders.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { ReceiptLine } from './goods-receipt.entity.ts';
import { Lot } from './lot.entity.ts';

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

const day = (iso: string) => LocalDate.of(iso);
const row = (more: Record<string, ImportValue> = {}) => ({ day: day('2026-03-02'), ingredient: broccoli, quantity: '25', unit: 'kg', unitPrice: '6.5', supplier, ...more });
const check = (...rows: Record<string, ImportValue>[]) => judge(api, w.storekeeper, w, 'receiptHistory', rows);

describe('a ledger of goods receipts kept elsewhere', () => {
  it('becomes receipts by day, supplier and voucher, marked as imported and late, without stock', async () => {
    const eggs = (await anIngredient(api, w, { unit: 'piece' })).name.zh;
    const sheet = [
      row({ lot: 'A1', producer: '安溪农场', recorder: '老陈', papers: '合格证', temperature: '12.5', expiryDate: day('2026-03-01') }),
      row({ ingredient: eggs, quantity: '300', unit: 'piece', unitPrice: null, amount: '180', appearance: 'BAD' }),
      row({ voucher: '0042', quantity: '50', unit: 'jin' }),
      row({ day: day('2026-03-03'), unitPrice: null, remark: '换货' }),
    ];
    expect((await check(...sheet)).map(({ outcome }) => outcome)).toEqual(['create', 'create', 'create', 'create']);
    // in two chunks: what belongs together may be cut in two
    const records = await take(api, w.storekeeper, w, 'receiptHistory', sheet.slice(0, 1), sheet.slice(1));
    expect(records.map(({ recordType }) => recordType)).toEqual(['GoodsReceipt', 'GoodsReceipt', 'GoodsReceipt', 'GoodsReceipt']);
    expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(3);
    expect(records[0]!.recordId).toBe(records[1]!.recordId);

    const answer = await w.manager.ask(`{ goodsReceipts(sort: {field: "number", order: ASC}) { items {
      number state occurredAt lateEntry lateReason imported importId note total { amount } receivedBy { name } checkedBy { name } availableActions
      lines { lineNo producer supplierLot verdict appearanceOk arrivalTemperature delivered { value unit } unitPrice { amount unit } amount { amount } } } } }`);
    const items = answer.data!['goodsReceipts'].items;
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({
      number: 'GR-20260302-0001', state: 'ACCEPTED', occurredAt: '2026-03-02T04:00:00.000Z', lateEntry: true, lateReason: '历史导入', imported: true,
      note: '随货证明：合格证\n原记录人：老陈', total: { amount: '342.50' }, receivedBy: { name: '库管' }, checkedBy: null,
      lines: [
        { lineNo: 1, producer: '安溪农场', supplierLot: 'A1', verdict: 'ACCEPTED', appearanceOk: true, arrivalTemperature: '12.5', delivered: { value: '25', unit: 'kg' }, amount: { amount: '162.50' } },
        { lineNo: 2, appearanceOk: false, unitPrice: { amount: '0.6', unit: 'piece' }, amount: { amount: '180.00' } },
      ],
    });
    expect(items[1]).toMatchObject({ number: 'GR-20260302-0002', note: '单据号：0042', total: { amount: '325.00' } });
    expect(items[2]).toMatchObject({ number: 'GR-20260303-0001', note: '备注：换货', total: { amount: '0.00' } });
    expect(await api.count(Lot)).toBe(0);
  });

  it('brought again adds nothing; a new line of an old day does', async () => {
    const [again, more, twice] = await check(row({ lot: 'A1', unitPrice: '7' }), row({ lot: 'A2' }), row({ lot: 'A1' }));
    expect(again).toMatchObject({ outcome: 'same' });
    expect(more).toMatchObject({ outcome: 'create' });
    expect(twice).toMatchObject({ outcome: 'create' });
  });

  it.each<[string, Record<string, ImportValue>, string[]]>([
    ['an unknown supplier', { supplier: '查无此店' }, ['supplier IMPORT_SUPPLIER_UNKNOWN']],
    ['an unknown ingredient', { ingredient: '查无此菜' }, ['ingredient IMPORT_INGREDIENT_UNKNOWN']],
    ['a unit that leads nowhere', { unit: 'box' }, ['unit UNIT_MISMATCH']],
    ['nothing delivered', { quantity: '0' }, ['quantity QUANTITY_NOT_POSITIVE']],
    ['a slipped decimal point', { quantity: '2500000' }, ['quantity QUANTITY_ABSURD']],
    ['a price below zero', { unitPrice: '-1' }, ['unitPrice PRICE_NEGATIVE']],
    ['a reading beyond the probe', { temperature: '400' }, ['temperature TEMPERATURE_ABSURD']],
    ['an expiry before the production', { productionDate: day('2026-02-02'), expiryDate: day('2026-02-01') }, ['expiryDate EXPIRY_BEFORE_PRODUCTION']],
    ['a production date of another age', { productionDate: day('1926-02-02') }, ['productionDate DATE_ABSURD']],
    ['today', { day: day('2026-11-21') }, ['day IMPORT_HISTORY_TOO_RECENT']],
  ])('refuses %s', async (_what, more, expected) => {
    expect(said((await check(row(more)))[0])).toEqual(expected);
  });

  it('refuses suppliers of another institution, and a closed month', async () => {
    const next = await aSupplier(api, w.other);
    expect(said((await check(row({ supplier: next.name.zh })))[0])).toEqual(['supplier IMPORT_SUPPLIER_UNKNOWN']);
    await api.act(w.manager, (ctx) => closePeriod(ctx, w.canteen.id, '2026-02'));
    expect(said((await check(row({ day: day('2026-02-10') })))[0])).toEqual(['day PERIOD_CLOSED']);
  });

  it('ends where the canteen began to receive here', async () => {
    await aReceipt(api, w, { occurredAt: new Date('2026-11-10T00:00:00Z'), lateReason: '停网' });
    const began = day('2026-11-10');
    const [before, on] = await check(row({ day: began.plusDays(-1) }), row({ day: began }));
    expect(before).toMatchObject({ outcome: 'create' });
    expect(said(on)).toEqual(['day IMPORT_HISTORY_TOO_RECENT']);
  });

  it('2,000 rows cost a handful of statements, whatever the number of days', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => row({ day: day('2026-04-01').plusDays(i % 180), lot: `L${i}`, quantity: String(1 + (i % 50)) }));
    const dry = await api.queriesOf(() => check(...rows));
    expect(dry.queries.length).toBeLessThanOrEqual(14);
    const { result, queries } = await api.queriesOf(() => take(api, w.storekeeper, w, 'receiptHistory', rows));
    expect(queries.length).toBeLessThanOrEqual(35);
    expect(new Set(result.map(({ recordId }) => recordId)).size).toBe(180);
    expect(await api.count(ReceiptLine, { supplierLot: { $like: 'L%' } })).toBe(2000);
  });
});
