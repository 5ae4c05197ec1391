import { createHash } from 'node:crypto';
import { Readable, type PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Lang } from '@canteen/kernel';
import { Sum } from './sum.ts';

/** How a cell is kept: `day`, `instant` and `time` arrive as serial days, `money` and `rate` as yuan. */
export type SheetKind = 'text' | 'number' | 'money' | 'rate' | 'day' | 'instant' | 'time';

export interface SheetColumn {
  title: string;
  kind: SheetKind;
  /** In characters; a Chinese one counts for two. */
  width: number;
  total?: boolean;
  /** Which text of a row; columns may share one. */
  at: number;
  /** What is shown for it. */
  say?: (text: string) => string;
}

export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  /** Known before the first row is written, since what names the sheets stands first. */
  count: number;
  rows: AsyncIterable<readonly (readonly (string | null)[])[]>;
}

export interface Book {
  title: string;
  institution: string;
  author: string;
  at: Date;
  lang: Lang;
  sheets: readonly Sheet[];
  /** The lines of the last sheet, which tells where the figures come from; asked for when the others are written. */
  about: (parts: readonly { part: string; sha256: string }[]) => readonly (readonly [string, string])[];
  /** Called with the number of rows written so far. */
  onRows?: (written: number) => Promise<void>;
}

/** Rows of a sheet, and characters of a cell, that Excel has (specifications and limits). */
const MAX_ROWS = 1_048_576;
const MAX_TEXT = 32_767;
/** Half the time of the usual 6, for a file that is a tenth larger. */
const COMPRESSION = 3;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Position in `cellXfs` below. */
const STYLE = { text: 0, heading: 1, money: 2, rate: 3, day: 4, instant: 5, time: 6, number: 0, label: 7, prose: 8, total: 9, totalMoney: 10 } as const;

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="5"><numFmt numFmtId="164" formatCode="&quot;¥&quot;#,##0.00"/><numFmt numFmtId="165" formatCode="&quot;¥&quot;#,##0.00####"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="167" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="168" formatCode="hh:mm"/></numFmts>`
  + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
  + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EFE9"/><bgColor indexed="64"/></patternFill></fill></fills>'
  + '<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border><border><left/><right/><top style="thin"><color auto="1"/></top><bottom/><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="11">'
  + '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
  + '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
  + [164, 165, 166, 167, 168].map((format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')
  + '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>'
  + '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
  + '<xf numFmtId="0" fontId="1" fillId="0" borderId="2" xfId="0" applyFont="1" applyBorder="1"/>'
  + '<xf numFmtId="164" fontId="1" fillId="0" borderId="2" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1"/>'
  + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const UNSAFE = /[&<>"\u0000-\u001f\u007f\ufffe\uffff]|_x[0-9a-fA-F]{4}_/;
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of an element: no control character that XML forbids, and nothing that Excel would read as an escape of its own. */
export function escapeXml(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => NAMED[sign]!);
}

const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function textCell(reference: string, text: string, style = 0): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
  const space = /^\s|\s$|\n/.test(cut) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}"${style ? ` s="${style}"` : ''} t="inlineStr"><is><t${space}>${escapeXml(cut)}</t></is></c>`;
}

