import { DomainError, LocalizedText, uuidv7, type Lang, type Unit } from '@canteen/kernel';
import {
  between, byColumn, created, firstOfSheet, integerIn, listIn, pinyinInitials, quantityOf, refused, textIn, unitChoices, unitOf, unitSynonyms, updated, yesIn, yesOrNo,
  type Change, type Ctx, type ImportColumn, type ImportDefinition, type ImportRow, type Judged,
} from '@canteen/platform';
import { declareAllergens, updateIngredient, type IngredientData, type PackData } from './ingredient.commands.ts';
import { Ingredient, IngredientAllergen, IngredientPack } from './ingredient.entity.ts';
import { checkStatements, ingredientProblems, type Allergen, type AllergenStatement, type IngredientCategory, type Storage } from './ingredient.rules.ts';
import { ingredientsLike } from './lookup.ts';
import { messages } from './messages.ts';

const words = messages.enums!;
const nutrients = ['energyKj', 'proteinG', 'fatG', 'carbohydrateG', 'sodiumMg'] as const;
const decimals = ['labelMaxCelsius', ...nutrients] as const;

/** What a row says; what it leaves empty is absent, and stays as it is. */
type Said = Omit<IngredientData, 'allergens'> & { allergens: AllergenStatement[] };
interface IngredientPlan {
  id: string | null;
  version: number;
  said: Said;
}

const allergenSynonyms: Partial<Record<Allergen, readonly string[]>> = {
  GLUTEN: ['麸质', '小麦', '含麸质谷物', '面筋', 'Wheat'], CRUSTACEANS: ['甲壳纲', '虾', '蟹', '虾蟹', 'Shrimp', 'Crab'], FISH: ['鱼'], EGG: ['蛋', '鸡蛋', 'Eggs'],
  PEANUT: ['Peanuts'], SOY: ['黄豆', '豆', 'Soya', 'Soybean'], MILK: ['奶', '牛奶', '乳制品', '奶制品', 'Dairy'], TREE_NUTS: ['树坚果', 'Nuts'],
  MOLLUSCS: ['贝类', '软体类', 'Mollusc', 'Shellfish'], SULPHITE: ['二氧化硫', '亚硫酸', 'Sulphites', 'Sulfite'],
};

const allergenColumn = (key: string, zh: string, en: string, example: string, aliases: readonly string[], help: ImportColumn['help']): ImportColumn => ({
  key, title: { zh, en }, kind: 'list', blanks: ['无', '没有', '-', 'none'], choices: words['Allergen']!, synonyms: allergenSynonyms as Record<string, readonly string[]>, example, aliases, help,
});

const nutrientColumn = (key: (typeof nutrients)[number], zh: string, en: string, example: string, aliases: readonly string[]): ImportColumn => ({
  key, title: { zh, en }, kind: 'decimal', example, aliases: [...aliases, zh.replace(/ .*/, '')], help: { zh: '每 100 克；可留空', en: 'Per 100 g; may be empty' },
});

