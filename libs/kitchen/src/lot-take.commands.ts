import { Ingredient, IngredientPack, conversionOf } from '@canteen/catalog';
import { DomainError, Quantity, collect, refuseAll } from '@canteen/kernel';
import type { Conversion, LocalDate } from '@canteen/kernel';
import { dayAt, stampEvent } from '@canteen/people';
import type { Canteen, EventStamp } from '@canteen/people';
import type { Ctx } from '@canteen/platform';
import { Lot, checkIssuable, issueFromLot } from '@canteen/receiving';
import { RecipeLine, grossNeeds } from '@canteen/recipes';
import type { Dish, RecipeVersion } from '@canteen/recipes';
import { inStockUnit, openOn, passedOver, planSeasonings, planTakes, skipNeedsReason } from './lot-take.rules.ts';
import type { ChosenTake, Need, SeasoningPlan, StockLot, TakePlan } from './lot-take.rules.ts';

export interface TakeData {
  ingredient: string;
  lot: string;
  quantity?: Quantity | null;
  skipReason?: string | null;
}

/** A batch about to be started, before it is known whether the store can feed it. */
export interface Start {
  /** Stands for the batch in needs and plans: one menu item may be cooked twice in one act. */
  key: string;
  dish: Dish;
  recipe: RecipeVersion;
  portions: number;
  takes: readonly TakeData[];
  /** Path of the input, e.g. `items.2`; null where the cook let the house choose. */
  field: string | null;
}

/** What a meal needs, what the store has for it, and how the one is met by the other. */
export interface Provision {
  ingredients: Map<string, Ingredient>;
  lots: Map<string, Lot>;
  needs: Need[];
  takes: TakePlan;
  seasonings: SeasoningPlan;
  /** The opened packs of the day by ingredient, those to be opened now left out. */
  open: Map<string, Lot[]>;
  errors: DomainError[];
}

/**
 * Gathers and plans in a fixed number of queries, whatever the meal holds. With `lock` the lots are locked in the order
 * of their ids, so that two cooks who start at once wait for, and never on, each other.
 */
export async function provide(
  ctx: Ctx,
  canteen: Canteen,
  starts: readonly Start[],
  at: Date,
  options: { lock: boolean },
): Promise<Provision> {
  const day = await dayAt(ctx, canteen, at);
  const { ingredients, conversions, needs } = await needsOf(ctx, starts);
  const { chosen, errors: unmeasured } = chosenOf(starts, ingredients, conversions);
  const lots = await lotsFor(ctx, canteen, ingredients, chosen, day, options.lock);

  const errors = [...unmeasured, ...chosenProblems(chosen, lots, day, at)];
  const stock = [...lots.values()].filter((lot) => isOffered(lot, at));
  const open = openPacks(lots.values(), day);

  // A seasoning that the cook weighs out of a lot he names is a weighed ingredient like any other.
  const weighed = new Set(chosen.filter((choice) => choice.quantity).map((choice) => `${choice.item} ${choice.ingredient}`));
  const isByDay = (of: { item: string; ingredient: string }) =>
    (ingredients.get(of.ingredient)?.byDay ?? false) && !weighed.has(`${of.item} ${of.ingredient}`);
  const planned = (of: ChosenTake) => errors.every((error) => !error.field?.startsWith(`${of.field}.`));

  const takes = planTakes(
    needs.filter((need) => !isByDay(need)),
    stock.map(stockLot),
    chosen.filter((choice) => !isByDay(choice) && planned(choice)),
  );
  const seasonings = planSeasonings(
    needs.filter(isByDay),
    [...open].flatMap(([ingredient, packs]) => packs.map(({ id }) => ({ id, ingredient }))),
    stock.filter((lot) => lot.openedOn === null).map(stockLot),
    chosen.filter((choice) => isByDay(choice) && planned(choice)),
  );
  const plan = { ingredients, lots, needs, takes, seasonings };
  return { ...plan, open, errors: [...errors, ...takes.errors, ...seasonings.errors, ...shortages(starts, plan, at)] };
}

/** Marks a seasoning, locked before, as standing open from this day on; the whole lot leaves the store at once. */
export async function openWhole(ctx: Ctx, lot: Lot, day: LocalDate, stamp: EventStamp, reason: string): Promise<void> {
  await issueFromLot(ctx, lot, lot.balance, { reason, stamp, locked: true });
  lot.openedOn = day;
}

