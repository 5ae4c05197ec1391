import { Quantity } from '@canteen/kernel';
import type { ImportValue } from '@canteen/platform';
import { startApi, aWorld, type TestApi, type World } from '../../../tests/support/api.ts';
import { anIngredient } from '../../../tests/support/builders.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { Ingredient, IngredientAllergen, IngredientPack } from './ingredient.entity.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const plain = { category: 'SEASONING', storage: 'AMBIENT', unit: 'kg' };
const check = (...rows: Record<string, ImportValue>[]) => judge(api, w.manager, w, 'ingredients', rows);
const run = (...rows: Record<string, ImportValue>[]) => take(api, w.manager, w, 'ingredients', rows);
const soy = {
  name: '酱油', ...plain, unit: 'l', packs: ['箱=12瓶', '瓶＝500毫升'], contains: ['SOY', 'GLUTEN'], free: ['PEANUT'], freeSource: '标签', sodiumMg: '5757', gtin: '6902132082425', shelfLifeDays: 540,
};

describe('ingredients from a sheet', () => {
  it('come with packs, allergens and nutrition', async () => {
    expect((await check(soy))[0]).toMatchObject({ outcome: 'create', label: '酱油' });
    const [record] = await run(soy);
    const em = api.orm.em.fork();
    expect(await api.reload(Ingredient, record!.recordId)).toMatchObject({ unit: 'l', sodiumMg: '5757', gtin: '6902132082425', shelfLifeDays: 540, byDay: false, active: true, pinyin: 'jy' });
    const packs = await em.find(IngredientPack, { ingredient: record!.recordId }, { orderBy: { unit: 'asc' } });
    expect(packs.map(({ unit, holds }) => `${unit}=${holds}`)).toEqual(['bottle=500 ml', 'box=12 bottle']);
    const statements = await em.find(IngredientAllergen, { ingredient: record!.recordId }, { orderBy: { allergen: 'asc' } });
    expect(statements.map(({ allergen, presence, source }) => [allergen, presence, source])).toEqual([['GLUTEN', 'CONTAINS', null], ['PEANUT', 'FREE', '标签'], ['SOY', 'CONTAINS', null]]);
  });

  it('the same sheet again changes nothing; differences are shown and done, the rest stays', async () => {
    expect((await check(soy))[0]).toMatchObject({ outcome: 'same' });
    const row = { name: '酱油', ...plain, unit: 'l', storage: 'CHILLED', packs: ['箱=6瓶'], mayContain: ['PEANUT'], proteinG: '5.6', shelfLifeDays: null };
    expect((await check(row))[0]).toMatchObject({
      outcome: 'update',
      changes: [
        { column: 'storage', from: '常温', to: '冷藏' },
        { column: 'packs', from: '瓶=500 毫升、箱=12 瓶', to: '箱=6 瓶' },
        { column: 'proteinG', from: '', to: '5.6' },
        { column: 'mayContain', from: '花生: 不含', to: '花生: 可能含有' },
      ],
    });
    const [record] = await run(row);
    expect(await api.reload(Ingredient, record!.recordId)).toMatchObject({ storage: 'CHILLED', proteinG: '5.6', shelfLifeDays: 540, sodiumMg: '5757' });
    expect(await api.count(IngredientPack, { ingredient: record!.recordId })).toBe(1);
    expect(await api.count(IngredientAllergen, { ingredient: record!.recordId })).toBe(3);
  });

  it('a known bar code under another name is the same goods', async () => {
    expect((await check({ ...soy, name: '生抽', packs: ['箱=6瓶'], storage: 'CHILLED', free: null, freeSource: null }))[0]).toMatchObject({
      outcome: 'update', changes: [{ column: 'name', from: '酱油', to: '生抽' }],
    });
  });

  it.each<[string, Record<string, ImportValue>, string[]]>([
    ['a bar code whose check digit is wrong', { gtin: '6902132082426' }, ['gtin GTIN_INVALID']],
    ['"free of" without a source', { free: ['PEANUT'] }, ['freeSource ALLERGEN_FREE_NEEDS_SOURCE']],
    ['an allergen both contained and absent', { contains: ['SOY'], free: ['SOY'], freeSource: '标签' }, ['free IMPORT_ALLERGEN_TWICE']],
    ['a pack nobody can read', { packs: ['大箱'] }, ['packs IMPORT_PACK_UNREADABLE']],
    ['kilograms that hold bottles', { packs: ['公斤=2瓶'] }, ['packs PACK_UNIT_INVALID']],
    ['two packs of one unit', { packs: ['箱=2瓶', '箱=3瓶'] }, ['packs PACK_TWICE']],
    ['a piece that weighs litres', { pieceWeight: '2升' }, ['pieceWeight PIECE_WEIGHT_NOT_MASS']],
    ['a weight nobody can read', { pieceWeight: '一斤' }, ['pieceWeight IMPORT_WEIGHT_UNREADABLE']],
    ['a shelf life of a century', { shelfLifeDays: 36500 }, ['shelfLifeDays SHELF_LIFE_OUT_OF_RANGE']],
    ['more fat than its weight', { fatG: '101' }, ['fatG NUTRIENT_OUT_OF_RANGE']],
    ['a label of 400 degrees', { labelMaxCelsius: '400' }, ['labelMaxCelsius TEMPERATURE_ABSURD']],
  ])('refuses %s', async (_what, row, expected) => {
    expect(said((await check({ name: '错料', ...plain, ...row }))[0])).toEqual(expected);
  });

  it('refuses another stock unit, a doubled row, and a bar code of other goods', async () => {
    const rice = await anIngredient(api, w, { pieceWeight: Quantity.of('5', 'g') });
    const [unit, , twice, barcode] = await check({ name: rice.name.zh, ...plain, unit: 'g' }, { name: '盐', ...plain }, { name: '盐', ...plain }, { ...soy, name: rice.name.zh, unit: 'kg' });
    expect(said(unit)).toEqual(['unit INGREDIENT_UNIT_FIXED']);
    expect(said(twice)).toEqual(['name IMPORT_ROW_TWICE']);
    expect(said(barcode)).toContain('gtin INGREDIENT_TWICE');
  });

  it('2,000 rows cost a handful of statements', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => ({ name: `批量原料${i}`, ...plain, packs: ['箱=10kg'], contains: ['SOY'] }));
    const { queries } = await api.queriesOf(() => check(...rows));
    expect(queries.length).toBeLessThanOrEqual(6);
    const wet = await api.queriesOf(() => run(...rows));
    expect(wet.queries.length).toBeLessThanOrEqual(30);
    expect(await api.count(IngredientPack, { holds: { value: '10' } })).toBe(2000);
  });
});
