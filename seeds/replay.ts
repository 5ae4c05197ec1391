import { Decimal, LocalDate, Quantity, Rate, UNITS, type Unit } from '@canteen/kernel';
import { keepFile, type Ctx } from '@canteen/platform';
import { requiredDocuments, type ReceiptDocumentKind } from '@canteen/catalog';
import { finishBatch, openLot, recordCorrectiveAction, recordTemperature, startBatches } from '@canteen/kitchen';
import { createMenu, mealsOf, publishMenu, saveMenu, type MealData } from '@canteen/menus';
import { closePeriod, countersignLateEntry } from '@canteen/people';
import {
  acceptGoodsReceipt, Lot, openGoodsReceipt, quarantineLot, ReceiptLine, recordRawMaterialTest, type LineData,
} from '@canteen/receiving';
import { disposeSample, RetainedSample, takeSamples } from '@canteen/retention';
import { ingredientOf, type Books } from './catalog.ts';
import { dayClock, disorders, mealClock, roundDays, type Disorder, type MealKind } from './days.ts';
import { pdf, thermometer } from './files.ts';
import type { IngredientSeed, Round } from './ingredients.ts';
import { isTold, mealsOn, needsOf, serves, type PlannedMeal } from './plan.ts';
import { chance, NotYet, ZONE, type Stage } from './stage.ts';
import type { SupplierSeed } from './suppliers.ts';

interface Served {
  service: string;
  /** batches in the order of the bill, once cooking has begun */
  batches: { id: string; dish: string; hot: boolean }[];
}

type Supply = { id: string; seed: SupplierSeed };

interface Goods {
  seed: IngredientSeed;
  data: LineData;
  /** why the second person sends it back */
  refused?: string;
}

interface Delivery {
  supplier: Supply;
  goods: readonly Goods[];
  note?: string;
  late?: { occurredAt: Date; lateReason: string };
}

interface Step {
  at: Date;
  run: () => Promise<void>;
}

type DisorderOf<K extends Disorder['kind']> = Extract<Disorder, { kind: K }>;

/** Plays the days of one canteen, one act after another, up to the last moment that has come. */
export class Replay {
  private readonly meals = new Map<string, Served>();
  private readonly papers = new Map<string, string>();
  private readonly servedDays: readonly LocalDate[];
  private lastClosed: string;
  private receipts = 0;

  constructor(
    private readonly stage: Stage,
    private readonly books: Books,
    private readonly firstDay: LocalDate,
  ) {
    const days: LocalDate[] = [];
    for (let day = stage.today; day.gte(firstDay); day = day.plusDays(-1)) {
      if (day.eq(stage.today) || serves(stage.place.seed, day, stage.today)) days.push(day);
    }
    this.servedDays = days;
    this.lastClosed = firstDay.plusDays(-31).month;
  }

  private get canteen(): string {
    return this.stage.place.canteen.id;
  }

  private planned(day: LocalDate): PlannedMeal[] {
    return mealsOn(this.stage.place.seed, day, this.stage.today);
  }

  private disorder<K extends Disorder['kind']>(kind: K, day: LocalDate): DisorderOf<K>[] {
    const ago = this.servedDays.findIndex((one) => one.eq(day));
    return disorders.filter((one): one is DisorderOf<K> => one.at === this.stage.place.seed.key && one.kind === kind && one.ago === ago);
  }

  /** The week that the first day lies in, published the day before. */
  async begin(): Promise<void> {
    await this.publishWeek(this.firstDay.startOfWeek());
    if (this.firstDay.weekday > 5) await this.publishWeek(this.firstDay.startOfWeek().plusDays(7));
  }

