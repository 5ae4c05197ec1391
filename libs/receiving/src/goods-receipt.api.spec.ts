import { LocalDate, LocalizedText, Quantity, Rate } from '@canteen/kernel';
import { freezeSupplier, type Ingredient, type Supplier } from '@canteen/catalog';
import { Canteen, closePeriod, Membership, Person } from '@canteen/people';
import { PIN, startApi, aWorld, refusals, type Caller, type TestApi, type World } from '../../../tests/support/api.ts';
import { aFile, anIngredient, aReceipt, aSupplier } from '../../../tests/support/builders.ts';
import { GoodsReceipt, RawMaterialTest, ReceiptDocument, ReceiptLine } from './goods-receipt.entity.ts';
import { issueFromLot } from './lot.commands.ts';
import { Lot, StockMovement } from './lot.entity.ts';

let api: TestApi;
let w: World;
let supplier: Supplier;
let cabbage: Ingredient;
let milk: Ingredient;
let shrimp: Ingredient;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  supplier = await aSupplier(api, w);
  cabbage = await anIngredient(api, w, { category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg' });
  milk = await anIngredient(api, w, {
    category: 'DAIRY', storage: 'CHILLED', unit: 'l',
    packs: [{ unit: 'box', holds: Quantity.of('12', 'bottle') }, { unit: 'bottle', holds: Quantity.of('950', 'ml') }],
  });
  shrimp = await anIngredient(api, w, { category: 'AQUATIC', storage: 'FROZEN', unit: 'kg' });
});
afterAll(() => api?.close());

const RECEIPT = `id version number state total { amount currency } occurredAt recordedAt lateEntry lateReason availableActions note
  supplier { id } receivedBy { id } checkedBy { id } checkedAt reversedReason documents { kind number line { lineNo } file { id } }
  lines { id lineNo ingredient { id } supplierLot productionDate expiryDate delivered { value unit } amount { amount } arrivalTemperature
    earlierTemperatures verdict rejectReason rejectPhoto { id } missingDocuments lots { lotCode balance { value unit } status } }`;
const OPEN = `mutation($input: GoodsReceiptInput!) { openGoodsReceipt(input: $input) { record { ${RECEIPT} } errors { code field message params } } }`;
const SAVE = `mutation($id: ID!, $version: Int!, $input: GoodsReceiptInput!) { saveGoodsReceipt(id: $id, version: $version, input: $input) {
  record { ${RECEIPT} } errors { code field message } } }`;
const PRESENT = `mutation($id: ID!) { presentGoodsReceipt(id: $id) { record { ${RECEIPT} } errors { code field } } }`;
const ACCEPT = `mutation($id: ID!, $verdicts: [VerdictInput!]!, $checker: CheckerInput) { acceptGoodsReceipt(id: $id, verdicts: $verdicts, checker: $checker) {
  record { ${RECEIPT} } errors { code field message params } } }`;
const REVERSE = `mutation($id: ID!, $reason: LongText!) { reverseGoodsReceipt(id: $id, reason: $reason) { record { ${RECEIPT} } errors { code field message } } }`;
const TEST = `mutation($line: ID!, $item: ShortText!, $measured: DecimalString!, $unit: ShortText!, $limit: DecimalString) {
  recordRawMaterialTest(line: $line, item: $item, measured: $measured, unit: $unit, limit: $limit) { record { passed limit } errors { code field } } }`;

const line = (ingredient: Ingredient, over: object = {}) => ({
  ingredient: ingredient.id,
  delivered: { value: '10', unit: ingredient.unit },
  unitPrice: { amount: '3.333', unit: ingredient.unit },
  ...over,
});
const input = (lines: object[], over: object = {}) => ({ canteen: w.canteen.id, supplier: supplier.id, lines, ...over });
const yes = (rows: { id: string }[]) => rows.map(({ id }) => ({ line: id, accept: true }));
const accept = (by: Caller, receipt: { id: string; rows: { id: string }[] }) => by.ask(ACCEPT, { id: receipt.id, verdicts: yes(receipt.rows) });

/** Everything a receipt could have left behind. */
const footprint = async () => {
  const tables = [GoodsReceipt, ReceiptLine, ReceiptDocument, RawMaterialTest, Lot, StockMovement] as const;
  return Promise.all(tables.map((entity) => api.count(entity)));
};

