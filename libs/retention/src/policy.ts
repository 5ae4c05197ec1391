import type { PolicyDefinition } from '@canteen/platform';

/** The limits of retention, each with where its default comes from (domain reference §1.1 and §1.2). */
export const policies: { retention: PolicyDefinition } = {
  retention: {
    minGrams: {
      title: { zh: '每份留样的最少重量', en: 'Least weight of a sample' },
      default: 125,
      min: 125,
      unit: 'g',
      mark: 'S',
      citation: {
        zh: '《学校食品安全与营养健康管理规定》（2019）及 GB 31654-2021：每个品种不少于 125 g；部分地方要求 150 g',
        en: 'Rules on school food safety (2019) and GB 31654-2021: at least 125 g of each dish; some localities ask for 150 g',
      },
    },
    keepHours: {
      title: { zh: '留样保存时间', en: 'How long a sample is kept' },
      default: 48,
      min: 48,
      unit: 'h',
      mark: 'S',
      citation: {
        zh: '《学校食品安全与营养健康管理规定》（2019）及 GB 31654-2021：自供餐结束起 48 小时以上；有疑似事件时不得处置',
        en: 'Rules on school food safety (2019) and GB 31654-2021: 48 h or more from the end of service; never disposed of under suspicion',
      },
    },
  },
};
