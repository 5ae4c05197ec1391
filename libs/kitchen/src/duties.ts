import { LocalizedText } from '@canteen/kernel';
import type { LocalDate } from '@canteen/kernel';
import { MealService, MenuItem, mealWords } from '@canteen/menus';
import { Area, Canteen, timeZoneOf } from '@canteen/people';
import type { Ctx, DutyItem } from '@canteen/platform';
import { CorrectiveAction } from './corrective-action.entity.ts';
import type { KitchenPolicy } from './policy.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { openLowReading } from './production-batch.rules.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { storageRange } from './temperature-reading.rules.ts';

/** Older than this, an unfinished batch is no duty of a day any more but a finding for the weekly review. */
const daysLookedBack = 7;

/** What the kitchen owes on a day: meals to start, batches to finish, low temperatures to answer, stores to measure. */
export async function duties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('kitchen:read')) return [];
  const services = await ctx.find(MealService, { canteen: canteenId, day: { $gte: day.plusDays(-daysLookedBack), $lte: day } });
  const [batches, storage] = await Promise.all([batchDuties(ctx, services, day), storageDuties(ctx, canteenId, day)]);
  return [...batches, ...storage];
}

async function batchDuties(ctx: Ctx, services: MealService[], day: LocalDate): Promise<DutyItem[]> {
  const batches = await ctx.find(ProductionBatch, { service: { $in: services.map((service) => service.id) } });
  const cooking = batches.filter((batch) => batch.state === 'COOKING');
  const low = await lowBatches(ctx, cooking);
  const now = ctx.now();

  const perService = services.map(async (service): Promise<DutyItem[]> => {
    const mine = batches.filter((batch) => batch.service.id === service.id);
    const due: Pick<DutyItem, 'dueAt' | 'recordType' | 'recordId'> = {
      dueAt: service.serviceStart,
      recordType: 'MealService',
      recordId: service.id,
    };
    const past = now > service.serviceStart;
    const found: DutyItem[] = [];
    if (service.day.eq(day)) {
      const items = await ctx.list(MenuItem, 'service', service.id, { position: 'asc' });
      const begun = new Set(mine.filter((batch) => batch.state !== 'DISCARDED').map((batch) => batch.item.id));
      const open = items.filter((item) => !begun.has(item.id)).length;
      if (items.length > 0) {
        found.push({
          ...due,
          key: `kitchen.notStarted:${service.id}`,
          kind: 'kitchen.notStarted',
          for: 'kitchen:write',
          title: open > 0
            ? say(service, `${open} 道菜尚未开始制作`, `${open} of ${items.length} dishes not started`)
            : say(service, `${items.length} 道菜均已开始制作`, `all ${items.length} dishes started`),
          severity: open > 0 && past ? 'warn' : 'info',
          done: open === 0,
          count: open,
        });
      }
    }
    const unfinished = mine.filter((batch) => batch.state === 'COOKING');
    if (unfinished.length > 0) {
      found.push({
        ...due,
        key: `kitchen.unfinished:${service.id}`,
        kind: 'kitchen.unfinished',
        for: 'kitchen:write',
        title: say(service, `${unfinished.length} 个制作批未完成`, `${unfinished.length} batches not finished`),
        severity: past ? 'warn' : 'info',
        done: false,
        count: unfinished.length,
      });
    }
    for (const batch of unfinished.filter((one) => low.has(one.id))) {
      found.push({
        key: `kitchen.lowTemperature:${batch.id}`,
        kind: 'kitchen.lowTemperature',
        for: 'kitchen:write',
        title: say(service, `${batch.number} 中心温度 ${low.get(batch.id)} ℃，须纠偏后复测`, `${batch.number} core at ${low.get(batch.id)} °C: correct it, then measure again`),
        dueAt: service.serviceStart,
        severity: 'critical',
        done: false,
        recordType: 'ProductionBatch',
        recordId: batch.id,
      });
    }
    return found;
  });
  return (await Promise.all(perService)).flat();
}

/** The batches with a low reading that nothing was done about, and what was read. */
export async function lowBatches(ctx: Ctx, batches: ProductionBatch[]): Promise<Map<string, string>> {
  const ids = batches.map((batch) => batch.id);
  const readings = await ctx.find(TemperatureReading, { batch: { $in: ids } });
  const corrections = await ctx.find(CorrectiveAction, { batch: { $in: ids } });
  const found = new Map<string, string>();
  for (const id of ids) {
    const open = openLowReading(
      readings.filter((reading) => reading.batch?.id === id),
      corrections.filter((correction) => correction.batch.id === id),
    );
    if (open) found.set(id, open.celsius);
  }
  return found;
}

async function storageDuties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  const [canteen] = await ctx.find(Canteen, { id: canteenId });
  if (!canteen) return [];
  const policy = await ctx.policy<KitchenPolicy>('kitchen', canteen.organizationId);
  const timeZone = await timeZoneOf(ctx, canteen);
  const areas = (await ctx.find(Area, { canteen: canteenId, active: true })).filter((area) => storageRange(area.kind, policy));
  const readings = await ctx.find(TemperatureReading, {
    area: { $in: areas.map((area) => area.id) },
    occurredAt: { $gte: day.startsAt(timeZone), $lte: day.endOfDay(timeZone) },
  });
  return areas.map((area): DutyItem => {
    const taken = readings.filter((reading) => reading.area?.id === area.id);
    const missing = Math.max(0, policy.storageReadingsPerDay - taken.length);
    const outside = taken.filter((reading) => !reading.within);
    const zh = outside.length > 0 ? `测温超限 ${outside.at(-1)!.celsius} ℃` : `今日测温 ${taken.length}/${policy.storageReadingsPerDay}`;
    const en = outside.length > 0 ? `out of limits at ${outside.at(-1)!.celsius} °C` : `measured ${taken.length} of ${policy.storageReadingsPerDay} times`;
    return {
      key: `kitchen.storageReading:${area.id}:${day}`,
      kind: 'kitchen.storageReading',
      for: 'kitchen:write',
      title: LocalizedText.of(`${area.name.zh}：${zh}`, `${area.name.in('en')}: ${en}`),
      dueAt: day.endOfDay(timeZone),
      severity: outside.length > 0 ? 'critical' : 'info',
      done: missing === 0 && outside.length === 0,
      recordType: 'Area',
      recordId: area.id,
      count: missing,
    };
  });
}

/** `11月21日 午餐：…` */
function say(service: MealService, zh: string, en: string): LocalizedText {
  const meal = mealWords[service.meal];
  return LocalizedText.of(`${service.day.in('zh')} ${meal.zh}：${zh}`, `${service.day.in('en')}, ${meal.in('en')}: ${en}`);
}
