import { linesOf } from './lines.ts';

// At ten points a Chinese sign is ten points wide, a figure 5.55.
const lines = (text: string, width: number) => linesOf(text, width, 10, 400);

test('Chinese breaks between any two signs, but no line begins with its full stop or ends with an opening bracket', () => {
  expect(lines('进货查验记录', 30)).toEqual(['进货查', '验记录']);
  expect(lines('红烧肉。', 30)).toEqual(['红烧', '肉。']);
  expect(lines('晋江（安海）', 30)).toEqual(['晋江', '（安', '海）']);
});

test('words, numbers and their units stay whole where a line can hold them', () => {
  expect(lines('Frozen pork belly', 60)).toEqual(['Frozen pork', 'belly']);
  expect(lines('猪肉123.5kg到货', 50)).toEqual(['猪肉', '123.5kg到', '货']);
});

test('what no line can hold is broken, at its hyphens first, and nothing is lost', () => {
  expect(lines('LOT-20261120-A7', 60)).toEqual(['LOT-', '20261120-A7']);
  const long = 'x'.repeat(50);
  expect(lines(long, 40).join('')).toBe(long);
  expect(lines('字', 3)).toEqual(['字']);
});

test('line ends that people typed are kept', () => {
  expect(lines('一\n二\r\n\n三', 100)).toEqual(['一', '二', '', '三']);
  expect(lines('', 100)).toEqual(['']);
});