  async day(day: LocalDate): Promise<void> {
    const { stage } = this;
    const steps: Step[] = [];
    const plan = (time: string, run: () => Promise<void>) => steps.push({ at: day.instantAt(time, ZONE), run });
    const meals = this.planned(day);
    if (meals.length > 0) {
      plan(dayClock.receive, () => this.receive(day));
      if (isTold(day, stage.today)) {
        plan(dayClock.coldMorning, () => this.coldStores(day, ['morning']));
        plan(dayClock.coldAfternoon, () => this.coldStores(day, ['afternoon']));
      } else plan(dayClock.coldMorning, () => this.coldStores(day, ['morning', 'afternoon']));
      for (const one of this.disorder('reading-late', day)) plan('13:40', () => this.readingLate(day, one));
      for (const one of this.disorder('lot-quarantined', day)) plan(dayClock.quarantine, () => this.quarantine(one));
      for (const one of this.disorder('receipt-late', this.before(day))) plan('14:10', () => this.receiptLate(this.before(day), one));
      for (const meal of meals) {
        const clock = mealClock[meal.meal];
        if (isTold(day, stage.today)) {
          plan(clock.start, () => this.kitchenAct(meal, 'startBatches', (ctx) => this.start(ctx, meal)));
          plan(clock.finish, () => this.kitchenAct(meal, 'finishBatch', (ctx) => this.finish(ctx, meal)));
        } else {
          plan(clock.start, () => this.kitchenAct(meal, 'startBatches', async (ctx) => {
            await this.start(ctx, meal);
            stage.setClock(day, clock.finish);
            await this.finish(ctx, meal);
          }));
        }
        plan(clock.sample, () => this.sample(meal));
      }
      plan(dayClock.dispose, () => this.dispose());
      if (this.isMonthly(day)) plan(dayClock.open, () => this.openSeasonings());
    }
    if (day.weekday === 5) plan(dayClock.plan, () => this.publishWeek(day.startOfWeek().plusDays(7)));
    if (day.toString().endsWith('-10')) plan(dayClock.countersign, () => this.closeMonth(day));
    for (const step of steps.sort((a, b) => a.at.getTime() - b.at.getTime())) {
      if (step.at > stage.until) break;
      stage.setClock(LocalDate.at(step.at, ZONE), clockOf(step.at));
      try {
        await step.run();
      } catch (error) {
        if (error instanceof NotYet) break;
        throw error;
      }
    }
  }

  private before(day: LocalDate): LocalDate {
    return this.servedDays[this.servedDays.findIndex((one) => one.eq(day)) + 1] ?? day.plusDays(-1);
  }

  // ——— menus ———

  private grid(weekStart: LocalDate, from: LocalDate): MealData[] {
    const days = Array.from({ length: 7 }, (_, i) => weekStart.plusDays(i)).filter((day) => day.gte(from));
    return days.flatMap((day) => this.planned(day)).map(({ meal, day, diners, dishes }) => ({
      day,
      meal,
      serviceStart: mealClock[meal].from,
      serviceEnd: mealClock[meal].to,
      plannedDiners: diners,
      items: dishes.map(({ dish, portions }) => ({ dish: this.books.dishes.get(dish)!, plannedPortions: portions })),
    }));
  }

  private async publishWeek(weekStart: LocalDate): Promise<void> {
    // next week stays a draft: the manager who visits the demonstration publishes it
    if (weekStart.gt(this.stage.today)) return;
    const grid = this.grid(weekStart, this.firstDay);
    if (grid.length === 0) return;
    await this.stage.as('manager', 'publishMenu', 'menus:publish', async (ctx) => {
      const menu = await createMenu(ctx, { canteen: this.canteen, weekStart });
      await ctx.em.flush();
      await saveMenu(ctx, menu.id, menu.version, grid);
      await ctx.em.flush();
      await publishMenu(ctx, menu.id);
      for (const { service } of await mealsOf(ctx, menu)) {
        this.meals.set(mealKey(service.day, service.meal as MealKind), { service: service.id, batches: [] });
      }
    });
  }

  /** Next week, written but not published: in one canteen a dish has no price yet, and publishing will say so. */
  async draftNextWeek(): Promise<void> {
    const monday = this.stage.today.startOfWeek();
    const at = this.stage.today.weekday === 1 ? this.stage.today : monday;
    if (this.stage.until < at.instantAt('10:00', ZONE)) this.stage.setClock(this.stage.today, '00:10');
    else this.stage.setClock(at, '10:00');
    const unpriced = this.books.dishes.get('turtle-cake');
    const grid = this.grid(monday.plusDays(7), monday);
    const withNew = grid.map((meal, i) =>
      i === grid.findIndex((one) => one.meal === 'LUNCH') && unpriced ? { ...meal, items: [...meal.items, { dish: unpriced, plannedPortions: 60 }] } : meal);
    await this.stage.as('manager', 'saveMenu', 'menus:write', async (ctx) => {
      const menu = await createMenu(ctx, { canteen: this.canteen, weekStart: monday.plusDays(7) });
      await ctx.em.flush();
      await saveMenu(ctx, menu.id, menu.version, withNew);
    });
  }

