import { startApi, aWorld, refusals, type TestApi, type World } from '../../../tests/support/api.ts';
import { anIngredient } from '../../../tests/support/builders.ts';
import { Ingredient, IngredientAllergen, IngredientPack } from './ingredient.entity.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const CREATE = `mutation($input: CreateIngredientInput!) { createIngredient(input: $input) {
  record { id pinyin unit byDay active pieceWeight { value unit } packs { unit holds { value unit } } allergens { allergen presence source }
    unknownAllergens requiredDocuments energyKj } errors { code field message } } }`;
const UPDATE = `mutation($id: ID!, $input: UpdateIngredientInput!) { updateIngredient(id: $id, input: $input) {
  record { id version name { zh } unit shelfLifeDays gtin packs { unit holds { value unit } } } errors { code field } } }`;
const DECLARE = `mutation($id: ID!, $allergens: [AllergenInput!]!) { declareAllergens(ingredient: $id, allergens: $allergens) {
  record { allergens { allergen presence source } unknownAllergens } errors { code field } } }`;

const rice = (zh: string) => ({ name: { zh }, category: 'GRAIN', storage: 'AMBIENT', unit: 'kg' });
const counts = () => Promise.all([Ingredient, IngredientPack, IngredientAllergen].map((entity) => api.count(entity as never)));

describe('an ingredient', () => {
  it('knows its packs, its allergens and what is not known of it', async () => {
    const answer = await w.manager.ask(CREATE, {
      input: {
        name: { zh: '鲜鸡蛋', en: 'Eggs' },
        category: 'EGG',
        storage: 'CHILLED',
        unit: 'kg',
        pieceWeight: { value: '60', unit: 'g' },
        packs: [{ unit: 'box', holds: { value: '360', unit: 'piece' } }],
        allergens: [{ allergen: 'EGG', presence: 'CONTAINS' }, { allergen: 'MILK', presence: 'FREE', source: '标签' }],
        energyKj: '600.0',
      },
    });
    expect(answer).toBeDone();
    expect(answer.data!['createIngredient'].record).toEqual({
      id: expect.any(String),
      pinyin: 'xjd',
      unit: 'kg',
      byDay: false,
      active: true,
      pieceWeight: { value: '60', unit: 'g' },
      packs: [{ unit: 'box', holds: { value: '360', unit: 'piece' } }],
      allergens: [
        { allergen: 'EGG', presence: 'CONTAINS', source: null },
        { allergen: 'MILK', presence: 'FREE', source: '标签' },
      ],
      unknownAllergens: ['GLUTEN', 'CRUSTACEANS', 'FISH', 'PEANUT', 'SOY', 'TREE_NUTS'],
      requiredDocuments: ['INVOICE', 'CONFORMITY_CERT'],
      energyKj: '600',
    });
  });

  it('is found by the code on its pack', async () => {
    const { id } = await anIngredient(api, w, { gtin: '6901234567892' });
    const BY_CODE = 'query($gtin: ShortText!) { ingredientByCode(gtin: $gtin) { id } }';
    expect((await w.storekeeper.ask(BY_CODE, { gtin: '6901234567892' })).data).toEqual({ ingredientByCode: { id } });
    expect((await w.storekeeper.ask(BY_CODE, { gtin: '6901234567' })).data).toEqual({ ingredientByCode: null });
    expect((await w.other.storekeeper.ask(BY_CODE, { gtin: '6901234567892' })).data).toEqual({ ingredientByCode: null });
  });

  it('is edited: packs are replaced, null clears, absence does not, the stock unit stays', async () => {
    const ingredient = await anIngredient(api, w, { shelfLifeDays: 30, gtin: '96385074' });
    const packs = [{ unit: 'bag', holds: { value: '25', unit: 'kg' } }];
    const first = await w.manager.ask(UPDATE, { id: ingredient.id, input: { version: ingredient.version, packs, shelfLifeDays: null } });
    expect(first).toBeDone();
    expect(first.data!['updateIngredient'].record).toMatchObject({ shelfLifeDays: null, gtin: '96385074', packs });
    const { version } = first.data!['updateIngredient'].record;
    const other = [{ unit: 'bag', holds: { value: '10', unit: 'kg' } }, { unit: 'box', holds: { value: '4', unit: 'bag' } }];
    const second = await w.manager.ask(UPDATE, { id: ingredient.id, input: { version, packs: other, unit: 'kg' } });
    expect(second.data!['updateIngredient'].record.packs).toEqual(other);
    const stored = await api.reload(Ingredient, ingredient.id);
    expect(await w.manager.ask(UPDATE, { id: ingredient.id, input: { version: stored.version, unit: 'l' } })).toRefuse('INGREDIENT_UNIT_FIXED', 'input.unit');
    expect(await w.manager.ask(UPDATE, { id: ingredient.id, input: { version: ingredient.version - 1, gtin: null } })).toRefuse('STALE_RECORD', 'input.version');
    expect(await api.reload(Ingredient, ingredient.id)).toMatchObject({ unit: 'kg', gtin: '96385074', version: stored.version });
  });

  it('allergens are declared one by one; what was said of others stays', async () => {
    const { id } = await anIngredient(api, w, { allergens: [{ allergen: 'SOY', presence: 'MAY_CONTAIN' }] });
    const refused = await w.manager.ask(DECLARE, { id, allergens: [{ allergen: 'SOY', presence: 'CONTAINS' }, { allergen: 'MILK', presence: 'FREE' }] });
    expect(refused).toRefuse('ALLERGEN_FREE_NEEDS_SOURCE', 'allergens.1.source');
    expect(await api.count(IngredientAllergen, { ingredient: id, presence: 'MAY_CONTAIN' })).toBe(1);
    const done = await w.manager.ask(DECLARE, { id, allergens: [{ allergen: 'FISH', presence: 'FREE', source: '规格书' }] });
    expect(done.data!['declareAllergens'].record.allergens).toEqual([
      { allergen: 'FISH', presence: 'FREE', source: '规格书' },
      { allergen: 'SOY', presence: 'MAY_CONTAIN', source: null },
    ]);
  });
});

describe('bad input', () => {
  it.each<[string, object, string, string]>([
    ['a name of 10,000 characters', { name: { zh: '米'.repeat(10_000) } }, 'TEXT_TOO_LONG', 'input.name.zh'],
    ['a unit that is none', { unit: 'bushel' }, 'UNKNOWN_UNIT', 'input.unit'],
    ['a pack that holds less than nothing', { packs: [{ unit: 'bag', holds: { value: '-25', unit: 'kg' } }] }, 'QUANTITY_NOT_POSITIVE', 'input.packs.0.holds'],
    ['a piece of a litre', { pieceWeight: { value: '1', unit: 'l' } }, 'PIECE_WEIGHT_NOT_MASS', 'input.pieceWeight'],
    ['a shelf life of a million days', { shelfLifeDays: 1_000_000 }, 'SHELF_LIFE_OUT_OF_RANGE', 'input.shelfLifeDays'],
    ['protein beyond 100 g', { proteinG: '101' }, 'NUTRIENT_OUT_OF_RANGE', 'input.proteinG'],
    ['a wrong check digit', { gtin: '6901234567890' }, 'GTIN_INVALID', 'input.gtin'],
    ['an allergen said to be free without source', { allergens: [{ allergen: 'EGG', presence: 'FREE' }] }, 'ALLERGEN_FREE_NEEDS_SOURCE', 'input.allergens.0.source'],
    ['a decimal that is none', { energyKj: '1e9' }, 'NOT_A_DECIMAL', 'input.energyKj'],
    ['a category that is none', { category: 'STONE' }, 'BAD_USER_INPUT', 'input.category'],
  ])('%s', async (_what, over, code, field) => {
    const before = await counts();
    expect(await w.manager.ask(CREATE, { input: { ...rice('坏米'), ...over } })).toRefuse(code, field);
    expect(await counts()).toEqual(before);
  });

  it('emoji and SQL are just text; the same name twice is refused, next door it is not', async () => {
    const zh = `🌶️'); delete from ingredient; --`;
    expect(await w.manager.ask(CREATE, { input: rice(zh) })).toBeDone();
    const before = await counts();
    expect(await w.manager.ask(CREATE, { input: rice(zh) })).toRefuse('INGREDIENT_TWICE', 'input.name');
    expect(await counts()).toEqual(before);
    expect(await w.other.manager.ask(CREATE, { input: rice(zh) })).toBeDone();
  });

  it('unknown ids and those of another institution are not found', async () => {
    const theirs = await anIngredient(api, w.other);
    const before = await counts();
    for (const id of [theirs.id, '00000000-0000-7000-8000-000000000000', 'x']) {
      expect((await w.manager.ask('query($id: ID!) { ingredient(id: $id) { id } }', { id })).data).toEqual({ ingredient: null });
      expect(await w.manager.ask(UPDATE, { id, input: { version: 1, shelfLifeDays: 3 } })).toRefuse('NOT_FOUND', 'id');
      expect(await w.manager.ask(DECLARE, { id, allergens: [{ allergen: 'EGG', presence: 'CONTAINS' }] })).toRefuse('NOT_FOUND', 'ingredient');
    }
    expect(await counts()).toEqual(before);
    expect(await api.reload(Ingredient, theirs.id)).toMatchObject({ shelfLifeDays: null, version: theirs.version });
  });

  it('the same key twice acts once', async () => {
    const input = rice('一次的米');
    const first = await w.manager.ask(CREATE, { input }, { key: 'create-rice-1' });
    const before = await counts();
    const again = await w.manager.ask(CREATE, { input }, { key: 'create-rice-1' });
    expect(again.data!['createIngredient'].record.id).toBe(first.data!['createIngredient'].record.id);
    expect(await counts()).toEqual(before);
  });

  it('two people declaring at once both keep their word', async () => {
    const { id } = await anIngredient(api, w);
    const answers = await Promise.all([
      w.manager.ask(DECLARE, { id, allergens: [{ allergen: 'EGG', presence: 'CONTAINS' }] }),
      w.administrator.ask(DECLARE, { id, allergens: [{ allergen: 'SOY', presence: 'CONTAINS' }] }),
    ]);
    expect(answers.flatMap(refusals)).toEqual([]);
    expect(await api.count(IngredientAllergen, { ingredient: id })).toBe(2);
  });
});

it('who cooks reads ingredients and changes none', async () => {
  const { id } = await anIngredient(api, w);
  expect((await w.cook.ask('query($id: ID!) { ingredient(id: $id) { id } }', { id })).data).toEqual({ ingredient: { id } });
  expect(await w.cook.ask(CREATE, { input: rice('私米') })).toRefuse('FORBIDDEN');
  expect(await api.count(Ingredient, { name: { zh: '私米' } })).toBe(0);
});

it('the list reads packs and allergens in one query each', async () => {
  const { queries } = await api.queriesOf(() =>
    w.manager.ask('{ ingredients(page: {size: 200}) { items { name { zh } packs { unit } allergens { allergen } unknownAllergens requiredDocuments } } }'),
  );
  expect(queries.filter((sql) => sql.includes('"ingredient_pack"'))).toHaveLength(1);
  expect(queries.filter((sql) => sql.includes('"ingredient_allergen"')).length).toBeLessThanOrEqual(2);
  expect(queries.filter((sql) => /from "policy_setting"/.test(sql)).length).toBeLessThanOrEqual(1);
});
