import { declareAllergens } from '@canteen/catalog';
import type { Ingredient } from '@canteen/catalog';
import { Quantity } from '@canteen/kernel';
import { Dish } from '@canteen/recipes';
import { aDish, aFile, anIngredient } from '../../../tests/support/builders.ts';
import { aWorld, startApi } from '../../../tests/support/api.ts';
import type { Caller, TestApi, World } from '../../../tests/support/api.ts';

const CREATE = `mutation ($input: CreateDishInput!) { createDish(input: $input) {
  record { id version number name { zh en } pinyin category flags portion { value unit } active photo { id } currentRecipe { id } allergensUnknown }
  errors { code field message params } } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateDishInput!) { updateDish(id: $id, input: $input) {
  record { id version name { zh en } flags description { zh } originCounty photo { id } } errors { code field message } } }`;
const RETIRE = `mutation ($id: ID!) { retireDish(id: $id) { record { id active } errors { code field message } } }`;
const LIST = `query ($filter: DishFilter, $size: Int! = 200) { dishes(page: { number: 1, size: $size }, filter: $filter) {
  total hasNext items { id name { zh } allergensUnknown allergens { allergen presence sources } } } }`;

const INPUT = { name: { zh: '面线糊', en: 'Thread-noodle congee' }, category: 'STAPLE', portion: { value: '350', unit: 'g' } };

const MANDATORY = ['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS'] as const;

