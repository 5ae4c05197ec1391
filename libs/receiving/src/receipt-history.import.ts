import { Decimal, DomainError, LocalDate, LocalizedText, Money, Quantity, Rate, uuidv7, type Conversion, type Unit } from '@canteen/kernel';
import {
  byColumn, created, dayIn, refused, remembered, textIn, unitChoices, unitSynonyms,
  type Ctx, type ImportColumn, type ImportDefinition, type ImportPlace, type ImportRow, type Judged,
} from '@canteen/platform';
import { Canteen, checkPeriodOpen, ClosedPeriod, timeZoneOf } from '@canteen/people';
import { conversionOf, ingredientsLike, suppliersLike, type Ingredient } from '@canteen/catalog';
import { GoodsReceipt, ReceiptLine } from './goods-receipt.entity.ts';
import { lineAmount, lineProblems, receiptTotal, type LineFigures } from './goods-receipt.rules.ts';
import type { ReceivingPolicy } from './policies.ts';

/** A ledger tells the day, not the hour; noon is that day whatever clock it is read by. */
const HOUR = '12:00';
/** As in the form: more lines than any lorry carries. What a ledger has beyond them goes into another receipt. */
const MAX_LINES = 200;

interface HistoryLine {
  ingredient: string;
  spec: string | null;
  producer: string | null;
  supplierLot: string | null;
  productionDate: LocalDate | null;
  expiryDate: LocalDate | null;
  delivered: Quantity;
  unitPrice: Rate;
  amount: Money;
  arrivalTemperature: string | null;
  appearanceOk: boolean;
}

/** A delivery that is to be written: the rows of one day, supplier and voucher. */
interface Delivery {
  id: string | null;
  day: LocalDate;
  supplier: string;
  lines: HistoryLine[];
  notes: Set<string>;
}
interface HistoryPlan {
  delivery: Delivery;
}

