import type { PolicyDefinition } from '@canteen/platform';

const own = {
  zh: '产品建议值：补录时限未见国家统一规定，以本单位制度为准',
  en: 'Our proposal: no national figure for late entries was found; the institution decides',
};

export const policies: Record<string, PolicyDefinition> = {
  people: {
    readingHours: {
      default: 2,
      unit: 'h',
      mark: 'D',
      citation: own,
      title: { zh: '留样与温度记录晚于此时限即为补录', en: 'Samples and temperatures written later than this are late entries' },
    },
    ledgerHours: {
      default: 24,
      unit: 'h',
      mark: 'D',
      citation: own,
      title: { zh: '台账记录晚于此时限即为补录', en: 'Ledger entries written later than this are late entries' },
    },
  },
};
