import { grossOf, preview } from './recipe.ts';

it('takes net divided by yield from the store: broccoli, domain reference §6', () => {
  expect(grossOf({ value: '12', unit: 'kg' }, '0.70')).toEqual({ value: '17.143', unit: 'kg' });
  expect(grossOf({ value: '5', unit: 'kg' }, '5')).toEqual({ value: '1', unit: 'kg' });
  expect(grossOf({ value: '5', unit: 'kg' }, '0')).toBeNull();
});

it('puts what is contained before what may be, and that before what nobody knows', () => {
  const roll = preview([
    { unknownAllergens: ['EGG', 'FISH'], allergens: [{ allergen: 'SOY', presence: 'CONTAINS' }] },
    { unknownAllergens: [], allergens: [{ allergen: 'SOY', presence: 'MAY_CONTAIN' }, { allergen: 'FISH', presence: 'MAY_CONTAIN' }, { allergen: 'MILK', presence: 'FREE' }] },
  ]);
  expect(roll).toEqual({ contains: ['SOY'], mayContain: ['FISH'], unknown: ['EGG'] });
});