const columns: readonly ImportColumn[] = [
  {
    key: 'day', title: { zh: '进货日期', en: 'Date of receipt' }, kind: 'day', required: true, example: '2025-11-21',
    aliases: ['日期', '收货日期', '到货日期', '入库日期', '验收日期', '采购日期', '进货时间', 'Date', 'Received', 'Delivery date'],
    help: { zh: '早于本食堂第一张自己的收货单', en: "Before the canteen's first receipt of its own" },
  },
  {
    key: 'ingredient', title: { zh: '产品名称', en: 'Product' }, kind: 'text', required: true, max: 200, example: '西兰花',
    aliases: ['品名', '名称', '食品名称', '原料', '原料名称', '食材', '食材名称', '商品名称', '货品名称', 'Ingredient', 'Item'],
    help: { zh: '与原料名录一致；没有的先导入原料', en: 'As in the list of ingredients; import those first that are missing' },
  },
  { key: 'spec', title: { zh: '规格', en: 'Specification' }, kind: 'text', max: 200, example: '10公斤/箱', aliases: ['规格型号', '型号'], help: { zh: '可留空', en: 'May be empty' } },
  {
    key: 'quantity', title: { zh: '数量', en: 'Quantity' }, kind: 'decimal', required: true, example: '25', aliases: ['进货数量', '收货数量', '入库数量', '实收数量', '到货数量', 'Qty'],
    help: { zh: '实收数量', en: 'As delivered' },
  },
  {
    key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'choice', required: true, choices: unitChoices, synonyms: unitSynonyms as Record<string, readonly string[]>, example: 'kg',
    aliases: ['计量单位', '数量单位'], help: { zh: '能换算为该原料的库存单位', en: "One that converts to the ingredient's stock unit" },
  },
  {
    key: 'unitPrice', title: { zh: '单价', en: 'Unit price' }, kind: 'decimal', example: '6.5', aliases: ['单价（元）', '单价(元)', '进货单价', '采购单价', 'Price'],
    help: { zh: '元，每一「单位」；没有单价有金额的填金额，都没有的按 0 记', en: 'Yuan for one unit; without it the amount, without both it is written as 0' },
  },
  { key: 'amount', title: { zh: '金额', en: 'Amount' }, kind: 'decimal', example: '', aliases: ['金额（元）', '金额(元)', '总价', '小计', 'Total'], help: { zh: '没有单价时填写', en: 'Where there is no unit price' } },
  { key: 'lot', title: { zh: '生产批号', en: 'Lot' }, kind: 'text', max: 200, blanks: ['无', '-', '/', '散装'], example: '20251115', aliases: ['批号', '批次', '批次号', '生产批次'], help: { zh: '可留空', en: 'May be empty' } },
  { key: 'productionDate', title: { zh: '生产日期', en: 'Produced' }, kind: 'day', blanks: ['无', '-', '/'], example: '2025-11-15', aliases: ['生产时间', '出厂日期'], help: { zh: '可留空', en: 'May be empty' } },
  { key: 'expiryDate', title: { zh: '保质期至', en: 'Use by' }, kind: 'day', blanks: ['无', '-', '/'], example: '2025-12-15', aliases: ['到期日', '到期日期', '有效期至', '失效日期', '截止日期'], help: { zh: '最后一天；可留空', en: 'The last day; may be empty' } },
  {
    key: 'producer', title: { zh: '生产者', en: 'Producer' }, kind: 'text', max: 200, example: '', aliases: ['生产厂家', '生产商', '厂家', '产地', '生产企业', '生产者（地址及联系方式）'],
    help: { zh: '可带地址和联系方式', en: 'With address and contact if known' },
  },
  {
    key: 'supplier', title: { zh: '供货者', en: 'Supplier' }, kind: 'text', required: true, max: 200, example: '泉州丰禾食品有限公司',
    aliases: ['供应商', '供应商名称', '供货商', '供货单位', '供货者名称', '送货单位', '供货者（地址及联系方式）', 'Vendor'],
    help: { zh: '名录中的全称或统一社会信用代码；没有的先导入供货者', en: 'Full name or credit code as on record; import those first that are missing' },
  },
  {
    key: 'voucher', title: { zh: '单据号', en: 'Voucher' }, kind: 'text', max: 200, example: '', aliases: ['凭证号', '送货单号', '票据号', '购货凭证', '入库单号', '单号', '发票号'],
    help: { zh: '同日同一供货者有几张单据时，按单据号分开', en: 'Keeps two deliveries of one supplier on one day apart' },
  },
  {
    key: 'papers', title: { zh: '随货证明文件', en: 'Papers' }, kind: 'text', max: 400, example: '检疫证', aliases: ['证明文件', '随货证明', '索证索票', '随货证明文件查验', '检验报告', '合格证明'],
    help: { zh: '文字照录在备注中；原件请另行归档', en: 'Kept as text in the note; the papers themselves are filed apart' },
  },
  {
    key: 'temperature', title: { zh: '到货温度 ℃', en: 'Arrival °C' }, kind: 'decimal', example: '', aliases: ['温度', '到货温度', '入库温度'], help: { zh: '可留空', en: 'May be empty' },
  },
  {
    key: 'appearance', title: { zh: '外观', en: 'Appearance' }, kind: 'choice', choices: { GOOD: { zh: '合格', en: 'Good' }, BAD: { zh: '不合格', en: 'Bad' } },
    synonyms: { GOOD: ['正常', '良好', '好', '新鲜', '√', '✓', '是', 'OK'], BAD: ['异常', '差', '×', '否'] }, example: '合格', aliases: ['感官', '感官检查', '外观检查', '验收情况', '入库检查'],
    help: { zh: '留空为合格', en: 'Empty means good' },
  },
  { key: 'recorder', title: { zh: '记录人', en: 'Recorded by' }, kind: 'text', max: 60, example: '', aliases: ['登记人', '收货人', '经手人', '验收人', '签名'], help: { zh: '姓名照录在备注中；系统记录人是导入者', en: 'Kept as text in the note; on record it is whoever imports' } },
  { key: 'remark', title: { zh: '备注', en: 'Note' }, kind: 'text', max: 400, example: '', aliases: ['说明', '备注说明', 'Remark'], help: { zh: '可留空', en: 'May be empty' } },
];

