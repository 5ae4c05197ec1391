import { ems, largest, lines, phraseLines } from './fit.ts';

test('Chinese signs are one em wide, others less', () => {
  expect(ems('姜母鸭')).toBe(3);
  expect(ems('¥14.00')).toBeCloseTo(3.6);
});

test('Chinese breaks anywhere, English between words', () => {
  expect(lines('酱油水巴浪鱼', 6)).toBe(1);
  expect(lines('酱油水巴浪鱼', 5)).toBe(2);
  expect(lines('Scad braised in soy sauce', 9)).toBe(2);
  expect(lines('', 5)).toBe(1);
});

test('phrases stand beside each other while there is room', () => {
  expect(phraseLines(['含蛋', '可能含花生'], 10)).toBe(1);
  expect(phraseLines(['含蛋', '可能含花生'], 6)).toBe(2);
});

test('the largest size that fits, or the smallest there is', () => {
  expect(largest([10, 9, 8], (size) => size <= 9)).toBe(9);
  expect(largest([10, 9, 8], () => false)).toBe(8);
});
