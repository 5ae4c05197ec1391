// What a suspicious person tries on the whole house at once: the same thing by several people in the same moment, figures
// at the edge of what can be said, limits that limit nothing, records made to look timely.
import { HealthCertificate, Membership, Person } from '@canteen/people';
import { Supplier } from '@canteen/catalog';
import { PolicySetting } from '@canteen/platform';
import { ProductionBatch } from '@canteen/kitchen';
import { GoodsReceipt, Lot } from '@canteen/receiving';
import { RetainedSample } from '@canteen/retention';
import { aWorld, refusals, startApi, type Answer, type TestApi, type World } from './support/api.ts';
import { aBatch, aFile, aLot, aMeal, anIngredient, aReceipt, aServableDish, aSupplier } from './support/builders.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const outcomes = (answers: Answer[]) => answers.map((answer) => refusals(answer).map(({ code }) => code).join() || 'done').sort();
const thrice = (ask: (n: number) => Promise<Answer>) => Promise.all([1, 2, 3].map(ask)).then(outcomes);
const E = 'errors { code field }';

describe('three at once', () => {
  it('one account goes to one person, the others are told so', async () => {
    const ask = (n: number) => w.administrator.ask(`mutation($i: CreatePersonInput!) { createPerson(input: $i) { record { id } ${E} } }`, { i: { name: `甲${n}`, account: 'one-account', password: 'long-enough-pass' } });
    expect(await thrice(ask)).toEqual(['ACCOUNT_TAKEN', 'ACCOUNT_TAKEN', 'done']);
    expect(await api.count(Person, { account: 'one-account' })).toBe(1);
  });
  it('one supplier, one role, one certificate', async () => {
    expect(await thrice(() => w.manager.ask(`mutation { createSupplier(input: { name: { zh: "同名" } }) { record { id } ${E} } }`))).toEqual(['SUPPLIER_TWICE', 'SUPPLIER_TWICE', 'done']);
    expect(await api.count(Supplier, { name: { zh: '同名' } })).toBe(1);
    const grant = () => w.administrator.ask(`mutation($i: MembershipInput!) { grantMembership(input: $i) { record { id } ${E} } }`, { i: { person: w.cook.id, role: 'STOREKEEPER' } });
    expect(await thrice(grant)).toEqual(['MEMBERSHIP_OVERLAPS', 'MEMBERSHIP_OVERLAPS', 'done']);
    expect(await api.count(Membership, { person: w.cook.id, role: 'STOREKEEPER' })).toBe(1);
    const file = () => w.officer.ask(`mutation($i: HealthCertificateInput!) { addHealthCertificate(input: $i) { record { id } ${E} } }`, { i: { person: w.cook.id, canteen: w.canteen.id, number: 'J1', validFrom: '2026-01-01', validTo: '2026-12-31' } });
    expect(await thrice(file)).toEqual(['CERTIFICATE_ALREADY_FILED', 'CERTIFICATE_ALREADY_FILED', 'done']);
    expect(await api.count(HealthCertificate, { number: 'J1' })).toBe(1);
  });
  it('the same person’s small changes all arrive', async () => {
    expect(await thrice((n) => w.cook.ask(`mutation($l: Language!) { setLanguage(language: $l) { record { id } ${E} } }`, { l: n % 2 ? 'en' : 'zh' }))).toEqual(['done', 'done', 'done']);
  });
});

it.each([
  ['query($f: GoodsReceiptFilter) { goodsReceipts(filter: $f) { total } }', { f: { occurredAtFrom: '0000-01-01T00:00:00Z' } }, 'NOT_AN_INSTANT'],
  ['query($f: LotFilter) { lots(filter: $f) { total } }', { f: { expiryDateFrom: '0000-01-01' } }, 'NOT_A_DAY'],
  ['query($f: LotFilter) { lots(filter: $f) { total } }', { f: { expiryDateTo: '0001-01-01' } }, 'NOT_A_DAY'],
])('a year that nothing here is about is no day: %s', async (query, variables, code) => {
  expect(await w.manager.ask(query, variables)).toRefuse(code);
});

it('what one may not read cannot be learnt from its order', async () => {
  const LOTS = 'query { lots(sort: { field: "unitCost", order: ASC }) { items { id } } }';
  expect(await w.cook.ask(LOTS)).toRefuse('SORT_UNKNOWN', 'sort.field');
  expect(await w.manager.ask(LOTS)).toBeDone();
});

it.each([
  ['retention', 'keepHours', 0, 'POLICY_VALUE_OUT_OF_RANGE'],
  ['retention', 'minGrams', 124, 'POLICY_VALUE_OUT_OF_RANGE'],
  ['kitchen', 'coreMin', 20, 'POLICY_VALUE_OUT_OF_RANGE'],
  ['people', 'readingHours', -1, 'POLICY_VALUE_OUT_OF_RANGE'],
  ['receiving', 'nearExpiryFraction', 2, 'POLICY_VALUE_OUT_OF_RANGE'],
  ['deliveryDocuments', 'MEAT', ['GOOD_WORD'], 'POLICY_VALUE_MALFORMED'],
  ['menus', 'k12BannedWords', [1, {}], 'POLICY_VALUE_MALFORMED'],
  ['menus', 'publishTime', 'soon', 'POLICY_VALUE_MALFORMED'],
  ['menus', 'publishTime', '\u0000', 'POLICY_VALUE_MALFORMED'],
])('a limit that is none is refused: %s.%s = %j', async (policy, field, value, code) => {
  const before = await api.count(PolicySetting);
  const answer = await w.director.ask(`mutation($i: SetPolicyInput!) { setPolicy(input: $i) { record { id } ${E} } }`, { i: { organization: w.org.id, policy, field, value, reason: '试试看' } });
  expect(answer).toRefuse(code, 'input.value');
  expect(await api.count(PolicySetting)).toBe(before);
});

