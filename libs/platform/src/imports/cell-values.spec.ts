import { DomainError, LocalDate } from '@canteen/kernel';
import { serialToDate } from 'hucre';
import { cleanText, valueOf } from './cell-values.ts';
import type { ImportColumn, ImportKind } from './import-definition.ts';
import { CellError, CellNumber, type Cell } from './sheet-cells.ts';

const column = (kind: ImportKind, more: Partial<ImportColumn> = {}): ImportColumn => ({ key: 'x', title: { zh: '列', en: 'Column' }, kind, help: { zh: '', en: '' }, example: '', ...more });
const number = (raw: string) => new CellNumber(raw, null, false);
const dated = (raw: string, is1904 = false) => new CellNumber(raw, serialToDate(Number(raw), is1904), is1904);

function read(cell: Cell, kind: ImportKind, more: Partial<ImportColumn> = {}): unknown {
  try {
    const value = valueOf(cell, column(kind, more), 'Asia/Shanghai');
    return value instanceof LocalDate ? String(value) : value instanceof Date ? value.toISOString() : value;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
}

test.each([
  ['  丰禾　食品  有限公司 ', '丰禾 食品 有限公司'],
  ['Ａ１２３号（东区）', 'A123号（东区）'],
  ['\u00a0x\u200by\ufeff', 'x y'],
])('text %j is %j', (text, clean) => expect(cleanText(text)).toBe(clean));

test.each([
  ['12.5', '12.5'], ['１２．５', '12.5'], ['1,234.50', '1234.5'], ['1，234', '1234'], ['12.5%', '0.125'], ['5％', '0.05'], ['¥ 3.20', '3.2'], ['28元', '28'], ['0.10', '0.1'], ['-3', '-3'],
  ['.5', '0.5'], ['1.5e3', '1500'], [number('0.30000000000000004'), '0.3'], [number('1.0000000000000001E-3'), '0.001'],
  ['1,5', 'IMPORT_NOT_A_NUMBER'], ['约 5 斤', 'IMPORT_NOT_A_NUMBER'], ['１２３４５６７８９０１２３', 'NOT_A_DECIMAL'], ['0.1234567', 'NOT_A_DECIMAL'], [dated('46086'), 'IMPORT_NOT_A_NUMBER'],
  ['', null], ['　', null], [null, null],
])('decimal %j is %j', (cell, value) => expect(read(cell, 'decimal')).toBe(value));

test.each([['12', 12], ['12.0', 12], ['1,200', 1200], ['12.5', 'IMPORT_NOT_WHOLE'], ['十二', 'IMPORT_NOT_A_NUMBER']])('integer %j is %j', (cell, value) => expect(read(cell, 'integer')).toBe(value));

test.each([
  ['2026-03-05', '2026-03-05'], ['2026/3/5', '2026-03-05'], ['2026.3.5', '2026-03-05'], ['2026年3月5日', '2026-03-05'], ['２０２６年３月５日', '2026-03-05'], ['20260305', '2026-03-05'],
  ['2026 年 3 月 5 号', '2026-03-05'], ['2026-03-05 00:00:00', '2026-03-05'], [number('20260305'), '2026-03-05'], ['46086', '2026-03-05'], [number('46086'), '2026-03-05'],
  [dated('46086'), '2026-03-05'], [dated('44624', true), '2026-03-05'], [new CellNumber('44624', null, true), '2026-03-05'],
  ['3月5日', 'IMPORT_DAY_WITHOUT_YEAR'], ['3/5', 'IMPORT_DAY_WITHOUT_YEAR'], ['2026-02-30', 'IMPORT_DAY_IMPOSSIBLE'], ['20261301', 'IMPORT_DAY_IMPOSSIBLE'], ['05/03/2026', 'IMPORT_NOT_A_DAY'], ['昨天', 'IMPORT_NOT_A_DAY'],
])('day %j is %j', (cell, value) => expect(read(cell, 'day')).toBe(value));

test.each([
  ['2026-03-05 08:30', '2026-03-05T00:30:00.000Z'], ['2026年3月5日8时30分', '2026-03-05T00:30:00.000Z'], ['2026/3/5 8:30:15', '2026-03-05T00:30:00.000Z'], ['2026-03-05', '2026-03-04T16:00:00.000Z'],
  [dated('46086.5'), '2026-03-05T04:00:00.000Z'], ['2026-03-05 25:00', 'IMPORT_NOT_A_MOMENT'], ['08:30', 'IMPORT_NOT_A_DAY'],
])('instant %j is %j', (cell, value) => expect(read(cell, 'instant')).toBe(value));

test.each([['是', true], ['有', true], ['√', true], ['Y', true], [true, true], ['否', false], ['无', false], ['×', false], [' no ', false], ['大概', 'IMPORT_NOT_YES']])('yes %j is %j', (cell, value) => expect(read(cell, 'yes')).toBe(value));

const units = { choices: { kg: { zh: '千克', en: 'kg' }, g: { zh: '克', en: 'g' } }, synonyms: { kg: ['公斤'] } };
test.each([['千克', 'kg'], ['公斤', 'kg'], ['ＫＧ', 'kg'], [' G ', 'g'], ['斤', 'IMPORT_CHOICE_UNKNOWN']])('choice %j is %j', (cell, value) => expect(read(cell, 'choice', units)).toBe(value));
test('a list is parted at any of the usual signs', () => {
  expect(read('千克、g；公斤', 'list', units)).toEqual(['kg', 'g', 'kg']);
  expect(read('花生, 芝麻/蛋\n奶', 'list')).toEqual(['花生', '芝麻', '蛋', '奶']);
});

test('a telephone number kept as a number stays whole; one that lost its digits is refused', () => {
  expect(read(number('13800000000'), 'text')).toBe('13800000000');
  expect(read(number('9.1350500000000003E+17'), 'text')).toBe('IMPORT_NUMBER_IMPRECISE');
  expect(read(number('9135050000000000123'), 'text')).toBe('IMPORT_NUMBER_IMPRECISE');
  expect(read(dated('46086'), 'text')).toBe('2026-03-05');
});

test('an error of the sheet, a formula never computed, a text too long', () => {
  expect(read(new CellError('#REF!'), 'text')).toBe('IMPORT_CELL_ERROR');
  expect(read(new CellError('FORMULA'), 'decimal')).toBe('IMPORT_FORMULA_WITHOUT_VALUE');
  expect(read('长'.repeat(11), 'text', { max: 10 })).toBe('TEXT_TOO_LONG');
});
