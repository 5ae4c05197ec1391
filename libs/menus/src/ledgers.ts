import { column, plainForm, type Ledger } from '@canteen/platform';
import { MealService, Menu, MenuItem } from './menu.entity.ts';

const canteen = column('canteen', '食堂', 'Canteen', { path: 'canteen.name', width: 20 });
const usual = { zh: '[M] 版式示意每周食谱公示的通行做法，不是官方表样。', en: '[M] The layout shows how weekly menus are usually posted and is not an official form.' };

const menus: Ledger = {
  name: 'menus',
  title: { zh: '周菜单', en: 'Weekly menus' },
  entity: Menu,
  columns: [
    column('weekStart', '菜单周（星期一）', 'Week (Monday)', { width: 14 }),
    canteen,
    column('state', '状态', 'State', { width: 10 }),
    column('revision', '公布次数', 'Publications', { width: 10 }),
    column('publishedAt', '最近公布时间', 'Last published', { sql: (menu) => `(select max(p.published_at) from menu_publication p where p.menu_id = ${menu}.id)`, kind: 'instant', needs: null, width: 17 }),
    column('meals', '餐次数', 'Meals', { sql: (menu) => `(select count(*) from meal_service s where s.menu_id = ${menu}.id)`, kind: 'integer', needs: null, width: 8 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17 }),
  ],
  period: 'weekStart',
  at: '/menus/{id}/show',
  form: plainForm('周菜单公布情况表', 'Weekly menus and their publication', ['weekStart', 'canteen', 'state', 'revision', 'publishedAt', 'meals', 'recordedAt']),
};

const mealServices: Ledger = {
  name: 'mealServices',
  title: { zh: '供餐计划', en: 'Meals' },
  entity: MealService,
  columns: [
    column('day', '日期', 'Day', { width: 12 }),
    column('meal', '餐次', 'Meal', { width: 8 }),
    canteen,
    column('serviceStart', '开餐', 'Service from', { kind: 'time', width: 8 }),
    column('serviceEnd', '收餐', 'Service until', { kind: 'time', width: 8 }),
    column('plannedDiners', '计划就餐人数', 'Planned diners', { width: 12, total: true }),
    column('items', '菜品数', 'Dishes', { sql: (service) => `(select count(*) from menu_item i where i.service_id = ${service}.id)`, kind: 'integer', needs: null, width: 8 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17 }),
  ],
  period: 'day',
  at: '/mealServices/{id}/show',
  form: {
    title: { zh: '供餐计划表', en: 'Plan of meals' },
    columns: ['day', 'meal', 'serviceStart', 'serviceEnd', 'plannedDiners', 'items'],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '负责人', en: 'Person in charge' }],
    source: { zh: '[D] 版式为本系统建议；《反食品浪费法》要求按就餐人数采购、做餐 [V]。', en: '[D] Layout proposed by this system; the Anti-food-waste Law asks for purchase and cooking by headcount [V].' },
  },
};

const menuItems: Ledger = {
  name: 'menuItems',
  title: { zh: '食谱', en: 'Menus, dish by dish' },
  entity: MenuItem,
  columns: [
    column('day', '日期', 'Day', { path: 'service.day', width: 12 }),
    column('meal', '餐次', 'Meal', { path: 'service.meal', width: 8 }),
    canteen,
    column('category', '类别', 'Category', { path: 'dish.category', width: 12 }),
    column('dish', '菜品', 'Dish', { path: 'dish.name', width: 24 }),
    column('portion', '每份重量', 'Portion', { path: 'dish.portion', width: 10 }),
    column('plannedPortions', '计划份数', 'Planned portions', { width: 10, total: true }),
    column('plannedDiners', '计划就餐人数', 'Planned diners', { path: 'service.plannedDiners', width: 12 }),
    column('state', '菜单状态', 'State of the menu', { path: 'service.menu.state', width: 10 }),
    column('cookingSince', '开始制作', 'Cooking since', { width: 17 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17, aside: true }),
  ],
  period: 'day',
  at: '/mealServices/{service.id}/show',
  form: {
    title: { zh: '食谱公示表', en: 'Menu' },
    columns: ['day', 'meal', 'category', 'dish', 'portion', 'plannedPortions', 'plannedDiners'],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '审核人', en: 'Reviewed by' }, { zh: '负责人', en: 'Person in charge' }],
    source: usual,
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [menus, mealServices, menuItems];
