// Every ledger leaves the house in every format, over one prepared day, and is opened by readers that had no part in writing it.
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre';
import { LocalDate, LocalizedText, Quantity, Rate } from '@canteen/kernel';
import { addSupplierDocument, declareAllergens } from '@canteen/catalog';
import { finishBatch, recordCorrectiveAction, recordTemperature } from '@canteen/kitchen';
import { addHealthCertificate, closePeriod, declareCorrection } from '@canteen/people';
import { formOf, watchFacts, type Ledger, type LedgerForm } from '@canteen/platform';
import { acceptGoodsReceipt, adjustLot, Lot, quarantineLot, recordRawMaterialTest } from '@canteen/receiving';
import { disposeSample } from '@canteen/retention';
import { columnsOf, ledgersOf, planLedger } from '@canteen/platform';
import { askList, readRows } from '@canteen/platform';
import { aWorld, startApi, type Caller, type TestApi, type World } from './support/api.ts';
import { aBatch, aMeal, anIngredient, aReceipt, aSample, aServableDish, aSupplier } from './support/builders.ts';
import { textsOf } from './support/paper.ts';

let api: TestApi;
let w: World;
let who: Caller;
let ledgers: Ledger[];
let receipt: { id: string; number: string };

/** Two suppliers, one delivery with a test and one refused line entered late, a meal cooked from it and sampled, and what was mended. */
async function aDay(): Promise<void> {
  const pork = await anIngredient(api, w, { name: LocalizedText.of('猪五花肉', 'Pork belly'), category: 'MEAT', storage: 'CHILLED', shelfLifeDays: 6 });
  const greens = await anIngredient(api, w, { name: LocalizedText.of('上海青', 'Pak choi') });
  await api.act(w.manager, (ctx) => declareAllergens(ctx, pork.id, [{ allergen: 'SOY', presence: 'MAY_CONTAIN', source: '供货者声明' }]));
  const supplier = await aSupplier(api, w, { name: LocalizedText.of('闽南鲜配', 'Minnan Fresh'), address: '厦门市思明区一号', contact: '林先生', phone: '13800000000' });
  await api.act(w.manager, (ctx) => addSupplierDocument(ctx, supplier.id, { kind: 'BUSINESS_LICENCE', number: 'YYZZ-7', validFrom: LocalDate.of('2022-01-01'), validTo: null }));
  await api.act(w.officer, (ctx) => addHealthCertificate(ctx, { person: w.cook.id, canteen: w.canteen.id, number: 'JKZ-2026-1', validFrom: LocalDate.of('2026-03-01'), validTo: LocalDate.of('2027-02-28') }));

  const delivery = await aReceipt(api, w, {
    supplier, note: '冷链车', occurredAt: new Date('2026-11-18T22:10:00Z'), lateReason: '网络中断',
    lines: [
      { ingredient: pork, spec: '5kg/箱', producer: '龙岩食品厂', supplierLot: 'P1118', productionDate: LocalDate.of('2026-11-17'), delivered: Quantity.of('20', 'kg'), unitPrice: Rate.of('32.5', 'kg'), arrivalTemperature: '3.6' },
      { ingredient: greens, delivered: Quantity.of('30', 'kg'), unitPrice: Rate.of('4', 'kg') },
    ],
  });
  await api.act(w.officer, (ctx) => recordRawMaterialTest(ctx, { line: delivery.rows[1]!.id, item: '农药残留抑制率', measured: '12.40', unit: '%' }));
  await api.act(w.officer, (ctx) => acceptGoodsReceipt(ctx, delivery.id, delivery.rows.map((line) => ({ line: line.id, accept: true }))));
  receipt = delivery;

  const dish = await aServableDish(api, w, { name: LocalizedText.of('红烧肉', 'Braised pork'), portions: 100, lines: [{ ingredient: pork, net: '10', yieldRate: '0.8' }, { ingredient: greens, net: '5' }], amount: '12.50' });
  const { service, items } = await aMeal(api, w, { dishes: [{ dish, portions: 80 }] });
  const batch = await aBatch(api, w, { service, item: items[0]! });
  api.clock('2026-11-21T02:30:00Z');
  await api.act(w.cook, (ctx) => recordTemperature(ctx, { batch: batch.id, celsius: '61.5' }));
  await api.act(w.cook, (ctx) => recordCorrectiveAction(ctx, { batch: batch.id, action: 'REHEATED', note: '回锅五分钟' }));
  api.clock('2026-11-21T02:40:00Z');
  await api.act(w.cook, (ctx) => recordTemperature(ctx, { batch: batch.id, celsius: '82' }));
  await api.act(w.cook, (ctx) => finishBatch(ctx, batch.id));
  await api.act(w.cook, (ctx) => recordTemperature(ctx, { area: w.areas.chilledStore.id, celsius: '4.5' }));
  const sample = await aSample(api, w, { batch: batch.id, grams: '152', fridge: w.areas.sampleFridge.id });

  const lots = await api.act(null, (ctx) => ctx.find(Lot, { ingredient: greens.id }));
  await api.act(w.manager, (ctx) => adjustLot(ctx, lots[0]!.id, Quantity.of('24', 'kg'), '盘点少一公斤'));
  await api.act(w.manager, (ctx) => quarantineLot(ctx, lots[0]!.id, '叶片发黄'));
  await api.act(w.manager, (ctx) => declareCorrection(ctx, 'GoodsReceipt', delivery.id, '规格应为 4kg/箱', '看错标签'));
  await api.act(w.director, (ctx) => closePeriod(ctx, w.canteen.id, '2026-10'));
  api.clock('2026-11-23T23:00:00Z');
  await api.act(w.manager, (ctx) => disposeSample(ctx, sample.id, '倒入餐厨垃圾桶'));
  await w.director.ask('mutation($input: LabelInput!) { printLabels(input: $input) { record { id } errors { code message } } }', { input: { kind: 'sample', ids: [sample.id], size: '60x40', copies: 1 } });
  await watchFacts(api.host, w.org.id);
}

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  who = w.director;
  await aDay();
  ledgers = await api.act(w.director, async (ctx) => ledgersOf(ctx));
}, 120_000);
afterAll(() => api?.close());

