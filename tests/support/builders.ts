// One builder per record: each makes what it needs, through the modules' own commands, and says only what a test cares about.
import { createHash } from 'node:crypto';
import { LocalDate, LocalizedText, Money, Quantity, Rate, type Unit } from '@canteen/kernel';
import {
  addSupplierDocument, approveSupplier, createIngredient, createSupplier, Supplier, type Ingredient, type IngredientData, type ReceiptDocumentKind,
  type SupplierData,
} from '@canteen/catalog';
import { finishBatch, ProductionBatch, recordTemperature, startBatches, type StartBatchData } from '@canteen/kitchen';
import { createMenu, type MealService, mealsOf, Menu, type MenuItem, publishMenu, saveMenu, type MealData } from '@canteen/menus';
import { stampEvent } from '@canteen/people';
import { StoredFile } from '@canteen/platform';
import { type DishPrice, setDishPrice } from '@canteen/pricing';
import { acceptGoodsReceipt, GoodsReceipt, Lot, lotClock, openGoodsReceipt, ReceiptLine, StockMovement, type GoodsReceiptData, type LineData, type LotHold } from '@canteen/receiving';
import { adoptRecipe, createDish, Dish, draftRecipe, type DishInput } from '@canteen/recipes';
import { RetainedSample, takeSamples, type SampleData } from '@canteen/retention';
import type { Caller, TestApi, World } from './api.ts';
import { TODAY } from './api.ts';

/** An institution of the world: the first one, or the one next door. */
export interface Place extends Pick<World, 'canteen'> {
  manager: Caller;
  storekeeper: Caller;
  officer: Caller;
  cook: Caller;
}

let made = 0;
/** Names differ, so that no rule about doubles is met by accident. */
const named = (zh: string, en: string): LocalizedText => LocalizedText.of(`${zh}${++made}`, `${en} ${made}`);