/** What one ingredient makes of a unit, worked out once; null where nothing leads from it to the stock unit. */
interface Measure {
  ingredient: Ingredient;
  conversion: Conversion;
  factors: Map<Unit, number | null>;
}

function factorOf(measure: Measure, unit: Unit): number | null {
  let factor = measure.factors.get(unit);
  if (factor === undefined) {
    try {
      factor = Quantity.of(1, unit).in(measure.ingredient.unit, measure.conversion).toDecimal().toNumber();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      factor = null;
    }
    measure.factors.set(unit, factor);
  }
  return factor;
}

/** Well within every limit, as plain numbers tell: of a hundred thousand lines nearly all. The others are asked exactly. */
function isPlain(line: LineFigures, measure: Measure, receivedOn: LocalDate, policy: ReceivingPolicy): boolean {
  const factor = factorOf(measure, line.delivered.unit);
  const [quantity, price] = [Number(line.delivered.value), Number(line.unitPrice.amount)];
  if (factor === null || line.arrivalTemperature !== null) return false;
  return within(quantity, policy) && within(quantity * factor, policy) && price >= 0 && price < policy.maxUnitPrice / 2
    && near(line.productionDate, receivedOn) && near(line.expiryDate, receivedOn) && !(line.productionDate && line.expiryDate?.lt(line.productionDate));
}
const within = (value: number, policy: ReceivingPolicy): boolean => value > 0.001 && value < policy.maxLineQuantity / 2;
const near = (day: LocalDate | null, receivedOn: LocalDate): boolean => day === null || Math.abs(Number(day.iso.slice(0, 4)) - Number(receivedOn.iso.slice(0, 4))) < 20;

const COLUMN_OF = { delivered: 'quantity', unitPrice: 'unitPrice', arrivalTemperature: 'temperature', productionDate: 'productionDate', expiryDate: 'expiryDate' };

/** What the lines of earlier imports say, counted: the same ledger brought again brings nothing new. */
interface Before {
  receipt: string;
  count: number;
}
const sameLine = (day: LocalDate, supplier: string, ingredient: string, delivered: Quantity, lot: string | null): string =>
  `${day} ${supplier} ${ingredient} ${delivered.value}${delivered.unit} ${lot ?? ''}`;

async function linesBefore(ctx: Ctx, canteenId: string, days: readonly LocalDate[], timeZone: string, memory: Map<string, unknown>): Promise<Map<string, Before>> {
  const before = (memory.get('history lines') as Map<string, Before> | undefined) ?? new Map<string, Before>();
  memory.set('history lines', before);
  await remembered(memory, 'history days', days.map(({ iso }) => iso), async (unknown) => {
    const instants = unknown.map((iso) => LocalDate.of(iso).instantAt(HOUR, timeZone).toISOString());
    const rows = await ctx.sql<{ at: Date | string; receipt: string; supplier: string; ingredient: string; value: string; unit: Unit; lot: string | null }>(
      GoodsReceipt,
      `select r.occurred_at as at, r.id as receipt, r.supplier_id as supplier, l.ingredient_id as ingredient, l.delivered_value as value, l.delivered_unit as unit, l.supplier_lot as lot
       from goods_receipt r join receipt_line l on l.receipt_id = r.id
       where {scope:r} and r.canteen_id = ? and r.import_id is not null and r.state <> 'REVERSED' and r.occurred_at = any(cast(? as timestamptz[]))`,
      [canteenId, `{${instants.join(',')}}`],
    );
    for (const row of rows) {
      const key = sameLine(LocalDate.at(new Date(row.at), timeZone), row.supplier, row.ingredient, Quantity.of(row.value, row.unit), row.lot);
      const known = before.get(key);
      if (known) known.count += 1;
      else before.set(key, { receipt: row.receipt, count: 1 });
    }
    return [];
  });
  return before;
}

