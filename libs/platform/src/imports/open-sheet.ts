import { DomainError } from '@canteen/kernel';
import { csvRows, encodingOf } from './csv-rows.ts';
import { SheetArchive } from './sheet-archive.ts';
import type { Range, SheetInfo, SheetRow } from './sheet-cells.ts';
import { openWorkbook } from './xlsx-rows.ts';

/** A sheet file, read row by row. */
export interface SheetFile {
  contentType: string;
  sheets: readonly SheetInfo[];
  rows(sheet: string): AsyncGenerator<SheetRow[]>;
  extras(sheet: string): Promise<{ merges: Range[]; hiddenColumns: string[] }>;
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV_TYPE = 'text/csv';
/** A CSV file is one sheet without a name. */
const ONE = '';

const UTF16 = (text: string) => Buffer.from(text, 'utf16le');

/**
 * Opens what was uploaded as a sheet, by content, never by name.
 * @throws DomainError SHEET_* saying what it is instead, and what to do
 */
export async function openSheet(bytes: Buffer): Promise<SheetFile> {
  if (bytes.length === 0) throw new DomainError('FILE_EMPTY', {}, 'file');
  const magic = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  if (magic === 0x504b0304 || magic === 0x504b0506) {
    const workbook = await openWorkbook(await SheetArchive.open(bytes));
    return { contentType: XLSX_TYPE, sheets: workbook.sheets, rows: (sheet) => workbook.rows(sheet), extras: (sheet) => workbook.extras(sheet) };
  }
  // Compound files (MS-CFB): the Excel of before 2007, or a newer one under a password.
  if (magic === 0xd0cf11e0) {
    throw bytes.includes(UTF16('EncryptedPackage')) ? new DomainError('SHEET_ENCRYPTED', {}, 'file') : new DomainError('SHEET_OLD_FORMAT', {}, 'file');
  }
  const encoding = await encodingOf(bytes);
  if (encoding === null) throw new DomainError('SHEET_TYPE_UNKNOWN', {}, 'file');
  return { contentType: CSV_TYPE, sheets: [{ name: ONE, hidden: false }], rows: () => csvRows(bytes, encoding), extras: async () => ({ merges: [], hiddenColumns: [] }) };
}