  // ——— receiving ———

  private async stock(day: LocalDate): Promise<Map<string, Decimal>> {
    const rows = (await this.stage.host.orm.em.fork().execute(
      `select ingredient_id, sum(balance_value) as balance from lot where canteen_id = ? and hold = 'NONE' and balance_value > 0
        and (expiry_date is null or expiry_date >= ?) group by ingredient_id`,
      [this.canteen, day.toString()],
    )) as unknown as { ingredient_id: string; balance: string }[];
    const keys = new Map([...this.books.ingredients].map(([key, id]) => [id, key]));
    return new Map(rows.map((row) => [keys.get(row.ingredient_id)!, Decimal.of(row.balance)]));
  }

  /** Seasonings come with the first delivery and then every fourth week. */
  private isMonthly(day: LocalDate): boolean {
    const gone = this.firstDay.startOfWeek().daysUntil(day.startOfWeek()) / 7;
    return this.isFirst(day) || (gone > 0 && gone % 4 === 0 && this.isFirstOfWeek(day));
  }

  private isFirst(day: LocalDate): boolean {
    return this.servedDays.at(-1)!.eq(day) || (this.planned(this.servedDays.at(-1)!).length === 0 && this.servedDays.at(-2)?.eq(day) === true);
  }

  private isFirstOfWeek(day: LocalDate): boolean {
    return !this.servedDays.some((one) => one.gte(day.startOfWeek()) && one.lt(day));
  }

  /** Days until a round comes again, the day itself included. */
  private horizon(round: Round, day: LocalDate): LocalDate[] {
    const fixed = roundDays[round];
    const days = [day];
    for (let next = day.plusDays(1); fixed && days.length < 8; next = next.plusDays(1)) {
      // one day longer than the round itself: breakfast is cooked while the lorry is on its way
      days.push(next);
      if (fixed.includes(next.weekday)) break;
    }
    return fixed ? days : [day];
  }

  private async receive(day: LocalDate): Promise<void> {
    const stock = await this.stock(day);
    const today = needsOf(this.planned(day));
    const lacks = (key: string) => (today.get(key) ?? Decimal.ZERO).gt(stock.get(key) ?? Decimal.ZERO);
    const deliveries = new Map<string, { supplier: Supply; goods: Goods[] }>();
    for (const [round, supplier] of this.books.suppliers) {
      const mine = [...this.books.ingredients.keys()].map(ingredientOf).filter((seed) => seed.round === round);
      const comes = roundDays[round]?.includes(day.weekday) || this.isMonthly(day) || mine.some((seed) => lacks(seed.key));
      if (!comes) continue;
      const ahead = needsOf(this.horizon(round, day).flatMap((one) => this.planned(one)));
      const goods = mine.flatMap((seed): Goods[] => {
        const amount = this.amountOf(seed, day, stock, today, ahead);
        return amount?.isPositive() ? [{ seed, data: this.lineOf(seed, amount, day) }] : [];
      });
      if (goods.length === 0) continue;
      const delivery = deliveries.get(supplier.id) ?? { supplier, goods: [] };
      delivery.goods.push(...goods);
      deliveries.set(supplier.id, delivery);
    }
    if (isTold(day, this.stage.today)) for (const delivery of deliveries.values()) await this.deliver(day, [delivery]);
    else await this.deliver(day, [...deliveries.values()]);
  }

