import { isDateFormat, serialToDate } from 'hucre';
import { DomainError } from '@canteen/kernel';
import type { SheetArchive } from './sheet-archive.ts';
import { SHEET_LIMITS } from './sheet-archive.ts';
import { attributeOf, xmlScanner, type XmlHandler } from './xml-scan.ts';
import { CellError, CellNumber, columnIndex, type Cell, type Range, type SheetInfo, type SheetRow } from './sheet-cells.ts';

/** Formats that Excel knows by number and shows as days or times (ECMA-376 18.8.30, with those of the Chinese editions). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, ...Array.from({ length: 10 }, (_, i) => 27 + i), ...Array.from({ length: 9 }, (_, i) => 50 + i)]);

export interface Workbook {
  sheets: SheetInfo[];
  rows(sheet: string): AsyncGenerator<SheetRow[]>;
  /** What stands behind the rows: merged cells, and hidden columns before them. */
  extras(sheet: string): Promise<{ merges: Range[]; hiddenColumns: string[] }>;
}

async function scan(archive: SheetArchive, part: string, handler: Partial<XmlHandler>): Promise<void> {
  const feed = xmlScanner({ open: () => undefined, close: () => undefined, text: () => undefined, ...handler });
  for await (const piece of archive.text(part)) feed(piece);
}

