import { Area } from '@canteen/people';
import { enumLabel, type Ctx, type LabelContent, type LabelDefinition } from '@canteen/platform';
import type { KitchenPolicy } from './policy.ts';
import { storageRange } from './temperature-reading.rules.ts';

const WORDS = {
  zh: { kind: '类别', limits: '温度限值', twice: (n: number) => `每日测温 ${n} 次`, readings: '测温', keeper: '责任人' },
  en: { kind: 'Kind', limits: 'Temperature', twice: (n: number) => `measured ${n} times a day`, readings: 'Readings', keeper: 'Responsible' },
} as const;

/** The limits a place is held to stand on its door, and the code that opens its readings. */
async function areaLabel(ctx: Ctx, id: string, extra: Readonly<Record<string, string>>): Promise<LabelContent> {
  const area = await ctx.get(Area, id);
  const words = WORDS[ctx.lang];
  const policy = await ctx.policy<KitchenPolicy>('kitchen', area.organizationId);
  const range = storageRange(area.kind, policy);
  const limits = !range ? '' : range.min !== null ? `${range.min}–${range.max} ℃` : `${range.maxExcluded ? '<' : '≤'} ${String(range.max).replace('-', '−')} ℃`;
  return {
    recordId: area.id,
    title: area.name.in(ctx.lang),
    number: '',
    lines: [
      { label: words.kind, value: enumLabel(ctx, 'AreaKind', area.kind) },
      { label: words.limits, value: limits, strong: true },
      { label: words.readings, value: range && policy.storageReadingsPerDay > 0 ? words.twice(policy.storageReadingsPerDay) : '' },
      { label: words.keeper, value: extra['responsible'] ?? '' },
    ],
  };
}

/** What is printed of this module to be stuck on a thing. */
export const labels: readonly LabelDefinition[] = [
  {
    kind: 'area',
    title: { zh: '场所标签', en: 'Area' },
    source: { zh: '6T：有名有家标签齐（T201）；温度限值取自制度设置', en: '6T: everything named and homed (T201); temperature limits from the policy in force' },
    entity: Area,
    resource: 'areas',
    contents: async (ctx, ids, extra) => {
      const contents: LabelContent[] = [];
      for (const id of ids) contents.push(await areaLabel(ctx, id, extra));
      return contents;
    },
  },
];
