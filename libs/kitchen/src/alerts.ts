import { addMs, LocalDate, LocalizedText, ms } from '@canteen/kernel';
import { MealService } from '@canteen/menus';
import { Area, watchedPlace } from '@canteen/people';
import { ESCALATED, escalateAfter, type AlertFact, type AlertRule, type Ctx, type StandingAlert } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { lowBatches } from './duties.ts';
import type { KitchenPolicy } from './policy.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { storageRange } from './temperature-reading.rules.ts';

const out = 'kitchen.temperature';

async function temperatures(ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]): Promise<AlertFact[]> {
  return [...(await warmStores(ctx, organizationId)), ...(await lowCores(ctx, organizationId, standing))];
}

interface LastReading {
  area_id: string;
  canteen_id: string;
  name_zh: string;
  name_en: string | null;
  celsius: string;
  occurred_at: string | Date;
}

/** Stores whose last reading was out of its limits: the next one within them is what mends it. */
async function warmStores(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const { timeZone } = await watchedPlace(ctx, organizationId);
  const last = await ctx.sql<LastReading>(
    TemperatureReading,
    `select a.id as area_id, a.canteen_id, a.name_zh, a.name_en, trim_scale(r.celsius)::text as celsius, r.occurred_at
      from area a cross join lateral (
        select t.celsius, t.within, t.occurred_at from temperature_reading t
         where {scope:t} and t.canteen_id = a.canteen_id and t.area_id = a.id and t.import_id is null
         order by t.occurred_at desc, t.recorded_at desc, t.id desc limit 1) r
      where a.organization_id = ? and a.active and not r.within order by a.id`,
    [organizationId],
  );
  return last.map((row): AlertFact => {
    const day = LocalDate.at(new Date(row.occurred_at), timeZone);
    return {
      key: `${out}:area:${row.area_id}`,
      canteenId: row.canteen_id,
      title: LocalizedText.of(`${row.name_zh}温度超限：${row.celsius} ℃（${day.in('zh')}）`, `${row.name_en ?? row.name_zh} out of limits: ${row.celsius} °C (${day.in('en')})`),
      text: LocalizedText.of('请查明原因、转移食品，处理后复测；复测合格即解除。', 'Find the cause, move the food, then measure again; a reading within the limits resolves this.'),
      severity: 'critical',
      recordType: 'Area',
      recordId: row.area_id,
    };
  });
}

/** Batches whose core was too cold, and nothing was done about it. */
async function lowCores(ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]): Promise<AlertFact[]> {
  const { lookBackDays } = await ctx.policy<{ lookBackDays: number }>('alerts', organizationId);
  const rows = await ctx.sql<{ id: string }>(
    ProductionBatch,
    `select b.id from production_batch b
      where {scope:b} and b.organization_id = ? and b.state <> 'DISCARDED' and b.import_id is null
        and (b.occurred_at >= ? or b.id = any(cast(? as uuid[])))
        and exists (select 1 from temperature_reading r where r.batch_id = b.id and not r.within)`,
    [organizationId, addMs(ctx.now(), -lookBackDays * ms.day), `{${standing.map((alert) => alert.recordId).join(',')}}`],
  );
  if (!rows.length) return [];
  const batches = await ctx.find(ProductionBatch, { id: { $in: rows.map((row) => row.id) } }, { orderBy: { id: 'asc' } });
  const low = await lowBatches(ctx, batches);
  const dishes = new Map((await ctx.loadMany(Dish, batches.map((batch) => batch.dish.id))).map((dish) => [dish.id, dish.name]));
  return batches.flatMap((batch): AlertFact[] => {
    const celsius = low.get(batch.id);
    if (celsius === undefined) return [];
    const dish = dishes.get(batch.dish.id);
    return [{
      key: `${out}:batch:${batch.id}`,
      canteenId: batch.canteen.id,
      title: LocalizedText.of(`${dish?.zh ?? batch.number} 中心温度 ${celsius} ℃，未纠偏`, `${dish?.in('en') ?? batch.number}: core at ${celsius} °C, nothing done about it yet`),
      text: LocalizedText.of('未烧熟煮透的食品不得供餐。请再加热后复测，或弃置。', 'What is not cooked through is not served. Reheat it and measure again, or throw it away.'),
      severity: 'critical',
      recordType: 'ProductionBatch',
      recordId: batch.id,
    }];
  });
}

const missing = 'kitchen.readingMissing';

