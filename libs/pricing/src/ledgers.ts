import { column, type Ledger } from '@canteen/platform';
import { DishPrice } from './dish-price.entity.ts';

const dishPrices: Ledger = {
  name: 'dishPrices',
  title: { zh: '菜品价目', en: 'Dish prices' },
  entity: DishPrice,
  columns: [
    column('effectiveFrom', '生效日期', 'Effective from', { width: 12 }),
    column('canteen', '食堂', 'Canteen', { path: 'canteen.name', width: 20 }),
    column('dishNumber', '菜品编号', 'Dish number', { path: 'dish.number', width: 12 }),
    column('dish', '菜名', 'Dish', { path: 'dish.name', width: 22 }),
    column('category', '类别', 'Category', { path: 'dish.category', width: 12 }),
    column('portion', '每份重量', 'Portion', { path: 'dish.portion', width: 10 }),
    column('price', '每份价格', 'Price per portion', { width: 12 }),
    column('reason', '调价原因', 'Reason', { width: 24 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17 }),
  ],
  period: 'effectiveFrom',
  at: '/dishes/{dish.id}/show',
  form: {
    title: { zh: '菜品价目表', en: 'Price list' },
    columns: ['dishNumber', 'dish', 'category', 'portion', 'price', 'effectiveFrom', 'reason'],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '审核人', en: 'Reviewed by' }, { zh: '负责人', en: 'Person in charge' }],
    source: {
      zh: '[D] 《明码标价和禁止价格欺诈规定》第六至八条要求标明品名、价格、计价单位 [V]；版式为本系统建议。',
      en: '[D] Order 56 Art 6–8 asks for name, price and unit to be shown [V]; the layout is proposed by this system.',
    },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [dishPrices];
