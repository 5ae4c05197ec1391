import { readXlsx } from 'hucre';
import iconv from 'iconv-lite';
import pg from 'pg';
import { LocalizedText } from '@canteen/kernel';
import { Import, JournalEntry, keepFile, runJob, StoredFile } from '@canteen/platform';
import { createSupplier, Supplier } from '@canteen/catalog';
import { openGoodsReceipt } from '@canteen/receiving';
import { modules } from '../../../../apps/api/src/modules.ts';
import { aWorld, startApi, type TestApi, type World } from '../../../../tests/support/api.ts';
import {
  aBook, checkedSheet, CREATE_IMPORT, IMPORT_ROWS, MAP_IMPORT, rowsTold, RUN_IMPORT, sendSheet, takenIn, toldOf, UNDO_IMPORT, workbook, zipped, type ImportTold,
} from '../../../../tests/support/sheets.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());
beforeEach(async () => {
  w = await aWorld(api);
});

const VERIFY = 'query($o: ID!) { verifyJournal(organization: $o) { unbroken faults { kind table recordId detail } } }';
const unbroken = async () => (await w.manager.ask(VERIFY, { o: w.org.id })).data!.verifyJournal;
const HEADINGS = ['供货者名称', '联系人', '电话'];
const suppliers = (...rows: string[][]) => aBook([HEADINGS, ...rows]);
const check = async (bytes: Promise<Buffer>): Promise<ImportTold> => checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await bytes });
const count = () => api.count(Supplier, { organizationId: w.org.id });

test('a sheet is checked without writing, taken in as one act, and its rows lead to the records', async () => {
  const checked = await check(suppliers(['丰禾食品', '张三', '0595-1'], ['闽海水产', '李四', '0595-2']));
  expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, creates: 2, updates: 0, same: 0, refused: 0, availableActions: ['CHECK', 'RUN'], work: { state: 'DONE' } });
  expect(await count()).toBe(0);
  const done = await takenIn(api, w.manager, checked);
  expect(done).toMatchObject({ state: 'IMPORTED', availableActions: ['UNDO'], work: { state: 'DONE', failure: null } });
  const rows = await rowsTold(w.manager, done['id']);
  expect(rows.get(2)).toMatchObject({ outcome: 'CREATE', label: '丰禾食品', recordType: 'Supplier', cells: { name: '丰禾食品', contact: '张三', phone: '0595-1' } });
  expect(await api.reload(Supplier, rows.get(3)!['recordId'])).toMatchObject({ name: { zh: '闽海水产' }, contact: '李四', organizationId: w.org.id });
  expect(await unbroken()).toEqual({ unbroken: true, faults: [] });
  const HISTORY = 'query($id: ID!) { journal(recordId: $id) { act personName } }';
  expect((await w.manager.ask(HISTORY, { id: rows.get(2)!['recordId'] })).data!.journal).toEqual([{ act: 'importRecords', personName: '经理' }]);
});

test('taken in again it changes nothing; changed, it says what would become of each', async () => {
  await takenIn(api, w.manager, await check(suppliers(['丰禾食品', '张三', '0595-1'], ['闽海水产', '李四', '0595-2'])));
  const again = await check(suppliers(['丰禾食品', '王五', '0595-1'], ['闽海水产', '李四', '0595-2'], ['新来', '赵六', '1']));
  expect(again).toMatchObject({ creates: 1, updates: 1, same: 1, refused: 0 });
  const rows = await rowsTold(w.manager, again['id']);
  expect(rows.get(2)).toMatchObject({ outcome: 'UPDATE', changes: [{ column: { zh: '联系人' }, from: '张三', to: '王五' }] });
  expect(rows.get(3)).toMatchObject({ outcome: 'SAME', changes: [] });
  const done = await takenIn(api, w.manager, again);
  expect(await count()).toBe(3);
  // Undone, the one is gone and the other is what it was.
  expect(await w.manager.ask(UNDO_IMPORT, { id: done['id'], reason: '导错了' })).toBeDone();
  expect(await toldOf(w.manager, done['id'])).toMatchObject({ state: 'UNDONE', availableActions: ['CHECK'] });
  expect(await count()).toBe(2);
  expect(await api.reload(Supplier, rows.get(2)!['recordId'])).toMatchObject({ contact: '张三', version: 3 });
  expect(await unbroken()).toEqual({ unbroken: true, faults: [] });
});