const EXPORT = 'mutation($input: ExportInput!) { exportLedger(input: $input) { record { id } errors { code message field } } }';
const FILE = 'query($id: ID!) { export(id: $id) { rows finishedAt sha256 journalHead work { state failure } file { name url } } }';

interface Taken {
  rows: number;
  name: string;
  bytes: Buffer;
}

async function take(ledger: string, format: 'XLSX' | 'CSV' | 'JSONL' | 'PDF', more: object = {}): Promise<Taken> {
  const asked = await who.ask(EXPORT, { input: { ledger, format, language: 'zh', ...more } });
  expect(asked).toBeDone();
  await api.runJobs();
  const { export: made } = (await who.ask(FILE, { id: asked.data!['exportLedger'].record.id })).data!;
  expect([ledger, format, made.work]).toEqual([ledger, format, { state: 'DONE', failure: null }]);
  const answer = await api.app.inject({ url: new URL(made.file.url, 'https://canteen.test').pathname + new URL(made.file.url, 'https://canteen.test').search, headers: { cookie: who.cookie } });
  expect(answer.statusCode).toBe(200);
  return { rows: made.rows, name: made.file.name, bytes: answer.rawPayload };
}

const heading = ({ title, unit }: Ledger['columns'][number]) => (unit ? `${title.zh}（${unit.zh}）` : title.zh);

/**
 * Of each ledger one row, as the CSV has it, by headings: what people would look for. The list that grows while it is taken
 * out (the journal, the exports themselves) is looked at by its first heading only.
 */