describe('a delivery at the door', () => {
  it('is written down as read and handed to the second person in one act', async () => {
    const invoice = await aFile(api, w);
    const answer = await w.storekeeper.ask(OPEN, {
      input: input(
        [
          line(cabbage),
          line(milk, {
            delivered: { value: '2', unit: 'box' }, ordered: { value: '2', unit: 'box' }, unitPrice: { amount: '96', unit: 'box' },
            supplierLot: 'M1120', productionDate: '2026-11-20', expiryDate: '2026-11-27', arrivalTemperature: '12.0', brand: '长富', spec: '950 ml',
          }),
        ],
        { occurredAt: '2026-11-21T05:50:00+08:00', present: true, note: '司机老陈', documents: [{ kind: 'INVOICE', number: 'FP-1', file: invoice.id }, { kind: 'TEST_REPORT', file: invoice.id, line: 1 }] },
      ),
    });
    expect(answer).toBeDone();
    const receipt = answer.data!['openGoodsReceipt'].record;
    expect(receipt).toMatchObject({
      number: 'GR-20261121-0001',
      state: 'INSPECTING',
      total: { amount: '225.33', currency: 'CNY' },
      occurredAt: '2026-11-20T21:50:00.000Z',
      recordedAt: '2026-11-20T22:00:00.000Z',
      lateEntry: false,
      availableActions: ['SAVE', 'ACCEPT'],
      receivedBy: { id: w.storekeeper.id },
      checkedBy: null,
      documents: [{ kind: 'INVOICE', number: 'FP-1', line: null }, { kind: 'TEST_REPORT', line: { lineNo: 2 } }],
    });
    expect(receipt.lines).toMatchObject([
      { lineNo: 1, amount: { amount: '33.33' }, verdict: 'PENDING', missingDocuments: ['CONFORMITY_CERT'], lots: [] },
      { lineNo: 2, amount: { amount: '192.00' }, arrivalTemperature: '12', missingDocuments: [] },
    ]);
    expect(await api.count(Lot, { supplier: supplier.id })).toBe(0);
  });

  it('yesterday’s is a late entry and says why', async () => {
    const before = await footprint();
    const late = { occurredAt: '2026-11-19T06:00:00+08:00' };
    expect(await w.storekeeper.ask(OPEN, { input: input([line(cabbage)], late) })).toRefuse('LATE_REASON_REQUIRED', 'input.lateReason');
    expect(await footprint()).toEqual(before);
    const answer = await w.storekeeper.ask(OPEN, { input: input([line(cabbage)], { ...late, lateReason: '停电' }) });
    expect(answer.data!['openGoodsReceipt'].record).toMatchObject({ number: 'GR-20261119-0001', lateEntry: true, lateReason: '停电' });
  });

  it('of the last time is offered for the next', async () => {
    const other = await aSupplier(api, w);
    const LAST = 'query($c: ID!, $s: ID!) { lastDelivery(canteen: $c, supplier: $s) { id lines { ingredient { id } } } }';
    expect((await w.storekeeper.ask(LAST, { c: w.canteen.id, s: other.id })).data).toEqual({ lastDelivery: null });
    const done = await aReceipt(api, w, { supplier: other, lines: [{ ingredient: cabbage }, { ingredient: shrimp }], accepted: true });
    api.clock('2026-11-20T22:10:00Z');
    await aReceipt(api, w, { supplier: other });
    api.clock('2026-11-20T22:00:00Z');
    expect((await w.storekeeper.ask(LAST, { c: w.canteen.id, s: other.id })).data).toEqual({
      lastDelivery: { id: done.id, lines: [{ ingredient: { id: cabbage.id } }, { ingredient: { id: shrimp.id } }] },
    });
    expect((await w.other.storekeeper.ask(LAST, { c: w.canteen.id, s: other.id })).data).toEqual({ lastDelivery: null });
  });
});