describe('every oddity has a clear word', () => {
  const messages = (line: ImportTold | undefined) => (line?.['errors'] as { cell: string | null; code: string }[]).map(({ cell, code }) => `${cell} ${code}`);

  test('several mistakes of a row are told at once, each with its cell', async () => {
    const record = await check(aBook([
      ['供货者名录', null, null, null],
      [null],
      ['供货者名称', '统一社会信用代码', '食品经营许可证编号', '食品经营许可证起始日', '食品经营许可证有效至', '区域'],
      ['　丰禾  食品　', null, 'ＪＹ１３５０', '2025年3月1日', { day: 46086 + 365 }, '东'],
      [null, null, 'JY2', '3月5日', '2026-02-30', '西'],
      ['闽海', { e: '#REF!' }, null, null, null, null],
      ['丰禾 食品', null, null, null, null, null],
      [{ f: 'A4', v: '新联' }, null, null, null, null, null],
      [{ f: 'A9' }, null, null, null, null, null],
    ].map((row) => row as (string | null)[])));
    expect(record).toMatchObject({ state: 'CHECKED', headingRow: 3, rows: 6, creates: 2, refused: 4, availableActions: ['CHECK'] });
    expect(record['remarks']).toEqual([
      { code: 'IMPORT_COLUMNS_IGNORED', message: 'These columns are left out: 区域 (F).' },
      { code: 'IMPORT_FORMULAS_READ', message: '3 rows hold formulas; their present values are taken.' },
    ]);
    const rows = await rowsTold(w.manager, record['id']);
    expect(rows.get(4)).toMatchObject({ outcome: 'CREATE', label: '丰禾 食品', cells: { foodTo: '2027-03-05' } });
    expect(messages(rows.get(5))).toEqual(['A5 IMPORT_CELL_REQUIRED', 'D5 IMPORT_DAY_WITHOUT_YEAR', 'E5 IMPORT_DAY_IMPOSSIBLE']);
    expect(messages(rows.get(6))).toEqual(['B6 IMPORT_CELL_ERROR']);
    expect(rows.get(6)!['errors'][0].message).toBe('The cell holds the error #REF!; mend its formula in the sheet first.');
    expect(rows.get(7)!['errors']).toEqual([{ column: 'name', cell: 'A7', code: 'IMPORT_ROW_TWICE', message: 'It repeats row 4; each may stand there once.' }]);
    expect(rows.get(8)).toMatchObject({ outcome: 'CREATE', remarks: [{ column: 'name', cell: 'A8', code: 'IMPORT_FORMULA_READ' }] });
    expect(messages(rows.get(9))).toEqual(['A9 IMPORT_FORMULA_WITHOUT_VALUE']);
    expect(await w.manager.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toRefuse('IMPORT_HAS_REFUSED_ROWS');
    expect(await count()).toBe(0);

    const problems = await api.app.inject({ url: `/imports/${record['id']}/problems.xlsx`, headers: { cookie: w.manager.cookie, 'accept-language': 'en' } });
    const [sheet] = (await readXlsx(problems.rawPayload)).sheets;
    expect(sheet!.rows[0]).toEqual(['供货者名称', '统一社会信用代码', '食品经营许可证编号', '食品经营许可证起始日', '食品经营许可证有效至', '区域', 'Row in the sheet', 'What is wrong']);
    expect(sheet!.rows[2]!.slice(6)).toEqual([6, 'B6 The cell holds the error #REF!; mend its formula in the sheet first.']);
  });

  test('cells merged over rows are refused with their range; hidden rows and columns are told', async () => {
    const record = await check(aBook([{ rows: [['台账', null, null], HEADINGS, ['甲', '张', '1'], [null, '李', '2'], ['乙', '王', '3']], merges: ['A1:C1', 'A3:A4'], hiddenRows: [5], hiddenColumns: [2] }]));
    const rows = await rowsTold(w.manager, record['id']);
    expect([3, 4, 5].map((row) => messages(rows.get(row)))).toEqual([['A3 IMPORT_MERGED_CELLS'], ['A4 IMPORT_CELL_REQUIRED', 'A4 IMPORT_MERGED_CELLS'], []]);
    expect(rows.get(3)!['errors'][0].message).toContain('A3:A4');
    expect((record['remarks'] as { code: string }[]).map(({ code }) => code)).toEqual(['IMPORT_HIDDEN_ROWS', 'IMPORT_HIDDEN_COLUMNS']);
  });

  test.each([
    ['two headings alike', [['供货者名称', '电话', ' 电 话 '], ['甲', '1', '2']], 'SHEET_HEADING_TWICE', 'B1'],
    ['only headings', [HEADINGS], 'SHEET_ONLY_HEADINGS', ''],
    ['nothing at all', [[null], [' ']], 'SHEET_EMPTY', ''],
  ])('%s', async (_name, cells, code, told) => {
    const { id: file } = await sendSheet(api, w.manager, await aBook(cells));
    const made = (await w.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file } })).data!.createImport.record;
    expect(made.problems).toEqual([{ code, message: expect.stringContaining(told) }]);
    expect(made.availableActions).toEqual([]);
    expect(await w.manager.ask(MAP_IMPORT, { id: made.id, version: made.version, mapping: { name: 0 } })).toRefuse(code);
  });

  test('a required column that is missing is named, and one heading serves one column', async () => {
    const { id: file } = await sendSheet(api, w.manager, await suppliers(['甲', '张', '1']));
    const { id, version } = (await w.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file } })).data!.createImport.record;
    const missing = await w.manager.ask(MAP_IMPORT, { id, version, mapping: { phone: 2 } });
    expect(missing).toRefuse('IMPORT_COLUMN_REQUIRED', 'mapping.name');
    expect(missing.data!.mapImport.errors[0].message).toContain('Supplier');
    expect(await w.manager.ask(MAP_IMPORT, { id, version, mapping: { name: 0, phone: 0 } })).toRefuse('IMPORT_HEADING_USED_TWICE');
    for (const mapping of [1, 'x', { name: 9 }, { strange: 0 }, { name: 'A' }]) expect(await w.manager.ask(MAP_IMPORT, { id, version, mapping })).toRefuse('IMPORT_MAPPING_MALFORMED');
  });

  test('of several sheets the first visible one, or the one that was chosen', async () => {
    const bytes = await aBook([{ name: '目录', hidden: true, rows: [['x']] }, { name: '一月', rows: [HEADINGS, ['甲', '', '']] }, { name: '二月', rows: [HEADINGS, ['乙', '', '']] }]);
    const { id: file } = await sendSheet(api, w.manager, bytes);
    const made = async (sheet?: string) => w.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file, ...(sheet ? { sheet } : {}) } });
    expect((await made()).data!.createImport.record).toMatchObject({ sheet: '一月', sheets: [{ name: '目录', hidden: true }, { name: '一月', hidden: false }, { name: '二月', hidden: false }] });
    expect((await made('二月')).data!.createImport.record.headings[0]).toEqual({ title: '供货者名称', letter: 'A', samples: ['乙'] });
    expect(await made('三月')).toRefuse('SHEET_UNKNOWN', 'input.sheet');
  });

  test('CSV out of a Chinese Excel', async () => {
    const record = await checkedSheet(api, w.manager, { kind: 'suppliers', name: '供应商.csv', bytes: iconv.encode('供应商名称;联系电话\r\n丰禾食品;0595\r\n', 'gb18030') });
    expect(record).toMatchObject({ creates: 1, refused: 0 });
    expect((await rowsTold(w.manager, record['id'])).get(2)!['cells']).toEqual({ name: '丰禾食品', phone: '0595' });
  });
});