const columns: readonly ImportColumn[] = [
  {
    key: 'name', title: { zh: '原料名称', en: 'Ingredient' }, kind: 'text', required: true, max: 200, example: '西兰花',
    aliases: ['名称', '品名', '产品名称', '食材', '食材名称', '物料名称', '商品名称', '货品名称', 'Name', 'Product', 'Item'],
    help: { zh: '一种原料一个名称；规格写在包装里', en: 'One name for each ingredient; sizes belong into the packs' },
  },
  { key: 'nameEn', title: { zh: '英文名称', en: 'English name' }, kind: 'text', max: 200, example: 'Broccoli', aliases: ['英文名'], help: { zh: '可留空', en: 'May be empty' } },
  {
    key: 'category', title: { zh: '类别', en: 'Category' }, kind: 'choice', required: true, choices: words['IngredientCategory']!, example: '蔬菜',
    aliases: ['分类', '大类', '品类', '食材类别', '原料类别', '种类'],
    synonyms: {
      MEAT: ['猪牛羊肉', '畜肉', '鲜肉', '肉'], POULTRY: ['禽', '家禽'], AQUATIC: ['水产品', '海鲜', '鱼虾'], EGG: ['蛋', '鲜蛋'], DAIRY: ['奶', '乳制品', '奶制品'], SOY: ['豆类', '豆腐'],
      VEGETABLE: ['蔬菜类', '青菜', '菜'], FRUIT: ['水果类', '鲜果'], GRAIN: ['粮食类', '米面', '主食', '粮油'], OIL: ['油', '油脂'], SEASONING: ['调料', '调味料', '佐料'],
      DRY_GOODS: ['干货类', '南北货', '干杂'], BEVERAGE: ['饮品'], OTHER: ['其它'],
    },
    help: { zh: '决定每次到货须随附哪些证明', en: 'Decides which papers each delivery needs' },
  },
  {
    key: 'storage', title: { zh: '贮存', en: 'Storage' }, kind: 'choice', required: true, choices: words['Storage']!, example: '冷藏',
    aliases: ['贮存条件', '储存方式', '保存方式', '储存条件', '贮存方式', '存放方式'],
    synonyms: { AMBIENT: ['室温', '阴凉', '常温保存', '阴凉干燥'], CHILLED: ['冷藏保存', '0-4℃', '0~4℃', '保鲜', 'Refrigerated'], FROZEN: ['冷冻保存', '-18℃', '速冻'] },
    help: { zh: '决定到货温度限值', en: 'Decides which arrival temperature is accepted' },
  },
  {
    key: 'unit', title: { zh: '库存单位', en: 'Stock unit' }, kind: 'choice', required: true, choices: unitChoices, synonyms: unitSynonyms as Record<string, readonly string[]>, example: 'kg',
    aliases: ['单位', '计量单位', '基本单位', '主单位'], help: { zh: '库存、食谱和价格都按它计；以后不能改', en: 'Stock, recipes and prices count in it; it stays' },
  },
  {
    key: 'packs', title: { zh: '包装', en: 'Packs' }, kind: 'list', example: '箱=10公斤', aliases: ['包装规格', '规格', '换算', '包装换算'],
    help: { zh: '如「箱=12瓶、袋=25公斤」；填了就替换原有包装', en: 'As “box=12 bottle, bag=25 kg”; replaces the packs there were' },
  },
  {
    key: 'pieceWeight', title: { zh: '单件重量', en: 'Piece weight' }, kind: 'text', max: 40, example: '', aliases: ['单个重量', '每个重量', '单重'],
    help: { zh: '按个数收货时一个多重，如「60克」', en: 'What one piece weighs, as “60 g”' },
  },
  {
    key: 'shelfLifeDays', title: { zh: '保质期（天）', en: 'Shelf life (days)' }, kind: 'integer', example: '5', aliases: ['保质期', '保质天数', '保质期天数', '保存期'],
    help: { zh: '通常保质多少天；可留空', en: 'How many days it usually keeps; may be empty' },
  },
  {
    key: 'labelMaxCelsius', title: { zh: '标签最高贮存温度 ℃', en: 'Highest label temperature °C' }, kind: 'decimal', example: '', aliases: ['贮存温度', '最高温度'],
    help: { zh: '标签另有规定时填写', en: 'Where the label says its own' },
  },
  allergenColumn('contains', '含有过敏原', 'Contains allergens', '', ['过敏原', '致敏物质', '过敏物质', 'Allergens'], {
    zh: '多种用顿号隔开，如「大豆、麸质谷物」', en: 'Several separated by commas, as “Soy, Gluten cereals”',
  }),
  allergenColumn('mayContain', '可能含有过敏原', 'May contain allergens', '', ['可能含有', '可能致敏'], { zh: '标签写「可能含有」的', en: 'What the label says it may contain' }),
  allergenColumn('free', '声明不含的过敏原', 'Declared free of', '花生', ['不含', '不含过敏原'], { zh: '须在下一栏写明依据', en: 'The next column names the source' }),
  {
    key: 'freeSource', title: { zh: '不含的依据', en: 'Source of “free of”' }, kind: 'text', max: 200, example: '供货者规格书', aliases: ['依据', '过敏原依据'],
    help: { zh: '标签、规格书或检测报告', en: 'Label, specification or test' },
  },
  nutrientColumn('energyKj', '能量 kJ/100g', 'Energy kJ/100 g', '141', ['热量', '能量(kJ)', 'Energy']),
  nutrientColumn('proteinG', '蛋白质 g/100g', 'Protein g/100 g', '3.5', ['蛋白质(g)', 'Protein']),
  nutrientColumn('fatG', '脂肪 g/100g', 'Fat g/100 g', '0.6', ['脂肪(g)', 'Fat']),
  nutrientColumn('carbohydrateG', '碳水化合物 g/100g', 'Carbohydrate g/100 g', '3.7', ['碳水化合物(g)', '碳水', 'Carbohydrate']),
  nutrientColumn('sodiumMg', '钠 mg/100g', 'Sodium mg/100 g', '47', ['钠(mg)', 'Sodium']),
  {
    key: 'gtin', title: { zh: '商品条码', en: 'GTIN' }, kind: 'text', max: 20, example: '', aliases: ['条码', '条形码', '69码', 'Barcode', 'EAN'],
    help: { zh: '包装上的 8 至 14 位条码，含校验位', en: 'The 8 to 14 digits under the bar code, check digit included' },
  },
  {
    key: 'byDay', title: { zh: '按日归集的调味品', en: 'Seasoning attributed by day' }, kind: 'yes', example: '否', aliases: ['按日归集'],
    help: { zh: '开封后摆在厨房、不逐菜称量的调味品填「是」', en: 'Yes for seasoning that stands open in the kitchen, not weighed for each dish' },
  },
];