/** Names of sheets: at most 31 characters, without those that Excel keeps for references. */
export function sheetName(name: string, taken: ReadonlySet<string>): string {
  const clean = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim() || 'Sheet';
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : ` ${n}`;
    const candidate = clean.slice(0, 31 - suffix.length) + suffix;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** One part of a list that is longer than a sheet. */
interface Part {
  name: string;
  columns: readonly SheetColumn[];
  count: number;
  feed: Feed;
}

/** Hands out the rows of one list to the sheets that share them. */
class Feed {
  private readonly rows: AsyncIterator<readonly (readonly (string | null)[])[]>;
  private left: readonly (readonly (string | null)[])[] = [];
  constructor(rows: Sheet['rows']) {
    this.rows = rows[Symbol.asyncIterator]();
  }
  /** Null where there are no more. */
  async next(most: number): Promise<readonly (readonly (string | null)[])[] | null> {
    if (!this.left.length) {
      const { value, done } = await this.rows.next();
      if (done) return null;
      this.left = value;
    }
    const given = this.left.slice(0, most);
    this.left = this.left.slice(most);
    return given;
  }
}

function partsOf(sheets: readonly Sheet[], maxRows: number): Part[] {
  const taken = new Set<string>();
  return sheets.flatMap(({ name, columns, count, rows }) => {
    const feed = new Feed(rows);
    // The heading and, where figures are added up, the totals take a row each.
    const room = maxRows - 1 - (columns.some(({ total }) => total) ? 1 : 0);
    const parts: Part[] = [];
    for (let left = count; parts.length === 0 || left > 0; left -= room) {
      const own = sheetName(name, taken);
      taken.add(own.toLowerCase());
      parts.push({ name: own, columns, count: Math.min(Math.max(left, 0), room), feed });
    }
    return parts;
  });
}

/**
 * A workbook as it is written, sheet by sheet and row by row: nothing is kept but the row at hand. Two packages were measured
 * before this was written (decision 0038); neither could do this in little memory and with filters, headings and totals.
 */
export function writeBook(book: Book, maxRows = MAX_ROWS): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  const fail = (error: unknown) => output.destroy(error as Error);
  zip.on('error', fail);
  const options = { mtime: book.at, compressionLevel: COMPRESSION };
  const parts = partsOf(book.sheets, maxRows);
  const names = [...parts.map(({ name }) => name), sheetName(book.lang === 'zh' ? '说明' : 'About', new Set(parts.map(({ name }) => name.toLowerCase())))];
  for (const [path, text] of fixedParts(book, parts, names)) zip.addBuffer(Buffer.from(text), path, options);

  const digests: { part: string; sha256: string }[] = [];
  let written = 0;
  const stream = (path: string, make: () => AsyncGenerator<Buffer>) =>
    zip.addReadStreamLazy(path, options, (ready) => {
      const source = Readable.from(make(), { objectMode: false, highWaterMark: 1 });
      source.on('error', fail);
      output.once('close', () => source.destroy());
      ready(null, source);
    });
  parts.forEach((part, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    stream(path, async function* () {
      const hash = createHash('sha256');
      for await (const [text, rows] of sheetXml(part, book, index === 0)) {
        const bytes = Buffer.from(text);
        hash.update(bytes);
        yield bytes;
        written += rows;
        if (rows) await book.onRows?.(written);
      }
      digests.push({ part: path, sha256: hash.digest('hex') });
    });
  });
  stream(`xl/worksheets/sheet${names.length}.xml`, async function* () {
    yield Buffer.from(aboutXml(book.about(digests)));
  });
  zip.end();
  return output;
}