describe('what is no sheet does not come in', () => {
  test('a file of 200 MB is refused when it is announced, and while it comes', async () => {
    const announced = await api.app.inject({ method: 'POST', url: '/files', headers: { cookie: w.manager.cookie, 'content-type': 'application/json', 'x-file-purpose': 'sheet', 'accept-language': 'en' }, payload: JSON.stringify({ name: '台账.xlsx', size: 200 * 1024 * 1024 }) });
    expect([announced.statusCode, announced.json().errors[0]]).toEqual([413, expect.objectContaining({ code: 'FILE_TOO_LARGE', message: 'A file may have at most 50 MB; this one is larger.' })]);
    const sent = await api.app.inject({ method: 'POST', url: '/files', headers: { cookie: w.manager.cookie, 'content-type': 'application/octet-stream', 'x-file-purpose': 'sheet', 'content-length': String(200 * 1024 * 1024) }, payload: Buffer.from('x') });
    expect(sent.statusCode).toBe(413);
  });

  test('a ZIP bomb, an old workbook and a photo are told what they are; nothing of them is kept', async () => {
    const files = await api.count(StoredFile, { uploadedBy: w.manager.id });
    const bomb = await zipped({ ...workbook([{ rows: [HEADINGS] }]), 'xl/worksheets/sheet1.xml': Buffer.alloc(60 * 1024 * 1024, '<row/>') });
    expect((await sendSheet(api, w.manager, bomb)).errors[0]!.code).toBe('SHEET_INFLATES_TOO_FAR');
    expect(await sendSheet(api, w.manager, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))).toMatchObject({ status: 415, errors: [{ code: 'SHEET_OLD_FORMAT' }] });
    expect((await sendSheet(api, w.manager, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).errors[0]!.code).toBe('SHEET_TYPE_UNKNOWN');
    expect(await api.count(StoredFile, { uploadedBy: w.manager.id })).toBe(files);
  });

  test('a sheet sent in parts is judged by its whole; as evidence it can be attached to nothing', async () => {
    const bytes = await suppliers(['甲', '张', '1']);
    const headers = { cookie: w.manager.cookie, 'x-file-purpose': 'sheet' };
    const { id } = (await api.app.inject({ method: 'POST', url: '/files', headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify({ name: 'a.xlsx', size: bytes.length }) })).json();
    for (const [from, to] of [[0, 100], [100, bytes.length]] as const) {
      const part = await api.app.inject({ method: 'PATCH', url: `/files/${id}`, headers: { cookie: w.manager.cookie, 'content-type': 'application/octet-stream', 'upload-offset': String(from) }, payload: bytes.subarray(from, to) });
      expect(part.statusCode).toBe(200);
    }
    expect((await w.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file: id } })).data!.createImport.record.headings).toHaveLength(3);
    expect(await w.cook.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file: id } })).toRefuse('NOT_FOUND', 'input.file');
    const photo = await api.act(w.manager, (ctx) => keepFile(ctx, api.files, { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF') }));
    expect(await w.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file: photo.id } })).toRefuse('NOT_FOUND', 'input.file');
  });
});