const ROWS: Record<string, Record<string, string>> = {
  organizations: { 名称: '甲机关', 单位类型: '机关' },
  canteens: { 名称: '甲机关食堂', 经营方式: '自营', 每餐就餐人数: '400', 许可含冷食类: '是' },
  areas: { 名称: '冷藏库', 场所类型: '冷藏库', 食堂: '甲机关食堂' },
  persons: { 姓名: '厨师', 账号: 'cook', 语言: '中文', 启用: '是' },
  memberships: { 姓名: '食安总监', 岗位: '食品安全总监', 起始日: '2025-10-17' },
  healthCertificates: { 姓名: '厨师', 健康证编号: 'JKZ-2026-1', 发证日期: '2026-03-01', 有效期至: '2027-02-28', 状态: '有效' },
  closedPeriods: { 食堂: '甲机关食堂', 月份: '2026-10', 关账人: '食安总监' },
  declaredCorrections: { 记录类型: '收货单', 更正内容: '规格应为 4kg/箱', 更正原因: '看错标签', 更正人: '经理' },
  suppliers: { 供货者名称: '闽南鲜配', 联系人: '林先生', 营业执照: 'YYZZ-7', 食品经营许可证: '✓', 许可有效期至: '2027-12-31', 许可状态: '有效', 准入状态: '已准入' },
  supplierDocuments: { 供货者: '闽南鲜配', 证照种类: '营业执照', 证照编号: 'YYZZ-7', 起始日: '2022-01-01', 有效期至: '', 状态: '有效' },
  ingredients: { 原料名称: '猪五花肉', 类别: '肉类', 贮存条件: '冷藏', 库存单位: '公斤', 大豆: '可能含有', 乳: '未知', 芝麻: '' },
  receiptLines: {
    产品名称: '猪五花肉', 进货日期: '2026-11-19 06:10:00', 规格: '5kg/箱', 数量: '20', 数量单位: '公斤', 生产批号: 'P1118', 生产日期: '2026-11-17', '生产者（地址及联系方式）': '龙岩食品厂', 供货者: '闽南鲜配',
    供货者地址: '厦门市思明区一号', 许可证: '✓', 营业执照: 'YYZZ-7', 购货凭证: '✓', 动物检疫合格证明: '✓', 外观: '是', '温度（℃）': '3.6', 结论: '合格', 单价: '32.5', 金额: '650.00', 收货人: '库管', 验收人: '食安员',
    备注: '冷链车', 记录人: '库管', 记录时间: '2026-11-21 06:00:00', 补录: '网络中断', 历史导入: '否',
  },
  goodsReceipts: { 供货者: '闽南鲜配', 品种数: '2', 拒收行数: '0', 随货证明份数: '5', '合计（不含拒收）': '770.00', 状态: '已验收', 补录: '网络中断' },
  rawMaterialTests: { 检测项目: '农药残留抑制率', 样品名称: '上海青', 检测数值: '12.4', 限定值: '50', 单位: '%', 合格: '是', 供货者: '闽南鲜配', 处置: '合格', 检测人: '食安员' },
  lots: { 品名: '上海青', 入库量: '30', 结存: '24', 结存单位: '公斤', 单位成本: '4', 单位成本单位: '元/公斤', 状态: '封存', 封存或报废原因: '叶片发黄' },
  stockMovements: { 种类: '盘点', 品名: '上海青', '数量（出库为负）': '-2', 原因: '盘点少一公斤' },
  dishes: { 菜名: '红烧肉', 类别: '大荤', 每份重量: '300', 每份重量单位: '克', 冷食: '否', 现行食谱版本: '1', 过敏原未知: '是' },
  recipeLines: { 菜名: '红烧肉', 原料: '猪五花肉', 净料量: '10', 净料率: '0.8', 毛料量: '12.5', 每份净料量: '0.1', 主料: '是' },
  dishPrices: { 菜名: '红烧肉', 每份价格: '12.50', 生效日期: '2026-11-21' },
  menus: { '菜单周（星期一）': '2026-11-16', 状态: '编制中', 餐次数: '1' },
  mealServices: { 日期: '2026-11-21', 餐次: '午餐', 开餐: '11:30', 收餐: '12:30', 计划就餐人数: '100', 菜品数: '1' },
  menuItems: { 日期: '2026-11-21', 餐次: '午餐', 菜品: '红烧肉', 计划份数: '80' },
  productionBatches: { 菜品: '红烧肉', 份数: '80', 制作人: '厨师', '中心温度（℃）': '61.5 ×；82', 纠偏: '回锅五分钟', 状态: '已完成' },
  lotTakes: { 原料: '猪五花肉', 制作食品名称: '红烧肉', 批次: 'P1118', 领用数量: '10', 领用方式: '按批领用', 供货者: '闽南鲜配' },
  temperatureReadings: { 种类: '中心温度', 菜品: '红烧肉', '温度（℃）': '61.5', '下限（℃）': '70', 合格: '否', 异常处理: '回锅五分钟' },
  correctiveActions: { 菜品: '红烧肉', '测得温度（℃）': '61.5', 纠偏措施: '重新加热', 说明: '回锅五分钟' },
  retainedSamples: { 留样食品名称: '红烧肉', '留样量（g）': '152', '保存条件（留样柜）': '留样柜', 餐次: '午餐', 留样人: '食安员', 状态: '已处置', 处置人: '经理', 处置方式: '倒入餐厨垃圾桶', 留样保存至: '2026-11-23 12:30:00' },
  labelPrints: { 标签种类: '留样标签', 记录数: '1', 份数: '1', 补打: '否', 打印人: '食安总监' },
};

