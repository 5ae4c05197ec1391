import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre';
import { csvCell } from './csv.ts';
import { Sum } from './sum.ts';
import { escapeXml, sheetName, writeBook, type Book, type SheetColumn } from './xlsx.ts';

const COLUMNS: SheetColumn[] = [
  { title: '名称', kind: 'text', width: 20, at: 0 },
  { title: '数量', kind: 'number', width: 10, at: 1, total: true },
  { title: '日期', kind: 'day', width: 12, at: 2 },
];

async function* chunks(rows: readonly (string | null)[][], size = 2) {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

const book = (rows: (string | null)[][], more: Partial<Book> = {}): Book => ({
  title: '台账', institution: '甲机关', author: '经理', at: new Date('2026-11-21T06:00:00Z'), lang: 'zh',
  sheets: [{ name: '台账', columns: COLUMNS, count: rows.length, rows: chunks(rows) }],
  about: (parts) => parts.map(({ part, sha256 }) => [part, sha256] as const),
  ...more,
});

test('a list longer than a sheet goes on in the next, each with its heading and its own sum', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => [`行 ${n}`, String(n), '46000']);
  const read = await readXlsx(await buffer(writeBook(book(rows), 5)));
  expect(read.sheets.map(({ name, rows: own }) => [name, own.length])).toEqual([['台账', 5], ['台账 2', 5], ['台账 3', 3], ['说明', 3]]);
  expect(read.sheets[0]!.rows.at(-1)).toEqual(['合计', 3, null]);
  expect(read.sheets[1]!.rows.map((row) => row[0])).toEqual(['名称', '行 3', '行 4', '行 5', '合计']);
  expect(read.sheets[2]!.rows.at(-1)).toEqual(['合计', 6, null]);
});

test('days are those of the 1900 system, on both sides of the day that never was', async () => {
  // 60 is Excel's 29 February 1900; 61 is the first day after it on which serial numbers and days agree.
  const read = await readXlsx(await buffer(writeBook(book([['a', '1', '61'], ['b', '1', '1900-02-28'], ['c', '1', '45351'], ['d', '1', '2958465']]))));
  expect(read.sheets[0]!.rows.slice(1, -1).map((row) => row[2])).toEqual([
    new Date('1900-03-01T00:00:00Z'), '1900-02-28', new Date('2024-02-29T00:00:00Z'), new Date('9999-12-31T00:00:00Z'),
  ]);
});

test('a text stays the text it was, whatever it looks like', async () => {
  const texts = ['=1+1', '@SUM(A1)', '-5', '+86 595', '<b>&amp;</b>', ' 前后空格 ', '两\n行', '_x0041_', '00123', '1E5', "'", '😀', 'x'.repeat(40_000)];
  const read = await readXlsx(await buffer(writeBook(book(texts.map((text) => [text, null, null])))));
  const given = read.sheets[0]!.rows.slice(1, -1).map((row) => row[0]);
  expect(given.slice(0, -1)).toEqual(texts.slice(0, -1));
  expect(given.at(-1)).toBe(`${'x'.repeat(32_766)}…`);
  expect(escapeXml('a\u0000b\u0008c\ufffe')).toBe('abc');
});

test('a fault in the rows ends the file with that fault', async () => {
  const broken = async function* () {
    yield [['a', '1', null]];
    throw new Error('the list broke off');
  };
  await expect(buffer(writeBook(book([], { sheets: [{ name: 'x', columns: COLUMNS, count: 9, rows: broken() }] })))).rejects.toThrow('the list broke off');
  await expect(buffer(writeBook(book([], { sheets: [{ name: 'x', columns: COLUMNS, count: 9, rows: chunks([['a', '1', null]]) }] })))).rejects.toThrow('A sheet of 9 rows got only 1');
});

test.each([
  ['进货/查验[记录]', [], '进货 查验 记录'],
  ["'quoted'", [], 'quoted'],
  ['', [], 'Sheet'],
  ['x'.repeat(40), [], 'x'.repeat(31)],
  ['x'.repeat(40), ['x'.repeat(31)], `${'x'.repeat(29)} 2`],
  ['About', ['about'], 'About 2'],
])('a sheet is called %j beside %j: %j', (name, taken, called) => expect(sheetName(name, new Set(taken))).toBe(called));

test.each([
  [['0.1', '0.2', '0.3'], '0.6'],
  [['12.30', '-0.30', '-13'], '-1'],
  [['-0.5', '0.25'], '-0.25'],
  [['0.000001', '999999999999.999999'], '1000000000000'],
  [[], '0'],
])('%j add up to %s, to the last digit', (texts, total) => {
  const sum = new Sum();
  for (const text of texts) sum.add(text);
  expect(sum.toString()).toBe(total);
});

test.each([
  ['=1+1', "'=1+1"], ['+86', "'+86"], ['@x', "'@x"], ['-5', '-5'], ['-1,234.50', '"-1,234.50"'], ['-a', "'-a"], ['\tx', "'\tx"], ['a"b', '"a""b"'], ['a,b', '"a,b"'], ['a\nb', '"a\nb"'], ['平常', '平常'],
])('in CSV %j stands as %j', (text, cell) => expect(csvCell(text)).toBe(cell));
