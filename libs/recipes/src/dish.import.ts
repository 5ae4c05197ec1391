import { conversionOf, ingredientsLike, type Ingredient } from '@canteen/catalog';
import { Decimal, DomainError, LocalizedText, Quantity, collect, uuidv7, type Conversion, type Lang, type Unit } from '@canteen/kernel';
import { Person } from '@canteen/people';
import {
  between, byColumn, created, integerIn, listIn, pinyinInitials, problemsAt, refused, remembered, textIn, unitChoices, unitSynonyms, updated, yesIn, yesOrNo,
  type Change, type Ctx, type ImportColumn, type ImportDefinition, type ImportPlace, type ImportRow, type Judged,
} from '@canteen/platform';
import { checkActive, updateDish } from './dish.commands.ts';
import { Dish } from './dish.entity.ts';
import { checkPortion, flagsOf, type DishCategory, type DishFlag, type PortionLimits } from './dish.rules.ts';
import { messages } from './messages.ts';
import { adoptRecipe, draftRecipe, saveRecipe, type RecipeLineData } from './recipe-version.commands.ts';
import { RecipeLine, RecipeVersion } from './recipe-version.entity.ts';
import { recipeProblems, type RecipeLimits } from './recipe-version.rules.ts';

const words = messages.enums;

interface Line {
  ingredient: string;
  name: string;
  net: Quantity;
  yieldRate: string;
  main: boolean;
}

/** What the sheet tells of the dish as a whole, in its first row; a later row may say it again, not otherwise. */
interface Head {
  dishEn: string | null;
  category: DishCategory | null;
  portion: string | null;
  flags: readonly DishFlag[];
  county: string | null;
  portions: number | null;
  steps: string | null;
  adopt: boolean | null;
}
const HEAD = ['dishEn', 'category', 'portion', 'flags', 'county', 'portions', 'steps', 'adopt'] as const;

/** A dish as it is on record, with its latest version. */
interface Known {
  dish: Dish;
  recipe: RecipeVersion | null;
  lines: Line[];
}

/** The rows of one dish, gathered while the sheet is judged. */
interface Group {
  name: string;
  head: Head;
  known: Known | null;
  lines: Line[];
  /** a line, the portions or the method differ from the latest version */
  recipeChanged: boolean;
  id: string | null;
}
interface DishPlan {
  group: Group;
}

