import fc from 'fast-check';
import { Decimal } from './decimal.ts';
import { Quantity, UNITS, type Conversion, type Unit } from './quantity.ts';

const units = Object.keys(UNITS) as Unit[];
const value = fc.tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 9 })).map(([n, scale]) => Decimal.of(n).div(10n ** BigInt(scale)));

const eggs: Conversion = {
  pieceWeight: Quantity.of(60, 'g'),
  packs: [
    { unit: 'pack', holds: Quantity.of(30, 'piece') },
    { unit: 'box', holds: Quantity.of(12, 'pack') },
  ],
};

describe('Quantity', () => {
  it('holds a normalised value and a unit', () => {
    expect({ ...Quantity.of('1.50', 'kg') }).toEqual({ value: '1.5', unit: 'kg' });
    expect([`${Quantity.of('1.5', 'kg')}`, Quantity.of('1.5', 'kg').toString('zh')]).toEqual(['1.5 kg', '1.5 公斤']);
  });

  it('refuses units it does not know, inherited names included', () => {
    for (const unit of ['stone', 'toString', '']) {
      expect(() => Quantity.of(1, unit as Unit)).toThrow(expect.objectContaining({ code: 'UNIT_UNKNOWN' }));
    }
  });

  it.each<[string, Unit, Unit, string]>([
    ['1', 'jin', 'g', '500'],
    ['3', 'jin', 'kg', '1.5'],
    ['1', 'g', 'jin', '0.002'],
    ['0.25', 't', 'jin', '500'],
    ['250', 'ml', 'l', '0.25'],
  ])('%s %s in %s/%s', (amount, from, to, result) => {
    expect(Quantity.of(amount, from).in(to).value).toBe(result);
  });

  it('adds in its own unit, and compares amounts, not figures', () => {
    expect(Quantity.of(1, 'kg').plus(Quantity.of(1, 'jin')).toString()).toBe('1.5 kg');
    expect(Quantity.of(1, 'jin').minus(Quantity.of(1, 'kg')).toString()).toBe('-1 jin');
    expect(Quantity.of(500, 'g').eq(Quantity.of(1, 'jin'))).toBe(true);
    expect(Quantity.of(500, 'g').eq(Quantity.of(500, 'ml'))).toBe(false);
    expect(Quantity.of(501, 'g').cmp(Quantity.of(1, 'jin'))).toBe(1);
  });

  it('refuses to cross from one dimension to another on its own', () => {
    expect(() => Quantity.of(1, 'kg').in('l')).toThrow(expect.objectContaining({ code: 'UNIT_MISMATCH', params: { from: 'kg', to: 'l' } }));
    expect(() => Quantity.of(1, 'box').plus(Quantity.of(1, 'bag'))).toThrow(expect.objectContaining({ code: 'UNIT_MISMATCH' }));
    expect(() => Quantity.of(1, 'box').in('kg', { packs: [{ unit: 'box', holds: Quantity.of(0, 'kg') }] })).toThrow(
      expect.objectContaining({ code: 'UNIT_MISMATCH' }),
    );
  });

  it("crosses by the ingredient's own packs and piece weight, both ways", () => {
    expect(Quantity.of(2, 'box').in('kg', eggs).toString()).toBe('43.2 kg');
    expect(Quantity.of('43.2', 'kg').in('box', eggs).toString()).toBe('2 box');
    expect(Quantity.of(90, 'piece').in('pack', eggs).toString()).toBe('3 pack');
    expect(Quantity.of(1, 'jin').in('piece', eggs).toString()).toBe('8.333333333333 piece');
  });

  it('comes back unchanged within a dimension, whatever the two units', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(...units), fc.constantFrom(...units), (amount, from, to) => {
        fc.pre(UNITS[from].dimension === UNITS[to].dimension);
        expect(Quantity.of(amount, from).in(to).in(from)).toEqual(Quantity.of(amount, from));
      }),
    );
  });

  it('comes back through packs to within the twelfth digit', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 144 }), (amount, grams, holds) => {
        const packs: Conversion = { pieceWeight: Quantity.of(grams, 'g'), packs: [{ unit: 'box', holds: Quantity.of(holds, 'piece') }] };
        const back = Quantity.of(amount, 'kg').in('box', packs).in('kg', packs);
        const perBox = Quantity.of(1, 'box').in('kg', packs).toDecimal();
        const allowed = perBox.times('0.000000000001');
        expect(back.toDecimal().minus(amount).abs().lte(allowed)).toBe(true);
      }),
    );
  });
});
