import { LocalizedText } from '@canteen/kernel';
import type { LocalDate } from '@canteen/kernel';
import { MealService, mealWords } from '@canteen/menus';
import type { Ctx, DutyItem } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';
import { coverageOfService, missingAfterService } from './retained-sample.views.ts';

/** Whoever takes no sample has nothing to hand over when someone falls ill: said per meal, by name of the dish. */
export async function duties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('retention:read')) return [];
  const [samples, disposals] = await Promise.all([sampleDuties(ctx, canteenId, day), disposalDuties(ctx, canteenId)]);
  return [...samples, ...disposals];
}

async function sampleDuties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('kitchen:read')) return [];
  const services = await ctx.find(MealService, { canteen: canteenId, day }, { orderBy: { serviceStart: 'asc' } });
  const now = ctx.now();
  const found = services.map(async (service): Promise<DutyItem[]> => {
    const items = await coverageOfService(ctx, service);
    if (items.length === 0) return [];
    const over = now > service.serviceEnd;
    const missing = over ? missingAfterService(items) : items.filter(({ sampled }) => sampled === 'MISSING' || sampled === 'UNDERWEIGHT');
    const done = items.every(({ sampled }) => sampled === 'SAMPLED');
    const names = missing.map(({ dish }) => dish?.name ?? LocalizedText.of('？'));
    const meal = mealWords[service.meal];
    return [
      {
        key: `retention.missing:${service.id}`,
        kind: 'retention.missing',
        for: 'retention:write',
        title: LocalizedText.of(
          `${meal.zh}留样：${missing.length > 0 ? `缺 ${missing.length} 道（${names.map((name) => name.zh).join('、')}）` : done ? `${items.length} 道已留样` : '待出餐'}`,
          `${capital(meal.in('en'))} samples: ${missing.length > 0 ? `${missing.length} missing (${names.map((name) => name.in('en')).join(', ')})` : done ? `all ${items.length} taken` : 'not cooked yet'}`,
        ),
        dueAt: service.serviceEnd,
        severity: done ? 'info' : over ? 'critical' : missing.length > 0 ? 'warn' : 'info',
        done,
        recordType: 'MealService',
        recordId: service.id,
        count: missing.length,
      },
    ];
  });
  return (await Promise.all(found)).flat();
}

/** One duty for the whole fridge, with the count that its list of due samples shows. */
async function disposalDuties(ctx: Ctx, canteenId: string): Promise<DutyItem[]> {
  const due = await ctx.find(
    RetainedSample,
    { canteen: canteenId, state: 'STORED', retained: true, dueAt: { $lte: ctx.now() } },
    { orderBy: { dueAt: 'asc' } },
  );
  const [oldest] = due;
  if (!oldest) return [];
  return [
    {
      key: `retention.due:${canteenId}`,
      kind: 'retention.due',
      for: 'retention:dispose',
      title: LocalizedText.of(`${due.length} 份留样已满保存期，可由另一人处置`, `${due.length} samples have been kept long enough; a second person may dispose of them`),
      dueAt: oldest.dueAt,
      severity: 'info',
      done: false,
      recordType: 'RetainedSample',
      recordId: oldest.id,
      count: due.length,
    },
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