/** @throws DomainError SHEET_DAMAGED */
export async function openWorkbook(archive: SheetArchive): Promise<Workbook> {
  const named: { name: string; hidden: boolean; relation: string }[] = [];
  let is1904 = false;
  await scan(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name === 'sheet') named.push({ name: attributeOf(attributes, 'name') ?? '', hidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible', relation: attributeOf(attributes, 'id') ?? '' });
    },
  });
  const targets = new Map<string, string>();
  await scan(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? '');
    },
  });
  const partOf = (relation: string): string => {
    const target = targets.get(relation) ?? '';
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`.replace('/./', '/');
  };
  const sheets = named.map(({ name, hidden, relation }) => ({ name, hidden, part: partOf(relation) })).filter(({ part }) => archive.has(part) && part.includes('worksheet'));
  if (!sheets.length) throw new DomainError('SHEET_DAMAGED', {}, 'file');
  let kept: Promise<{ strings: string[]; dates: boolean[] }> | undefined;
  const partNamed = (sheet: string) => {
    const found = sheets.find(({ name }) => name === sheet);
    if (!found) throw new DomainError('SHEET_UNKNOWN', { given: sheet, sheets: sheets.map(({ name }) => name) }, 'sheet');
    return found.part;
  };
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    async *rows(sheet) {
      const part = partNamed(sheet);
      const { strings, dates } = await (kept ??= (async () => ({ strings: await sharedStrings(archive), dates: await dateStyles(archive) }))());
      yield* rowsOf(archive, part, strings, dates, is1904);
    },
    async extras(sheet) {
      const merges: Range[] = [];
      const hiddenColumns: string[] = [];
      await scan(archive, partNamed(sheet), {
        open: (name, attributes) => {
          if (name === 'mergeCell') {
            const range = rangeOf(attributeOf(attributes, 'ref') ?? '');
            if (range && merges.length < 10_000) merges.push(range);
          } else if (name === 'col' && ['1', 'true'].includes(attributeOf(attributes, 'hidden') ?? '')) {
            const [from, to] = [Number(attributeOf(attributes, 'min')), Math.min(Number(attributeOf(attributes, 'max')), SHEET_LIMITS.columns)];
            for (let column = from; column <= to; column++) hiddenColumns.push(columnName(column - 1));
          }
        },
      });
      return { merges, hiddenColumns };
    },
  };
}

async function sharedStrings(archive: SheetArchive): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let reading = false;
  let phonetic = false;
  let characters = 0;
  await scan(archive, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') reading = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text: (piece) => {
      if (reading && text.length <= SHEET_LIMITS.cellCharacters) text += piece;
    },
    close: (name) => {
      if (name === 'si') {
        strings.push(text);
        characters += text.length;
        // The only part of a sheet that has to be held as a whole.
        if (characters > SHEET_LIMITS.sharedCharacters) throw new DomainError('SHEET_INFLATES_TOO_FAR', { maxMegabytes: SHEET_LIMITS.inflatedBytes / 1024 / 1024 }, 'file');
      } else if (name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
    },
  });
  return strings;
}

/** Which cell styles show a day or a time. */
async function dateStyles(archive: SheetArchive): Promise<boolean[]> {
  const own = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await scan(archive, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const format = Number(attributeOf(attributes, 'numFmtId') ?? 0);
        const code = own.get(format);
        styles.push(code === undefined ? DATE_FORMATS.has(format) : isDateFormat(code));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function* rowsOf(archive: SheetArchive, part: string, strings: readonly string[], dates: readonly boolean[], is1904: boolean): AsyncGenerator<SheetRow[]> {
  let ready: SheetRow[] = [];
  let row: SheetRow | null = null;
  let number = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let inline = '';
  let formula = false;
  let hasValue = false;
  let taking: 'value' | 'inline' | null = null;
  let phonetic = false;
  let ended = false;

  const cellOf = (): Cell => {
    if (type === 'inlineStr') return inline === '' ? null : inline;
    if (!hasValue) return formula ? new CellError('FORMULA') : null;
    switch (type) {
      case 's':
        return strings[Number(value)] ?? null;
      case 'str':
        return value === '' ? null : value;
      case 'b':
        return value === '1' || value === 'true';
      case 'e':
        return new CellError(value || '#');
      case 'd':
        return value;
      default:
        return value === '' ? null : new CellNumber(value, dates[style] ? serialToDate(Number(value), is1904) : null, is1904);
    }
  };
  const feed = xmlScanner({
    open: (name, attributes) => {
      if (name === 'c') {
        const address = attributeOf(attributes, 'r');
        column = address ? columnIndex(address) : column + 1;
        type = attributeOf(attributes, 't') ?? 'n';
        style = Number(attributeOf(attributes, 's') ?? 0);
        value = inline = '';
        formula = hasValue = false;
      } else if (name === 'v') {
        taking = 'value';
        hasValue = true;
      } else if (name === 't') taking = phonetic ? null : 'inline';
      else if (name === 'f') formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'row') {
        number = Number(attributeOf(attributes, 'r') ?? number + 1);
        column = -1;
        row = { row: number, cells: [], formulas: [], hidden: ['1', 'true'].includes(attributeOf(attributes, 'hidden') ?? '') };
      }
    },
    text: (piece) => {
      if (taking === 'value') value += piece;
      else if (taking === 'inline') inline += piece;
      if (value.length + inline.length > SHEET_LIMITS.cellCharacters) throw tooLong(column, number);
    },
    close: (name) => {
      if (name === 'c') {
        if (!row || column < 0) return;
        const cell = cellOf();
        if (cell === null) return;
        if (column >= SHEET_LIMITS.columns) throw new DomainError('SHEET_TOO_MANY_COLUMNS', { max: SHEET_LIMITS.columns, cell: `${columnName(column)}${number}` }, 'file');
        while (row.cells.length < column) row.cells.push(null);
        row.cells[column] = cell;
        if (formula) row.formulas.push(column);
      } else if (name === 'v' || name === 't') taking = null;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'row') {
        if (row) ready.push(row);
        row = null;
      } else if (name === 'sheetData') ended = true;
    },
  });
  for await (const piece of archive.text(part)) {
    feed(piece);
    if (ready.length) {
      yield ready;
      ready = [];
    }
    if (ended) return;
  }
}

export const tooLong = (column: number, row: number) => new DomainError('SHEET_CELL_TOO_LONG', { max: SHEET_LIMITS.cellCharacters, cell: `${columnName(column)}${row}` }, 'file');

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function rangeOf(reference: string): Range | null {
  const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!found) return null;
  return { name: reference, fromColumn: columnIndex(found[1]!), fromRow: Number(found[2]), toColumn: columnIndex(found[3]!), toRow: Number(found[4]) };
}