function packsIn(row: ImportRow): { packs?: PackData[]; errors: DomainError[] } {
  const given = listIn(row, 'packs');
  if (given.length === 0) return { errors: [] };
  const packs: PackData[] = [];
  const errors: DomainError[] = [];
  for (const text of given) {
    const match = /^(?:1\s*)?([^\d=:：]+)[=:：](.+)$/.exec(text.normalize('NFKC').trim());
    const [unit, holds] = match ? [unitOf(match[1]!), quantityOf(match[2]!)] : [null, null];
    if (unit && holds) packs.push({ unit, holds });
    else errors.push(new DomainError('IMPORT_PACK_UNREADABLE', { given: text }, 'packs'));
  }
  return { packs, errors };
}

function allergensIn(row: ImportRow): { allergens: AllergenStatement[]; errors: DomainError[] } {
  const presences = { contains: 'CONTAINS', mayContain: 'MAY_CONTAIN', free: 'FREE' } as const;
  const said = Object.entries(presences).flatMap(([column, presence]) =>
    [...new Set(listIn<Allergen>(row, column))].map((allergen) => ({ column, allergen, presence, source: presence === 'FREE' ? textIn(row, 'freeSource') : null })),
  );
  const twice = said.filter(({ allergen }, i) => said.findIndex((other) => other.allergen === allergen) < i);
  return {
    allergens: said.map(({ allergen, presence, source }) => ({ allergen, presence, source })),
    errors: [
      ...twice.map(({ allergen, column }) => new DomainError('IMPORT_ALLERGEN_TWICE', { allergen: inWords('Allergen', allergen) }, column)),
      ...checkStatements(said, '').filter(({ code }) => code === 'ALLERGEN_FREE_NEEDS_SOURCE').slice(0, 1).map(({ code, params }) => new DomainError(code, params, 'freeSource')),
    ],
  };
}

const inWords = (kind: string, value: string): LocalizedText => {
  const said = words[kind]![value]!;
  return LocalizedText.of(said.zh, said.en);
};

