import { addressOfRecord } from '../ledgers/records.ts';

/** Where a duty is done, or what an alert tells of is put right: one tap from either. */
const BY_KIND: Record<string, (id: string) => string> = {
  'retention.missing': (id) => `/mealServices/${id}/samples`,
  'retention.due': () => `/retainedSamples?filter=${encodeURIComponent(JSON.stringify({ status: ['DUE'] }))}`,
  'kitchen.storageReading': (id) => `/temperatures?area=${id}`,
  'kitchen.readingMissing': () => '/temperatures',
  RECEIPT_DRAFT: (id) => `/goodsReceipts/${id}`,
  RECEIPT_TO_CHECK: (id) => `/goodsReceipts/${id}/accept`,
};

const BY_TYPE: Record<string, (id: string) => string> = {
  Supplier: (id) => `/suppliers/${id}/show`,
  MealService: (id) => `/mealServices/${id}/show`,
  ProductionBatch: (id) => `/productionBatches/${id}/show`,
  Area: (id) => `/temperatures?area=${id}`,
  Menu: (id) => `/menus/${id}/show`,
  Canteen: () => '/menus',
  GoodsReceipt: (id) => `/goodsReceipts/${id}/show`,
  Lot: (id) => `/lots/${id}/show`,
  HealthCertificate: () => '/healthCertificates',
  Dish: (id) => `/dishes/${id}/show`,
  RetainedSample: (id) => `/retainedSamples/${id}/show`,
  TemperatureReading: () => `/temperatures/all?filter=${encodeURIComponent(JSON.stringify({ lateEntry: true }))}`,
  Channel: () => '/notices',
  Work: () => '/jobs',
};

export function addressOf({ kind, recordType, recordId }: { kind: string; recordType: string; recordId: string }): string {
  const known = BY_KIND[kind] ?? BY_TYPE[recordType];
  return known ? known(recordId) : (addressOfRecord(recordType, recordId) ?? '/ledgers');
}

/** States of things rather than things to do: they stand beside the list. */
const CONDITIONS = new Set(['SUPPLIER_LICENCE', 'LOT_NEAR_EXPIRY', 'LOT_EXPIRED', 'HEALTH_CERTIFICATE', 'ALLERGENS_UNKNOWN']);

export const isCondition = (kind: string): boolean => CONDITIONS.has(kind);
