import fc from 'fast-check';
import { Decimal } from './decimal.ts';
import { Money } from './money.ts';

const fen = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
const weight = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 6 })).map(([n, scale]) => Decimal.of(n).div(10n ** BigInt(scale)));
const weights = fc.array(weight, { minLength: 1, maxLength: 30 }).filter((list) => list.some((w) => w.isPositive()));

describe('Money', () => {
  it('holds fen and writes yuan', () => {
    const money = Money.of('12.34');
    expect({ ...money }).toEqual({ fen: 1234, currency: 'CNY' });
    expect(JSON.stringify(money)).toBe('{"amount":"12.34","currency":"CNY"}');
    expect([Money.fen(5).amount, Money.fen(-5).amount, Money.fen(100).amount]).toEqual(['0.05', '-0.05', '1.00']);
    expect([`${Money.fen(-120)}`, `${Money.of(3, 'USD')}`]).toEqual(['-¥1.20', '3.00 USD']);
  });

  it('refuses fractions of a fen, and amounts a double cannot hold', () => {
    expect(() => Money.of('0.001')).toThrow(expect.objectContaining({ code: 'MONEY_TOO_PRECISE' }));
    expect(() => Money.of('90071992547409.92')).toThrow(expect.objectContaining({ code: 'MONEY_OUT_OF_RANGE' }));
    expect(() => Money.fen(0.5)).toThrow(expect.objectContaining({ code: 'MONEY_OUT_OF_RANGE' }));
  });

  it('refuses to mix currencies', () => {
    expect(() => Money.of(1).plus(Money.of(1, 'USD'))).toThrow(expect.objectContaining({ code: 'CURRENCY_MISMATCH' }));
    expect(() => Money.of(1).cmp(Money.of(1, 'USD'))).toThrow(expect.objectContaining({ code: 'CURRENCY_MISMATCH' }));
    expect(Money.of(1).eq(Money.of(1, 'USD'))).toBe(false);
  });

  // domain reference, section 6: 下浮率 8 % of 28.00, and the issue costs of the moving weighted average
  it.each([
    ['28', '0.92', '25.76'],
    ['4.40', '150', '660.00'],
    ['4.64', '120', '556.80'],
    ['4.64', '130', '603.20'],
    ['0.01', '0.5', '0.01'],
    ['-0.01', '0.5', '-0.01'],
  ])('%s × %s = %s', (amount, factor, product) => {
    expect(Money.of(amount).times(factor).amount).toBe(product);
  });

  it('gives the fen left over to the most wronged, earlier ones first', () => {
    const split = (amount: string, ...list: (string | number)[]) => Money.of(amount).allocate(list.map(Decimal.of)).map((part) => part.amount);
    expect(split('10', 1, 1, 1)).toEqual(['3.34', '3.33', '3.33']);
    expect(split('0.05', 1, 2)).toEqual(['0.02', '0.03']);
    expect(split('-10', 1, 1, 1)).toEqual(['-3.34', '-3.33', '-3.33']);
    expect(split('1', 0, 1)).toEqual(['0.00', '1.00']);
  });

  it('refuses weights that divide nothing', () => {
    for (const list of [[], [0, 0], [-1, 2]]) {
      expect(() => Money.of(1).allocate(list.map(Decimal.of))).toThrow(expect.objectContaining({ code: 'WEIGHTS_INVALID' }));
    }
  });

  it('never loses a fen in splitting, and wrongs nobody by a whole one', () => {
    fc.assert(
      fc.property(fen, weights, (amount, list) => {
        const whole = Money.fen(amount);
        const parts = whole.allocate(list);
        expect(Money.sum(parts).fen).toBe(whole.fen);
        const total = Decimal.sum(list);
        parts.forEach((part, index) => {
          const exact = Decimal.of(amount).times(list[index] ?? 0);
          expect(Decimal.of(part.fen).times(total).minus(exact).abs().lt(total)).toBe(true);
        });
      }),
    );
  });

  it('adds and subtracts without drift', () => {
    fc.assert(
      fc.property(fen, fen, (a, b) => {
        expect(Money.fen(a).plus(Money.fen(b)).minus(Money.fen(b)).fen).toBe(a === 0 ? 0 : a);
      }),
    );
  });
});