describe('a draft', () => {
  const open = async (lines: object[], over: object = {}) => (await w.storekeeper.ask(OPEN, { input: input(lines, over) })).data!['openGoodsReceipt'].record;

  it('is saved again: lines by id or by place, papers by file, on the version that was seen', async () => {
    const file = await aFile(api, w);
    const draft = await open([line(cabbage), line(shrimp, { arrivalTemperature: '-5' }), line(milk)], { documents: [{ kind: 'INVOICE', file: file.id, line: 2 }] });
    const [first, second] = draft.lines;
    const answer = await w.storekeeper.ask(SAVE, {
      id: draft.id,
      version: draft.version,
      input: input([line(shrimp, { id: second.id, arrivalTemperature: '-18' }), line(cabbage, { id: first.id, delivered: { value: '20', unit: 'jin' } })], {
        documents: [{ kind: 'INVOICE', file: file.id, number: 'N2' }, { kind: 'CONFORMITY_CERT', file: file.id, line: 1 }],
      }),
    });
    expect(answer).toBeDone();
    const saved = answer.data!['saveGoodsReceipt'].record;
    expect(saved.lines).toMatchObject([
      { id: second.id, lineNo: 1, arrivalTemperature: '-18', earlierTemperatures: ['-5'] },
      { id: first.id, lineNo: 2, delivered: { value: '20', unit: 'jin' }, amount: { amount: '33.33' } },
    ]);
    expect(saved.documents).toMatchObject([{ kind: 'INVOICE', number: 'N2', line: null }, { kind: 'CONFORMITY_CERT', line: { lineNo: 2 } }]);
    expect(saved.total.amount).toBe('66.66');
    expect(saved.version).toBeGreaterThan(draft.version);

    const stale = await w.storekeeper.ask(SAVE, { id: draft.id, version: draft.version, input: input([line(cabbage)]) });
    expect(stale).toRefuse('STALE_RECORD', 'version');
    expect(await api.count(ReceiptLine, { receipt: draft.id })).toBe(2);
  });

  it('a change of a line alone changes the version', async () => {
    const draft = await open([line(cabbage)]);
    const answer = await w.storekeeper.ask(SAVE, { id: draft.id, version: draft.version, input: input([line(cabbage, { brand: '本地' })]) });
    expect(answer.data!['saveGoodsReceipt'].record).toMatchObject({ total: draft.total, version: draft.version + 1, lines: [{ id: draft.lines[0].id }] });
  });

  it('is handed over with lines only; a presented receipt loses none', async () => {
    const empty = await open([]);
    expect(await w.storekeeper.ask(PRESENT, { id: empty.id })).toRefuse('RECEIPT_EMPTY');
    expect(await api.reload(GoodsReceipt, empty.id)).toMatchObject({ state: 'DRAFT' });

    const draft = await open([line(cabbage), line(milk)]);
    const presented = (await w.storekeeper.ask(PRESENT, { id: draft.id })).data!['presentGoodsReceipt'].record;
    expect(presented.state).toBe('INSPECTING');
    const fewer = await w.storekeeper.ask(SAVE, { id: draft.id, version: presented.version, input: input([line(cabbage)]) });
    expect(fewer).toRefuse('LINE_NOT_REMOVABLE', 'input.lines');
    expect(await api.count(ReceiptLine, { receipt: draft.id })).toBe(2);
    expect(await w.storekeeper.ask(PRESENT, { id: draft.id })).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('papers can still be added while it waits, and none disappears', async () => {
    const receipt = await aReceipt(api, w, { lines: [{ ingredient: milk }], papers: ['INVOICE'] });
    const file = await aFile(api, w);
    const given = input([line(milk, { id: receipt.rows[0]!.id, arrivalTemperature: '4' })], { supplier: receipt.supplier.id, documents: [{ kind: 'TEST_REPORT', file: file.id }] });
    const answer = await w.storekeeper.ask(SAVE, { id: receipt.id, version: receipt.version, input: given });
    expect(answer).toBeDone();
    expect(answer.data!['saveGoodsReceipt'].record.documents.map((d: { kind: string }) => d.kind)).toEqual(['INVOICE', 'TEST_REPORT']);
    expect(answer.data!['saveGoodsReceipt'].record.lines[0].missingDocuments).toEqual([]);
  });
});

describe('acceptance', () => {
  it('by a second person on their own phone makes lots with stock', async () => {
    const receipt = await aReceipt(api, w, {
      supplier,
      lines: [
        { ingredient: cabbage, delivered: Quantity.of('30', 'jin'), unitPrice: Rate.of('1.75', 'jin') },
        { ingredient: milk, delivered: Quantity.of('2', 'box'), unitPrice: Rate.of('96', 'box'), supplierLot: 'M7', productionDate: LocalDate.of('2026-11-20'), expiryDate: LocalDate.of('2026-11-24') },
      ],
    });
    const answer = await accept(w.second, receipt);
    expect(answer).toBeDone();
    const record = answer.data!['acceptGoodsReceipt'].record;
    expect(record).toMatchObject({ state: 'ACCEPTED', checkedBy: { id: w.second.id }, checkedAt: '2026-11-20T22:00:00.000Z', total: { amount: '244.50' }, availableActions: ['REVERSE'] });
    expect(record.lines.map((l: { lots: object[] }) => l.lots)).toEqual([
      [{ lotCode: expect.stringMatching(/^L20261121-\d{4}$/), balance: { value: '15', unit: 'kg' }, status: 'AVAILABLE' }],
      [{ lotCode: 'M7', balance: { value: '22.8', unit: 'l' }, status: 'AVAILABLE' }],
    ]);
    const [lot] = await api.act(null, (ctx) => ctx.find(Lot, { line: receipt.rows[1]!.id }));
    expect(lot!.unitCost).toEqual(Rate.of('8.421053', 'l'));
    const movements = await api.act(null, (ctx) => ctx.find(StockMovement, { lot: lot!.id }));
    expect(movements).toMatchObject([{ kind: 'RECEIPT', quantity: { value: '22.8', unit: 'l' }, occurredAt: receipt.occurredAt }]);
    expect(movements[0]!.recordedBy.id).toBe(w.second.id);
  });

  it('on the receiver’s phone, by PIN', async () => {
    const receipt = await aReceipt(api, w);
    const verdicts = yes(receipt.rows);
    const wrong = await w.storekeeper.ask(ACCEPT, { id: receipt.id, verdicts, checker: { person: w.officer.id, pin: '0000' } });
    expect(wrong).toRefuse('PIN_WRONG', 'checker.pin');
    const cook = await w.storekeeper.ask(ACCEPT, { id: receipt.id, verdicts, checker: { person: w.cook.id, pin: PIN } });
    expect(cook).toRefuse('PERSON_NOT_ENTITLED');
    const self = await w.storekeeper.ask(ACCEPT, { id: receipt.id, verdicts, checker: { person: w.storekeeper.id, pin: PIN } });
    expect(self).toRefuse('SAME_PERSON_CHECK', 'checker.person');
    expect(await accept(w.storekeeper, receipt)).toRefuse('SAME_PERSON_CHECK', 'checker');
    expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'INSPECTING', checkedBy: null, version: receipt.version });
    expect(await api.count(Lot, { line: receipt.rows[0]!.id })).toBe(0);

    const done = await w.storekeeper.ask(ACCEPT, { id: receipt.id, verdicts, checker: { person: w.officer.id, pin: PIN } });
    expect(done).toBeDone();
    expect(done.data!['acceptGoodsReceipt'].record).toMatchObject({ state: 'ACCEPTED', checkedBy: { id: w.officer.id } });
  });

  it('says everything that is wrong with every line at once, in the caller’s language, and changes nothing', async () => {
    const receipt = await aReceipt(api, w, {
      supplier,
      papers: ['INVOICE'],
      lines: [
        { ingredient: milk, arrivalTemperature: '12', expiryDate: LocalDate.of('2026-11-20') },
        { ingredient: shrimp, arrivalTemperature: null },
        { ingredient: cabbage, appearanceOk: false },
        { ingredient: cabbage, productionDate: LocalDate.of('2026-11-22') },
      ],
    });
    const before = await footprint();
    const answer = await w.second.ask(ACCEPT, { id: receipt.id, verdicts: yes(receipt.rows) }, { lang: 'zh' });
    expect(refusals(answer).map(({ code, field }) => `${field} ${code}`)).toEqual([
      'verdicts.0 LINE_EXPIRED',
      'verdicts.0 TEMP_OUT_OF_RANGE',
      'verdicts.0 DOC_MISSING',
      'verdicts.1 TEMP_MISSING',
      'verdicts.1 DOC_MISSING',
      'verdicts.2 APPEARANCE_NOT_OK',
      'verdicts.2 DOC_MISSING',
      'verdicts.3 PRODUCTION_DATE_IN_FUTURE',
      'verdicts.3 DOC_MISSING',
    ]);
    expect(refusals(answer)[1]!.message).toBe(`到货温度不得高于 11 ℃：${milk.name.zh}实测 12 ℃。请复测或拒收。`);
    expect(refusals(answer)[2]!.message).toBe(`随货证明不全不得验收：${milk.name.zh}缺检验报告。请补拍或拒收。`);
    expect(await footprint()).toEqual(before);
    expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'INSPECTING', version: receipt.version });
    expect(await api.reload(ReceiptLine, receipt.rows[0]!.id)).toMatchObject({ verdict: 'PENDING', arrivalTemperature: '12' });
  });

  it('what is not accepted is rejected with reason and photo, and not paid', async () => {
    const receipt = await aReceipt(api, w, { supplier, lines: [{ ingredient: milk, arrivalTemperature: '12' }, { ingredient: cabbage }] });
    const [warm, fine] = receipt.rows;
    const half = [{ line: warm!.id, accept: false, reason: ' ' }, { line: fine!.id, accept: true }];
    const refused = await w.second.ask(ACCEPT, { id: receipt.id, verdicts: half });
    expect(refused).toRefuse('REJECT_REASON_REQUIRED', 'verdicts.0.reason');
    expect(refused).toRefuse('REJECT_PHOTO_REQUIRED', 'verdicts.0.photo');
    // a photo is attached by who took it
    const foreign = await aFile(api, w, w.storekeeper);
    const withForeign = [{ line: warm!.id, accept: false, reason: '12 ℃', photo: foreign.id }, { line: fine!.id, accept: true }];
    expect(await w.second.ask(ACCEPT, { id: receipt.id, verdicts: withForeign })).toRefuse('NOT_FOUND', 'verdicts.0.photo');
    expect(await api.count(Lot, { line: fine!.id })).toBe(0);

    const photo = await aFile(api, w, w.second);
    const answer = await w.second.ask(ACCEPT, { id: receipt.id, verdicts: [{ line: warm!.id, accept: false, reason: '12 ℃', photo: photo.id }, { line: fine!.id, accept: true }] });
    expect(answer).toBeDone();
    expect(answer.data!['acceptGoodsReceipt'].record).toMatchObject({
      state: 'PARTLY_ACCEPTED',
      total: { amount: '80.00' },
      lines: [
        { verdict: 'REJECTED', rejectReason: '12 ℃', rejectPhoto: { id: photo.id }, lots: [] },
        { verdict: 'ACCEPTED', lots: [{ status: 'AVAILABLE' }] },
      ],
    });
  });

  it('a receipt of which nothing is good is rejected, whatever its supplier', async () => {
    const ended = await aSupplier(api, w, { licenceTo: '2026-11-20', approved: false });
    const receipt = await aReceipt(api, w, { supplier: ended });
    const photo = await aFile(api, w, w.second);
    const answer = await w.second.ask(ACCEPT, { id: receipt.id, verdicts: [{ line: receipt.rows[0]!.id, accept: false, reason: '无证', photo: photo.id }] });
    expect(answer.data!['acceptGoodsReceipt'].record).toMatchObject({ state: 'REJECTED', total: { amount: '0.00' }, availableActions: [] });
  });

  it('the licence must cover the day of receipt; a frozen supplier delivers nothing', async () => {
    const ending = await aSupplier(api, w, { licenceTo: '2026-11-21' });
    const today = await aReceipt(api, w, { supplier: ending });
    api.clock('2026-11-21T22:00:00Z');
    try {
      // judged for the day the goods came, not for the day somebody presses the button
      expect(await accept(w.second, today)).toBeDone();
      const tomorrow = await aReceipt(api, w, { supplier: ending });
      const refused = await accept(w.second, tomorrow);
      expect(refused).toRefuse('SUPPLIER_LICENCE_EXPIRED', 'supplier');
      expect(refusals(refused)[0]!.params).toMatchObject({ day: '2026-11-22', validTo: '2026-11-21' });
      expect(await api.reload(GoodsReceipt, tomorrow.id)).toMatchObject({ state: 'INSPECTING' });
    } finally {
      api.clock('2026-11-20T22:00:00Z');
    }
    const frozen = await aSupplier(api, w);
    const receipt = await aReceipt(api, w, { supplier: frozen });
    await api.act(w.manager, (ctx) => freezeSupplier(ctx, frozen.id, '抽检不合格'));
    expect(await accept(w.second, receipt)).toRefuse('SUPPLIER_FROZEN', 'supplier');
    const applicant = await aReceipt(api, w, { supplier: await aSupplier(api, w, { approved: false }) });
    expect(await accept(w.second, applicant)).toRefuse('SUPPLIER_NOT_APPROVED', 'supplier');
    expect(await api.count(Lot, { supplier: frozen.id })).toBe(0);
  });

  it('a failed test cannot be accepted, and a better one beside it does not erase it', async () => {
    const receipt = await aReceipt(api, w, { lines: [{ ingredient: cabbage }] });
    const test = (measured: string) => w.officer.ask(TEST, { line: receipt.rows[0]!.id, item: '农药残留抑制率', measured, unit: '%' });
    expect((await test('62.5')).data!['recordRawMaterialTest'].record).toEqual({ passed: false, limit: '50' });
    expect((await test('20')).data!['recordRawMaterialTest'].record).toEqual({ passed: true, limit: '50' });
    expect(await accept(w.second, receipt)).toRefuse('TEST_FAILED', 'verdicts.0');
    expect(await api.count(Lot, { line: receipt.rows[0]!.id })).toBe(0);
    expect(await w.officer.ask(TEST, { line: receipt.rows[0]!.id, item: '铅', measured: '0.2', unit: 'mg/kg' })).toRefuse('TEST_LIMIT_REQUIRED', 'limit');
    expect(await w.cook.ask(TEST, { line: receipt.rows[0]!.id, item: '铅', measured: '0.2', unit: '%' })).toRefuse('FORBIDDEN');
    expect(await api.count(RawMaterialTest, { line: receipt.rows[0]!.id })).toBe(2);
  });

  it('a certificate of one line does not speak for another', async () => {
    const file = await aFile(api, w);
    const opened = await w.storekeeper.ask(OPEN, {
      input: input([line(cabbage), line(cabbage)], { present: true, documents: [{ kind: 'INVOICE', file: file.id }, { kind: 'CONFORMITY_CERT', file: file.id, line: 0 }] }),
    });
    const { id, lines } = opened.data!['openGoodsReceipt'].record;
    const answer = await w.second.ask(ACCEPT, { id, verdicts: yes(lines) });
    expect(refusals(answer).map(({ code, field, params }) => [code, field, params!['missing']])).toEqual([['DOC_MISSING', 'verdicts.1', ['CONFORMITY_CERT']]]);
  });

  it('every line once, and only its own', async () => {
    const receipt = await aReceipt(api, w, { lines: [{ ingredient: cabbage }, { ingredient: shrimp }] });
    const [a, b] = receipt.rows.map((row) => row.id);
    const strange = (await aReceipt(api, w)).rows[0]!.id;
    const ask = (lines: (string | undefined)[]) => w.second.ask(ACCEPT, { id: receipt.id, verdicts: lines.map((id) => ({ line: id, accept: true })) });
    expect(await ask([a])).toRefuse('VERDICT_MISSING', 'verdicts');
    expect(await ask([])).toRefuse('VERDICT_MISSING', 'verdicts');
    expect(await ask([a, a, b])).toRefuse('VERDICT_TWICE', 'verdicts.1.line');
    expect(await ask([a, b, strange])).toRefuse('NOT_FOUND', 'verdicts.2.line');
    expect(await ask([a, b, 'x'])).toRefuse('NOT_FOUND', 'verdicts.2.line');
    expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'INSPECTING' });
    expect(await ask([b, a])).toBeDone();
  });

  it('two people finishing at once: one does, the other is told, stock stands once', async () => {
    const receipt = await aReceipt(api, w);
    const answers = await Promise.all([accept(w.second, receipt), accept(w.officer, receipt)]);
    expect(answers.flatMap((answer) => refusals(answer).map((r) => r.code))).toEqual(['ACTION_NOT_ALLOWED']);
    expect(await api.count(Lot, { line: receipt.rows[0]!.id })).toBe(1);
  });

  it('the same key twice acts once', async () => {
    const receipt = await aReceipt(api, w);
    const variables = { id: receipt.id, verdicts: yes(receipt.rows) };
    const answers = [await w.second.ask(ACCEPT, variables, { key: 'accept-once-1' }), await w.second.ask(ACCEPT, variables, { key: 'accept-once-1' })];
    for (const answer of answers) {
      expect(answer).toBeDone();
      expect(answer.data!['acceptGoodsReceipt'].record).toMatchObject({ state: 'ACCEPTED', lines: [{ verdict: 'ACCEPTED' }] });
    }
    expect(await api.count(StockMovement, { lot: { line: receipt.rows[0]!.id } })).toBe(1);
  });
});

