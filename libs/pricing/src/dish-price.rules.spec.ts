import { LocalDate, Money } from '@canteen/kernel';
import fc from 'fast-check';
import { priceAt, priceProblems } from './dish-price.rules.ts';

const day = (text: string) => LocalDate.of(text);
const from = (id: string, start: string) => ({ id, effectiveFrom: day(start) });

describe('what a price may be', () => {
  const limits = { maxDishPrice: 1000, maxDaysAhead: 366 };
  const today = day('2026-11-21');
  it.each([
    ['3.90', '2026-11-21', []],
    ['3.90', '2027-11-22', []],
    ['0.00', '2026-11-21', ['PRICE_NOT_POSITIVE input.price']],
    ['-3.90', '2026-11-21', ['PRICE_NOT_POSITIVE input.price']],
    ['1000.01', '2026-11-21', ['PRICE_ABSURD input.price']],
    ['3.90', '2026-11-20', ['PRICE_RETROACTIVE input.effectiveFrom']],
    ['3.90', '9999-12-31', ['PRICE_TOO_FAR_AHEAD input.effectiveFrom']],
    ['0.00', '2020-01-01', ['PRICE_NOT_POSITIVE input.price', 'PRICE_RETROACTIVE input.effectiveFrom']],
  ])('%s from %s', (amount, start, expected) => {
    const problems = priceProblems(Money.of(amount), day(start), today, limits);
    expect(problems.map((problem) => `${problem.code} ${problem.field}`)).toEqual(expected);
  });
});

describe('the price of a day', () => {
  const prices = [from('2', '2026-03-01'), from('1', '2026-01-01'), from('3', '2026-06-01'), from('4', '2026-06-01')];
  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', '1'],
    ['2026-02-28', '1'],
    ['2026-03-01', '2'],
    ['2026-06-01', '4'],
    ['2030-01-01', '4'],
  ])('%s', (on, expected) => {
    expect(priceAt(prices, day(on))?.id).toBe(expected);
  });

  it('is the same in whatever order the prices come, and never starts after the day', () => {
    const start = fc.integer({ min: 0, max: 400 }).map((days) => day('2026-01-01').plusDays(days));
    const list = fc.array(start, { maxLength: 12 }).map((starts) => starts.map((effectiveFrom, i) => ({ id: String(i).padStart(3, '0'), effectiveFrom })));
    fc.assert(
      fc.property(list, start, (rows, on) => {
        const found = priceAt(rows, on);
        expect(priceAt([...rows].reverse(), on)).toBe(found);
        if (found) expect(found.effectiveFrom.lte(on)).toBe(true);
        else expect(rows.every((row) => row.effectiveFrom.gt(on))).toBe(true);
      }),
    );
  });
});
