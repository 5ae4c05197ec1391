// What a canteen has before the day begins: its goods, its suppliers, the last delivery, and neighbours of whom it knows nothing.
import { LocalDate, LocalizedText, Rate } from '@canteen/kernel';
import { createIngredient, type AllergenStatement, type Ingredient, type IngredientData, type Supplier } from '@canteen/catalog';
import { createCanteen } from '@canteen/people';
import { Lot, type GoodsReceipt, type LineData } from '@canteen/receiving';
import type { TestApi, World } from './api.ts';
import { aReceipt, aServableDish, aSupplier, anIngredient } from './builders.ts';

/** `free`: the supplier declared all of the eight mandatory classes that are not named in `contains`. */
type GoodData = Partial<Omit<IngredientData, 'name' | 'allergens'>> & { free?: boolean; contains?: readonly string[] };

/** A usual delivery of twelve lines, in the order of the lorry. */
const GOODS = {
  猪五花肉: { category: 'MEAT', storage: 'CHILLED', shelfLifeDays: 6, free: true },
  鸡胸肉: { category: 'POULTRY', storage: 'CHILLED', shelfLifeDays: 5 },
  草鱼: { category: 'AQUATIC', storage: 'CHILLED', shelfLifeDays: 3 },
  鲜鸡蛋: { category: 'EGG', shelfLifeDays: 30 },
  老豆腐: { category: 'SOY', storage: 'CHILLED', shelfLifeDays: 4 },
  上海青: { free: true },
  土豆: {},
  胡萝卜: {},
  大米: { category: 'GRAIN', shelfLifeDays: 180 },
  花生油: { category: 'OIL', unit: 'l', shelfLifeDays: 540, free: true, contains: ['PEANUT'] },
  生抽: { category: 'SEASONING', unit: 'bottle', shelfLifeDays: 540, byDay: true, free: true, contains: ['SOY', 'GLUTEN'] },
  纯牛奶: { category: 'DAIRY', storage: 'CHILLED', unit: 'l', shelfLifeDays: 7 },
} as const satisfies Record<string, GoodData>;

export type Good = keyof typeof GOODS;
export const GOOD_NAMES = Object.keys(GOODS) as Good[];

const MANDATORY = ['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS'] as const;

type DeliveredLine = Partial<Omit<LineData, 'ingredient'>> & { ingredient: Ingredient };

export interface UsualDay {
  goods: Record<Good, Ingredient>;
  /** Brings the usual twelve. */
  usual: Supplier;
  /** Its licence ended yesterday. */
  lapsed: Supplier;
  /** Of the institution next door. */
  nextDoor: { receipt: GoodsReceipt; lot: string; dish: string };
  /** Of another canteen of the same institution. */
  branch: { receipt: GoodsReceipt };
}

/** Three days before the tests' day. */
const BEFORE = '2026-11-18';

export async function aUsualDay(api: TestApi, w: World): Promise<UsualDay> {
  api.clock(`${BEFORE}T06:05:00+08:00`);
  const goods = {} as Record<Good, Ingredient>;
  for (const name of GOOD_NAMES) {
    const { free, contains = [], ...data }: GoodData = GOODS[name];
    const allergens = MANDATORY.flatMap((allergen): AllergenStatement[] =>
      contains.includes(allergen) ? [{ allergen, presence: 'CONTAINS' }] : free ? [{ allergen, presence: 'FREE', source: '供货者声明' }] : [],
    );
    goods[name] = await api.act(w.manager, (ctx) => createIngredient(ctx, { name: LocalizedText.of(name), category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', ...data, allergens }));
  }
  const usual = await aSupplier(api, w, { name: LocalizedText.of('闽南鲜配', 'Minnan Fresh') });
  const lapsed = await aSupplier(api, w, { name: LocalizedText.of('城东粮行'), licenceTo: '2026-11-20' });
  const made = LocalDate.of(BEFORE).plusDays(-1);
  // Ten of each, made the day before.
  await aReceipt(api, w, {
    supplier: usual,
    accepted: true,
    lines: GOOD_NAMES.map((name, n): DeliveredLine => {
      const ingredient = goods[name];
      const dated = ingredient.shelfLifeDays ? { productionDate: made, expiryDate: made.plusDays(ingredient.shelfLifeDays), supplierLot: `OLD-${n + 1}` } : {};
      return { ingredient, unitPrice: Rate.of('8.5', ingredient.unit), producer: name === '猪五花肉' ? '晋江内坑' : null, ...dated };
    }),
  });
  const neighbours = await anIngredient(api, w.other, { name: LocalizedText.of('邻家带鱼') });
  const receipt = await aReceipt(api, w.other, { accepted: true, lines: [{ ingredient: neighbours, supplierLot: 'NEXT-DOOR-7' }] });
  const lot = await api.orm.em.fork().findOneOrFail(Lot, { line: receipt.rows[0]!.id });
  const dish = await aServableDish(api, w.other, { name: LocalizedText.of('邻家清蒸带鱼') });
  const canteen = await api.act(w.administrator, (ctx) => createCanteen(ctx, { organization: w.org.id, name: LocalizedText.of('分校食堂'), slug: 'branch', operation: 'OWN', diners: 90 }));
  const branch = await aReceipt(api, { ...w, canteen }, { supplier: usual, accepted: true, lines: [{ ingredient: goods['大米'], supplierLot: 'BRANCH-7' }] });
  return { goods, usual, lapsed, nextDoor: { receipt, lot: lot.id, dish: dish.id }, branch: { receipt: branch } };
}
