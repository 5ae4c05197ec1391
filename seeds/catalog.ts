import { LocalDate, Money, Quantity } from '@canteen/kernel';
import { keepFile, type Ctx } from '@canteen/platform';
import {
  addSupplierDocument, approveSupplier, createIngredient, createSupplier, freezeSupplier, MANDATORY_ALLERGENS,
  type AllergenStatement, type IngredientData,
} from '@canteen/catalog';
import { adoptRecipe, createDish, draftRecipe } from '@canteen/recipes';
import { setDishPrice } from '@canteen/pricing';
import { bills } from './days.ts';
import { dishes, type DishSeed } from './dishes.ts';
import { pdf } from './files.ts';
import { ingredients, statementSources, type IngredientSeed, type Round } from './ingredients.ts';
import { text } from './people.ts';
import type { Stage } from './stage.ts';
import { suppliers, type SupplierSeed } from './suppliers.ts';

/** Ids by key of what a canteen buys and cooks. */
export interface Books {
  suppliers: Map<Round, { id: string; seed: SupplierSeed }>;
  ingredients: Map<string, string>;
  dishes: Map<string, string>;
}

/** The dishes a canteen has on its list: what its bills of fare name, and what it has only written down. */
function dishesOf(stage: Stage): DishSeed[] {
  const { key } = stage.place.seed;
  const { weeks, weekend } = bills[key];
  const served = new Set([...weeks.flat(), ...(weekend ?? [])].flatMap((bill) => Object.values(bill).flat()));
  return dishes.filter((dish) => served.has(dish.key) || (dish.unpriced && dish.at?.includes(key)));
}

/** Suppliers with their papers, ingredients with their statements, dishes with adopted recipes and first prices. */
export async function seedCatalog(stage: Stage): Promise<Books> {
  const books: Books = { suppliers: new Map(), ingredients: new Map(), dishes: new Map() };
  const list = dishesOf(stage);
  const used = new Set(list.flatMap((dish) => dish.lines.map(([key]) => key)));

  const { key } = stage.place.seed;
  await stage.as('manager', 'createSupplier', 'catalog:write', async (ctx) => {
    for (const seed of suppliers.filter(({ rounds, fate }) => rounds[key] || fate)) await writeSupplier(ctx, stage, seed, books);
  });
  stage.wait(20);
  for (const some of chunks(ingredients.filter((one) => used.has(one.key)), 8)) {
    await stage.as('manager', 'createIngredient', 'catalog:write', async (ctx) => {
      for (const seed of some) books.ingredients.set(seed.key, (await createIngredient(ctx, ingredientData(seed))).id);
    });
    stage.wait(4);
  }
  for (const some of chunks(list, 5)) {
    await stage.as('manager', 'createDish', 'recipes:write', async (ctx) => {
      for (const seed of some) books.dishes.set(seed.key, await writeDish(ctx, seed, books));
    });
    stage.wait(6);
  }
  const effectiveFrom = LocalDate.at(stage.now(), 'Asia/Shanghai');
  await stage.as('manager', 'setDishPrice', 'prices:write', async (ctx) => {
    for (const seed of list.filter((dish) => !dish.unpriced)) {
      await setDishPrice(ctx, { canteen: stage.place.canteen.id, dish: books.dishes.get(seed.key)!, price: Money.of(seed.price, 'CNY'), effectiveFrom });
    }
  });
  return books;
}

/** An act looks through all it has touched at each step, so a long list is written in several acts. */
function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