  private amountOf(seed: IngredientSeed, day: LocalDate, stock: Map<string, Decimal>, today: Map<string, Decimal>, ahead: Map<string, Decimal>): Decimal | null {
    const there = stock.get(seed.key) ?? Decimal.ZERO;
    if (seed.byDay) return this.isMonthly(day) ? Decimal.of(seed.buy) : null;
    if (seed.buy === 'day') {
      const [surplus] = seed.key === 'milk' ? this.disorder('milk-left-over', day) : [];
      const wanted = today.get(seed.key) ?? Decimal.ZERO;
      if (!surplus) return wanted.minus(there);
      // what was ordered too much outlives the next breakfast
      return wanted.plus(needsOf(this.planned(this.stage.today)).get(seed.key) ?? Decimal.ZERO).plus(surplus.litres).minus(there);
    }
    const lacking = (ahead.get(seed.key) ?? Decimal.ZERO).minus(there);
    return lacking.isPositive() ? lacking.div(seed.buy, 12).round(0, 'up').times(seed.buy) : null;
  }

  /** Written down by one, accepted by another; what arrives too warm goes back, and better comes a little later. */
  private async deliver(day: LocalDate, deliveries: readonly Delivery[]): Promise<void> {
    const { stage } = this;
    const brought = deliveries.map((delivery): Delivery => {
      const [warm] = this.disorder('line-rejected', day);
      const spoiled = delivery.goods.find(({ seed }) => seed.storage === 'CHILLED' && seed.round === warm?.round);
      if (!warm || !spoiled) return delivery;
      const goods = delivery.goods.map((one) => (one === spoiled ? { seed: one.seed, data: { ...one.data, arrivalTemperature: warm.celsius }, refused: warm.reason } : one));
      return { ...delivery, goods };
    });
    const receipts = await this.open(brought);
    stage.wait(3);
    await this.accept(brought, receipts);
    const again = brought.flatMap(({ supplier, goods }): Delivery[] => {
      const back = goods.filter((one) => one.refused).map(({ seed, data }) => ({ seed, data: { ...data, arrivalTemperature: '3.8' } }));
      return back.length > 0 ? [{ supplier, goods: back, note: '换货' }] : [];
    });
    if (again.length === 0) return;
    stage.wait(4);
    const second = await this.open(again);
    stage.wait(2);
    await this.accept(again, second);
  }

  private lineOf(seed: IngredientSeed, amount: Decimal, day: LocalDate): LineData {
    const { stage } = this;
    const luck = (what: string) => stage.chance(String(day), seed.key, what);
    const pack = seed.packs?.find(([, holds, of]) => of === seed.unit && amount.div(holds, 6).isInteger());
    const unit: Unit = pack ? pack[0] : seed.unit;
    const delivered = pack ? amount.div(pack[1], 6).round(0) : amount;
    const perStock = seed.price * (0.94 + 0.12 * luck('price'));
    const price = pack ? perStock * Number(pack[1]) : perStock;
    const left = seed.key === 'milk' && this.disorder('milk-left-over', day).length > 0;
    const made = left ? stage.today.plusDays(-6) : seed.shelfLifeDays ? day.plusDays(-Math.floor(luck('made') * Math.min(1 + seed.shelfLifeDays / 12, 30))) : null;
    return {
      ingredient: this.books.ingredients.get(seed.key)!,
      brand: seed.brand ?? null,
      spec: seed.spec ?? null,
      producer: seed.producer ?? null,
      supplierLot: made ? lotCodeOf(seed, made) : null,
      productionDate: made,
      expiryDate: made && seed.shelfLifeDays ? made.plusDays(seed.shelfLifeDays) : null,
      ordered: seed.buy === 'day' && !pack ? Quantity.of(amount.times(2).round(0, 'up').div(2), seed.unit) : Quantity.of(delivered, unit),
      delivered: Quantity.of(delivered, unit),
      unitPrice: Rate.of(price.toFixed(2), unit),
      arrivalTemperature: seed.storage === 'CHILLED' ? (2 + 4 * luck('cold')).toFixed(1) : seed.storage === 'FROZEN' ? (-19 + 6 * luck('cold')).toFixed(1) : null,
      appearanceOk: true,
    };
  }

