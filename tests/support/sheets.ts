// Sheets as people send them: built here cell by cell, so that a test says what its file holds.
import { ZipFile } from 'yazl';
import type { Caller, TestApi } from './api.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `text`, a number, a day `{ day: 46086 }` (a serial), a formula `{ f: 'A1+1', v: 3 }`, an error `{ e: '#REF!' }`, a truth value, nothing. */
export type CellGiven = string | number | boolean | null | { day: number } | { f: string; v?: string | number } | { e: string };

export interface SheetGiven {
  name?: string;
  hidden?: boolean;
  /** From row 1 on; null leaves the row out. */
  rows: (readonly CellGiven[] | null)[];
  merges?: string[];
  hiddenRows?: number[];
  hiddenColumns?: number[];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const letter = (at: number) => (at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26));

function cell(given: CellGiven, address: string): string {
  if (given === null) return '';
  if (typeof given === 'string') return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(given)}</t></is></c>`;
  if (typeof given === 'number') return `<c r="${address}"><v>${given}</v></c>`;
  if (typeof given === 'boolean') return `<c r="${address}" t="b"><v>${given ? 1 : 0}</v></c>`;
  if ('day' in given) return `<c r="${address}" s="1"><v>${given.day}</v></c>`;
  if ('e' in given) return `<c r="${address}" t="e"><f>X1</f><v>${given.e}</v></c>`;
  const value = given.v === undefined ? '' : `<v>${escaped(String(given.v))}</v>`;
  return `<c r="${address}"${typeof given.v === 'string' ? ' t="str"' : ''}><f>${escaped(given.f)}</f>${value}</c>`;
}

function sheetXml({ rows, merges = [], hiddenRows = [], hiddenColumns = [] }: SheetGiven): string {
  const body = rows.map((cells, i) => (cells ? `<row r="${i + 1}"${hiddenRows.includes(i + 1) ? ' hidden="1"' : ''}>${cells.map((given, at) => cell(given, `${letter(at)}${i + 1}`)).join('')}</row>` : '')).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
    hiddenColumns.length ? `<cols>${hiddenColumns.map((at) => `<col min="${at + 1}" max="${at + 1}" width="9" hidden="1"/>`).join('')}</cols>` : ''
  }<sheetData>${body}</sheetData>${merges.length ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}</worksheet>`;
}

export async function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

/** The parts of a workbook, to be zipped as they are or bent first. */
export function workbook(sheets: readonly SheetGiven[], { date1904 = false } = {}): Record<string, string> {
  const named = sheets.map((sheet, i) => ({ ...sheet, name: sheet.name ?? `Sheet${i + 1}` }));
  return {
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${
      named.map(({ name, hidden }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${named.map((_sheet, i) => `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...Object.fromEntries(named.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
  };
}

export const aBook = (sheets: readonly SheetGiven[] | SheetGiven['rows'], options?: { date1904?: boolean }): Promise<Buffer> =>
  zipped(workbook(Array.isArray(sheets) && (sheets[0] === null || Array.isArray(sheets[0])) ? [{ rows: sheets as SheetGiven['rows'] }] : (sheets as SheetGiven[]), options));

export interface Sent {
  status: number;
  id: string | null;
  errors: { code: string; message: string }[];
}

/** Sends a whole file to POST /files, as the console does. */
export async function sendSheet(api: TestApi, person: Caller, bytes: Buffer, name = 'sheet.xlsx'): Promise<Sent> {
  const answer = await api.app.inject({
    method: 'POST', url: '/files', payload: bytes,
    headers: { cookie: person.cookie, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), 'x-file-purpose': 'sheet', 'accept-language': 'en' },
  });
  const body = answer.json() as { id?: string; errors?: Sent['errors'] };
  return { status: answer.statusCode, id: body.id ?? null, errors: body.errors ?? [] };
}

const RECORD = 'id version kind state sheet sheets headings headingRow mapping rows creates updates same refused availableActions problems { code message } remarks { code message } work { state failure done total }';
export const IMPORT = `query($id: ID!) { import(id: $id) { ${RECORD} } }`;
export const CREATE_IMPORT = `mutation($input: CreateImportInput!) { createImport(input: $input) { record { ${RECORD} } errors { code field message } } }`;
export const MAP_IMPORT = `mutation($id: ID!, $version: Int!, $mapping: Json!) { mapImport(id: $id, version: $version, mapping: $mapping) { record { ${RECORD} } errors { code field message params } } }`;
export const RUN_IMPORT = `mutation($id: ID!, $version: Int!) { runImport(id: $id, version: $version) { record { ${RECORD} } errors { code field message params } } }`;
export const UNDO_IMPORT = `mutation($id: ID!, $reason: LongText!) { undoImport(id: $id, reason: $reason) { record { ${RECORD} } errors { code field message params } } }`;
export const IMPORT_ROWS = `query($id: ID!, $filter: ImportLineFilter) { importRows(import: $id, page: { size: 200 }, filter: $filter) { total items { row outcome label cells recordType recordId errors { column cell code message } remarks { column cell code } changes { column { zh en } from to } } } }`;

export type ImportTold = Record<string, any>;

/** Uploads a sheet, takes the proposed mapping (or another) and has it checked. */
export async function checkedSheet(api: TestApi, person: Caller, given: { kind: string; bytes: Buffer; name?: string; canteen?: string; sheet?: string; mapping?: Record<string, number> }): Promise<ImportTold> {
  const { id: file, errors } = await sendSheet(api, person, given.bytes, given.name);
  if (!file) throw new Error(`the sheet was refused: ${JSON.stringify(errors)}`);
  const made = await person.ask(CREATE_IMPORT, { input: { kind: given.kind, file, ...(given.canteen ? { canteen: given.canteen } : {}), ...(given.sheet ? { sheet: given.sheet } : {}) } });
  const record = made.data?.['createImport'].record;
  if (!record) throw new Error(JSON.stringify(made));
  const mapped = await person.ask(MAP_IMPORT, { id: record.id, version: record.version, mapping: given.mapping ?? record.mapping });
  if (mapped.errors || mapped.data!['mapImport'].errors.length) throw new Error(JSON.stringify(mapped));
  await api.runJobs();
  return toldOf(person, record.id);
}

export const toldOf = async (person: Caller, id: string): Promise<ImportTold> => (await person.ask(IMPORT, { id })).data!['import'];

/** The rows of a check, by their numbers in the sheet. */
export async function rowsTold(person: Caller, id: string, filter: object = {}): Promise<Map<number, ImportTold>> {
  const answer = await person.ask(IMPORT_ROWS, { id, filter });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return new Map((answer.data['importRows'].items as ImportTold[]).map((line) => [line['row'] as number, line]));
}

/** Takes a checked sheet in. */
export async function takenIn(api: TestApi, person: Caller, record: ImportTold): Promise<ImportTold> {
  const answer = await person.ask(RUN_IMPORT, { id: record['id'], version: record['version'] });
  if (answer.errors || answer.data!['runImport'].errors.length) throw new Error(JSON.stringify(answer));
  await api.runJobs();
  return toldOf(person, record['id']);
}
