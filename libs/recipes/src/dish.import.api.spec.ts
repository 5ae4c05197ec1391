import type { ImportValue } from '@canteen/platform';
import { startApi, aWorld, type TestApi, type World } from '../../../tests/support/api.ts';
import { aDish, anIngredient } from '../../../tests/support/builders.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { retireDish } from './dish.commands.ts';
import { Dish } from './dish.entity.ts';
import { RecipeLine, RecipeVersion } from './recipe-version.entity.ts';

let api: TestApi;
let w: World;
let broccoli: string;
let garlic: string;
let oil: string;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  [broccoli, garlic, oil] = (await Promise.all([anIngredient(api, w), anIngredient(api, w), anIngredient(api, w, { unit: 'l' })])).map(({ name }) => name.zh) as [string, string, string];
});
afterAll(() => api?.close());

type Row = Record<string, ImportValue>;
const check = (...rows: Row[]) => judge(api, w.manager, w, 'dishes', rows);
const run = (...chunks: Row[][]) => take(api, w.manager, w, 'dishes', ...chunks);
const sheet = (): Row[] => [
  { dish: '蒜蓉西兰花', dishEn: 'Garlic broccoli', category: 'VEGETABLE', portion: '150', portions: 100, adopt: true, ingredient: garlic, quantity: '500', unit: 'g' },
  { dish: null, ingredient: broccoli, quantity: '12', unit: 'kg', yieldRate: '0.7', main: true },
  { dish: '蒜蓉西兰花', ingredient: oil, quantity: '0.8', unit: 'l' },
  { dish: '白灼西兰花', category: 'COLD', portion: '120', portions: 50, ingredient: broccoli, quantity: '6', unit: 'kg' },
];

async function recipeOf(dish: string) {
  const em = api.orm.em.fork();
  const versions = await em.find(RecipeVersion, { dish }, { orderBy: { number: 'asc' } });
  const lines = await em.find(RecipeLine, { recipe: versions.at(-1)!.id }, { orderBy: { lineNo: 'asc' }, populate: ['ingredient'] });
  return { versions: versions.map(({ number, state, portions }) => [number, state, portions]), lines: lines.map((line) => [line.ingredient.unwrap().name.zh, String(line.net), line.yieldRate, line.main]) };
}

