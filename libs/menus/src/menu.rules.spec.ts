import { LocalDate, LocalizedText } from '@canteen/kernel';
import fc from 'fast-check';
import { canonicalJson, gridProblems, menuLife, publishProblems, startedProblems } from './menu.rules.ts';
import type { GridMeal, PublishItem, PublishMeal } from './menu.rules.ts';
import type { PublicDay, PublicDish } from './public-menu.ts';

const day = (text: string) => LocalDate.of(text);
const told = (problems: { code: string; field: string | null }[]) => problems.map((problem) => `${problem.code} ${problem.field}`);

describe('the life of a menu', () => {
  it.each([
    ['DRAFT', ['SAVE', 'PUBLISH', 'ARCHIVE']],
    ['PUBLISHED', ['REVISE', 'ARCHIVE']],
    ['ARCHIVED', []],
  ] as const)('%s allows %j', (state, actions) => {
    expect(menuLife.actionsOf(state)).toEqual(actions);
  });
});

describe('the grid', () => {
  const weekStart = day('2026-11-23');
  const lunch: GridMeal = {
    day: weekStart,
    meal: 'LUNCH',
    serviceStart: '11:30',
    serviceEnd: '12:30',
    plannedDiners: 400,
    items: [{ dish: 'a', plannedPortions: 200 }],
  };
  it.each<[string, Partial<GridMeal>[], string[]]>([
    ['an ordinary meal', [{}], []],
    ['no meals', [], []],
    ['a meal without dishes yet', [{ items: [] }], []],
    ['Sunday', [{ day: day('2026-11-29') }], []],
    ['the Sunday before', [{ day: day('2026-11-22') }], ['MEAL_OUTSIDE_WEEK meals.0.day']],
    ['the Monday after', [{ day: day('2026-11-30') }], ['MEAL_OUTSIDE_WEEK meals.0.day']],
    ['two lunches', [{}, {}], ['MEAL_TWICE meals.1.meal']],
    ['a lunch and a dinner', [{}, { meal: 'DINNER' }], []],
    ['no time', [{ serviceStart: 'noon' }], ['MEAL_TIME_MALFORMED meals.0.serviceStart']],
    ['a time that is none', [{ serviceEnd: '24:00' }], ['MEAL_TIME_MALFORMED meals.0.serviceEnd']],
    ['an end before the start', [{ serviceEnd: '11:30' }], ['MEAL_ENDS_BEFORE_START meals.0.serviceEnd']],
    ['fewer than no diners', [{ plannedDiners: -1 }], ['COUNT_OUT_OF_RANGE meals.0.plannedDiners']],
    ['a city', [{ plannedDiners: 1_000_000 }], ['COUNT_OUT_OF_RANGE meals.0.plannedDiners']],
    ['no portions', [{ items: [{ dish: 'a', plannedPortions: 0 }] }], ['COUNT_OUT_OF_RANGE meals.0.items.0.plannedPortions']],
    ['a dish twice', [{ items: [{ dish: 'a', plannedPortions: 1 }, { dish: 'a', plannedPortions: 1 }] }], ['DISH_TWICE meals.0.items.1.dish']],
  ])('%s', (_, meals, expected) => {
    expect(told(gridProblems(weekStart, meals.map((meal) => ({ ...lunch, ...meal })), { maxDiners: 20_000 }))).toEqual(expected);
  });
});

const dish = (name: string, more: Partial<PublishItem> = {}): PublishItem => ({
  dishId: name,
  dish: LocalizedText.of(name),
  active: true,
  flags: [],
  plannedPortions: 100,
  hasRecipe: true,
  hasPrice: true,
  ingredients: [LocalizedText.of('大米')],
  ...more,
});
const meal = (items: PublishItem[], more: Partial<PublishMeal> = {}): PublishMeal => ({
  day: day('2026-11-23'),
  meal: 'LUNCH',
  serviceStart: new Date('2026-11-23T03:30:00Z'),
  serviceEnd: new Date('2026-11-23T04:30:00Z'),
  items,
  ...more,
});

