import { DomainError, LocalizedText } from '@canteen/kernel';
import { shown, valueOf } from './cell-values.ts';
import type { ImportColumn, ImportDefinition, ImportValue } from './import-definition.ts';
import { plainHeading } from './import.rules.ts';
import type { SheetFile } from './open-sheet.ts';
import { SHEET_LIMITS } from './sheet-archive.ts';
import type { Range, SheetRow } from './sheet-cells.ts';
import { columnName } from './xlsx-rows.ts';

/** Rows judged and written together. */
export const CHUNK = 2000;

export interface Head {
  sheet: string;
  headingRow: number;
  headings: { title: string; letter: string; samples: string[] }[];
  problems: DomainError[];
}

const isBlank = (row: SheetRow): boolean => row.cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
const titlesOf = ({ title, aliases = [] }: ImportColumn): string[] => [title.zh, title.en, ...aliases];

/**
 * Where the headings stand, and what they are: the row among the first 20 in which most of the kind's columns are named. Titles of
 * the form, merged over the table, stand above it.
 */
export async function readHead(file: SheetFile, chosen: string | null, definition: ImportDefinition): Promise<Head> {
  const sheet = chosen ?? (file.sheets.find(({ hidden }) => !hidden) ?? file.sheets[0]!).name;
  if (!file.sheets.some(({ name }) => name === sheet)) throw new DomainError('SHEET_UNKNOWN', { given: sheet, sheets: file.sheets.map(({ name }) => name) }, 'input.sheet');
  const head: SheetRow[] = [];
  const samples: SheetRow[] = [];
  reading: for await (const rows of file.rows(sheet)) {
    for (const row of rows) {
      if (isBlank(row)) continue;
      if (row.row > SHEET_LIMITS.headingWithin + 50 || head.length >= SHEET_LIMITS.headingWithin + 3) break reading;
      head.push(row);
    }
  }
  if (!head.length) return { sheet, headingRow: 0, headings: [], problems: [new DomainError('SHEET_EMPTY', {}, 'file')] };
  const known = new Set(definition.columns.flatMap(titlesOf).flatMap((title) => [plainHeading(title), plainHeading(title, true)]));
  const score = (row: SheetRow) => row.cells.filter((cell) => cell !== null && (known.has(plainHeading(shown(cell))) || known.has(plainHeading(shown(cell), true)))).length;
  const filled = (row: SheetRow) => row.cells.filter((cell) => cell !== null).length;
  const candidates = head.filter(({ row }) => row <= SHEET_LIMITS.headingWithin);
  let best = candidates[0] ?? head[0]!;
  for (const row of candidates) if (score(row) > score(best)) best = row;
  // A sheet whose headings are all unknown: the first row that looks like headings.
  if (score(best) === 0) best = candidates.find((row) => filled(row) >= Math.min(2, definition.columns.length)) ?? best;
  samples.push(...head.filter(({ row }) => row > best.row).slice(0, 3));
  const width = Math.max(best.cells.length, ...samples.map((row) => row.cells.length));
  const headings = Array.from({ length: width }, (_, at) => ({
    title: shown(best.cells[at] ?? null).replace(/\s+/g, ' ').trim().slice(0, 200),
    letter: columnName(at),
    samples: samples.map((row) => shown(row.cells[at] ?? null).slice(0, 60)),
  }));
  const problems: DomainError[] = [];
  const seen = new Map<string, string>();
  for (const { title, letter } of headings) {
    if (title === '') continue;
    const before = seen.get(plainHeading(title, true));
    const cell = `${letter}${best.row}`;
    if (before) problems.push(new DomainError('SHEET_HEADING_TWICE', { heading: title, first: before, second: cell }, 'file'));
    else seen.set(plainHeading(title, true), cell);
  }
  if (!samples.length) problems.push(new DomainError('SHEET_ONLY_HEADINGS', {}, 'file'));
  return { sheet, headingRow: best.row, headings, problems };
}

