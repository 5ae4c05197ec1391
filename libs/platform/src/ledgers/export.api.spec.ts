import { createHash } from 'node:crypto';
import { getNamedType, isObjectType } from 'graphql';
import { readXlsx } from 'hucre';
import pg from 'pg';
import { Ingredient } from '@canteen/catalog';
import { LocalizedText, ms, Quantity, Rate } from '@canteen/kernel';
import { addHealthCertificate, Canteen, Membership } from '@canteen/people';
import { AccessLog, Export, JournalEntry, StoredFile, verifyChain, Work, type Ledger } from '@canteen/platform';
import type { GoodsReceipt } from '@canteen/receiving';
import { aWorld, MORNING, startApi, type Caller, type TestApi, type World } from '../../../../tests/support/api.ts';
import { aBatch, aMeal, anIngredient, aReceipt, aSample, aServableDish, aSupplier } from '../../../../tests/support/builders.ts';
import { contentKey } from '../files/content.ts';
import { readAll } from '../files/file-store.ts';
import { writeJsonLines } from './jsonl.ts';
import { planLedger } from './plan.ts';
import { askList, readRows } from './read.ts';

let api: TestApi;
let w: World;
let branch: Canteen;
let receipt: GoodsReceipt;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const supplier = await aSupplier(api, w, { name: LocalizedText.of('闽南鲜配', 'Minnan Fresh') });
  const rice = await anIngredient(api, w, { name: LocalizedText.of('=大米', 'Rice'), category: 'GRAIN' });
  const milk = await anIngredient(api, w, { name: LocalizedText.of('纯牛奶'), category: 'DAIRY', storage: 'CHILLED', unit: 'l' });
  receipt = await aReceipt(api, w, {
    supplier, accepted: true, note: '第一行\n第二行，"引号"',
    lines: [{ ingredient: rice, unitPrice: Rate.of('8.571', 'kg'), spec: '+10 kg <袋> & _x0041_' }, { ingredient: milk, delivered: Quantity.of('2.5', 'l') }],
  });
  await aReceipt(api, w, { supplier, lines: [{ ingredient: rice }] });
  branch = await api.act(null, async (ctx) =>
    ctx.create(Canteen, {
      organizationId: w.org.id, name: LocalizedText.of('分食堂', 'Branch'), pinyin: 'fst', slug: 'branch', operation: 'OWN', contractor: null,
      coldDishesLicensed: false, diners: 90, address: null, active: true,
    } as never));
  await aReceipt(api, { ...w, canteen: branch }, { supplier, accepted: true, lines: [{ ingredient: rice }] });
  const dish = await aServableDish(api, w, { lines: [{ ingredient: rice, net: '5' }] });
  const { service, items } = await aMeal(api, w, { dishes: [{ dish }] });
  const batch = await aBatch(api, w, { service, item: items[0]!, finishedAt: '78' });
  await aSample(api, w, { batch: batch.id });
  await api.act(w.officer, (ctx) =>
    addHealthCertificate(ctx, { person: w.cook.id, canteen: w.canteen.id, number: 'JK-1', validFrom: ctx.today().plusDays(-10), validTo: ctx.today().plusDays(355) } as never));
}, 120_000);
afterAll(() => api?.close());
afterEach(() => api.clock(MORNING));

const ASK = `mutation($input: ExportInput!) { exportLedger(input: $input) { record { id work { state } } errors { code field message params } } }`;
const READ = `query($id: ID!) { export(id: $id) { ledger format language rows sha256 journalHead finishedAt expired requestedById requestedByName
  file { id name contentType size url } work { id state done total failure } } }`;

interface Done {
  id: string;
  record: Record<string, any>;
  bytes: Buffer;
  text: string;
}

