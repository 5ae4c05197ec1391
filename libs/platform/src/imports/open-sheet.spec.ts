import { DomainError } from '@canteen/kernel';
import iconv from 'iconv-lite';
import { aBook, workbook, zipped, type SheetGiven } from '../../../../tests/support/sheets.ts';
import { shown } from './cell-values.ts';
import { openSheet } from './open-sheet.ts';

async function codeOf(bytes: Buffer): Promise<string> {
  return openSheet(bytes).then(() => 'opened', (error: unknown) => (error instanceof DomainError ? error.code : String(error)));
}

async function cellsOf(bytes: Buffer, sheet?: string): Promise<string[][]> {
  const file = await openSheet(bytes);
  const rows: string[][] = [];
  for await (const some of file.rows(sheet ?? file.sheets[0]!.name)) rows.push(...some.map(({ row, cells }) => [String(row), ...cells.map(shown)]));
  return rows;
}

test('a workbook is read with the numbers of its rows, whatever the cells hold', async () => {
  const bytes = await aBook([['名称', '数量'], null, ['白菜 & "土豆" <一>', 12.5], [true, { day: 46086 }], [{ f: 'B3*2', v: 25 }, { f: 'A1', v: '名' }], [null, { e: '#REF!' }]]);
  expect(await cellsOf(bytes)).toEqual([['1', '名称', '数量'], ['3', '白菜 & "土豆" <一>', '12.5'], ['4', 'TRUE', '2026-03-05'], ['5', '25', '名'], ['6', '', '#REF!']]);
});

test('days count from 1900 or from 1904, as the file says', async () => {
  expect(await cellsOf(await aBook([[{ day: 46086 }], [{ day: 46086.5 }]]))).toEqual([['1', '2026-03-05'], ['2', '2026-03-05 12:00']]);
  expect(await cellsOf(await aBook([[{ day: 44624 }]], { date1904: true }))).toEqual([['1', '2026-03-05']]);
});

test('shared strings are joined out of their runs, without the reading aids', async () => {
  const parts = workbook([{ rows: [] }]);
  parts['xl/sharedStrings.xml'] = '<sst><si><r><t>海</t></r><r><t xml:space="preserve">蛎 </t></r><rPh sb="0" eb="1"><t>hai</t></rPh></si><si><t>_x000D_a&#10;b</t></si></sst>';
  parts['xl/worksheets/sheet1.xml'] = '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData></worksheet>';
  expect(await cellsOf(await zipped(parts))).toEqual([['1', '海蛎 ', '\ra\nb']]);
});

test('merged cells, hidden rows and columns are known', async () => {
  const sheet: SheetGiven = { rows: [['台账', null], ['名称', '数量'], ['白菜', 1], [null, 2]], merges: ['A1:B1', 'A3:A4'], hiddenRows: [4], hiddenColumns: [1] };
  const file = await openSheet(await aBook([sheet]));
  expect((await file.extras('Sheet1')).merges.map(({ name }) => name)).toEqual(['A1:B1', 'A3:A4']);
  expect((await file.extras('Sheet1')).hiddenColumns).toEqual(['B']);
  const rows = [];
  for await (const some of file.rows('Sheet1')) rows.push(...some);
  expect(rows.map(({ hidden }) => hidden)).toEqual([false, false, false, true]);
});

const TEXT = '供货者名称,电话\r\n"丰禾, 食品",0595\r\n\r\n闽海,"一\n二"\r\n';
test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
  ['GB 18030', iconv.encode(TEXT, 'gb18030')],
  ['UTF-16 LE', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(TEXT, 'utf16le')])],
  ['UTF-16 BE', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(TEXT, 'utf16be')])],
  ['UTF-16 without a mark', iconv.encode(TEXT, 'utf16le')],
])('CSV in %s', async (_name, bytes) => {
  expect(await cellsOf(bytes)).toEqual([['1', '供货者名称', '电话'], ['2', '丰禾, 食品', '0595'], ['3', ''], ['4', '闽海', '一\n二']]);
});