function read(row: ImportRow): { said: Said; errors: DomainError[] } {
  const { packs, errors: wrongPacks } = packsIn(row);
  const { allergens, errors: wrongAllergens } = allergensIn(row);
  const weight = textIn(row, 'pieceWeight');
  const pieceWeight = weight === null ? null : quantityOf(weight);
  const gtin = textIn(row, 'gtin')?.replace(/[\s-]/g, '');
  const [shelfLifeDays, byDay] = [integerIn(row, 'shelfLifeDays'), yesIn(row, 'byDay')];
  const said: Said = {
    name: LocalizedText.of(textIn(row, 'name')!, textIn(row, 'nameEn')),
    category: row.values['category'] as IngredientCategory,
    storage: row.values['storage'] as Storage,
    unit: row.values['unit'] as Unit,
    ...(packs ? { packs } : {}),
    ...(pieceWeight ? { pieceWeight } : {}),
    ...(gtin ? { gtin } : {}),
    ...(shelfLifeDays === null ? {} : { shelfLifeDays }),
    ...(byDay === null ? {} : { byDay }),
    ...Object.fromEntries(decimals.flatMap((key) => (textIn(row, key) === null ? [] : [[key, textIn(row, key)!]]))),
    allergens,
  };
  return {
    said,
    errors: [
      ...wrongPacks,
      ...wrongAllergens,
      ...(weight !== null && !pieceWeight ? [new DomainError('IMPORT_WEIGHT_UNREADABLE', { given: weight }, 'pieceWeight')] : []),
      ...byColumn(ingredientProblems(said, 'input'), { packs: 'packs' }),
    ],
  };
}

async function check(ctx: Ctx, rows: readonly ImportRow[], { organizationId }: { organizationId: string }, memory: Map<string, unknown>): Promise<Judged<IngredientPlan>[]> {
  const readings = rows.map(read);
  const found = await ingredientsLike(ctx, organizationId, readings.map(({ said }) => said.name.zh), readings.flatMap(({ said }) => said.gtin ?? []));
  await ctx.em.populate(found, ['allergens']);
  const byName = new Map(found.map((ingredient) => [ingredient.name.zh, ingredient]));
  const byGtin = new Map(found.flatMap((ingredient) => (ingredient.gtin ? [[ingredient.gtin, ingredient] as const] : [])));

  return rows.map((row, i) => {
    const { said, errors } = readings[i]!;
    const label = said.name.zh;
    errors.push(...firstOfSheet(memory, 'ingredient name', label, row, 'name'));
    if (said.gtin) errors.push(...firstOfSheet(memory, 'ingredient gtin', said.gtin, row, 'gtin'));
    const [named, coded] = [byName.get(label), said.gtin ? byGtin.get(said.gtin) : undefined];
    // The bar code is printed on the goods: who knows it by another name renames it. Two different ones are a slip.
    if (named && coded && named !== coded) errors.push(new DomainError('INGREDIENT_TWICE', { ingredient: coded.name }, 'gtin'));
    const known = named ?? coded ?? null;
    if (known && errors.length === 0) errors.push(...firstOfSheet(memory, 'ingredient', known.id, row, 'name'));
    if (known && known.unit !== said.unit) errors.push(new DomainError('INGREDIENT_UNIT_FIXED', { unit: known.unit, given: said.unit }, 'unit'));
    if (errors.length > 0) return refused(row, label, errors);
    if (!known) return created(row, label, { id: null, version: 0, said });
    const merged = { ...said, name: LocalizedText.of(label, said.name.en ?? known.name.en) };
    return updated(row, label, known.id, changesOf(known, merged, ctx.lang), { id: known.id, version: known.version, said: merged });
  });
}

const packsInWords = (packs: Iterable<PackData>, lang: Lang): string => [...packs].map(({ unit, holds }) => `${unitChoices[unit][lang]}=${holds.toString(lang)}`).sort().join(between(lang));

