import { collect, Decimal, DomainError, enumOf, UNITS, type Conversion, type Quantity, type Unit } from '@canteen/kernel';

export const IngredientCategory = enumOf(
  'MEAT',
  'POULTRY',
  'AQUATIC',
  'EGG',
  'DAIRY',
  'SOY',
  'VEGETABLE',
  'FRUIT',
  'GRAIN',
  'OIL',
  'SEASONING',
  'DRY_GOODS',
  'BEVERAGE',
  'OTHER',
);
export type IngredientCategory = (typeof IngredientCategory)[keyof typeof IngredientCategory];

export const Storage = enumOf('AMBIENT', 'CHILLED', 'FROZEN');
export type Storage = (typeof Storage)[keyof typeof Storage];

/** The eight mandatory classes of GB 7718-2025 first, then those we add because the kitchen meets them (海蛎 among the molluscs). */
export const Allergen = enumOf(
  'GLUTEN',
  'CRUSTACEANS',
  'FISH',
  'EGG',
  'PEANUT',
  'SOY',
  'MILK',
  'TREE_NUTS',
  'MOLLUSCS',
  'SESAME',
  'CELERY',
  'MUSTARD',
  'LUPIN',
  'SULPHITE',
);
export type Allergen = (typeof Allergen)[keyof typeof Allergen];

const everyAllergen = Object.values(Allergen);

/** GB 7718-2025, mandatory from 2027-03-16. */
export const MANDATORY_ALLERGENS: readonly Allergen[] = [
  'GLUTEN',
  'CRUSTACEANS',
  'FISH',
  'EGG',
  'PEANUT',
  'SOY',
  'MILK',
  'TREE_NUTS',
];

export const AllergenPresence = enumOf('CONTAINS', 'MAY_CONTAIN', 'FREE', 'UNKNOWN');
export type AllergenPresence = (typeof AllergenPresence)[keyof typeof AllergenPresence];

/** The papers that come with the goods, whatever the supplier has on file. */
export const ReceiptDocumentKind = enumOf(
  'INVOICE',
  'QUARANTINE_CERT',
  'INSPECTION_CERT',
  'TEST_REPORT',
  'CONFORMITY_CERT',
  'OTHER',
);
export type ReceiptDocumentKind = (typeof ReceiptDocumentKind)[keyof typeof ReceiptDocumentKind];

export interface AllergenStatement {
  allergen: Allergen;
  presence: AllergenPresence;
  source?: string | null;
}

/** "Free of" is a claim somebody with an allergy will rely on, so it names where it comes from. One statement per class. */
export function checkStatements(statements: readonly AllergenStatement[], field: string): DomainError[] {
  const seen = new Set<Allergen>();
  return statements.flatMap(({ allergen, presence, source }, i) => {
    const problems: DomainError[] = [];
    if (seen.has(allergen)) problems.push(new DomainError('ALLERGEN_TWICE', { allergen }, `${field}.${i}.allergen`));
    seen.add(allergen);
    if (presence === 'FREE' && !source?.trim()) {
      problems.push(new DomainError('ALLERGEN_FREE_NEEDS_SOURCE', { allergen }, `${field}.${i}.source`));
    }
    return problems;
  });
}

/** What is said, and UNKNOWN for every mandatory class of which nothing is said: silence is not absence. */
export function completeStatements(statements: readonly AllergenStatement[]): AllergenStatement[] {
  return everyAllergen.flatMap((allergen) => {
    const said = statements.find((s) => s.allergen === allergen);
    if (said) return [said];
    return MANDATORY_ALLERGENS.includes(allergen) ? [{ allergen, presence: 'UNKNOWN' as const, source: null }] : [];
  });
}

/** "May contain" outranks unknown: whoever must avoid the class is warned either way, and what is known is not hidden behind what is not. */
const gravity: Record<AllergenPresence, number> = { FREE: 0, UNKNOWN: 1, MAY_CONTAIN: 2, CONTAINS: 3 };

export interface AllergenPart {
  /** whose statements these are, as the roll-up should name it */
  name: string;
  allergens: readonly AllergenStatement[];
}

export interface AllergenRollUp {
  allergen: Allergen;
  presence: AllergenPresence;
  /** the parts that made it so */
  sources: string[];
}

/**
 * What a dish holds of each class: the gravest word that any part says. Every mandatory class is answered; an extended
 * one only where a part speaks of it, and is free only if every part says so.
 */
export function rollUpAllergens(parts: readonly AllergenPart[]): AllergenRollUp[] {
  const complete = parts.map((part) => ({ name: part.name, allergens: completeStatements(part.allergens) }));
  return everyAllergen.flatMap((allergen) => {
    const said = complete.flatMap(({ name, allergens }) =>
      allergens.filter((s) => s.allergen === allergen).map((s) => ({ name, presence: s.presence })),
    );
    if (said.length === 0) {
      return MANDATORY_ALLERGENS.includes(allergen) ? [{ allergen, presence: 'UNKNOWN' as const, sources: [] }] : [];
    }
    const worst = said.reduce((a, b) => (gravity[b.presence] > gravity[a.presence] ? b : a)).presence;
    if (worst === 'FREE' && said.length < parts.length) return [];
    return [{ allergen, presence: worst, sources: said.filter((s) => s.presence === worst).map((s) => s.name) }];
  });
}

