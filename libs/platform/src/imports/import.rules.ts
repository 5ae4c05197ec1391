import { enumOf, stateMachine } from '@canteen/kernel';

export const ImportState = enumOf('UPLOADED', 'CHECKING', 'CHECKED', 'IMPORTING', 'IMPORTED', 'UNDONE', 'FAILED', 'CANCELLED');
export type ImportState = keyof typeof ImportState;
export const ImportAction = enumOf('CHECK', 'RUN', 'UNDO');
export type ImportAction = keyof typeof ImportAction;
export const ImportOutcome = enumOf('CREATE', 'UPDATE', 'SAME', 'REFUSED');
export type ImportOutcome = keyof typeof ImportOutcome;

/** What people may do; what comes of the work they begin (checked, imported, failed) the work itself says. */
export const importLife = stateMachine<ImportState, ImportAction>({
  UPLOADED: { CHECK: 'CHECKING' },
  CHECKING: {},
  CHECKED: { CHECK: 'CHECKING', RUN: 'IMPORTING' },
  IMPORTING: {},
  IMPORTED: { UNDO: 'UNDONE' },
  UNDONE: { CHECK: 'CHECKING' },
  FAILED: { CHECK: 'CHECKING' },
  CANCELLED: { CHECK: 'CHECKING' },
});

/** A heading without what people add to it: blanks, a mark that it is required, a unit in brackets. */
export function plainHeading(text: string, keepBrackets = false): string {
  const plain = text.slice(0, 200).normalize('NFKC').toLowerCase().replace(/[\s*:：]+/g, '');
  return keepBrackets ? plain : plain.replace(/[(（[【].*?[)）\]】]$/, '');
}
