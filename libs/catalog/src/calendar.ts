import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { Canteen } from '@canteen/people';
import type { CalendarItem, Ctx } from '@canteen/platform';
import { Supplier } from './supplier.entity.ts';

/** Last days of suppliers' licences. */
export async function calendar(ctx: Ctx, canteenId: string, from: LocalDate, to: LocalDate): Promise<CalendarItem[]> {
  if (!ctx.can('catalog:write')) return [];
  const { organizationId } = await ctx.get(Canteen, canteenId);
  const suppliers = await ctx.find(Supplier, { organizationId, state: { $in: ['APPROVED', 'RESTRICTED'] }, licenceValidTo: { $gte: from, $lte: to } }, { orderBy: { licenceValidTo: 'asc' } });
  return suppliers.map((supplier): CalendarItem => ({
    key: `catalog.licence:${supplier.id}`,
    for: 'catalog:write',
    title: LocalizedText.of(`许可证到期：${supplier.name.zh}`, `Licence ends: ${supplier.name.in('en')}`),
    starts: supplier.licenceValidTo!,
  }));
}