const columns: readonly ImportColumn[] = [
  {
    key: 'dish', title: { zh: '菜名', en: 'Dish' }, kind: 'text', max: 200, example: '蒜蓉西兰花', aliases: ['菜品', '菜品名称', '菜肴', '菜肴名称', '名称', 'Dish name', 'Recipe'],
    help: { zh: '一道菜占几行：每行一种用料；菜名写在第一行，下面的行可留空', en: 'A dish takes several rows, one for each ingredient; its name stands in the first and may be left empty below' },
  },
  { key: 'dishEn', title: { zh: '英文菜名', en: 'English name' }, kind: 'text', max: 200, example: 'Garlic broccoli', aliases: ['英文名', '英文名称'], help: { zh: '可留空', en: 'May be empty' } },
  {
    key: 'category', title: { zh: '类别', en: 'Category' }, kind: 'choice', choices: words.DishCategory, example: '素菜', aliases: ['菜品类别', '分类', '种类'],
    synonyms: { STAPLE: ['主食类', '米面'], MEAT: ['荤菜', '荤', '主荤'], HALF_MEAT: ['半荤', '半荤半素', '花荤'], VEGETABLE: ['素', '蔬菜'], SOUP: ['汤', '汤类', '羹'], COLD: ['冷菜', '凉拌'], SNACK: ['小吃', '点心', '面点'], DRINK: ['饮料'] },
    help: { zh: '新菜必填', en: 'Required for a new dish' },
  },
  { key: 'portion', title: { zh: '每份重量（克）', en: 'Portion (g)' }, kind: 'decimal', example: '150', aliases: ['每份重量', '份量', '成品重量', '单份重量'], help: { zh: '出品的每份重量，克；新菜必填', en: 'Weight as served, in grams; required for a new dish' } },
  {
    key: 'flags', title: { zh: '标记', en: 'Flags' }, kind: 'list', choices: words.DishFlag, synonyms: { COLD: ['冷'], RAW: ['生'], LOCAL: ['地方特色'], FESTIVE: ['节日'] }, example: '', aliases: ['标签', '特性'],
    help: { zh: '多个用顿号隔开；可留空', en: 'Several separated by commas; may be empty' },
  },
  { key: 'county', title: { zh: '所属县（市、区）', en: 'County of origin' }, kind: 'text', max: 200, example: '', aliases: ['产地', '一县一桌菜', '县'], help: { zh: '地方菜填写；可留空', en: 'For local dishes; may be empty' } },
  { key: 'portions', title: { zh: '食谱份数', en: 'Portions of the recipe' }, kind: 'integer', example: '100', aliases: ['份数', '制作份数', '人数'], help: { zh: '下面的用量做多少份；新菜必填', en: 'How many portions the quantities make; required for a new dish' } },
  { key: 'steps', title: { zh: '做法', en: 'Method' }, kind: 'text', max: 4000, example: '', aliases: ['制作方法', '工艺', '步骤', '烹调方法'], help: { zh: '可留空', en: 'May be empty' } },
  { key: 'ingredient', title: { zh: '用料', en: 'Ingredient' }, kind: 'text', required: true, max: 200, example: '西兰花', aliases: ['原料', '原料名称', '食材', '食材名称', '配料', '主辅料'], help: { zh: '与原料名录一致；没有的先导入原料', en: 'As in the list of ingredients; import those first that are missing' } },
  { key: 'quantity', title: { zh: '净料量', en: 'Net quantity' }, kind: 'decimal', required: true, example: '12', aliases: ['用量', '数量', '净重', '净用量', '重量'], help: { zh: '去皮去杂后的量，全部份数合计', en: 'After cleaning, for all portions together' } },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'choice', required: true, choices: unitChoices, synonyms: unitSynonyms as Record<string, readonly string[]>, example: 'kg', aliases: ['计量单位'], help: { zh: '能换算为该原料的库存单位', en: "One that converts to the ingredient's stock unit" } },
  { key: 'yieldRate', title: { zh: '净料率', en: 'Yield' }, kind: 'decimal', example: '0.70', aliases: ['出成率', '净菜率', '出净率'], help: { zh: '净料 ÷ 毛料，如 0.70；留空为 1', en: 'Net ÷ gross, as 0.70; empty means 1' } },
  { key: 'main', title: { zh: '主料', en: 'Main ingredient' }, kind: 'yes', example: '是', aliases: ['是否主料'], help: { zh: '一道菜一种；都不填则为第一行', en: 'One for each dish; the first row where none is said' } },
  { key: 'adopt', title: { zh: '采用', en: 'Adopt' }, kind: 'yes', example: '否', aliases: ['是否采用', '启用'], help: { zh: '填「是」则食谱直接采用，否则存为草稿', en: 'Yes adopts the recipe at once, otherwise it is a draft' } },
];

function headIn(row: ImportRow): Head {
  return {
    dishEn: textIn(row, 'dishEn'), category: textIn(row, 'category') as DishCategory | null, portion: textIn(row, 'portion'), flags: listIn<DishFlag>(row, 'flags'), county: textIn(row, 'county'),
    portions: integerIn(row, 'portions'), steps: textIn(row, 'steps'), adopt: yesIn(row, 'adopt'),
  };
}
const isSaid = (value: Head[keyof Head]): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

type Measures = ReadonlyMap<string, { ingredient: Ingredient; conversion: Conversion } | null>;
type Limits = RecipeLimits & PortionLimits;

