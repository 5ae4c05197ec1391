import type { Messages } from '@canteen/kernel';

/** Words of labels. */
export const printMessages = {
  errors: {
    LABEL_KIND_UNKNOWN: { zh: '没有「{given}」这种标签。', en: 'There is no label of the kind {given}.' },
    LABEL_SIZE_UNKNOWN: { zh: '没有「{given}」这种标签规格，可选：{sizes}。', en: 'There is no label size {given}; there are {sizes}.' },
    LABEL_COPIES: { zh: '每张标签可打印 1 至 {max} 份，收到 {given}。', en: 'Between 1 and {max} copies of a label can be printed, but got {given}.' },
    LABELS_TOO_MANY: { zh: '一次最多打印 {max} 张标签，本次有 {given} 张。请分批打印。', en: 'At most {max} labels can be printed at once, but these are {given}. Print them in parts.' },
    LABELS_NONE: { zh: '请先选择要打印标签的记录。', en: 'Choose at least one record to print a label of.' },
    LABELS_OF_ONE_CANTEEN: { zh: '一次只能打印同一食堂的标签。', en: 'Labels printed together must belong to one canteen.' },
    LABEL_REPRINT_REASON: { zh: '其中 {count} 张标签此前已打印过（{names}），重印须写明原因。', en: '{count} of these labels were printed before ({names}); say why they are printed again.' },
    LABEL_EXTRA_INVALID: { zh: '标签的补充内容须为简短文字。', en: 'What is added to a label must be short texts.' },
    LABEL_TOO_SMALL: { zh: '「{title}」的内容在 {size} 标签上放不下。请选用更大的规格。', en: 'What must stand on the label of {title} does not fit on {size}. Choose a larger size.' },
  },
} as const satisfies Messages;
