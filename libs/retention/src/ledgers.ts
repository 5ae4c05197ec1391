import { eventColumns } from '@canteen/people';
import { column, type Ledger } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';

const retainedSamples: Ledger = {
  name: 'retainedSamples',
  title: { zh: '食品留样记录', en: 'Retained samples' },
  entity: RetainedSample,
  columns: [
    column('number', '留样编号', 'Number', { width: 20 }),
    column('dish', '留样食品名称', 'Dish', { path: 'dish.name', width: 22 }),
    column('occurredAt', '留样时间', 'Taken at', { width: 17 }),
    column('grams', '留样量', 'Weight', { unit: { zh: 'g', en: 'g' }, width: 10 }),
    column('retained', '量足', 'Enough', { width: 8 }),
    column('fridge', '保存条件（留样柜）', 'Kept in', { path: 'fridge.name', width: 18 }),
    column('keptSince', '留存起算', 'Kept since', { width: 17 }),
    column('dueAt', '留样保存至', 'Keep until', { width: 17 }),
    column('canteen', '订餐单位（食堂）', 'Canteen', { path: 'canteen.name', width: 20 }),
    column('day', '供餐日期', 'Day of the meal', { path: 'service.day', width: 12 }),
    column('meal', '餐次', 'Meal', { path: 'service.meal', width: 8 }),
    column('servedAt', '送餐时间（供餐结束）', 'End of service', { path: 'service.serviceEnd', width: 17 }),
    column('batch', '制作批', 'Batch', { path: 'batch.number', width: 20 }),
    column('takenBy', '留样人', 'Taken by', { path: 'takenBy.name', width: 12 }),
    // Signed by hand: nobody reviews a sample in the system but whoever disposes of it.
    column('reviewedBy', '审核人', 'Reviewed by', { sql: () => 'null::text', kind: 'text', needs: null, width: 10, aside: true }),
    column('status', '状态', 'Status', { width: 14 }),
    column('disposedAt', '处置时间', 'Disposed of at', { width: 17 }),
    column('disposedBy', '处置人', 'Disposed of by', { path: 'disposedBy.name', width: 12 }),
    column('disposalMethod', '处置方式', 'How it was disposed of', { width: 16 }),
    column('sealReason', '封存原因', 'Why sealed', { width: 20 }),
    column('sealedAt', '封存时间', 'Sealed at', { width: 17 }),
    column('sealedBy', '封存人', 'Sealed by', { path: 'sealedBy.name', width: 12 }),
    column('releaseReason', '解除封存原因', 'Why released', { width: 20, aside: true }),
    column('handedOverTo', '移交给', 'Handed over to', { width: 20 }),
    column('handedOverAt', '移交时间', 'Handed over at', { width: 17, aside: true }),
    ...eventColumns(),
  ],
  period: 'occurredAt',
  at: '/retainedSamples/{id}/show',
  form: {
    title: { zh: '食品留样记录表', en: 'Record of retained samples' },
    columns: ['dish', 'meal', 'occurredAt', 'grams', 'fridge', 'dueAt', 'canteen', 'servedAt', 'takenBy', 'reviewedBy', 'disposedAt', 'disposedBy', 'disposalMethod', 'recordedAt', 'late'],
    signatures: [{ zh: '留样人', en: 'Taken by' }, { zh: '审核人', en: 'Reviewed by' }, { zh: '食品安全员', en: 'Food-safety officer' }],
    landscape: true,
    source: {
      zh: '[V] 2018 年《餐饮服务食品安全操作规范》附录 C 的栏目；餐次、审核人与处置各栏为常见附加栏 [S]。版式示意通行做法，不是官方表样。',
      en: '[V] Columns of App C of the 2018 catering norm; meal, reviewer and disposal are usual additions [S]. The layout shows usual practice and is not an official form.',
    },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [retainedSamples];
