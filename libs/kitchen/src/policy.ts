import type { PolicyDefinition } from '@canteen/platform';

/** The limits of the kitchen, each with where its default comes from (domain reference §1.2). */
export const policies: { kitchen: PolicyDefinition } = {
  kitchen: {
    coreMin: {
      title: { zh: '烹饪、再加热的中心温度下限', en: 'Lowest core temperature of cooking and reheating' },
      default: 70,
      min: 70,
      unit: '°C',
      mark: 'S',
      citation: {
        zh: 'GB 31654-2021《餐饮服务通用卫生规范》加工过程（第 6 章）；条款号未逐条核对',
        en: 'GB 31654-2021, general hygiene of catering, processing (chapter 6); clause not verified',
      },
    },
    chilledMin: {
      title: { zh: '冷藏温度下限', en: 'Lowest chilled temperature' },
      default: 0,
      unit: '°C',
      mark: 'M',
      citation: { zh: '《餐饮服务食品安全操作规范》（2018）冷藏 0–8 ℃', en: 'Code of practice for catering food safety (2018): chilled 0–8 °C' },
    },
    chilledMax: {
      title: { zh: '冷藏温度上限', en: 'Highest chilled temperature' },
      default: 8,
      unit: '°C',
      mark: 'M',
      citation: { zh: '《餐饮服务食品安全操作规范》（2018）冷藏 0–8 ℃', en: 'Code of practice for catering food safety (2018): chilled 0–8 °C' },
    },
    frozenMax: {
      title: { zh: '冷冻须低于', en: 'Frozen goods are kept below' },
      default: -12,
      unit: '°C',
      mark: 'M',
      citation: { zh: '《餐饮服务食品安全操作规范》（2018）冷冻低于 −12 ℃，宜 −18 ℃ 以下', en: 'Code of practice for catering food safety (2018): frozen below −12 °C, better −18 °C' },
    },
    coldRoomMax: {
      title: { zh: '专间温度上限', en: 'Highest temperature of the cold room' },
      default: 25,
      unit: '°C',
      mark: 'S',
      citation: { zh: 'GB 31654-2021 专间温度不高于 25 ℃', en: 'GB 31654-2021: cold room at most 25 °C' },
    },
    storageReadingsPerDay: {
      title: { zh: '冷藏冷冻每日测温次数', en: 'Readings of each cold store per day' },
      default: 2,
      unit: '/d',
      mark: 'S',
      citation: { zh: '冷藏冷冻温度记录的通行格式：上午、下午各一次', en: 'Usual ledger of cold stores: once in the morning, once in the afternoon' },
    },
    readingsBy: {
      title: { zh: '供餐日冷藏冷冻测温应在几点前完成', en: 'By when the cold stores are measured on a day with meals' },
      default: '17:00',
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      mark: 'D',
      citation: { zh: '本系统建议值：上午、下午各一次，收工前应已完成', en: 'Our own proposal: once in the morning and once in the afternoon, done before the day ends' },
    },
    maxPortions: {
      title: { zh: '一批份数上限（防误输）', en: 'Most portions of one batch (catches slips)' },
      default: 20_000,
      mark: 'D',
      citation: { zh: '本系统建议值', en: 'Our own proposal' },
    },
  },
};

export interface KitchenPolicy {
  coreMin: number;
  chilledMin: number;
  chilledMax: number;
  frozenMax: number;
  coldRoomMax: number;
  storageReadingsPerDay: number;
  readingsBy: string;
  maxPortions: number;
}