  /** The receiver writes the deliveries down and photographs their papers. */
  private async open(deliveries: readonly Delivery[]): Promise<string[]> {
    const { stage } = this;
    // files belong to whoever uploads them, in the organization, so this act asks for its permission itself
    return stage.as('storekeeper', 'openGoodsReceipt', null, async (ctx) => {
      const opened: string[] = [];
      for (const { supplier, goods, note, late } of deliveries) {
        const kinds = new Set<ReceiptDocumentKind>();
        for (const { seed } of goods) for (const kind of await requiredDocuments(ctx, seed.category, stage.place.organizationId)) kinds.add(kind);
        const documents = [];
        for (const kind of kinds) documents.push({ kind, ...(await this.paper(ctx, kind, supplier.seed, goods)) });
        const lines = goods.map(({ data }) => data);
        opened.push((await openGoodsReceipt(ctx, { canteen: this.canteen, supplier: supplier.id, present: true, note: note ?? null, lines, documents, ...late })).id);
      }
      return opened;
    });
  }

  /**
   * An invoice goes with one delivery, a certificate covers a week of one supplier and is attached again. Further back,
   * one of each stands for a month.
   */
  private async paper(ctx: Ctx, kind: ReceiptDocumentKind, supplier: SupplierSeed, goods: readonly Goods[]): Promise<{ number: string; file: string }> {
    const today = LocalDate.at(this.stage.now(), ZONE);
    const told = isTold(today, this.stage.today);
    const period = told ? String(today.startOfWeek()) : today.month;
    const own = told && kind === 'INVOICE';
    const number = own
      ? `SH${String(today).replaceAll('-', '')}${String(++this.receipts).padStart(3, '0')}`
      : `${supplier.creditCode.slice(-4)}-${period.replaceAll('-', '')}`;
    const key = `${kind} ${number}`;
    let file = this.papers.get(key);
    if (!file) {
      const rows = goods.map(({ seed: { name }, data }, i) => `${String(i + 1).padStart(2)}  ${name[0]}  ${data.delivered.toString('zh')}  × ${data.unitPrice.amount} 元/${UNITS[data.unitPrice.unit].zh}`);
      const below = own ? [`日期 ${today}`, '', ...rows] : [`适用 ${period} 起${told ? '一周' : '当月'}送货`, ...(kind === 'INVOICE' ? [] : ['结论：合格'])];
      const bytes = pdf(`${paperNames[kind]} ${number}`, [`供货单位 ${supplier.name[0]}`, `收货单位 ${this.stage.place.seed.name[0]}`, ...below]);
      file = (await keepFile(ctx, this.stage.files, { name: `${kind}-${number}.pdf`, bytes })).id;
      this.papers.set(key, file);
    }
    return { number, file };
  }

  /** The second person's word on every line; vegetables are tested for pesticides first. */
  private async accept(deliveries: readonly Delivery[], receipts: readonly string[]): Promise<void> {
    const { stage } = this;
    const refused = deliveries.flatMap(({ goods }) => goods.filter((one) => one.refused));
    const photo = refused.length === 0 ? null : await stage.as('second', 'uploadFile', null, async (ctx) =>
      (await keepFile(ctx, stage.files, { name: '到货温度.png', bytes: thermometer(refused[0]!.data.arrivalTemperature!) })).id);
    await stage.as('second', 'acceptGoodsReceipt', 'receiving:accept', async (ctx) => {
      for (const [i, { goods }] of deliveries.entries()) {
        const lines = await ctx.list(ReceiptLine, 'receipt', receipts[i]!, { lineNo: 'asc' });
        const tested = goods.findIndex(({ seed }) => seed.category === 'VEGETABLE');
        if (tested >= 0) {
          const measured = (4 + 24 * stage.chance(String(LocalDate.at(stage.now(), ZONE)), 'pesticide')).toFixed(1);
          await recordRawMaterialTest(ctx, { line: lines[tested]!.id, item: '有机磷和氨基甲酸酯类农药残留抑制率', measured, unit: '%' });
        }
        const verdicts = lines.map(({ id: line, lineNo }) => {
          const reason = goods[lineNo - 1]!.refused;
          return reason ? { line, accept: false, reason, photo } : { line, accept: true };
        });
        await acceptGoodsReceipt(ctx, receipts[i]!, verdicts);
      }
    });
  }

