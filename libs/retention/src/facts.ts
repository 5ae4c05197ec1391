import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { MealService, mealWords } from '@canteen/menus';
import { Canteen, timeZoneOf } from '@canteen/people';
import type { Ctx, Fact, FactSection } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';
import { coverageOfService, missingAfterService } from './retained-sample.views.ts';

/** Which dishes of the day have a sample that counts, which have none, and what was disposed of. */
export async function facts(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection[]> {
  if (!ctx.can('retention:read') || !ctx.can('kitchen:read')) return [];
  const canteen = await ctx.get(Canteen, canteenId);
  const timeZone = await timeZoneOf(ctx, canteen);
  const services = await ctx.find(MealService, { canteen: canteenId, day }, { orderBy: [{ serviceStart: 'asc' }, { id: 'asc' }] });
  const disposed = await ctx.find(RetainedSample, { canteen: canteenId, disposedAt: { $gte: day.startsAt(timeZone), $lte: day.endOfDay(timeZone) } });
  const told: Fact[] = [];
  let [sampled, dishes, missing] = [0, 0, 0];
  for (const service of services) {
    const items = await coverageOfService(ctx, service);
    if (!items.length) continue;
    const meal = mealWords[service.meal];
    const at = { recordType: 'MealService', recordId: service.id };
    const kept = items.filter((item) => item.sampled === 'SAMPLED').length;
    sampled += kept;
    if (kept) told.push({ ...at, tone: 'ok', text: LocalizedText.of(`${meal.zh}：${kept} 道已留样`, `${meal.in('en')}: ${kept} ${kept === 1 ? 'dish' : 'dishes'} sampled`) });
    // Until the meal is over there is still time: what is not due is not counted as owed.
    const over = ctx.now() > service.serviceEnd;
    dishes += over ? items.length : kept;
    if (!over) continue;
    const lacking = missingAfterService(items);
    const light = lacking.filter((item) => item.sampled === 'UNDERWEIGHT');
    const none = lacking.filter((item) => item.sampled !== 'UNDERWEIGHT');
    missing += lacking.length;
    const names = (of: typeof items, lang: 'zh' | 'en') => of.map(({ dish }) => dish?.name.in(lang) ?? '?').join(lang === 'zh' ? '、' : ', ');
    if (none.length) told.push({ ...at, tone: 'missing', text: LocalizedText.of(`${meal.zh}缺留样：${names(none, 'zh')}`, `${meal.in('en')}, no sample: ${names(none, 'en')}`) });
    if (light.length) told.push({ ...at, tone: 'bad', text: LocalizedText.of(`${meal.zh}留样量不足，不计：${names(light, 'zh')}`, `${meal.in('en')}, too little to count: ${names(light, 'en')}`) });
  }
  if (disposed.length) {
    told.push({ tone: 'ok', text: LocalizedText.of(`处置满期留样 ${disposed.length} 份`, `${disposed.length} samples disposed of after their term`) });
  }
  return [
    {
      key: 'retention',
      title: { zh: '留样', en: 'Sampled' },
      figures: [
        { title: { zh: '已留样', en: 'Sampled' }, value: `${sampled}/${dishes}`, tone: missing ? 'missing' : 'ok' },
        { title: { zh: '缺留样', en: 'Without a sample' }, value: String(missing), tone: missing ? 'missing' : 'ok' },
      ],
      facts: told,
    },
  ];
}