test.each([['\t'], [';'], ['，']])('CSV separated by %j', async (sign) => {
  expect(await cellsOf(Buffer.from(['名称', '地址', '电话'].join(sign) + '\n' + ['甲', '泉州 1, 2', '3'].join(sign)))).toEqual([['1', '名称', '地址', '电话'], ['2', '甲', '泉州 1, 2', '3']]);
});

describe('what is no sheet is told what it is, and what to do', () => {
  const CFB = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  test.each([
    ['an old workbook', CFB, 'SHEET_OLD_FORMAT'],
    ['one under a password', Buffer.concat([CFB, Buffer.from('EncryptedPackage', 'utf16le')]), 'SHEET_ENCRYPTED'],
    ['a PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0, 1, 2, 3, 0, 200, 255])]), 'SHEET_TYPE_UNKNOWN'],
    ['a photo', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'SHEET_TYPE_UNKNOWN'],
    ['half a workbook', Buffer.from('504b0304140000000800', 'hex'), 'SHEET_DAMAGED'],
    ['nothing', Buffer.alloc(0), 'FILE_EMPTY'],
  ])('%s', async (_name, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });
  test('another archive, and a binary workbook', async () => {
    expect(await codeOf(await zipped({ 'word/document.xml': '<x/>' }))).toBe('SHEET_NOT_XLSX');
    expect(await codeOf(await zipped({ 'xl/workbook.bin': 'x' }))).toBe('SHEET_BINARY');
  });
});

describe('a ZIP bomb', () => {
  const bomb = async () => zipped({ ...workbook([{ rows: [['名称']] }]), 'xl/worksheets/sheet1.xml': Buffer.alloc(60 * 1024 * 1024, '<row/>') });

  test('that says how far it inflates is refused before anything is inflated', async () => {
    const bytes = await bomb();
    expect(bytes.length).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await codeOf(bytes)).toBe('SHEET_INFLATES_TOO_FAR');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  test('that lies about it is caught while it inflates', async () => {
    const bytes = await bomb();
    // The announced size in the directory at the end, which is what readers go by; 4 bytes at 24 behind each of its signatures.
    let entry = -1;
    while ((entry = bytes.indexOf(Buffer.from('504b0102', 'hex'), entry + 1)) >= 0) {
      if (bytes.toString('latin1', entry + 46, entry + 46 + bytes.readUInt16LE(entry + 28)) === 'xl/worksheets/sheet1.xml') bytes.writeUInt32LE(1000, entry + 24);
    }
    const file = await openSheet(bytes);
    await expect(async () => {
      for await (const _rows of file.rows('Sheet1'));
    }).rejects.toMatchObject({ code: 'SHEET_DAMAGED' });
  });

  test('of thousands of parts, or of a path that leads outside, is refused', async () => {
    expect(await codeOf(await zipped(Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`xl/p${i}.xml`, '']))))).toBe('SHEET_TOO_MANY_PARTS');
    const outside = await zipped({ ...workbook([{ rows: [['名称']] }]), 'xl/aa/a.xml': 'x' });
    for (let at = outside.indexOf('xl/aa/a.xml'); at >= 0; at = outside.indexOf('xl/aa/a.xml', at + 1)) outside.write('../../a.xml', at, 'latin1');
    expect(await codeOf(outside)).toBe('SHEET_DAMAGED');
  });

  test('of XML entities stays what it is: none is ever replaced', async () => {
    const parts = workbook([{ rows: [] }]);
    parts['xl/worksheets/sheet1.xml'] = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    expect(await cellsOf(await zipped(parts))).toEqual([['1', '&b;']]);
  });
});

test('a cell beyond 32,000 characters, and a column beyond 200, are named', async () => {
  for (const bytes of [await aBook([['名称'], ['长'.repeat(32_001)]]), Buffer.from(`名称\n${'长'.repeat(32_001)}`)]) await expect(cellsOf(bytes)).rejects.toMatchObject({ code: 'SHEET_CELL_TOO_LONG', params: { cell: 'A2' } });
  await expect(cellsOf(await aBook([[...Array.from({ length: 200 }, () => null), 'x']]))).rejects.toMatchObject({ code: 'SHEET_TOO_MANY_COLUMNS', params: { cell: 'GS1' } });
});