  private async receiptLate(day: LocalDate, { reason, countersigned }: DisorderOf<'receipt-late'>): Promise<void> {
    const { stage } = this;
    const seed = ingredientOf('starch');
    const late = { occurredAt: day.instantAt('10:05', ZONE), lateReason: reason };
    const delivery: Delivery = { supplier: this.books.suppliers.get('dry')!, goods: [{ seed, data: this.lineOf(seed, Decimal.of(10), day) }], late };
    const [receipt] = await this.open([delivery]);
    stage.wait(6);
    await this.accept([delivery], [receipt!]);
    if (!countersigned) return;
    stage.wait(12);
    await stage.as('director', 'countersignLateEntry', 'late:countersign', (ctx) => countersignLateEntry(ctx, 'GoodsReceipt', receipt!));
  }

  private async quarantine({ ingredients, reason }: DisorderOf<'lot-quarantined'>): Promise<void> {
    await this.stage.as('officer', 'quarantineLot', 'stock:write', async (ctx) => {
      for (const key of ingredients) {
        const id = this.books.ingredients.get(key);
        const [lot] = id ? await ctx.find(Lot, { canteen: this.canteen, ingredient: id, hold: 'NONE', balance: { value: { $gt: '0' } } }, { limit: 1 }) : [];
        if (lot) return quarantineLot(ctx, lot.id, reason);
      }
      return null;
    });
  }

  // ——— kitchen ———

  private async kitchenAct(meal: PlannedMeal, name: string, fn: (ctx: Ctx) => Promise<void>): Promise<void> {
    await this.stage.as(meal.meal === 'BREAKFAST' ? 'cook2' : 'cook', name, 'kitchen:write', fn);
  }

  private async start(ctx: Ctx, meal: PlannedMeal): Promise<void> {
    const served = this.meals.get(mealKey(meal.day, meal.meal))!;
    const keys = new Map([...this.books.dishes].map(([key, id]) => [id, key]));
    served.batches = (await startBatches(ctx, { service: served.service })).map((batch) => {
      const dish = keys.get(batch.dish.id)!;
      return { id: batch.id, dish, hot: !unheated.has(dish) };
    });
  }

  private async finish(ctx: Ctx, meal: PlannedMeal): Promise<void> {
    const { stage } = this;
    const { batches } = this.meals.get(mealKey(meal.day, meal.meal))!;
    const low = this.disorder('core-low', meal.day).find((one) => one.meal === meal.meal);
    for (const [i, batch] of batches.entries()) {
      if (batch.hot) {
        const celsius = (76 + 18 * stage.chance(String(meal.day), batch.dish, 'core')).toFixed(1);
        if (low?.item === i) {
          await recordTemperature(ctx, { batch: batch.id, celsius: low.celsius });
          stage.wait(1);
          await recordCorrectiveAction(ctx, { batch: batch.id, action: 'REHEATED', note: low.note });
          stage.wait(7);
        }
        await recordTemperature(ctx, { batch: batch.id, celsius });
      }
      await finishBatch(ctx, batch.id);
      stage.wait(1);
    }
  }

  private async coldStores(day: LocalDate, halves: readonly ('morning' | 'afternoon')[]): Promise<void> {
    const { stage } = this;
    const late = this.disorder('reading-late', day).length > 0;
    await stage.as('officer', 'recordTemperature', 'kitchen:write', async (ctx) => {
      for (const half of halves) {
        stage.setClock(day, half === 'morning' ? dayClock.coldMorning : dayClock.coldAfternoon);
        for (const [kind, area] of stage.place.areas) {
          const normal = usual[kind];
          if (normal === undefined || (kind === 'COLD_ROOM' && !isTold(day, stage.today)) || (late && half === 'morning' && kind === 'CHILLED_STORE')) continue;
          await recordTemperature(ctx, { area: area.id, celsius: (normal + 3 * stage.chance(String(day), half, kind) - 1.5).toFixed(1) });
        }
      }
    });
  }

  private async readingLate(day: LocalDate, { reason, countersigned }: DisorderOf<'reading-late'>): Promise<void> {
    const { stage } = this;
    const area = stage.place.areas.get('CHILLED_STORE')!;
    const reading = await stage.as('officer', 'recordTemperature', 'kitchen:write', (ctx) =>
      recordTemperature(ctx, { area: area.id, celsius: '4.6', occurredAt: day.instantAt(dayClock.coldMorning, ZONE), lateReason: reason }));
    if (!countersigned) return;
    stage.wait(50);
    await stage.as('director', 'countersignLateEntry', 'late:countersign', (ctx) => countersignLateEntry(ctx, 'TemperatureReading', reading.id));
  }