async function check(ctx: Ctx, rows: readonly ImportRow[], given: ImportPlace, memory: Map<string, unknown>): Promise<Judged<DishPlan>[]> {
  const { organizationId } = given;
  ctx.need('recipes:write', { organizationId });
  const limits = await ctx.policy<Limits>('recipes', organizationId);
  const measures: Measures = await remembered(memory, 'ingredients', rows.map((row) => textIn(row, 'ingredient')!), async (names) =>
    (await ingredientsLike(ctx, organizationId, names)).map((ingredient) => [ingredient.name.zh, { ingredient, conversion: conversionOf(ingredient) }] as const),
  );
  const dishes = await remembered(memory, 'dishes', rows.flatMap((row) => textIn(row, 'dish') ?? []), (names) => dishesNamed(ctx, organizationId, names));
  const groups = (memory.get('groups') as Map<string, Group> | undefined) ?? new Map<string, Group>();
  memory.set('groups', groups);

  return rows.map((row) => {
    const last = memory.get('last') as { name: string; row: number } | undefined;
    // Below a row that could not be read, an empty cell may belong to what stood there.
    const name = textIn(row, 'dish') ?? (last?.row === row.row - 1 ? last.name : null);
    const product = textIn(row, 'ingredient')!;
    if (name === null) return refused(row, product, [new DomainError('IMPORT_DISH_MISSING', {}, 'dish')]);
    memory.set('last', { name, row: row.row });
    const label = `${name} · ${product}`;
    const errors: DomainError[] = [];
    const first = !groups.has(name);
    const group = groups.get(name) ?? { name, head: headIn(row), known: dishes.get(name) ?? null, lines: [], recipeChanged: false, id: null };
    groups.set(name, group);
    if (first) errors.push(...headProblems(group, limits));
    else errors.push(...contradictions(headIn(row), group.head));
    const line = lineIn(row, measures.get(product) ?? null, group, limits, errors);
    if (errors.length > 0 || !line) return refused(row, label, errors);
    group.lines.push(line);
    if (!group.known) return created(row, label, { group });
    const changes = [...(first ? headChanges(group.known, group.head, ctx.lang) : []), ...lineChanges(group.known, line, ctx.lang)];
    group.recipeChanged ||= changes.some(({ column }) => ['portions', 'steps', 'ingredient', 'quantity', 'yieldRate', 'main'].includes(column));
    return updated(row, label, group.known.dish.id, changes, { group });
  });
}

/** The dishes of these names, each with the lines of its latest version, in three queries. */
async function dishesNamed(ctx: Ctx, organizationId: string, names: readonly string[]): Promise<[string, Known][]> {
  const dishes = await ctx.find(Dish, { organizationId, name: { zh: { $in: names } } });
  if (dishes.length === 0) return [];
  const versions = await ctx.find(RecipeVersion, { dish: { $in: dishes.map(({ id }) => id) } }, { orderBy: { number: 'asc' } });
  const latest = new Map(versions.map((version) => [version.dish.id, version]));
  const rows = latest.size ? await ctx.find(RecipeLine, { recipe: { $in: [...latest.values()].map(({ id }) => id) } }, { orderBy: { lineNo: 'asc' } }) : [];
  await ctx.em.populate(rows, ['ingredient']);
  return Promise.all(dishes.map(async (dish): Promise<[string, Known]> => {
    const recipe = latest.get(dish.id) ?? null;
    const own = rows.filter((row) => row.recipe.id === recipe?.id);
    const lines = await Promise.all(own.map(async (row): Promise<Line> => ({
      ingredient: row.ingredient.id, name: (await ctx.load(row.ingredient)).name.zh, net: row.net, yieldRate: row.yieldRate, main: row.main,
    })));
    return [dish.name.zh, { dish, recipe, lines }];
  }));
}

function headProblems({ name, head, known }: Group, limits: Limits): DomainError[] {
  const { dish, recipe } = known ?? {};
  const missing = [...(dish ? [] : (['category', 'portion'] as const)), ...(recipe ? [] : (['portions'] as const))].filter((key) => !isSaid(head[key]));
  return [
    ...(dish ? problemsAt('dish', () => checkActive(dish, 'dish')) : []),
    ...missing.map((key) => new DomainError('IMPORT_DISH_INCOMPLETE', { dish: name }, key)),
    ...(head.portion === null ? [] : problemsAt('portion', () => checkPortion(Quantity.of(head.portion!, 'g'), limits))),
    ...(head.portions === null ? [] : byColumn(recipeProblems(head.portions, [], limits)).filter(({ field }) => field === 'portions')),
  ];
}

function contradictions(said: Head, head: Head): DomainError[] {
  return HEAD.filter((key) => isSaid(said[key]) && String(said[key]) !== String(head[key])).map((key) => new DomainError('IMPORT_DISH_TWO_WAYS', {}, key));
}

