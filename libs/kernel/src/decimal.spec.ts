import fc from 'fast-check';
import { Decimal, type RoundingMode } from './decimal.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => Decimal.of(digits).div(10n ** BigInt(scale), scale));

describe('Decimal', () => {
  it.each([
    ['1.50', '1.5'],
    ['-0', '0'],
    ['+007.10', '7.1'],
    ['1e3', '1000'],
    ['2.5E-3', '0.0025'],
    [' 12 ', '12'],
    ['0.000', '0'],
  ])('reads %j as %s', (given, read) => {
    expect(Decimal.of(given).toString()).toBe(read);
  });

  it.each(['', '.', '1.', '.5', '1,5', '1 2', '0x10', 'NaN', 'Infinity', '一', '1e999', '9'.repeat(81)])('refuses %j', (given) => {
    expect(() => Decimal.of(given)).toThrow(expect.objectContaining({ code: 'NUMBER_INVALID' }));
  });

  it('refuses numbers that are not', () => {
    expect(() => Decimal.of(Number.NaN)).toThrow(expect.objectContaining({ code: 'NUMBER_INVALID' }));
    expect(() => Decimal.of(Number.POSITIVE_INFINITY)).toThrow(expect.objectContaining({ code: 'NUMBER_INVALID' }));
  });

  it('adds tenths exactly', () => {
    expect(Decimal.of(0.1).plus(0.2).toString()).toBe('0.3');
  });

  // domain reference, section 6
  it('divides a gross price by a yield: broccoli 6/0.70', () => {
    expect(Decimal.of('6').div('0.70').toString()).toBe('8.571428571429');
    expect(Decimal.of('6').div('0.70', 3).toString()).toBe('8.571');
  });

  it('sends division by zero to the log, not to the clerk', () => {
    expect(() => Decimal.of(1).div(0)).toThrow(RangeError);
  });

  it.each<[string, RoundingMode, string]>([
    ['2.5', 'half-up', '3'],
    ['-2.5', 'half-up', '-3'],
    ['2.5', 'half-even', '2'],
    ['3.5', 'half-even', '4'],
    ['-2.5', 'half-even', '-2'],
    ['2.51', 'half-even', '3'],
    ['2.1', 'up', '3'],
    ['-2.1', 'up', '-3'],
    ['2.9', 'down', '2'],
    ['-2.9', 'down', '-2'],
  ])('rounds %s %s to %s', (given, mode, rounded) => {
    expect(Decimal.of(given).round(0, mode).toString()).toBe(rounded);
  });

  it('pads to a fixed number of digits', () => {
    expect(Decimal.of('12.3').toFixed(2)).toBe('12.30');
    expect(Decimal.of('-0.004').toFixed(2)).toBe('0.00');
    expect(Decimal.of('0.005').toFixed(2)).toBe('0.01');
    expect(Decimal.of('7').toFixed(0)).toBe('7');
  });

  it('obeys the laws of a commutative ring', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(a.plus(b).eq(b.plus(a))).toBe(true);
        expect(a.plus(b).plus(c).eq(a.plus(b.plus(c)))).toBe(true);
        expect(a.times(b).eq(b.times(a))).toBe(true);
        expect(a.times(b).times(c).eq(a.times(b.times(c)))).toBe(true);
        expect(a.times(b.plus(c)).eq(a.times(b).plus(a.times(c)))).toBe(true);
        expect(a.plus(Decimal.ZERO).eq(a) && a.times(Decimal.ONE).eq(a)).toBe(true);
        expect(a.plus(a.neg()).isZero()).toBe(true);
      }),
    );
  });

  it('reads what it wrote, and equal numbers are written alike', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(Decimal.of(a.toString()).eq(a)).toBe(true);
        expect(a.toString() === b.toString()).toBe(a.eq(b));
        expect(a.cmp(b)).toBe(-b.cmp(a) || 0);
      }),
    );
  });

  it('divides to within half of the last digit', () => {
    fc.assert(
      fc.property(decimals, decimals.filter((d) => !d.isZero()), fc.integer({ min: 0, max: 12 }), (a, b, scale) => {
        const error = a.div(b, scale).times(b).minus(a).abs();
        expect(error.times(2).lte(b.abs().div(10n ** BigInt(scale), 40))).toBe(true);
      }),
    );
  });
});
