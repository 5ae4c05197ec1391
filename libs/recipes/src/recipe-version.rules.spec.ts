import { Decimal, DomainError, Quantity, Rate } from '@canteen/kernel';
import fc from 'fast-check';
import { grossNeeds, recipeLife, recipeProblems } from './recipe-version.rules.ts';

const line = (ingredient: string, net: Quantity, yieldRate: string) => ({ ingredient: { id: ingredient }, net, yieldRate });
const limits = { maxPortions: 5000, maxLineKilograms: 2000 };
const figures = (net: Quantity, yieldRate = '1', main = false) => ({ net, yieldRate: Decimal.of(yieldRate), main });

describe('the life of a recipe version', () => {
  it('is over as soon as it is adopted: a frozen version has no action left', () => {
    expect(recipeLife.actionsOf('DRAFT')).toEqual(['SAVE', 'ADOPT']);
    expect(recipeLife.actionsOf('ADOPTED')).toEqual([]);
    expect(recipeLife.actionsOf('SUPERSEDED')).toEqual([]);
    expect(() => recipeLife.next('ADOPTED', 'SAVE')).toThrow(new DomainError('ACTION_NOT_ALLOWED').code);
  });
});

describe('gross needs', () => {
  const stirFry = {
    portions: 100,
    lines: [line('pork', Quantity.of('5', 'kg'), '0.9'), line('broccoli', Quantity.of('12', 'kg'), '0.70'), line('oil', Quantity.of('0.8', 'kg'), '1')],
  };

  it('divides net by yield, to the figures of the domain reference (§6)', () => {
    const needs = grossNeeds(stirFry, 100);
    expect(needs.map((need) => need.quantity.toString())).toEqual(['5.555556 kg', '17.142857 kg', '0.8 kg']);
    const rates = [Rate.of('28', 'kg'), Rate.of('6', 'kg'), Rate.of('10', 'kg')];
    expect(needs.map((need, i) => rates[i]!.costOf(need.quantity).amount)).toEqual(['155.56', '102.86', '8.00']);
  });

  it('scales with the portions', () => {
    expect(grossNeeds(stirFry, 250)[2]!.quantity.toString()).toBe('2 kg');
    expect(grossNeeds(stirFry, 1)[2]!.quantity.toString()).toBe('0.008 kg');
  });

  it('needs less than the net weight of what soaks up water: black fungus rehydrates five times', () => {
    const soup = { portions: 10, lines: [line('fungus', Quantity.of('500', 'g'), '5')] };
    expect(grossNeeds(soup, 10)[0]!.quantity.toString()).toBe('100 g');
  });

  it('sums the lines of one ingredient, but never across units', () => {
    const twice = {
      portions: 10,
      lines: [line('egg', Quantity.of('10', 'piece'), '1'), line('egg', Quantity.of('5', 'piece'), '1'), line('egg', Quantity.of('1', 'kg'), '1')],
    };
    expect(grossNeeds(twice, 10).map((need) => need.quantity.toString())).toEqual(['15 piece', '1 kg']);
  });

  it('never needs less than the net weight while the yield is at most one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 500 }), (grams, rate, portions) => {
        const yieldRate = Decimal.of(rate).div(10_000).toString();
        const recipe = { portions, lines: [line('x', Quantity.of(grams, 'g'), yieldRate)] };
        expect(grossNeeds(recipe, portions)[0]!.quantity.toDecimal().gte(grams)).toBe(true);
      }),
    );
  });
});

describe('what a recipe may hold', () => {
  it.each([
    ['an ordinary one', 100, [figures(Quantity.of('5', 'kg'), '0.9', true)], []],
    ['no portions', 0, [figures(Quantity.of('5', 'kg'))], ['RECIPE_PORTIONS_OUT_OF_RANGE input.portions']],
    ['a million portions', 1_000_000, [figures(Quantity.of('5', 'kg'))], ['RECIPE_PORTIONS_OUT_OF_RANGE input.portions']],
    ['no lines', 100, [], ['RECIPE_EMPTY input.lines']],
    ['nothing of it', 100, [figures(Quantity.of('0', 'kg'))], ['QUANTITY_NOT_POSITIVE input.lines.0.net']],
    ['less than nothing', 100, [figures(Quantity.of('-1', 'kg'))], ['QUANTITY_NOT_POSITIVE input.lines.0.net']],
    ['grams typed as tonnes', 100, [figures(Quantity.of('500', 't'))], ['RECIPE_QUANTITY_ABSURD input.lines.0.net']],
    ['pieces beyond counting', 100, [figures(Quantity.of('2001', 'piece'))], ['RECIPE_QUANTITY_ABSURD input.lines.0.net']],
    ['no yield', 100, [figures(Quantity.of('1', 'kg'), '0')], ['YIELD_OUT_OF_RANGE input.lines.0.yieldRate']],
    ['a yield in per cent', 100, [figures(Quantity.of('1', 'kg'), '70')], ['YIELD_OUT_OF_RANGE input.lines.0.yieldRate']],
    ['a yield finer than the column', 100, [figures(Quantity.of('1', 'kg'), '0.33333')], ['YIELD_TOO_FINE input.lines.0.yieldRate']],
    ['two main ingredients', 100, [figures(Quantity.of('1', 'kg'), '1', true), figures(Quantity.of('1', 'kg'), '1', true)], ['RECIPE_MAIN_NOT_ONE input.lines']],
    ['two mistakes', 0, [figures(Quantity.of('0', 'g'))], ['RECIPE_PORTIONS_OUT_OF_RANGE input.portions', 'QUANTITY_NOT_POSITIVE input.lines.0.net']],
  ])('%s', (_, portions, lines, expected) => {
    expect(recipeProblems(portions, lines, limits).map((problem) => `${problem.code} ${problem.field}`)).toEqual(expected);
  });
});