/** Lists to which taking something out, or a watch in between, may add a row; or that this day leaves empty. */
const GROWING = new Set(['journalEntries', 'exports', 'works', 'alerts', 'channels', 'deliveries', 'imports']);

const names = () => ledgers.map(({ name }) => name);

test('each ledger that has rows of its own has one to look for here', () => {
  expect(names().filter((name) => !(name in ROWS) && !GROWING.has(name))).toEqual([]);
});

describe.each(Object.keys(ROWS).concat([...GROWING]))('%s', (name) => {
  const ledger = () => ledgers.find((known) => known.name === name)!;
  const wanted = () => ROWS[name] ?? {};
  const total = async () => ((await who.ask(`{ ${name} { total } }`)).data![name] as { total: number }).total;
  const usual = () => ledger().columns.filter(({ aside }) => !aside);

  test('as CSV: headings, as many rows as the list, and what stands in them', async () => {
    const before = await total();
    const { bytes, rows, name: file } = await take(name, 'CSV');
    expect(file).toMatch(/^.+ \d{4}-\d{2}-\d{2} \d{4}\.csv$/);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...body] = parse(bytes, { bom: true }) as string[][];
    expect(body).toHaveLength(rows);
    if (GROWING.has(name)) expect(rows).toBeGreaterThanOrEqual(before);
    else expect(rows).toBe(before);
    expect(head!.filter((title) => usual().some((column) => heading(column) === title))).toEqual(usual().map(heading));
    const records = body.map((cells) => Object.fromEntries(cells.map((cell, at) => [head![at]!, cell])));
    if (name in ROWS) expect(records).toContainEqual(expect.objectContaining(wanted()));
  });

  test('as JSON lines: one object for each row, with every key', async () => {
    const { bytes, rows } = await take(name, 'JSONL');
    const lines = bytes.toString('utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(rows);
    for (const line of lines) expect(Object.keys(line)).toEqual(usual().map(({ key }) => key));
  });

  test('as a workbook: the same headings and rows, with real figures and days', async () => {
    const { bytes, rows } = await take(name, 'XLSX');
    const { sheets } = await readXlsx(bytes);
    expect(sheets).toHaveLength(2);
    const [head, ...body] = sheets[0]!.rows;
    const titles = head!.map(String);
    expect(titles.filter((title) => usual().some((column) => heading(column) === title))).toEqual(usual().map(heading));
    const totals = rows > 0 && usual().some((column) => column.total) ? 1 : 0;
    expect(body).toHaveLength(rows + totals);
    const records = body.map((cells) => Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? null])));
    if (!(name in ROWS)) return;
    const shown = (cell: unknown) => (cell instanceof Date ? cell.toISOString() : cell === null ? '' : String(cell));
    const agrees = (cell: unknown, text: string) => {
      if (typeof cell === 'number') return Math.abs(cell - Number(text)) < 1e-9;
      if (!(cell instanceof Date)) return shown(cell) === text;
      // A day, a moment of the institution's clock, or a time of day.
      return text.length === 5 ? cell.toISOString().slice(11, 16) === text : cell.toISOString().slice(0, 19).replace('T', ' ').startsWith(text.slice(0, 16));
    };
    const differing = (record: Record<string, unknown>) => Object.entries(wanted()).filter(([key, text]) => !agrees(record[key], text)).map(([key, text]) => [key, text, shown(record[key])]);
    expect(records.map(differing).sort((a, b) => a.length - b.length)[0]).toEqual([]);
    for (const key of ['进货日期', '留样时间', '日期', '测温时间']) if (titles.includes(key) && rows > 0) expect(records[0]![key]).toBeInstanceOf(Date);
  });

  test('on paper, where it has a form: title, institution, headings, values, and whose signatures', async () => {
    const { form, forms = [] } = ledger();
    if (!form) return expect((await who.ask(EXPORT, { input: { ledger: name, format: 'PDF' } }))).toRefuse('LEDGER_HAS_NO_FORM', 'input.format');
    for (const filter of [null, ...forms.map(({ where }) => where)]) await checkPaper(name, ledger(), formOf(ledger(), filter)!, filter, filter ? {} : wanted());
  });
});

