import { collect, DomainError, refuseAll, type LocalizedText, type Quantity, type Unit } from '@canteen/kernel';
import { checkVersion, pinyinInitials, type Ctx } from '@canteen/platform';
import { Ingredient, IngredientAllergen, IngredientPack } from './ingredient.entity.ts';
import {
  checkStatements,
  ingredientProblems,
  type AllergenStatement,
  type DocumentPolicy,
  type IngredientCategory,
  type ReceiptDocumentKind,
  type Storage,
} from './ingredient.rules.ts';

export interface PackData {
  unit: Unit;
  holds: Quantity;
}

export interface IngredientData {
  name: LocalizedText;
  category: IngredientCategory;
  storage: Storage;
  labelMaxCelsius?: string | null | undefined;
  unit: Unit;
  pieceWeight?: Quantity | null | undefined;
  packs?: readonly PackData[] | null | undefined;
  shelfLifeDays?: number | null | undefined;
  byDay?: boolean | null | undefined;
  allergens?: readonly AllergenStatement[] | null | undefined;
  energyKj?: string | null | undefined;
  proteinG?: string | null | undefined;
  fatG?: string | null | undefined;
  carbohydrateG?: string | null | undefined;
  sodiumMg?: string | null | undefined;
  gtin?: string | null | undefined;
  active?: boolean | null | undefined;
}

const nutrients = ['energyKj', 'proteinG', 'fatG', 'carbohydrateG', 'sodiumMg'] as const;

export async function createIngredient(ctx: Ctx, input: IngredientData): Promise<Ingredient> {
  const organizationId = ctx.organizationId();
  ctx.need('catalog:write', { organizationId });
  refuseAll([...ingredientProblems(input, 'input'), ...checkStatements(input.allergens ?? [], 'input.allergens')]);
  await checkNotTwice(ctx, organizationId, input);
  const ingredient = ctx.create(Ingredient, {
    organizationId,
    name: input.name,
    pinyin: pinyinInitials(input.name.zh),
    category: input.category,
    storage: input.storage,
    labelMaxCelsius: input.labelMaxCelsius ?? null,
    unit: input.unit,
    pieceWeight: input.pieceWeight ?? null,
    shelfLifeDays: input.shelfLifeDays ?? null,
    byDay: input.byDay ?? false,
    energyKj: input.energyKj ?? null,
    proteinG: input.proteinG ?? null,
    fatG: input.fatG ?? null,
    carbohydrateG: input.carbohydrateG ?? null,
    sodiumMg: input.sodiumMg ?? null,
    gtin: input.gtin || null,
    active: input.active ?? true,
  });
  for (const pack of input.packs ?? []) ctx.create(IngredientPack, { organizationId, ingredient, ...pack });
  for (const statement of input.allergens ?? []) createStatement(ctx, ingredient, statement);
  return ingredient;
}

/** Absent means unchanged, null means cleared. The stock unit stays: lots, recipes and prices are counted in it. */
export async function updateIngredient(
  ctx: Ctx,
  id: string,
  input: Partial<Omit<IngredientData, 'allergens'>> & { version: number },
): Promise<Ingredient> {
  const ingredient = await ctx.lock(Ingredient, id, 'id');
  checkVersion(ingredient, input.version);
  if (input.unit && input.unit !== ingredient.unit) {
    throw new DomainError('INGREDIENT_UNIT_FIXED', { unit: ingredient.unit, given: input.unit }, 'input.unit');
  }
  refuseAll(ingredientProblems({ ...input, unit: ingredient.unit }, 'input'));
  await checkNotTwice(ctx, ingredient.organizationId, input, id);
  if (input.name) {
    ingredient.name = input.name;
    ingredient.pinyin = pinyinInitials(input.name.zh);
  }
  if (input.category) ingredient.category = input.category;
  if (input.storage) ingredient.storage = input.storage;
  if (input.labelMaxCelsius !== undefined) ingredient.labelMaxCelsius = input.labelMaxCelsius;
  if (input.pieceWeight !== undefined) ingredient.pieceWeight = input.pieceWeight;
  if (input.shelfLifeDays !== undefined) ingredient.shelfLifeDays = input.shelfLifeDays;
  if (typeof input.byDay === 'boolean') ingredient.byDay = input.byDay;
  if (typeof input.active === 'boolean') ingredient.active = input.active;
  if (input.gtin !== undefined) ingredient.gtin = input.gtin || null;
  for (const nutrient of nutrients) if (input[nutrient] !== undefined) ingredient[nutrient] = input[nutrient];
  if (input.packs !== undefined) await savePacks(ctx, ingredient, input.packs ?? []);
  return ingredient;
}

