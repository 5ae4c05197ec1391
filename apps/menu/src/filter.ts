import type { PublicAllergen, PublicDish } from './data.ts';

/**
 * What may a diner eat who avoids some allergens. The server renders by it and the script in the page
 * repeats it, so this file stands alone and small.
 */

/** GB 7718-2025: the eight classes that must be told. */
export const MANDATORY: readonly PublicAllergen[] = ['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS'];

/** All classes, in the order in which pages name them. */
export const ALLERGENS: readonly PublicAllergen[] = [
  ...MANDATORY, 'MOLLUSCS', 'SESAME', 'CELERY', 'MUSTARD', 'LUPIN', 'SULPHITE',
];

/** Contains, may contain, declared free, unknown. */
export type Presence = 'c' | 'm' | 'f' | 'u';

/**
 * One letter for each class, in the order of ALLERGENS. A class without any statement is unknown: a page that
 * is silent must never read as "free".
 */
export function presences(dish: Pick<PublicDish, 'allergens' | 'unknownAllergens'>): string {
  const told = new Map<PublicAllergen, Presence>();
  for (const { allergen, presence } of dish.allergens) {
    told.set(allergen, presence === 'CONTAINS' ? 'c' : presence === 'MAY_CONTAIN' ? 'm' : 'f');
  }
  // Found in one ingredient is found, whatever is not known of the others.
  for (const allergen of dish.unknownAllergens) {
    if (told.get(allergen) !== 'c' && told.get(allergen) !== 'm') told.set(allergen, 'u');
  }
  return ALLERGENS.map((allergen) => told.get(allergen) ?? 'u').join('');
}

export type Verdict = Record<Presence, PublicAllergen[]>;

/** What is known about the avoided classes in a dish. */
export function judge(letters: string, without: readonly PublicAllergen[]): Verdict {
  const verdict: Verdict = { c: [], m: [], f: [], u: [] };
  for (const allergen of without) verdict[(letters[ALLERGENS.indexOf(allergen)] ?? 'u') as Presence].push(allergen);
  return verdict;
}

export function suits(verdict: Verdict): boolean {
  return verdict.c.length + verdict.m.length + verdict.u.length === 0;
}

/** True when the verdict already says all that the dish itself would say as unknown. */
function saysAllUnknown(letters: string, without: readonly PublicAllergen[]): boolean {
  return MANDATORY.every((allergen, i) => letters[i] !== 'u' || without.includes(allergen));
}

/** Classes of a dish under a filter, for the style sheet. */
export function marks(letters: string, without: readonly PublicAllergen[]): string {
  if (without.length === 0) return '';
  return `${suits(judge(letters, without)) ? ' fits' : ' out'}${saysAllUnknown(letters, without) ? ' told' : ''}`;
}

/** The sentence under a dish. `phrases` hold `{x}` for the names. */
export function verdictText(
  verdict: Verdict,
  phrases: Record<Presence | 'and' | 'then', string>,
  names: Record<string, string>,
): string {
  const list = (allergens: PublicAllergen[]) => allergens.map((allergen) => names[allergen] ?? allergen).join(phrases.and);
  const order: Presence[] = suits(verdict) ? ['f'] : ['c', 'm', 'u'];
  return order
    .filter((presence) => verdict[presence].length > 0)
    .map((presence) => phrases[presence].replace('{x}', list(verdict[presence])))
    .join(phrases.then);
}

/** From an address: any order, any case, commas or repeated; what is not an allergen is passed over. */
export function allergensIn(values: readonly string[]): PublicAllergen[] {
  const given = new Set(values.flatMap((value) => value.toUpperCase().split(',')).map((value) => value.trim()));
  return ALLERGENS.filter((allergen) => given.has(allergen));
}