const plain = (text: string) => text.replace(/\s+/g, '');

async function checkPaper(name: string, ledger: Ledger, form: LedgerForm, filter: object | null, wanted: Record<string, string>): Promise<void> {
  const { bytes } = await take(name, 'PDF', filter ? { filter } : {});
  const pages = await textsOf(bytes);
  const text = pages.join('');
  const keys = form.columns.flatMap((column) => (typeof column === 'string' ? [column] : [...column.columns]));
  expect(text).toContain(plain(form.title.zh));
  expect(text).toContain('甲机关');
  expect(pages[0]).toContain(`第1页共${pages.length}页`);
  for (const { zh } of form.signatures) expect(text).toContain(plain(zh));
  // Long texts are broken over lines of their cell; the signs of each heading are all there.
  for (const key of keys) for (const sign of plain(ledger.columns.find((column) => column.key === key)!.title.zh)) expect([name, key, text.includes(sign)]).toEqual([name, key, true]);
  for (const [title, value] of Object.entries(wanted)) {
    const column = ledger.columns.find((known) => heading(known) === title);
    if (!column || !keys.includes(column.key) || [...value].length > 3) continue;
    expect([name, title, text.includes(plain(value))]).toEqual([name, title, true]);
  }
}

test('a receipt is printed with what is said of it once above its lines', async () => {
  const { bytes } = await take('receiptLines', 'PDF', { filter: { receipt: receipt.id } });
  const [page] = await textsOf(bytes);
  expect(page).toContain('收货单甲机关');
  for (const said of [receipt.number, '闽南鲜配', '厦门市思明区一号', '冷链车', '网络中断', '¥770.00', '收货人', '验收人']) expect([said, page!.includes(said)]).toEqual([said, true]);
});

test('the sheets speak English to whoever asks for it', async () => {
  const { bytes } = await take('receiptLines', 'CSV', { language: 'en' });
  const [head, row] = parse(bytes, { bom: true }) as string[][];
  expect(head).toContain('Temp. (°C)');
  expect(row).toContain('Minnan Fresh');
  expect(row).toContain('Accepted');
});

// LibreOffice cuts off what is short of a minute by a millionth of a second: 12:30 would read 12:29.
test('a time in a sheet is the very number that a spreadsheet has for it', async () => {
  const texts = await api.act(w.director, async (ctx) => {
    const ledger = ledgers.find(({ name }) => name === 'mealServices')!;
    const plan = planLedger(ctx, ledger, columnsOf(ledger, ['serviceStart', 'serviceEnd', 'recordedAt']), 'sheet', 'zh', 'Asia/Shanghai');
    return readRows(ctx, await askList(ctx, 'mealServices', null, null), plan, w.org.id, new AbortController().signal, async ({ rows }) => (await rows.next()).value![0]!);
  });
  expect(texts.map(Number)).toEqual([(11 * 60 + 30) / 1440, (12 * 60 + 30) / 1440, 46_347 + 6 / 24]);
});
