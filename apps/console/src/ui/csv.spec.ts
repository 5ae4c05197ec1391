import { csvOf } from './csv.ts';

it('quotes what needs it and begins with the mark that Excel wants', () => {
  expect(csvOf([['名称', '说明'], ['豆腐', '软，"嫩"']])).toBe('\ufeff名称,说明\r\n豆腐,"软，""嫩"""\r\n');
});

it.each(['=1+1', '@SUM(A1)', '+86 595', "-2+3", '\t=1'])('keeps %j from being a formula', (text) => {
  expect(csvOf([[text]])).toContain(`'${text}`);
});

it('leaves numbers as numbers, negative ones too', () => {
  expect(csvOf([['-12.5', '1,020.03']])).toBe('\ufeff-12.5,"1,020.03"\r\n');
});
