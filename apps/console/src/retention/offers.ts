import type { Words } from '@canteen/kernel';

/** How samples usually end, as a tap. */
export const methods: Words[] = [
  { zh: '倒入餐厨垃圾，样盒清洗消毒', en: 'Into the kitchen waste, box washed and disinfected' },
  { zh: '密封后按餐厨垃圾处理', en: 'Sealed and disposed of with the kitchen waste' },
];

export const sealReasons: Words[] = [
  { zh: '有就餐者不适，怀疑与本餐有关', en: 'Diners unwell, this meal is suspected' },
  { zh: '监管部门要求', en: 'Asked for by the authority' },
];
