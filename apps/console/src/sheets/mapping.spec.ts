import { alike, assign, headingName, headingsOf, missing, unused } from './mapping.ts';

const columns = [{ key: 'name', required: true }, { key: 'phone', required: false }];
const headings = [
  { title: '名称', letter: 'A', samples: ['闽南鲜配'] },
  { title: '', letter: 'B', samples: [] },
  { title: '备注', letter: 'C', samples: [] },
];

test('a required column without a column of the sheet is missing', () => {
  expect(missing(columns, { phone: 0 })).toEqual(['name']);
  expect(missing(columns, { name: 0 })).toEqual([]);
});

test('what nothing takes is said, empty columns are not', () => {
  expect(unused(headings, { name: 0 }).map(({ letter }) => letter)).toEqual(['C']);
});

test('a column of the sheet fills one of ours', () => {
  expect(assign({ name: 0 }, 'phone', 0)).toEqual({ phone: 0 });
  expect(assign({ name: 0, phone: 2 }, 'phone', null)).toEqual({ name: 0 });
});

test('a heading is told with its letter and a sample', () => {
  expect(headingName(headings[0]!)).toBe('A 名称 · 闽南鲜配');
  expect(headingName(headings[1]!)).toBe('B');
});

test('blank and repeated samples tell nothing', () => {
  const [heading] = headingsOf([{ title: '电话', letter: 'F', samples: ['', '0595 ', '0595'] }]);
  expect(heading!.samples).toEqual(['0595']);
});

test('sheets are alike by their headings, whatever stands below', () => {
  expect(alike(headings, headings.map((heading) => ({ ...heading, samples: ['x'] })))).toBe(true);
  expect(alike(headings, headings.slice(1))).toBe(false);
});
