import { startApi, aWorld, refusals, type TestApi, type World } from '../../../tests/support/api.ts';
import { aFile, aSupplier } from '../../../tests/support/builders.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const CREATE = `mutation($input: CreateSupplierInput!) { createSupplier(input: $input) {
  record { id number pinyin state licenceStatus availableActions name { zh en } creditCode } errors { code field message } } }`;
const UPDATE = `mutation($id: ID!, $input: UpdateSupplierInput!) { updateSupplier(id: $id, input: $input) {
  record { id version name { zh } creditCode phone } errors { code field } } }`;
const DOCUMENT = `mutation($supplier: ID!, $input: SupplierDocumentInput!) { addSupplierDocument(supplier: $supplier, input: $input) {
  record { id status supplier { id licenceStatus licenceValidTo } } errors { code field } } }`;
const move = (verb: string) =>
  verb === 'approveSupplier'
    ? `mutation($id: ID!, $reason: LongText) { approveSupplier(id: $id) { record { state } errors { code field message params } } }`.replace(', $reason: LongText', '')
    : `mutation($id: ID!, $reason: LongText!) { ${verb}(id: $id, reason: $reason) { record { state stateReason } errors { code field } } }`;

const name = (zh: string) => ({ zh });

describe('a supplier', () => {
  it('begins as an applicant with a number and initials to type', async () => {
    const answer = await w.manager.ask(CREATE, { input: { name: { zh: '泉港水产行', en: 'Quangang Seafood' }, creditCode: '91350500MA31234567' } });
    expect(answer).toBeDone();
    expect(answer.data!['createSupplier'].record).toMatchObject({
      number: 'SP-20261121-0001',
      pinyin: 'qgscx',
      state: 'APPLICANT',
      licenceStatus: 'MISSING',
      availableActions: ['APPROVE', 'REMOVE'],
    });
  });

  it('is approved only with a licence that covers today', async () => {
    const supplier = await aSupplier(api, w, { licenceTo: null });
    const early = await w.manager.ask(move('approveSupplier'), { id: supplier.id });
    expect(early).toRefuse('SUPPLIER_LICENCE_EXPIRED', 'id');
    expect(await api.reload(Supplier, supplier.id)).toMatchObject({ state: 'APPLICANT' });

    const paper = await w.manager.ask(DOCUMENT, {
      supplier: supplier.id,
      input: { kind: 'FOOD_LICENCE', number: 'JY1350500', validFrom: '2021-11-22', validTo: '2026-11-21', file: (await aFile(api, w, w.manager)).id },
    });
    expect(paper).toBeDone();
    expect(paper.data!['addSupplierDocument'].record).toEqual({
      id: expect.any(String),
      status: 'ENDING_SOON',
      supplier: { id: supplier.id, licenceStatus: 'ENDING_SOON', licenceValidTo: '2026-11-21' },
    });
    expect((await w.manager.ask(move('approveSupplier'), { id: supplier.id })).data!['approveSupplier'].record).toEqual({ state: 'APPROVED' });
  });

  it('is frozen with a reason, and approved again', async () => {
    const supplier = await aSupplier(api, w);
    expect(await w.manager.ask(move('freezeSupplier'), { id: supplier.id, reason: '  ' })).toRefuse('REASON_REQUIRED', 'reason');
    expect(await api.reload(Supplier, supplier.id)).toMatchObject({ state: 'APPROVED', stateReason: null });
    expect((await w.manager.ask(move('freezeSupplier'), { id: supplier.id, reason: '抽检不合格' })).data!['freezeSupplier'].record).toEqual({
      state: 'FROZEN',
      stateReason: '抽检不合格',
    });
    expect(await w.manager.ask(move('restrictSupplier'), { id: supplier.id, reason: 'x' })).toRefuse('ACTION_NOT_ALLOWED');
    expect(await w.manager.ask(move('approveSupplier'), { id: supplier.id })).toBeDone();
    expect(await w.manager.ask(move('removeSupplier'), { id: supplier.id, reason: '合同到期' })).toBeDone();
    expect(await w.manager.ask(move('approveSupplier'), { id: supplier.id })).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('a renewal stands beside what it renews', async () => {
    const supplier = await aSupplier(api, w, { licenceTo: '2026-12-31' });
    const answer = await w.manager.ask(DOCUMENT, { supplier: supplier.id, input: { kind: 'FOOD_LICENCE', validFrom: '2027-01-01', validTo: '2031-12-31' } });
    expect(answer.data!['addSupplierDocument'].record).toMatchObject({ status: 'NOT_YET', supplier: { licenceStatus: 'VALID', licenceValidTo: '2031-12-31' } });
    expect(await api.count(SupplierDocument, { supplier: supplier.id })).toBe(2);
  });

  it('is edited on the version that was seen; null clears, absence does not', async () => {
    const supplier = await aSupplier(api, w, { phone: '0595-1234567', creditCode: '91350500MA3ABCDEFG' });
    const stale = await w.manager.ask(UPDATE, { id: supplier.id, input: { version: supplier.version - 1, phone: '1' } });
    expect(stale).toRefuse('STALE_RECORD', 'input.version');
    expect(await api.reload(Supplier, supplier.id)).toMatchObject({ phone: '0595-1234567', version: supplier.version });
    const answer = await w.manager.ask(UPDATE, { id: supplier.id, input: { version: supplier.version, creditCode: null } });
    expect(answer.data!['updateSupplier'].record).toMatchObject({ phone: '0595-1234567', creditCode: null, version: supplier.version + 1 });
  });
});

describe('the status in SQL is the status in JavaScript', () => {
  it.each(['2025-12-01T00:00:00Z', '2026-08-01T00:00:00Z', '2026-10-31T15:59:59.999Z', '2026-10-31T16:00:00Z', '2029-01-01T00:00:00Z'])('at %s', async (now) => {
    await aSupplier(api, w, { licenceTo: '2026-10-31', approved: false });
    await aSupplier(api, w, { licenceTo: null });
    api.clock(now);
    const manager = await api.signedIn(w.manager);
    try {
      const all = await manager.ask('{ suppliers(page: {size: 200}) { items { id licenceStatus documents { id status } } } }');
      const items = all.data!['suppliers'].items as { id: string; licenceStatus: string; documents: { id: string; status: string }[] }[];
      for (const status of ['VALID', 'ENDING_SOON', 'EXPIRED', 'MISSING']) {
        const found = await manager.ask('query($s: [LicenceStatus!]) { suppliers(page: {size: 200}, filter: {licenceStatus: $s}) { items { id } total } }', { s: [status] });
        expect(found).toBeDone();
        const expected = items.filter((item) => item.licenceStatus === status).map((item) => item.id);
        expect(found.data!['suppliers'].items.map((item: { id: string }) => item.id).sort()).toEqual(expected.sort());
        expect(found.data!['suppliers'].total).toBe(expected.length);
      }
      const papers = items.flatMap((item) => item.documents);
      for (const status of ['VALID', 'ENDING_SOON', 'EXPIRED', 'NOT_YET']) {
        const found = await manager.ask('query($s: [DocumentStatus!]) { supplierDocuments(page: {size: 200}, filter: {status: $s}) { items { id } } }', { s: [status] });
        expect(found.data!['supplierDocuments'].items.map((item: { id: string }) => item.id).sort()).toEqual(papers.filter((p) => p.status === status).map((p) => p.id).sort());
      }
    } finally {
      api.clock('2026-11-20T22:00:00Z');
    }
  });
});

describe('bad input', () => {
  const before = () => Promise.all([api.count(Supplier), api.count(SupplierDocument)]);

  it.each([
    ['a name of 10,000 characters', { name: name('名'.repeat(10_000)) }, 'TEXT_TOO_LONG'],
    ['no name', { name: name('   ') }, 'TEXT_REQUIRED'],
    ['a name with a line break', { name: name('甲\n乙') }, 'TEXT_HAS_CONTROL_CHARACTERS'],
    ['a credit code of 17', { name: name('短码'), creditCode: '9135050012345678' }, 'CREDIT_CODE_INVALID'],
    ['a number for a name', { name: { zh: 5 } }, 'WRONG_TYPE'],
  ])('%s', async (_what, input, code) => {
    const counts = await before();
    expect(await w.manager.ask(CREATE, { input })).toRefuse(code);
    expect(await before()).toEqual(counts);
  });

  it('a refusal speaks the caller’s language', async () => {
    const input = { name: name('短码'), creditCode: 'x' };
    expect(refusals(await w.manager.ask(CREATE, { input }, { lang: 'zh' }))[0]!.message).toBe('统一社会信用代码为 18 位大写字母或数字，收到：x');
    expect(refusals(await w.manager.ask(CREATE, { input }, { lang: 'en' }))[0]!.message).toContain('18 capital letters');
  });

  it('emoji and SQL are just text', async () => {
    const zh = `'; drop table supplier; -- 🐟"\\`;
    const answer = await w.manager.ask(CREATE, { input: { name: name(zh), address: zh } });
    expect(answer).toBeDone();
    expect(answer.data!['createSupplier'].record.name.zh).toBe(zh);
    const found = await w.manager.ask('query($q: ShortText) { suppliers(filter: {q: $q}) { total } }', { q: '🐟"\\' });
    expect(found.data!['suppliers'].total).toBe(1);
    expect((await w.manager.ask('query($q: ShortText) { suppliers(filter: {q: $q}) { total } }', { q: '%_%' })).data!['suppliers'].total).toBe(0);
  });

  it('the same name or credit code twice', async () => {
    const supplier = await aSupplier(api, w, { creditCode: '91350500MA30000001' });
    const counts = await before();
    expect(await w.manager.ask(CREATE, { input: { name: { zh: supplier.name.zh } } })).toRefuse('SUPPLIER_TWICE', 'input.name');
    expect(await w.manager.ask(CREATE, { input: { name: name('另一家'), creditCode: '91350500MA30000001' } })).toRefuse('SUPPLIER_TWICE', 'input.creditCode');
    expect(await before()).toEqual(counts);
    // what another institution knows is its own business
    expect(await w.other.manager.ask(CREATE, { input: { name: { zh: supplier.name.zh }, creditCode: '91350500MA30000001' } })).toBeDone();
  });

  it('a document that ends before it begins, a day that is none, an unknown file', async () => {
    const supplier = await aSupplier(api, w);
    const counts = await before();
    const paper = { kind: 'FOOD_LICENCE', validFrom: '2026-01-02', validTo: '2026-01-01' };
    expect(await w.manager.ask(DOCUMENT, { supplier: supplier.id, input: paper })).toRefuse('DOCUMENT_ENDS_BEFORE_START', 'input.validTo');
    expect(await w.manager.ask(DOCUMENT, { supplier: supplier.id, input: { ...paper, validTo: '2026-02-30' } })).toRefuse('NOT_A_DAY');
    expect(await w.manager.ask(DOCUMENT, { supplier: supplier.id, input: { ...paper, validTo: null, file: supplier.id } })).toRefuse('NOT_FOUND', 'input.file');
    // a file another person uploaded is not there to attach
    const foreign = await aFile(api, w, w.storekeeper);
    expect(await w.manager.ask(DOCUMENT, { supplier: supplier.id, input: { ...paper, validTo: null, file: foreign.id } })).toRefuse('NOT_FOUND', 'input.file');
    expect(await before()).toEqual(counts);
  });

  it('unknown ids and those of another institution are not found', async () => {
    const theirs = await aSupplier(api, w.other);
    for (const id of [theirs.id, '00000000-0000-7000-8000-000000000000', 'x', '']) {
      expect((await w.manager.ask('query($id: ID!) { supplier(id: $id) { id } }', { id })).data).toEqual({ supplier: null });
      expect(await w.manager.ask(UPDATE, { id, input: { version: 1, phone: '1' } })).toRefuse('NOT_FOUND', 'id');
      expect(await w.manager.ask(move('freezeSupplier'), { id, reason: 'x' })).toRefuse('NOT_FOUND', 'id');
      expect(await w.manager.ask(DOCUMENT, { supplier: id, input: { kind: 'OTHER', validFrom: '2026-01-01' } })).toRefuse('NOT_FOUND', 'supplier');
    }
    expect(await api.reload(Supplier, theirs.id)).toMatchObject({ state: 'APPROVED', phone: null, version: theirs.version });
    const [paper] = await api.act(null, (ctx) => ctx.find(SupplierDocument, { supplier: theirs.id }));
    expect((await w.manager.ask('query($id: ID!) { supplierDocument(id: $id) { id } }', { id: paper!.id })).data).toEqual({ supplierDocument: null });
  });

  it('the same key twice acts once; with other input it is refused', async () => {
    const input = { name: name('一次的供货者') };
    const first = await w.manager.ask(CREATE, { input }, { key: 'create-supplier-1' });
    const counts = await before();
    const again = await w.manager.ask(CREATE, { input }, { key: 'create-supplier-1' });
    expect(again.data!['createSupplier'].record.id).toBe(first.data!['createSupplier'].record.id);
    expect(await w.manager.ask(CREATE, { input: { name: name('别的') } }, { key: 'create-supplier-1' })).toRefuse('IDEMPOTENCY_KEY_REUSED');
    expect(await before()).toEqual(counts);
  });

  it('two people approving at once: one does, the other is told', async () => {
    const supplier = await aSupplier(api, w, { approved: false });
    const answers = await Promise.all([1, 2].map(() => w.manager.ask(move('approveSupplier'), { id: supplier.id })));
    expect(answers.flatMap((answer) => refusals(answer).map((r) => r.code))).toEqual(['ACTION_NOT_ALLOWED']);
    expect(await api.reload(Supplier, supplier.id)).toMatchObject({ state: 'APPROVED' });
  });
});