/** Asks, lets the job run, and fetches the file by its link, as a browser would. */
async function exported(by: Caller, input: Record<string, unknown>, lang: 'zh' | 'en' = 'zh'): Promise<Done> {
  const asked = await by.ask(ASK, { input }, { lang });
  expect(asked).toBeDone();
  const { id } = asked.data!['exportLedger'].record as { id: string };
  await api.runJobs();
  const record = (await by.ask(READ, { id })).data!['export'] as Record<string, any>;
  expect(record['work']).toMatchObject({ state: 'DONE', done: record['rows'], total: record['rows'], failure: null });
  const answer = await api.app.inject({ url: record['file'].url as string, headers: { cookie: by.cookie } });
  expect(answer.statusCode).toBe(200);
  expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(record['sha256']);
  return { id, record, bytes: answer.rawPayload, text: answer.rawPayload.toString('utf8') };
}

const lines = (text: string) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
const ledgers = () => api.host.modules.flatMap((module) => [...(module.ledgers ?? [])]);
const ledger = (name: string) => ledgers().find((known) => known.name === name)!;

const SCALARS = `zh en value unit amount currency`.split(' ');

/** What the same person's list answers for the paths of the columns. */
async function shown(by: Caller, { name, columns }: Ledger, filter: object | null = null, sort: object | null = null): Promise<Record<string, unknown>[]> {
  const type = api.schema.getQueryType()!.getFields()[name]!;
  const paths = columns.filter(({ path, kind }) => path && kind !== 'time');
  const select = (path: string) => path.split('.').reduceRight((inner, step) => `${step}${inner ? ` { ${inner} }` : ''}`, leaf(path, name));
  const rows: Record<string, unknown>[] = [];
  for (let number = 1; ; number++) {
    const used = type.args.filter((arg) => ['page', 'sort', 'filter'].includes(arg.name));
    const answer = await by.ask(
      `query(${used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')}) { ${name}(${used.map((arg) => `${arg.name}: $${arg.name}`).join(', ')}) { hasNext items { id ${paths.map(({ path }, at) => `c${at}: ${select(path!)}`).join(' ')} } } }`,
      { page: { number, size: 200 }, filter, sort },
    );
    if (answer.errors) throw new Error(`${name}: ${answer.errors[0]!.message}`);
    for (const item of answer.data![name].items as Record<string, any>[]) {
      rows.push(Object.fromEntries(paths.map(({ key, path }, at) => {
        let value = item[`c${at}`];
        for (const step of path!.split('.').slice(1)) value = value === null || value === undefined ? null : value[step];
        return [key, value ?? null];
      })));
    }
    if (!answer.data![name].hasNext) return rows;
  }
}

/** Every column of a whole list as data, as the job of an export reads and writes it. */
function dataOf(by: Caller, own: Ledger): Promise<string> {
  return api.act(by, async (ctx) => {
    const plan = planLedger(ctx, own, own.columns, 'data', 'zh', 'Asia/Shanghai');
    const read = await askList(ctx, own.name, null, null);
    return readRows(ctx, read, plan, w.org.id, new AbortController().signal, async ({ rows }) => {
      let text = '';
      for await (const bytes of writeJsonLines(plan.columns, rows)) text += bytes.toString('utf8');
      return text;
    });
  });
}

/** The parts of a value at the end of a path. */
function leaf(path: string, list: string): string {
  let type = api.schema.getType(ledger(list).entity.name);
  for (const step of path.split('.')) {
    if (!isObjectType(type)) throw new Error(`${list}: nothing lies behind ${step} of ${path}`);
    type = getNamedType(type.getFields()[step]!.type);
  }
  if (!isObjectType(type)) return '';
  const parts = type.getFields();
  return SCALARS.filter((part) => part in parts).join(' ');
}

