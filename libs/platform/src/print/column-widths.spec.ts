import { setColumns } from './column-widths.ts';
import { MM, Pen } from './pen.ts';

const pen = () => new Pen({ size: [297, 210], title: '', author: '', lang: 'zh', at: new Date(0), dry: true });
const PAD = 1.2 * MM;

const sum = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);

test('a column that stands empty gives its room to one that wraps, and keeps some of it', () => {
  const columns = [{ title: '产品名称', width: 10 }, { title: '备注', width: 30 }];
  const { widths } = setColumns(columns, [['晋江内坑冷鲜五花肉（去皮，每袋二点五公斤）', '']], 80 * MM, PAD, pen());
  expect(widths[0]!).toBeGreaterThan(20 * MM * 1.8);
  expect(widths[1]!).toBeGreaterThanOrEqual(60 * MM * 0.4);
  expect(sum(widths)).toBeCloseTo(80 * MM, 6);
});

test('where nothing is known yet, and where there is room for all, the declared proportions hold', () => {
  const columns = [{ title: '甲', width: 10 }, { title: '乙', width: 30 }];
  expect(setColumns(columns, [[]], 80 * MM, PAD, pen()).widths.map((width) => Math.round(width / MM))).toEqual([20, 60]);
  const { widths } = setColumns(columns, [['一', '二']], 80 * MM, PAD, pen());
  expect(widths[1]! / widths[0]!).toBeGreaterThan(2);
});

test('a day, a word and a heading stay whole; a hash may break', () => {
  const columns = [{ title: '日期', width: 1 }, { title: 'Specification', width: 1 }, { title: '校验值', width: 40 }];
  const rows = [['2026-11-21 06:12', 'no', 'ab'.repeat(32)]];
  const { size, widths } = setColumns(columns, rows, 90 * MM, PAD, pen());
  expect(size).toBe(8.5);
  expect(widths[0]! - 2 * PAD).toBeGreaterThanOrEqual(pen().width('2026-11-21', { size }));
  expect(widths[1]! - 2 * PAD).toBeGreaterThanOrEqual(pen().width('Specification', { size, weight: 700 }));
  expect(widths[2]! - 2 * PAD).toBeLessThan(pen().width('ab'.repeat(32), { size }));
});

test('the type becomes smaller where a line of words is wider than the paper, down to what can still be read', () => {
  const of = (count: number) => setColumns(Array.from({ length: count }, () => ({ title: '日期', width: 10 })), [Array.from({ length: count }, () => '2026-11-21')], 267 * MM, PAD, pen());
  expect(of(10).size).toBe(8.5);
  expect(of(16).size).toBeLessThan(8.5);
  expect(of(40).size).toBe(6.5);
  expect(sum(of(40).widths)).toBeCloseTo(267 * MM, 6);
});