describe('whole or not at all', () => {
  test('a fault in the middle leaves nothing behind, and another try does it', async () => {
    const record = await check(suppliers(...Array.from({ length: 30 }, (_, i) => [`供货${i}`, '张', '1'])));
    const entries = await api.orm.em.fork().count(JournalEntry, { organizationId: w.org.id });
    expect(await w.manager.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toBeDone();
    const definition = modules.flatMap((module) => [...(module.imports ?? [])]).find(({ name }) => name === 'suppliers')!;
    const { write } = definition;
    definition.write = async (ctx, plans, given, memory) => {
      definition.write = write;
      await write(ctx, plans, given, memory);
      await ctx.em.flush();
      throw new Error('the power failed');
    };
    await expect(api.runJobs()).rejects.toThrow('the power failed');
    expect(await count()).toBe(0);
    expect(await toldOf(w.manager, record['id'])).toMatchObject({ state: 'FAILED', availableActions: ['CHECK'], work: { state: 'FAILED', failure: 'WORK_FAILED' } });
    expect(await api.orm.em.fork().count(JournalEntry, { organizationId: w.org.id, act: 'importRecords' })).toBe(0);
    expect(await unbroken()).toEqual({ unbroken: true, faults: [] });
    expect(await api.orm.em.fork().count(JournalEntry, { organizationId: w.org.id })).toBe(entries + 2); // that it was asked for, and that it failed
    // Checked again, it goes through.
    const told = await toldOf(w.manager, record['id']);
    expect(await w.manager.ask(MAP_IMPORT, { id: told['id'], version: told['version'], mapping: told['mapping'] })).toBeDone();
    await api.runJobs();
    expect(await takenIn(api, w.manager, await toldOf(w.manager, record['id']))).toMatchObject({ state: 'IMPORTED' });
    expect(await count()).toBe(30);
  });

  test('what changed between check and run stops it, and says where', async () => {
    const record = await check(suppliers(['丰禾', '张', '1'], ['闽海', '李', '2']));
    await api.act(w.manager, (ctx) => createSupplier(ctx, { name: LocalizedText.of('闽海') }));
    const done = await takenIn(api, w.manager, record);
    expect(done).toMatchObject({ state: 'FAILED', work: { state: 'FAILED', failure: 'IMPORT_FACTS_CHANGED' }, problems: [{ code: 'IMPORT_FACTS_CHANGED', message: 'Facts have changed since the check (rows 2 to 3); nothing was imported. Check again.' }] });
    expect(await count()).toBe(1);
  });

  test('asked to stop, it stops and nothing is written', async () => {
    const record = await check(suppliers(['丰禾', '张', '1']));
    const { data } = await w.manager.ask(`mutation($id: ID!, $version: Int!) { runImport(id: $id, version: $version) { record { work { id } } } }`, { id: record['id'], version: record['version'] });
    expect(await w.manager.ask('mutation($id: ID!) { cancelWork(id: $id) { record { state } errors { code } } }', { id: data!.runImport.record.work.id })).toBeDone();
    await api.runJobs();
    expect(await toldOf(w.manager, record['id'])).toMatchObject({ state: 'CHECKED', availableActions: ['CHECK', 'RUN'], work: { state: 'CANCELLED' } });
    expect(await count()).toBe(0);
  });

  test('a run that was cut off by a restart is done once, however often its job comes', async () => {
    const record = await check(suppliers(['丰禾', '张', '1']));
    expect(await w.manager.ask(RUN_IMPORT, { id: record['id'], version: record['version'] })).toBeDone();
    const down = new AbortController();
    down.abort();
    await expect(api.runJobs(down.signal)).rejects.toThrow('shutdown');
    expect(await toldOf(w.manager, record['id'])).toMatchObject({ state: 'IMPORTING', work: { state: 'QUEUED' } });
    expect(await count()).toBe(0);
    const job = modules.flatMap((module) => [...(module.jobs ?? [])]).find(({ name }) => name === 'run-import')!;
    const { workId } = await api.orm.em.fork().findOneOrFail(Import, { id: record['id'] });
    for (let times = 0; times < 2; times++) await runJob(api.host, job, { data: { work: workId, subject: record['id'] }, signal: new AbortController().signal, last: true });
    expect(await toldOf(w.manager, record['id'])).toMatchObject({ state: 'IMPORTED' });
    expect(await count()).toBe(1);
  });

  test('a row changed behind the journal after an import is found', async () => {
    const done = await takenIn(api, w.manager, await check(suppliers(...Array.from({ length: 12 }, (_, i) => [`供货${i}`, '张', '1']))));
    const { recordId } = (await rowsTold(w.manager, done['id'])).get(9)!;
    const owner = new pg.Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    await owner.query("update supplier set phone = '2' where id = $1", [recordId]);
    await owner.end();
    expect((await unbroken()).faults).toEqual([{ kind: 'row', table: 'supplier', recordId, detail: 'the record was changed behind the journal' }]);
  });
});

describe('taking it back', () => {
  test('is refused once one of its records was changed, or used by another', async () => {
    const done = await takenIn(api, w.manager, await check(suppliers(['丰禾', '张', '1'], ['闽海', '李', '2'])));
    const id = (await rowsTold(w.manager, done['id'])).get(2)!['recordId'];
    expect(await w.manager.ask(UNDO_IMPORT, { id: done['id'], reason: ' ' })).toRefuse('REASON_REQUIRED');
    await api.act(w.manager, async (ctx) => void ((await ctx.lock(Supplier, id)).contact = '王'));
    const touched = await w.manager.ask(UNDO_IMPORT, { id: done['id'], reason: '导错了' });
    expect(touched).toRefuse('IMPORT_TOUCHED', 'id');
    expect(touched.data!.undoImport.errors[0].message).toBe('1 records were changed or used since the import (丰禾); it can no longer be undone.');
    expect(await count()).toBe(2);

    const other = await takenIn(api, w.manager, await check(suppliers(['新联', '赵', '3'])));
    const used = (await rowsTold(w.manager, other['id'])).get(2)!['recordId'];
    await api.act(w.storekeeper, (ctx) => openGoodsReceipt(ctx, { canteen: w.canteen.id, supplier: used, lines: [] }));
    expect(await w.manager.ask(UNDO_IMPORT, { id: other['id'], reason: '导错了' })).toRefuse('IMPORT_TOUCHED', 'id');
    expect(await count()).toBe(3);
  });
});

describe('who may', () => {
  test('only who may write such records brings them in, and others see nothing of it', async () => {
    const record = await check(suppliers(['丰禾', '张', '1']));
    expect(await toldOf(w.cook, record['id'])).toBeNull();
    expect(await toldOf(w.other.manager, record['id'])).toBeNull();
    expect(await w.cook.ask(IMPORT_ROWS, { id: record['id'] })).toRefuse('NOT_FOUND');
    const { id: file } = await sendSheet(api, w.cook, await suppliers(['丰禾', '张', '1']));
    expect(await w.cook.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file } })).toRefuse('FORBIDDEN');
    for (const mutation of [RUN_IMPORT, MAP_IMPORT]) expect(await w.other.manager.ask(mutation, { id: record['id'], version: 1, ...(mutation === MAP_IMPORT ? { mapping: { name: 0 } } : {}) })).toRefuse('NOT_FOUND');
    const kinds = async (person: typeof w.cook) => ((await person.ask('{ importKinds { name } }')).data!.importKinds as { name: string }[]).map(({ name }) => name);
    expect(await kinds(w.manager)).toContain('suppliers');
    expect(await kinds(w.cook)).not.toContain('suppliers');
    expect(await w.manager.ask(CREATE_IMPORT, { input: { kind: 'text', file } })).toRefuse('IMPORT_KIND_UNKNOWN');
  });

  test('how the columns were assigned is remembered for the institution, by the headings', async () => {
    const strange = (name: string) => aBook([['字号', '老板', '打哪个号'], [name, '张', '1']]);
    const first = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await strange('甲'), mapping: { name: 0, contact: 1, phone: 2 } });
    expect(first).toMatchObject({ creates: 1, mapping: { name: 0, contact: 1, phone: 2 } });
    const { id: file } = await sendSheet(api, w.principal, await strange('乙'));
    const again = await sendSheet(api, w.manager, await strange('乙'));
    expect((await w.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file: again.id } })).data!.createImport.record.mapping).toEqual({ name: 0, contact: 1, phone: 2 });
    const foreign = await sendSheet(api, w.other.manager, await strange('乙'));
    expect((await w.other.manager.ask(CREATE_IMPORT, { input: { kind: 'suppliers', file: foreign.id } })).data!.createImport.record.mapping).toEqual({});
    expect(file).not.toBeNull();
  });

  test('the template has the headings, an example that would be accepted, and how to fill it in', async () => {
    const get = (url: string, cookie = w.manager.cookie) => api.app.inject({ url, headers: { cookie } });
    const xlsx = await get('/imports/template/suppliers.xlsx?lang=zh');
    const book = await readXlsx(xlsx.rawPayload);
    expect(book.sheets.map(({ name }) => name)).toEqual(['填写', '说明']);
    expect(book.sheets[0]!.rows[0]!.slice(0, 2)).toEqual(['供货者名称', '英文名称']);
    const record = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: xlsx.rawPayload });
    expect(await rowsTold(w.manager, record['id'])).toEqual(new Map([[2, expect.objectContaining({ outcome: 'CREATE', errors: [] })]]));
    const csv = await get('/imports/template/suppliers.csv?lang=en');
    expect(csv.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(csv.body).toContain('Supplier,English name,Credit code');
    expect((await get('/imports/template/suppliers.xlsx', w.cook.cookie)).statusCode).toBe(404);
    expect((await get('/imports/template/nothing.xlsx')).statusCode).toBe(404);
    expect((await get('/imports/template/suppliers.xlsx', '')).statusCode).toBe(401);
    expect((await get(`/imports/${record['id']}/problems.xlsx`, w.cook.cookie)).statusCode).toBe(404);
  });
});