describe('what is exported', () => {
  it('is for every list and every role what the same person sees: rows, order, and what is withheld', async () => {
    const roles = { manager: w.manager, cook: w.cook, officer: w.officer, inspector: w.inspector };
    let compared = 0;
    for (const [role, by] of Object.entries(roles)) {
      const { data } = await by.ask('{ ledgers { name } }');
      for (const { name } of data!['ledgers'] as { name: string }[]) {
        // These two grow by being exported.
        if (['exports', 'works', 'journalEntries'].includes(name)) continue;
        const own = ledger(name);
        const text = await dataOf(by, own);
        const paths = own.columns.filter(({ path, kind }) => path && kind !== 'time').map(({ key }) => key);
        const given = lines(text).map((row) => Object.fromEntries(paths.map((key) => [key, row[key]])));
        expect({ role, name, rows: given }).toEqual({ role, name, rows: await shown(by, own) });
        compared += given.length;
      }
    }
    expect(compared).toBeGreaterThan(100);
  }, 180_000);

  it('keeps the filter and the order of the list', async () => {
    const filter = { receipt: receipt.id };
    const sort = { field: 'lineNo', order: 'DESC' };
    const { text, record } = await exported(w.manager, { ledger: 'receiptLines', format: 'JSONL', filter, sort });
    expect(record['rows']).toBe(2);
    expect(lines(text).map((row) => row['lineNo'])).toEqual([2, 1]);
    const searched = await exported(w.manager, { ledger: 'goodsReceipts', format: 'JSONL', filter: { q: '闽南', state: ['ACCEPTED'], canteen: w.canteen.id } });
    expect(lines(searched.text).map((row) => row['number'])).toEqual([receipt.number]);
  });

  it('takes what people search for as they typed it', async () => {
    for (const q of ["'", '\\', "\\' or true --", '?', '%', '_', ':now', '$1', "'; select pg_sleep(9); --", '鲜 配']) {
      const listed = await w.manager.ask('query($q: ShortText) { suppliers(filter: { q: $q }) { items { name { zh } } } }', { q });
      const { text } = await exported(w.manager, { ledger: 'suppliers', format: 'JSONL', filter: { q } });
      expect(lines(text).map(({ name }) => (name as { zh: string }).zh)).toEqual(listed.data!['suppliers'].items.map(({ name }: { name: { zh: string } }) => name.zh));
    }
  });

  it('withholds what a role may not read, and a canteen from whoever is granted another', async () => {
    const cost = async (by: Caller) => lines((await exported(by, { ledger: 'lots', format: 'JSONL' })).text).map((row) => row['unitCost'] !== null);
    expect(await cost(w.manager)).toEqual([true, true, true]);
    expect(await cost(w.storekeeper)).toEqual([false, false, false]);
    expect(await cost(w.inspector)).toEqual([true, true]);
    const { bytes } = await exported(w.storekeeper, { ledger: 'lots', format: 'XLSX' });
    const book = await readXlsx(bytes);
    const at = book.sheets[0]!.rows[0]!.indexOf(ledger('lots').columns.find(({ key }) => key === 'unitCost')!.title.zh);
    expect(at).toBeGreaterThan(0);
    expect(book.sheets[0]!.rows.slice(1).map((row) => row[at] ?? null)).toEqual([null, null, null]);
  });

  it('tells only lists that the caller may read, and refuses the others', async () => {
    const names = async (by: Caller) => ((await by.ask('{ ledgers { name formats hasForm period columns { key kind aside title { zh en } } } }')).data!['ledgers'] as { name: string }[]).map(({ name }) => name);
    expect(await names(w.manager)).toContain('goodsReceipts');
    expect(await names(w.cook)).not.toContain('goodsReceipts');
    expect(await names(w.cook)).toContain('dishes');
    expect(await w.cook.ask(ASK, { input: { ledger: 'goodsReceipts', format: 'CSV' } })).toRefuse('FORBIDDEN');
    expect(await api.anyone.ask('{ ledgers { name } }')).toRefuse('UNAUTHENTICATED');
    await api.runJobs();
    expect(await api.count(Export, { requestedById: w.cook.id, ledger: 'goodsReceipts' })).toBe(0);
  });
});