describe('dishes with their recipes from a sheet', () => {
  it('take several rows each, whose first tells of the dish', async () => {
    expect((await check(...sheet())).map(({ outcome, label }) => [outcome, label])).toEqual([
      ['create', `蒜蓉西兰花 · ${garlic}`], ['create', `蒜蓉西兰花 · ${broccoli}`], ['create', `蒜蓉西兰花 · ${oil}`], ['create', `白灼西兰花 · ${broccoli}`],
    ]);
    const records = await run(sheet().slice(0, 1), sheet().slice(1));
    expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(2);
    const [adopted, draft] = [records[0]!.recordId, records[3]!.recordId];
    const dish = await api.reload(Dish, adopted);
    expect(dish).toMatchObject({ number: 'DI-20261121-0001', category: 'VEGETABLE', flags: [], active: true });
    expect(dish.currentRecipe).not.toBeNull();
    expect(await recipeOf(adopted)).toEqual({
      versions: [[1, 'ADOPTED', 100]],
      lines: [[garlic, '500 g', '1', false], [broccoli, '12 kg', '0.7', true], [oil, '0.8 l', '1', false]],
    });
    expect(await api.reload(Dish, draft)).toMatchObject({ flags: ['COLD'], currentRecipe: null });
    expect(await recipeOf(draft)).toEqual({ versions: [[1, 'DRAFT', 50]], lines: [[broccoli, '6 kg', '1', true]] });
  });

  it('the same sheet again changes nothing', async () => {
    expect((await check(...sheet())).map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same']);
  });

  it('changed lines make a new version; those that are not mentioned stay', async () => {
    const rows: Row[] = [{ dish: '蒜蓉西兰花', portion: '160', ingredient: broccoli, quantity: '13', unit: 'kg' }, { dish: null, ingredient: oil, quantity: '800', unit: 'ml' }];
    const verdicts = await check(...rows);
    expect(verdicts[0]).toMatchObject({ outcome: 'update', changes: [{ column: 'portion', from: '150', to: '160' }, { column: 'quantity', from: '12 公斤', to: '13 公斤' }] });
    expect(verdicts[1]).toMatchObject({ outcome: 'same' });
    const [record] = await run(rows);
    expect(await recipeOf(record!.recordId)).toEqual({
      versions: [[1, 'ADOPTED', 100], [2, 'DRAFT', 100]],
      lines: [[garlic, '500 g', '1', false], [broccoli, '13 kg', '0.7', true], [oil, '800 ml', '1', false]],
    });
    // the draft is written on, and adopted once the sheet says so
    await run([{ dish: '蒜蓉西兰花', adopt: true, ingredient: garlic, quantity: '0.6', unit: 'kg', main: true }]);
    expect(await recipeOf(record!.recordId)).toMatchObject({ versions: [[1, 'SUPERSEDED', 100], [2, 'ADOPTED', 100]], lines: [[garlic, '0.6 kg', '1', true], [broccoli, '13 kg', '0.7', false], [oil, '800 ml', '1', false]] });
  });

  const head: Row = { dish: '错菜', category: 'MEAT', portion: '150', portions: 100 };
  it.each<[string, Row, string[]]>([
    ['a new dish that says nothing of itself', { category: null, portion: null, portions: null }, ['category IMPORT_DISH_INCOMPLETE', 'portion IMPORT_DISH_INCOMPLETE', 'portions IMPORT_DISH_INCOMPLETE']],
    ['a portion of two tonnes', { portion: '2000000' }, ['portion PORTION_OUT_OF_RANGE']],
    ['no portions', { portions: 0 }, ['portions RECIPE_PORTIONS_OUT_OF_RANGE']],
    ['an unknown ingredient', { ingredient: '龙肝' }, ['ingredient IMPORT_INGREDIENT_UNKNOWN']],
    ['a unit that leads nowhere', { unit: 'box' }, ['unit UNIT_MISMATCH']],
    ['nothing of something', { quantity: '0' }, ['quantity QUANTITY_NOT_POSITIVE']],
    ['a yield in per cent', { yieldRate: '70' }, ['yieldRate YIELD_OUT_OF_RANGE']],
    ['a yield too fine', { yieldRate: '0.70001' }, ['yieldRate YIELD_TOO_FINE']],
    ['a dish without a name', { dish: null }, ['dish IMPORT_DISH_MISSING']],
  ])('refuses %s', async (_what, more, expected) => {
    expect(said((await check({ ...head, ingredient: broccoli, quantity: '1', unit: 'kg', ...more }))[0])).toEqual(expected);
  });

  it('refuses two main ingredients, one ingredient twice, and rows that contradict each other', async () => {
    const row = { ingredient: broccoli, quantity: '1', unit: 'kg', main: true };
    const verdicts = await check({ ...head, ...row }, { ...row, ingredient: garlic }, { ...row, main: null }, { ...row, dish: '错菜', ingredient: oil, unit: 'l', main: null, portion: '151' });
    expect(verdicts.map(said)).toEqual([[], ['main RECIPE_MAIN_NOT_ONE'], ['ingredient IMPORT_DISH_INGREDIENT_TWICE'], ['portion IMPORT_DISH_TWO_WAYS']]);
  });

  it('refuses a retired dish', async () => {
    const dish = await aDish(api, w);
    await api.act(w.manager, (ctx) => retireDish(ctx, dish.id));
    expect(said((await check({ dish: dish.name.zh, portions: 10, ingredient: broccoli, quantity: '1', unit: 'kg' }))[0])).toEqual(['dish DISH_RETIRED']);
  });

  it('2,000 rows cost a handful of statements', async () => {
    const rows = Array.from({ length: 2000 }, (_, i): Row => (i % 4 ? { dish: null, ingredient: [broccoli, garlic, oil][i % 4 - 1]!, quantity: '1', unit: i % 4 === 3 ? 'l' : 'kg' } : { ...head, dish: `批量菜${i}`, adopt: true, ingredient: `配${i % 8}`, quantity: '1', unit: 'kg' }));
    await anIngredient(api, w, { name: { zh: '配0', en: null } as never });
    await anIngredient(api, w, { name: { zh: '配4', en: null } as never });
    const { result, queries } = await api.queriesOf(() => run(rows));
    expect(new Set(result.map(({ recordId }) => recordId)).size).toBe(500);
    expect(queries.length).toBeLessThanOrEqual(35);
    expect(await api.count(RecipeLine, { recipe: { dish: { name: { zh: { $like: '批量菜%' } } } } })).toBe(2000);
  });
});
