import type { Messages } from '@canteen/kernel';

export const messages = {
  errors: {
    PRICE_NOT_POSITIVE: { zh: '价格须大于 0；所填为 {given}。', en: 'A price is more than 0; given was {given}.' },
    PRICE_ABSURD: { zh: '单份价格不超过 {max} 元；所填为 {given}，请核对小数点。', en: 'A portion costs at most ¥{max}; given was {given}. Check the decimal point.' },
    PRICE_RETROACTIVE: {
      zh: '价格不得追溯：生效日期最早为今天（{today}）；所填为 {given}。',
      en: 'No price reaches back: it holds from today ({today}) at the earliest; given was {given}.',
    },
    IMPORT_DISH_UNKNOWN: { zh: '名录中没有这道菜：{given}。请先导入菜品，或核对菜名。', en: 'No dish of this name is on record: {given}. Import the dishes first, or check the name.' },
    PRICE_WAS_IN_FORCE: { zh: '导入的价格自 {since} 起已经执行，不能撤销；请导入或登记新价格。', en: 'A price of this import has held since {since} and cannot be taken back; set a new one.' },
    PRICE_TOO_FAR_AHEAD: { zh: '价格最多提前 {max} 天设定；所填生效日期为 {given}。', en: 'A price is set at most {max} days ahead; given was {given}.' },
  },
  enums: {
    RecordType: {
      DishPrice: { zh: '菜价', en: 'Dish price' },
    },
  },
  fields: {
    'DishPrice.dish': { zh: '菜品', en: 'Dish' },
    'DishPrice.canteen': { zh: '食堂', en: 'Canteen' },
    'DishPrice.price': { zh: '每份价格', en: 'Price per portion' },
    'DishPrice.effectiveFrom': { zh: '生效日期', en: 'Effective from' },
    'DishPrice.reason': { zh: '原因', en: 'Reason' },
  },
} satisfies Messages;