describe('a sheet', () => {
  it('holds figures, days and moments as such, texts as texts, totals, and where it comes from', async () => {
    const columns = ['product', 'spec', 'delivered', 'unitPrice', 'payable', 'occurredAt', 'appearanceOk', 'verdict', 'productionDate', 'note'];
    const { bytes, record, id } = await exported(w.manager, { ledger: 'receiptLines', format: 'XLSX', columns, filter: { receipt: receipt.id }, sort: { field: 'lineNo' } });
    expect(record).toMatchObject({ format: 'XLSX', language: 'zh', rows: 2, file: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: '进货查验记录 2026-11-21 0600.xlsx' } });
    const book = await readXlsx(bytes);
    expect(book.sheets.map(({ name }) => name)).toEqual(['进货查验记录', '说明']);
    const [head, first, second, totals] = book.sheets[0]!.rows as unknown[][];
    expect(head).toEqual(['产品名称', '规格', '数量', '数量单位', '单价', '单价单位', '金额（不含拒收）', '进货日期', '外观', '结论', '生产日期', '备注']);
    expect(first!.slice(0, 7)).toEqual(['=大米', '+10 kg <袋> & _x0041_', 10, '公斤', 8.571, '元/公斤', 85.71]);
    // The wall clock of the institution: 06:00 in Quanzhou.
    expect(first![7]).toEqual(new Date('2026-11-21T06:00:00Z'));
    expect(first!.slice(8)).toEqual(['是', '合格', null, '第一行\n第二行，"引号"']);
    expect(second!.slice(0, 5)).toEqual(['纯牛奶', null, 2.5, '升', 8]);
    expect(totals).toEqual(['合计', null, null, null, null, null, 105.71, null, null, null, null, null]);
    expect(book.dateSystem).toBe('1900');
    const about = Object.fromEntries((book.sheets[1]!.rows as string[][]).map(([label, value]) => [label, value]));
    expect(about).toMatchObject({ 台账: '进货查验记录', 单位: '甲机关', 行数: '2', 导出人: '经理', '记录链头（序号:哈希）': record['journalHead'] as string, 导出记录: `https://canteen.test/console/exports/${id}/show` });
    expect(about['筛选与排序']).toContain(receipt.number);
    const sheet = await part(bytes, 'xl/worksheets/sheet1.xml');
    expect(about['SHA-256 xl/worksheets/sheet1.xml']).toBe(createHash('sha256').update(sheet).digest('hex'));
    const xml = sheet.toString('utf8');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:L3"/>');
    expect(xml).toContain('<f>SUBTOTAL(109,G2:G3)</f><v>105.71</v>');
    expect(xml).not.toMatch(/<f>(?!SUBTOTAL)/);
    expect((await part(bytes, 'xl/workbook.xml')).toString()).toContain(`'进货查验记录'!$1:$1`);
  });

  it('speaks English where it is asked to, and falls back to the Chinese of what has none', async () => {
    const { bytes } = await exported(w.manager, { ledger: 'receiptLines', format: 'XLSX', language: 'en', columns: ['product', 'delivered', 'verdict'], filter: { receipt: receipt.id }, sort: { field: 'lineNo' } });
    expect((await readXlsx(bytes)).sheets[0]!.rows).toEqual([['Product', 'Qty', 'Qty, unit', 'Verdict'], ['Rice', 10, 'kg', 'Accepted'], ['纯牛奶', 2.5, 'l', 'Accepted']]);
  });

  it('of nothing is a sheet with its heading', async () => {
    const { bytes, record } = await exported(w.other.manager, { ledger: 'receiptLines', format: 'XLSX' });
    expect(record['rows']).toBe(0);
    expect((await readXlsx(bytes)).sheets[0]!.rows).toHaveLength(1);
  });
});

