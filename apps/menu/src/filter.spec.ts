import { aPublicDish } from '../../../tests/support/public-menu.ts';
import { ALLERGENS, allergensIn, judge, MANDATORY, marks, presences, suits, verdictText } from './filter.ts';

const phrases = { c: '含{x}', m: '可能含{x}', u: '{x}未知', f: '不含{x}', and: '、', then: '；' };
const names = { PEANUT: '花生', MILK: '奶', EGG: '蛋', SESAME: '芝麻' };
const dish = (allergens: string) => aPublicDish({ name: { zh: '菜', en: null }, allergens });

test('one letter for each class, in one order', () => {
  expect(presences(dish('g/e/p'))).toBe('cffmufffuuuuuu');
});

test('a class that nobody stated is unknown, never free', () => {
  expect(presences({ allergens: [], unknownAllergens: [] })).toBe('u'.repeat(ALLERGENS.length));
  expect(suits(judge(presences({ allergens: [], unknownAllergens: [] }), ['PEANUT']))).toBe(false);
});

test('known in one ingredient and unknown in another is known', () => {
  const both = { allergens: [{ allergen: 'PEANUT' as const, presence: 'MAY_CONTAIN' as const }], unknownAllergens: ['PEANUT' as const] };
  expect(presences(both)[ALLERGENS.indexOf('PEANUT')]).toBe('m');
});

test('declared free in one ingredient and unknown in another is unknown', () => {
  const both = { allergens: [{ allergen: 'PEANUT' as const, presence: 'FREE' as const }], unknownAllergens: ['PEANUT' as const] };
  expect(presences(both)[ALLERGENS.indexOf('PEANUT')]).toBe('u');
});

test.each([
  ['p', ['PEANUT'], false, '含花生'],
  ['/p', ['PEANUT'], false, '可能含花生'],
  ['//p', ['PEANUT'], false, '花生未知'],
  ['', ['PEANUT', 'MILK'], true, '不含花生、奶'],
  ['pe/m', ['PEANUT', 'EGG', 'MILK'], false, '含花生、蛋；可能含奶'],
  ['', ['SESAME'], false, '芝麻未知'],
] as const)('%s, avoiding %j: suits %s, says %s', (allergens, without, fits, said) => {
  const verdict = judge(presences(dish(allergens)), without);
  expect(suits(verdict)).toBe(fits);
  expect(verdictText(verdict, phrases, names)).toBe(said);
});

test('every dish of every combination: it suits only if each avoided class is declared free', () => {
  for (let n = 0; n < 4 ** 4; n++) {
    const letters = [...'gkfe'].map((_, i) => 'cmfu'[Math.floor(n / 4 ** i) % 4] ?? 'u').join('').padEnd(ALLERGENS.length, 'u');
    const without = MANDATORY.slice(0, 4);
    expect(suits(judge(letters, without))).toBe(letters.startsWith('ffff'));
  }
});

test('an address names allergens in any order and case, with commas or again and again', () => {
  expect(allergensIn(['milk,PEANUT'])).toEqual(['PEANUT', 'MILK']);
  expect(allergensIn(['MILK', 'PEANUT', 'MILK'])).toEqual(['PEANUT', 'MILK']);
  expect(allergensIn(['<script>', 'constructor', ' egg ', ''])).toEqual(['EGG']);
});

test.each([
  ['//p', [], ''],
  ['', ['PEANUT'], ' fits told'],
  ['//p', ['PEANUT'], ' out told'],
  ['//pm', ['PEANUT'], ' out'],
  ['//m', ['PEANUT'], ' fits'],
] as const)('%s, avoiding %j, is marked "%s": what the verdict leaves unsaid is still said', (allergens, without, marked) => {
  expect(marks(presences(dish(allergens)), without)).toBe(marked);
});
