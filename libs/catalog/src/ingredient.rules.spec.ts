import fc from 'fast-check';
import { Quantity } from '@canteen/kernel';
import {
  type Allergen,
  AllergenPresence,
  checkGtin,
  checkStatements,
  completeStatements,
  conversionOf,
  ingredientProblems,
  MANDATORY_ALLERGENS,
  missingDocuments,
  rollUpAllergens,
  type AllergenStatement,
} from './ingredient.rules.ts';

describe('allergen statements', () => {
  it('silence on a mandatory class is unknown, on an extended one nothing', () => {
    const complete = completeStatements([{ allergen: 'SOY', presence: 'CONTAINS' }]);
    expect(complete.map((s) => s.allergen)).toEqual(MANDATORY_ALLERGENS);
    expect(complete.filter((s) => s.presence === 'UNKNOWN')).toHaveLength(7);
  });

  it('"free of" names its source', () => {
    expect(checkStatements([{ allergen: 'MILK', presence: 'FREE', source: '  ' }], 'allergens').map((e) => [e.code, e.field])).toEqual([
      ['ALLERGEN_FREE_NEEDS_SOURCE', 'allergens.0.source'],
    ]);
    expect(checkStatements([{ allergen: 'MILK', presence: 'FREE', source: '标签' }], 'allergens')).toEqual([]);
  });

  it('each class once', () => {
    const twice: AllergenStatement[] = [{ allergen: 'EGG', presence: 'CONTAINS' }, { allergen: 'EGG', presence: 'UNKNOWN' }];
    expect(checkStatements(twice, 'input.allergens').map((e) => e.field)).toEqual(['input.allergens.1.allergen']);
  });
});

describe('the roll-up of a dish', () => {
  const free = (allergen: Allergen): AllergenStatement => ({ allergen, presence: 'FREE', source: '标签' });
  const all = (presence: AllergenPresence) => MANDATORY_ALLERGENS.map((allergen) => ({ allergen, presence, source: '标签' }));
  const of = (parts: Parameters<typeof rollUpAllergens>[0], allergen: Allergen) => rollUpAllergens(parts).find((r) => r.allergen === allergen);

  it.each([
    ['FREE', 'FREE', 'FREE'],
    ['FREE', 'MAY_CONTAIN', 'MAY_CONTAIN'],
    ['MAY_CONTAIN', 'UNKNOWN', 'MAY_CONTAIN'],
    ['UNKNOWN', 'CONTAINS', 'CONTAINS'],
    ['FREE', 'UNKNOWN', 'UNKNOWN'],
  ] as const)('%s and %s are %s', (a, b, presence) => {
    const parts = [
      { name: '豆腐', allergens: [{ allergen: 'SOY', presence: a, source: '标签' }] as const },
      { name: '面粉', allergens: [{ allergen: 'SOY', presence: b, source: '标签' }] as const },
    ];
    expect(of(parts, 'SOY')?.presence).toBe(presence);
  });

  it('names the parts that made it so', () => {
    const parts = [
      { name: '虾', allergens: [{ allergen: 'CRUSTACEANS' as const, presence: 'CONTAINS' as const }] },
      { name: '蚝油', allergens: [{ allergen: 'CRUSTACEANS' as const, presence: 'MAY_CONTAIN' as const }] },
    ];
    expect(of(parts, 'CRUSTACEANS')).toEqual({ allergen: 'CRUSTACEANS', presence: 'CONTAINS', sources: ['虾'] });
  });

  it('an extended class is told where a part speaks of it, and free only if every part says so', () => {
    const oyster = { name: '海蛎', allergens: [{ allergen: 'MOLLUSCS' as const, presence: 'CONTAINS' as const }] };
    const rice = { name: '米', allergens: all('FREE') };
    expect(of([oyster, rice], 'MOLLUSCS')?.presence).toBe('CONTAINS');
    expect(of([{ name: '芝麻酱', allergens: [free('CELERY')] }, rice], 'CELERY')).toBeUndefined();
    expect(of([rice], 'SESAME')).toBeUndefined();
  });

  it('a dish without ingredients knows nothing', () => {
    expect(rollUpAllergens([]).map((r) => r.presence)).toEqual(MANDATORY_ALLERGENS.map(() => 'UNKNOWN'));
  });

  it('adding a part never makes a dish look safer', () => {
    const gravity = { FREE: 0, UNKNOWN: 1, MAY_CONTAIN: 2, CONTAINS: 3 };
    const part = fc.record({
      name: fc.constant('x'),
      allergens: fc.uniqueArray(
        fc.record({ allergen: fc.constantFrom(...MANDATORY_ALLERGENS), presence: fc.constantFrom(...Object.values(AllergenPresence)) }),
        { selector: (s) => s.allergen },
      ),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), part, (parts, more) => {
        const before = rollUpAllergens(parts);
        const after = rollUpAllergens([...parts, more]);
        for (const allergen of MANDATORY_ALLERGENS) {
          const presence = (list: typeof before) => gravity[list.find((r) => r.allergen === allergen)!.presence];
          expect(presence(after)).toBeGreaterThanOrEqual(presence(before));
        }
      }),
    );
  });
});

