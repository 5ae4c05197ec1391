export * from './lot.rules.ts';
export * from './goods-receipt.rules.ts';
export * from './raw-material-test.rules.ts';
export { GoodsReceipt, RawMaterialTest, ReceiptDocument, ReceiptLine } from './goods-receipt.entity.ts';
export { Lot, StockMovement } from './lot.entity.ts';
