import { DomainError, LocalDate, LocalizedText } from '@canteen/kernel';
import type { ImportColumn, ImportValue } from './import-definition.ts';
import { CellError, CellNumber, type Cell } from './sheet-cells.ts';

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
/** A moment of a sheet has no zone: what it shows stands in its UTC parts. */
const dayOf = (date: Date) => `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
const timeOf = (date: Date) => `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;

/** A cell as people see it in the sheet. */
export function shown(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell instanceof CellError) return cell.code === 'FORMULA' ? '' : cell.code;
  if (cell.date) return timeOf(cell.date) === '00:00' ? dayOf(cell.date) : `${dayOf(cell.date)} ${timeOf(cell.date)}`;
  return plainNumber(cell.raw) ?? cell.raw;
}

/** Spreadsheets keep 15 digits that count; what stands behind them is noise of the binary fraction. */
function plainNumber(raw: string): string | null {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const text = value.toPrecision(15);
  const fixed = text.includes('e') ? value.toFixed(12) : text;
  return fixed.includes('.') ? fixed.replace(/0+$/, '').replace(/\.$/, '') : fixed;
}

/** Digits and letters typed with a Chinese keyboard's full width, and its wide blank; other signs stay as they are. */
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const BLANKS = /[\s\u00a0\u2000-\u200b\u3000\ufeff]+/g;
const NEEDS_CARE = /[^\u0021-\u007e\u4e00-\u9fff]/;

/** Trimmed, one blank between words, digits and letters in their usual width. */
export function cleanText(text: string): string {
  // Most cells are plain, and there are millions.
  if (!NEEDS_CARE.test(text)) return text;
  return text.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(BLANKS, ' ').normalize('NFC').trim();
}

const compact = (text: string) => text.normalize('NFKC').replace(BLANKS, '');
const refuse = (code: string, params: Record<string, unknown> = {}) => new DomainError(code, params);
const given = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What a cell says, read as its column asks; blank is null. @throws DomainError saying what was found and what is expected */
export function valueOf(cell: Cell, column: ImportColumn, timeZone: string): ImportValue {
  if (cell === null) return null;
  if (cell instanceof CellError) throw cell.code === 'FORMULA' ? refuse('IMPORT_FORMULA_WITHOUT_VALUE') : refuse('IMPORT_CELL_ERROR', { given: cell.code });
  const text = cleanText(shown(cell));
  if (text === '' || column.blanks?.includes(text.toLowerCase())) return null;
  switch (column.kind) {
    case 'text':
      return textOf(cell, text, column);
    case 'integer':
      return integerOf(text);
    case 'decimal':
      return decimalOf(cell, text);
    case 'day':
      return dayIn(cell, text);
    case 'instant':
      return instantOf(cell, text, timeZone);
    case 'yes':
      return yesOf(text);
    case 'choice':
      return choiceOf(text, column);
    case 'list':
      return shown(cell).split(/[、,，;；/\n]/).map(cleanText).filter(Boolean).map((part) => (column.choices ? choiceOf(part, column) : part));
  }
}

function textOf(cell: Cell, text: string, column: ImportColumn): string {
  // 91350500000000000 in a cell of numbers has lost its last digits before it came here.
  if (cell instanceof CellNumber && !cell.date && (text.replace(/\D/g, '').length > 15 || plainNumber(cell.raw) === null)) throw refuse('IMPORT_NUMBER_IMPRECISE', { given: given(cell.raw) });
  const max = column.max ?? 200;
  const length = text.length > max ? Array.from(text).length : 0;
  if (length > max) throw refuse('TEXT_TOO_LONG', { max, given: length });
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 32 || text.charCodeAt(at) === 127) throw refuse('TEXT_HAS_CONTROL_CHARACTERS');
  return text;
}

function numberIn(text: string): string | null {
  let plain = compact(text).replace(/^[¥$￥]/, '').replace(/元$/, '');
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
  if (/^-?(\d+\.?\d*|\.\d+)e[+-]?\d{1,3}$/i.test(plain)) plain = plainNumber(plain) ?? plain;
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? plain : null;
}

const DIGITS = /^-?\d{1,12}(\.\d{1,6})?$/;

/** As most figures are written. */
const USUAL = /^(0|[1-9]\d{0,11})(\.\d{1,6})?$/;

function decimalOf(cell: Cell, text: string): string {
  if (USUAL.test(text) && !(cell instanceof CellNumber && cell.date)) return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  const percent = /[%％]$/.test(text);
  const plain = cell instanceof CellNumber && !cell.date ? text : numberIn(percent ? text.slice(0, -1) : text);
  if (plain === null || (cell instanceof CellNumber && cell.date)) throw refuse('IMPORT_NOT_A_NUMBER', { given: given(text) });
  const value = tidy(percent ? shift(plain) : plain);
  if (!DIGITS.test(value)) throw refuse('NOT_A_DECIMAL', { given: given(text) });
  return value;
}