/** The cook opens the next bottle: from now on the dishes of the day refer to it too. */
export async function openLot(ctx: Ctx, input: { lot: string; skipReason?: string | null }): Promise<Lot> {
  const seen = await ctx.get(Lot, input.lot, 'lot');
  const canteen = await ctx.load(seen.canteen);
  const ingredient = await ctx.load(seen.ingredient);
  if (!ingredient.byDay) throw new DomainError('LOT_NOT_BY_DAY', { ingredient: ingredient.name }, 'lot');

  const now = ctx.now();
  const day = await dayAt(ctx, canteen, now);
  const lots = await lotsFor(ctx, canteen, new Map([[ingredient.id, ingredient]]), [{ lot: seen.id }], day, true);
  const lot = lots.get(seen.id) ?? seen;
  if (lot.openedOn) throw new DomainError('LOT_ALREADY_OPEN', { lotCode: lot.lotCode, openedOn: lot.openedOn }, 'lot');
  checkIssuable(lot, now, 'lot');
  if (!input.skipReason) {
    const closed = [...lots.values()].filter((one) => isOffered(one, now) && one.openedOn === null).map(stockLot);
    const offered = passedOver(stockLot(lot), closed, new Map());
    if (offered) {
      const { code, params } = skipNeedsReason(stockLot(lot), offered, '');
      throw new DomainError(code, params, 'skipReason');
    }
  }
  const stamp = await stampEvent(ctx, { canteen }, 'ledger', '');
  await openWhole(ctx, lot, day, stamp, input.skipReason ?? '开封');
  return lot;
}

/** The needs of every start in the store's units; one line per start and ingredient. */
async function needsOf(
  ctx: Ctx,
  starts: readonly Start[],
): Promise<{ ingredients: Map<string, Ingredient>; conversions: Map<string, Conversion>; needs: Need[] }> {
  const lines = new Map(
    await Promise.all(
      starts.map(async ({ key, recipe }) => [key, await ctx.list(RecipeLine, 'recipe', recipe.id, { lineNo: 'asc' })] as const),
    ),
  );
  const ids = new Set([...lines.values()].flat().map((line) => line.ingredient.id));
  const ingredients = new Map((await ctx.loadMany(Ingredient, [...ids])).map((ingredient) => [ingredient.id, ingredient]));
  const conversions = new Map(
    await Promise.all(
      [...ingredients.values()].map(async ({ id, pieceWeight }) => {
        const packs = await ctx.list(IngredientPack, 'ingredient', id);
        return [id, conversionOf({ pieceWeight, packs })] as const;
      }),
    ),
  );

  const needs = new Map<string, Need>();
  const errors: DomainError[] = [];
  for (const { key, dish, recipe, portions, field } of starts) {
    for (const gross of grossNeeds({ portions: recipe.portions, lines: lines.get(key) ?? [] }, portions)) {
      const ingredient = ingredients.get(gross.ingredient.id)!;
      try {
        const quantity = inStockUnit(gross.quantity, ingredient.unit, conversions.get(ingredient.id)!);
        const before = needs.get(`${key} ${ingredient.id}`);
        const needed = before ? before.needed.plus(quantity) : quantity;
        needs.set(`${key} ${ingredient.id}`, { item: key, ingredient: ingredient.id, needed });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const params = { dish: dish.name, ingredient: ingredient.name, ...error.params };
        errors.push(new DomainError('RECIPE_UNIT_MISMATCH', params, field));
      }
    }
  }
  refuseAll(errors);
  return { ingredients, conversions, needs: [...needs.values()] };
}

