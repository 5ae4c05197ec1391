import type { DomainError, LocalDate, Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';

/** What a cell of an incoming sheet is read as. */
export type ImportKind = 'text' | 'integer' | 'decimal' | 'day' | 'instant' | 'yes' | 'choice' | 'list';

export interface ImportColumn {
  key: string;
  title: Words;
  kind: ImportKind;
  required?: boolean;
  /** Other headings under which newcomers keep it: 供应商名称, 单位名称. */
  aliases?: readonly string[];
  /** For `choice` and `list`: what may stand there, with its words; both the code and either language's word are understood. */
  choices?: Readonly<Record<string, Words>>;
  /** Other words by which people mean a choice: 千克, KG for `kg`. */
  synonyms?: Readonly<Record<string, readonly string[]>>;
  /** What people write where there is nothing: 长期 for a last day, 无 for allergens. */
  blanks?: readonly string[];
  /** For the template: what belongs here, and an example that would be accepted. */
  help: Words;
  example: string;
  max?: number;
}

export type ImportValue = string | number | boolean | Date | LocalDate | readonly string[] | null;

/** One row of the sheet, read by its columns. `row` is its number in the sheet, as people see it. */
export interface ImportRow {
  row: number;
  values: Readonly<Record<string, ImportValue>>;
}

/** What would become of a row. Refusals carry the column's key as `field`. */
export type ImportVerdict =
  | { row: number; outcome: 'create'; label: string }
  | { row: number; outcome: 'update'; label: string; recordId: string; changes: readonly { column: string; from: string; to: string }[] }
  | { row: number; outcome: 'same'; label: string; recordId: string }
  | { row: number; outcome: 'refused'; label: string; errors: readonly DomainError[] };

/** A sheet that a module takes in. */
export interface ImportDefinition<Plan = unknown> {
  /** `suppliers`, `openingStock` … */
  name: string;
  title: Words;
  /** In one sentence: what a row is, and by what it is known again. */
  says: Words;
  needs: string;
  /** The entity that a row is or updates, by which the console links to what is there already. */
  recordType?: string;
  columns: readonly ImportColumn[];
  /** Columns that together say which record a row is; a second row with the same ones is refused. */
  naturalKey: readonly string[];
  /** The canteen is chosen with the upload (opening stock, prices, receipts), not in the sheet. */
  perCanteen?: boolean;
  /**
   * What commands about such records wait for each other on (`ctx.alone`), so that nothing of the same name is written between the
   * judging of a run and its writing. Runs of one kind at one place wait for each other in any case.
   */
  alone?: (given: ImportPlace) => string;
  /**
   * Judges all rows, with few statements for many rows: nothing is written. Called for chunks of at most 2,000 rows; `memory` lives as
   * long as the whole check, for what has been seen. Returns the verdicts in the order of the rows, and what `write` will need of
   * each row that is not refused.
   */
  check: (ctx: Ctx, rows: readonly ImportRow[], given: ImportPlace, memory: Map<string, unknown>) => Promise<{ verdict: ImportVerdict; plan: Plan | null }[]>;
  /**
   * Writes a chunk within the one act of the import, after all chunks were checked, with the memory of that check; answers one record
   * for each plan, in order. By `ctx.bulkInsert`, `ctx.create` or changed entities, never by SQL of its own: the journal and the undo
   * know only those.
   */
  write: (ctx: Ctx, plans: readonly Plan[], given: ImportPlace, memory: Map<string, unknown>) => Promise<{ recordType: string; recordId: string }[]>;
  /** Refuses to take back what by now is a fact although nothing refers to it: a closed month, a price that was in force. `created`: ids by table. */
  checkUndo?: (ctx: Ctx, given: ImportPlace, created: ReadonlyMap<string, readonly string[]>) => Promise<void>;
}

export interface ImportPlace {
  organizationId: string;
  canteenId: string | null;
  importId: string;
}
