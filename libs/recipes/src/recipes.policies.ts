import type { PolicyDefinition } from '@canteen/platform';

const slip = {
  zh: '本产品建议值，用于拦截录入笔误',
  en: 'Our own proposal, to catch slips of the pen',
};

/** Bounds beyond which a figure is a slip of the pen, not a recipe. */
export const recipePolicies = {
  recipes: {
    portionMaxGrams: {
      default: 2000,
      unit: 'g',
      mark: 'D',
      citation: slip,
      title: { zh: '单份最大重量', en: 'Heaviest portion' },
    },
    maxPortions: {
      default: 5000,
      unit: 'portion',
      mark: 'D',
      citation: slip,
      title: { zh: '一份食谱的最大份数', en: 'Most portions of one recipe' },
    },
    maxLineKilograms: {
      default: 2000,
      unit: 'kg',
      mark: 'D',
      citation: slip,
      title: { zh: '食谱单行最大用量', en: 'Heaviest line of a recipe' },
    },
  },
} as const satisfies Record<string, PolicyDefinition>;