async function* sheetXml({ columns, count, feed }: Part, book: Book, first: boolean): AsyncGenerator<[string, number]> {
  const last = letters(Math.max(columns.length - 1, 0));
  const totals = count > 0 && columns.some(({ total }) => total);
  const rows = 1 + count + (totals ? 1 : 0);
  yield [
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${rows}"/>`
    + `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>`
    + `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width + 1}" customWidth="1"/>`).join('')}</cols>`
    + `<sheetData><row r="1">${columns.map(({ title }, at) => textCell(`${letters(at)}1`, title, STYLE.heading)).join('')}</row>`,
    0,
  ];
  const sums = columns.map(({ total }) => (total ? new Sum() : null));
  const cells = columns.map((column, at) => cellOf(column, letters(at)));
  let row = 1;
  for (let left = count; left > 0; ) {
    const given = await feed.next(left);
    if (!given) throw new Error(`A sheet of ${count} rows got only ${count - left}`);
    let text = '';
    for (const texts of given) {
      row += 1;
      text += `<row r="${row}">`;
      for (let at = 0; at < cells.length; at++) {
        const value = texts[columns[at]!.at];
        if (value === null || value === undefined) continue;
        text += cells[at]!(value, row);
        sums[at]?.add(value);
      }
      text += '</row>';
    }
    left -= given.length;
    yield [text, given.length];
  }
  let tail = '';
  if (totals) {
    tail += `<row r="${rows}">`;
    columns.forEach((column, at) => {
      const reference = letters(at) + String(rows);
      const sum = sums[at];
      // 109: rows that a filter hides are left out of the sum.
      if (sum) tail += `<c r="${reference}" s="${column.kind === 'money' ? STYLE.totalMoney : STYLE.total}"><f>SUBTOTAL(109,${letters(at)}2:${letters(at)}${count + 1})</f><v>${sum.toString()}</v></c>`;
      else if (at === 0) tail += textCell(reference, book.lang === 'zh' ? '合计' : 'Total', STYLE.total);
      else tail += `<c r="${reference}" s="${STYLE.total}"/>`;
    });
    tail += '</row>';
  }
  const said = (text: string) => escapeXml(text.replaceAll('&', '&&').slice(0, 100));
  yield [
    `${tail}</sheetData><autoFilter ref="A1:${last}${count + 1}"/><printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>`
    + '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    + `<headerFooter><oddHeader>&amp;L${said(book.institution)}&amp;C${said(book.title)}</oddHeader><oddFooter>&amp;L${said(book.author)}&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`,
    0,
  ];
}

/** Made once for each column, so that a cell costs one string. */
function cellOf({ kind, say }: SheetColumn, column: string): (value: string, row: number) => string {
  if (kind === 'text') {
    const open = `<c r="${column}`;
    return (value, row) => {
      const text = say ? say(value) : value;
      if (text.length > MAX_TEXT || UNSAFE.test(text) || /^\s|\s$/.test(text)) return textCell(column + String(row), text);
      return `${open}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
    };
  }
  const open = `<c r="${column}`;
  const middle = STYLE[kind] ? `" s="${STYLE[kind]}"><v>` : '"><v>';
  // A day before March 1900 has no serial number and stays a text.
  if (kind === 'day') return (value, row) => (value.includes('-') ? textCell(column + String(row), value) : `${open}${row}${middle}${value}</v></c>`);
  return (value, row) => `${open}${row}${middle}${value}</v></c>`;
}

function aboutXml(lines: readonly (readonly [string, string])[]): string {
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
    + '<cols><col min="1" max="1" width="22" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols>'
    + `<sheetData>${lines.map(([label, value], at) => `<row r="${at + 1}">${textCell(`A${at + 1}`, label, STYLE.label)}${textCell(`B${at + 1}`, value, STYLE.prose)}</row>`).join('')}</sheetData>`
    + '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>';
}

function fixedParts(book: Book, parts: readonly Part[], names: readonly string[]): [string, string][] {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const quoted = (name: string) => `'${escapeXml(name).replaceAll("'", "''")}'`;
  const defined = parts.flatMap(({ name, columns, count }, at) => {
    const last = letters(Math.max(columns.length - 1, 0));
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${quoted(name)}!$A$1:$${last}$${count + 1}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted(name)}!$1:$1</definedName>`,
    ];
  });
  const at = book.at.toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    ['[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/>`
      + names.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${content}.worksheet+xml"/>`).join('')
      + `<Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`],
    ['_rels/.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml')}${relation('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml')}</Relationships>`],
    ['docProps/core.xml', `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(book.title)}</dc:title><dc:creator>${escapeXml(book.author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created></cp:coreProperties>`],
    ['xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets>${defined.length ? `<definedNames>${defined.join('')}</definedNames>` : ''}<calcPr calcId="191029"/></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, index) => relation(`rId${index + 1}`, `${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`)).join('')}${relation(`rId${names.length + 1}`, `${OFFICE}/styles`, 'styles.xml')}</Relationships>`],
    ['xl/styles.xml', STYLES],
  ];
}