describe('required papers', () => {
  it.each([
    [['INVOICE', 'QUARANTINE_CERT'], ['INVOICE'], ['QUARANTINE_CERT']],
    [['INVOICE', 'CONFORMITY_CERT'], ['INVOICE', 'TEST_REPORT'], []],
    [['INVOICE', 'TEST_REPORT'], ['INVOICE', 'CONFORMITY_CERT'], ['TEST_REPORT']],
    [['INVOICE'], [], ['INVOICE']],
  ] as const)('of %j, with %j, %j is missing', (required, present, missing) => {
    expect(missingDocuments(required, present)).toEqual(missing);
  });
});

describe('figures of an ingredient', () => {
  const codes = (input: Parameters<typeof ingredientProblems>[0]) => ingredientProblems(input, 'input').map((e) => [e.code, e.field]);

  it('says everything that is wrong at once', () => {
    expect(
      codes({
        unit: 'kg',
        pieceWeight: Quantity.of('-50', 'g'),
        packs: [
          { unit: 'box', holds: Quantity.of('0', 'kg') },
          { unit: 'kg', holds: Quantity.of('1000', 'g') },
          { unit: 'box', holds: Quantity.of('5', 'kg') },
        ],
        shelfLifeDays: 0,
        labelMaxCelsius: '400',
        energyKj: '9000',
        gtin: '6901234567893',
      }),
    ).toEqual([
      ['QUANTITY_NOT_POSITIVE', 'input.pieceWeight'],
      ['QUANTITY_NOT_POSITIVE', 'input.packs.0.holds'],
      ['PACK_UNIT_INVALID', 'input.packs.1.unit'],
      ['PACK_TWICE', 'input.packs.2.unit'],
      ['SHELF_LIFE_OUT_OF_RANGE', 'input.shelfLifeDays'],
      ['TEMPERATURE_ABSURD', 'input.labelMaxCelsius'],
      ['NUTRIENT_OUT_OF_RANGE', 'input.energyKj'],
      ['GTIN_INVALID', 'input.gtin'],
    ]);
  });

  it('a box of bottles of half a litre is a chain', () => {
    const packs = [
      { unit: 'box' as const, holds: Quantity.of('12', 'bottle') },
      { unit: 'bottle' as const, holds: Quantity.of('500', 'ml') },
    ];
    expect(codes({ unit: 'l', packs })).toEqual([]);
    expect(Quantity.of('2', 'box').in('l', conversionOf({ pieceWeight: null, packs })).toString()).toBe('12 l');
  });

  it.each(['6901234567892', '96385074', '036000291452', '16901234567899'])('%s is a GTIN', (gtin) => {
    expect(() => checkGtin(gtin)).not.toThrow();
  });
  it.each(['6901234567890', '123', 'abcdefgh', ''])('%p is none', (gtin) => {
    expect(() => checkGtin(gtin)).toThrow('GTIN_INVALID');
  });
});