/** The first day on which the canteen wrote its own receipts: from there on, what was written on time is not mixed with what was not. */
async function firstOwnDay(ctx: Ctx, canteen: Canteen, timeZone: string): Promise<LocalDate> {
  const [first] = await ctx.find(GoodsReceipt, { canteen: canteen.id, importId: null }, { orderBy: { occurredAt: 'asc' }, limit: 1 });
  const today = LocalDate.at(ctx.now(), timeZone);
  const day = first ? LocalDate.at(first.occurredAt, timeZone) : today;
  return day.lt(today) ? day : today;
}

interface Here {
  canteen: Canteen;
  timeZone: string;
  policy: ReceivingPolicy;
  until: LocalDate;
  closed: ReadonlySet<string>;
}

async function hereOf(ctx: Ctx, given: ImportPlace, memory: Map<string, unknown>): Promise<Here> {
  const known = memory.get('here') as Here | undefined;
  if (known) return known;
  const canteen = await ctx.get(Canteen, given.canteenId ?? '', 'canteen');
  ctx.need('receiving:write', canteen);
  const timeZone = await timeZoneOf(ctx, canteen);
  const policy = await ctx.policy<ReceivingPolicy>('receiving', canteen.organizationId);
  // Whoever closes a month waits for the import, or the import for them.
  if (ctx.act) await ctx.em.execute('select 1 from canteen where id = ? for share', [canteen.id]);
  const closed = new Set((await ctx.find(ClosedPeriod, { canteen: canteen.id })).map(({ month }) => month));
  const here = { canteen, timeZone, policy, until: await firstOwnDay(ctx, canteen, timeZone), closed };
  memory.set('here', here);
  return here;
}

async function check(ctx: Ctx, rows: readonly ImportRow[], given: ImportPlace, memory: Map<string, unknown>): Promise<Judged<HistoryPlan>[]> {
  const here = await hereOf(ctx, given, memory);
  const { organizationId } = here.canteen;
  const suppliers = await remembered(memory, 'suppliers', rows.map((row) => textIn(row, 'supplier')!), async (names) =>
    (await suppliersLike(ctx, organizationId, names, names)).flatMap(({ id, name, creditCode }) => [[name.zh, id] as const, ...(creditCode ? [[creditCode, id] as const] : [])]),
  );
  const measures = await remembered(memory, 'ingredients', rows.map((row) => textIn(row, 'ingredient')!), async (names) =>
    (await ingredientsLike(ctx, organizationId, names)).map((ingredient) => [ingredient.name.zh, { ingredient, conversion: conversionOf(ingredient), factors: new Map() } satisfies Measure] as const),
  );
  const before = await linesBefore(ctx, here.canteen.id, rows.map((row) => dayIn(row, 'day')!), here.timeZone, memory);
  const deliveries = (memory.get('deliveries') as Map<string, Delivery> | undefined) ?? new Map<string, Delivery>();
  memory.set('deliveries', deliveries);

  return rows.map((row) => {
    const [day, product] = [dayIn(row, 'day')!, textIn(row, 'ingredient')!];
    const supplierName = textIn(row, 'supplier')!;
    const [supplier, measure] = [suppliers.get(supplierName) ?? null, measures.get(product) ?? null];
    const label = `${day} ${product}`;
    const errors = dayProblems(day, here);
    if (!supplier) errors.push(new DomainError('IMPORT_SUPPLIER_UNKNOWN', { given: supplierName }, 'supplier'));
    if (!measure) errors.push(new DomainError('IMPORT_INGREDIENT_UNKNOWN', { given: product }, 'ingredient'));
    const line = measure ? lineOf(row, measure, day, here.policy, errors) : null;
    if (errors.length > 0 || !supplier || !line) return refused(row, label, errors);

    const known = before.get(sameLine(day, supplier, line.ingredient, line.delivered, line.supplierLot));
    if (known && known.count > 0) {
      known.count -= 1;
      return { verdict: { row: row.row, outcome: 'same', label, recordId: known.receipt }, plan: null };
    }
    const key = `${day} ${supplier} ${textIn(row, 'voucher') ?? ''}`;
    let delivery = deliveries.get(key);
    if (!delivery || delivery.lines.length >= MAX_LINES) deliveries.set(key, (delivery = { id: null, day, supplier, lines: [], notes: new Set() }));
    delivery.lines.push(line);
    for (const note of notesOf(row)) delivery.notes.add(note);
    return created(row, label, { delivery });
  });
}

