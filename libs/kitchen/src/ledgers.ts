import { eventColumns, eventEnd } from '@canteen/people';
import { column, type Ledger, type LedgerForm } from '@canteen/platform';
import { CorrectiveAction } from './corrective-action.entity.ts';
import { LotTake } from './lot-take.entity.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';

const canteen = column('canteen', '食堂', 'Canteen', { path: 'canteen.name', width: 20 });
const celsius = { zh: '℃', en: '°C' };
const officer = { zh: '食品安全员', en: 'Food-safety officer' };

const productionBatches: Ledger = {
  name: 'productionBatches',
  title: { zh: '加工制作记录', en: 'Production batches' },
  entity: ProductionBatch,
  columns: [
    column('occurredAt', '开始制作', 'Started', { width: 17 }),
    column('number', '制作批', 'Batch', { width: 20 }),
    canteen,
    column('day', '供餐日期', 'Day of the meal', { path: 'service.day', width: 12 }),
    column('meal', '餐次', 'Meal', { path: 'service.meal', width: 8 }),
    column('dish', '菜品', 'Dish', { path: 'dish.name', width: 22 }),
    column('recipe', '食谱版本', 'Recipe version', { path: 'recipe.number', width: 8 }),
    column('portions', '份数', 'Portions', { width: 8, total: true }),
    column('cook', '制作人', 'Cook', { path: 'cook.name', width: 12 }),
    column('core', '中心温度', 'Core temperature', {
      sql: (batch) => `(select string_agg(trim_scale(t.celsius)::text || case when t.within then '' else ' ×' end, '；' order by t.occurred_at, t.id) from temperature_reading t where t.batch_id = ${batch}.id)`,
      kind: 'text', needs: null, unit: celsius, width: 14,
    }),
    column('corrections', '纠偏', 'Corrective action', {
      sql: (batch) => `(select string_agg(c.note, '；' order by c.occurred_at, c.id) from corrective_action c where c.batch_id = ${batch}.id)`,
      kind: 'text', needs: null, width: 24,
    }),
    column('state', '状态', 'State', { width: 10 }),
    column('finishedAt', '完成时间', 'Finished', { width: 17 }),
    ...eventColumns(),
  ],
  period: 'occurredAt',
  at: '/productionBatches/{id}/show',
  form: {
    title: { zh: '食品加工制作记录', en: 'Record of production' },
    columns: ['occurredAt', 'meal', 'dish', 'number', 'portions', 'cook', 'core', 'corrections', 'state', 'finishedAt', ...eventEnd],
    signatures: [{ zh: '制作人', en: 'Cook' }, { zh: '厨师长', en: 'Head cook' }, officer],
    landscape: true,
    source: { zh: '[D] 版式为本系统建议，不是官方表样。', en: '[D] Layout proposed by this system; not an official form.' },
  },
};

const lotTakes: Ledger = {
  name: 'lotTakes',
  title: { zh: '领用投料记录', en: 'Lots taken into batches' },
  entity: LotTake,
  columns: [
    column('occurredAt', '领用时间', 'Taken', { path: 'batch.occurredAt', width: 17 }),
    canteen,
    column('day', '供餐日期', 'Day of the meal', { path: 'batch.service.day', width: 12 }),
    column('meal', '餐次', 'Meal', { path: 'batch.service.meal', width: 8 }),
    column('dish', '制作食品名称', 'Dish', { path: 'batch.dish.name', width: 22 }),
    column('batch', '制作批', 'Batch', { path: 'batch.number', width: 20 }),
    column('portions', '份数', 'Portions', { path: 'batch.portions', width: 8 }),
    column('ingredient', '原料', 'Ingredient', { path: 'ingredient.name', width: 18 }),
    column('lotCode', '批次', 'Lot', { path: 'lot.lotCode', width: 22 }),
    column('expiryDate', '保质期至', 'Use by', { path: 'lot.expiryDate', width: 12 }),
    column('supplier', '供货者', 'Supplier', { path: 'lot.supplier.name', width: 22 }),
    column('quantity', '领用数量', 'Quantity', { width: 12 }),
    column('basis', '领用方式', 'Basis', { width: 14 }),
    column('skipReason', '不按先到期先用的原因', 'Why not first expired, first out', { width: 24 }),
    column('cook', '领用人', 'Taken by', { path: 'batch.cook.name', width: 12 }),
    ...eventColumns('batch.'),
  ],
  period: 'occurredAt',
  at: '/productionBatches/{batch.id}/show',
  form: {
    title: { zh: '食品原料领用投料记录', en: 'Record of lots taken' },
    columns: ['occurredAt', 'meal', 'dish', 'batch', 'ingredient', 'lotCode', 'expiryDate', 'quantity', 'basis', 'skipReason', 'cook', ...eventEnd],
    signatures: [{ zh: '领用人', en: 'Taken by' }, { zh: '保管人', en: 'Storekeeper' }, officer],
    landscape: true,
    source: { zh: '[M] 领用记录的通行栏目，另加批次与制作批以便追溯；不是官方表样。', en: '[M] Usual columns of an issue record, with lot and batch so that it can be traced; not an official form.' },
  },
};

/** One column for the morning, one for the afternoon, as on the sheet at the door of the cold store. */
const half = (key: string, zh: string, en: string, condition: string) =>
  column(key, zh, en, {
    sql: (reading) => `case when extract(hour from ${reading}.occurred_at at time zone (select o.time_zone from organization o where o.id = ${reading}.organization_id)) ${condition} then ${reading}.celsius end`,
    kind: 'decimal', needs: null, unit: celsius, width: 12, aside: true,
  });

