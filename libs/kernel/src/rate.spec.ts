import { Decimal } from './decimal.ts';
import { Money } from './money.ts';
import { Quantity } from './quantity.ts';
import { Rate } from './rate.ts';

const kg = (value: string) => Quantity.of(value, 'kg');
const net = (amount: string, yieldRate: string) => kg(amount).div(yieldRate);

// Every figure here is an example of the domain reference, section 6.
describe('Rate', () => {
  it('holds an exact amount per unit', () => {
    expect({ ...Rate.of('8.5710', 'kg') }).toEqual({ amount: '8.571', currency: 'CNY', unit: 'kg' });
    expect(`${Rate.of('8.571', 'kg')}`).toBe('¥8.571/kg');
  });

  it('is gross price ÷ yield', () => {
    expect(Rate.of('6', 'kg').div('0.70').toDecimal().toFixed(3)).toBe('8.571');
    expect(Rate.of('80', 'kg').div('5').amount).toBe('16');
  });

  it('takes off what the by-product is worth: 2.5 kg × 18 less 6, over 1.4 kg', () => {
    const paid = Rate.of('18', 'kg').costOf(kg('2.5')).minus(Money.of(6));
    expect(Rate.from(paid, kg('1.4')).toDecimal().toFixed(3)).toBe('27.857');
  });

  it('costs a dish of 100 portions at 274.41', () => {
    const pork = Rate.of('28', 'kg').costOf(net('5', '0.90'));
    const broccoli = Rate.of('6', 'kg').costOf(net('12', '0.70'));
    const oil = Rate.of('10', 'kg').costOf(kg('0.8'));
    expect([pork, broccoli, oil].map((cost) => cost.amount)).toEqual(['155.56', '102.86', '8.00']);
    const dish = Money.sum([pork, broccoli, oil]).times('1.03');
    expect(dish.amount).toBe('274.41');
    const portion = dish.toDecimal().div(100, 3);
    expect(portion.toString()).toBe('2.744');
    expect(portion.div(Decimal.of(1).minus('0.30'), 3).toFixed(3)).toBe('3.920');
  });

  it('rounds to the fen only once: a tonne at 8.571 is 8571.00, not 8570.00', () => {
    expect(Rate.of('8.571', 'kg').costOf(Quantity.of(1, 't')).amount).toBe('8571.00');
    expect(Rate.of('8.571', 'kg').costOf(Quantity.of(1, 'jin')).amount).toBe('4.29');
    expect(Rate.of('8.571', 'kg').in('jin').amount).toBe('4.2855');
  });

  it("prices a box by the kilogram through the ingredient's packs", () => {
    const packs = { packs: [{ unit: 'box' as const, holds: kg('12.5') }] };
    expect(Rate.of('8.571', 'kg').costOf(Quantity.of(2, 'box'), packs).amount).toBe('214.28');
    expect(() => Rate.of('8.571', 'kg').costOf(Quantity.of(2, 'box'))).toThrow(expect.objectContaining({ code: 'UNIT_MISMATCH' }));
  });

  it('compares across units and refuses across currencies', () => {
    expect(Rate.of('4', 'jin').cmp(Rate.of('8', 'kg'))).toBe(0);
    expect(() => Rate.of('4', 'jin').cmp(Rate.of('8', 'kg', 'USD'))).toThrow(expect.objectContaining({ code: 'CURRENCY_MISMATCH' }));
    expect(() => Rate.from(Money.of(1), kg('0'))).toThrow(expect.objectContaining({ code: 'QUANTITY_NOT_POSITIVE' }));
  });
});
