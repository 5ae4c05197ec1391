import type { ImportKindsOpen, ImportState } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import type { ToneName } from '../ui/Tone.tsx';

const KINDS = gql`
  query ImportKindsOpen {
    importKinds { name title { zh en } says { zh en } needs perCanteen columns { key title { zh en } kind required help { zh en } example } }
  }
`;

export type ImportKind = ImportKindsOpen['importKinds'][number];

/** What may be imported, in the order of the food. */
export function useImportKinds() {
  const { data, error, refetch } = useAsk<ImportKindsOpen>(KINDS, {});
  return { kinds: data?.importKinds, kindOf: (name: string) => data?.importKinds.find((kind) => kind.name === name), error, refetch };
}

/** Where what was imported is read. */
export const RECORDS: Record<string, string> = {
  suppliers: '/suppliers', ingredients: '/ingredients', dishes: '/dishes', persons: '/persons', openingStock: '/lots', prices: '/dishes', receiptHistory: '/goodsReceipts',
};

export const importWords: Record<ImportState, { zh: string; en: string }> = {
  UPLOADED: { zh: '待对应列', en: 'Columns to match' },
  CHECKING: { zh: '检查中', en: 'Being checked' },
  CHECKED: { zh: '已检查，未导入', en: 'Checked, not imported' },
  IMPORTING: { zh: '导入中', en: 'Being imported' },
  IMPORTED: { zh: '已导入', en: 'Imported' },
  UNDONE: { zh: '已撤销', en: 'Undone' },
  FAILED: { zh: '未能完成', en: 'Not finished' },
  CANCELLED: { zh: '已取消', en: 'Cancelled' },
};

export const importTones: Record<ImportState, ToneName> = {
  UPLOADED: 'draft', CHECKING: 'todo', CHECKED: 'todo', IMPORTING: 'todo', IMPORTED: 'ok', UNDONE: 'stopped', FAILED: 'bad', CANCELLED: 'done',
};
