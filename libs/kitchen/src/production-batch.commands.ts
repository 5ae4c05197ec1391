import { DomainError, refuseAll } from '@canteen/kernel';
import { MealService, MenuItem, startCooking } from '@canteen/menus';
import { Person, dayAt, stampEvent } from '@canteen/people';
import type { EventStamp } from '@canteen/people';
import type { Ctx } from '@canteen/platform';
import { type Lot, issueFromLot } from '@canteen/receiving';
import { Dish, RecipeVersion } from '@canteen/recipes';
import { CorrectiveAction } from './corrective-action.entity.ts';
import { openWhole, provide } from './lot-take.commands.ts';
import type { Provision, Start, TakeData } from './lot-take.commands.ts';
import { LotTake } from './lot-take.entity.ts';
import type { KitchenPolicy } from './policy.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { batchLife, checkCoreTemperature, checkPortions, needsCoreTemperature } from './production-batch.rules.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';

export interface StartBatchData {
  item: string;
  /** As planned on the menu unless said. */
  portions?: number | null;
  /** The cook's own choice of lots; what it leaves open the house proposes. */
  takes?: readonly TakeData[] | null;
  /** Another batch of a dish that was started already; without saying so a second tap cooks nothing. */
  again?: boolean | null;
}

export interface StartBatchesData {
  service: string;
  /** Without them: every dish of the meal that was not started yet. */
  items?: readonly StartBatchData[] | null;
  occurredAt?: Date | null;
  lateReason?: string | null;
}

/** One tap for a whole meal: batches, and what they take from the lots that expire first. All of it, or nothing. */
export async function startBatches(ctx: Ctx, input: StartBatchesData): Promise<ProductionBatch[]> {
  // Two cooks who start the same meal: the second one finds it started.
  const service = await ctx.lock(MealService, input.service, 'service');
  const canteen = await ctx.load(service.canteen);
  const stamp = await stampEvent(ctx, { ...input, canteen }, 'ledger', '');
  // Told today of a meal of last week, it would stand there as if it had been on time.
  if ((await dayAt(ctx, canteen, stamp.occurredAt)).gt(service.day)) throw new DomainError('BATCH_AFTER_MEAL', { day: service.day }, 'occurredAt');
  const starts = await startsOf(ctx, service, input.items ?? null);
  if (starts.length === 0) throw new DomainError('NOTHING_TO_START', {}, 'service');
  // Before anything refers to the items: from here on nobody takes them off the menu.
  await startCooking(ctx, starts.map((start) => start.item));

  const provision = await provide(ctx, canteen, starts, stamp.occurredAt, { lock: true });
  refuseAll(provision.errors);

  const day = await dayAt(ctx, canteen, stamp.occurredAt);
  const numbers = await numbersFor(ctx, canteen.organizationId, day, starts.length);
  const cook = ctx.em.getReference(Person, ctx.personId(), { wrapped: true });
  const batches = new Map(
    starts.map((start, i) => [
      start.key,
      ctx.create(ProductionBatch, {
        ...stamp,
        canteen,
        number: numbers[i]!,
        service,
        item: start.item,
        dish: start.dish,
        recipe: start.recipe,
        state: 'COOKING',
        portions: start.portions,
        cook,
      }),
    ]),
  );
  await takeLots(ctx, provision, batches, day, stamp);
  return [...batches.values()];
}

/** Writes the plan down: what is issued leaves the store, what stands open is referred to. */
async function takeLots(
  ctx: Ctx,
  { lots, takes, seasonings }: Provision,
  batches: ReadonlyMap<string, ProductionBatch>,
  day: Parameters<typeof openWhole>[2],
  stamp: EventStamp,
): Promise<void> {
  for (const id of seasonings.opens) {
    const first = seasonings.attributions.find((attribution) => attribution.lot === id)!;
    await openWhole(ctx, lots.get(id)!, day, stamp, batches.get(first.item)!.number);
  }
  for (const take of takes.takes) {
    await issueFromLot(ctx, lots.get(take.lot)!, take.quantity, { reason: batches.get(take.item)!.number, stamp, locked: true });
  }
  const all = [
    ...takes.takes.map((take) => ({ ...take, basis: 'ISSUED' as const })),
    ...seasonings.attributions.map((attribution) => ({ ...attribution, quantity: null, basis: 'OPENED_BY_DAY' as const })),
  ];
  for (const { item, lot: lotId, quantity, basis, skipReason } of all) {
    const batch = batches.get(item)!;
    const lot: Lot = lots.get(lotId)!;
    ctx.create(LotTake, { canteen: batch.canteen, batch, ingredient: lot.ingredient, lot, quantity, basis, skipReason });
  }
}

