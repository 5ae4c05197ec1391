import { DomainError, type Quantity, type Rate, type LocalDate } from '@canteen/kernel';
import type { Ctx } from '@canteen/platform';
import { stampEvent, type Canteen, type EventStamp } from '@canteen/people';
import { conversionOf, IngredientPack, type Ingredient, type Supplier } from '@canteen/catalog';
import type { ReceiptLine } from './goods-receipt.entity.ts';
import { STOCK_SCALE } from './goods-receipt.rules.ts';
import { Lot, StockMovement } from './lot.entity.ts';
import { byFefo, checkIssuable, checkWithinBalance, lotClock, lotLife, type LotAction, type MovementKind } from './lot.rules.ts';
import type { ReceivingPolicy } from './policies.ts';

export interface NewLot {
  canteen: Canteen;
  ingredient: Ingredient;
  supplier: Supplier | null;
  line: ReceiptLine | null;
  supplierLot: string | null;
  productionDate: LocalDate | null;
  expiryDate: LocalDate | null;
  /** in the stock unit of the ingredient */
  received: Quantity;
  unitCost: Rate | null;
  receivedOn: LocalDate;
  timeZone: string;
}

/** A lot and the movement that brought it. Loose produce without a supplier's lot gets a code of ours (L20261121-0007). */
export async function putInStock(ctx: Ctx, lot: NewLot, stamp: EventStamp): Promise<Lot> {
  const { organizationId } = lot.canteen;
  const policy = await ctx.policy<ReceivingPolicy>('receiving', organizationId);
  const lotCode = lot.supplierLot ?? ownLotCode(await ctx.nextNumber('L', organizationId, lot.receivedOn));
  const row = ctx.create(Lot, lotColumns(lot, lotCode, policy, stamp));
  move(ctx, row, 'RECEIPT', lot.received, null, stamp);
  return row;
}

export const ownLotCode = (number: string): string => number.replace('-', '');

export function lotColumns({ receivedOn: _, timeZone, ...lot }: NewLot, lotCode: string, policy: ReceivingPolicy, stamp: EventStamp) {
  return { ...lot, lotCode, receivedAt: stamp.occurredAt, balance: lot.received, hold: 'NONE' as const, ...lotClock(lot, policy, timeZone) };
}

/** The only way a balance is written after a lot exists: a movement goes with it, so that their sum is the balance. */
export function moveStock(ctx: Ctx, lot: Lot, kind: MovementKind, quantity: Quantity, reason: string | null, stamp: EventStamp): StockMovement {
  lot.balance = lot.balance.plus(quantity);
  return move(ctx, lot, kind, quantity, reason, stamp);
}

function move(ctx: Ctx, lot: Lot, kind: MovementKind, quantity: Quantity, reason: string | null, stamp: EventStamp): StockMovement {
  return ctx.create(StockMovement, { canteen: lot.canteen, organizationId: lot.organizationId, lot, kind, quantity, reason, ...stamp });
}

export interface IssueOptions {
  reason?: string | null | undefined;
  /** when it was taken; the expiry is judged for then */
  occurredAt?: Date | null | undefined;
  lateReason?: string | null | undefined;
  /** where the lot and the quantity stand in the input */
  field?: string | null | undefined;
  /** the event that takes it, when it is stamped already */
  stamp?: EventStamp | undefined;
  /** the act locked the row before: a whole meal takes from its lots without asking the database for each again */
  locked?: boolean | undefined;
}

/**
 * Takes from a lot: refused when it is expired, held or empty, or when it holds less. Converts by the ingredient's packs.
 * Whoever takes from several lots in one act takes them in the order of their ids, so that two acts cannot wait for each other.
 */
export async function issueFromLot(ctx: Ctx, lot: Lot | string, quantity: Quantity, options: IssueOptions = {}): Promise<StockMovement> {
  const field = options.field ?? null;
  const row = typeof lot !== 'string' && options.locked ? lot : await ctx.lock(Lot, typeof lot === 'string' ? lot : lot.id, field);
  const stamp =
    options.stamp ??
    (await stampEvent(ctx, { canteen: row.canteen, occurredAt: options.occurredAt, lateReason: options.lateReason }, 'ledger', ''));
  checkIssuable(row, stamp.occurredAt, field);
  const taken = (await inStockUnit(ctx, row, quantity, field)).round(STOCK_SCALE);
  checkWithinBalance(row, taken, field);
  return moveStock(ctx, row, 'ISSUE', taken.neg(), options.reason?.trim() || null, stamp);
}