describe('dishes', () => {
  let api: TestApi;
  let w: World;
  beforeAll(async () => {
    api = await startApi();
    w = await aWorld(api);
  });
  afterAll(() => api.close());

  const create = (input: object, who: Caller = w.manager, options = {}) => who.ask(CREATE, { input: { ...INPUT, ...input } }, options);
  /** Refused means untouched: nothing was created, no number was spent. */
  const refused = async (input: object, code: string, field: string | undefined, options = {}) => {
    const before = await api.count(Dish);
    const answer = await create(input, w.manager, options);
    expect(answer).toRefuse(code, field);
    expect(await api.count(Dish)).toBe(before);
    return answer;
  };

  it('takes a dish into the list, with a number, initials and what its category implies', async () => {
    const answer = await create({ category: 'COLD', flags: ['LOCAL'], name: { zh: '土笋冻' } });
    expect(answer).toBeDone();
    expect(answer.data!.createDish.record).toMatchObject({
      number: expect.stringMatching(/^DI-20261121-\d{4}$/),
      name: { zh: '土笋冻', en: null },
      pinyin: 'tsd',
      flags: ['COLD', 'LOCAL'],
      portion: { value: '350', unit: 'g' },
      active: true,
      currentRecipe: null,
      allergensUnknown: true,
    });
  });

  it('keeps emoji and SQL as the text they are', async () => {
    const zh = "🐟'); drop table dish; --";
    const answer = await create({ name: { zh, en: 'x " \\ %' } });
    expect(answer.data!.createDish.record.name).toEqual({ zh, en: 'x " \\ %' });
    const found = await w.manager.ask(LIST, { filter: { q: "'); drop table" } });
    expect(found.data!.dishes.items.map((dish: { name: { zh: string } }) => dish.name.zh)).toEqual([zh]);
    expect((await w.manager.ask(LIST, { filter: { q: '%' } })).data!.dishes.total).toBe(1);
  });

  it('is created once, however often the same request arrives', async () => {
    const first = await create({ name: { zh: '一次' } }, w.manager, { key: 'dish-key-0001' });
    const again = await create({ name: { zh: '一次' } }, w.manager, { key: 'dish-key-0001' });
    expect(again.data!.createDish.record.id).toBe(first.data!.createDish.record.id);
    expect(await api.count(Dish, { name: { zh: '一次' } })).toBe(1);
    await refused({ name: { zh: '另一次' } }, 'IDEMPOTENCY_KEY_REUSED', undefined, { key: 'dish-key-0001' });
  });

  it.each([
    ['a name of 10,000 characters', { name: { zh: '菜'.repeat(10_000) } }, 'TEXT_TOO_LONG', 'input.name.zh'],
    ['no name', { name: { zh: '   ' } }, 'TEXT_REQUIRED', 'input.name.zh'],
    ['a portion in bottles', { portion: { value: '1', unit: 'bottle' } }, 'PORTION_NOT_IN_GRAMS', 'input.portion'],
    ['an unknown unit', { portion: { value: '1', unit: 'stone' } }, 'UNKNOWN_UNIT', 'input.portion.unit'],
    ['a negative portion', { portion: { value: '-5', unit: 'g' } }, 'PORTION_OUT_OF_RANGE', 'input.portion'],
    ['an absurd portion', { portion: { value: '999999999999', unit: 'g' } }, 'PORTION_OUT_OF_RANGE', 'input.portion'],
    ['words for a number', { portion: { value: 'many', unit: 'g' } }, 'NOT_A_DECIMAL', 'input.portion.value'],
    ['a number for a name', { name: { zh: 5 } }, 'WRONG_TYPE', 'input.name.zh'],
    ['an unknown category', { category: 'DESSERT' }, 'BAD_USER_INPUT', 'input.category'],
    ['a photo that does not exist', { photo: '00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND', 'input.photo'],
    ['a photo with an id that is none', { photo: "'; --" }, 'NOT_FOUND', 'input.photo'],
  ])('refuses %s', async (_, input, code, field) => {
    const answer = await refused(input, code, field);
    expect(JSON.stringify(answer.errors ?? answer.data)).not.toMatch(/select |insert |node_modules|at .*\.ts/);
  });

  it("attaches an image of the person's own, and nothing else", async () => {
    const photo = await aFile(api, w, w.manager);
    const answer = await create({ photo: photo.id });
    expect(answer.data!.createDish.record.photo).toEqual({ id: photo.id });
    const paper = await aFile(api, w, w.manager, { contentType: 'application/pdf', name: 'invoice.pdf' });
    await refused({ photo: paper.id }, 'PHOTO_NOT_AN_IMAGE', 'input.photo');
    const foreign = await aFile(api, w.other, w.other.manager);
    await refused({ photo: foreign.id }, 'NOT_FOUND', 'input.photo');
  });

  it('says refusals in the language of the caller', async () => {
    const zh = await refused({ portion: { value: '1', unit: 'kg' } }, 'PORTION_NOT_IN_GRAMS', 'input.portion', { lang: 'zh' });
    expect(zh.data!.createDish.errors[0].message).toBe('每份重量须以克（g）填写；所填为 1 kg。');
    const en = await refused({ portion: { value: '1', unit: 'kg' } }, 'PORTION_NOT_IN_GRAMS', 'input.portion');
    expect(en.data!.createDish.errors[0].message).toBe('A portion is given in grams (g); given was 1 kg.');
  });

  it('needs recipes:write', async () => {
    for (const who of [w.cook, w.storekeeper, w.inspector, w.officer]) {
      const before = await api.count(Dish);
      expect(await create({}, who)).toRefuse('FORBIDDEN');
      expect(await api.count(Dish)).toBe(before);
    }
    expect(await create({}, api.anyone)).toRefuse('UNAUTHENTICATED');
  });

  describe('changes', () => {
    it('leave alone what is absent and clear what is null', async () => {
      const dish = await aDish(api, w, { originCounty: '安溪', category: 'MEAT' });
      const one = await w.manager.ask(UPDATE, { id: dish.id, input: { version: dish.version, name: { zh: '新名' } } });
      expect(one.data!.updateDish.record).toMatchObject({ name: { zh: '新名' }, originCounty: '安溪' });
      const two = await w.manager.ask(UPDATE, { id: dish.id, input: { version: one.data!.updateDish.record.version, originCounty: null } });
      expect(two.data!.updateDish.record).toMatchObject({ name: { zh: '新名' }, originCounty: null });
      expect(await api.reload(Dish, dish.id)).toMatchObject({ pinyin: 'xm' });
      const three = await w.manager.ask(UPDATE, { id: dish.id, input: { version: two.data!.updateDish.record.version, name: null } });
      expect(three).toRefuse('TEXT_REQUIRED', 'input.name');
    });

    it('of two people at once: one wins, the other is told', async () => {
      const dish = await aDish(api, w);
      const answers = await Promise.all(
        ['甲', '乙'].map((zh) => w.manager.ask(UPDATE, { id: dish.id, input: { version: dish.version, name: { zh } } })),
      );
      const done = answers.filter((answer) => answer.data!.updateDish.record);
      expect(done).toHaveLength(1);
      expect(answers.find((answer) => !answer.data!.updateDish.record)!).toRefuse('STALE_RECORD', 'input.version');
      expect((await api.reload(Dish, dish.id)).name.zh).toBe(done[0]!.data!.updateDish.record.name.zh);
    });

    it('keep a photo that somebody else uploaded', async () => {
      const photo = await aFile(api, w, w.manager);
      const dish = await aDish(api, w, { photo: photo.id });
      const colleague = w.other.manager;
      expect(await colleague.ask(UPDATE, { id: dish.id, input: { version: dish.version, photo: photo.id } })).toRefuse('NOT_FOUND', 'id');
      const same = await w.manager.ask(UPDATE, { id: dish.id, input: { version: dish.version, photo: photo.id, description: { zh: '清淡' } } });
      expect(same.data!.updateDish.record).toMatchObject({ photo: { id: photo.id }, description: { zh: '清淡' } });
    });

    it('reach no dish of another organization', async () => {
      const dish = await aDish(api, w.other);
      expect(await w.manager.ask(UPDATE, { id: dish.id, input: { version: dish.version, name: { zh: '抢' } } })).toRefuse('NOT_FOUND', 'id');
      expect(await w.manager.ask(RETIRE, { id: dish.id })).toRefuse('NOT_FOUND', 'id');
      expect(await api.reload(Dish, dish.id)).toMatchObject({ active: true, version: dish.version });
      expect((await w.manager.ask('query ($id: ID!) { dish(id: $id) { id } }', { id: dish.id })).data).toEqual({ dish: null });
    });

    it('end with retirement, once', async () => {
      const dish = await aDish(api, w);
      expect((await w.manager.ask(RETIRE, { id: dish.id })).data!.retireDish.record).toEqual({ id: dish.id, active: false });
      expect(await w.manager.ask(RETIRE, { id: dish.id })).toRefuse('DISH_RETIRED', 'id');
      expect(await w.manager.ask(UPDATE, { id: dish.id, input: { version: dish.version + 1, name: { zh: '再来' } } })).toRefuse('DISH_RETIRED');
    });
  });

  describe('allergens', () => {
    const state = (ingredient: Ingredient, statements: Record<string, string>) =>
      api.act(w.manager, (ctx) =>
        declareAllergens(
          ctx,
          ingredient.id,
          Object.entries(statements).map(([allergen, presence]) => ({ allergen, presence, source: presence === 'FREE' ? '供应商规格书' : null }) as never),
        ),
      );
    const allFree = Object.fromEntries(MANDATORY.map((allergen) => [allergen, 'FREE']));
    const read = async (dish: Dish) => {
      const answer = await w.manager.ask('query ($id: ID!) { dish(id: $id) { allergensUnknown allergens { allergen presence sources } } }', { id: dish.id });
      const { allergens, allergensUnknown } = answer.data!.dish;
      return { unknown: allergensUnknown, by: Object.fromEntries(allergens.map((fact: { allergen: string }) => [fact.allergen, fact])) };
    };

    it('roll up: contains over may contain over unknown over free, and name what makes it so', async () => {
      const flour = await anIngredient(api, w, { name: { zh: '面粉', en: 'Flour' } as never });
      const sauce = await anIngredient(api, w, { name: { zh: '酱油', en: 'Soy sauce' } as never });
      const water = await anIngredient(api, w, { name: { zh: '高汤', en: 'Stock' } as never });
      await state(flour, { ...allFree, GLUTEN: 'CONTAINS', PEANUT: 'MAY_CONTAIN' });
      await state(sauce, { ...allFree, GLUTEN: 'MAY_CONTAIN', SOY: 'CONTAINS', SESAME: 'MAY_CONTAIN' });
      await state(water, Object.fromEntries(Object.entries(allFree).filter(([allergen]) => allergen !== 'MILK' && allergen !== 'PEANUT')));
      const dish = await aDish(api, w, { lines: [flour, sauce, water].map((ingredient) => ({ ingredient, net: '1' })) });
      const { unknown, by } = await read(dish);
      expect(unknown).toBe(true);
      expect(by).toMatchObject({
        GLUTEN: { presence: 'CONTAINS', sources: ['Flour'] },
        SOY: { presence: 'CONTAINS', sources: ['Soy sauce'] },
        PEANUT: { presence: 'MAY_CONTAIN', sources: ['Flour'] },
        MILK: { presence: 'UNKNOWN', sources: ['Stock'] },
        FISH: { presence: 'FREE', sources: ['Flour', 'Soy sauce', 'Stock'] },
        SESAME: { presence: 'MAY_CONTAIN', sources: ['Soy sauce'] },
      });
      expect(Object.keys(by)).toHaveLength(9);
    });

    it('are free only if every ingredient is, and unknown while a single one says nothing', async () => {
      const rice = await anIngredient(api, w);
      await state(rice, allFree);
      const dish = await aDish(api, w, { lines: [{ ingredient: rice, net: '10' }] });
      expect(await read(dish)).toMatchObject({ unknown: false, by: { EGG: { presence: 'FREE' } } });
      const silent = await anIngredient(api, w);
      const other = await aDish(api, w, { lines: [{ ingredient: rice, net: '10' }, { ingredient: silent, net: '1' }] });
      const { unknown, by } = await read(other);
      expect(unknown).toBe(true);
      expect(MANDATORY.map((allergen) => by[allergen].presence)).toEqual(MANDATORY.map(() => 'UNKNOWN'));
    });

    it('filter the list by the same answer as the field gives', async () => {
      const all = await w.manager.ask(LIST, {});
      const unknown = all.data!.dishes.items.filter((dish: { allergensUnknown: boolean }) => dish.allergensUnknown);
      expect(unknown.length).toBeGreaterThan(0);
      expect(unknown.length).toBeLessThan(all.data!.dishes.total);
      for (const allergensUnknown of [true, false]) {
        const filtered = await w.manager.ask(LIST, { filter: { allergensUnknown } });
        const expected = all.data!.dishes.items.filter((dish: { allergensUnknown: boolean }) => dish.allergensUnknown === allergensUnknown);
        expect(filtered.data!.dishes.items.map((dish: { id: string }) => dish.id)).toEqual(expected.map((dish: { id: string }) => dish.id));
        expect(filtered.data!.dishes.total).toBe(expected.length);
      }
    });

    it('are on the list of those who can mend them, and of no one else', async () => {
      const today = 'query ($canteen: ID!) { today(canteen: $canteen) { kind severity done count recordType title { zh en } } }';
      const duties = async (who: Caller, canteen = w.canteen.id) =>
        ((await who.ask(today, { canteen })).data?.today ?? []).filter((duty: { kind: string }) => duty.kind === 'ALLERGENS_UNKNOWN');
      const [duty, ...rest] = await duties(w.manager);
      const listed = await w.manager.ask(LIST, { filter: { allergensUnknown: true, active: true } });
      const cooked = listed.data!.dishes.items.filter((dish: { allergens: { sources: string[] }[] }) => dish.allergens.some((fact) => fact.sources.length > 0));
      expect(rest).toEqual([]);
      expect(duty).toMatchObject({ severity: 'warn', done: false, recordType: 'Dish', count: cooked.length });
      expect(await duties(w.cook)).toEqual([]);
      expect(await duties(w.other.manager, w.other.canteen.id)).toEqual([]);
    });

    it('of a hundred dishes cost as many queries as those of one', async () => {
      const flour = await anIngredient(api, w.other);
      const salt = await anIngredient(api, w.other);
      const cost = async () => {
        const { result, queries } = await api.queriesOf(() => w.other.manager.ask(LIST, {}));
        expect(result).toBeDone();
        return { total: result.data!.dishes.total as number, queries: queries.length };
      };
      await aDish(api, w.other, { lines: [{ ingredient: flour, net: '1' }, { ingredient: salt, net: '1' }] });
      const few = await cost();
      for (let i = 0; i < 100; i++) await aDish(api, w.other, { lines: [{ ingredient: i % 2 ? flour : salt, net: '1' }] });
      const many = await cost();
      expect(many.total).toBe(few.total + 100);
      expect(many.queries).toBe(few.queries);
    }, 120_000);
  });

  it('are not for an inspector of one canteen to browse', async () => {
    expect((await w.inspector.ask(LIST, {})).data!.dishes.total).toBe(0);
  });

  it('pages are bounded', async () => {
    expect(await w.manager.ask(LIST, { size: 201 })).toRefuse('PAGE_SIZE_OUT_OF_RANGE', 'page.size');
    expect(await w.manager.ask(LIST, { size: -1 })).toRefuse('PAGE_SIZE_OUT_OF_RANGE', 'page.size');
  });

  it('weigh what the command says', async () => {
    const dish = await aDish(api, w, { portion: Quantity.of('280.5', 'g') });
    expect((await api.reload(Dish, dish.id)).portion.toString()).toBe('280.5 g');
  });
});