/** The papers each delivery of a category needs. */
export type DocumentPolicy = Record<IngredientCategory, readonly ReceiptDocumentKind[]>;

/**
 * Food Safety Law Art 53 asks for proof of conformity "or other": a batch's test report or inspection certificate proves it too.
 */
const proves: Partial<Record<ReceiptDocumentKind, readonly ReceiptDocumentKind[]>> = {
  CONFORMITY_CERT: ['CONFORMITY_CERT', 'TEST_REPORT', 'INSPECTION_CERT'],
};

export function missingDocuments(
  required: readonly ReceiptDocumentKind[],
  present: readonly ReceiptDocumentKind[],
): ReceiptDocumentKind[] {
  return required.filter((kind) => !(proves[kind] ?? [kind]).some((p) => present.includes(p)));
}

/** How an ingredient's own packs and piece weight turn one unit into another. */
export function conversionOf(ingredient: {
  pieceWeight: Quantity | null;
  packs: Iterable<{ unit: Unit; holds: Quantity }>;
}): Conversion {
  return {
    pieceWeight: ingredient.pieceWeight ?? undefined,
    packs: [...ingredient.packs].map(({ unit, holds }) => ({ unit, holds })),
  };
}

/** GTIN-8, -12, -13 or -14 with its check digit (GS1 General Specifications §7.9). */
export function checkGtin(gtin: string, field: string | null = null): void {
  const digits = /^(\d{8}|\d{12,14})$/.test(gtin) ? [...gtin].map(Number) : null;
  const sum = digits?.reverse().reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 3), 0);
  if (sum === undefined || sum % 10 !== 0) throw new DomainError('GTIN_INVALID', { given: gtin }, field);
}

export interface IngredientFigures {
  unit: Unit;
  pieceWeight?: Quantity | null | undefined;
  packs?: readonly { unit: Unit; holds: Quantity }[] | null | undefined;
  shelfLifeDays?: number | null | undefined;
  labelMaxCelsius?: string | null | undefined;
  gtin?: string | null | undefined;
  energyKj?: string | null | undefined;
  proteinG?: string | null | undefined;
  fatG?: string | null | undefined;
  carbohydrateG?: string | null | undefined;
  sodiumMg?: string | null | undefined;
}

/** Pure fat has 3,700 kJ, nothing weighs more than itself, and table salt is 39.3 g sodium per 100 g. */
const per100g = { energyKj: 3800, proteinG: 100, fatG: 100, carbohydrateG: 100, sodiumMg: 40_000 } as const;

/** Honey and salt aside, nobody promises more than this. */
const SHELF_LIFE_MAX_DAYS = 3650;

/** Everything wrong with an ingredient's figures, at once. */
export function ingredientProblems(input: IngredientFigures, field: string): DomainError[] {
  const problems: DomainError[] = [];
  const refuse = (code: string, name: string, params: Record<string, unknown>) =>
    problems.push(new DomainError(code, params, `${field}.${name}`));

  if (input.pieceWeight) {
    if (!input.pieceWeight.isPositive()) refuse('QUANTITY_NOT_POSITIVE', 'pieceWeight', { given: input.pieceWeight });
    if (UNITS[input.pieceWeight.unit].dimension !== 'mass') refuse('PIECE_WEIGHT_NOT_MASS', 'pieceWeight', { given: input.pieceWeight });
  }
  const packs = input.packs ?? [];
  packs.forEach(({ unit, holds }, i) => {
    const { dimension } = UNITS[unit];
    if (!holds.isPositive()) refuse('QUANTITY_NOT_POSITIVE', `packs.${i}.holds`, { given: holds });
    // kilograms hold nothing, and a box that holds boxes is a riddle
    if (dimension === 'mass' || dimension === 'volume' || dimension === UNITS[holds.unit].dimension) {
      refuse('PACK_UNIT_INVALID', `packs.${i}.unit`, { unit, holds });
    }
    if (packs.findIndex((pack) => pack.unit === unit) < i) refuse('PACK_TWICE', `packs.${i}.unit`, { unit });
  });
  const days = input.shelfLifeDays;
  if (days !== null && days !== undefined && (days < 1 || days > SHELF_LIFE_MAX_DAYS)) {
    refuse('SHELF_LIFE_OUT_OF_RANGE', 'shelfLifeDays', { given: days, max: SHELF_LIFE_MAX_DAYS });
  }
  const label = input.labelMaxCelsius;
  if (label !== null && label !== undefined && (Decimal.of(label).lt(-60) || Decimal.of(label).gt(40))) {
    refuse('TEMPERATURE_ABSURD', 'labelMaxCelsius', { given: label, min: -60, max: 40 });
  }
  for (const [name, max] of Object.entries(per100g)) {
    const value = input[name as keyof typeof per100g];
    if (value !== null && value !== undefined && (Decimal.of(value).isNegative() || Decimal.of(value).gt(max))) {
      refuse('NUTRIENT_OUT_OF_RANGE', name, { given: value, max });
    }
  }
  const { gtin } = input;
  if (gtin) problems.push(...collect([() => checkGtin(gtin, `${field}.gtin`)]));
  return problems;
}