/** The cook's choices, weighed in the store's units. What the recipe does not hold is refused by the plan. */
function chosenOf(
  starts: readonly Start[],
  ingredients: ReadonlyMap<string, Ingredient>,
  conversions: ReadonlyMap<string, Conversion>,
): { chosen: ChosenTake[]; errors: DomainError[] } {
  const errors: DomainError[] = [];
  const chosen = starts.flatMap((start) =>
    start.takes.map((take, i): ChosenTake => {
      const field = `${start.field}.takes.${i}`;
      const known = ingredients.get(take.ingredient.toLowerCase());
      let quantity = take.quantity ?? null;
      try {
        if (quantity && known) quantity = quantity.in(known.unit, conversions.get(known.id)).round(6);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        errors.push(new DomainError(error.code, error.params, `${field}.quantity`));
      }
      return {
        item: start.key,
        ingredient: take.ingredient.toLowerCase(),
        lot: take.lot.toLowerCase(),
        quantity,
        skipReason: take.skipReason?.trim() || null,
        field,
      };
    }),
  );
  return { chosen, errors };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** No bottle stands open longer; what was opened before is not looked for, however old the canteen's books are. */
const daysOpenAtMost = 366;

/** Everything the meal could be made from, and what was named besides: held, expired or empty, to say why it is refused. */
async function lotsFor(
  ctx: Ctx,
  canteen: Canteen,
  ingredients: ReadonlyMap<string, Ingredient>,
  chosen: readonly { lot: string }[],
  day: LocalDate,
  lock: boolean,
): Promise<Map<string, Lot>> {
  const named = [...new Set(chosen.map((choice) => choice.lot))].filter((id) => UUID.test(id));
  const inStock = { ingredient: { $in: [...ingredients.keys()] }, hold: 'NONE', balance: { value: { $gt: '0' } } };
  const where = { canteen: canteen.id, $or: [inStock, { id: { $in: named } }] };
  const lots = await ctx.find(Lot, where, { orderBy: { id: 'asc' }, lock });
  // Only now: what another cook opened while this one waited for the locks stands open for both.
  const byDay = [...ingredients.values()].filter((ingredient) => ingredient.byDay).map((ingredient) => ingredient.id);
  const since = day.plusDays(-daysOpenAtMost);
  const open = await ctx.find(Lot, { canteen: canteen.id, ingredient: { $in: byDay }, hold: 'NONE', openedOn: { $gte: since } });
  return new Map([...lots, ...open].map((lot) => [lot.id, lot]));
}

/** Why a lot that the cook named cannot be taken: unknown here, later than the cooking, expired, held, empty. */
function chosenProblems(
  chosen: readonly ChosenTake[],
  lots: ReadonlyMap<string, Lot>,
  day: LocalDate,
  at: Date,
): DomainError[] {
  return collect(
    chosen.map((choice) => () => {
      const field = `${choice.field}.lot`;
      const lot = lots.get(choice.lot);
      if (!lot) throw new DomainError('NOT_FOUND', { what: 'Lot', id: choice.lot.slice(0, 40) }, field);
      if (lot.ingredient.id !== choice.ingredient) throw new DomainError('LOT_OF_OTHER_INGREDIENT', {}, field);
      // An opened pack has left the store; its balance says nothing about what still stands in the kitchen.
      if (openOn([lot], day).length > 0 && lot.hold === 'NONE' && !choice.quantity) return;
      checkIssuable(lot, at, field);
      if (lot.receivedAt > at) {
        throw new DomainError('LOT_RECEIVED_LATER', { lotCode: lot.lotCode, receivedAt: lot.receivedAt }, field);
      }
    }),
  );
}

/** May the house itself propose this lot for something cooked at that time? */
function isOffered(lot: Lot, at: Date): boolean {
  return lot.receivedAt <= at && collect([() => checkIssuable(lot, at)]).length === 0;
}

function openPacks(lots: Iterable<Lot>, day: LocalDate): Map<string, Lot[]> {
  const byIngredient = new Map<string, Lot[]>();
  for (const lot of lots) {
    if (lot.openedOn === null || lot.hold !== 'NONE') continue;
    byIngredient.set(lot.ingredient.id, [...(byIngredient.get(lot.ingredient.id) ?? []), lot]);
  }
  return new Map([...byIngredient].map(([ingredient, packs]) => [ingredient, openOn(packs, day)]));
}

export function stockLot(lot: Lot): StockLot {
  const { id, lotCode, balance, expiryDate, receivedAt } = lot;
  return { id, lotCode, ingredient: lot.ingredient.id, balance, expiryDate, receivedAt };
}

/** One refusal per ingredient, with the figures of the whole meal: what a storekeeper can act on. */
function shortages(
  starts: readonly Start[],
  { ingredients, lots, needs, takes, seasonings }: Omit<Provision, 'errors' | 'open'>,
  at: Date,
): DomainError[] {
  const lacking = [...takes.short, ...seasonings.missing.map((need) => ({ need, short: need.needed }))];
  return [...new Set(lacking.map(({ need }) => need.ingredient))].map((id) => {
    const { name, unit } = ingredients.get(id)!;
    const sum = (quantities: Quantity[]) => quantities.reduce((total, quantity) => total.plus(quantity), Quantity.zero(unit));
    const mine = lacking.filter(({ need }) => need.ingredient === id);
    const dishes = starts.filter((start) => mine.some(({ need }) => need.item === start.key));
    const params = {
      ingredient: name,
      ingredientId: id,
      needed: sum(needs.filter((need) => need.ingredient === id).map((need) => need.needed)),
      available: sum([...lots.values()].filter((lot) => lot.ingredient.id === id && isOffered(lot, at)).map((lot) => lot.balance)),
      short: sum(mine.map((lack) => lack.short)),
      dishes: dishes.map((start) => start.dish.name),
    };
    return new DomainError('STOCK_SHORT', params, dishes[0]!.field);
  });
}