describe('the other forms', () => {
  it('CSV is UTF-8 with its mark, broken by CRLF, and no cell of it is a formula', async () => {
    const { bytes, text, record } = await exported(w.manager, { ledger: 'receiptLines', format: 'CSV', columns: ['product', 'spec', 'delivered', 'occurredAt', 'amount', 'note'], filter: { receipt: receipt.id }, sort: { field: 'lineNo' } });
    expect(record['file']).toMatchObject({ contentType: 'text/csv; charset=utf-8', name: '进货查验记录 2026-11-21 0600.csv' });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.slice(1)).toBe([
      '产品名称,规格,数量,数量单位,进货日期,金额,备注',
      `'=大米,'+10 kg <袋> & _x0041_,10,公斤,2026-11-21 06:00:00,85.71,"第一行\n第二行，""引号"""`,
      `纯牛奶,,2.5,升,2026-11-21 06:00:00,20.00,"第一行\n第二行，""引号"""`,
      '',
    ].join('\r\n'));
  });

  it('JSON lines hold both languages, exact figures as strings and moments in UTC', async () => {
    const { text } = await exported(w.manager, { ledger: 'receiptLines', format: 'JSONL', columns: ['product', 'delivered', 'unitPrice', 'amount', 'occurredAt', 'appearanceOk', 'verdict', 'lineNo'], filter: { receipt: receipt.id }, sort: { field: 'lineNo' } });
    expect(lines(text)[0]).toEqual({
      product: { zh: '=大米', en: 'Rice' }, delivered: { value: '10', unit: 'kg' }, unitPrice: { amount: '8.571', currency: 'CNY', unit: 'kg' }, amount: { amount: '85.71', currency: 'CNY' },
      occurredAt: '2026-11-20T22:00:00.000Z', appearanceOk: true, verdict: 'ACCEPTED', lineNo: 1,
    });
  });

  it('a printed form is a PDF of the usual columns', async () => {
    const { bytes, record } = await exported(w.manager, { ledger: 'receiptLines', format: 'PDF', filter: { receipt: receipt.id }, canteen: w.canteen.id });
    expect(record['file']).toMatchObject({ contentType: 'application/pdf', name: '收货单 2026-11-21 0600.pdf' });
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('an export is refused', () => {
  const refusedWith = async (input: Record<string, unknown>, code: string, field?: string) => {
    const before = await api.count(Export);
    expect(await w.manager.ask(ASK, { input })).toRefuse(code, field);
    expect(await api.runJobs()).toBe(0);
    expect(await api.count(Export)).toBe(before);
  };
  it.each([
    ['of a list that is none', { ledger: 'secrets', format: 'CSV' }, 'LEDGER_UNKNOWN', 'input.ledger'],
    ['by a filter key that the list does not know', { ledger: 'lots', format: 'CSV', filter: { colour: 'red' } }, 'EXPORT_FILTER_REFUSED', 'input.filter'],
    ['by a filter that is no filter', { ledger: 'lots', format: 'CSV', filter: 1 }, 'EXPORT_FILTER_REFUSED', 'input.filter'],
    ['by a malformed value', { ledger: 'goodsReceipts', format: 'CSV', filter: { occurredAtFrom: 'yesterday' } }, 'NOT_AN_INSTANT', undefined],
    ['by an id that is none', { ledger: 'lots', format: 'CSV', filter: { canteen: 'here' } }, 'NOT_FOUND', 'input.filter.canteen'],
    ['sorted by what cannot be sorted', { ledger: 'lots', format: 'CSV', sort: { field: 'password' } }, 'SORT_UNKNOWN', 'input.sort.field'],
    ['with a column that is none', { ledger: 'lots', format: 'CSV', columns: ['lotCode', 'secret'] }, 'EXPORT_COLUMN_UNKNOWN', 'input.columns'],
    ['on paper where there is no form', { ledger: 'works', format: 'PDF' }, 'LEDGER_HAS_NO_FORM', 'input.format'],
  ])('%s', async (_title, input, code, field) => refusedWith(input, code, field));

  it('for a canteen that is not the caller\'s', () => refusedWith({ ledger: 'lots', format: 'CSV', canteen: w.other.canteen.id }, 'NOT_FOUND', 'input.canteen'));

  it('on paper where it is too long to be read there', async () => {
    const owner = new pg.Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query(
        `insert into ingredient select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'organization_id', $1::text))).* from ingredient i, generate_series(1, 3000)`,
        [w.other.org.id],
      );
    } finally {
      await owner.end();
    }
    const rows = await api.count(Ingredient, { organizationId: w.other.org.id });
    expect(rows).toBeGreaterThan(5000);
    const answer = await w.other.manager.ask(ASK, { input: { ledger: 'ingredients', format: 'PDF' } });
    expect(answer).toRefuse('LEDGER_TOO_LONG_FOR_PAPER', 'input.format');
    expect(answer.data!['exportLedger'].errors[0].params).toEqual({ max: 5000, rows });
    expect(await w.other.manager.ask(ASK, { input: { ledger: 'ingredients', format: 'CSV' } })).toBeDone();
  });
});

describe('an export is on record', () => {
  it('in the journal under the name of the person, in the access log, and for whoever reads the journal; the file is the person\'s alone', async () => {
    const { id, record } = await exported(w.manager, { ledger: 'lots', format: 'CSV' });
    const acts = await api.orm.em.fork().find(JournalEntry, { organizationId: w.org.id }, { orderBy: { seq: 'desc' }, limit: 2 });
    expect(acts.map(({ act, personId }) => [act, personId])).toEqual([['finishExport', w.manager.id], ['exportLedger', w.manager.id]]);
    const log = await api.orm.em.fork().find(AccessLog, { recordType: 'Export' }, { orderBy: { id: 'desc' }, limit: 1 });
    expect(log[0]).toMatchObject({ personId: w.manager.id, recordIds: [id] });
    const seen = (await w.inspector.ask(READ, { id })).data!['export'];
    expect(seen).toBeNull();
    const own = (await w.principal.ask(READ, { id })).data!['export'];
    expect(own).toMatchObject({ ledger: 'lots', sha256: record['sha256'], requestedByName: '经理', file: null, work: null });
    expect((await w.cook.ask(READ, { id })).data!['export']).toBeNull();
    expect((await w.other.manager.ask(READ, { id })).data!['export']).toBeNull();
    const mine = await w.principal.ask('{ exports(filter: { mine: true }) { total } }');
    expect(mine.data!['exports'].total).toBe(0);
    const verdict = await api.act(null, (ctx) => verifyChain(ctx, w.org.id, null));
    expect(verdict.faults).toEqual([]);
  });

  it('with every record of health that stands in it', async () => {
    const before = await api.count(AccessLog, { recordType: 'HealthCertificate', personId: w.officer.id });
    const { record } = await exported(w.officer, { ledger: 'healthCertificates', format: 'XLSX' });
    expect(record['rows']).toBe(1);
    expect(await api.count(AccessLog, { recordType: 'HealthCertificate', personId: w.officer.id })).toBe(before + 1);
  });

  it('and its file cannot be attached to anything', async () => {
    const { record } = await exported(w.manager, { ledger: 'lots', format: 'PDF' });
    await expect(api.act(w.manager, (ctx) => ctx.get(StoredFile, record['file'].id as string, 'input.file'))).rejects.toThrow('NOT_FOUND');
  });

  it('for good; its file for 30 days', async () => {
    const { id, record } = await exported(w.manager, { ledger: 'lots', format: 'JSONL' });
    const again = await exported(w.manager, { ledger: 'lots', format: 'JSONL' });
    expect(again.record['sha256']).toBe(record['sha256']);
    const key = contentKey(record['sha256'] as string);
    const purge = api.host.modules.flatMap((module) => [...(module.jobs ?? [])]).find(({ name }) => name === 'purge-exports')!;
    const run = () => purge.work!({ host: api.host, data: {}, signal: new AbortController().signal, last: true });
    api.clock(new Date(new Date(MORNING).getTime() + 29 * ms.day));
    await run();
    expect(await readAll(api.files, key)).not.toBeNull();
    api.clock(new Date(new Date(MORNING).getTime() + 31 * ms.day));
    await run();
    expect(await readAll(api.files, key)).toBeNull();
    expect((await w.manager.ask(READ, { id })).data!['export']).toMatchObject({ expired: true, file: null, sha256: record['sha256'], rows: record['rows'] });
    const verdict = await api.act(null, (ctx) => verifyChain(ctx, w.org.id, null));
    expect(verdict.faults).toEqual([]);
  });
});

describe('long work', () => {
  it('is cancelled by its person, and leaves no file', async () => {
    const asked = await w.manager.ask(ASK, { input: { ledger: 'lots', format: 'XLSX' } });
    const { id } = asked.data!['exportLedger'].record as { id: string };
    const work = (await w.manager.ask(READ, { id })).data!['export'].work as { id: string };
    const cancel = 'mutation($id: ID!) { cancelWork(id: $id) { record { state } errors { code } } }';
    expect(await w.storekeeper.ask(cancel, { id: work.id })).toRefuse('NOT_FOUND');
    expect(await w.manager.ask(cancel, { id: work.id })).toBeDone();
    await api.runJobs();
    expect((await w.manager.ask(READ, { id })).data!['export']).toMatchObject({ file: null, rows: null, finishedAt: null, work: { state: 'CANCELLED' } });
  });

  it('goes on from the beginning after its node went down, and is complete', async () => {
    const asked = await w.manager.ask(ASK, { input: { ledger: 'receiptLines', format: 'JSONL' } });
    const { id } = asked.data!['exportLedger'].record as { id: string };
    const { id: work } = (await w.manager.ask(READ, { id })).data!['export'].work as { id: string };
    await expect(api.runJobs(AbortSignal.abort())).rejects.toThrow('shutdown');
    expect((await w.manager.ask(READ, { id })).data!['export']).toMatchObject({ file: null, work: { state: 'QUEUED' } });
    const job = api.host.modules.flatMap((module) => [...(module.jobs ?? [])]).find(({ name }) => name === 'export-ledger')!;
    const given = { host: api.host, data: { work, subject: id }, signal: new AbortController().signal, last: true };
    await job.work!(given);
    expect((await w.manager.ask(READ, { id })).data!['export']).toMatchObject({ rows: 4, work: { state: 'DONE', done: 4, total: 4 } });
    const files = await api.count(StoredFile);
    // The queue may hand it out twice.
    await job.work!(given);
    expect(await api.count(StoredFile)).toBe(files);
  });

  it('is refused in words when the person may no longer read the list, who no longer has earlier files of it either', async () => {
    const earlier = await exported(w.contractorManager, { ledger: 'lots', format: 'CSV' });
    const asked = await w.contractorManager.ask(ASK, { input: { ledger: 'lots', format: 'CSV' } });
    const { id } = asked.data!['exportLedger'].record as { id: string };
    const membership = await api.orm.em.fork().findOneOrFail(Membership, { person: w.contractorManager.id });
    await api.act(null, async (ctx) => {
      const own = await ctx.em.findOneOrFail(Membership, { id: membership.id });
      Object.assign(own, { validTo: ctx.today().plusDays(-1) });
    });
    await api.runJobs();
    const em = api.orm.em.fork();
    expect(await em.findOneOrFail(Work, { subjectId: id })).toMatchObject({ state: 'FAILED', failure: 'FORBIDDEN' });
    expect(await em.findOneOrFail(Export, { id })).toMatchObject({ file: null, finishedAt: null });
    expect((await w.contractorManager.ask(READ, { id: earlier.id })).data!['export']).toMatchObject({ ledger: 'lots', finishedAt: expect.any(String), file: null });
  });
});

/** One part of a workbook. */
async function part(bytes: Buffer, name: string): Promise<Buffer> {
  const { fromBuffer } = await import('yauzl');
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName !== name) return zip.readEntry();
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
        });
      });
      zip.on('end', () => reject(new Error(`no ${name}`)));
      zip.readEntry();
    });
  });
}
