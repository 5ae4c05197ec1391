import type { LedgerColumn } from './ledger.ts';

/**
 * A column by its key and its heading in both languages. The key is also the path of the field, unless a path or SQL is said:
 * `column('supplier', '供货者', 'Supplier', { path: 'receipt.supplier.name' })`.
 */
export function column(key: string, zh: string, en: string, more: Omit<Partial<LedgerColumn>, 'key' | 'title'> = {}): LedgerColumn {
  return { key, title: { zh, en }, ...(more.sql ? {} : { path: key }), ...more };
}
