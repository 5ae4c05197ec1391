import { alike, counted, touched } from './entry.ts';

const payload = {
  rows: [
    { table: 'lot', record: 'Lot', id: 'l1', op: 'create', digest: 'x' },
    { table: 'lot', record: 'Lot', id: 'l2', op: 'create', digest: 'x' },
    { table: 'goods_receipt', record: 'GoodsReceipt', id: 'g1', op: 'update', fields: ['state'], digest: 'x' },
  ],
};

test('an entry tells which records it touched, and how', () => {
  expect(touched({ payload })).toEqual([
    { type: 'Lot', id: 'l1', op: 'create', fields: [] },
    { type: 'Lot', id: 'l2', op: 'create', fields: [] },
    { type: 'GoodsReceipt', id: 'g1', op: 'update', fields: ['state'] },
  ]);
});

test('where its content is withheld it tells none', () => {
  expect(touched({ payload: null })).toEqual([]);
});

test('what the act is about stands first', () => {
  expect(counted(touched({ payload }), 'GoodsReceipt').map(({ type, records }) => [type, records.length])).toEqual([['GoodsReceipt', 1], ['Lot', 2]]);
  expect(counted(touched({ payload }), null).map(({ type }) => type)).toEqual(['Lot', 'GoodsReceipt']);
});

test('records that nothing tells apart are told once', () => {
  expect(alike(touched({ payload }), () => null).map(({ record, n }) => [record.type, n])).toEqual([['Lot', 2], ['GoodsReceipt', 1]]);
  expect(alike(touched({ payload }), ({ id }) => id).map(({ n }) => n)).toEqual([1, 1, 1]);
});