describe('a delivery', () => {
  const SAVE = `mutation($id: ID!, $version: Int!, $input: GoodsReceiptInput!) { saveGoodsReceipt(id: $id, version: $version, input: $input) { record { id version state lateEntry receivedBy { id } } ${E} } }`;
  const ACCEPT = `mutation($id: ID!, $v: [VerdictInput!]!) { acceptGoodsReceipt(id: $id, verdicts: $v) { record { state } ${E} } }`;

  it('is not accepted by whoever wrote its figures anew', async () => {
    const milk = await anIngredient(api, w, { category: 'DAIRY', storage: 'CHILLED' });
    const supplier = await aSupplier(api, w);
    const receipt = await aReceipt(api, w, { supplier, lines: [{ ingredient: milk, arrivalTemperature: '12' }] });
    const input = { canteen: w.canteen.id, supplier: supplier.id, lines: [{ id: receipt.rows[0]!.id, ingredient: milk.id, delivered: { value: '10', unit: 'kg' }, unitPrice: { amount: '8', unit: 'kg' }, arrivalTemperature: '12' }] };
    const verdicts = [{ line: receipt.rows[0]!.id, accept: true }];
    // A paper more leaves the figures to whoever wrote them.
    const paper = await aFile(api, w, w.second);
    const added = await w.second.ask(SAVE, { id: receipt.id, version: receipt.version, input: { ...input, documents: [{ kind: 'OTHER', file: paper.id }] } });
    expect(added.data!['saveGoodsReceipt'].record.receivedBy.id).toBe(w.storekeeper.id);
    const cooler = await w.second.ask(SAVE, { id: receipt.id, version: added.data!['saveGoodsReceipt'].record.version, input: { ...input, lines: [{ ...input.lines[0], arrivalTemperature: '4' }] } });
    expect(cooler).toBeDone();
    expect(await w.second.ask(ACCEPT, { id: receipt.id, v: verdicts })).toRefuse('SAME_PERSON_CHECK');
    expect(await api.count(Lot, { ingredient: milk.id })).toBe(0);
    expect(await w.officer.ask(ACCEPT, { id: receipt.id, v: verdicts })).toBeDone();
  });

  it('opened on time and filled in days later is a late entry', async () => {
    const rice = await anIngredient(api, w);
    const supplier = await aSupplier(api, w);
    const receipt = await aReceipt(api, w, { supplier, lines: [{ ingredient: rice }], papers: [], present: false });
    const before = api.now();
    api.clock(new Date(before.getTime() + 3 * 86_400_000));
    expect(await w.storekeeper.ask(`mutation($id: ID!) { presentGoodsReceipt(id: $id) { record { id } ${E} } }`, { id: receipt.id })).toRefuse('LATE_REASON_REQUIRED');
    expect(await api.reload(GoodsReceipt, receipt.id)).toMatchObject({ state: 'DRAFT', lateEntry: false });
    const input = { canteen: w.canteen.id, supplier: supplier.id, present: true, lateReason: '手机没电', lines: [{ ingredient: rice.id, delivered: { value: '10', unit: 'kg' }, unitPrice: { amount: '8', unit: 'kg' } }] };
    const answer = await w.storekeeper.ask(SAVE, { id: receipt.id, version: receipt.version, input });
    expect(answer.data!['saveGoodsReceipt'].record).toMatchObject({ state: 'INSPECTING', lateEntry: true });
    api.clock(before);
  });
});

describe('a meal', () => {
  it('of yesterday is not cooked today, and weights and degrees are judged as they are kept', async () => {
    const rice = await anIngredient(api, w);
    await aLot(api, w, { ingredient: rice, quantity: '100' });
    const dish = await aServableDish(api, w, { lines: [{ ingredient: rice, net: '1' }] });
    const past = await aMeal(api, w, { day: '2026-11-20', dishes: [{ dish }] });
    const START = `mutation($s: ID!) { startBatches(service: $s) { records { id } ${E} } }`;
    const before = await api.count(ProductionBatch);
    expect(await w.cook.ask(START, { s: past.service.id })).toRefuse('BATCH_AFTER_MEAL', 'occurredAt');
    expect(await api.count(ProductionBatch)).toBe(before);

    const { service, items } = await aMeal(api, w, { dishes: [{ dish }] });
    const batch = await aBatch(api, w, { service, item: items[0]! });
    const read = await w.cook.ask(`mutation($i: RecordTemperatureInput!) { recordTemperature(input: $i) { record { celsius within } ${E} } }`, { i: { batch: batch.id, celsius: '69.996' } });
    expect(read.data!['recordTemperature'].record).toEqual({ celsius: '70', within: true });
    const TAKE = `mutation($s: [TakeSampleInput!]!) { takeSamples(samples: $s) { records { grams retained } ${E} } }`;
    expect((await w.officer.ask(TAKE, { s: [{ batch: batch.id, grams: '124.9999' }] })).data!['takeSamples'].records).toEqual([{ grams: '125', retained: true }]);
    const count = await api.count(RetainedSample);
    expect(await w.officer.ask(TAKE, { s: [{ batch: batch.id, grams: '0.0001' }] })).toRefuse('QUANTITY_NOT_POSITIVE');
    expect(await api.count(RetainedSample)).toBe(count);
  });
});