function dayProblems(day: LocalDate, { until, closed }: Here): DomainError[] {
  if (day.gte(until)) return [new DomainError('IMPORT_HISTORY_TOO_RECENT', { given: day, first: until }, 'day')];
  return closed.has(day.month) ? [new DomainError('PERIOD_CLOSED', { month: day.month }, 'day')] : [];
}

/** The line as the ledger has it. What was accepted on paper is told as it was: only what cannot be a fact is refused. */
function lineOf(row: ImportRow, measure: Measure, day: LocalDate, policy: ReceivingPolicy, errors: DomainError[]): HistoryLine {
  const unit = row.values['unit'] as Unit;
  const delivered = Quantity.of(textIn(row, 'quantity')!, unit);
  const [price, amount] = [textIn(row, 'unitPrice'), textIn(row, 'amount')];
  const perUnit = price === null && amount !== null && delivered.isPositive() ? Decimal.of(amount).div(delivered.value, 6) : (price ?? '0');
  const unitPrice = Rate.of(perUnit, unit);
  const figures: LineFigures = {
    delivered, ordered: null, unitPrice, productionDate: dayIn(row, 'productionDate'), expiryDate: dayIn(row, 'expiryDate'), arrivalTemperature: textIn(row, 'temperature'),
  };
  const { ingredient, conversion } = measure;
  if (!isPlain(figures, measure, day, policy)) {
    const problems = byColumn(lineProblems(figures, { unit: ingredient.unit, conversion }, day, policy, 'input'), COLUMN_OF);
    // A unit that leads nowhere leads nowhere for the price either; it is said once, of the unit.
    const mismatch = problems.find(({ code }) => code === 'UNIT_MISMATCH');
    errors.push(...problems.filter(({ code }) => code !== 'UNIT_MISMATCH'), ...(mismatch ? [new DomainError(mismatch.code, inUnits(mismatch.params), 'unit')] : []));
  }
  if (amount !== null && price === null && Decimal.of(amount).isNegative()) errors.push(new DomainError('PRICE_NEGATIVE', { given: amount }, 'amount'));
  const paid = price === null && amount !== null ? Money.rounded(amount) : lineAmount({ delivered, unitPrice }, {});
  return {
    ingredient: ingredient.id, spec: textIn(row, 'spec'), producer: textIn(row, 'producer'), supplierLot: textIn(row, 'lot'), productionDate: figures.productionDate,
    expiryDate: figures.expiryDate, delivered, unitPrice, amount: paid, arrivalTemperature: figures.arrivalTemperature, appearanceOk: row.values['appearance'] !== 'BAD',
  };
}

/** Codes of units as words: a refusal is read by people. */
export function inUnits(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => {
    const words = unitChoices[value as Unit];
    return [key, words ? LocalizedText.of(words.zh, words.en) : value];
  }));
}

const NOTED = [['voucher', '单据号：'], ['papers', '随货证明：'], ['recorder', '原记录人：'], ['remark', '备注：']] as const;

