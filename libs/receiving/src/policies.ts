import type { PolicyField } from '@canteen/platform';
import type { ArrivalPolicy, LinePolicy } from './goods-receipt.rules.ts';
import type { NearExpiryPolicy } from './lot.rules.ts';
import type { TestPolicy } from './raw-material-test.rules.ts';

export interface WaitingPolicy {
  /** hours after arrival within which the second person accepts */
  acceptWithinHours: number;
}

export type ReceivingPolicy = ArrivalPolicy & LinePolicy & NearExpiryPolicy & TestPolicy & WaitingPolicy;

const arrival = {
  zh: '餐饮服务食品安全操作规范（2018）：到货温度抽查，冷藏食品表面温度不超过标签温度 +3 ℃，冷冻食品不高于 −9 ℃',
  en: 'Food Safety Practice Code for Catering (2018), temperature check on arrival: chilled at most 3 °C above the label, frozen not above −9 °C',
};
const ours = { zh: '本系统建议值', en: 'Our own proposal' };

export const receivingPolicy: Record<keyof ReceivingPolicy, PolicyField> = {
  chilledLabelMaxC: {
    default: 8, unit: '°C', mark: 'M',
    citation: { zh: '冷藏贮存 0–8 ℃（通行要求）', en: 'Chilled storage 0–8 °C (common requirement)' },
    title: { zh: '冷藏食品标签未注明温度时按此温度', en: 'Chilled goods whose label names no temperature' },
  },
  chilledToleranceC: {
    default: 3, unit: '°C', mark: 'M', citation: arrival,
    title: { zh: '冷藏食品到货温度允许高出标签', en: 'Chilled goods may arrive so much above the label' },
  },
  frozenMaxC: {
    default: -9, unit: '°C', mark: 'M', citation: arrival,
    title: { zh: '冷冻食品到货最高温度', en: 'Warmest frozen goods on arrival' },
  },
  pesticideInhibitionMax: {
    default: 50, unit: '%', mark: 'V',
    citation: { zh: 'GB/T 5009.199：抑制率 <50 % 为合格', en: 'GB/T 5009.199: inhibition below 50 % passes' },
    title: { zh: '农药残留抑制率限值', en: 'Limit of pesticide inhibition' },
  },
  nearExpiryFraction: {
    default: 0.2, max: 1, mark: 'D', citation: ours,
    title: { zh: '剩余保质期不超过此比例为临期', en: 'Near expiry: at most this share of the shelf life remains' },
  },
  nearExpiryDays: {
    default: 3, unit: 'd', mark: 'D', citation: ours,
    title: { zh: '无生产日期时，到期前此天数为临期', en: 'Near expiry without a production date: so many days before' },
  },
  acceptWithinHours: {
    default: 1, unit: 'h', max: 24, mark: 'D',
    citation: { zh: '本系统建议值：待验收的冷藏冷冻食品会升温', en: 'Our own proposal: chilled goods grow warm while a receipt waits' },
    title: { zh: '到货后应在多久内验收', en: 'How soon after arrival a delivery is accepted' },
  },
  maxLineQuantity: {
    default: 100_000, mark: 'D', citation: ours,
    title: { zh: '单行到货数量上限（防小数点错误）', en: 'Most of one line (against slipped decimal points)' },
  },
  maxUnitPrice: {
    default: 100_000, unit: 'CNY', mark: 'D', citation: ours,
    title: { zh: '单价上限（防小数点错误）', en: 'Highest unit price (against slipped decimal points)' },
  },
};