async function writeSupplier(ctx: Ctx, stage: Stage, seed: SupplierSeed, books: Books): Promise<void> {
  const { name, creditCode, address, contact, phone } = seed;
  const { id } = await createSupplier(ctx, { name: text(name), creditCode, address, contact, phone });
  await ctx.em.flush();
  for (const [kind, number, endsInDays] of seed.papers) {
    const validTo = endsInDays === null ? null : stage.today.plusDays(endsInDays);
    const validFrom = validTo ? validTo.plusDays(-5 * 365) : stage.today.plusDays(-6 * 365);
    const file = await keepFile(ctx, stage.files, {
      name: `${kind}-${number}.pdf`,
      bytes: pdf(paperNames[kind] ?? kind, [name[0], `统一社会信用代码 ${creditCode}`, `编号 ${number}`, `有效期 ${validFrom} 至 ${validTo ?? '长期'}`, address]),
    });
    await addSupplierDocument(ctx, id, { kind, number, validFrom, validTo, file: file.id });
  }
  if (seed.fate !== 'applicant') await approveSupplier(ctx, id);
  if (typeof seed.fate === 'object') await freezeSupplier(ctx, id, seed.fate.frozen);
  for (const round of seed.rounds[stage.place.seed.key] ?? []) books.suppliers.set(round, { id, seed });
}

const paperNames: Readonly<Record<string, string>> = {
  BUSINESS_LICENCE: '营业执照', FOOD_LICENCE: '食品经营许可证', PRODUCTION_LICENCE: '食品生产许可证', TEST_REPORT: '检测报告', CONTRACT: '供货合同',
};

function ingredientData(seed: IngredientSeed): IngredientData {
  const [energyKj, proteinG, fatG, carbohydrateG, sodiumMg] = seed.per100g ?? [];
  return {
    name: text(seed.name),
    category: seed.category,
    storage: seed.storage,
    unit: seed.unit,
    pieceWeight: seed.pieceGrams ? Quantity.of(seed.pieceGrams, 'g') : null,
    packs: seed.packs?.map(([unit, holds, of]) => ({ unit, holds: Quantity.of(holds, of) })) ?? [],
    shelfLifeDays: seed.shelfLifeDays ?? null,
    byDay: seed.byDay ?? false,
    allergens: statements(seed),
    energyKj, proteinG, fatG, carbohydrateG, sodiumMg,
  };
}

function statements(seed: IngredientSeed): AllergenStatement[] {
  const source = seed.source ? statementSources[seed.source] : null;
  const said: AllergenStatement[] = [
    ...(seed.contains ?? []).map((allergen) => ({ allergen, presence: 'CONTAINS' as const, source })),
    ...(seed.may ?? []).map((allergen) => ({ allergen, presence: 'MAY_CONTAIN' as const, source })),
  ];
  if (!source || seed.silent === 'all others') return said;
  const open = new Set([...said.map(({ allergen }) => allergen), ...(seed.silent ?? [])]);
  return [...said, ...MANDATORY_ALLERGENS.filter((allergen) => !open.has(allergen)).map((allergen) => ({ allergen, presence: 'FREE' as const, source }))];
}

async function writeDish(ctx: Ctx, seed: DishSeed, books: Books): Promise<string> {
  const dish = await createDish(ctx, {
    name: text(seed.name),
    category: seed.category,
    portion: Quantity.of(seed.portion, 'g'),
    flags: [...(seed.flags ?? [])],
    originCounty: seed.county ?? null,
    description: seed.description ? text(seed.description) : null,
  });
  const recipe = await draftRecipe(ctx, {
    dish: dish.id,
    portions: RECIPE_PORTIONS,
    steps: seed.steps ?? null,
    lines: seed.lines.map(([key, net, yieldRate]) => ({ ingredient: books.ingredients.get(key)!, net: Quantity.of(net, unitOf(key)), yieldRate: yieldRate ?? null })),
  });
  await adoptRecipe(ctx, recipe.id);
  return dish.id;
}

/** What the tables' net quantities are for. */
export const RECIPE_PORTIONS = 100;

const byKey = new Map(ingredients.map((seed) => [seed.key, seed]));

export function ingredientOf(key: string): IngredientSeed {
  const seed = byKey.get(key);
  if (!seed) throw new Error(`No ingredient ${key}`);
  return seed;
}

const unitOf = (key: string) => ingredientOf(key).unit;
