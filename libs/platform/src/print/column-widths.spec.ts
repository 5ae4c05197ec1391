import { setColumns, share } from './column-widths.ts';
import { MM, Pen } from './pen.ts';

const pen = () => new Pen({ size: [297, 210], title: '', author: '', lang: 'zh', at: new Date(0), dry: true });
const PAD = 1.2 * MM;

test.each([
  { weights: [1, 1, 2], least: [0, 0, 0], is: [25, 25, 50] },
  { weights: [1, 1, 2], least: [40, 0, 0], is: [40, 20, 40] },
  // whoever is helped may make the next one short
  { weights: [1, 3, 4], least: [40, 25, 0], is: [40, 25.714, 34.286] },
  { weights: [1, 3, 4], least: [40, 30, 0], is: [40, 30, 30] },
  { weights: [1, 1], least: [150, 50], is: [75, 25] },
])('$weights with at least $least share a hundred as $is', ({ weights, least, is }) => {
  const widths = share(weights, least, 100);
  widths.forEach((width, at) => expect(width).toBeCloseTo(is[at]!, 2));
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 6);
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
  expect(of(40).widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(267 * MM, 6);
});
