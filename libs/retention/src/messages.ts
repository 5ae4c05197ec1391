import type { Messages } from '@canteen/kernel';

export const messages: Messages = {
  errors: {
    SAMPLES_EMPTY: { zh: '请至少登记一份留样。', en: 'Record at least one sample.' },
    SAMPLES_OF_TWO_CANTEENS: { zh: '一次只登记一个食堂的留样。', en: 'Record the samples of one canteen at a time.' },
    SAMPLE_GRAMS_ABSURD: { zh: '一份留样不会重于 {max} 克，收到 {given} 克。', en: 'A sample never weighs more than {max} g, but got {given} g.' },
    SAMPLE_BATCH_DISCARDED: {
      zh: '制作批 {batch} 已销毁，未供餐，不能留样。',
      en: 'Batch {batch} was discarded and not served; there is nothing to keep a sample of.',
    },
    SAMPLE_BEFORE_BATCH: {
      zh: '留样时间不能早于制作开始（{startedAt}）。',
      en: 'A sample cannot be taken before its batch began ({startedAt}).',
    },
    SAMPLE_FRIDGE_EXPECTED: { zh: '「{area}」不是留样柜。留样须存放在专用留样冰箱。', en: '{area} is no sample fridge. Samples are kept in a dedicated one.' },
    SAMPLE_FRIDGE_ELSEWHERE: { zh: '「{area}」不在本食堂。', en: '{area} is not in this canteen.' },
    SAMPLE_RETENTION_NOT_ELAPSED: {
      zh: '留样自供餐结束起须保存 {hours} 小时，{dueAt} 之前不能处置。',
      en: 'A sample is kept {hours} h from the end of service; it may not be disposed of before {dueAt}.',
    },
    SAMPLE_SAME_PERSON: {
      zh: '留样人不能处置自己的留样，须由另一人处置。',
      en: 'Whoever took a sample does not dispose of it; a second person does.',
    },
    SAMPLE_SEALED: {
      zh: '该留样已封存（{reason}），封存期间不能处置。',
      en: 'This sample is sealed ({reason}); it cannot be disposed of while it is evidence.',
    },
  },
  enums: {
    RecordType: {
      RetainedSample: { zh: '留样', en: 'Retained sample' },
    },
    SampleState: {
      STORED: { zh: '留存中', en: 'Stored' },
      SEALED: { zh: '已封存', en: 'Sealed' },
      DISPOSED: { zh: '已处置', en: 'Disposed of' },
      HANDED_OVER: { zh: '已移交', en: 'Handed over' },
    },
    SampleStatus: {
      KEEPING: { zh: '留存中', en: 'Being kept' },
      DUE: { zh: '可处置', en: 'Due for disposal' },
      NOT_RETAINED: { zh: '量不足，不计留样', en: 'Too little, does not count' },
      SEALED: { zh: '已封存', en: 'Sealed' },
      DISPOSED: { zh: '已处置', en: 'Disposed of' },
      HANDED_OVER: { zh: '已移交', en: 'Handed over' },
    },
    SampleAction: {
      SEAL: { zh: '封存', en: 'Seal' },
      DISPOSE: { zh: '处置', en: 'Dispose' },
      RELEASE: { zh: '解除封存', en: 'Release' },
      HAND_OVER: { zh: '移交', en: 'Hand over' },
    },
    SampleCoverage: {
      SAMPLED: { zh: '已留样', en: 'Sampled' },
      UNDERWEIGHT: { zh: '量不足', en: 'Too little' },
      MISSING: { zh: '未留样', en: 'No sample' },
      NOT_COOKED: { zh: '未制作', en: 'Not cooked' },
    },
  },
  fields: {
    RetainedSample: { zh: '留样', en: 'Retained sample' },
    number: { zh: '编号', en: 'Number' },
    service: { zh: '餐次', en: 'Meal' },
    batch: { zh: '制作批', en: 'Batch' },
    dish: { zh: '留样食品名称', en: 'Dish' },
    grams: { zh: '留样量（g）', en: 'Weight (g)' },
    retained: { zh: '计为留样', en: 'Counts as retained' },
    fridge: { zh: '留样柜', en: 'Sample fridge' },
    takenBy: { zh: '留样人', en: 'Taken by' },
    keptSince: { zh: '留存起算', en: 'Kept since' },
    dueAt: { zh: '留样保存至', en: 'Keep until' },
    status: { zh: '状态', en: 'Status' },
    disposedAt: { zh: '处置时间', en: 'Disposed of at' },
    disposedBy: { zh: '处置人', en: 'Disposed of by' },
    disposalMethod: { zh: '处置方式', en: 'How it was disposed of' },
    sealReason: { zh: '封存原因', en: 'Why sealed' },
    sealedAt: { zh: '封存时间', en: 'Sealed at' },
    sealedBy: { zh: '封存人', en: 'Sealed by' },
    releaseReason: { zh: '解除封存原因', en: 'Why released' },
    handedOverTo: { zh: '移交给', en: 'Handed over to' },
    handedOverAt: { zh: '移交时间', en: 'Handed over at' },
    coverage: { zh: '留样情况', en: 'Samples' },
  },
  actions: {
    SEAL: { zh: '封存', en: 'Seal' },
    DISPOSE: { zh: '处置', en: 'Dispose' },
    RELEASE: { zh: '解除封存', en: 'Release' },
    HAND_OVER: { zh: '移交', en: 'Hand over' },
  },
  words: {
    'retention.missing': { zh: '留样', en: 'Samples' },
    'retention.due': { zh: '到期留样处置', en: 'Samples due for disposal' },
  },
};