describe('reversal', () => {
  it('takes goods back out by movements beside those that brought them', async () => {
    const receipt = await aReceipt(api, w, { lines: [{ ingredient: cabbage }, { ingredient: shrimp }], accepted: true });
    expect(await w.second.ask(REVERSE, { id: receipt.id, reason: ' ' })).toRefuse('REASON_REQUIRED', 'reason');
    const answer = await w.second.ask(REVERSE, { id: receipt.id, reason: '录错供货者' });
    expect(answer).toBeDone();
    expect(answer.data!['reverseGoodsReceipt'].record).toMatchObject({
      state: 'REVERSED',
      reversedReason: '录错供货者',
      lines: [{ lots: [{ balance: { value: '0' }, status: 'DEPLETED' }] }, { lots: [{ balance: { value: '0' } }] }],
    });
    const [lot] = await api.act(null, (ctx) => ctx.find(Lot, { line: receipt.rows[0]!.id }));
    const movements = await api.act(null, (ctx) => ctx.find(StockMovement, { lot: lot!.id }, { orderBy: { id: 'asc' } }));
    expect(movements.map(({ kind, quantity, reason }) => [kind, quantity.value, reason])).toEqual([['RECEIPT', '10', null], ['RECEIPT', '-10', '录错供货者']]);
    expect(await w.second.ask(REVERSE, { id: receipt.id, reason: '再来' })).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('is refused once something was taken, naming the lots', async () => {
    const receipt = await aReceipt(api, w, { lines: [{ ingredient: cabbage }], accepted: true });
    const [lot] = await api.act(null, (ctx) => ctx.find(Lot, { line: receipt.rows[0]!.id }));
    await api.act(w.cook, (ctx) => issueFromLot(ctx, lot!, Quantity.of('500', 'g')));
    const answer = await w.second.ask(REVERSE, { id: receipt.id, reason: '录错' });
    expect(answer).toRefuse('RECEIPT_ALREADY_USED');
    expect(refusals(answer)[0]!.message).toContain(lot!.lotCode);
    expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'ACCEPTED', reversedReason: null });
    expect(await api.reload(Lot, lot!.id)).toMatchObject({ balance: Quantity.of('9.5', 'kg') });
  });
});

