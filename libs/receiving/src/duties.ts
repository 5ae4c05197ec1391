import { addMs, fill, LocalizedText, ms, type LocalDate, type Words } from '@canteen/kernel';
import type { Ctx, DutyItem } from '@canteen/platform';
import { Canteen, timeZoneOf } from '@canteen/people';
import { GoodsReceipt } from './goods-receipt.entity.ts';
import { Lot } from './lot.entity.ts';
import { lotStatus } from './lot.rules.ts';
import { messages } from './messages.ts';
import type { ReceivingPolicy, WaitingPolicy } from './policies.ts';

/** Deliveries that wait for somebody, and stock that is near its end or past it. */
export async function duties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  const canteen = await ctx.get(Canteen, canteenId);
  const endOfDay = day.endOfDay(await timeZoneOf(ctx, canteen));
  return [...(await waitingReceipts(ctx, canteen, endOfDay)), ...(await endingLots(ctx, canteenId, endOfDay))];
}

/** Chilled goods stand warm while a receipt waits: then the second person is overdue. */
export const acceptBy = (receipt: Pick<GoodsReceipt, 'occurredAt'>, policy: WaitingPolicy): Date => addMs(receipt.occurredAt, policy.acceptWithinHours * ms.hour);

async function waitingReceipts(ctx: Ctx, { id: canteen, organizationId }: Canteen, until: Date): Promise<DutyItem[]> {
  if (!ctx.can('receiving:read')) return [];
  const policy = await ctx.policy<ReceivingPolicy>('receiving', organizationId);
  const receipts = await ctx.find(
    GoodsReceipt,
    { canteen, state: { $in: ['DRAFT', 'INSPECTING'] }, occurredAt: { $lte: until } },
    { orderBy: { occurredAt: 'asc' } },
  );
  return Promise.all(
    receipts.map(async (receipt): Promise<DutyItem> => {
      const kind = receipt.state === 'DRAFT' ? 'RECEIPT_DRAFT' : 'RECEIPT_TO_CHECK';
      const dueAt = acceptBy(receipt, policy);
      const supplier = await ctx.load(receipt.supplier);
      return {
        key: `receiving:receipt:${receipt.id}`,
        kind,
        for: receipt.state === 'DRAFT' ? 'receiving:write' : 'receiving:accept',
        title: say(kind, { number: receipt.number, supplier: supplier.name }),
        dueAt,
        severity: ctx.now() >= dueAt ? 'critical' : 'warn',
        done: false,
        recordType: 'GoodsReceipt',
        recordId: receipt.id,
      };
    }),
  );
}

async function endingLots(ctx: Ctx, canteen: string, until: Date): Promise<DutyItem[]> {
  if (!ctx.can('stock:read')) return [];
  const lots = await ctx.find(
    Lot,
    { canteen, hold: 'NONE', balance: { value: { $gt: '0' } }, nearExpiryAt: { $lte: until } },
    { orderBy: { expiryDate: 'asc' } },
  );
  return Promise.all(
    lots.map(async (lot): Promise<DutyItem> => {
      const expired = lotStatus(lot, until) === 'EXPIRED';
      const kind = expired ? 'LOT_EXPIRED' : 'LOT_NEAR_EXPIRY';
      const { lotCode, expiryDate, balance } = lot;
      const ingredient = await ctx.load(lot.ingredient);
      return {
        key: `receiving:lot:${lot.id}:${kind}`,
        kind,
        for: 'stock:write',
        title: say(kind, { ingredient: ingredient.name, lotCode, expiryDate: expiryDate && LocalizedText.of(expiryDate.in('zh'), expiryDate.in('en')), balance }),
        dueAt: lot.expiresAt,
        severity: expired ? 'critical' : 'warn',
        done: false,
        recordType: 'Lot',
        recordId: lot.id,
      };
    }),
  );
}

export function say(kind: string, params: Record<string, unknown>): LocalizedText {
  const words: Words = messages.words![kind]!;
  return LocalizedText.of(fill(words, params, 'zh'), fill(words, params, 'en'));
}