async function savePacks(ctx: Ctx, ingredient: Ingredient, packs: readonly PackData[]): Promise<void> {
  const kept = await ctx.list(IngredientPack, 'ingredient', ingredient.id);
  for (const old of kept) if (!packs.some(({ unit }) => unit === old.unit)) ctx.em.remove(old);
  for (const { unit, holds } of packs) {
    const old = kept.find((pack) => pack.unit === unit);
    if (old) old.holds = holds;
    else ctx.create(IngredientPack, { organizationId: ingredient.organizationId, ingredient, unit, holds });
  }
}

async function checkNotTwice(ctx: Ctx, organizationId: string, input: Partial<IngredientData>, self?: string): Promise<void> {
  if (input.gtin || input.name) await ctx.alone(`ingredient ${organizationId}`);
  const other = self ? { id: { $ne: self } } : {};
  if (input.gtin) {
    const [same] = await ctx.find(Ingredient, { ...other, organizationId, gtin: input.gtin }, { limit: 1 });
    if (same) throw new DomainError('INGREDIENT_TWICE', { ingredient: same.name }, 'input.gtin');
  }
  if (input.name) {
    const [same] = await ctx.find(Ingredient, { ...other, organizationId, name: { zh: input.name.zh } }, { limit: 1 });
    if (same) throw new DomainError('INGREDIENT_TWICE', { ingredient: same.name }, 'input.name');
  }
}

/** Says what is known of the named classes; of the others, what was said before stays. */
export async function declareAllergens(ctx: Ctx, id: string, statements: readonly AllergenStatement[]): Promise<Ingredient> {
  const ingredient = await ctx.lock(Ingredient, id, 'ingredient');
  refuseAll(checkStatements(statements, 'allergens'));
  const said = await ctx.list(IngredientAllergen, 'ingredient', ingredient.id);
  for (const statement of statements) {
    const before = said.find(({ allergen }) => allergen === statement.allergen);
    if (!before) createStatement(ctx, ingredient, statement);
    else {
      before.presence = statement.presence;
      before.source = statement.source?.trim() || null;
    }
  }
  return ingredient;
}

function createStatement(ctx: Ctx, ingredient: Ingredient, { allergen, presence, source }: AllergenStatement): void {
  ctx.create(IngredientAllergen, {
    organizationId: ingredient.organizationId,
    ingredient,
    allergen,
    presence,
    source: source?.trim() || null,
  });
}

/** The papers a delivery of this category needs in this organization. */
export async function requiredDocuments(
  ctx: Ctx,
  category: IngredientCategory,
  organizationId: string,
): Promise<readonly ReceiptDocumentKind[]> {
  return (await ctx.policy<DocumentPolicy>('deliveryDocuments', organizationId))[category];
}

/**
 * Ingredients of one organization by ids from outside, each with its packs, in two queries. Every id that is not one of
 * them is refused at its own place in the input.
 */
export async function ingredientsById(
  ctx: Ctx,
  organizationId: string,
  ids: readonly string[],
  fieldOf: (index: number) => string,
): Promise<Map<string, Ingredient>> {
  const wellFormed = [...new Set(ids)].filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
  const found = wellFormed.length ? await ctx.find(Ingredient, { organizationId, id: { $in: wellFormed } }) : [];
  const byId = new Map(found.map((ingredient) => [ingredient.id, ingredient]));
  refuseAll(
    collect(
      ids.map((id, i) => () => {
        if (!byId.has(id)) throw new DomainError('NOT_FOUND', { what: 'Ingredient', id: id.slice(0, 40) }, fieldOf(i));
      }),
    ),
  );
  await ctx.em.populate(found, ['packs']);
  return byId;
}