/** Which heading each column is likely read from: by its name, then without the unit in brackets, each heading once. */
export function proposeMapping(definition: ImportDefinition, headings: readonly { title: string }[]): Record<string, number> {
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  for (const keepBrackets of [true, false]) {
    for (const rank of ['title', 'alias'] as const) {
      for (const column of definition.columns) {
        if (column.key in mapping) continue;
        const names = new Set((rank === 'title' ? [column.title.zh, column.title.en] : [...(column.aliases ?? [])]).map((name) => plainHeading(name, keepBrackets)));
        const at = headings.findIndex(({ title }, index) => title !== '' && !taken.has(index) && names.has(plainHeading(title, keepBrackets)));
        if (at < 0) continue;
        mapping[column.key] = at;
        taken.add(at);
      }
    }
  }
  return mapping;
}

export interface ReadRow {
  row: number;
  /** As people see them, by the place of the heading. */
  cells: string[];
  values: Record<string, ImportValue>;
  /** `field` is the column's key. */
  errors: DomainError[];
  /** Columns whose value a formula gave. */
  formulas: string[];
  hidden: boolean;
}

export interface Reading {
  file: SheetFile;
  sheet: string;
  headingRow: number;
  width: number;
  mapping: Readonly<Record<string, number>>;
  timeZone: string;
  /** Whether what the cells show is wanted too, beside what they mean. */
  shown?: boolean;
}

/** The rows under the headings, read by the columns of the kind. @throws DomainError SHEET_TOO_MANY_ROWS */
export async function* readRows(definition: ImportDefinition, reading: Reading, merges: readonly Range[]): AsyncGenerator<ReadRow[]> {
  const columns = definition.columns.flatMap((column) => (column.key in reading.mapping ? [{ column, at: reading.mapping[column.key]!, known: new Map<string, ImportValue>() }] : []));
  const below = merges.filter((range) => range.toRow > reading.headingRow);
  let chunk: ReadRow[] = [];
  let count = 0;
  for await (const rows of reading.file.rows(reading.sheet)) {
    for (const row of rows) {
      if (row.row <= reading.headingRow || isBlank(row)) continue;
      count += 1;
      if (count > SHEET_LIMITS.rows) throw new DomainError('SHEET_TOO_MANY_ROWS', { max: SHEET_LIMITS.rows }, 'file');
      chunk.push(readRow(columns, reading, row, below));
      if (chunk.length === CHUNK) {
        yield chunk;
        chunk = [];
      }
    }
  }
  if (chunk.length) yield chunk;
}

interface Source {
  column: ImportColumn;
  at: number;
  /** What texts of this column were found to mean: days and choices come again and again. */
  known: Map<string, ImportValue>;
}
const REPEATED = new Set(['day', 'choice', 'yes']);
const MAX_KNOWN = 5000;

function valueAt({ column, at, known }: Source, row: SheetRow, timeZone: string): ImportValue {
  const cell = row.cells[at] ?? null;
  if (typeof cell !== 'string' || !REPEATED.has(column.kind)) return valueOf(cell, column, timeZone);
  const before = known.get(cell);
  if (before !== undefined) return before;
  const value = valueOf(cell, column, timeZone);
  if (known.size < MAX_KNOWN) known.set(cell, value);
  return value;
}

function readRow(columns: readonly Source[], { width, timeZone, shown: wanted }: Reading, row: SheetRow, merges: readonly Range[]): ReadRow {
  const values: Record<string, ImportValue> = {};
  const errors: DomainError[] = [];
  const formulas: string[] = [];
  for (const source of columns) {
    const { column, at } = source;
    try {
      const value = valueAt(source, row, timeZone);
      values[column.key] = value;
      if (value === null && column.required) errors.push(new DomainError('IMPORT_CELL_REQUIRED', { column: words(column) }, column.key));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      values[column.key] = null;
      errors.push(new DomainError(error.code, error.params, column.key));
    }
    if (row.formulas.length && row.formulas.includes(at)) formulas.push(column.key);
  }
  for (const range of merges) {
    if (row.row < range.fromRow || row.row > range.toRow) continue;
    const touched = columns.find(({ at }) => at >= range.fromColumn && at <= range.toColumn);
    if (touched) errors.push(new DomainError('IMPORT_MERGED_CELLS', { range: range.name }, touched.column.key));
  }
  const cells: string[] = [];
  for (let at = 0; wanted && at < width; at++) {
    const text = shown(row.cells[at] ?? null);
    cells[at] = text.length > 500 ? `${text.slice(0, 500)}…` : text;
  }
  return { row: row.row, cells, values, errors, formulas, hidden: row.hidden };
}

export const words = (column: ImportColumn) => LocalizedText.of(column.title.zh, column.title.en);
