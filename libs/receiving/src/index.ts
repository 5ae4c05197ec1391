import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { calendar } from './calendar.ts';
import { facts } from './facts.ts';
import { imports } from './imports.ts';
import { labels } from './labels.ts';
import { ledgers } from './ledgers.ts';
import { duties } from './duties.ts';
import { GoodsReceipt, RawMaterialTest, ReceiptDocument, ReceiptLine } from './goods-receipt.entity.ts';
import { GoodsReceiptResolver, RawMaterialTestResolver, ReceiptLineResolver } from './goods-receipt.resolver.ts';
import { Lot, StockMovement } from './lot.entity.ts';
import { LotResolver } from './lot.resolver.ts';
import { messages } from './messages.ts';
import { receivingPolicy } from './policies.ts';

export * from './lot.rules.ts';
export * from './goods-receipt.rules.ts';
export * from './raw-material-test.rules.ts';
export { GoodsReceipt, Lot, RawMaterialTest, ReceiptDocument, ReceiptLine, StockMovement };
export {
  adjustLot,
  fefo,
  fefoOf,
  issueFromLot,
  putInStock,
  quarantineLot,
  releaseLot,
  scrapLot,
  type IssueOptions,
  type NewLot,
} from './lot.commands.ts';
export {
  acceptGoodsReceipt,
  lastDelivery,
  openGoodsReceipt,
  presentGoodsReceipt,
  reverseGoodsReceipt,
  saveGoodsReceipt,
  type Checker,
  type DocumentData,
  type GoodsReceiptData,
  type LineData,
} from './goods-receipt.commands.ts';
export { recordRawMaterialTest, type TestData } from './raw-material-test.commands.ts';

export const receiving = defineModule({
  name: 'receiving',
  entities: [GoodsReceipt, ReceiptLine, ReceiptDocument, RawMaterialTest, Lot, StockMovement],
  resolvers: [GoodsReceiptResolver, ReceiptLineResolver, RawMaterialTestResolver, LotResolver],
  messages,
  policies: { receiving: receivingPolicy },
  duties,
  alerts,
  calendar,
  facts,
  imports,
  labels,
  ledgers,
});
