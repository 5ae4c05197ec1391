import { createHash } from 'node:crypto';
import { declareAllergens } from '@canteen/catalog';
import type { Ingredient } from '@canteen/catalog';
import { Canteen, Membership, Person } from '@canteen/people';
import { MealService, Menu, MenuItem, MenuPublication, startCooking } from '@canteen/menus';
import type { PublicMenu } from '@canteen/menus';
import { Lot, scrapLot } from '@canteen/receiving';
import { type Dish } from '@canteen/recipes';
import { aBatch, aDish, aDishPrice, aFile, aLot, aMenu, anIngredient, aReceipt, aServableDish, aSupplier } from '../../../tests/support/builders.ts';
import { aWorld, refusals, startApi } from '../../../tests/support/api.ts';
import type { Answer, Caller, TestApi, World } from '../../../tests/support/api.ts';
import { canonicalJson } from './menu.rules.ts';

const FIELDS = `id version weekStart state revision availableActions
  meals { id day meal serviceStart serviceEnd plannedDiners items { id position plannedPortions price { amount } dish { id } } }`;
const CREATE = `mutation ($input: CreateMenuInput!) { createMenu(input: $input) { record { ${FIELDS} } errors { code field message } } }`;
const SAVE = `mutation ($id: ID!, $version: Int!, $meals: [MealInput!]!) { saveMenu(id: $id, version: $version, meals: $meals) {
  record { ${FIELDS} } errors { code field message params } } }`;
const verb = (name: string) => `mutation ($id: ID!) { ${name}(id: $id) { record { ${FIELDS} } errors { code field message params } } }`;
const READ = `query ($id: ID!) { menu(id: $id) { ${FIELDS} publications { revision content contentHash publishedBy { id } } } }`;

const MONDAY = '2026-11-23';
const nobody = '00000000-0000-7000-8000-000000000000';

