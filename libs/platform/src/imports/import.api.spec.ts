import { Supplier } from '@canteen/catalog';
import { aWorld, startApi, type TestApi, type World } from '../../../../tests/support/api.ts';
import { aBook, checkedSheet, rowsTold, takenIn, toldOf, UNDO_IMPORT, type ImportTold } from '../../../../tests/support/sheets.ts';

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
