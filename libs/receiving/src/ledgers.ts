import type { ReceiptDocumentKind, SupplierDocumentKind } from '@canteen/catalog';
import { eventColumns, eventEnd } from '@canteen/people';
import { column, type Ledger, type LedgerColumn } from '@canteen/platform';
import { GoodsReceipt, RawMaterialTest, ReceiptLine } from './goods-receipt.entity.ts';
import { Lot, StockMovement } from './lot.entity.ts';

const canteen = (path = 'canteen.name') => column('canteen', '食堂', 'Canteen', { path, width: 20 });
const celsius = { zh: '℃', en: '°C' };

/** Papers of these kinds that came with a line, or with its whole receipt: their numbers, ✓ where one bears none. */
const came = (kinds: readonly ReceiptDocumentKind[]) => (line: string) =>
  `(select string_agg(coalesce(nullif(d.number, ''), '✓'), '、' order by d.id) from receipt_document d
     where d.receipt_id = ${line}.receipt_id and (d.line_id is null or d.line_id = ${line}.id) and d.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;

/** The supplier's papers of these kinds that held when the goods arrived. */
const held = (kinds: readonly SupplierDocumentKind[], receipt: (alias: string) => string) => (alias: string) =>
  `(select string_agg(coalesce(nullif(d.number, ''), '✓'), '、' order by d.id) from goods_receipt r join supplier_document d on d.supplier_id = r.supplier_id
     where r.id = ${receipt(alias)} and d.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}) and d.starts_at <= r.occurred_at and (d.ends_at is null or d.ends_at > r.occurred_at))`;

const ofLine = (alias: string) => `${alias}.receipt_id`;
const ofReceipt = (alias: string) => `${alias}.id`;

const paper = (key: string, zh: string, en: string, kinds: readonly ReceiptDocumentKind[], more: Partial<LedgerColumn> = {}) =>
  column(key, zh, en, { sql: came(kinds), kind: 'text', needs: null, width: 20, ...more });

const licences = (receipt: (alias: string) => string) => [
  column('licence', '许可证', 'Food licence', { sql: held(['FOOD_LICENCE', 'PRODUCTION_LICENCE'], receipt), kind: 'text', needs: 'catalog:read', width: 20 }),
  column('businessLicence', '营业执照', 'Business licence', { sql: held(['BUSINESS_LICENCE'], receipt), kind: 'text', needs: 'catalog:read', width: 20 }),
];

/** How to reach the supplier, in one cell of the paper ledger. */
const reach = (receipt: (alias: string) => string) =>
  column('supplierReach', '地址及联系方式', 'Address and contact', {
    sql: (alias) => `(select nullif(concat_ws(' ', s.address, s.contact, s.phone), '') from goods_receipt r join supplier s on s.id = r.supplier_id where r.id = ${receipt(alias)})`,
    kind: 'text', needs: 'catalog:read', width: 28, aside: true,
  });

/** What a line was tested for before it was accepted: item, figure, passed or not. */
const tested = (line: string) =>
  `(select string_agg(concat(t.item, ' ', trim_scale(t.measured), t.unit, case when t.passed then ' ✓' else ' ×' end), '；' order by t.id) from raw_material_test t where t.line_id = ${line}.id)`;

/** Food Safety Law Art 53: name, specification, quantity, lot, shelf life, supplier with address and contact, and the papers. */
const receiptLines: Ledger = {
  name: 'receiptLines',
  title: { zh: '进货查验记录', en: 'Goods received, line by line' },
  entity: ReceiptLine,
  columns: [
    column('occurredAt', '进货日期', 'Arrived', { path: 'receipt.occurredAt', width: 17 }),
    column('receipt', '收货单号', 'Receipt', { path: 'receipt.number', width: 20 }),
    column('lineNo', '行号', 'Line', { width: 6 }),
    canteen(),
    column('product', '产品名称', 'Product', { path: 'ingredient.name', width: 18 }),
    column('category', '类别', 'Category', { path: 'ingredient.category', width: 12 }),
    column('brand', '品牌', 'Brand', { width: 12 }),
    column('spec', '规格', 'Spec.', { width: 14 }),
    column('delivered', '数量', 'Qty', { width: 12 }),
    column('ordered', '订货数量', 'Ordered', { width: 12 }),
    column('lotOrDay', '生产批号或日期', 'Lot or day made', {
      sql: (line) => `nullif(concat_ws(' ', ${line}.supplier_lot, to_char(${line}.production_date, 'YYYY-MM-DD')), '')`,
      kind: 'text', needs: null, width: 20, aside: true,
    }),
    column('supplierLot', '生产批号', 'Supplier’s lot', { width: 16 }),
    column('productionDate', '生产日期', 'Produced', { width: 12 }),
    column('expiryDate', '保质期至', 'Use by', { width: 12 }),
    column('producer', '生产者（地址及联系方式）', 'Producer (address and contact)', { width: 24 }),
    column('supplier', '供货者', 'Supplier', { path: 'receipt.supplier.name', width: 22 }),
    column('supplierAddress', '供货者地址', 'Supplier’s address', { path: 'receipt.supplier.address', width: 26 }),
    column('supplierContact', '供货者联系人', 'Supplier’s contact', { path: 'receipt.supplier.contact', width: 12 }),
    column('supplierPhone', '供货者电话', 'Supplier’s telephone', { path: 'receipt.supplier.phone', width: 16 }),
    reach(ofLine),
    ...licences(ofLine),
    paper('invoice', '购货凭证', 'Invoice', ['INVOICE']),
    paper('testReport', '该批检验报告', 'Test report of the lot', ['TEST_REPORT']),
    paper('quarantineCert', '动物检疫合格证明', 'Quarantine certificate', ['QUARANTINE_CERT']),
    paper('inspectionCert', '肉品品质检验合格证', 'Meat inspection certificate', ['INSPECTION_CERT']),
    paper('conformityCert', '合格证明', 'Proof of conformity', ['CONFORMITY_CERT', 'OTHER']),
    paper('otherProof', '其他合格证明', 'Other proof', ['QUARANTINE_CERT', 'INSPECTION_CERT', 'CONFORMITY_CERT', 'OTHER'], { aside: true }),
    column('appearanceOk', '外观', 'Looks good', { width: 8 }),
    column('arrivalTemperature', '温度', 'Temp.', { unit: celsius, width: 12 }),
    column('tests', '自检或委检情况', 'Tests', { sql: tested, kind: 'text', needs: null, width: 24 }),
    column('verdict', '结论', 'Verdict', { width: 10 }),
    column('rejectReason', '拒收原因', 'Reason for rejection', { width: 20 }),
    column('unitPrice', '单价', 'Unit price', { width: 14 }),
    column('amount', '金额', 'Amount', { width: 12 }),
    // What the receipt's own total adds up.
    column('payable', '金额（不含拒收）', 'Amount without what was rejected', {
      sql: (line) => `case when ${line}.verdict <> 'REJECTED' then ${line}.amount_fen end`,
      kind: 'money', needs: null, width: 14, total: true,
    }),
    column('receivedBy', '收货人', 'Received by', { path: 'receipt.receivedBy.name', width: 12 }),
    column('checkedBy', '验收人', 'Accepted by', { path: 'receipt.checkedBy.name', width: 12 }),
    column('checkedAt', '验收时间', 'Accepted at', { path: 'receipt.checkedAt', width: 17 }),
    column('state', '收货单状态', 'State of the receipt', { path: 'receipt.state', width: 12 }),
    column('note', '备注', 'Note', { path: 'receipt.note', width: 24 }),
    ...eventColumns('receipt.'),
  ],
  period: 'occurredAt',
  at: '/goodsReceipts/{receipt.id}/show',
  form: {
    title: { zh: '进货查验记录', en: 'Record of goods received and inspected' },
    columns: [
      'occurredAt',
      'product',
      'spec',
      'delivered',
      'lotOrDay',
      'expiryDate',
      'producer',
      { title: { zh: '供货者信息', en: 'From whom' }, columns: ['supplier', 'supplierReach'] },
      { title: { zh: '随货证明文件查验', en: 'Papers checked' }, columns: ['licence', 'businessLicence', 'invoice', 'testReport', 'otherProof'] },
      { title: { zh: '入库检查', en: 'Inspection' }, columns: ['appearanceOk', 'arrivalTemperature'] },
      'tests',
      'verdict',
      ...eventEnd,
      'note',
    ],
    ticks: ['licence', 'businessLicence', 'invoice', 'testReport', 'otherProof', 'appearanceOk'],
    signatures: [{ zh: '收货人', en: 'Received by' }, { zh: '验收人', en: 'Accepted by' }, { zh: '食品安全员', en: 'Food-safety officer' }],
    landscape: true,
    source: {
      zh: '[V] 栏目按通行的进货查验记录表；《食品安全法》第五十三条所列各项俱全。版式示意通行做法，不是官方表样。',
      en: '[V] Columns of the usual record, with all that Food Safety Law Art 53 lists. The layout shows usual practice and is not an official form.',
    },
    record: {
      filter: 'receipt',
      resource: 'goodsReceipts',
      title: { zh: '收货单', en: 'Goods receipt' },
      head: ['number', 'canteen', 'supplier', 'supplierReach', 'licence', 'businessLicence', 'occurredAt', 'receivedBy', 'checkedBy', 'checkedAt', 'state', 'total', 'recordedAt', 'late', 'note'],
      columns: [
        'product',
        'spec',
        'delivered',
        'unitPrice',
        'payable',
        'lotOrDay',
        'expiryDate',
        'producer',
        { title: { zh: '随货证明文件查验', en: 'Papers checked' }, columns: ['invoice', 'testReport', 'otherProof'] },
        { title: { zh: '入库检查', en: 'Inspection' }, columns: ['appearanceOk', 'arrivalTemperature'] },
        'tests',
        'verdict',
        'rejectReason',
      ],
    },
  },
};

const goodsReceipts: Ledger = {
  name: 'goodsReceipts',
  title: { zh: '收货单', en: 'Goods receipts' },
  entity: GoodsReceipt,
  columns: [
    column('occurredAt', '进货日期', 'Arrived', { width: 17 }),
    column('number', '收货单号', 'Receipt', { width: 20 }),
    canteen(),
    column('supplier', '供货者', 'Supplier', { path: 'supplier.name', width: 24 }),
    reach(ofReceipt),
    ...licences(ofReceipt),
    column('lines', '品种数', 'Lines', { sql: (receipt) => `(select count(*) from receipt_line l where l.receipt_id = ${receipt}.id)`, kind: 'integer', needs: null, width: 8 }),
    column('rejected', '拒收行数', 'Lines rejected', {
      sql: (receipt) => `(select count(*) from receipt_line l where l.receipt_id = ${receipt}.id and l.verdict = 'REJECTED')`,
      kind: 'integer', needs: null, width: 8,
    }),
    column('papers', '随货证明份数', 'Papers', { sql: (receipt) => `(select count(*) from receipt_document d where d.receipt_id = ${receipt}.id)`, kind: 'integer', needs: null, width: 8 }),
    column('total', '合计（不含拒收）', 'Total without what was rejected', { width: 14, total: true }),
    column('state', '状态', 'State', { width: 12 }),
    column('receivedBy', '收货人', 'Received by', { path: 'receivedBy.name', width: 12 }),
    column('checkedBy', '验收人', 'Accepted by', { path: 'checkedBy.name', width: 12 }),
    column('checkedAt', '验收时间', 'Accepted at', { width: 17 }),
    column('reversedReason', '冲销原因', 'Reason for reversal', { width: 20 }),
    column('note', '备注', 'Note', { width: 24 }),
    ...eventColumns(),
  ],
  period: 'occurredAt',
  at: '/goodsReceipts/{id}/show',
  form: {
    title: { zh: '进货台账（按收货单）', en: 'Goods received, by receipt' },
    columns: ['occurredAt', 'number', 'supplier', 'lines', 'rejected', 'papers', 'total', 'state', 'receivedBy', 'checkedBy', ...eventEnd, 'note'],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '食品安全员', en: 'Food-safety officer' }, { zh: '负责人', en: 'Person in charge' }],
    landscape: true,
    source: { zh: '[D] 汇总版式为本系统建议；逐项查验见进货查验记录。', en: '[D] Summary proposed by this system; the inspection itself is in the record of goods received.' },
  },
};

/** GB/T 5009.199 for pesticides: passes below 50 %. A retest stands beside the test, never in its place. */
const rawMaterialTests: Ledger = {
  name: 'rawMaterialTests',
  title: { zh: '原料快检记录', en: 'Raw-material tests' },
  entity: RawMaterialTest,
  columns: [
    column('occurredAt', '检测时间', 'Tested', { width: 17 }),
    canteen(),
    column('item', '检测项目', 'Tested for', { width: 18 }),
    column('sample', '样品名称', 'Sample', { path: 'line.ingredient.name', width: 18 }),
    column('measured', '检测数值', 'Measured', { width: 12 }),
    column('limit', '限定值', 'Limit', { width: 10 }),
    column('unit', '单位', 'Unit', { width: 8 }),
    column('passed', '合格', 'Passed', { width: 8 }),
    column('supplier', '供货者', 'Supplier', { path: 'line.receipt.supplier.name', width: 22 }),
    column('receipt', '收货单号', 'Receipt', { path: 'line.receipt.number', width: 20 }),
    column('supplierLot', '批次', 'Lot', { path: 'line.supplierLot', width: 16 }),
    column('retest', '复检', 'Retest', {
      sql: (test) =>
        `(select string_agg(concat(trim_scale(t.measured), t.unit, case when t.passed then ' ✓' else ' ×' end), '；' order by t.id) from raw_material_test t
           where t.line_id = ${test}.line_id and t.item = ${test}.item and t.id > ${test}.id)`,
      kind: 'text', needs: null, width: 16,
    }),
    column('verdict', '处置', 'Disposal', { path: 'line.verdict', width: 10 }),
    column('rejectReason', '拒收原因', 'Reason for rejection', { path: 'line.rejectReason', width: 20, aside: true }),
    column('recordedBy', '检测人', 'Tested by', { path: 'recordedBy.name', width: 12 }),
    ...eventColumns().slice(1),
  ],
  period: 'occurredAt',
  at: '/goodsReceipts/{line.receipt.id}/show',
  form: {
    title: { zh: '农药残留等原料快速检测记录', en: 'Record of rapid tests (pesticide residues and others)' },
    columns: ['occurredAt', 'item', 'sample', 'measured', 'limit', 'unit', 'passed', 'supplier', 'supplierLot', 'retest', 'verdict', ...eventEnd],
    signatures: [{ zh: '检测人', en: 'Tested by' }, { zh: '审核人', en: 'Reviewed by' }],
    landscape: true,
    source: {
      zh: '[V] 检测项目至结果各栏；供货者、批次、检测人、复检、处置为常见附加栏 [M]。版式示意通行做法，不是官方表样。',
      en: '[V] From item to result; supplier, lot, tester, retest and disposal are usual additions [M]. The layout shows usual practice and is not an official form.',
    },
  },
};

const lots: Ledger = {
  name: 'lots',
  title: { zh: '库存台账', en: 'Stock by lot' },
  entity: Lot,
  columns: [
    column('lotCode', '批次', 'Lot', { width: 22 }),
    canteen(),
    column('ingredient', '品名', 'Ingredient', { path: 'ingredient.name', width: 18 }),
    column('category', '类别', 'Category', { path: 'ingredient.category', width: 12 }),
    column('supplier', '供货者', 'Supplier', { path: 'supplier.name', width: 22 }),
    column('receipt', '收货单号', 'Receipt', { path: 'line.receipt.number', width: 20 }),
    column('receivedAt', '到货时间', 'Arrived', { width: 17 }),
    column('supplierLot', '生产批号', 'Supplier’s lot', { width: 16 }),
    column('productionDate', '生产日期', 'Produced', { width: 12 }),
    column('expiryDate', '保质期至', 'Use by', { width: 12 }),
    column('received', '入库量', 'Received', { width: 12 }),
    column('balance', '结存', 'Balance', { width: 12 }),
    column('unitCost', '单位成本', 'Unit cost', { width: 14 }),
    column('status', '状态', 'Status', { width: 10 }),
    column('openedOn', '开封日', 'Opened', { width: 12 }),
    column('holdReason', '封存或报废原因', 'Why held or scrapped', { width: 24 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17 }),
  ],
  period: 'receivedAt',
  at: '/lots/{id}/show',
  form: {
    title: { zh: '库存台账（按批次）', en: 'Stock by lot' },
    columns: ['lotCode', 'ingredient', 'supplier', 'receivedAt', 'productionDate', 'expiryDate', 'received', 'balance', 'status', 'openedOn', 'holdReason'],
    signatures: [{ zh: '保管人', en: 'Storekeeper' }, { zh: '盘点人', en: 'Counted by' }, { zh: '审核人', en: 'Reviewed by' }],
    landscape: true,
    source: { zh: '[D] 版式为本系统建议，可作盘点表用；不是官方表样。', en: '[D] Layout proposed by this system, of use for counting stock; not an official form.' },
  },
};

const stockMovements: Ledger = {
  name: 'stockMovements',
  title: { zh: '出入库台账', en: 'Stock movements' },
  entity: StockMovement,
  columns: [
    column('occurredAt', '日期', 'When', { width: 17 }),
    canteen(),
    column('kind', '种类', 'Kind', { width: 10 }),
    column('ingredient', '品名', 'Ingredient', { path: 'lot.ingredient.name', width: 18 }),
    column('lotCode', '批次', 'Lot', { path: 'lot.lotCode', width: 22 }),
    column('expiryDate', '保质期至', 'Use by', { path: 'lot.expiryDate', width: 12 }),
    column('supplier', '供货者', 'Supplier', { path: 'lot.supplier.name', width: 22 }),
    column('quantity', '数量（出库为负）', 'Quantity (out is negative)', { width: 14 }),
    column('in', '入库', 'In', { sql: (move) => `case when ${move}.quantity_value > 0 then ${move}.quantity_value end`, kind: 'decimal', needs: null, width: 10, aside: true }),
    column('out', '出库', 'Out', { sql: (move) => `case when ${move}.quantity_value < 0 then -${move}.quantity_value end`, kind: 'decimal', needs: null, width: 10, aside: true }),
    column('unit', '单位', 'Unit', { path: 'lot.ingredient.unit', width: 8, aside: true }),
    // Movements are only appended and their ids grow with time: the sum up to one of them is what was left after it.
    column('after', '结存', 'Balance after', {
      sql: (move) => `(select sum(m.quantity_value) from stock_movement m where m.lot_id = ${move}.lot_id and m.id <= ${move}.id)`,
      kind: 'decimal', needs: null, width: 10, aside: true,
    }),
    column('reason', '原因', 'Reason', { width: 24 }),
    ...eventColumns(),
  ],
  period: 'occurredAt',
  at: '/lots/{lot.id}/show',
  form: {
    title: { zh: '食品原料出入库台账', en: 'Stock ledger' },
    columns: ['occurredAt', 'kind', 'ingredient', 'lotCode', 'expiryDate', 'supplier', 'in', 'out', 'unit', 'after', 'reason', ...eventEnd],
    signatures: [{ zh: '保管人', en: 'Storekeeper' }, { zh: '领用人', en: 'Issued to' }, { zh: '审核人', en: 'Reviewed by' }],
    landscape: true,
    source: { zh: '[M] 版式示意通行的出入库台账，不是官方表样。', en: '[M] The layout shows usual practice and is not an official form.' },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [receiptLines, goodsReceipts, rawMaterialTests, lots, stockMovements];