describe('publishing', () => {
  const policy = { k12BannedFlags: ['COLD', 'RAW'], k12BannedWords: ['四季豆', '鲜黄花菜', '野生蘑菇', '裱花蛋糕'] };
  const university = { k12: false, coldDishesLicensed: true };
  const school = { k12: true, coldDishesLicensed: true };

  it.each<[string, PublishItem, typeof school, string[]]>([
    ['an ordinary dish', dish('炒饭'), school, []],
    ['no price', dish('炒饭', { hasPrice: false }), university, ['DISH_WITHOUT_PRICE']],
    ['no recipe', dish('炒饭', { hasRecipe: false }), university, ['DISH_WITHOUT_RECIPE']],
    ['neither', dish('炒饭', { hasRecipe: false, hasPrice: false }), university, ['DISH_WITHOUT_PRICE', 'DISH_WITHOUT_RECIPE']],
    ['a retired dish', dish('炒饭', { active: false }), university, ['DISH_RETIRED']],
    ['cold, elsewhere', dish('土笋冻', { flags: ['COLD'] }), university, []],
    ['cold, without the licence', dish('土笋冻', { flags: ['COLD'] }), { k12: false, coldDishesLicensed: false }, ['COLD_DISH_NOT_LICENSED']],
    ['cold, at a school: told once', dish('土笋冻', { flags: ['COLD'] }), { k12: true, coldDishesLicensed: false }, ['K12_BANNED_ITEM']],
    ['raw, at a school', dish('生鱼片', { flags: ['RAW'] }), school, ['K12_BANNED_ITEM']],
    ['raw, elsewhere', dish('生鱼片', { flags: ['RAW'] }), university, []],
    ['green beans, at a school', dish('干煸豆角', { ingredients: [LocalizedText.of('本地四季豆')] }), school, ['K12_BANNED_ITEM']],
    ['green beans, elsewhere', dish('干煸豆角', { ingredients: [LocalizedText.of('四季豆')] }), university, []],
    ['a decorated cake, at a school', dish('草莓裱花蛋糕'), school, ['K12_BANNED_ITEM']],
  ])('%s', (_, item, place, codes) => {
    const problems = publishProblems([meal([dish('米饭'), item])], place, policy);
    expect(told(problems)).toEqual(codes.map((code) => `${code} meals.0.items.1`));
    for (const problem of problems) expect(problem.params['dish']).toEqual(item.dish);
  });

  it('names every dish of every meal at once', () => {
    const meals = [meal([dish('甲', { hasPrice: false }), dish('乙')]), meal([dish('丙', { hasRecipe: false })], { meal: 'DINNER' })];
    expect(told(publishProblems(meals, university, policy))).toEqual(['DISH_WITHOUT_PRICE meals.0.items.0', 'DISH_WITHOUT_RECIPE meals.1.items.0']);
  });

  it('refuses an empty menu', () => {
    expect(told(publishProblems([], university, policy))).toEqual(['MENU_EMPTY meals']);
    expect(told(publishProblems([meal([])], university, policy))).toEqual(['MENU_EMPTY meals']);
  });
});

describe('a meal that has begun', () => {
  const now = new Date('2026-11-23T04:00:00Z');
  const frozen = (dishes: string[], more: object = {}): PublicDay[] => [
    {
      day: '2026-11-23',
      meals: [
        {
          meal: 'LUNCH',
          serviceStart: '2026-11-23T03:30:00.000Z',
          serviceEnd: '2026-11-23T04:30:00.000Z',
          dishes: dishes.map((id) => ({ id, plannedPortions: 100 }) as PublicDish),
          ...more,
        },
      ],
    },
  ];
  const dinner = { meal: 'DINNER' as const, serviceStart: new Date('2026-11-23T10:00:00Z'), serviceEnd: new Date('2026-11-23T11:00:00Z') };

  it.each<[string, PublishMeal[], PublicDay[], string[]]>([
    ['stays as it was', [meal([dish('a'), dish('b')])], frozen(['a', 'b']), []],
    ['gains no dish', [meal([dish('a'), dish('b')])], frozen(['a']), ['MEAL_ALREADY_STARTED meals.0']],
    ['loses no dish', [meal([dish('a')])], frozen(['a', 'b']), ['MEAL_ALREADY_STARTED meals.0']],
    ['changes no order', [meal([dish('b'), dish('a')])], frozen(['a', 'b']), ['MEAL_ALREADY_STARTED meals.0']],
    ['changes no portions', [meal([dish('a', { plannedPortions: 90 })])], frozen(['a']), ['MEAL_ALREADY_STARTED meals.0']],
    ['ends no later', [meal([dish('a')], { serviceEnd: new Date('2026-11-23T05:00:00Z') })], frozen(['a']), ['MEAL_ALREADY_STARTED meals.0']],
    ['is not put off', [meal([dish('a')], { serviceStart: new Date('2026-11-23T04:10:00Z') })], frozen(['a']), ['MEAL_ALREADY_STARTED meals.0']],
    ['does not vanish', [meal([dish('a')], dinner)], frozen(['a']), ['MEAL_ALREADY_STARTED meals']],
    ['is not published when it never was', [meal([dish('a')])], [], ['MEAL_ALREADY_STARTED meals.0']],
    ['leaves the next one free', [meal([dish('a')]), meal([dish('c')], dinner)], frozen(['a']), []],
  ])('%s', (_, meals, before, expected) => {
    expect(told(startedProblems(meals, before, now))).toEqual(expected);
  });

  it('before it begins, may change in every way', () => {
    const early = new Date('2026-11-23T03:29:59Z');
    expect(startedProblems([meal([dish('c')])], frozen(['a', 'b']), early)).toEqual([]);
    expect(startedProblems([], frozen(['a', 'b']), early)).toEqual([]);
    expect(startedProblems([meal([dish('c')])], [], early)).toEqual([]);
  });
});

describe('canonical JSON', () => {
  it('is one text for one content, and still that content', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text);
      }),
    );
  });
});
