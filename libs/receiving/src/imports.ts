import type { ImportDefinition } from '@canteen/platform';
import { openingStockImport } from './opening-stock.import.ts';
import { receiptHistoryImport } from './receipt-history.import.ts';

/** The sheets that this module takes in. */
export const imports: readonly ImportDefinition[] = [openingStockImport, receiptHistoryImport] as readonly ImportDefinition[];