export function anIngredient(api: TestApi, w: Place, data: Partial<IngredientData> = {}): Promise<Ingredient> {
  return api.act(w.manager, (ctx) =>
    createIngredient(ctx, { name: named('原料', 'Ingredient'), category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', ...data }),
  );
}

export interface LotOptions {
  ingredient: Ingredient;
  quantity?: string;
  lotCode?: string;
  expiryDate?: string | null;
  hold?: LotHold;
  receivedAt?: Date;
}

/** Stock as a delivery would have left it, without the delivery. */
export function aLot(api: TestApi, w: Place, options: LotOptions): Promise<Lot> {
  const { ingredient, quantity = '10', hold = 'NONE', receivedAt = api.now() } = options;
  const expiryDate = options.expiryDate ? LocalDate.of(options.expiryDate) : null;
  const received = Quantity.of(quantity, ingredient.unit);
  return api.act(w.storekeeper, async (ctx) => {
    const { canteen } = w;
    const clocks = lotClock({ productionDate: null, expiryDate }, { nearExpiryFraction: 0.2, nearExpiryDays: 3 }, 'Asia/Shanghai');
    const lot = ctx.create(Lot, {
      canteen: canteen.id, organizationId: canteen.organizationId, ingredient: ingredient.id, lotCode: options.lotCode ?? `L${++made}`,
      expiryDate, receivedAt, received, balance: received, hold, ...clocks,
    });
    const stamp = await stampEvent(ctx, { canteen }, 'ledger');
    ctx.create(StockMovement, { canteen: canteen.id, organizationId: canteen.organizationId, lot, kind: 'RECEIPT', quantity: received, ...stamp });
    return lot;
  });
}

export interface DishOptions extends Partial<DishInput> {
  /** Portions the lines are for. */
  portions?: number;
  lines?: { ingredient: Ingredient; net: string; unit?: Unit; yieldRate?: string }[];
}

/** A dish with an adopted recipe; without lines, with none. */
export async function aDish(api: TestApi, w: Place, options: DishOptions = {}): Promise<Dish> {
  const { portions = 100, lines = [], ...input } = options;
  const dish = await api.act(w.manager, (ctx) =>
    createDish(ctx, { name: named('菜', 'Dish'), category: 'MEAT', portion: Quantity.of('300', 'g'), ...input }),
  );
  if (lines.length > 0) {
    const recipe = await api.act(w.manager, (ctx) =>
      draftRecipe(ctx, {
        dish: dish.id,
        portions,
        lines: lines.map(({ ingredient, net, unit = ingredient.unit, yieldRate = '1' }) => ({ ingredient: ingredient.id, net: Quantity.of(net, unit), yieldRate })),
      }),
    );
    await api.act(w.manager, (ctx) => adoptRecipe(ctx, recipe.id));
  }
  return api.reload(Dish, dish.id);
}

export interface MealOptions {
  dishes: { dish: { id: string }; portions?: number }[];
  day?: string;
  meal?: MealData['meal'];
  serviceStart?: string;
  serviceEnd?: string;
}

/** A meal on the menu of its week, whatever else that menu holds. */
export async function aMeal(api: TestApi, w: Place, options: MealOptions): Promise<{ service: MealService; items: MenuItem[] }> {
  const day = LocalDate.of(options.day ?? TODAY);
  const meal = options.meal ?? 'LUNCH';
  const weekStart = day.startOfWeek();
  return api.act(w.manager, async (ctx) => {
    const [known] = await ctx.find(Menu, { canteen: w.canteen.id, weekStart });
    const menu = known ?? (await createMenu(ctx, { canteen: w.canteen.id, weekStart }));
    if (!known) await ctx.em.flush();
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const before = (await mealsOf(ctx, menu)).map(({ service, items }): MealData => ({
      day: service.day,
      meal: service.meal,
      serviceStart: clock.format(service.serviceStart),
      serviceEnd: clock.format(service.serviceEnd),
      plannedDiners: service.plannedDiners,
      items: items.map((item) => ({ dish: item.dish.id, plannedPortions: item.plannedPortions })),
    }));
    await saveMenu(ctx, menu.id, menu.version, [
      ...before,
      {
        day,
        meal,
        serviceStart: options.serviceStart ?? '11:30',
        serviceEnd: options.serviceEnd ?? '12:30',
        plannedDiners: 100,
        items: options.dishes.map(({ dish, portions = 100 }) => ({ dish: dish.id, plannedPortions: portions })),
      },
    ]);
    await ctx.em.flush();
    const found = (await mealsOf(ctx, menu)).find(({ service }) => service.day.eq(day) && service.meal === meal);
    return found!;
  });
}

export interface BatchOptions extends Partial<Omit<StartBatchData, 'item'>> {
  service: { id: string };
  item: { id: string };
  /** Measured at this core temperature and finished. */
  finishedAt?: string;
}

export async function aBatch(api: TestApi, w: Place, { service, item, finishedAt, ...data }: BatchOptions): Promise<ProductionBatch> {
  const [batch] = await api.act(w.cook, (ctx) => startBatches(ctx, { service: service.id, items: [{ item: item.id, ...data }] }));
  if (finishedAt) {
    await api.act(w.cook, (ctx) => recordTemperature(ctx, { batch: batch!.id, celsius: finishedAt }));
    await api.act(w.cook, (ctx) => finishBatch(ctx, batch!.id));
  }
  return api.reload(ProductionBatch, batch!.id);
}

export async function aSample(api: TestApi, w: Place, data: Partial<SampleData> & { batch: string }): Promise<RetainedSample> {
  const [sample] = await api.act(w.officer, (ctx) => takeSamples(ctx, [{ grams: '150', ...data }]));
  return api.reload(RetainedSample, sample!.id);
}

export interface SupplierOptions extends Partial<SupplierData> {
  /** Last day of its food licence; null: without one. */
  licenceTo?: string | null;
  /** Left an applicant. */
  approved?: boolean;
}

/** An approved supplier whose licence covers the days of the tests. */
export async function aSupplier(api: TestApi, w: Place, { licenceTo = '2027-12-31', approved = true, ...data }: SupplierOptions = {}): Promise<Supplier> {
  const supplier = await api.act(w.manager, (ctx) => createSupplier(ctx, { name: named('供货者', 'Supplier'), ...data }));
  if (licenceTo !== null) {
    await api.act(w.manager, (ctx) =>
      addSupplierDocument(ctx, supplier.id, { kind: 'FOOD_LICENCE', validFrom: LocalDate.of('2023-01-01'), validTo: LocalDate.of(licenceTo) }),
    );
    if (approved) await api.act(w.manager, (ctx) => approveSupplier(ctx, supplier.id));
  }
  return api.reload(Supplier, supplier.id);
}

export interface ReceiptOptions extends Partial<Omit<GoodsReceiptData, 'lines' | 'supplier' | 'documents'>> {
  supplier?: { id: string };
  lines?: (Partial<Omit<LineData, 'ingredient'>> & { ingredient: Ingredient })[];
  /** Papers for all lines; every kind there is unless said otherwise. */
  papers?: readonly ReceiptDocumentKind[];
  /** By the officer, every line. */
  accepted?: boolean;
}

const everyPaper: readonly ReceiptDocumentKind[] = ['INVOICE', 'QUARANTINE_CERT', 'INSPECTION_CERT', 'TEST_REPORT', 'CONFORMITY_CERT'];

/** A delivery of one line of 10 stock units unless said otherwise, waiting for the second person. */
export async function aReceipt(api: TestApi, w: Place, options: ReceiptOptions = {}): Promise<GoodsReceipt & { rows: ReceiptLine[] }> {
  const { papers = everyPaper, accepted = false, ...data } = options;
  const supplier = options.supplier ?? (await aSupplier(api, w));
  const given = options.lines ?? [{ ingredient: await anIngredient(api, w) }];
  const file = papers.length > 0 ? await aFile(api, w) : null;
  const lines = given.map(({ ingredient, ...line }): LineData => ({
    delivered: Quantity.of('10', ingredient.unit),
    unitPrice: Rate.of('8', ingredient.unit),
    arrivalTemperature: ingredient.storage === 'CHILLED' ? '4' : ingredient.storage === 'FROZEN' ? '-18' : null,
    ...line,
    ingredient: ingredient.id,
  }));
  const documents = papers.map((kind) => ({ kind, file: file!.id }));
  const receipt = await api.act(w.storekeeper, (ctx) =>
    openGoodsReceipt(ctx, { present: true, ...data, canteen: w.canteen.id, supplier: supplier.id, lines, documents }),
  );
  const rows = await api.act(w.storekeeper, (ctx) => ctx.find(ReceiptLine, { receipt: receipt.id }, { orderBy: { lineNo: 'asc' } }));
  if (accepted) await api.act(w.officer, (ctx) => acceptGoodsReceipt(ctx, receipt.id, rows.map((line) => ({ line: line.id, accept: true }))));
  return Object.assign(await api.reload(GoodsReceipt, receipt.id), { rows });
}

export interface FileOptions {
  contentType?: string;
  name?: string;
}

/** An uploaded file as the store leaves it, without its bytes; only its uploader can attach it. */
export function aFile(api: TestApi, w: Place, uploader: { id: string } = w.storekeeper, { contentType = 'image/jpeg', name = 'photo.jpg' }: FileOptions = {}): Promise<StoredFile> {
  const hash = createHash('sha256').update(`${name} ${++made}`).digest('hex');
  return api.act(uploader, async (ctx) =>
    ctx.create(StoredFile, {
      organizationId: w.canteen.organizationId, name, contentType, size: 3, hash, uploadedBy: uploader.id, complete: true, received: 3, parts: [],
    }),
  );
}

export function aDishPrice(api: TestApi, w: Place, { dish, amount = '12.00', from = TODAY }: { dish: { id: string }; amount?: string; from?: string }): Promise<DishPrice> {
  return api.act(w.manager, (ctx) =>
    setDishPrice(ctx, { canteen: w.canteen.id, dish: dish.id, price: Money.of(amount), effectiveFrom: LocalDate.of(from) }),
  );
}

/** A dish that can be published: a recipe of one ingredient, or of the given ones, and a price from today on. */
export async function aServableDish(api: TestApi, w: Place, { amount = '12.00', ...options }: DishOptions & { amount?: string } = {}): Promise<Dish> {
  const lines = options.lines ?? [{ ingredient: await anIngredient(api, w), net: '5' }];
  const dish = await aDish(api, w, { ...options, lines });
  await aDishPrice(api, w, { dish, amount });
  return dish;
}

export interface MenuOptions {
  weekStart?: string;
  meals: {
    day: string;
    meal?: MealData['meal'];
    serviceStart?: string;
    serviceEnd?: string;
    dishes: { id: string }[];
    portions?: number;
  }[];
  published?: boolean;
}

/** A week with its meals, next week's unless said. */
export async function aMenu(api: TestApi, w: Place, { weekStart = '2026-11-23', meals, published = false }: MenuOptions): Promise<Menu> {
  const menu = await api.act(w.manager, (ctx) => createMenu(ctx, { canteen: w.canteen.id, weekStart: LocalDate.of(weekStart) }));
  await api.act(w.manager, (ctx) =>
    saveMenu(ctx, menu.id, 1, meals.map(({ day, meal = 'LUNCH', serviceStart = '11:30', serviceEnd = '12:30', dishes, portions = 100 }) => ({
      day: LocalDate.of(day), meal, serviceStart, serviceEnd, plannedDiners: 100, items: dishes.map(({ id }) => ({ dish: id, plannedPortions: portions })),
    }))),
  );
  if (published) await api.act(w.manager, (ctx) => publishMenu(ctx, menu.id));
  return api.reload(Menu, menu.id);
}
