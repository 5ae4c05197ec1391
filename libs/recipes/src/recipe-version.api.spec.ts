import type { Ingredient } from '@canteen/catalog';
import { Quantity } from '@canteen/kernel';
import { Dish, RecipeLine, RecipeVersion } from '@canteen/recipes';
import { aDish, anIngredient } from '../../../tests/support/builders.ts';
import { aWorld, startApi } from '../../../tests/support/api.ts';
import type { Answer, TestApi, World } from '../../../tests/support/api.ts';

const FIELDS = `id version number state portions steps adoptedAt adoptedBy { id } availableActions
  lines { lineNo net { value unit } yieldRate main ingredient { id } }`;
const DRAFT = `mutation ($input: DraftRecipeInput!) { draftRecipe(input: $input) { record { ${FIELDS} } errors { code field message params } } }`;
const SAVE = `mutation ($id: ID!, $version: Int!, $input: SaveRecipeInput!) { saveRecipe(id: $id, version: $version, input: $input) {
  record { ${FIELDS} } errors { code field message params } } }`;
const ADOPT = `mutation ($id: ID!) { adoptRecipe(id: $id) { record { ${FIELDS} } errors { code field message } } }`;
const READ = `query ($id: ID!) { recipeVersion(id: $id) { ${FIELDS} dish { id currentRecipe { id } recipes { number state } } } }`;

