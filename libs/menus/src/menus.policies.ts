import type { PolicyDefinition } from '@canteen/platform';
import { DishFlag } from '@canteen/recipes';

const proposal = { zh: '本产品建议值', en: 'Our own proposal' };
const slip = { zh: '本产品建议值，用于拦截录入笔误', en: 'Our own proposal, to catch slips of the pen' };
const schools = {
  zh: '《学校食品安全与营养健康管理规定》（2019-04-01 施行）：中小学、幼儿园食堂不得制售冷荤类、生食类食品、裱花蛋糕，不得加工四季豆、鲜黄花菜、野生蘑菇、发芽土豆等高风险食品',
  en: 'Rules on school food safety and nutrition (in force 2019-04-01): K-12 canteens serve nothing cold or raw, no decorated cakes, green beans, fresh day lilies, wild mushrooms or sprouted potatoes',
};

export const menuPolicies = {
  menus: {
    maxDiners: {
      default: 20_000,
      unit: 'persons',
      mark: 'D',
      citation: slip,
      title: { zh: '一餐最多就餐人数或份数', en: 'Most diners or portions of one meal' },
    },
    maxWeeksAhead: {
      default: 53,
      unit: 'weeks',
      mark: 'D',
      citation: slip,
      title: { zh: '菜单最多提前多少周编制', en: 'How many weeks ahead a menu may be written' },
    },
    k12BannedFlags: {
      default: ['COLD', 'RAW'],
      oneOf: Object.values(DishFlag),
      mark: 'S',
      citation: schools,
      title: { zh: '中小学、幼儿园禁售的菜品标记', en: 'Dish flags that K-12 canteens may not serve' },
    },
    k12BannedWords: {
      default: ['四季豆', '鲜黄花菜', '野生蘑菇', '野生菌', '发芽土豆', '裱花蛋糕'],
      mark: 'S',
      citation: schools,
      title: { zh: '中小学、幼儿园禁用的食材或菜品（名称中含有）', en: 'Ingredients or dishes that K-12 canteens may not serve (as part of the name)' },
    },
    publishWeekday: {
      default: 5,
      unit: '1 = Mon … 7 = Sun',
      min: 1,
      max: 7,
      mark: 'D',
      citation: proposal,
      title: { zh: '下周菜单应公布的星期', en: "Weekday by which next week's menu is published" },
    },
    publishTime: {
      default: '17:00',
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      mark: 'D',
      citation: proposal,
      title: { zh: '下周菜单应公布的时间', en: "Time by which next week's menu is published" },
    },
    tomorrowBy: {
      default: '15:00',
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      mark: 'D',
      citation: proposal,
      title: { zh: '次日仍无已公布菜单时，几点起提醒', en: 'From when it is told that the next day has no published menu' },
    },
    remindDaysBefore: {
      default: 2,
      unit: 'd',
      mark: 'D',
      citation: proposal,
      title: { zh: '提前多少天提醒公布下周菜单', en: "How many days before its deadline next week's menu is asked for" },
    },
  },
} as const satisfies Record<string, PolicyDefinition>;