/** On a day with meals the stores are measured; what was missed stays missed until someone writes it down late or says why. */
async function missingReadings(ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]): Promise<AlertFact[]> {
  const { canteens, timeZone, today } = await watchedPlace(ctx, organizationId);
  const policy = await ctx.policy<KitchenPolicy>('kitchen', organizationId);
  const days = new Set(standing.map((alert) => alert.key.split(':').at(-1)!));
  if (ctx.now() >= today.instantAt(policy.readingsBy, timeZone)) days.add(today.iso);
  if (!days.size) return [];
  const ids = canteens.map((canteen) => canteen.id);
  const areas = (await ctx.find(Area, { canteen: { $in: ids }, active: true }, { orderBy: { id: 'asc' } })).filter((area) => storageRange(area.kind, policy));
  const meals = await ctx.find(MealService, { canteen: { $in: ids }, day: { $in: [...days].map((day) => LocalDate.of(day)) } });
  const open = [...days].sort().map((iso) => LocalDate.of(iso));
  if (!areas.length || !meals.length) return [];
  const readings = await ctx.find(TemperatureReading, {
    area: { $in: areas.map((area) => area.id) },
    $or: open.map((day) => ({ occurredAt: { $gte: day.startsAt(timeZone), $lte: day.endOfDay(timeZone) } })),
  });
  return canteens.flatMap(({ id }) =>
    open.flatMap((day): AlertFact[] => {
      if (!meals.some((meal) => meal.canteen.id === id && meal.day.eq(day))) return [];
      const short = areas.filter((area) => area.canteen.id === id
        && readings.filter((reading) => reading.area?.id === area.id && LocalDate.at(reading.occurredAt, timeZone).eq(day)).length < policy.storageReadingsPerDay);
      if (!short.length) return [];
      const names = (lang: 'zh' | 'en', comma: string) => short.map((area) => area.name.in(lang)).join(comma);
      return [{
        key: `${missing}:${id}:${day}`,
        canteenId: id,
        title: LocalizedText.of(`${day.in('zh')} 测温不足 ${policy.storageReadingsPerDay} 次：${names('zh', '、')}`, `${day.in('en')}, measured fewer than ${policy.storageReadingsPerDay} times: ${names('en', ', ')}`),
        text: LocalizedText.of('请立即测温并记录；确已测过的补录并写明原因，未测的说明原因后解除。', 'Measure now and write it down. What was measured but not written is a late entry; what was not measured is resolved with the reason.'),
        severity: 'warn',
        recordType: 'Canteen',
        recordId: id,
        dueAt: day.endOfDay(timeZone),
      }];
    }),
  );
}

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [
  {
    kind: out,
    title: { zh: '温度超限', en: 'Temperature out of limits' },
    says: {
      zh: '冷藏（{chilledMin}–{chilledMax} ℃）、冷冻（低于 {frozenMax} ℃）、专间（不高于 {coldRoomMax} ℃）最近一次测温超限，或菜品中心温度低于 {coreMin} ℃ 而未纠偏时，立即提醒后厨与食品安全员；{urgentHours} 小时无人确认则升级。',
      en: 'Tells the kitchen and the food-safety officer at once when the last reading of a chilled ({chilledMin}–{chilledMax} °C), frozen (below {frozenMax} °C) or cold room (at most {coldRoomMax} °C) was out of limits, or a core below {coreMin} °C was not corrected; escalated after {urgentHours} h.',
    },
    limits: ['chilledMin', 'chilledMax', 'frozenMax', 'coldRoomMax', 'coreMin'].map((field) => ({ policy: 'kitchen', field })),
    audience: 'kitchen:write',
    escalation: { afterHours: escalateAfter.urgent, audience: ESCALATED },
    find: temperatures,
  },
  {
    kind: missing,
    title: { zh: '漏测温度', en: 'Readings missing' },
    says: {
      zh: '供餐日 {readingsBy} 后，仍有冷藏冷冻设备测温不足 {storageReadingsPerDay} 次的，提醒后厨与食品安全员；{ordinaryHours} 小时无人确认则升级。',
      en: 'Tells the kitchen and the food-safety officer when on a day with meals a cold store was measured fewer than {storageReadingsPerDay} times by {readingsBy}; escalated after {ordinaryHours} h.',
    },
    limits: [{ policy: 'kitchen', field: 'readingsBy' }, { policy: 'kitchen', field: 'storageReadingsPerDay' }],
    audience: 'kitchen:write',
    escalation: { afterHours: escalateAfter.ordinary, audience: ESCALATED },
    find: missingReadings,
  },
];
