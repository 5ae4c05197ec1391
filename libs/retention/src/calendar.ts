import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { MealService, mealWords } from '@canteen/menus';
import { Canteen, timeZoneOf } from '@canteen/people';
import type { CalendarItem, Ctx } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';

/** When the samples of a meal have been kept long enough. */
export async function calendar(ctx: Ctx, canteenId: string, from: LocalDate, to: LocalDate): Promise<CalendarItem[]> {
  if (!ctx.can('retention:dispose')) return [];
  const zone = await timeZoneOf(ctx, await ctx.get(Canteen, canteenId));
  const samples = await ctx.find(
    RetainedSample,
    { canteen: canteenId, state: 'STORED', retained: true, dueAt: { $gte: from.startsAt(zone), $lte: to.endOfDay(zone) } },
    { orderBy: { dueAt: 'asc' } },
  );
  const services = await ctx.loadMany(MealService, samples.map((sample) => sample.service.id));
  return services.map((service): CalendarItem => {
    const boxes = samples.filter((sample) => sample.service.id === service.id);
    const meal = mealWords[service.meal];
    return {
      key: `retention.due:${service.id}`,
      for: 'retention:dispose',
      title: LocalizedText.of(`${service.day.in('zh')} ${meal.zh}的 ${boxes.length} 份留样可处置`, `${boxes.length} ${boxes.length === 1 ? 'sample' : 'samples'} of ${service.day.in('en')}, ${meal.in('en')} may be disposed of`),
      // all of them: the last one that was taken
      starts: boxes.at(-1)!.dueAt,
    };
  });
}