const stores: LedgerForm = {
  title: { zh: '冷藏冷冻温度记录', en: 'Temperatures of cold stores' },
  columns: ['area', 'occurredAt', 'morning', 'afternoon', 'limitMin', 'limitMax', 'within', 'corrections', ...eventEnd],
  signatures: [{ zh: '记录人', en: 'Recorded by' }, { zh: '检查人', en: 'Checked by' }],
  source: {
    zh: '[S] 设备位置、日期、上午、下午、异常处理、签名各栏；限值按测温当时的设定。版式示意通行做法，不是官方表样。',
    en: '[S] Place, date, morning, afternoon, what was done, signature; limits as they held at the reading. The layout shows usual practice and is not an official form.',
  },
};

const both: LedgerForm = {
  title: { zh: '温度记录', en: 'Temperatures' },
  columns: ['occurredAt', 'kind', 'area', 'dish', 'batch', 'celsius', 'limitMin', 'limitMax', 'within', 'corrections', ...eventEnd],
  signatures: [{ zh: '记录人', en: 'Recorded by' }, officer],
  landscape: true,
  source: { zh: '[D] 库温与中心温度合并打印的版式为本系统建议；分开打印时各用通行栏目。', en: '[D] Printing both kinds together is proposed by this system; printed apart, each has its usual columns.' },
};

const cores: LedgerForm = {
  title: { zh: '食品中心温度记录', en: 'Core temperatures' },
  columns: ['occurredAt', 'meal', 'dish', 'batch', 'celsius', 'limitMin', 'within', 'corrections', ...eventEnd],
  signatures: [{ zh: '测温人', en: 'Measured by' }, { zh: '厨师长', en: 'Head cook' }, officer],
  landscape: true,
  source: { zh: '[M] 版式示意通行做法，不是官方表样；限值按测温当时的设定。', en: '[M] The layout shows usual practice and is not an official form; limits as they held at the reading.' },
};

const temperatureReadings: Ledger = {
  name: 'temperatureReadings',
  title: { zh: '温度记录', en: 'Temperatures' },
  entity: TemperatureReading,
  columns: [
    column('occurredAt', '测温时间', 'Measured', { width: 17 }),
    canteen,
    column('kind', '种类', 'Kind', { width: 12 }),
    column('area', '设备位置', 'Place', { path: 'area.name', width: 18 }),
    column('meal', '餐次', 'Meal', { path: 'batch.service.meal', width: 8 }),
    column('dish', '菜品', 'Dish', { path: 'batch.dish.name', width: 22 }),
    column('batch', '制作批', 'Batch', { path: 'batch.number', width: 20 }),
    column('celsius', '温度', 'Temperature', { unit: celsius, width: 12 }),
    half('morning', '上午', 'Morning', '< 12'),
    half('afternoon', '下午', 'Afternoon', '>= 12'),
    column('limitMin', '下限', 'Lower limit', { unit: celsius, width: 12 }),
    column('limitMax', '上限', 'Upper limit', { unit: celsius, width: 12 }),
    column('within', '合格', 'Within limits', { width: 8 }),
    column('corrections', '异常处理', 'What was done', {
      sql: (reading) => `(select string_agg(c.note, '；' order by c.id) from corrective_action c where c.reading_id = ${reading}.id)`,
      kind: 'text', needs: null, width: 24,
    }),
    ...eventColumns(),
  ],
  period: 'occurredAt',
  at: '/temperatures',
  form: both,
  forms: [{ where: { kind: 'STORAGE' }, form: stores }, { where: { kind: 'CORE' }, form: cores }],
};

const correctiveActions: Ledger = {
  name: 'correctiveActions',
  title: { zh: '纠偏记录', en: 'Corrective actions' },
  entity: CorrectiveAction,
  columns: [
    column('occurredAt', '纠偏时间', 'When', { width: 17 }),
    canteen,
    column('batch', '制作批', 'Batch', { path: 'batch.number', width: 20 }),
    column('dish', '菜品', 'Dish', { path: 'batch.dish.name', width: 22 }),
    column('celsius', '测得温度', 'Reading', { path: 'reading.celsius', unit: celsius, width: 12 }),
    column('limitMin', '下限', 'Lower limit', { path: 'reading.limitMin', unit: celsius, width: 12 }),
    column('action', '纠偏措施', 'Action', { width: 12 }),
    column('note', '说明', 'Note', { width: 36 }),
    column('state', '制作批状态', 'State of the batch', { path: 'batch.state', width: 10 }),
    ...eventColumns(),
  ],
  period: 'occurredAt',
  at: '/productionBatches/{batch.id}/show',
  form: {
    title: { zh: '关键控制点纠偏记录', en: 'Corrective actions at critical control points' },
    columns: ['occurredAt', 'dish', 'batch', 'celsius', 'limitMin', 'action', 'note', 'state', ...eventEnd],
    signatures: [{ zh: '处理人', en: 'Acted' }, officer],
    landscape: true,
    source: { zh: '[D] 依 Codex CXC 1-1969 的纠偏记录要求；版式为本系统建议。', en: '[D] After the records of corrective action of Codex CXC 1-1969; layout proposed by this system.' },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [productionBatches, lotTakes, temperatureReadings, correctiveActions];
