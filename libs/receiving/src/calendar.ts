import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { Ingredient } from '@canteen/catalog';
import type { CalendarItem, Ctx } from '@canteen/platform';
import { Lot } from './lot.entity.ts';

/** More names than these do not fit a line of a calendar. */
const NAMED = 3;

/** What must be used up by a day, one line for each day. */
export async function calendar(ctx: Ctx, canteenId: string, from: LocalDate, to: LocalDate): Promise<CalendarItem[]> {
  if (!ctx.can('stock:write')) return [];
  const lots = await ctx.find(Lot, { canteen: canteenId, hold: 'NONE', balance: { value: { $gt: '0' } }, expiryDate: { $gte: from, $lte: to } }, { orderBy: { expiryDate: 'asc' } });
  const names = new Map((await ctx.loadMany(Ingredient, lots.map((lot) => lot.ingredient.id))).map((ingredient) => [ingredient.id, ingredient.name]));
  const days = new Map<string, Lot[]>();
  for (const lot of lots) days.set(lot.expiryDate!.iso, [...(days.get(lot.expiryDate!.iso) ?? []), lot]);
  return [...days].map(([iso, due]): CalendarItem => {
    const said = (lang: 'zh' | 'en', comma: string) => [...new Set(due.map((lot) => names.get(lot.ingredient.id)?.in(lang) ?? lot.lotCode))].slice(0, NAMED).join(comma);
    return {
      key: `receiving.useBy:${iso}`,
      for: 'stock:write',
      title: LocalizedText.of(`${due.length} 批今日到期：${said('zh', '、')}`, `${due.length} ${due.length === 1 ? 'lot' : 'lots'} to use up: ${said('en', ', ')}`),
      starts: due[0]!.expiryDate!,
    };
  });
}