/** A quantity in the unit a lot is counted in. */
async function inStockUnit(ctx: Ctx, lot: Lot, quantity: Quantity, field: string | null): Promise<Quantity> {
  if (quantity.unit === lot.balance.unit) return quantity;
  const ingredient = await ctx.load(lot.ingredient);
  const packs = await ctx.list(IngredientPack, 'ingredient', ingredient.id);
  try {
    return quantity.in(lot.balance.unit, conversionOf({ pieceWeight: ingredient.pieceWeight, packs }));
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, error.params, field);
    throw error;
  }
}

/** What may be taken of an ingredient on a day, first expired first. */
export async function fefo(ctx: Ctx, canteen: { id: string } | string, ingredient: { id: string } | string, day: LocalDate): Promise<Lot[]> {
  const id = typeof ingredient === 'string' ? ingredient : ingredient.id;
  return (await fefoOf(ctx, canteen, [id], day)).get(id) ?? [];
}

/** `fefo` of several ingredients in one query; every id is a key. */
export async function fefoOf(
  ctx: Ctx,
  canteen: { id: string } | string,
  ingredients: readonly string[],
  day: LocalDate,
): Promise<Map<string, Lot[]>> {
  const lots = ingredients.length
    ? await ctx.find(Lot, {
        canteen: typeof canteen === 'string' ? canteen : canteen.id,
        ingredient: { $in: [...new Set(ingredients)] },
        hold: 'NONE',
        balance: { value: { $gt: '0' } },
        $or: [{ expiryDate: null }, { expiryDate: { $gte: day } }],
      })
    : [];
  const byIngredient = new Map<string, Lot[]>(ingredients.map((id) => [id, []]));
  for (const lot of lots.sort(byFefo)) byIngredient.get(lot.ingredient.id)?.push(lot);
  return byIngredient;
}

/** 封存: nothing is taken from it until it is released or scrapped. */
export async function quarantineLot(ctx: Ctx, id: string, reason: string): Promise<Lot> {
  return hold(ctx, id, 'QUARANTINE', reason);
}

export async function releaseLot(ctx: Ctx, id: string, reason: string): Promise<Lot> {
  return hold(ctx, id, 'RELEASE', reason);
}

/** What is left is destroyed (Implementing Regulation 2019 Art 29: expired food is marked, set apart, destroyed and recorded). */
export async function scrapLot(ctx: Ctx, id: string, reason: string): Promise<Lot> {
  const lot = await hold(ctx, id, 'SCRAP', reason);
  if (lot.balance.isPositive()) {
    moveStock(ctx, lot, 'SCRAP', lot.balance.neg(), reason, await stampEvent(ctx, { canteen: lot.canteen }, 'ledger', ''));
  }
  return lot;
}

async function hold(ctx: Ctx, id: string, action: LotAction, reason: string): Promise<Lot> {
  const lot = await ctx.lock(Lot, id, 'id');
  const next = lotLife.next(lot.hold, action);
  requireReason(reason);
  lot.hold = next;
  lot.holdReason = reason;
  return lot;
}

/** 盘点: what was counted becomes the balance, and the difference a movement, also when there is none. */
export async function adjustLot(ctx: Ctx, id: string, counted: Quantity, reason: string): Promise<Lot> {
  const lot = await ctx.lock(Lot, id, 'id');
  lotLife.next(lot.hold, 'ADJUST');
  requireReason(reason);
  if (counted.isNegative()) throw new DomainError('COUNT_NEGATIVE', { given: counted }, 'counted');
  const stock = (await inStockUnit(ctx, lot, counted, 'counted')).round(STOCK_SCALE);
  const { maxLineQuantity } = await ctx.policy<ReceivingPolicy>('receiving', lot.organizationId);
  if (stock.toDecimal().gt(maxLineQuantity)) throw new DomainError('QUANTITY_ABSURD', { given: counted, max: maxLineQuantity }, 'counted');
  moveStock(ctx, lot, 'ADJUST', stock.minus(lot.balance), reason, await stampEvent(ctx, { canteen: lot.canteen }, 'ledger', ''));
  return lot;
}

function requireReason(reason: string): void {
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'reason');
}
