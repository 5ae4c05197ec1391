import { LocalizedText } from '@canteen/kernel';
import { MealService, mealWords } from '@canteen/menus';
import { watchedPlace } from '@canteen/people';
import { ESCALATED, escalateAfter, type AlertFact, type AlertRule, type Ctx, type StandingAlert } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';
import { coverageOfService, missingAfterService } from './retained-sample.views.ts';

/** `11月21日 午餐` */
const mealOf = ({ day, meal }: MealService): LocalizedText => LocalizedText.of(`${day.in('zh')} ${mealWords[meal].zh}`, `${day.in('en')}, ${mealWords[meal].in('en')}`);

/** A meal is over, and of a dish there is nothing to hand over if someone falls ill. */
async function missing(ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]): Promise<AlertFact[]> {
  const { lookBackDays } = await ctx.policy<{ lookBackDays: number }>('alerts', organizationId);
  const { canteens, today } = await watchedPlace(ctx, organizationId);
  const over = { serviceEnd: { $lt: ctx.now() } };
  const services = await ctx.find(MealService, {
    $or: [{ canteen: { $in: canteens.map((canteen) => canteen.id) }, day: { $gte: today.plusDays(-lookBackDays), $lte: today }, ...over }, { id: { $in: standing.map((alert) => alert.recordId) }, ...over }],
  }, { orderBy: { serviceEnd: 'asc' } });
  const facts = services.map(async (service): Promise<AlertFact[]> => {
    const items = missingAfterService(await coverageOfService(ctx, service));
    if (!items.length) return [];
    const names = (lang: 'zh' | 'en', comma: string) => items.map(({ dish }) => dish?.name.in(lang) ?? '?').join(comma);
    const meal = mealOf(service);
    return [{
      key: `retention.missing:${service.id}`,
      canteenId: service.canteen.id,
      title: LocalizedText.of(`${meal.zh}缺留样 ${items.length} 道：${names('zh', '、')}`, `${meal.in('en')}: ${items.length} ${items.length === 1 ? 'sample' : 'samples'} missing (${names('en', ', ')})`),
      text: LocalizedText.of('每餐每个品种须留样。尚有成品的请立即补留并写明原因；已无成品的说明原因后解除。', 'A sample of every dish of every meal is kept. Take it now if there is any left, with the reason; if not, resolve this with the reason.'),
      severity: 'critical',
      recordType: 'MealService',
      recordId: service.id,
      dueAt: service.serviceEnd,
    }];
  });
  return (await Promise.all(facts)).flat();
}

/** The boxes of one meal are disposed of together, so they are one thing to do. */
async function due(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const samples = await ctx.find(RetainedSample, { organizationId, state: 'STORED', retained: true, dueAt: { $lte: ctx.now() } }, { orderBy: { dueAt: 'asc' } });
  const services = await ctx.loadMany(MealService, samples.map((sample) => sample.service.id));
  return services.map((service): AlertFact => {
    const first = samples.find((sample) => sample.service.id === service.id)!;
    const meal = mealOf(service);
    return {
      key: `retention.due:${service.id}`,
      canteenId: service.canteen.id,
      title: LocalizedText.of(`${meal.zh}的留样已满保存期，可处置`, `The samples of ${meal.in('en')} have been kept long enough`),
      text: LocalizedText.of('由取样人以外的第二人处置并记录；有疑似事件时不得处置，请先封存。', 'Someone else than who took them disposes of them and writes it down. Under suspicion they are sealed instead.'),
      severity: 'info',
      recordType: 'RetainedSample',
      recordId: first.id,
      dueAt: first.dueAt,
    };
  });
}

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [
  {
    kind: 'retention.missing',
    title: { zh: '缺留样', en: 'Samples missing' },
    says: {
      zh: '供餐结束后，近 {lookBackDays} 天内有菜品没有不少于 {minGrams} g 的留样时，提醒留样的人；{urgentHours} 小时无人确认则升级。',
      en: 'Tells those who keep samples when a meal of the last {lookBackDays} days is over and a dish has no sample of at least {minGrams} g; escalated after {urgentHours} h.',
    },
    limits: [{ policy: 'retention', field: 'minGrams' }, { policy: 'alerts', field: 'lookBackDays' }],
    law: { zh: '食品安全法实施条例第二十八条：食堂应当执行食品留样制度', en: 'Implementing Regulation 2019 Art 28: canteens keep samples' },
    audience: 'retention:write',
    escalation: { afterHours: escalateAfter.urgent, audience: ESCALATED },
    find: missing,
  },
  {
    kind: 'retention.due',
    title: { zh: '留样可处置', en: 'Samples to dispose of' },
    says: {
      zh: '留样保存满 {keepHours} 小时后，提示可处置留样的人。',
      en: 'Tells those who may dispose of samples when they have been kept for {keepHours} h.',
    },
    limits: [{ policy: 'retention', field: 'keepHours' }],
    audience: 'retention:dispose',
    escalation: null,
    find: due,
  },
];
