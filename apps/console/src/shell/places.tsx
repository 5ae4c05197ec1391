import type { ComponentType } from 'react';
import Book from '@mui/icons-material/MenuBookOutlined';
import Inbox from '@mui/icons-material/MoveToInboxOutlined';
import Restaurant from '@mui/icons-material/RestaurantOutlined';
import Settings from '@mui/icons-material/SettingsOutlined';
import Soup from '@mui/icons-material/SoupKitchenOutlined';
import Today from '@mui/icons-material/TodayOutlined';
import type { Words } from '@canteen/kernel';
import { REFERENCE } from './me.tsx';

export interface PlacePage {
  to: string;
  label: Words;
  /** Shown to those who hold it, or one of them. */
  need?: string | readonly string[];
  /** Lists the institution's own rows, which are not open to a reader of one canteen. */
  reference?: true;
}

export interface Place {
  key: string;
  label: Words;
  icon: ComponentType;
  pages: PlacePage[];
}

/** Whoever may write one of the things that can be imported. */
const IMPORTS = ['catalog:write', 'receiving:write', 'stock:write', 'recipes:write', 'prices:write', 'people:write'];

/** The places, in the order of the food. A place is shown when one of its pages may be seen. */
export const places: Place[] = [
  { key: 'today', label: { zh: '今日', en: 'Today' }, icon: Today, pages: [{ to: '/', label: { zh: '今日', en: 'Today' } }, { to: '/alerts', label: { zh: '提醒', en: 'Alerts' } }, { to: '/notices', label: { zh: '提醒方式', en: 'How I am told' } }] },
  {
    key: 'receiving', label: { zh: '进货', en: 'Receiving' }, icon: Inbox,
    pages: [
      { to: '/goodsReceipts', label: { zh: '收货单', en: 'Goods receipts' }, need: 'receiving:read' },
      { to: '/lots', label: { zh: '批次库存', en: 'Lots in stock' }, need: 'stock:read' },
      { to: '/suppliers', label: { zh: '供货者', en: 'Suppliers' }, need: 'receiving:read', reference: true },
      { to: '/ingredients', label: { zh: '原料', en: 'Ingredients' }, need: 'catalog:read', reference: true },
    ],
  },
  {
    key: 'kitchen', label: { zh: '厨房', en: 'Kitchen' }, icon: Soup,
    pages: [
      { to: '/mealServices', label: { zh: '餐次', en: 'Meals' }, need: 'kitchen:read' },
      { to: '/retainedSamples', label: { zh: '留样', en: 'Retained samples' }, need: 'retention:read' },
      { to: '/productionBatches', label: { zh: '制作批', en: 'Batches' }, need: 'kitchen:read' },
      { to: '/temperatures', label: { zh: '库温', en: 'Store temperatures' }, need: 'kitchen:read' },
    ],
  },
  {
    key: 'menus', label: { zh: '菜单价格', en: 'Menu & prices' }, icon: Restaurant,
    pages: [
      { to: '/menus', label: { zh: '周菜单', en: 'Week menus' }, need: 'menus:read' },
      { to: '/dishes', label: { zh: '菜品', en: 'Dishes' }, need: 'recipes:read', reference: true },
    ],
  },
  {
    key: 'ledgers', label: { zh: '台账', en: 'Ledgers' }, icon: Book,
    pages: [
      { to: '/ledgers', label: { zh: '台账', en: 'Ledgers' }, need: 'catalog:read' },
      { to: '/dayReport', label: { zh: '日报', en: 'Day report' }, need: 'reports:read' },
      { to: '/exports', label: { zh: '导出记录', en: 'Exports' } },
      { to: '/imports', label: { zh: '导入', en: 'Imports' }, need: IMPORTS },
      { to: '/declaredCorrections', label: { zh: '更正', en: 'Corrections' }, need: 'catalog:read' },
      { to: '/journal', label: { zh: '日志', en: 'Journal' }, need: 'journal:read' },
    ],
  },
  {
    key: 'settings', label: { zh: '设置', en: 'Settings' }, icon: Settings,
    pages: [
      { to: '/persons', label: { zh: '人员', en: 'People' }, need: 'people:read' },
      { to: '/healthCertificates', label: { zh: '健康证', en: 'Health certificates' }, need: 'health:read' },
      { to: '/organizations', label: { zh: '单位', en: 'Organizations' }, need: 'people:read', reference: true },
      { to: '/canteens', label: { zh: '食堂与场所', en: 'Canteens & areas' }, need: 'people:read' },
      { to: '/policies', label: { zh: '限值', en: 'Limits' }, need: 'policy:read' },
      { to: '/alertRules', label: { zh: '提醒规则', en: 'Alert rules' }, need: 'policy:read' },
      { to: '/jobs', label: { zh: '后台任务', en: 'Jobs' }, need: 'jobs:read' },
      { to: '/periods', label: { zh: '月末关账', en: 'Closing months' }, need: 'people:read' },
      { to: '/account', label: { zh: '我的账号', en: 'My account' } },
    ],
  },
];

/** Only what this person may see. */
export function placesFor(can: (permission: string) => boolean): Place[] {
  return places
    .map((place) => ({ ...place, pages: place.pages.filter((page) => (page.need === undefined || [page.need].flat().some(can)) && (!page.reference || can(REFERENCE))) }))
    .filter((place) => place.pages.length > 0);
}

export function placeAt(pathname: string): Place | undefined {
  const first = `/${pathname.split('/')[1] ?? ''}`;
  return places.find((place) => place.pages.some((page) => page.to === first));
}
