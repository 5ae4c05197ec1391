import type { LedgerColumn, LedgerForm } from './ledger.ts';

/**
 * A column by its key and its heading in both languages. The key is also the path of the field, unless a path or SQL is said:
 * `column('supplier', '供货者', 'Supplier', { path: 'receipt.supplier.name' })`.
 */
export function column(key: string, zh: string, en: string, more: Omit<Partial<LedgerColumn>, 'key' | 'title'> = {}): LedgerColumn {
  return { key, title: { zh, en }, ...(more.sql ? {} : { path: key }), ...more };
}

/** The form of a list that has no paper kin: the usual columns, and who drew it up. */
export function plainForm(zh: string, en: string, columns: readonly string[], more: Pick<Partial<LedgerForm>, 'landscape'> = {}): LedgerForm {
  return {
    title: { zh, en },
    columns,
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '审核人', en: 'Reviewed by' }],
    source: { zh: '[D] 版式为本系统建议，不是官方表样。', en: '[D] Layout proposed by this system; not an official form.' },
    ...more,
  };
}
