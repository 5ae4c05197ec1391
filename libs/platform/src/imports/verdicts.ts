import { collect, DomainError, isUnit, Quantity, UNITS, type Lang, type LocalDate, type Unit, type Words } from '@canteen/kernel';
import type { ImportRow, ImportVerdict } from './import-definition.ts';

/** A row judged, and what `write` needs of it. */
export interface Judged<Plan> {
  verdict: ImportVerdict;
  plan: Plan | null;
}

export interface Change {
  column: string;
  from: string;
  to: string;
}

export function refused(row: ImportRow, label: string, errors: readonly DomainError[]): Judged<never> {
  return { verdict: { row: row.row, outcome: 'refused', label, errors }, plan: null };
}

export function created<Plan>(row: ImportRow, label: string, plan: Plan): Judged<Plan> {
  return { verdict: { row: row.row, outcome: 'create', label }, plan };
}

/** An update with its differences; without any it is the same, and there is nothing to write. */
export function updated<Plan>(row: ImportRow, label: string, recordId: string, changes: readonly Change[], plan: Plan): Judged<Plan> {
  if (changes.length === 0) return { verdict: { row: row.row, outcome: 'same', label, recordId }, plan: null };
  return { verdict: { row: row.row, outcome: 'update', label, recordId, changes }, plan };
}

/** 是 or 否, as the person reads. */
export const yesOrNo = (yes: boolean, lang: Lang): string => (lang === 'zh' ? (yes ? '是' : '否') : yes ? 'yes' : 'no');
/** Between the words of a list. */
export const between = (lang: Lang): string => (lang === 'zh' ? '、' : ', ');

export function textIn(row: ImportRow, key: string): string | null {
  const value = row.values[key];
  return value === null || value === undefined || value === '' ? null : String(value);
}

export function dayIn(row: ImportRow, key: string): LocalDate | null {
  return (row.values[key] as LocalDate | null | undefined) ?? null;
}

export function integerIn(row: ImportRow, key: string): number | null {
  return (row.values[key] as number | null | undefined) ?? null;
}

export function yesIn(row: ImportRow, key: string): boolean | null {
  return (row.values[key] as boolean | null | undefined) ?? null;
}

export function listIn<Item extends string = string>(row: ImportRow, key: string): readonly Item[] {
  return (row.values[key] as readonly Item[] | null | undefined) ?? [];
}

/** What the form would say, said of the column: `input.gtin` is the column `gtin`; a rule may know it by another name. */
export function byColumn(errors: readonly DomainError[], columns: Readonly<Record<string, string>> = {}): DomainError[] {
  return errors.map(({ code, params, field }) => {
    const names = (field ?? '').split('.').filter((part) => part !== 'input' && !/^\d+$/.test(part));
    const known = names.find((name) => name in columns);
    return new DomainError(code, params, known ? columns[known]! : (names.at(-1) ?? null));
  });
}

/** Runs a check and answers its refusals, said of a column. */
export function problemsAt(column: string, ...checks: (() => unknown)[]): DomainError[] {
  return collect(checks).map(({ code, params }) => new DomainError(code, params, column));
}

/** Refuses what an earlier row of the sheet has said already; the rows are remembered under `about` as long as the check lasts. */
export function firstOfSheet(memory: Map<string, unknown>, about: string, key: string, row: ImportRow, column: string): DomainError[] {
  const seen = (memory.get(about) as Map<string, number> | undefined) ?? new Map<string, number>();
  memory.set(about, seen);
  const before = seen.get(key);
  if (before === undefined) seen.set(key, row.row);
  return before === undefined || before === row.row ? [] : [new DomainError('IMPORT_ROW_TWICE', { row: before }, column)];
}

/**
 * What rows refer to by name, asked for once: names that an earlier chunk asked for are answered from memory. Null: there is
 * nothing of that name.
 */
export async function remembered<Found>(
  memory: Map<string, unknown>,
  about: string,
  names: Iterable<string>,
  load: (unknown: string[]) => Promise<Iterable<readonly [string, Found]>>,
): Promise<ReadonlyMap<string, Found | null>> {
  const known = (memory.get(about) as Map<string, Found | null> | undefined) ?? new Map<string, Found | null>();
  memory.set(about, known);
  const unknown = [...new Set(names)].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    for (const name of unknown) known.set(name, null);
    for (const [name, found] of await load(unknown)) known.set(name, found);
  }
  return known;
}

/** How people write units in their own sheets. */
export const unitSynonyms: Readonly<Partial<Record<Unit, readonly string[]>>> = {
  g: ['克', 'gram', 'grams'],
  kg: ['千克', '公斤', 'KGS', 'kilo', 'kilogram'],
  jin: ['斤', '市斤'],
  t: ['吨', 'ton', 'tonne'],
  ml: ['毫升', 'mL', 'cc'],
  l: ['升', '公升', 'litre', 'liter'],
  piece: ['个', '只', '枚', '颗', '条', '块', 'pc', 'pcs', 'pieces'],
  pack: ['包', '小包', 'packet'],
  box: ['箱', '件', 'case', 'carton'],
  bag: ['袋', 'sack'],
  bottle: ['瓶'],
  portion: ['份'],
};

export const unitChoices: Readonly<Record<Unit, Words>> = Object.fromEntries(Object.entries(UNITS).map(([unit, { zh, en }]) => [unit, { zh, en }])) as Record<Unit, Words>;

export function unitOf(text: string): Unit | null {
  const given = text.normalize('NFKC').trim().toLowerCase();
  if (isUnit(given)) return given;
  const found = Object.entries(UNITS).find(([unit, { zh, en }]) => [zh, en, ...(unitSynonyms[unit as Unit] ?? [])].some((word) => word.toLowerCase() === given));
  return found ? (found[0] as Unit) : null;
}

/** `25公斤`, `0.5 kg`: a number and its unit in one cell; null where it is neither. */
export function quantityOf(text: string): Quantity | null {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)\s*(\D+)$/.exec(text.normalize('NFKC').trim());
  const unit = match ? unitOf(match[2]!) : null;
  return unit ? Quantity.of(match![1]!, unit) : null;
}
