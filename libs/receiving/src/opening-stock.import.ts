import { DomainError, Quantity, Rate, uuidv7, type Conversion, type LocalDate, type Unit } from '@canteen/kernel';
import {
  byColumn, created, dayIn, firstOfSheet, refused, remembered, textIn, unitChoices, unitSynonyms,
  type Ctx, type ImportColumn, type ImportDefinition, type ImportPlace, type ImportRow, type Judged,
} from '@canteen/platform';
import { Area, Canteen, checkPeriodOpen, stampEvent, timeZoneOf, todayAt } from '@canteen/people';
import { conversionOf, ingredientsLike, suppliersLike, type Ingredient, type Supplier } from '@canteen/catalog';
import { acceptanceProblems, lineProblems, stockOf, unitCostOf } from './goods-receipt.rules.ts';
import { lotColumns, ownLotCode } from './lot.commands.ts';
import { Lot, StockMovement } from './lot.entity.ts';
import type { ReceivingPolicy } from './policies.ts';
import { inUnits } from './receipt-history.import.ts';

interface OpeningPlan {
  ingredient: Ingredient;
  supplier: Supplier | null;
  lotCode: string | null;
  productionDate: LocalDate | null;
  expiryDate: LocalDate | null;
  received: Quantity;
  unitCost: Rate | null;
  area: string | null;
}

const columns: readonly ImportColumn[] = [
  {
    key: 'ingredient', title: { zh: '原料名称', en: 'Ingredient' }, kind: 'text', required: true, max: 200, example: '西兰花',
    aliases: ['名称', '品名', '产品名称', '原料', '食材', '食材名称', '商品名称', '货品名称', '物料名称', 'Product', 'Item'],
    help: { zh: '与原料名录一致；没有的先导入原料', en: 'As in the list of ingredients; import those first that are missing' },
  },
  { key: 'lotCode', title: { zh: '批号', en: 'Lot' }, kind: 'text', max: 200, blanks: ['无', '-', '/', '散装'], example: '20251115', aliases: ['生产批号', '批次', '批次号', 'Batch'], help: { zh: '包装上的批号；散货留空，系统编号', en: 'As on the pack; loose goods have none and get one of ours' } },
  {
    key: 'quantity', title: { zh: '结存数量', en: 'Quantity' }, kind: 'decimal', required: true, example: '25', aliases: ['数量', '库存', '库存数量', '期初数量', '结存', '盘点数量', '实存', 'Stock', 'Qty'],
    help: { zh: '盘点所得', en: 'As counted' },
  },
  {
    key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'choice', required: true, choices: unitChoices, synonyms: unitSynonyms as Record<string, readonly string[]>, example: 'kg', aliases: ['计量单位'],
    help: { zh: '能换算为该原料的库存单位', en: "One that converts to the ingredient's stock unit" },
  },
  { key: 'productionDate', title: { zh: '生产日期', en: 'Produced' }, kind: 'day', blanks: ['无', '-', '/'], example: '2026-10-15', aliases: ['生产时间'], help: { zh: '可留空', en: 'May be empty' } },
  { key: 'expiryDate', title: { zh: '保质期至', en: 'Use by' }, kind: 'day', blanks: ['无', '-', '/'], example: '2027-10-14', aliases: ['到期日', '到期日期', '有效期至', '失效日期'], help: { zh: '最后一天；已过期的请先报废，不入期初库存', en: 'The last day; what has expired is thrown away, not taken in' } },
  { key: 'supplier', title: { zh: '供货者', en: 'Supplier' }, kind: 'text', max: 200, example: '', aliases: ['供应商', '供货商', '供应商名称', '供货单位'], help: { zh: '名录中的全称；不知道的留空', en: 'Full name as on record; empty if not known' } },
  { key: 'unitPrice', title: { zh: '单价', en: 'Unit price' }, kind: 'decimal', example: '', aliases: ['单价（元）', '单价(元)', '成本单价', '成本价', 'Price'], help: { zh: '元，每一「单位」；可留空', en: 'Yuan for one unit; may be empty' } },
  { key: 'area', title: { zh: '存放场所', en: 'Kept in' }, kind: 'text', max: 200, example: '', aliases: ['库位', '仓库', '存放位置', '存放地点', '场所', '货位'], help: { zh: '本食堂的场所名称，记入入库原因；可留空', en: "An area of this canteen, written into the movement's reason; may be empty" } },
];

interface Here {
  canteen: Canteen;
  timeZone: string;
  today: LocalDate;
  policy: ReceivingPolicy;
  areas: ReadonlySet<string>;
}