describe('bad input', () => {
  it.each<[string, () => object, string, string]>([
    ['a negative quantity', () => line(cabbage, { delivered: { value: '-1', unit: 'kg' } }), 'QUANTITY_NOT_POSITIVE', 'input.lines.0.delivered'],
    ['an absurd quantity', () => line(cabbage, { delivered: { value: '999999', unit: 't' } }), 'QUANTITY_ABSURD', 'input.lines.0.delivered'],
    ['more digits than a number has', () => line(cabbage, { delivered: { value: '9'.repeat(40), unit: 'kg' } }), 'NOT_A_DECIMAL', 'input.lines.0.delivered.value'],
    ['litres of cabbage', () => line(cabbage, { delivered: { value: '1', unit: 'l' } }), 'UNIT_MISMATCH', 'input.lines.0.delivered'],
    ['a price per bottle', () => line(cabbage, { unitPrice: { amount: '1', unit: 'bottle' } }), 'UNIT_MISMATCH', 'input.lines.0.unitPrice'],
    ['a price in dollars', () => line(cabbage, { unitPrice: { amount: '1', unit: 'kg', currency: 'USD' } }), 'UNKNOWN_CURRENCY', 'input.lines.0.unitPrice.currency'],
    ['a negative price', () => line(cabbage, { unitPrice: { amount: '-1', unit: 'kg' } }), 'PRICE_NEGATIVE', 'input.lines.0.unitPrice'],
    ['a thermometer at 451 °C', () => line(milk, { arrivalTemperature: '451' }), 'TEMPERATURE_ABSURD', 'input.lines.0.arrivalTemperature'],
    ['expired before it was made', () => line(milk, { productionDate: '2026-11-20', expiryDate: '2026-11-19' }), 'EXPIRY_BEFORE_PRODUCTION', 'input.lines.0.expiryDate'],
    ['the year 2206', () => line(milk, { expiryDate: '2206-11-21' }), 'DATE_ABSURD', 'input.lines.0.expiryDate'],
    ['a day that is none', () => line(milk, { expiryDate: '2026-02-30' }), 'NOT_A_DAY', 'input.lines.0.expiryDate'],
    ['a brand of 10,000 characters', () => line(milk, { brand: '牌'.repeat(10_000) }), 'TEXT_TOO_LONG', 'input.lines.0.brand'],
    ['an unknown ingredient', () => ({ ...line(milk), ingredient: '00000000-0000-7000-8000-000000000000' }), 'NOT_FOUND', 'input.lines.0.ingredient'],
    ['an ingredient that is no id', () => ({ ...line(milk), ingredient: `' or 1=1` }), 'NOT_FOUND', 'input.lines.0.ingredient'],
  ])('%s', async (_what, bad, code, field) => {
    const before = await footprint();
    expect(await w.storekeeper.ask(OPEN, { input: input([bad(), line(cabbage)]) })).toRefuse(code, field);
    expect(await footprint()).toEqual(before);
  });

  it('every line’s problems are told at once', async () => {
    const answer = await w.storekeeper.ask(OPEN, {
      input: input([line(cabbage, { delivered: { value: '0', unit: 'kg' } }), line(milk), line(milk, { delivered: { value: '1', unit: 'bag' }, unitPrice: { amount: '-1', unit: 'l' } })]),
    });
    expect(refusals(answer).map(({ code, field }) => [code, field])).toEqual([
      ['QUANTITY_NOT_POSITIVE', 'input.lines.0.delivered'],
      ['UNIT_MISMATCH', 'input.lines.2.delivered'],
      ['PRICE_NEGATIVE', 'input.lines.2.unitPrice'],
    ]);
  });

  it('a delivery of tomorrow', async () => {
    const before = await footprint();
    expect(await w.storekeeper.ask(OPEN, { input: input([line(cabbage)], { occurredAt: '2026-11-22T06:00:00+08:00' }) })).toRefuse('OCCURRED_IN_FUTURE', 'input.occurredAt');
    expect(await w.storekeeper.ask(OPEN, { input: input([line(cabbage)], { occurredAt: '2026-11-21 06:00' }) })).toRefuse('NOT_AN_INSTANT');
    expect(await footprint()).toEqual(before);
  });

  it('what belongs to another institution is not found, as if it were not there', async () => {
    const theirs = { supplier: await aSupplier(api, w.other), ingredient: await anIngredient(api, w.other), receipt: await aReceipt(api, w.other) };
    const before = await footprint();
    const ask = (over: object, lines = [line(cabbage)]) => w.storekeeper.ask(OPEN, { input: { ...input(lines), ...over } });
    expect(await ask({ canteen: w.other.canteen.id })).toRefuse('NOT_FOUND', 'input.canteen');
    expect(await ask({ supplier: theirs.supplier.id })).toRefuse('NOT_FOUND', 'input.supplier');
    expect(await ask({}, [line(theirs.ingredient)])).toRefuse('NOT_FOUND', 'input.lines.0.ingredient');
    expect(await ask({ documents: [{ kind: 'INVOICE', file: (await aFile(api, w.other)).id }] })).toRefuse('NOT_FOUND', 'input.documents.0.file');
    for (const id of [theirs.receipt.id, '00000000-0000-7000-8000-000000000000', 'x']) {
      expect((await w.storekeeper.ask('query($id: ID!) { goodsReceipt(id: $id) { id } }', { id })).data).toEqual({ goodsReceipt: null });
      expect(await w.storekeeper.ask(SAVE, { id, version: 1, input: input([line(cabbage)]) })).toRefuse('NOT_FOUND', 'id');
      expect(await w.storekeeper.ask(PRESENT, { id })).toRefuse('NOT_FOUND', 'id');
      expect(await w.second.ask(ACCEPT, { id, verdicts: [] })).toRefuse('NOT_FOUND', 'id');
      expect(await w.second.ask(REVERSE, { id, reason: 'x' })).toRefuse('NOT_FOUND', 'id');
    }
    expect(await w.officer.ask(TEST, { line: theirs.receipt.rows[0]!.id, item: 'x', measured: '1', unit: '%' })).toRefuse('NOT_FOUND', 'line');
    expect(await footprint()).toEqual(before);
    expect(await api.reload(GoodsReceipt, theirs.receipt.id)).toMatchObject({ version: theirs.receipt.version });
  });

  it('a paper of a line that is not there, a list of 600 lines', async () => {
    const before = await footprint();
    const file = await aFile(api, w);
    for (const number of [1, 0.5, -1]) {
      const answer = await w.storekeeper.ask(OPEN, { input: input([line(cabbage)], { documents: [{ kind: 'INVOICE', file: file.id, line: number }] }) });
      expect(answer).toRefuse(number === 0.5 ? 'BAD_USER_INPUT' : 'DOCUMENT_LINE_UNKNOWN', 'input.documents.0.line');
    }
    for (const many of [201, 600]) {
      expect(await w.storekeeper.ask(OPEN, { input: input(Array.from({ length: many }, () => line(cabbage))) })).toRefuse('LIST_TOO_LONG', 'input.lines');
    }
    expect(await footprint()).toEqual(before);
  });

  it('emoji and SQL are just text', async () => {
    const text = `🦐'; drop table lot; --`;
    const answer = await w.storekeeper.ask(OPEN, { input: input([line(milk, { supplierLot: text, brand: text })], { note: text }) });
    expect(answer).toBeDone();
    expect(answer.data!['openGoodsReceipt'].record).toMatchObject({ note: text, lines: [{ supplierLot: text }] });
  });

  it('the same key twice opens one receipt', async () => {
    const variables = { input: input([line(cabbage)]) };
    const first = await w.storekeeper.ask(OPEN, variables, { key: 'open-once-1' });
    const before = await footprint();
    const again = await w.storekeeper.ask(OPEN, variables, { key: 'open-once-1' });
    expect(again.data!['openGoodsReceipt'].record).toMatchObject({ id: first.data!['openGoodsReceipt'].record.id, number: first.data!['openGoodsReceipt'].record.number });
    expect(await footprint()).toEqual(before);
  });
});