function lineIn(row: ImportRow, measure: { ingredient: Ingredient; conversion: Conversion } | null, group: Group, limits: Limits, errors: DomainError[]): Line | null {
  const product = textIn(row, 'ingredient')!;
  if (!measure) {
    errors.push(new DomainError('IMPORT_INGREDIENT_UNKNOWN', { given: product }, 'ingredient'));
    return null;
  }
  const { ingredient, conversion } = measure;
  if (group.lines.some((line) => line.ingredient === ingredient.id)) errors.push(new DomainError('IMPORT_DISH_INGREDIENT_TWICE', { ingredient: product }, 'ingredient'));
  const net = Quantity.of(textIn(row, 'quantity')!, row.values['unit'] as Unit);
  const before = group.known?.lines.find((line) => line.ingredient === ingredient.id);
  const yieldRate = Decimal.of(textIn(row, 'yieldRate') ?? before?.yieldRate ?? '1');
  const main = yesIn(row, 'main') ?? before?.main ?? false;
  errors.push(...byColumn(recipeProblems(1, [{ net, yieldRate, main }], limits), { net: 'quantity' }));
  errors.push(...collect([() => net.in(ingredient.unit, conversion)]).map(({ code }) => {
    const [from, to] = [unitChoices[net.unit], unitChoices[ingredient.unit]];
    return new DomainError(code, { from: LocalizedText.of(from.zh, from.en), to: LocalizedText.of(to.zh, to.en) }, 'unit');
  }));
  if (yesIn(row, 'main') && group.lines.some((line) => line.main)) errors.push(new DomainError('RECIPE_MAIN_NOT_ONE', { given: 2 }, 'main'));
  return { ingredient: ingredient.id, name: product, net, yieldRate: yieldRate.toString(), main };
}

function headChanges({ dish, recipe }: Known, head: Head, lang: Lang): Change[] {
  const category = head.category ?? dish.category;
  const flags = head.flags.length ? flagsOf(category, head.flags) : flagsOf(category, dish.flags);
  const flagWords = (list: readonly DishFlag[]) => list.map((flag) => words.DishFlag[flag][lang]).join(between(lang));
  return [
    { column: 'dishEn', from: dish.name.en ?? '', to: head.dishEn ?? dish.name.en ?? '' },
    { column: 'category', from: words.DishCategory[dish.category][lang], to: words.DishCategory[category][lang] },
    { column: 'portion', from: dish.portion.value, to: head.portion ?? dish.portion.value },
    { column: 'flags', from: flagWords(dish.flags), to: flagWords(flags) },
    { column: 'county', from: dish.originCounty ?? '', to: head.county ?? dish.originCounty ?? '' },
    { column: 'portions', from: String(recipe?.portions ?? ''), to: String(head.portions ?? recipe?.portions ?? '') },
    { column: 'steps', from: recipe?.steps ?? '', to: head.steps ?? recipe?.steps ?? '' },
    ...(head.adopt && recipe?.state === 'DRAFT' ? [{ column: 'adopt', from: words.RecipeState.DRAFT[lang], to: words.RecipeState.ADOPTED[lang] }] : []),
  ].filter(({ from, to }) => from !== to);
}

function lineChanges(known: Known, line: Line, lang: Lang): Change[] {
  const before = known.lines.find(({ ingredient }) => ingredient === line.ingredient);
  if (!before) return [{ column: 'ingredient', from: '', to: `${line.name} ${line.net.toString(lang)}` }];
  return [
    { column: 'quantity', from: before.net.toString(lang), to: (before.net.eq(line.net) ? before.net : line.net).toString(lang) },
    { column: 'yieldRate', from: before.yieldRate, to: line.yieldRate },
    { column: 'main', from: yesOrNo(before.main, lang), to: yesOrNo(line.main, lang) },
  ].filter(({ from, to }) => from !== to);
}

/** What the sheet says of the lines, over those it does not mention, which stay; one of all is the main one. */
function merged({ known, lines }: Group): Line[] {
  const main = lines.find((line) => line.main);
  const before = (known?.lines ?? []).map((line) => lines.find(({ ingredient }) => ingredient === line.ingredient) ?? { ...line, main: line.main && !main });
  const added = lines.filter(({ ingredient }) => !before.some((line) => line.ingredient === ingredient));
  const all = [...before, ...added];
  const at = Math.max(0, all.findIndex((line) => line.main));
  return all.map((line, i) => ({ ...line, main: i === at }));
}