  /** New bottles are broached when the month's delivery has come. */
  private async openSeasonings(): Promise<void> {
    await this.stage.as('cook', 'openLot', 'kitchen:write', async (ctx) => {
      const ids = [...this.books.ingredients].filter(([key]) => ingredientOf(key).byDay).map(([, id]) => id);
      const lots = await ctx.find(Lot, { canteen: this.canteen, ingredient: { $in: ids } }, { orderBy: { id: 'asc' } });
      const opened = new Set(lots.filter((lot) => lot.openedOn).map((lot) => lot.ingredient.id));
      for (const lot of lots) {
        if (lot.openedOn || lot.hold !== 'NONE' || !opened.has(lot.ingredient.id)) continue;
        await openLot(ctx, { lot: lot.id, skipReason: null });
      }
    });
  }

  // ——— samples ———

  private async sample(meal: PlannedMeal): Promise<void> {
    const { stage } = this;
    const batches = this.meals.get(mealKey(meal.day, meal.meal))?.batches ?? [];
    const missing = this.disorder('sample-missing', meal.day).find((one) => one.meal === meal.meal);
    const light = this.disorder('sample-light', meal.day).find((one) => one.meal === meal.meal);
    const fridge = stage.place.areas.get('SAMPLE_FRIDGE')!.id;
    const samples = batches.flatMap(({ id, dish }, i) => {
      if (missing?.item === i) return [];
      const grams = light?.item === i ? light.grams : String(127 + Math.floor(24 * stage.chance(String(meal.day), dish, 'grams')));
      return [{ batch: id, grams, fridge }];
    });
    if (samples.length > 0) await stage.as('officer', 'takeSamples', 'retention:write', (ctx) => takeSamples(ctx, samples));
  }

  /** Someone else than the sampler empties the fridge of what has been kept long enough. */
  private async dispose(): Promise<void> {
    await this.stage.as('director', 'disposeSample', 'retention:dispose', async (ctx) => {
      const due = await ctx.find(RetainedSample, { canteen: this.canteen, state: 'STORED', dueAt: { $lte: ctx.now() } }, { orderBy: { id: 'asc' } });
      for (const { id } of due) await disposeSample(ctx, id, '餐厨垃圾桶，双人在场');
    });
  }

  // ——— months ———

  /** On the tenth, the month before is closed. */
  private async closeMonth(day: LocalDate): Promise<void> {
    const month = LocalDate.of(`${day.month}-01`).plusDays(-1).month;
    if (month <= this.lastClosed || month < this.firstDay.month) return;
    await this.stage.as('director', 'closePeriod', 'period:close', (ctx) => closePeriod(ctx, this.canteen, month));
    this.lastClosed = month;
  }
}

/** As producers print it: the day it was made and the line it came from. */
const lotCodeOf = ({ key, round }: IngredientSeed, made: LocalDate): string =>
  `${round === 'sea' ? 'HX' : 'SC'}${String(made).replaceAll('-', '')}${String(1 + Math.floor(98 * chance(key))).padStart(2, '0')}`;

const mealKey = (day: LocalDate, meal: MealKind): string => `${day} ${meal}`;
const clockOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

/** Cold dishes and fruit have no core to measure. */
const unheated = new Set(['cucumber', 'four-fruit-soup', 'ponkan', 'banana']);

/** What a well-kept store shows, °C. */
const usual: Readonly<Partial<Record<string, number>>> = { CHILLED_STORE: 4.2, FROZEN_STORE: -18.6, SAMPLE_FRIDGE: 3.8, COLD_ROOM: 22.4 };

const paperNames: Readonly<Record<ReceiptDocumentKind, string>> = {
  INVOICE: '送货单', QUARANTINE_CERT: '动物检疫合格证明', INSPECTION_CERT: '肉品品质检验合格证', TEST_REPORT: '出厂检验报告', CONFORMITY_CERT: '承诺达标合格证', OTHER: '随货单据',
};
