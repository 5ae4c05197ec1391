import { type DomainError, Quantity } from '@canteen/kernel';
import { checkPortion, flagsOf } from './dish.rules.ts';

describe('a portion', () => {
  const limits = { portionMaxGrams: 2000 };
  it.each([
    [Quantity.of('250', 'g'), null],
    [Quantity.of('2000', 'g'), null],
    [Quantity.of('2001', 'g'), 'PORTION_OUT_OF_RANGE'],
    [Quantity.of('0', 'g'), 'PORTION_OUT_OF_RANGE'],
    [Quantity.of('-250', 'g'), 'PORTION_OUT_OF_RANGE'],
    [Quantity.of('1', 'kg'), 'PORTION_NOT_IN_GRAMS'],
    [Quantity.of('1', 'bottle'), 'PORTION_NOT_IN_GRAMS'],
  ])('%s', (portion, code) => {
    if (code === null) expect(() => checkPortion(portion, limits)).not.toThrow();
    else expect(() => checkPortion(portion, limits)).toThrow(expect.objectContaining({ code, field: 'input.portion' }) as DomainError);
  });
});

describe('flags', () => {
  it('marks what the category already says, once, in a fixed order', () => {
    expect(flagsOf('COLD', [])).toEqual(['COLD']);
    expect(flagsOf('COLD', ['LOCAL', 'COLD'])).toEqual(['COLD', 'LOCAL']);
    expect(flagsOf('MEAT', ['LOCAL', 'LOCAL'])).toEqual(['LOCAL']);
  });
});
