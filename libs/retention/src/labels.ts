import type { MealService } from '@canteen/menus';
import { timeZoneOf } from '@canteen/people';
import { enumLabel, printedTime, type Ctx, type LabelContent, type LabelDefinition } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';

const WORDS = {
  zh: { meal: '餐次', taken: '留样时间', grams: '留样量', until: '保存至', by: '留样人', checked: '审核人', kept: '保存条件', little: '量不足，不计留样', sealed: '已封存 · 不得处置' },
  en: { meal: 'Meal', taken: 'Sampled', grams: 'Weight', until: 'Keep until', by: 'By', checked: 'Reviewed', kept: 'Kept in', little: 'Too little: does not count', sealed: 'Sealed: do not dispose' },
} as const;

/** 留样标签 */
async function contentOf(ctx: Ctx, id: string): Promise<LabelContent> {
  const sample = await ctx.get(RetainedSample, id);
  const words = WORDS[ctx.lang];
  const [dish, service, taker, checker, fridge, canteen] = await Promise.all([
    ctx.load(sample.dish), ctx.load<MealService>(sample.service), ctx.load(sample.takenBy), ctx.loadOptional(sample.countersignedBy), ctx.loadOptional(sample.fridge), ctx.load(sample.canteen),
  ]);
  const timeZone = await timeZoneOf(ctx, canteen);
  return {
    recordId: sample.id,
    title: dish.name.in(ctx.lang),
    number: sample.number,
    ...(sample.state === 'SEALED' ? { note: words.sealed } : sample.retained ? {} : { note: words.little }),
    lines: [
      { label: words.meal, value: `${service.day.in(ctx.lang)} ${enumLabel(ctx, 'Meal', service.meal)}` },
      { label: words.taken, value: printedTime(sample.occurredAt, timeZone) },
      { label: words.until, value: printedTime(sample.dueAt, timeZone), strong: true },
      { label: words.grams, value: `${sample.grams} g` },
      { label: words.by, value: taker.name },
      { label: words.checked, value: checker?.name ?? '' },
      { label: words.kept, value: fridge?.name.in(ctx.lang) ?? '' },
    ],
  };
}

/** What is printed of this module to be stuck on a thing. */
export const labels: readonly LabelDefinition[] = [
  {
    kind: 'sample',
    title: { zh: '留样标签', en: 'Retained sample' },
    source: {
      zh: '菜名、餐次、留样日期时间、留样人、审核人及二维码（通行做法，未核对原文）；另印留样量与保存至',
      en: 'Dish, meal, date and time, sampler, reviewer and QR code (usual practice, wording not verified); weight and keep-until besides',
    },
    entity: RetainedSample,
    resource: 'retainedSamples',
    contents: async (ctx, ids) => {
      const contents: LabelContent[] = [];
      for (const id of ids) contents.push(await contentOf(ctx, id));
      return contents;
    },
  },
];