function changesOf(known: Ingredient, said: Said, lang: Lang): Change[] {
  const statements = [...known.allergens];
  const before = (allergen: Allergen) => statements.find((statement) => statement.allergen === allergen);
  const columnOf = { CONTAINS: 'contains', MAY_CONTAIN: 'mayContain', FREE: 'free', UNKNOWN: 'contains' } as const;
  return [
    { column: 'name', from: known.name.zh, to: said.name.zh },
    { column: 'nameEn', from: known.name.en ?? '', to: said.name.en ?? '' },
    { column: 'category', from: inWords('IngredientCategory', known.category).in(lang), to: inWords('IngredientCategory', said.category).in(lang) },
    { column: 'storage', from: inWords('Storage', known.storage).in(lang), to: inWords('Storage', said.storage).in(lang) },
    ...(said.packs ? [{ column: 'packs', from: packsInWords(known.packs, lang), to: packsInWords(said.packs, lang) }] : []),
    ...(said.pieceWeight && !known.pieceWeight?.eq(said.pieceWeight) ? [{ column: 'pieceWeight', from: known.pieceWeight?.toString(lang) ?? '', to: said.pieceWeight.toString(lang) }] : []),
    ...(['shelfLifeDays', 'gtin', ...decimals] as const).flatMap((key) => (said[key] === undefined ? [] : [{ column: key, from: String(known[key] ?? ''), to: String(said[key]) }])),
    ...(typeof said.byDay === 'boolean' && said.byDay !== known.byDay ? [{ column: 'byDay', from: yesOrNo(known.byDay, lang), to: yesOrNo(said.byDay, lang) }] : []),
    ...said.allergens.flatMap(({ allergen, presence, source }) => {
      const was = before(allergen);
      if (was?.presence === presence && (was.source ?? null) === (source?.trim() || null)) return [];
      const say = (state: string) => `${inWords('Allergen', allergen).in(lang)}: ${inWords('AllergenPresence', state).in(lang)}`;
      return [{ column: columnOf[presence], from: was ? say(was.presence) : '', to: `${say(presence)}${source ? ` (${source})` : ''}` }];
    }),
  ].filter(({ from, to }) => from !== to);
}

async function write(ctx: Ctx, plans: readonly IngredientPlan[], { organizationId }: { organizationId: string }): Promise<{ recordType: string; recordId: string }[]> {
  const fresh = plans.filter((plan) => plan.id === null);
  const ids = new Map(fresh.map((plan) => [plan, uuidv7(ctx.now())]));
  await ctx.bulkInsert(Ingredient, fresh.map((plan) => {
    const { packs: _packs, allergens: _allergens, ...data } = plan.said;
    return { id: ids.get(plan)!, organizationId, ...data, pinyin: pinyinInitials(data.name.zh), byDay: data.byDay ?? false, active: true };
  }));
  await ctx.bulkInsert(IngredientPack, fresh.flatMap((plan) => (plan.said.packs ?? []).map((pack) => ({ organizationId, ingredient: ids.get(plan)!, ...pack }))));
  await ctx.bulkInsert(IngredientAllergen, fresh.flatMap((plan) => plan.said.allergens.map((statement) => ({
    organizationId, ingredient: ids.get(plan)!, ...statement, source: statement.source?.trim() || null,
  }))));
  for (const { id, version, said } of plans) {
    if (id === null) continue;
    const { allergens, ...data } = said;
    await updateIngredient(ctx, id, { ...data, version });
    if (allergens.length > 0) await declareAllergens(ctx, id, allergens);
  }
  return plans.map((plan) => ({ recordType: 'Ingredient', recordId: plan.id ?? ids.get(plan)! }));
}

export const ingredientImport: ImportDefinition<IngredientPlan> = {
  name: 'ingredients',
  title: { zh: '原料', en: 'Ingredients' },
  says: {
    zh: '每行一种原料；按名称识别，名称没有登记过的按商品条码。空格不改动已有内容；没有提到的过敏原为「未知」。',
    en: 'One ingredient a row; known by its name, or by its GTIN where the name is new. An empty cell leaves what is there; an allergen that is not mentioned is unknown.',
  },
  needs: 'catalog:write',
  recordType: 'Ingredient',
  columns,
  naturalKey: ['name'],
  alone: ({ organizationId }) => `ingredient ${organizationId}`,
  check,
  write,
};