describe('menus', () => {
  let api: TestApi;
  let w: World;
  let rice: Dish;
  let soup: Dish;
  /** Every test plans a week of its own; a canteen has one menu a week. */
  let week = 0;
  const nextWeek = () => {
    week += 1;
    const monday = new Date(Date.UTC(2026, 10, 23 + 7 * week));
    const day = (offset: number) => new Date(monday.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    return { weekStart: day(0), day };
  };
  beforeAll(async () => {
    api = await startApi();
    w = await aWorld(api);
    rice = await aServableDish(api, w, { amount: '1.00' });
    soup = await aServableDish(api, w, { amount: '3.50' });
  });
  afterEach(() => api.clock('2026-11-20T22:00:00Z'));
  afterAll(() => api.close());

  const create = (input: object, who: Caller = w.manager, options = {}): Promise<Answer> =>
    who.ask(CREATE, { input: { canteen: w.canteen.id, ...input } }, options);
  const meal = (day: string, dishes: { id: string }[], more: object = {}) => ({
    day, meal: 'LUNCH', serviceStart: '11:30', serviceEnd: '12:30', plannedDiners: 100, items: dishes.map(({ id }) => ({ dish: id, plannedPortions: 80 })), ...more,
  });
  const save = (menu: { id: string; version: number }, meals: object[], who: Caller = w.manager): Promise<Answer> =>
    who.ask(SAVE, { id: menu.id, version: menu.version, meals });
  const act = (name: string, menu: { id: string }, who: Caller = w.manager): Promise<Answer> => who.ask(verb(name), { id: menu.id });
  const read = async (menu: { id: string }, who: Caller = w.manager) => (await who.ask(READ, { id: menu.id })).data!.menu;
  const content = async (menu: { id: string }): Promise<PublicMenu> => (await read(menu)).publications[0].content;

  describe('are opened', () => {
    it('empty, for a Monday, once', async () => {
      const { weekStart } = nextWeek();
      const answer = await create({ weekStart });
      expect(answer.data!.createMenu.record).toMatchObject({ weekStart, state: 'DRAFT', revision: 0, meals: [], availableActions: ['SAVE', 'PUBLISH', 'ARCHIVE'] });
      expect(await create({ weekStart })).toRefuse('MENU_EXISTS', 'input.weekStart');
      expect(await api.count(Menu, { canteen: w.canteen.id, weekStart })).toBe(1);
    });

    it('once, by two people at once or under one key', async () => {
      const { weekStart } = nextWeek();
      const answers = await Promise.all([create({ weekStart }), create({ weekStart })]);
      expect(answers.filter((answer) => answer.data!.createMenu.record)).toHaveLength(1);
      expect(answers.find((answer) => !answer.data!.createMenu.record)!).toRefuse('MENU_EXISTS');
      const second = nextWeek();
      const [one, two] = [await create({ weekStart: second.weekStart }, w.manager, { key: 'menu-key-001' }), await create({ weekStart: second.weekStart }, w.manager, { key: 'menu-key-001' })];
      expect(two.data!.createMenu.record.id).toBe(one.data!.createMenu.record.id);
    });

    it('as a copy, at the same hours, without what was retired', async () => {
      const from = nextWeek();
      const gone = await aServableDish(api, w);
      const source = await aMenu(api, w, { weekStart: from.weekStart, meals: [{ day: from.day(1), dishes: [rice, gone, soup] }, { day: from.day(2), meal: 'DINNER', serviceStart: '17:30', serviceEnd: '18:30', dishes: [soup] }] });
      await w.manager.ask('mutation ($id: ID!) { retireDish(id: $id) { errors { code } } }', { id: gone.id });
      const to = nextWeek();
      const copy = (await create({ weekStart: to.weekStart, copyFrom: source.id })).data!.createMenu.record;
      expect(copy.meals).toMatchObject([
        { day: to.day(1), meal: 'LUNCH', serviceStart: `${to.day(1)}T03:30:00.000Z`, serviceEnd: `${to.day(1)}T04:30:00.000Z`, items: [{ position: 0, dish: { id: rice.id } }, { position: 1, dish: { id: soup.id } }] },
        { day: to.day(2), meal: 'DINNER', serviceStart: `${to.day(2)}T09:30:00.000Z`, items: [{ dish: { id: soup.id } }] },
      ]);
    });

    it.each([
      ['a Tuesday', { weekStart: '2027-03-02' }, 'WEEK_START_NOT_MONDAY', 'input.weekStart'],
      ['a past week', { weekStart: '2026-11-09' }, 'WEEK_IS_PAST', 'input.weekStart'],
      ['a week nobody can plan', { weekStart: '2030-01-07' }, 'WEEK_TOO_FAR_AHEAD', 'input.weekStart'],
      ['30 February', { weekStart: '2027-02-30' }, 'NOT_A_DAY', 'input.weekStart'],
      ['an unknown canteen', { weekStart: '2027-03-01', canteen: nobody }, 'NOT_FOUND', 'input.canteen'],
      ['an unknown menu to copy', { weekStart: '2027-03-01', copyFrom: 'x;--' }, 'NOT_FOUND', 'input.copyFrom'],
    ])('not for %s', async (_, input, code, field) => {
      const before = await api.count(Menu);
      expect(await create(input)).toRefuse(code, field);
      expect(await api.count(Menu)).toBe(before);
    });

    it('not for, nor from, another organization, nor by who may not plan', async () => {
      const theirs = await aMenu(api, w.other, { weekStart: MONDAY, meals: [] });
      const before = await api.count(Menu);
      expect(await create({ weekStart: '2027-03-01', canteen: w.other.canteen.id })).toRefuse('NOT_FOUND', 'input.canteen');
      expect(await create({ weekStart: '2027-03-01', copyFrom: theirs.id })).toRefuse('NOT_FOUND', 'input.copyFrom');
      for (const who of [w.cook, w.storekeeper, w.inspector, w.officer]) expect(await create({ weekStart: '2027-03-01' }, who)).toRefuse('FORBIDDEN');
      expect(await api.count(Menu)).toBe(before);
    });
  });

  describe('are written as a whole grid', () => {
    it('of which rows live as long as their meal and dish', async () => {
      const { weekStart, day } = nextWeek();
      const menu = (await create({ weekStart })).data!.createMenu.record;
      const one = (await save(menu, [meal(day(0), [rice, soup]), meal(day(0), [soup], { meal: 'DINNER', serviceStart: '17:30', serviceEnd: '18:30' })])).data!.saveMenu.record;
      expect(one.meals).toMatchObject([
        { day: day(0), meal: 'LUNCH', serviceStart: `${day(0)}T03:30:00.000Z`, plannedDiners: 100, items: [{ position: 0, plannedPortions: 80, dish: { id: rice.id }, price: { amount: '1.00' } }, { position: 1, dish: { id: soup.id }, price: { amount: '3.50' } }] },
        { meal: 'DINNER', items: [{ dish: { id: soup.id } }] },
      ]);
      const two = (await save(one, [meal(day(0), [soup, rice], { plannedDiners: 120 })])).data!.saveMenu.record;
      expect(two.meals).toHaveLength(1);
      expect(two.meals[0]).toMatchObject({ id: one.meals[0].id, plannedDiners: 120, items: [{ id: one.meals[0].items[1].id, position: 0 }, { id: one.meals[0].items[0].id, position: 1 }] });
      expect(await api.count(MealService, { menu: menu.id })).toBe(1);
      const none = (await save(two, [])).data!.saveMenu.record;
      expect(none.meals).toEqual([]);
      expect(none.version).toBe(menu.version + 3);
    });

    it('by the last who saw it: two people at once, one wins, the other is told', async () => {
      const { weekStart, day } = nextWeek();
      const menu = (await create({ weekStart })).data!.createMenu.record;
      const answers = await Promise.all([save(menu, [meal(day(0), [rice])]), save(menu, [meal(day(0), [soup])])]);
      const done = answers.filter((answer) => answer.data!.saveMenu.record);
      expect(done).toHaveLength(1);
      expect(answers.find((answer) => !answer.data!.saveMenu.record)!).toRefuse('STALE_RECORD', 'version');
      expect((await read(menu)).meals).toEqual(done[0]!.data!.saveMenu.record.meals);
    });

    it.each<[string, (day: (offset: number) => string) => object[], [string, string][]]>([
      ['a day outside the week', (day) => [meal(day(7), [rice])], [['MEAL_OUTSIDE_WEEK', 'meals.0.day']]],
      ['two lunches', (day) => [meal(day(0), [rice]), meal(day(0), [soup])], [['MEAL_TWICE', 'meals.1.meal']]],
      ['an hour that is none', (day) => [meal(day(0), [rice], { serviceStart: '25:00' })], [['MEAL_TIME_MALFORMED', 'meals.0.serviceStart']]],
      ['an end before the start', (day) => [meal(day(0), [rice], { serviceEnd: '11:00' })], [['MEAL_ENDS_BEFORE_START', 'meals.0.serviceEnd']]],
      ['negative diners', (day) => [meal(day(0), [rice], { plannedDiners: -5 })], [['COUNT_OUT_OF_RANGE', 'meals.0.plannedDiners']]],
      ['absurd portions', (day) => [meal(day(0), [], { items: [{ dish: rice.id, plannedPortions: 2_000_000_000 }] })], [['COUNT_OUT_OF_RANGE', 'meals.0.items.0.plannedPortions']]],
      ['more than a number holds', (day) => [meal(day(0), [], { plannedDiners: 99_999_999_999 })], [['BAD_USER_INPUT', 'meals.0.plannedDiners']]],
      ['a dish twice', (day) => [meal(day(0), [rice, rice])], [['DISH_TWICE', 'meals.0.items.1.dish']]],
      ['a dish twice, spelt otherwise', (day) => [meal(day(0), [rice, { id: rice.id.toUpperCase() }])], [['DISH_TWICE', 'meals.0.items.1.dish']]],
      ['an unknown dish', (day) => [meal(day(0), [rice, { id: nobody }])], [['NOT_FOUND', 'meals.0.items.1.dish']]],
      ['an id that is none', (day) => [meal(day(0), [{ id: "'); drop table menu; --" }])], [['NOT_FOUND', 'meals.0.items.0.dish']]],
      ['an unknown meal', (day) => [meal(day(0), [rice], { meal: 'BRUNCH' })], [['BAD_USER_INPUT', 'meals.0.meal']]],
      ['a day that is none', () => [meal('2026-13-01', [rice])], [['NOT_A_DAY', 'meals.0.day']]],
      ['several mistakes at once', (day) => [meal(day(9), [{ id: nobody }], { plannedDiners: -1 })], [['MEAL_OUTSIDE_WEEK', 'meals.0.day'], ['COUNT_OUT_OF_RANGE', 'meals.0.plannedDiners'], ['NOT_FOUND', 'meals.0.items.0.dish']]],
    ])('without %s', async (_, meals, expected) => {
      const { weekStart, day } = nextWeek();
      const menu = (await create({ weekStart })).data!.createMenu.record;
      const before = (await save(menu, [meal(day(3), [soup])])).data!.saveMenu.record;
      const answer = await save(before, meals(day));
      for (const [code, field] of expected) expect(answer).toRefuse(code, field);
      const { publications: _publications, ...after } = await read(menu);
      expect(after).toEqual(before);
    });

    it('without dishes or menus of another organization', async () => {
      const { weekStart, day } = nextWeek();
      const theirs = await aDish(api, w.other);
      const menu = (await create({ weekStart })).data!.createMenu.record;
      expect(await save(menu, [meal(day(0), [theirs])])).toRefuse('NOT_FOUND', 'meals.0.items.0.dish');
      expect(await save(menu, [meal(day(0), [rice])], w.other.manager)).toRefuse('NOT_FOUND', 'id');
      expect(await act('publishMenu', menu, w.other.manager)).toRefuse('NOT_FOUND', 'id');
      expect(await act('archiveMenu', menu, w.other.manager)).toRefuse('NOT_FOUND', 'id');
      expect(await read(menu, w.other.manager)).toBeNull();
      expect((await read(menu)).meals).toEqual([]);
    });

    it('without a dish that was retired meanwhile, unless it was on the menu already', async () => {
      const { weekStart, day } = nextWeek();
      const dish = await aServableDish(api, w);
      const menu = (await create({ weekStart })).data!.createMenu.record;
      const saved = (await save(menu, [meal(day(0), [dish])])).data!.saveMenu.record;
      await w.manager.ask('mutation ($id: ID!) { retireDish(id: $id) { errors { code } } }', { id: dish.id });
      const kept = (await save(saved, [meal(day(0), [dish]), meal(day(1), [rice])])).data!.saveMenu.record;
      expect(kept.meals).toHaveLength(2);
      expect(await act('publishMenu', menu)).toRefuse('DISH_RETIRED', 'meals.0.items.0');
      const empty = (await save(kept, [meal(day(1), [rice])])).data!.saveMenu.record;
      expect(await save(empty, [meal(day(0), [dish])])).toRefuse('DISH_RETIRED', 'meals.0.items.0.dish');
    });
  });

  describe('are published', () => {
    it('word for word: what the diner sees is frozen with its hash', async () => {
      const { weekStart, day } = nextWeek();
      const flour: Ingredient = await anIngredient(api, w, { name: { zh: '面粉', en: 'Flour' } as never });
      await api.act(w.manager, (ctx) =>
        declareAllergens(ctx, flour.id, [
          { allergen: 'GLUTEN', presence: 'CONTAINS', source: null },
          { allergen: 'EGG', presence: 'FREE', source: '规格书' },
          { allergen: 'SESAME', presence: 'MAY_CONTAIN', source: null },
        ] as never),
      );
      const photo = await aFile(api, w, w.manager);
      const dish = await aServableDish(api, w, {
        name: { zh: '润饼', en: 'Spring roll' } as never, category: 'SNACK', flags: ['LOCAL'], originCounty: '鲤城', photo: photo.id, amount: '6.50',
        lines: [{ ingredient: flour, net: '5' }],
      });
      const menu = await aMenu(api, w, { weekStart, meals: [{ day: day(0), dishes: [dish], portions: 60 }] });
      expect(menu).toMatchObject({ state: 'DRAFT', revision: 0 });
      const answer = await act('publishMenu', menu);
      expect(answer).toBeDone();
      expect(answer.data!.publishMenu.record).toMatchObject({ state: 'PUBLISHED', revision: 1, availableActions: ['REVISE', 'ARCHIVE'] });
      const { publications } = await read(menu);
      expect(publications).toHaveLength(1);
      expect(publications[0]).toMatchObject({ revision: 1, publishedBy: { id: w.manager.id } });
      expect(publications[0].content).toEqual({
        canteen: {
          slug: 'first', name: { zh: '甲机关食堂', en: 'first canteen' }, organization: { zh: '甲机关', en: 'first institution' }, timeZone: 'Asia/Shanghai', demo: false,
        },
        weekStart,
        revision: 1,
        publishedAt: '2026-11-20T22:00:00.000Z',
        days: [
          {
            day: day(0),
            meals: [
              {
                meal: 'LUNCH',
                serviceStart: `${day(0)}T03:30:00.000Z`,
                serviceEnd: `${day(0)}T04:30:00.000Z`,
                dishes: [
                  {
                    id: dish.id,
                    name: { zh: '润饼', en: 'Spring roll' },
                    price: { amount: '6.50', currency: 'CNY' },
                    portionGrams: 300,
                    category: 'SNACK',
                    flags: ['LOCAL'],
                    photo: photo.hash,
                    allergens: [
                      { allergen: 'GLUTEN', presence: 'CONTAINS' },
                      { allergen: 'EGG', presence: 'FREE' },
                      { allergen: 'SESAME', presence: 'MAY_CONTAIN' },
                    ],
                    unknownAllergens: ['CRUSTACEANS', 'FISH', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS'],
                    originCounty: '鲤城',
                    origin: null,
                    description: null,
                    sampleKeptHours: 48,
                    plannedPortions: 60,
                  },
                ],
              },
            ],
          },
        ],
      });
      expect(publications[0].contentHash).toBe(createHash('sha256').update(canonicalJson(publications[0].content)).digest('hex'));
    });

    it('not while a dish has no price, no recipe, or is not there: each is named', async () => {
      const { weekStart, day } = nextWeek();
      const ingredient = await anIngredient(api, w);
      const priceless = await aDish(api, w, { name: { zh: '无价', en: 'Priceless' } as never, lines: [{ ingredient, net: '1' }] });
      const plain = await aDish(api, w, { name: { zh: '无谱', en: 'Without recipe' } as never });
      await aDishPrice(api, w, { dish: plain });
      const bare = await aDish(api, w, { name: { zh: '两无', en: 'Bare' } as never });
      const late = await aDish(api, w, { name: { zh: '迟价', en: 'Later' } as never, lines: [{ ingredient, net: '1' }] });
      await aDishPrice(api, w, { dish: late, from: day(2) });
      const menu = await aMenu(api, w, { weekStart, meals: [{ day: day(0), dishes: [rice, priceless, plain] }, { day: day(1), dishes: [bare, late] }, { day: day(2), dishes: [late] }] });
      const before = await read(menu);
      const answer = await act('publishMenu', menu);
      expect(refusals(answer).map(({ code, field, params }) => [code, field, (params!['dish'] as { en: string }).en])).toEqual([
        ['DISH_WITHOUT_PRICE', 'meals.0.items.1', 'Priceless'],
        ['DISH_WITHOUT_RECIPE', 'meals.0.items.2', 'Without recipe'],
        ['DISH_WITHOUT_PRICE', 'meals.1.items.0', 'Bare'],
        ['DISH_WITHOUT_RECIPE', 'meals.1.items.0', 'Bare'],
        ['DISH_WITHOUT_PRICE', 'meals.1.items.1', 'Later'],
      ]);
      expect(refusals(answer)[0]!.message).toBe(`Every published dish shows its price; “Priceless” has none on ${day(0)}.`);
      expect(refusals(await w.manager.ask(verb('publishMenu'), { id: menu.id }, { lang: 'zh' }))[1]!.message).toContain('“无谱”尚无已采用的食谱');
      expect(await read(menu)).toEqual(before);
      expect(await api.count(MenuPublication, { menu: menu.id })).toBe(0);
    });

    it('with the price of each day', async () => {
      const { weekStart, day } = nextWeek();
      const dish = await aServableDish(api, w, { amount: '4.00' });
      await aDishPrice(api, w, { dish, amount: '4.40', from: day(2) });
      const menu = await aMenu(api, w, { weekStart, published: true, meals: [{ day: day(1), dishes: [dish] }, { day: day(2), dishes: [dish] }] });
      expect((await content(menu)).days.map((d) => d.meals[0]!.dishes[0]!.price.amount)).toEqual(['4.00', '4.40']);
    });

    it('not while it is empty', async () => {
      const { weekStart } = nextWeek();
      const menu = (await create({ weekStart })).data!.createMenu.record;
      expect(await act('publishMenu', menu)).toRefuse('MENU_EMPTY', 'meals');
      expect(await read(menu)).toMatchObject({ state: 'DRAFT', revision: 0, publications: [] });
    });

    it('with the origin of the main ingredient: the supplier of the latest lot of this canteen', async () => {
      const { weekStart, day } = nextWeek();
      const pork = await anIngredient(api, w);
      const salt = await anIngredient(api, w);
      const dish = await aServableDish(api, w, { lines: [{ ingredient: pork, net: '10' }, { ingredient: salt, net: '1' }] });
      const delivered = async (ingredient: Ingredient, zh: string, at: string, producer: string | null = null) => {
        api.clock(`2026-11-20T${at}:00Z`);
        const supplier = await aSupplier(api, w, { name: { zh, en: null } as never });
        const { rows } = await aReceipt(api, w, { supplier, lines: [{ ingredient, producer }], accepted: true });
        const [lot] = await api.orm.em.fork().find(Lot, { line: rows[0]!.id });
        return lot!;
      };
      await delivered(pork, '老字号肉铺', '10:00');
      await delivered(pork, '晋江生态牧场', '12:00', '安溪县城厢镇养殖场');
      const returned = await delivered(pork, '退货商', '14:00');
      await api.act(w.storekeeper, (ctx) => scrapLot(ctx, returned.id, '包装破损'));
      await delivered(salt, '盐业公司', '15:00');
      api.clock('2026-11-20T22:00:00Z');
      const menu = await aMenu(api, w, { weekStart, published: true, meals: [{ day: day(0), dishes: [dish] }] });
      expect((await content(menu)).days[0]!.meals[0]!.dishes[0]!.origin).toEqual({
        ingredient: { zh: pork.name.zh, en: pork.name.en },
        supplier: { zh: '晋江生态牧场', en: null },
        place: { zh: '安溪县城厢镇养殖场', en: null },
      });
    });

    it('once, by two people at once', async () => {
      const { weekStart, day } = nextWeek();
      const menu = await aMenu(api, w, { weekStart, meals: [{ day: day(0), dishes: [rice] }] });
      const answers = await Promise.all([act('publishMenu', menu), act('publishMenu', menu)]);
      expect(answers.filter((answer) => answer.data!.publishMenu.record)).toHaveLength(1);
      expect(answers.find((answer) => !answer.data!.publishMenu.record)!).toRefuse('ACTION_NOT_ALLOWED');
      expect(await api.count(MenuPublication, { menu: menu.id })).toBe(1);
    });

    it('by who may publish only, and not in a state that is over', async () => {
      const { weekStart, day } = nextWeek();
      const menu = await aMenu(api, w, { weekStart, meals: [{ day: day(0), dishes: [rice] }] });
      for (const who of [w.cook, w.storekeeper, w.officer, w.inspector, w.principal]) expect(await act('publishMenu', menu, who)).toRefuse('FORBIDDEN');
      expect(await act('reviseMenu', menu)).toRefuse('ACTION_NOT_ALLOWED');
      await act('archiveMenu', menu);
      for (const name of ['publishMenu', 'reviseMenu', 'archiveMenu']) expect(await act(name, menu)).toRefuse('ACTION_NOT_ALLOWED');
      expect(await save(await read(menu), [])).toRefuse('ACTION_NOT_ALLOWED');
      expect(await read(menu)).toMatchObject({ state: 'ARCHIVED', revision: 0, publications: [] });
    });

    it('cold only where the licence covers it', async () => {
      const { weekStart, day } = nextWeek();
      const cold = await aServableDish(api, w, { category: 'COLD' });
      const menu = await aMenu(api, w, { weekStart, meals: [{ day: day(0), dishes: [rice, cold] }] });
      const licensed = (value: boolean) => api.orm.em.fork().nativeUpdate(Canteen, { id: w.canteen.id }, { coldDishesLicensed: value });
      await licensed(false);
      expect(await act('publishMenu', menu)).toRefuse('COLD_DISH_NOT_LICENSED', 'meals.0.items.1');
      await licensed(true);
      expect(await act('publishMenu', menu)).toBeDone();
    });
  });

  describe('are revised', () => {
    it('behind the last publication, which stays public until the next', async () => {
      const { weekStart, day } = nextWeek();
      const menu = await aMenu(api, w, { weekStart, published: true, meals: [{ day: day(0), dishes: [rice] }] });
      const draft = (await act('reviseMenu', menu)).data!.reviseMenu.record;
      expect(draft).toMatchObject({ state: 'DRAFT', revision: 1 });
      await save(draft, [meal(day(0), [soup])]);
      const shown = async () =>
        (await api.anyone.ask('query ($day: Day!) { publicMenu(slug: "first", day: $day) { revision days { meals { dishes { id } } } } }', { day: day(0) })).data!.publicMenu;
      expect(await shown()).toEqual({ revision: 1, days: [{ meals: [{ dishes: [{ id: rice.id }] }] }] });
      expect(await act('publishMenu', menu)).toBeDone();
      expect(await shown()).toEqual({ revision: 2, days: [{ meals: [{ dishes: [{ id: soup.id }] }] }] });
      const { publications } = await read(menu);
      expect(publications.map((publication: { revision: number }) => publication.revision)).toEqual([2, 1]);
      expect(publications[1].content.days[0].meals[0].dishes[0].id).toBe(rice.id);
    });

    it('except for meals that have begun: they stay word for word, the rest moves', async () => {
      const { weekStart, day } = nextWeek();
      const menu = await aMenu(api, w, { weekStart, published: true, meals: [{ day: day(0), dishes: [rice, soup] }, { day: day(1), dishes: [rice] }] });
      api.clock(`${day(0)}T03:30:00Z`);
      const draft = (await act('reviseMenu', menu)).data!.reviseMenu.record;
      const begun = meal(day(0), [rice, soup], { items: [rice, soup].map(({ id }) => ({ dish: id, plannedPortions: 100 })) });
      const tampered = { ...begun, items: begun.items.slice(1) };
      expect(await save(draft, [tampered, meal(day(1), [rice])])).toRefuse('MEAL_ALREADY_STARTED', 'meals.0');
      expect(await save(draft, [meal(day(1), [rice])])).toRefuse('MEAL_ALREADY_STARTED', 'meals');
      expect((await read(menu)).meals[0].items).toHaveLength(2);
      await aDishPrice(api, w, { dish: rice, amount: '1.20', from: day(0) });
      expect(await save(draft, [begun, meal(day(1), [soup, rice])])).toBeDone();
      expect(await act('publishMenu', menu)).toBeDone();
      const [first, second] = (await content(menu)).days;
      expect(first!.meals[0]!.dishes.map((dish) => dish.price.amount)).toEqual(['1.00', '3.50']);
      expect(second!.meals[0]!.dishes.map((dish) => [dish.id, dish.price.amount])).toEqual([[soup.id, '3.50'], [rice.id, '1.20']]);
    });

    it('and what begins without having been published cannot be any more', async () => {
      const { weekStart, day } = nextWeek();
      const menu = await aMenu(api, w, { weekStart, meals: [{ day: day(0), dishes: [soup] }, { day: day(1), dishes: [soup] }] });
      api.clock(`${day(0)}T03:31:00Z`);
      expect(await act('publishMenu', menu)).toRefuse('MEAL_ALREADY_STARTED', 'meals.0');
      const draft = await read(menu);
      expect(draft).toMatchObject({ state: 'DRAFT', revision: 0 });
      await save(draft, [meal(day(1), [soup])]);
      expect(await act('publishMenu', menu)).toBeDone();
    });

    it('without what the kitchen is cooking being taken off', async () => {
      const { weekStart, day } = nextWeek();
      const ingredient = await anIngredient(api, w);
      const stew = await aServableDish(api, w, { lines: [{ ingredient, net: '1' }] });
      await aLot(api, w, { ingredient, quantity: '100' });
      const menu = await aMenu(api, w, { weekStart, published: true, meals: [{ day: day(0), dishes: [soup, stew] }] });
      const { meals } = await read(menu);
      api.clock(`${day(0)}T01:00:00Z`);
      await aBatch(api, w, { service: { id: meals[0].id }, item: { id: meals[0].items[1].id } });
      expect((await api.reload(MenuItem, meals[0].items[1].id)).cookingSince).toEqual(new Date(`${day(0)}T01:00:00Z`));
      const draft = (await act('reviseMenu', menu)).data!.reviseMenu.record;
      expect(await save(draft, [meal(day(0), [soup])])).toRefuse('ITEM_BEING_COOKED', 'meals');
      expect(await save(draft, [])).toRefuse('ITEM_BEING_COOKED', 'meals');
      expect((await read(menu)).meals[0].items).toHaveLength(2);
      const moved = await save(draft, [meal(day(0), [stew])]);
      expect(moved.data!.saveMenu.record.meals[0].items.map((item: { dish: { id: string } }) => item.dish.id)).toEqual([stew.id]);
      // The other way round: what was taken off cannot be begun any more.
      const [soupItem, stewItem] = meals[0].items;
      await expect(api.act(w.cook, (ctx) => startCooking(ctx, [stewItem, soupItem, stewItem]))).rejects.toMatchObject({ code: 'NOT_FOUND', params: { what: 'MenuItem', id: soupItem.id } });
    });
  });

  it("are planned and published by a contractor's manager in the one canteen he runs, and nowhere else", async () => {
    const person = await api.act(null, async (ctx) => {
      const row = ctx.create(Person, { name: '承包经理', pinyin: 'cbjl', account: 'contractor-of-one', phone: null, language: 'zh', active: true, passwordHash: null, pinHash: null });
      ctx.create(Membership, { organizationId: w.org.id, person: row, canteen: w.canteen, role: 'CONTRACTOR_MANAGER', validFrom: ctx.today().plusDays(-1), validTo: null });
      return row;
    });
    const second = await api.act(null, async (ctx) =>
      ctx.create(Canteen, {
        organizationId: w.org.id, name: w.canteen.name, pinyin: 'x', slug: 'first-b', operation: 'OWN', contractor: null, coldDishesLicensed: true, diners: 10, address: null, active: true,
      }),
    );
    const contractor = await api.signedIn(person);
    const { weekStart, day } = nextWeek();
    const menu = (await create({ weekStart }, contractor)).data!.createMenu.record;
    expect(await save(menu, [meal(day(0), [rice])], contractor)).toBeDone();
    expect(await act('publishMenu', menu, contractor)).toBeDone();
    expect(await create({ weekStart, canteen: second.id }, contractor)).toRefuse('NOT_FOUND', 'input.canteen');
    const next = (await create({ weekStart, canteen: second.id })).data!.createMenu.record;
    expect(await read(next, contractor)).toBeNull();
    expect(await act('archiveMenu', next, contractor)).toRefuse('NOT_FOUND', 'id');
    expect(await api.reload(Menu, next.id)).toMatchObject({ state: 'DRAFT' });
  });

  describe('are found', () => {
    it('by the week of a day, by canteen, by state', async () => {
      const { weekStart, day } = nextWeek();
      const menu = await aMenu(api, w, { weekStart, published: true, meals: [{ day: day(4), dishes: [rice] }, { day: day(5), dishes: [soup] }] });
      const menuFor = async (on: string, who: Caller = w.manager) =>
        (await who.ask('query ($canteen: ID!, $day: Day!) { menuFor(canteen: $canteen, day: $day) { id } }', { canteen: w.canteen.id, day: on })).data!.menuFor;
      expect(await menuFor(day(6))).toEqual({ id: menu.id });
      expect(await menuFor('2027-11-01')).toBeNull();
      expect(await menuFor(day(6), w.inspector)).toEqual({ id: menu.id });
      expect(await menuFor(day(6), w.other.manager)).toBeNull();
      const services = async (filter: object, who: Caller = w.manager) =>
        (await who.ask('query ($filter: MealServiceFilter) { mealServices(filter: $filter) { items { day meal items { dish { id } price { amount } } } } }', { filter })).data!.mealServices.items;
      expect(await services({ canteen: w.canteen.id, day: day(5) })).toEqual([{ day: day(5), meal: 'LUNCH', items: [{ dish: { id: soup.id }, price: { amount: '3.50' } }] }]);
      expect(await services({ dayFrom: day(4), dayTo: day(5), meal: ['LUNCH'] })).toHaveLength(2);
      expect(await services({ menu: menu.id }, w.other.manager)).toEqual([]);
      expect(await services({ day: day(5) }, w.cook)).toMatchObject([{ items: [{ price: null }] }]);
      const list = await w.manager.ask('query ($filter: MenuFilter) { menus(filter: $filter) { total items { id } } }', { filter: { weekStart, state: ['PUBLISHED'] } });
      expect(list.data!.menus).toEqual({ total: 1, items: [{ id: menu.id }] });
    });

    it('a whole week in as many queries as a single meal', async () => {
      const small = nextWeek();
      const large = nextWeek();
      const one = await aMenu(api, w, { weekStart: small.weekStart, meals: [{ day: small.day(0), dishes: [rice] }] });
      const dishes = await Promise.all(Array.from({ length: 8 }, () => aServableDish(api, w)));
      const many = await aMenu(api, w, {
        weekStart: large.weekStart,
        meals: [0, 1, 2, 3, 4].flatMap((n) => (['BREAKFAST', 'LUNCH', 'DINNER'] as const).map((kind) => ({ day: large.day(n), meal: kind, dishes }))),
      });
      const query = `query ($id: ID!) { menu(id: $id) { meals { items { price { amount } dish { name { zh } allergensUnknown allergens { allergen } } } } } }`;
      const cost = async (menu: Menu) => {
        const { result, queries } = await api.queriesOf(() => w.manager.ask(query, { id: menu.id }));
        expect(result).toBeDone();
        return queries.length;
      };
      expect(await cost(many)).toBe(await cost(one));
      const published = async (menu: Menu) => (await api.queriesOf(() => act('publishMenu', menu))).queries.length;
      expect(await published(many)).toBeLessThanOrEqual((await published(one)) + 2);
    });
  });

  describe('are asked for', () => {
    const duty = async (who: Caller, day?: string) =>
      ((await who.ask('query ($canteen: ID!, $day: Day) { today(canteen: $canteen, day: $day) { kind done dueAt severity recordType recordId } }', { canteen: w.canteen.id, day })).data?.today ?? []).filter(
        ({ kind }: { kind: string }) => kind === 'MENU_NOT_PUBLISHED',
      );

    it('from two days before the deadline on, until they are published', async () => {
      api.clock('2026-11-17T00:00:00Z');
      expect(await duty(w.manager, '2026-11-17')).toEqual([]);
      api.clock('2026-11-19T00:00:00Z');
      expect(await duty(w.manager, '2026-11-19')).toEqual([
        { kind: 'MENU_NOT_PUBLISHED', done: false, dueAt: '2026-11-20T09:00:00.000Z', severity: 'info', recordType: 'Canteen', recordId: w.canteen.id },
      ]);
      api.clock('2026-11-20T22:00:00Z');
      expect(await duty(w.manager)).toMatchObject([{ done: false, severity: 'warn' }]);
      expect(await duty(w.cook)).toEqual([]);
      const menu = await aMenu(api, w, { weekStart: MONDAY, meals: [{ day: MONDAY, dishes: [rice] }] });
      expect(await duty(w.manager)).toMatchObject([{ done: false, recordType: 'Menu', recordId: menu.id }]);
      await act('publishMenu', menu);
      expect(await duty(w.manager)).toMatchObject([{ done: true }]);
    });
  });
});

describe('menus of a primary school', () => {
  let api: TestApi;
  let w: World;
  beforeAll(async () => {
    api = await startApi();
    w = await aWorld(api, 'PRIMARY_SCHOOL');
  });
  afterAll(() => api.close());

  it('serve nothing cold, raw or otherwise forbidden, licence or not; each is named', async () => {
    const beans = await anIngredient(api, w, { name: { zh: '四季豆', en: 'Green beans' } as never });
    const cold = await aServableDish(api, w, { name: { zh: '土笋冻', en: 'Jelly' } as never, category: 'COLD' });
    const raw = await aServableDish(api, w, { name: { zh: '刺身', en: 'Sashimi' } as never, flags: ['RAW'] });
    const fried = await aServableDish(api, w, { name: { zh: '干煸豆', en: 'Fried beans' } as never, lines: [{ ingredient: beans, net: '5' }] });
    const fine = await aServableDish(api, w);
    const menu = await aMenu(api, w, { meals: [{ day: MONDAY, dishes: [fine, cold, raw, fried] }] });
    const answer = await w.manager.ask(verb('publishMenu'), { id: menu.id });
    expect(refusals(answer).map(({ code, field, message }) => [code, field, message])).toEqual([
      ['K12_BANNED_ITEM', 'meals.0.items.1', 'K-12 canteens may not serve “Jelly” (served cold): lunch on 2026-11-23.'],
      ['K12_BANNED_ITEM', 'meals.0.items.2', 'K-12 canteens may not serve “Sashimi” (raw): lunch on 2026-11-23.'],
      ['K12_BANNED_ITEM', 'meals.0.items.3', 'K-12 canteens may not serve “Fried beans” (Green beans): lunch on 2026-11-23.'],
    ]);
    expect(await api.reload(Menu, menu.id)).toMatchObject({ state: 'DRAFT', revision: 0, version: menu.version });
    expect(await api.count(MenuPublication)).toBe(0);
  });
});