function notesOf(row: ImportRow): string[] {
  const notes: string[] = [];
  for (const [key, zh] of NOTED) {
    const text = textIn(row, key);
    if (text !== null) notes.push(zh + text);
  }
  return notes;
}

async function write(ctx: Ctx, plans: readonly HistoryPlan[], given: ImportPlace, memory: Map<string, unknown>): Promise<{ recordType: string; recordId: string }[]> {
  const { canteen, timeZone } = await hereOf(ctx, given, memory);
  const { organizationId } = canteen;
  // A delivery is written with all its lines as soon as one of them comes up: the whole sheet was judged before.
  const open = [...new Set(plans.map(({ delivery }) => delivery))].filter(({ id }) => id === null);
  const numbers = await ctx.nextNumbers('GR', organizationId, open.map(({ day }) => day));
  for (const delivery of open) delivery.id = uuidv7(ctx.now());
  const person = ctx.personId();
  const days = new Map(open.map(({ day }) => [day.iso, day]));
  const noons = new Map([...days].map(([iso, day]) => [iso, day.instantAt(HOUR, timeZone)]));
  await ctx.bulkInsert(GoodsReceipt, open.map(({ id, day, supplier, lines, notes }, i) => ({
    id: id!,
    organizationId,
    canteen: canteen.id,
    supplier,
    number: numbers[i]!,
    state: 'ACCEPTED' as const,
    note: [...notes].join('\n').slice(0, 4000) || null,
    receivedBy: person,
    occurredAt: noons.get(day.iso)!,
    recordedBy: person,
    lateEntry: true,
    lateReason: '历史导入',
    importId: given.importId,
    total: receiptTotal(lines.map(({ amount }) => ({ amount, verdict: 'ACCEPTED' as const }))),
    saves: 0,
  })));
  await ctx.bulkInsert(ReceiptLine, open.flatMap(({ id, lines }) => lines.map((line, i) => ({
    organizationId, canteen: canteen.id, receipt: id!, lineNo: i + 1, ...line, earlierTemperatures: [], verdict: 'ACCEPTED' as const,
  }))));
  return plans.map(({ delivery }) => ({ recordType: 'GoodsReceipt', recordId: delivery.id! }));
}

/** A month that was closed since takes corrections only. */
async function checkUndo(ctx: Ctx, { canteenId, importId }: ImportPlace): Promise<void> {
  const canteen = await ctx.get(Canteen, canteenId ?? '', 'canteen');
  const timeZone = await timeZoneOf(ctx, canteen);
  const months = (await ctx.em.execute(`select distinct on (1) to_char(r.occurred_at at time zone ?, 'YYYY-MM') as month, r.occurred_at as at from goods_receipt r where r.import_id = ?`, [timeZone, importId])) as unknown as { at: Date | string }[];
  for (const { at } of months) await checkPeriodOpen(ctx, canteen, new Date(at), 'id');
}

/**
 * 进货查验记录 as a canteen kept it before: told as history, never as entered on time. No lots and no stock come of it, since
 * nobody can say what of it is still on the shelf; that is the opening stock.
 */
export const receiptHistoryImport: ImportDefinition<HistoryPlan> = {
  name: 'receiptHistory',
  title: { zh: '历史进货查验记录', en: 'Past goods receipts' },
  says: {
    zh: '每行一种货物；同日、同一供货者、同一单据号的行合为一张收货单，标明「历史导入」，不算按时录入，不产生库存（现有库存请导入期初库存）。只收本食堂启用收货之前的日子；重复导入同一台账不会重复。',
    en: 'One product a row; the rows of one day, supplier and voucher become one receipt, marked as imported: never counted as on time, and without stock (that is the opening stock). Only days before the canteen began to receive here; the same ledger brought again adds nothing.',
  },
  needs: 'receiving:write',
  recordType: 'GoodsReceipt',
  perCanteen: true,
  columns,
  naturalKey: [],
  check,
  write,
  checkUndo,
};