async function write(ctx: Ctx, plans: readonly DishPlan[], given: ImportPlace): Promise<{ recordType: string; recordId: string }[]> {
  // A dish is written with all its lines as soon as one of them comes up: the whole sheet was judged before.
  const open = [...new Set(plans.map(({ group }) => group))].filter(({ id }) => id === null);
  await createAll(ctx, open.filter(({ known }) => !known), given.organizationId);
  for (const group of open) if (group.known) await change(ctx, group, group.known);
  return plans.map(({ group }) => ({ recordType: 'Dish', recordId: group.id! }));
}

async function createAll(ctx: Ctx, groups: readonly Group[], organizationId: string): Promise<void> {
  if (groups.length === 0) return;
  const numbers = await ctx.nextNumbers('DI', organizationId, groups.map(() => ctx.today()));
  const dishes = groups.map((group, i) => {
    const { name, head } = group;
    const dish = ctx.create(Dish, {
      organizationId, number: numbers[i]!, name: LocalizedText.of(name, head.dishEn), pinyin: pinyinInitials(name), category: head.category!, flags: flagsOf(head.category!, head.flags),
      originCounty: head.county, portion: Quantity.of(head.portion!, 'g'), description: null, photo: null, active: true, currentRecipe: null,
    });
    group.id = dish.id;
    return dish;
  });
  const recipes = groups.map(({ id, head }) => {
    const adopted = head.adopt ? { state: 'ADOPTED' as const, adoptedAt: ctx.now(), adoptedBy: ctx.em.getReference(Person, ctx.personId(), { wrapped: true }) } : { state: 'DRAFT' as const, adoptedAt: null, adoptedBy: null };
    return { id: uuidv7(ctx.now()), organizationId, dish: id!, number: 1, portions: head.portions!, steps: head.steps, edits: 0, ...adopted };
  });
  await ctx.bulkInsert(RecipeVersion, recipes);
  await ctx.bulkInsert(RecipeLine, groups.flatMap((group, i) => merged(group).map(({ ingredient, net, yieldRate, main }, n) => ({ organizationId, recipe: recipes[i]!.id, lineNo: n + 1, ingredient, net, yieldRate, main }))));
  recipes.forEach(({ id, state }, i) => {
    if (state === 'ADOPTED') dishes[i]!.currentRecipe = ctx.em.getReference(RecipeVersion, id, { wrapped: true });
  });
}

async function change(ctx: Ctx, group: Group, { dish, recipe }: Known): Promise<void> {
  const { head } = group;
  group.id = dish.id;
  await updateDish(ctx, dish.id, {
    version: dish.version,
    ...(head.dishEn === null ? {} : { name: LocalizedText.of(dish.name.zh, head.dishEn) }),
    ...(head.category === null ? {} : { category: head.category }),
    ...(head.portion === null ? {} : { portion: Quantity.of(head.portion, 'g') }),
    ...(head.flags.length === 0 ? {} : { flags: [...head.flags] }),
    ...(head.county === null ? {} : { originCounty: head.county }),
  });
  let latest = recipe;
  if (group.recipeChanged) {
    const lines = merged(group).map(({ ingredient, net, yieldRate, main }): RecipeLineData => ({ ingredient, net, yieldRate, main }));
    const data = { portions: head.portions ?? recipe?.portions ?? 1, steps: head.steps ?? recipe?.steps ?? null, lines };
    latest = recipe?.state === 'DRAFT' ? await saveRecipe(ctx, recipe.id, recipe.version, data) : await draftRecipe(ctx, { ...data, dish: dish.id });
  }
  if (head.adopt && latest?.state === 'DRAFT') {
    await ctx.em.flush();
    await adoptRecipe(ctx, latest.id);
  }
}

export const dishImport: ImportDefinition<DishPlan> = {
  name: 'dishes',
  title: { zh: '菜品及带量食谱', en: 'Dishes and their recipes' },
  says: {
    zh: '每行一种用料，菜名写在第一行；按菜名和用料识别。新菜建档并存为食谱草稿（填「采用」则采用）；已有的菜改动用料时生成新版本，没有提到的用料保留。',
    en: 'One ingredient a row, the dish in its first row; known by dish and ingredient. A new dish gets a draft recipe (adopted if the sheet says so); changed lines of a known dish make a new version, and lines that are not mentioned stay.',
  },
  needs: 'recipes:write',
  recordType: 'Dish',
  columns,
  naturalKey: ['dish', 'ingredient'],
  check,
  write,
};
