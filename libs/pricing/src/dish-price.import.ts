import { DomainError, Money, type LocalDate } from '@canteen/kernel';
import { Canteen, todayAt } from '@canteen/people';
import {
  byColumn, created, dayIn, firstOfSheet, problemsAt, refused, remembered, textIn,
  type Ctx, type ImportColumn, type ImportDefinition, type ImportPlace, type ImportRow, type Judged,
} from '@canteen/platform';
import { Dish, checkActive } from '@canteen/recipes';
import { DishPrice } from './dish-price.entity.ts';
import { priceAt, priceProblems } from './dish-price.rules.ts';
import type { PriceLimits } from './dish-price.rules.ts';

interface PricePlan {
  dish: string;
  price: Money;
  effectiveFrom: LocalDate;
  reason: string | null;
}

const columns: readonly ImportColumn[] = [
  { key: 'dish', title: { zh: '菜名', en: 'Dish' }, kind: 'text', required: true, max: 200, example: '蒜蓉西兰花', aliases: ['菜品', '菜品名称', '名称', '品名', 'Dish name'], help: { zh: '与菜品名录一致，或菜品编号；没有的先导入菜品', en: 'As in the list of dishes, or the dish number; import those first that are missing' } },
  { key: 'price', title: { zh: '每份价格', en: 'Price per portion' }, kind: 'decimal', required: true, example: '4.00', aliases: ['价格', '单价', '售价', '价格（元）', '单价（元）', '零售价'], help: { zh: '元，最多两位小数', en: 'Yuan, at most two decimals' } },
  { key: 'effectiveFrom', title: { zh: '生效日期', en: 'Effective from' }, kind: 'day', example: '', aliases: ['执行日期', '起始日期', '调价日期', '开始日期'], help: { zh: '今天或以后；留空为今天', en: 'Today or later; empty means today' } },
  { key: 'reason', title: { zh: '原因', en: 'Reason' }, kind: 'text', max: 200, example: '', aliases: ['调价原因', '说明', '备注'], help: { zh: '可留空', en: 'May be empty' } },
];

interface Here {
  canteen: Canteen;
  today: LocalDate;
  limits: PriceLimits;
}

async function hereOf(ctx: Ctx, given: ImportPlace, memory: Map<string, unknown>): Promise<Here> {
  const known = memory.get('here') as Here | undefined;
  if (known) return known;
  const canteen = await ctx.get(Canteen, given.canteenId ?? '', 'canteen');
  ctx.need('prices:write', canteen);
  const here = { canteen, today: await todayAt(ctx, canteen), limits: await ctx.policy<PriceLimits>('pricing', canteen.organizationId) };
  memory.set('here', here);
  return here;
}

async function check(ctx: Ctx, rows: readonly ImportRow[], given: ImportPlace, memory: Map<string, unknown>): Promise<Judged<PricePlan>[]> {
  const { canteen, today, limits } = await hereOf(ctx, given, memory);
  const dishes = await remembered(memory, 'dishes', rows.map((row) => textIn(row, 'dish')!), async (names) =>
    (await ctx.find(Dish, { organizationId: canteen.organizationId, $or: [{ name: { zh: { $in: names } } }, { number: { $in: names } }] })).flatMap((dish) => [[dish.name.zh, dish] as const, [dish.number, dish] as const]),
  );
  const ids = [...new Set(rows.flatMap((row) => dishes.get(textIn(row, 'dish')!)?.id ?? []))];
  const pricesOf = new Map<string, DishPrice[]>();
  for (const price of ids.length ? await ctx.find(DishPrice, { canteen: canteen.id, dish: { $in: ids } }) : []) pricesOf.set(price.dish.id, [...(pricesOf.get(price.dish.id) ?? []), price]);

  return rows.map((row) => {
    const name = textIn(row, 'dish')!;
    const dish = dishes.get(name) ?? null;
    const effectiveFrom = dayIn(row, 'effectiveFrom') ?? today;
    const errors: DomainError[] = [];
    if (!dish) errors.push(new DomainError('IMPORT_DISH_UNKNOWN', { given: name }, 'dish'));
    else errors.push(...problemsAt('dish', () => checkActive(dish, 'dish')), ...firstOfSheet(memory, 'prices', `${dish.id} ${effectiveFrom}`, row, 'dish'));
    const said = textIn(row, 'price')!;
    const fine = (said.split('.')[1] ?? '').length > 2;
    if (fine) errors.push(new DomainError('MONEY_FINER_THAN_FEN', { given: said }, 'price'));
    const price = fine ? null : Money.of(said);
    if (price) errors.push(...byColumn(priceProblems(price, effectiveFrom, today, limits)));
    if (errors.length > 0 || !dish || !price) return refused(row, name, errors);

    const before = pricesOf.get(dish.id) ?? [];
    const holding = priceAt(before, effectiveFrom);
    const label = [dish.name.zh, holding ? `${holding.price} →` : null, String(price), String(effectiveFrom)].filter(Boolean).join(' ');
    if (holding?.effectiveFrom.eq(effectiveFrom) && holding.price.fen === price.fen) return { verdict: { row: row.row, outcome: 'same', label, recordId: holding.id }, plan: null };
    return created(row, label, { dish: dish.id, price, effectiveFrom, reason: textIn(row, 'reason') });
  });
}

async function write(ctx: Ctx, plans: readonly PricePlan[], given: ImportPlace, memory: Map<string, unknown>): Promise<{ recordType: string; recordId: string }[]> {
  const { canteen } = await hereOf(ctx, given, memory);
  const ids = await ctx.bulkInsert(DishPrice, plans.map((plan) => ({ ...plan, canteen, organizationId: canteen.organizationId })));
  return ids.map((id) => ({ recordType: 'DishPrice', recordId: id }));
}

/** A price of days past was paid; it stays. */
async function checkUndo(ctx: Ctx, given: ImportPlace, created: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const today = await todayAt(ctx, await ctx.get(Canteen, given.canteenId ?? '', 'canteen'));
  const [held] = await ctx.em.find(DishPrice, { id: { $in: [...(created.get('dish_price') ?? [])] }, effectiveFrom: { $lt: today } }, { orderBy: { effectiveFrom: 'asc' }, limit: 1 });
  if (held) throw new DomainError('PRICE_WAS_IN_FORCE', { since: held.effectiveFrom }, 'id');
}

export const priceImport: ImportDefinition<PricePlan> = {
  name: 'prices',
  title: { zh: '菜品价格', en: 'Dish prices' },
  says: {
    zh: '每行一道菜的新价格；按菜名和生效日期识别。价格只增不改，以前各日的价格保留；不得追溯到今天以前。',
    en: 'A new price of one dish a row, known by dish and first day. Prices are appended, those of past days stay, and none reaches back before today.',
  },
  needs: 'prices:write',
  recordType: 'DishPrice',
  perCanteen: true,
  columns,
  naturalKey: ['dish', 'effectiveFrom'],
  check,
  write,
  checkUndo,
};
