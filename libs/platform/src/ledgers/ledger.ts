import type { Words } from '@canteen/kernel';
import type { EntityClass } from '../module.ts';

/**
 * What a cell holds. `quantity` and `rate` become two cells in a sheet (figure and unit), one on paper; `day`, `instant` and
 * `time` are real dates in a sheet; `words` is a text in two languages; `enum` shows its label from the messages.
 */
export type CellKind = 'text' | 'words' | 'enum' | 'integer' | 'decimal' | 'money' | 'rate' | 'quantity' | 'day' | 'instant' | 'time' | 'yes';

/** One column of a ledger. Said once; sheets, data, templates and the printed form all read it. */
export interface LedgerColumn {
  /** Stable name: the key in JSON lines, and what forms refer to. */
  key: string;
  title: Words;
  /**
   * Fields from the row on, as the API names them: `receipt.supplier.name`. The kind (unless one is said), the unit and the
   * permission follow from the entities: whoever may not read a record on the way, or the field itself, gets an empty cell, as on the screen.
   */
  path?: string;
  /** Where no path can say it (several papers in one cell): SQL over the row's alias, and then `kind` and `needs` must be said. */
  sql?: (alias: string) => string;
  kind?: CellKind;
  /** The permission of an `sql` column; null: whoever may read the row. */
  needs?: string | null;
  /** The name of the enum in the messages, for `sql` columns; a path knows its own. */
  enum?: string;
  /** Said with the heading: 温度（℃）. */
  unit?: Words;
  /** In characters; half of it in Chinese. */
  width?: number;
  /** A sum under the column. Only where all figures have one unit. */
  total?: boolean;
  /** Not in sheets unless asked for: long texts, keys. */
  aside?: boolean;
}

/** Columns of the printed form, in the order in which the authorities know them; several may stand under one heading. */
export type FormColumn = string | { title: Words; columns: readonly string[] };

/** The printed form (domain reference §2). */
export interface LedgerForm {
  title: Words;
  columns: readonly FormColumn[];
  /** Columns that paper only ticks, as the usual forms do: ✓ where something is there (× where the answer is no). What it is stands in the sheet. */
  ticks?: readonly string[];
  signatures: readonly Words[];
  landscape?: boolean;
  /** Where the layout comes from, and how sure that is. */
  source: Words;
  /**
   * The form of one record, where all rows belong to one: `{ filter: 'receipt', resource: 'goodsReceipts', head: ['number', 'supplier'] }`.
   * What the head says once, above the table, its columns need not repeat.
   */
  record?: { filter: string; resource: string; title: Words; head: readonly string[]; columns?: readonly FormColumn[] };
}

/** A list that can leave the house. `name` is the root list of the API whose rows, filter and sort it has. */
export interface Ledger {
  name: string;
  title: Words;
  entity: EntityClass;
  columns: readonly LedgerColumn[];
  /** The field that bounds the period printed above a form. */
  period?: string;
  form?: LedgerForm;
  /** Other forms of the same list: the first whose filter values were asked for is printed instead, `{ kind: 'CORE' }`. */
  forms?: readonly { where: Readonly<Record<string, unknown>>; form: LedgerForm }[];
  /** The address of a row in the console: `/goodsReceipts/{id}/show`; a path in braces is filled from the row. */
  at?: string;
}
