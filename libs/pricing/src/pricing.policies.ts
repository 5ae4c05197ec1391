import type { PolicyDefinition } from '@canteen/platform';

const slip = {
  zh: '本产品建议值，用于拦截录入笔误',
  en: 'Our own proposal, to catch slips of the pen',
};

export const pricingPolicies = {
  pricing: {
    maxDishPrice: {
      default: 1000,
      unit: 'CNY',
      mark: 'D',
      citation: slip,
      title: { zh: '单份菜品最高价', en: 'Highest price of one portion' },
    },
    maxDaysAhead: {
      default: 366,
      unit: 'd',
      mark: 'D',
      citation: slip,
      title: { zh: '价格最多提前多少天设定', en: 'How many days ahead a price may be set' },
    },
  },
} as const satisfies Record<string, PolicyDefinition>;