/** A finished batch may be served: the core was hot enough, or was made so. */
export async function finishBatch(ctx: Ctx, id: string): Promise<ProductionBatch> {
  const batch = await ctx.lock(ProductionBatch, id, 'id');
  const next = batchLife.next(batch.state, 'FINISH');
  const dish = await ctx.load(batch.dish);
  if (needsCoreTemperature(dish)) {
    const policy = await ctx.policy<KitchenPolicy>('kitchen', batch.organizationId);
    const readings = await ctx.find(TemperatureReading, { batch: batch.id });
    const corrections = await ctx.find(CorrectiveAction, { batch: batch.id });
    checkCoreTemperature(dish.name, readings, corrections, policy.coreMin);
  }
  batch.state = next;
  batch.finishedAt = ctx.now();
  return batch;
}

/** What must not be served is thrown away, and why is on record as its corrective action. */
export async function discardBatch(ctx: Ctx, id: string, reason: string): Promise<ProductionBatch> {
  const batch = await ctx.lock(ProductionBatch, id, 'id');
  batch.state = batchLife.next(batch.state, 'DISCARD');
  if (!reason) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  const stamp = await stampEvent(ctx, { canteen: batch.canteen }, 'reading', '');
  ctx.create(CorrectiveAction, { ...stamp, canteen: batch.canteen, batch, action: 'DISCARDED', note: reason });
  return batch;
}

/** What would be cooked now, said without doing it: the dishes of the meal that were not started. */
export async function unstartedOf(ctx: Ctx, service: MealService): Promise<(Start & { item: MenuItem })[]> {
  return startsOf(ctx, service, null);
}

async function startsOf(
  ctx: Ctx,
  service: MealService,
  chosen: readonly StartBatchData[] | null,
): Promise<(Start & { item: MenuItem })[]> {
  const items = await ctx.list(MenuItem, 'service', service.id, { position: 'asc' });
  const begun = await ctx.find(ProductionBatch, { service: service.id, state: { $ne: 'DISCARDED' } });
  const cooked = new Set(begun.map((batch) => batch.item.id));
  const wanted: { data: StartBatchData; field: string | null }[] = chosen
    ? chosen.map((data, i) => ({ data, field: `items.${i}` }))
    : items.filter((item) => !cooked.has(item.id)).map((item) => ({ data: { item: item.id }, field: null }));

  const { maxPortions } = await ctx.policy<KitchenPolicy>('kitchen', service.organizationId);
  const dishes = new Map((await ctx.loadMany(Dish, items.map((item) => item.dish.id))).map((dish) => [dish.id, dish]));
  const recipeIds = [...dishes.values()].flatMap((dish) => dish.currentRecipe?.id ?? []);
  const recipes = new Map((await ctx.loadMany(RecipeVersion, recipeIds)).map((recipe) => [recipe.id, recipe]));

  const errors: DomainError[] = [];
  const starts = wanted.flatMap(({ data, field }, i) => {
    const item = items.find((one) => one.id === data.item.toLowerCase());
    const dish = item && dishes.get(item.dish.id);
    if (!item || !dish) {
      errors.push(new DomainError('NOT_FOUND', { what: 'MenuItem', id: data.item.slice(0, 40) }, `${field}.item`));
      return [];
    }
    // The meal is locked: of two who name the same dish at once, the second finds it started.
    if (cooked.has(item.id) && !data.again) {
      errors.push(new DomainError('BATCH_ALREADY_STARTED', { dish: dish.name }, field ?? 'service'));
      return [];
    }
    cooked.add(item.id);
    const recipe = dish.currentRecipe && recipes.get(dish.currentRecipe.id);
    if (!recipe) {
      errors.push(new DomainError('BATCH_NEEDS_RECIPE', { dish: dish.name }, field ?? 'service'));
      return [];
    }
    const portions = data.portions ?? item.plannedPortions;
    try {
      checkPortions(portions, maxPortions, field ? `${field}.portions` : 'service');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(error);
    }
    return [{ key: String(i), item, dish, recipe, portions, takes: data.takes ?? [], field }];
  });
  refuseAll(errors);
  return starts;
}

async function numbersFor(ctx: Ctx, organizationId: string, day: Parameters<Ctx['nextNumber']>[2], count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let i = 0; i < count; i++) numbers.push(await ctx.nextNumber('PB', organizationId, day));
  return numbers;
}