describe('who may', () => {
  it('a cook sees no receipts and opens none; an inspector reads and changes nothing', async () => {
    const receipt = await aReceipt(api, w);
    expect(await w.cook.ask('{ goodsReceipts { total } }')).toRefuse('FORBIDDEN');
    expect(await w.cook.ask(OPEN, { input: input([line(cabbage)]) })).toRefuse('FORBIDDEN');
    const seen = await w.inspector.ask(`query($id: ID!) { goodsReceipt(id: $id) { ${RECEIPT} } }`, { id: receipt.id });
    expect(seen.data!['goodsReceipt']).toMatchObject({ number: receipt.number, supplier: { id: receipt.supplier.id }, availableActions: [] });
    expect(await w.inspector.ask(PRESENT, { id: receipt.id })).toRefuse('FORBIDDEN');
    expect(await accept(w.inspector, receipt)).toRefuse('FORBIDDEN');
    expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'INSPECTING', version: receipt.version });
    expect((await w.inspector.ask('query($c: ID!) { goodsReceipts(filter: {canteen: $c}) { total } }', { c: w.other.canteen.id })).data).toEqual({ goodsReceipts: { total: 0 } });
  });
});

it('who works in one canteen alone chooses from the institution’s suppliers and ingredients, and receives there only', async () => {
  const { person, annex } = await api.act(null, async (ctx) => {
    const annex = ctx.create(Canteen, { organizationId: w.org.id, name: LocalizedText.of('分部食堂'), pinyin: 'fbst', slug: 'annex', operation: 'OWN', coldDishesLicensed: false, diners: 20, active: true });
    const person = ctx.create(Person, { name: '分部库管', pinyin: 'fbkg', language: 'zh', active: true });
    ctx.create(Membership, { organizationId: w.org.id, person, canteen: annex, role: 'STOREKEEPER', validFrom: ctx.today() });
    return { person, annex };
  });
  const storekeeper = await api.signedIn(person);
  expect((await storekeeper.ask('query($q: ShortText) { suppliers(filter: {q: $q}) { total } }', { q: supplier.number })).data).toEqual({ suppliers: { total: 1 } });
  expect(await storekeeper.ask(OPEN, { input: { ...input([line(cabbage)]), canteen: annex.id } })).toBeDone();
  const before = await footprint();
  expect(await storekeeper.ask(OPEN, { input: input([line(cabbage)]) })).toRefuse('NOT_FOUND', 'input.canteen');
  expect(await storekeeper.ask(ACCEPT, { id: (await aReceipt(api, w)).id, verdicts: [] })).toRefuse('NOT_FOUND', 'id');
  expect((await footprint())[4]).toBe(before[4]);
});