describe('recipe versions', () => {
  let api: TestApi;
  let w: World;
  let dish: Dish;
  let pork: Ingredient;
  let eggs: Ingredient;
  beforeAll(async () => {
    api = await startApi();
    w = await aWorld(api);
    pork = await anIngredient(api, w, { unit: 'kg' });
    eggs = await anIngredient(api, w, { unit: 'piece' });
  });
  beforeEach(async () => {
    dish = await aDish(api, w);
  });
  afterAll(() => api.close());

  const line = (ingredient: Ingredient, value: string, unit = 'kg', more: object = {}) => ({ ingredient: ingredient.id, net: { value, unit }, ...more });
  const draft = (lines: object[] = [line(pork, '5')], more: object = {}, options = {}): Promise<Answer> =>
    w.manager.ask(DRAFT, { input: { dish: dish.id, portions: 100, steps: '切丝，大火快炒', lines, ...more } }, options);
  const rows = async () => ({ versions: await api.count(RecipeVersion), lines: await api.count(RecipeLine) });

  it('are drafted beside the adopted one, numbered by dish, with lines in order', async () => {
    const first = await draft([line(pork, '5', 'kg', { yieldRate: '0.90' }), line(eggs, '50', 'piece')]);
    expect(first).toBeDone();
    expect(first.data!.draftRecipe.record).toMatchObject({
      number: 1,
      state: 'DRAFT',
      portions: 100,
      adoptedAt: null,
      availableActions: ['SAVE', 'ADOPT'],
      lines: [
        { lineNo: 1, net: { value: '5', unit: 'kg' }, yieldRate: '0.9', main: true, ingredient: { id: pork.id } },
        { lineNo: 2, net: { value: '50', unit: 'piece' }, yieldRate: '1', main: false, ingredient: { id: eggs.id } },
      ],
    });
    expect((await draft()).data!.draftRecipe.record.number).toBe(2);
    expect((await api.reload(Dish, dish.id)).currentRecipe).toBeNull();
  });

  it('are rewritten while they are drafts: lines change, come and go, the main one moves', async () => {
    const { id, version } = (await draft([line(pork, '5'), line(eggs, '50', 'piece')])).data!.draftRecipe.record;
    const saved = await w.manager.ask(SAVE, { id, version, input: { portions: 80, steps: null, lines: [line(eggs, '60', 'piece', { main: true })] } });
    expect(saved.data!.saveRecipe.record).toMatchObject({
      portions: 80,
      steps: null,
      version: version + 1,
      lines: [{ lineNo: 1, net: { value: '60', unit: 'piece' }, main: true, ingredient: { id: eggs.id } }],
    });
    const wider = await w.manager.ask(SAVE, { id, version: version + 1, input: { portions: 80, lines: [line(eggs, '60', 'piece'), line(pork, '2'), line(pork, '500', 'g')] } });
    expect(wider.data!.saveRecipe.record.lines).toHaveLength(3);
    expect(wider.data!.saveRecipe.record.version).toBe(version + 2);
  });

  it('count as changed even if only a line changed', async () => {
    const { id, version } = (await draft()).data!.draftRecipe.record;
    const input = { portions: 100, steps: '切丝，大火快炒', lines: [line(pork, '6')] };
    expect((await w.manager.ask(SAVE, { id, version, input })).data!.saveRecipe.record.version).toBe(version + 1);
    const late = await w.manager.ask(SAVE, { id, version, input: { ...input, lines: [line(pork, '7')] } });
    expect(late).toRefuse('STALE_RECORD', 'version');
    expect((await w.manager.ask(READ, { id })).data!.recipeVersion.lines[0].net.value).toBe('6');
  });

  it('are frozen by adoption, which supersedes the one before', async () => {
    const one = (await draft()).data!.draftRecipe.record;
    const adopted = await w.manager.ask(ADOPT, { id: one.id });
    expect(adopted.data!.adoptRecipe.record).toMatchObject({ state: 'ADOPTED', adoptedAt: '2026-11-20T22:00:00.000Z', adoptedBy: { id: w.manager.id }, availableActions: [] });

    const frozen = (await w.manager.ask(READ, { id: one.id })).data!.recipeVersion;
    expect(await w.manager.ask(SAVE, { id: one.id, version: frozen.version, input: { portions: 1, lines: [line(pork, '1')] } })).toRefuse('ACTION_NOT_ALLOWED');
    expect(await w.manager.ask(ADOPT, { id: one.id })).toRefuse('ACTION_NOT_ALLOWED');
    expect((await w.manager.ask(READ, { id: one.id })).data!.recipeVersion).toEqual(frozen);

    const two = (await draft([line(pork, '6')])).data!.draftRecipe.record;
    expect((await api.reload(Dish, dish.id)).currentRecipe!.id).toBe(one.id);
    expect(await w.manager.ask(ADOPT, { id: two.id })).toBeDone();
    const after = (await w.manager.ask(READ, { id: one.id })).data!.recipeVersion;
    expect(after).toMatchObject({ state: 'SUPERSEDED', lines: frozen.lines, portions: frozen.portions, steps: frozen.steps, adoptedAt: frozen.adoptedAt });
    expect(after.dish).toEqual({ id: dish.id, currentRecipe: { id: two.id }, recipes: [{ number: 2, state: 'ADOPTED' }, { number: 1, state: 'SUPERSEDED' }] });
  });

  it('of which two people adopt two at once: one is current, the other superseded', async () => {
    const drafts = [(await draft()).data!.draftRecipe.record, (await draft()).data!.draftRecipe.record];
    const answers = await Promise.all(drafts.map(({ id }) => w.manager.ask(ADOPT, { id })));
    for (const answer of answers) expect(answer).toBeDone();
    const states = await Promise.all(drafts.map(async ({ id }) => (await api.reload(RecipeVersion, id)).state));
    expect([...states].sort()).toEqual(['ADOPTED', 'SUPERSEDED']);
    expect((await api.reload(Dish, dish.id)).currentRecipe!.id).toBe(drafts[states.indexOf('ADOPTED')]!.id);
  });

  it('of which one is adopted by two people at once: one wins', async () => {
    const { id } = (await draft()).data!.draftRecipe.record;
    const answers = await Promise.all([w.manager.ask(ADOPT, { id }), w.manager.ask(ADOPT, { id })]);
    expect(answers.filter((answer) => answer.data!.adoptRecipe.record)).toHaveLength(1);
    expect(answers.find((answer) => !answer.data!.adoptRecipe.record)!).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('are drafted once under one key', async () => {
    const before = await rows();
    const [one, two] = [await draft(undefined, {}, { key: 'recipe-key-1' }), await draft(undefined, {}, { key: 'recipe-key-1' })];
    expect(two.data!.draftRecipe.record.id).toBe(one.data!.draftRecipe.record.id);
    expect(await rows()).toEqual({ versions: before.versions + 1, lines: before.lines + 1 });
  });

  describe('refuse, and change nothing:', () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    it.each<[string, () => object[], object, [string, string][]]>([
      ['no lines', () => [], {}, [['RECIPE_EMPTY', 'input.lines']]],
      ['no portions', () => [line(pork, '5')], { portions: 0 }, [['RECIPE_PORTIONS_OUT_OF_RANGE', 'input.portions']]],
      ['portions beyond reason', () => [line(pork, '5')], { portions: 2_000_000_000 }, [['RECIPE_PORTIONS_OUT_OF_RANGE', 'input.portions']]],
      ['a negative quantity', () => [line(pork, '-5')], {}, [['QUANTITY_NOT_POSITIVE', 'input.lines.0.net']]],
      ['an absurd quantity', () => [line(pork, '900000', 't')], {}, [['RECIPE_QUANTITY_ABSURD', 'input.lines.0.net']]],
      ['kilograms of what is kept in pieces', () => [line(pork, '5'), line(eggs, '5')], {}, [['UNIT_MISMATCH', 'input.lines.1.net']]],
      ['a yield of nothing', () => [line(pork, '5', 'kg', { yieldRate: '0' })], {}, [['YIELD_OUT_OF_RANGE', 'input.lines.0.yieldRate']]],
      ['a yield in per cent', () => [line(pork, '5', 'kg', { yieldRate: '70' })], {}, [['YIELD_OUT_OF_RANGE', 'input.lines.0.yieldRate']]],
      ['two main ingredients', () => [line(pork, '5', 'kg', { main: true }), line(eggs, '5', 'piece', { main: true })], {}, [['RECIPE_MAIN_NOT_ONE', 'input.lines']]],
      ['an unknown ingredient', () => [{ ...line(pork, '5'), ingredient: nobody }], {}, [['NOT_FOUND', 'input.lines.0.ingredient']]],
      ['an id that is none', () => [{ ...line(pork, '5'), ingredient: '1 or 1=1' }], {}, [['NOT_FOUND', 'input.lines.0.ingredient']]],
      ['an unknown dish', () => [line(pork, '5')], { dish: nobody }, [['NOT_FOUND', 'input.dish']]],
      ['steps of 10,000 characters', () => [line(pork, '5')], { steps: '炒'.repeat(10_000) }, [['TEXT_TOO_LONG', 'input.steps']]],
      ['half a portion', () => [line(pork, '5')], { portions: 0.5 }, [['BAD_USER_INPUT', 'input.portions']]],
      [
        'two mistakes, both named',
        () => [line(pork, '0'), { ...line(eggs, '5', 'piece'), ingredient: nobody }],
        {},
        [['QUANTITY_NOT_POSITIVE', 'input.lines.0.net'], ['NOT_FOUND', 'input.lines.1.ingredient']],
      ],
    ])('%s', async (_, lines, more, expected) => {
      const before = await rows();
      const answer = await draft(lines(), more);
      for (const [code, field] of expected) expect(answer).toRefuse(code, field);
      expect(await rows()).toEqual(before);
    });

    it('an ingredient or a dish of another organization', async () => {
      const foreign = await anIngredient(api, w.other);
      const theirs = await aDish(api, w.other);
      const before = await rows();
      expect(await draft([line(foreign, '5')])).toRefuse('NOT_FOUND', 'input.lines.0.ingredient');
      expect(await draft([line(pork, '5')], { dish: theirs.id })).toRefuse('NOT_FOUND', 'input.dish');
      expect(await rows()).toEqual(before);
    });

    it('a version of another organization', async () => {
      const { id, version } = (await draft()).data!.draftRecipe.record;
      const { manager } = w.other;
      expect(await manager.ask(ADOPT, { id })).toRefuse('NOT_FOUND', 'id');
      expect(await manager.ask(SAVE, { id, version, input: { portions: 1, lines: [line(pork, '1')] } })).toRefuse('NOT_FOUND', 'id');
      expect((await manager.ask(READ, { id })).data).toEqual({ recipeVersion: null });
      expect(await api.reload(RecipeVersion, id)).toMatchObject({ state: 'DRAFT', version });
    });

    it('whoever may not write recipes', async () => {
      const { id } = (await draft()).data!.draftRecipe.record;
      expect(await w.cook.ask(ADOPT, { id })).toRefuse('FORBIDDEN');
      expect(await api.reload(RecipeVersion, id)).toMatchObject({ state: 'DRAFT' });
      expect((await w.cook.ask(READ, { id })).data!.recipeVersion.availableActions).toEqual([]);
    });

    it('a retired dish', async () => {
      const { id } = (await draft()).data!.draftRecipe.record;
      await w.manager.ask('mutation ($id: ID!) { retireDish(id: $id) { errors { code } } }', { id: dish.id });
      const before = await rows();
      expect(await draft()).toRefuse('DISH_RETIRED', 'input.dish');
      expect(await w.manager.ask(ADOPT, { id })).toRefuse('DISH_RETIRED');
      expect(await rows()).toEqual(before);
    });
  });

  it('write pieces of what is kept by weight where a piece has a weight', async () => {
    const bun = await anIngredient(api, w, { unit: 'kg', pieceWeight: Quantity.of('80', 'g') });
    expect(await draft([line(bun, '100', 'piece')])).toBeDone();
  });
});
