import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { MealService, MenuItem, mealWords } from '@canteen/menus';
import { Area, Canteen, timeZoneOf } from '@canteen/people';
import type { Ctx, Fact, FactSection } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { lowBatches } from './duties.ts';
import type { KitchenPolicy } from './policy.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { storageRange } from './temperature-reading.rules.ts';

/** What was cooked on a day and what was not, and what the thermometers showed. */
export async function facts(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection[]> {
  if (!ctx.can('kitchen:read')) return [];
  return [await cooked(ctx, canteenId, day), await checked(ctx, canteenId, day)];
}

type Names = (ids: readonly string[], lang: 'zh' | 'en') => string;

async function namesOf(ctx: Ctx, dishIds: readonly string[]): Promise<Names> {
  const names = new Map((await ctx.loadMany(Dish, dishIds)).map(({ id, name }) => [id, name]));
  return (ids, lang) => ids.map((id) => names.get(id)?.in(lang) ?? '?').join(lang === 'zh' ? '、' : ', ');
}

async function cooked(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection> {
  const services = await ctx.find(MealService, { canteen: canteenId, day }, { orderBy: [{ serviceStart: 'asc' }, { id: 'asc' }] });
  const ids = services.map(({ id }) => id);
  const [batches, items] = [
    await ctx.find(ProductionBatch, { service: { $in: ids } }, { orderBy: { id: 'asc' } }),
    await ctx.find(MenuItem, { service: { $in: ids } }, { orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
  ];
  const names = await namesOf(ctx, items.map(({ dish }) => dish.id));
  const open = await lowBatches(ctx, batches.filter(({ state }) => state !== 'DISCARDED'));
  const readings = await ctx.find(TemperatureReading, { batch: { $in: batches.map(({ id }) => id) }, within: false }, { orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }] });
  const now = ctx.now();
  const told: Fact[] = [];
  let missing = 0;
  for (const service of services) {
    const own = batches.filter((batch) => batch.service.id === service.id);
    const served = own.filter(({ state }) => state !== 'DISCARDED');
    const meal = mealWords[service.meal];
    const at = { recordType: 'MealService', recordId: service.id };
    if (served.length) {
      const portions = (lang: 'zh' | 'en') => served.map((batch) => `${names([batch.dish.id], lang)} ${batch.portions}${lang === 'zh' ? ' 份' : ''}`).join(lang === 'zh' ? '、' : ', ');
      told.push({ ...at, tone: 'ok', text: LocalizedText.of(`${meal.zh}：${portions('zh')}`, `${meal.in('en')}, portions: ${portions('en')}`) });
    }
    const begun = new Set(served.map((batch) => batch.item.id));
    const lacking = items.filter((item) => item.service.id === service.id && !begun.has(item.id)).map(({ dish }) => dish.id);
    if (lacking.length && now > service.serviceStart) {
      missing += lacking.length;
      told.push({ ...at, tone: 'missing', text: LocalizedText.of(`${meal.zh}无制作记录：${names(lacking, 'zh')}`, `${meal.in('en')}, no production record: ${names(lacking, 'en')}`) });
    }
    const unfinished = served.filter(({ state }) => state === 'COOKING');
    if (unfinished.length && now > service.serviceEnd) {
      told.push({ ...at, tone: 'missing', text: LocalizedText.of(`${meal.zh}制作批未完成：${unfinished.map(({ number }) => number).join('、')}`, `${meal.in('en')}, batches not finished: ${unfinished.map(({ number }) => number).join(', ')}`) });
    }
    for (const batch of own.filter(({ state }) => state === 'DISCARDED')) {
      told.push({ tone: 'bad', text: LocalizedText.of(`弃置 ${batch.number} ${names([batch.dish.id], 'zh')}`, `Thrown away: ${batch.number}, ${names([batch.dish.id], 'en')}`), recordType: 'ProductionBatch', recordId: batch.id });
    }
  }
  for (const reading of readings) {
    const batch = batches.find(({ id }) => id === reading.batch?.id)!;
    const answered = !open.has(batch.id);
    told.push({
      tone: 'bad',
      text: LocalizedText.of(
        `${names([batch.dish.id], 'zh')}（${batch.number}）中心温度 ${reading.celsius} ℃，下限 ${reading.limitMin ?? '—'} ℃，${answered ? '已处理' : '未纠偏'}`,
        `${names([batch.dish.id], 'en')} (${batch.number}): core at ${reading.celsius} °C, at least ${reading.limitMin ?? '—'} °C, ${answered ? 'dealt with' : 'not corrected'}`,
      ),
      recordType: 'ProductionBatch', recordId: batch.id,
    });
  }
  return {
    key: 'kitchen',
    title: { zh: '制作', en: 'Cooked' },
    figures: [
      { title: { zh: '制作批', en: 'Batches' }, value: String(batches.filter(({ state }) => state !== 'DISCARDED').length) },
      { title: { zh: '无制作记录', en: 'Without a batch' }, value: String(missing), tone: missing ? 'missing' : 'ok' },
      { title: { zh: '中心温度不足', en: 'Core too low' }, value: String(readings.length), tone: readings.length ? 'bad' : 'ok' },
    ],
    facts: told,
  };
}

/** Cold stores: how often they were measured, between which figures, and what was out of limits. */
async function checked(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection> {
  const canteen = await ctx.get(Canteen, canteenId);
  const timeZone = await timeZoneOf(ctx, canteen);
  const policy = await ctx.policy<KitchenPolicy>('kitchen', canteen.organizationId);
  const areas = (await ctx.find(Area, { canteen: canteenId, active: true }, { orderBy: { id: 'asc' } })).filter((area) => storageRange(area.kind, policy));
  const readings = await ctx.find(
    TemperatureReading,
    { area: { $in: areas.map(({ id }) => id) }, occurredAt: { $gte: day.startsAt(timeZone), $lte: day.endOfDay(timeZone) } },
    { orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }] },
  );
  const over = ctx.now() >= day.endOfDay(timeZone);
  const told: Fact[] = [];
  let short = 0;
  for (const area of areas) {
    const own = readings.filter((reading) => reading.area?.id === area.id);
    const at = { recordType: 'Area', recordId: area.id };
    if (own.length && own.every(({ within }) => within)) {
      const figures = own.map(({ celsius }) => celsius).join(' / ');
      told.push({ ...at, tone: 'ok', text: LocalizedText.of(`${area.name.zh}：测温 ${own.length} 次，${figures} ℃`, `${area.name.in('en')}: measured ${own.length} times, ${figures} °C`) });
    }
    for (const reading of own.filter(({ within }) => !within)) {
      const limits = [reading.limitMin, reading.limitMax].filter((limit) => limit !== null).join('–');
      told.push({ ...at, tone: 'bad', text: LocalizedText.of(`${area.name.zh}超限 ${reading.celsius} ℃（限值 ${limits} ℃）`, `${area.name.in('en')} out of limits: ${reading.celsius} °C (limit ${limits} °C)`) });
    }
    const lacking = policy.storageReadingsPerDay - own.length;
    if (lacking > 0 && over) {
      short += lacking;
      told.push({ ...at, tone: 'missing', text: LocalizedText.of(`${area.name.zh}漏测 ${lacking} 次（应测 ${policy.storageReadingsPerDay} 次）`, `${area.name.in('en')}: ${lacking} of ${policy.storageReadingsPerDay} readings missing`) });
    }
  }
  const outside = readings.filter(({ within }) => !within).length;
  return {
    key: 'temperatures',
    title: { zh: '测温', en: 'Checked' },
    figures: [
      { title: { zh: '冷藏冷冻测温', en: 'Store readings' }, value: String(readings.length) },
      { title: { zh: '漏测', en: 'Readings missing' }, value: String(short), tone: short ? 'missing' : 'ok' },
      { title: { zh: '超限', en: 'Out of limits' }, value: String(outside), tone: outside ? 'bad' : 'ok' },
    ],
    facts: told,
  };
}
