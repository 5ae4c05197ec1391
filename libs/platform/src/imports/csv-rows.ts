import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { DomainError } from '@canteen/kernel';
import { parse } from 'csv-parse';
import { fileTypeFromBuffer } from 'file-type';
import iconv from 'iconv-lite';
import { UNKEPT, type SheetRow } from './sheet-cells.ts';
import { SHEET_LIMITS } from './sheet-archive.ts';
import { columnName, tooLong } from './xlsx-rows.ts';

export type CsvEncoding = 'utf8' | 'utf16le' | 'utf16be' | 'gb18030';

/**
 * Which encoding a text is in; null where it is no text. GB 18030-2022 is what Excel writes as CSV on a Chinese Windows; nearly no
 * Chinese text in it is valid UTF-8 by accident.
 */
export async function encodingOf(bytes: Buffer): Promise<CsvEncoding | null> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  // What has a known head of its own (a PDF, a photo) is no text, whatever its bytes look like.
  if (await fileTypeFromBuffer(bytes)) return null;
  const head = bytes.subarray(0, 4096);
  if (head.includes(0)) {
    // UTF-16 without a mark: separators and digits have a zero on one side, and few Chinese characters one on the other.
    const zeros = { even: 0, odd: 0 };
    head.forEach((byte, at) => {
      if (byte === 0) zeros[at % 2 ? 'odd' : 'even'] += 1;
    });
    const many = (zeros.odd + zeros.even) * 20 > head.length;
    if (many && zeros.odd > 2 * zeros.even) return 'utf16le';
    if (many && zeros.even > 2 * zeros.odd) return 'utf16be';
    return null;
  }
  if (isUtf8(bytes)) return isText(bytes.toString('utf8', 0, 4096)) ? 'utf8' : null;
  const decoded = iconv.decode(bytes, 'gb18030');
  return decoded.includes('\ufffd') || !isText(decoded.slice(0, 4096)) ? null : 'gb18030';
}

/** No control character but tab, line feed, vertical tab, form feed and carriage return. */
function isText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) return false;
  }
  return true;
}

const DELIMITERS = [',', '\t', ';', '，'] as const;

/** The sign that most lines of the head agree on, outside of quotes. */
function delimiterOf(head: string): string {
  const lines = head.split(/\r?\n|\r/).filter((line) => line.trim() !== '').slice(0, 20).map((line) => line.replace(/"[^"]*"/g, ''));
  let best: { sign: string; score: number } = { sign: ',', score: 0 };
  for (const sign of DELIMITERS) {
    const score = lines.reduce((sum, line) => sum + Math.min(line.split(sign).length - 1, SHEET_LIMITS.columns), 0);
    if (score > best.score) best = { sign, score };
  }
  return best.sign;
}

/** Bytes decoded at a time. */
const PIECE = 256 * 1024;

function* decoded(bytes: Buffer, encoding: CsvEncoding): Generator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for (let at = 0; at < bytes.length; at += PIECE) yield decoder.write(bytes.subarray(at, at + PIECE)).replaceAll('\0', '');
  const end = decoder.end();
  if (end) yield end;
}

/** The rows of a CSV file, with the numbers that a spreadsheet would show. */
export async function* csvRows(bytes: Buffer, encoding: CsvEncoding): AsyncGenerator<SheetRow[]> {
  const [head = ''] = decoded(bytes.subarray(0, PIECE), encoding);
  // Without a single quotation mark, lines are lines and cells are cells: a fifth of the time.
  if (!encoding.startsWith('utf16') && !bytes.includes(0x22)) {
    yield* plainRows(bytes, encoding, delimiterOf(head));
    return;
  }
  const parser = Readable.from(decoded(bytes, encoding)).pipe(
    parse({ delimiter: delimiterOf(head), relax_quotes: true, relax_column_count: true, skip_empty_lines: false, max_record_size: SHEET_LIMITS.cellCharacters * SHEET_LIMITS.columns }),
  );
  let ready: SheetRow[] = [];
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      ready.push(rowOf(row, encoding.startsWith('utf16') ? cells.map((cell) => cell.replace(UNKEPT, '')) : cells));
      if (ready.length >= 1000) {
        yield ready;
        ready = [];
      }
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('CSV_UNREADABLE', { row: row + 1 }, 'file');
  } finally {
    parser.destroy();
  }
  if (ready.length) yield ready;
}

function rowOf(row: number, given: string[]): SheetRow {
  if (given.length > SHEET_LIMITS.columns && given.slice(SHEET_LIMITS.columns).some((cell) => cell.trim() !== '')) {
    throw new DomainError('SHEET_TOO_MANY_COLUMNS', { max: SHEET_LIMITS.columns, cell: `${columnName(SHEET_LIMITS.columns)}${row}` }, 'file');
  }
  const cells: (string | null)[] = given;
  for (let at = 0; at < given.length; at++) {
    const cell = given[at]!;
    if (cell.length > SHEET_LIMITS.cellCharacters) throw tooLong(at, row);
    if (cell === '') cells[at] = null;
  }
  return { row, cells, formulas: NONE, hidden: false };
}
const NONE: number[] = [];

function* plainRows(bytes: Buffer, encoding: CsvEncoding, delimiter: string): Generator<SheetRow[]> {
  let rest = '';
  let row = 0;
  for (const piece of decoded(bytes, encoding)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    if (lines.length) yield lines.map((line) => rowOf((row += 1), (line.endsWith('\r') ? line.slice(0, -1) : line).split(delimiter)));
  }
  if (rest !== '') yield [rowOf(row + 1, (rest.endsWith('\r') ? rest.slice(0, -1) : rest).split(delimiter))];
}