it('a closed month takes no acceptance', async () => {
  api.clock('2026-10-30T22:00:00Z');
  const receipt = await aReceipt(api, w);
  api.clock('2026-11-20T22:00:00Z');
  await api.act(w.manager, (ctx) => closePeriod(ctx, w.canteen.id, '2026-10'));
  expect(await accept(w.second, receipt)).toRefuse('PERIOD_CLOSED', 'id');
  expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'INSPECTING' });
});

describe('lists', () => {
  it('are filtered by canteen, supplier, state, time and words', async () => {
    const own = await aSupplier(api, w, { name: LocalizedText.of('石狮海产行') });
    const receipt = await aReceipt(api, w, { supplier: own, note: '冰鲜' });
    const ids = async (filter: object) =>
      (await w.manager.ask('query($f: GoodsReceiptFilter) { goodsReceipts(filter: $f, page: {size: 200}) { items { id } total } }', { f: filter })).data!['goodsReceipts'];
    const only = { items: [{ id: receipt.id }], total: 1 };
    expect(await ids({ supplier: own.id })).toEqual(only);
    expect(await ids({ q: '石狮' })).toEqual(only);
    expect(await ids({ q: own.pinyin })).toEqual(only);
    expect(await ids({ q: receipt.number })).toEqual(only);
    expect(await ids({ q: '冰鲜', state: ['INSPECTING'], canteen: w.canteen.id, occurredAtFrom: '2026-11-20T22:00:00Z', occurredAtTo: '2026-11-20T22:00:00Z' })).toEqual(only);
    expect(await ids({ q: '冰鲜', state: ['DRAFT'] })).toEqual({ items: [], total: 0 });
  });

  it('read suppliers, lines and ingredients in one query each', async () => {
    const { queries } = await api.queriesOf(() =>
      w.manager.ask('{ goodsReceipts(page: {size: 20}) { items { number supplier { name { zh } } lines { lineNo ingredient { name { zh } } missingDocuments lots { status } } } hasNext } }'),
    );
    const of = (table: string) => queries.filter((sql) => sql.includes(`from "${table}"`)).length;
    expect([of('goods_receipt'), of('supplier'), of('receipt_line'), of('ingredient'), of('receipt_document'), of('lot'), of('policy_setting')]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });
});

it('today tells deliveries that wait, and how long', async () => {
  const receipt = await aReceipt(api, w);
  const TODAY_QUERY = 'query($c: ID!) { today(canteen: $c) { kind severity recordId dueAt title { zh en } } }';
  const duty = async (by: Caller) => (await by.ask(TODAY_QUERY, { c: w.canteen.id })).data!['today'].find((item: { recordId: string }) => item.recordId === receipt.id);
  expect(await duty(w.officer)).toMatchObject({ kind: 'RECEIPT_TO_CHECK', severity: 'warn', dueAt: '2026-11-20T23:00:00.000Z', title: { zh: expect.stringContaining(receipt.number) } });
  expect(await duty(w.cook)).toBeUndefined();
  api.clock('2026-11-20T23:00:00Z');
  expect((await duty(w.officer)).severity).toBe('critical');
  api.clock('2026-11-20T22:00:00Z');
  await accept(w.second, receipt);
  expect(await duty(w.officer)).toBeUndefined();
});