async function hereOf(ctx: Ctx, given: ImportPlace, memory: Map<string, unknown>): Promise<Here> {
  const known = memory.get('here') as Here | undefined;
  if (known) return known;
  const canteen = await ctx.get(Canteen, given.canteenId ?? '', 'canteen');
  ctx.need('stock:write', canteen);
  const areas = (await ctx.find(Area, { canteen: canteen.id, active: true })).flatMap(({ name }) => [name.zh, ...(name.en ? [name.en] : [])]);
  const here = {
    canteen, areas: new Set(areas), timeZone: await timeZoneOf(ctx, canteen), today: await todayAt(ctx, canteen),
    policy: await ctx.policy<ReceivingPolicy>('receiving', canteen.organizationId),
  };
  memory.set('here', here);
  return here;
}

const lotKey = (ingredient: string, lotCode: string | null, made: LocalDate | null, expiry: LocalDate | null): string =>
  lotCode === null ? `${ingredient} loose ${made} ${expiry}` : `${ingredient} ${lotCode}`;

async function check(ctx: Ctx, rows: readonly ImportRow[], given: ImportPlace, memory: Map<string, unknown>): Promise<Judged<OpeningPlan>[]> {
  const here = await hereOf(ctx, given, memory);
  const { organizationId } = here.canteen;
  const suppliers = await remembered(memory, 'suppliers', rows.flatMap((row) => textIn(row, 'supplier') ?? []), async (names) =>
    (await suppliersLike(ctx, organizationId, names)).map((supplier) => [supplier.name.zh, supplier] as const),
  );
  const ingredients = await remembered(memory, 'ingredients', rows.map((row) => textIn(row, 'ingredient')!), async (names) =>
    (await ingredientsLike(ctx, organizationId, names)).map((ingredient) => [ingredient.name.zh, { ingredient, conversion: conversionOf(ingredient) }] as const),
  );
  const ids = [...new Set(rows.flatMap((row) => ingredients.get(textIn(row, 'ingredient')!)?.ingredient.id ?? []))];
  const codes = [...new Set(rows.flatMap((row) => textIn(row, 'lotCode') ?? []))];
  const either = { $or: [{ lotCode: { $in: codes } }, { line: null, supplierLot: null }] };
  const stock = ids.length ? await ctx.find(Lot, { canteen: here.canteen.id, ingredient: { $in: ids }, ...either }) : [];
  const inStock = new Map(stock.map((lot) => [lotKey(lot.ingredient.id, lot.line || lot.supplierLot ? lot.lotCode : null, lot.productionDate, lot.expiryDate), lot]));

  return rows.map((row) => {
    const name = textIn(row, 'ingredient')!;
    const [supplierName, area] = [textIn(row, 'supplier'), textIn(row, 'area')];
    const found = ingredients.get(name) ?? null;
    const supplier = supplierName ? (suppliers.get(supplierName) ?? null) : null;
    const errors: DomainError[] = [];
    if (!found) errors.push(new DomainError('IMPORT_INGREDIENT_UNKNOWN', { given: name }, 'ingredient'));
    if (supplierName && !supplier) errors.push(new DomainError('IMPORT_SUPPLIER_UNKNOWN', { given: supplierName }, 'supplier'));
    if (area && !here.areas.has(area)) errors.push(new DomainError('IMPORT_AREA_UNKNOWN', { given: area }, 'area'));
    const plan = found ? planOf(row, found, { supplier, area }, here, errors) : null;
    const key = plan ? lotKey(plan.ingredient.id, plan.lotCode, plan.productionDate, plan.expiryDate) : null;
    if (key) errors.push(...firstOfSheet(memory, 'lots', key, row, plan!.lotCode === null ? 'ingredient' : 'lotCode'));
    const known = key ? inStock.get(key) : undefined;
    const label = plan ? [name, plan.lotCode, plan.received.toString(ctx.lang)].filter(Boolean).join(' ') : name;
    if (known && plan && !known.received.eq(plan.received)) {
      errors.push(new DomainError('IMPORT_LOT_IN_STOCK', { lotCode: known.lotCode, balance: known.received, given: plan.received }, 'quantity'));
    }
    if (errors.length > 0 || !plan) return refused(row, label, errors);
    return known ? { verdict: { row: row.row, outcome: 'same', label, recordId: known.id }, plan: null } : created(row, label, plan);
  });
}

