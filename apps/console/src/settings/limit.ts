import { isUnit, UNITS } from '@canteen/kernel';
import type { Words } from '@canteen/kernel';
import type { Policies } from '../provider/generated.ts';

export type Limit = Policies['policies'][number];
export type LimitValue = number | string | boolean | string[];

/** The groups in the order of the food, as the modules declare them. */
export const GROUPS: [policy: string, words: Words][] = [
  ['people', { zh: '补录时限', en: 'Late entries' }],
  ['catalog', { zh: '供货者证照', en: "Suppliers' licences" }],
  ['deliveryDocuments', { zh: '随货证明', en: 'Papers with deliveries' }],
  ['receiving', { zh: '进货与库存', en: 'Receiving and stock' }],
  ['recipes', { zh: '食谱', en: 'Recipes' }],
  ['pricing', { zh: '价格', en: 'Prices' }],
  ['menus', { zh: '菜单', en: 'Menus' }],
  ['kitchen', { zh: '厨房', en: 'Kitchen' }],
  ['retention', { zh: '留样', en: 'Retained samples' }],
  ['alerts', { zh: '提醒', en: 'Alerts' }],
];

/** How certain a default is. */
export const MARKS: Record<string, { word: Words; text: Words }> = {
  V: { word: { zh: '原文', en: 'Text' }, text: { zh: '已在法规或标准原文中核对', en: 'Verified in the text of the rule' } },
  S: { word: { zh: '转引', en: 'Second-hand' }, text: { zh: '引自他处，原文条款未逐条核对', en: 'Quoted from elsewhere; the clause was not verified' } },
  M: { word: { zh: '通行', en: 'Known' }, text: { zh: '业内通行的数值', en: 'Widely known in the trade' } },
  D: { word: { zh: '建议', en: 'Proposal' }, text: { zh: '本产品的建议值，由本单位制度决定', en: 'Our proposal; the institution decides' } },
};

const UNIT_WORDS: Record<string, Words> = {
  h: { zh: '小时', en: 'h' }, d: { zh: '天', en: 'days' }, min: { zh: '分钟', en: 'min' }, '/d': { zh: '次/天', en: 'a day' },
  '°C': { zh: '℃', en: '°C' }, persons: { zh: '人', en: 'persons' }, weeks: { zh: '周', en: 'weeks' }, '%': { zh: '%', en: '%' },
  CNY: { zh: '元', en: 'CNY' },
};

export const WEEKDAY_UNIT = '1 = Mon … 7 = Sun';
export const WEEKDAYS: Words[] = [
  { zh: '周一', en: 'Monday' }, { zh: '周二', en: 'Tuesday' }, { zh: '周三', en: 'Wednesday' }, { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' }, { zh: '周六', en: 'Saturday' }, { zh: '周日', en: 'Sunday' },
];

export function unitWords(unit: string | null): Words | null {
  if (!unit || unit === WEEKDAY_UNIT) return null;
  if (isUnit(unit)) return { zh: UNITS[unit].zh, en: UNITS[unit].en };
  return UNIT_WORDS[unit] ?? { zh: unit, en: unit };
}

/** Lists whose members are words of an enum, and what else may stand there. */
export function listOf(limit: Pick<Limit, 'policy' | 'field'>): { of: string; values: string[] } | null {
  if (limit.policy === 'deliveryDocuments') {
    return { of: 'ReceiptDocumentKind', values: ['INVOICE', 'QUARANTINE_CERT', 'INSPECTION_CERT', 'TEST_REPORT', 'CONFORMITY_CERT', 'OTHER'] };
  }
  if (limit.field === 'k12BannedFlags') return { of: 'DishFlag', values: ['COLD', 'RAW', 'ASSEMBLED', 'LOCAL', 'FESTIVE'] };
  return null;
}

/** What was typed, as a value of the kind the limit has; null where it is none. */
export function valueOf(limit: Pick<Limit, 'default'>, typed: string): LimitValue | null {
  const text = typed.trim();
  if (typeof limit.default === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
  if (Array.isArray(limit.default)) return text.split('\n').map((line) => line.trim()).filter(Boolean);
  return text || null;
}
