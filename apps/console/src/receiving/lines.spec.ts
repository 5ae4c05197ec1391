import { LocalDate } from '@canteen/kernel';
import type { GoodsReceiptRecord } from '../provider/generated.ts';
import { amountOf, asksReason, fromLast, missingOf, newLine, papersFor, parseCode, timeInput, totalOf, unitsOf } from './lines.ts';
import type { LineIngredient } from './lines.ts';

const today = LocalDate.of('2026-11-21');
const pork: LineIngredient = { id: 'pork', name: { zh: '五花肉', en: 'Pork belly' }, storage: 'CHILLED', unit: 'kg', shelfLifeDays: 4, requiredDocuments: ['QUARANTINE_CERT', 'INVOICE'], packs: [] };
const milk: LineIngredient = { id: 'milk', name: { zh: '鲜牛奶', en: 'Milk' }, storage: 'CHILLED', unit: 'l', shelfLifeDays: 7, requiredDocuments: ['INVOICE', 'TEST_REPORT'], packs: [{ unit: 'box', holds: { value: '4.8', unit: 'l' } }] };
const greens: LineIngredient = { id: 'greens', name: { zh: '上海青', en: 'Bok choy' }, storage: 'AMBIENT', unit: 'kg', shelfLifeDays: null, requiredDocuments: ['INVOICE', 'CONFORMITY_CERT'], packs: [] };

/** What `lastDelivery` answers, in the fields that the draft is made from. */
function delivery(line: Partial<GoodsReceiptRecord['lines'][number]>): GoodsReceiptRecord {
  return {
    occurredAt: '2026-11-18T22:10:00Z',
    lines: [{
      id: 'line', delivered: { value: '20', unit: 'kg' }, unitPrice: { amount: '28', currency: 'CNY', unit: 'kg' }, productionDate: null, expiryDate: null,
      brand: null, spec: null, producer: null, ingredient: { ...pork, category: 'MEAT' }, ...line,
    }],
  } as unknown as GoodsReceiptRecord;
}

describe('a delivery prefilled from the last one', () => {
  it('brings amount and price, the amount only as an offer, and never a reading', () => {
    const [line] = fromLast(delivery({ arrivalTemperature: '3.5' }), today, 'Asia/Shanghai');
    expect(line).toMatchObject({ delivered: '20', offered: true, price: '28', temperature: '', productionDate: '', expiryDate: '' });
  });

  it('offers dates in the rhythm of last time, but does not enter them', () => {
    // It came on 19 November in Quanzhou and was made the day before.
    const [line] = fromLast(delivery({ productionDate: '2026-11-18', expiryDate: '2026-11-22' }), today, 'Asia/Shanghai');
    expect(line).toMatchObject({ productionDate: '', expiryDate: '', offer: { productionDate: '2026-11-20', expiryDate: '2026-11-24' } });
  });

  it('offers no date where last time had none', () => {
    expect(fromLast(delivery({}), today, 'Asia/Shanghai')[0]!.offer).toBeNull();
    expect(newLine(greens, today, 'k').offer).toBeNull();
  });
});

it('asks for what a line lacks: a temperature only of what is kept cold', () => {
  expect(missingOf(newLine(pork, today, 'k'))).toEqual(['delivered', 'price', 'temperature']);
  expect(missingOf({ ...newLine(greens, today, 'k'), delivered: '0', price: '3' })).toEqual(['delivered']);
  expect(missingOf({ ...newLine(greens, today, 'k'), delivered: '12', price: '3' })).toEqual([]);
});

it('reckons amounts as the API does, also by an ingredient’s own packs', () => {
  const boxes = { ...newLine(milk, today, 'k'), delivered: '3', unit: 'box', price: '10', priceUnit: 'l' };
  expect(amountOf(boxes)?.amount).toBe('144.00');
  expect(totalOf([boxes, { ...newLine(greens, today, 'g'), delivered: '1.5', price: '3.33' }]).amount).toBe('149.00');
  expect(amountOf({ ...boxes, price: '' })).toBeNull();
  expect(amountOf({ ...newLine(greens, today, 'k'), delivered: '1', unit: 'box', price: '3' })).toBeNull();
});

it('counts in units of the same kind and in its own packs', () => {
  expect(unitsOf(milk)).toEqual(['ml', 'l', 'box']);
  expect(unitsOf(greens)).toEqual(['g', 'kg', 'jin', 't']);
});

it('names each paper once, the invoice first', () => {
  expect(papersFor([newLine(pork, today, 'a'), newLine(milk, today, 'b'), newLine(greens, today, 'c')])).toEqual(['INVOICE', 'QUARANTINE_CERT', 'TEST_REPORT', 'CONFORMITY_CERT']);
});

it.each([
  ['6901234567892', { gtin: '6901234567892' }],
  ['(01)06901234567892(10)A17(17)261124', { gtin: '6901234567892', lot: 'A17', expiryDate: '2026-11-24' }],
  ['0106901234567892112611201726112410A17', { gtin: '6901234567892', productionDate: '2026-11-20', expiryDate: '2026-11-24', lot: 'A17' }],
  [']C1010690123456789210A17\u001d17270200', { gtin: '6901234567892', lot: 'A17', expiryDate: '2027-02-28' }],
])('reads the code %s', (text, code) => {
  expect(parseCode(text)).toEqual(code);
});

describe('why it is written down so late', () => {
  it('is asked for when the API asks, and stays in sight once there is an answer', () => {
    expect(asksReason({ lateReason: '' }, [])).toBe(false);
    expect(asksReason({ lateReason: '' }, [{ code: 'DOC_MISSING' }])).toBe(false);
    expect(asksReason({ lateReason: '' }, [{ code: 'LATE_REASON_REQUIRED' }])).toBe(true);
    expect(asksReason({ lateReason: '停电' }, [])).toBe(true);
  });

  it('is sent, also where the time of arrival was not changed', () => {
    expect(timeInput({ occurredAt: '', lateReason: ' 停电 ' })).toEqual({ lateReason: '停电' });
    expect(timeInput({ occurredAt: '2026-11-18T22:10:00Z', lateReason: '' })).toEqual({ occurredAt: '2026-11-18T22:10:00.000Z', lateReason: null });
  });
});