function planOf(
  row: ImportRow,
  { ingredient, conversion }: { ingredient: Ingredient; conversion: Conversion },
  { supplier, area }: { supplier: Supplier | null; area: string | null },
  { today, policy }: Here,
  errors: DomainError[],
): OpeningPlan | null {
  const unit = row.values['unit'] as Unit;
  const price = textIn(row, 'unitPrice');
  const [delivered, unitPrice] = [Quantity.of(textIn(row, 'quantity')!, unit), Rate.of(price ?? '0', unit)];
  const [productionDate, expiryDate, lotCode] = [dayIn(row, 'productionDate'), dayIn(row, 'expiryDate'), textIn(row, 'lotCode')];
  const line = { delivered, ordered: null, unitPrice, productionDate, expiryDate, arrivalTemperature: null };
  const problems = byColumn(lineProblems(line, { unit: ingredient.unit, conversion }, today, policy, 'input'), { delivered: 'quantity' });
  const mismatch = problems.find(({ code }) => code === 'UNIT_MISMATCH');
  const wrong = [...problems.filter(({ code }) => code !== 'UNIT_MISMATCH'), ...(mismatch ? [new DomainError(mismatch.code, inUnits(mismatch.params), 'unit')] : [])];
  // What could not be accepted today does not come in by the sheet either.
  const inspected = { ingredient: ingredient.name.zh, storage: 'AMBIENT' as const, labelMaxCelsius: null, productionDate, expiryDate, arrivalTemperature: null, appearanceOk: true, missing: [], failedTests: [] };
  const day = { LINE_EXPIRED: 'expiryDate', PRODUCTION_DATE_IN_FUTURE: 'productionDate' } as Record<string, string>;
  wrong.push(...acceptanceProblems(inspected, today, policy, '').map(({ code, params }) => new DomainError(code, params, day[code] ?? null)));
  errors.push(...wrong);
  if (wrong.length > 0) return null;
  return {
    ingredient, supplier, lotCode, productionDate, expiryDate, area, received: stockOf(delivered, ingredient.unit, conversion),
    unitCost: price === null ? null : unitCostOf(unitPrice, ingredient.unit, conversion),
  };
}

async function write(ctx: Ctx, plans: readonly OpeningPlan[], given: ImportPlace, memory: Map<string, unknown>): Promise<{ recordType: string; recordId: string }[]> {
  const { canteen, timeZone, today, policy } = await hereOf(ctx, given, memory);
  const { organizationId } = canteen;
  const stamp = await stampEvent(ctx, { canteen }, 'ledger', '');
  const loose = plans.filter(({ lotCode }) => lotCode === null);
  const numbers = await ctx.nextNumbers('L', organizationId, loose.map(() => today));
  const codes = new Map(loose.map((plan, i) => [plan, ownLotCode(numbers[i]!)]));
  const lots = plans.map((plan) => {
    const { lotCode, area, ...lot } = plan;
    const own = { ...lot, canteen, line: null, supplierLot: lotCode, receivedOn: today, timeZone };
    return { id: uuidv7(ctx.now()), organizationId, area, ...lotColumns(own, lotCode ?? codes.get(plan)!, policy, stamp) };
  });
  await ctx.bulkInsert(Lot, lots.map(({ area: _, ...lot }) => lot));
  await ctx.bulkInsert(StockMovement, lots.map(({ id, area, received }) => ({
    canteen, organizationId, lot: id, kind: 'RECEIPT' as const, quantity: received, reason: area ? `期初库存导入（${area}）` : '期初库存导入', ...stamp,
  })));
  return lots.map(({ id }) => ({ recordType: 'Lot', recordId: id }));
}

/** All of it came in at one moment, and stays once the month of that moment is closed. */
async function checkUndo(ctx: Ctx, { canteenId }: ImportPlace, created: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const [move] = await ctx.loadMany(StockMovement, (created.get('stock_movement') ?? []).slice(0, 1));
  if (move) await checkPeriodOpen(ctx, await ctx.get(Canteen, canteenId ?? '', 'canteen'), move.occurredAt, 'id');
}

export const openingStockImport: ImportDefinition<OpeningPlan> = {
  name: 'openingStock',
  title: { zh: '期初库存', en: 'Opening stock' },
  says: {
    zh: '每行一个批次，按原料和批号识别（散货按原料和日期）；建立批次和「期初库存导入」入库记录。已在库的批次不重复建立，数量不同的请盘点。',
    en: 'One lot a row, known by ingredient and lot code (loose goods by ingredient and dates); makes the lot and the movement that brought it. A lot that is in stock is not made again; another quantity is for the count.',
  },
  needs: 'stock:write',
  recordType: 'Lot',
  perCanteen: true,
  columns,
  naturalKey: ['ingredient', 'lotCode'],
  check,
  write,
  checkUndo,
};