/** One hundredth, by moving the point. */
function shift(plain: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(plain)!;
  const padded = whole.padStart(3, '0');
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`;
}

function tidy(plain: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(plain) ?? ['', '', plain, ''];
  const tail = fraction.replace(/0+$/, '');
  const value = `${whole.replace(/^0+(?=\d)/, '') || '0'}${tail ? `.${tail}` : ''}`;
  return value === '0' ? '0' : sign + value;
}

function integerOf(text: string): number {
  const plain = numberIn(text);
  if (plain === null) throw refuse('IMPORT_NOT_A_NUMBER', { given: given(text) });
  const value = tidy(plain);
  if (!/^-?\d{1,9}$/.test(value)) throw refuse('IMPORT_NOT_WHOLE', { given: given(text) });
  return Number(value);
}

/** Days since 1899-12-30 that a sheet may mean: 1954 to 2119. */
const SERIAL = { from: 20_000, to: 80_000 };
const MS_DAY = 86_400_000;
const serialDay = (serial: number, is1904: boolean) => dayOf(new Date(Date.UTC(is1904 ? 1904 : 1899, is1904 ? 0 : 11, is1904 ? 1 : 30) + Math.floor(serial) * MS_DAY));

function dayIn(cell: Cell, text: string): LocalDate {
  if (cell instanceof CellNumber && cell.date) return LocalDate.of(dayOf(cell.date));
  const plain = compact(text);
  const serial = /^\d{5}(\.\d+)?$/.test(plain) ? Number(plain) : null;
  if (serial !== null && serial >= SERIAL.from && serial <= SERIAL.to) return LocalDate.of(serialDay(serial, cell instanceof CellNumber && cell.is1904));
  return dayOfText(plain.replace(/(T|日)?0{1,2}:00(:00(\.0+)?)?Z?$/, (_whole, before?: string) => (before === '日' ? '日' : '')), text);
}

function dayOfText(plain: string, text: string): LocalDate {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!found) {
    if (/^\d{1,2}(月\d{1,2}[日号]?|[-/.]\d{1,2})$/.test(plain)) throw refuse('IMPORT_DAY_WITHOUT_YEAR', { given: given(text) });
    throw refuse('IMPORT_NOT_A_DAY', { given: given(text) });
  }
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) throw refuse('IMPORT_DAY_IMPOSSIBLE', { given: given(text) });
  return LocalDate.of(dayOf(date));
}

function instantOf(cell: Cell, text: string, timeZone: string): Date {
  if (cell instanceof CellNumber && cell.date) return LocalDate.of(dayOf(cell.date)).instantAt(timeOf(cell.date), timeZone);
  const plain = text.normalize('NFKC').trim();
  const found = /^(.*?\d[日号]?)(?:\s+|T|(?<=[日号]))(\d{1,2})[:时点](\d{1,2})?分?(?::\d{1,2}(?:\.\d+)?)?秒?$/.exec(plain);
  const day = dayIn(null, compact(found ? found[1]! : plain));
  if (!found) return day.instantAt('00:00', timeZone);
  const [hour, minute] = [Number(found[2]), Number(found[3] ?? 0)];
  if (hour > 23 || minute > 59) throw refuse('IMPORT_NOT_A_MOMENT', { given: given(text) });
  return day.instantAt(`${pad(hour)}:${pad(minute)}`, timeZone);
}

const YES = new Set(['是', '有', '√', '✓', '✔', '对', 'y', 'yes', 'true', '1', '合格', '符合']);
const NO = new Set(['否', '无', '×', '✗', '✘', 'x', '错', 'n', 'no', 'false', '0', '不合格', '不符合', '-', '/']);

function yesOf(text: string): boolean {
  const plain = compact(text).toLowerCase();
  if (YES.has(plain)) return true;
  if (NO.has(plain)) return false;
  throw refuse('IMPORT_NOT_YES', { given: given(text) });
}

const understood = new WeakMap<ImportColumn, Map<string, string>>();

/** By the code, by its word in either language, or by what else people call it. */
function choiceOf(text: string, column: ImportColumn): string {
  let words = understood.get(column);
  if (!words) {
    words = new Map();
    for (const [code, names] of Object.entries(column.synonyms ?? {})) for (const name of names) words.set(compact(name).toLowerCase(), code);
    for (const [code, { zh, en }] of Object.entries(column.choices ?? {})) for (const name of [zh, en, code]) words.set(compact(name).toLowerCase(), code);
    understood.set(column, words);
  }
  const code = words.get(compact(text).toLowerCase());
  if (code === undefined) throw refuse('IMPORT_CHOICE_UNKNOWN', { given: given(text), choices: Object.values(column.choices ?? {}).slice(0, 12).map(({ zh, en }) => LocalizedText.of(zh, en)) });
  return code;
}