describe('who may', () => {
  it('a storekeeper reads suppliers and changes none', async () => {
    const supplier = await aSupplier(api, w);
    expect((await w.storekeeper.ask('query($id: ID!) { supplier(id: $id) { id availableActions } }', { id: supplier.id })).data).toEqual({
      supplier: { id: supplier.id, availableActions: [] },
    });
    expect(await w.storekeeper.ask(CREATE, { input: { name: name('私设') } })).toRefuse('FORBIDDEN');
    expect(await w.storekeeper.ask(move('freezeSupplier'), { id: supplier.id, reason: 'x' })).toRefuse('FORBIDDEN');
    expect(await api.reload(Supplier, supplier.id)).toMatchObject({ state: 'APPROVED' });
    expect(await api.anyone.ask('{ suppliers { total } }')).toRefuse('UNAUTHENTICATED');
  });

  it('an inspector of one canteen finds no list of suppliers', async () => {
    expect((await w.inspector.ask('{ suppliers { total items { id } } }')).data!['suppliers']).toEqual({ total: 0, items: [] });
  });
});

it('the list reads documents in one query, however many suppliers', async () => {
  await aSupplier(api, w);
  await aSupplier(api, w);
  const { queries } = await api.queriesOf(() => w.manager.ask('{ suppliers(page: {size: 200}) { items { number name { zh } licenceStatus documents { kind file { url } } } } }'));
  expect(queries.filter((sql) => sql.includes('"supplier_document"'))).toHaveLength(1);
  expect(queries.filter((sql) => /from "supplier"/.test(sql))).toHaveLength(1);
});

it('today tells licences that end, each step once', async () => {
  const soon = await aSupplier(api, w, { licenceTo: '2026-11-25' });
  const later = await aSupplier(api, w, { licenceTo: '2027-01-31' });
  const ended = await aSupplier(api, w, { licenceTo: '2026-11-21' });
  api.clock('2026-11-21T22:00:00Z');
  try {
    const answer = await w.manager.ask('query($c: ID!) { today(canteen: $c, day: "2026-11-22") { key severity title { zh } recordId } }', { c: w.canteen.id });
    const duty = (id: string) => answer.data!['today'].find((item: { recordId: string }) => item.recordId === id);
    expect(duty(soon.id)).toMatchObject({ severity: 'critical', key: `catalog:licence:${soon.id}:7` });
    expect(duty(later.id)).toMatchObject({ severity: 'info', key: `catalog:licence:${later.id}:90` });
    expect(duty(ended.id)).toMatchObject({ severity: 'critical', key: `catalog:licence:${ended.id}:0`, title: { zh: expect.stringContaining('不得收货') } });
  } finally {
    api.clock('2026-11-20T22:00:00Z');
  }
});
