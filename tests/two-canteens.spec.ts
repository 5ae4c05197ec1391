// One institution, two canteens, and people whose grants hold in one of them only: each does the day's work at home, and
// finds nothing of the canteen across the yard (design decision 7).
import { getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, type GraphQLInputType, type GraphQLOutputType } from 'graphql';
import { LocalDate, LocalizedText, Money } from '@canteen/kernel';
import type { Dish } from '@canteen/recipes';
import { hashSecret, Area, Canteen, Membership, Person, type Role } from '@canteen/people';
import { setDishPrice } from '@canteen/pricing';
import type { Ingredient, Supplier } from '@canteen/catalog';
import { aWorld, MORNING, PIN, refusals, startApi, type Caller, type TestApi, type World } from './support/api.ts';
import { aDish, anIngredient, aSupplier } from './support/builders.ts';

interface Staff {
  canteen: Canteen;
  fridge: Area;
  storekeeper: Caller;
  second: Caller;
  manager: Caller;
  cook: Caller;
  officer: Caller;
  director: Caller;
  inspector: Caller;
}

interface Day {
  receipt: string;
  line: string;
  lot: string;
  file: string;
  menu: string;
  service: string;
  batch: string;
  sample: string;
}

let api: TestApi;
let w: World;
let east: Staff;
let west: Staff;
let supplier: Supplier;
let pork: Ingredient;
let dish: Dish;
let days: { east: Day; west: Day };

async function staffOf(canteen: Canteen, name: string): Promise<Staff> {
  const pinHash = await hashSecret(PIN);
  const hire = async (role: Role, account: string) => {
    const person = await api.act(null, async (ctx) => {
      const person = ctx.create(Person, { name: `${name}${account}`, pinyin: account, account: `${name}-${account}`, language: 'zh', active: true, pinHash } as never);
      ctx.create(Membership, { organizationId: w.org.id, person, canteen, role, validFrom: ctx.today().plusDays(-100), validTo: null } as never);
      return person;
    });
    return api.signedIn(person);
  };
  const fridge = await api.act(null, async (ctx) =>
    ctx.create(Area, { organizationId: w.org.id, canteen, name: LocalizedText.of(`${name}留样柜`), pinyin: 'lyg', kind: 'SAMPLE_FRIDGE', active: true } as never),
  );
  return {
    canteen, fridge,
    storekeeper: await hire('STOREKEEPER', 'keeper'), second: await hire('STOREKEEPER', 'second'), manager: await hire('MANAGER', 'manager'),
    cook: await hire('COOK', 'cook'), officer: await hire('FOOD_SAFETY_OFFICER', 'officer'), director: await hire('FOOD_SAFETY_DIRECTOR', 'director'),
    inspector: await hire('INSPECTOR', 'inspector'),
  };
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function upload(by: Caller): Promise<string> {
  const answer = await api.app.inject({ method: 'POST', url: '/files', headers: { cookie: by.cookie, 'content-type': 'image/png', 'x-file-name': 'invoice.png' }, payload: PNG });
  expect(answer.statusCode).toBe(201);
  return (answer.json() as { id: string }).id;
}

/** The mutation's record; refusals fail the test with their text. */
async function done(by: Caller, query: string, variables: Record<string, unknown>): Promise<any> {
  const answer = await by.ask(query, variables);
  expect(answer).toBeDone();
  const payload = Object.values(answer.data!)[0];
  return payload.record ?? payload.records;
}

const OPEN = `mutation($input: GoodsReceiptInput!) { openGoodsReceipt(input: $input) { record { id lines { id } } errors { code field message } } }`;
const ACCEPT = `mutation($id: ID!, $verdicts: [VerdictInput!]!, $checker: CheckerInput) { acceptGoodsReceipt(id: $id, verdicts: $verdicts, checker: $checker) {
  record { id state lines { lots { id lotCode } } } errors { code field message } } }`;

/** The six steps, each by somebody whose grant holds in this canteen only. */
async function aDay(staff: Staff): Promise<Day> {
  api.clock(MORNING);
  const { canteen, storekeeper, second, manager, cook, officer, director } = staff;
  const file = await upload(storekeeper);
  const receipt = await done(storekeeper, OPEN, { input: {
    canteen: canteen.id, supplier: supplier.id, present: true,
    lines: [{ ingredient: pork.id, delivered: { value: '50', unit: 'kg' }, unitPrice: { amount: '20', unit: 'kg' }, expiryDate: '2026-11-25', arrivalTemperature: '3' }],
    documents: ['INVOICE', 'QUARANTINE_CERT', 'INSPECTION_CERT'].map((kind) => ({ kind, file })),
  } });
  const line = receipt.lines[0].id as string;
  const accepted = await done(storekeeper, ACCEPT, { id: receipt.id, verdicts: [{ line, accept: true }], checker: { person: second.id, pin: PIN } });
  expect(accepted.state).toBe('ACCEPTED');

  await done(manager, `mutation($i: DishPriceInput!) { setDishPrice(input: $i) { record { id } errors { code field message } } }`, { i: { canteen: canteen.id, dish: dish.id, price: { amount: '12.00' }, effectiveFrom: '2026-11-21' } });
  const menu = await done(manager, 'mutation($i: CreateMenuInput!) { createMenu(input: $i) { record { id version } errors { code field message } } }', { i: { canteen: canteen.id, weekStart: '2026-11-16' } });
  const saved = await done(manager, 'mutation($id: ID!, $v: Int!, $m: [MealInput!]!) { saveMenu(id: $id, version: $v, meals: $m) { record { id meals { id items { id } } } errors { code field message } } }', {
    id: menu.id, v: menu.version, m: [{ day: '2026-11-21', meal: 'LUNCH', serviceStart: '11:30', serviceEnd: '12:30', plannedDiners: 50, items: [{ dish: dish.id, plannedPortions: 50 }] }],
  });
  await done(manager, 'mutation($id: ID!) { publishMenu(id: $id) { record { id } errors { code field message } } }', { id: menu.id });
  const service = saved.meals[0].id as string;

  api.clock('2026-11-21T02:00:00Z');
  const [batch] = await done(cook, 'mutation($s: ID!) { startBatches(service: $s) { records { id takes { lot { id } } } errors { code field message } } }', { s: service });
  await done(cook, 'mutation($i: RecordTemperatureInput!) { recordTemperature(input: $i) { record { id } errors { code field message } } }', { i: { batch: batch.id, celsius: '82' } });
  await done(cook, 'mutation($id: ID!) { finishBatch(id: $id) { record { state } errors { code field message } } }', { id: batch.id });
  api.clock('2026-11-21T04:00:00Z');
  const [sample] = await done(officer, 'mutation($s: [TakeSampleInput!]!) { takeSamples(samples: $s) { records { id } errors { code field message } } }', { s: [{ batch: batch.id, grams: '130', fridge: staff.fridge.id }] });
  await done(director, 'mutation($id: ID!, $r: ShortText!) { sealSample(id: $id, reason: $r) { record { id } errors { code field message } } }', { id: sample.id, r: '疑似' });
  return { receipt: receipt.id, line, lot: accepted.lines[0].lots[0].id, file, menu: menu.id, service, batch: batch.id, sample: sample.id };
}

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const yard = await api.act(null, async (ctx) =>
    ctx.create(Canteen, {
      organizationId: w.org.id, name: LocalizedText.of('西食堂'), pinyin: 'xst', slug: 'west', operation: 'OWN', contractor: null, coldDishesLicensed: false, diners: 100, address: null, active: true,
    } as never),
  );
  east = await staffOf(w.canteen, 'east');
  west = await staffOf(yard, 'west');
  supplier = await aSupplier(api, w);
  pork = await anIngredient(api, w, { category: 'MEAT', storage: 'CHILLED' });
  dish = await aDish(api, w, { lines: [{ ingredient: pork, net: '10' }] });
  days = { east: await aDay(east), west: await aDay(west) };
}, 60_000);
afterAll(() => api?.close());

it('what belongs to the institution is not one canteen’s to write', async () => {
  const DISH = 'mutation($i: CreateDishInput!) { createDish(input: $i) { record { id } errors { code } } }';
  const before = await api.count(Person);
  expect(await east.manager.ask(DISH, { i: { name: { zh: '新菜' }, category: 'MEAT', portion: { value: '300', unit: 'g' } } })).toRefuse('FORBIDDEN');
  expect(await east.manager.ask('mutation($id: ID!) { freezeSupplier(id: $id, reason: "x") { record { id } errors { code } } }', { id: supplier.id })).toRefuse('FORBIDDEN');
  expect(await api.count(Person)).toBe(before);
});

it('an inspector of one canteen walks from the sample to the bytes of the invoice, and sees when each was written', async () => {
  const WALK = `query($id: ID!) { retainedSample(id: $id) { id occurredAt recordedAt lateEntry grams service { id day } batch { id occurredAt recordedAt cook { name }
    takes { quantity { value } lot { id lotCode recordedAt supplier { id name { zh } documents { id kind validTo file { url } } } line { id expiryDate arrivalTemperature receipt { id occurredAt recordedAt receivedBy { name } checkedBy { name }
      documents { kind file { id url } } } } } } } } }`;
  const answer = await east.inspector.ask(WALK, { id: days.east.sample });
  expect(answer.errors).toBeUndefined();
  const { batch } = answer.data!.retainedSample;
  const { lot } = batch.takes[0];
  expect(lot).toMatchObject({ id: days.east.lot, supplier: { id: supplier.id, documents: [{ kind: 'FOOD_LICENCE' }] }, line: { id: days.east.line, receipt: { id: days.east.receipt } } });
  expect(lot.line.receipt.receivedBy.name).not.toBe(lot.line.receipt.checkedBy.name);
  const read = (by: Caller, url: string) => api.app.inject({ method: 'GET', url, headers: { cookie: by.cookie } });
  const url = lot.line.receipt.documents[0].file.url as string;
  expect((await read(east.inspector, url)).rawPayload.equals(PNG)).toBe(true);
  expect((await read(west.inspector, url)).statusCode).toBe(404);

  for (const id of [days.east.sample, days.east.batch, days.east.lot, days.east.receipt]) {
    const said = await east.inspector.ask('query($id: ID!) { journal(recordId: $id) { act personName at canteenId payload } }', { id });
    expect(said.data!.journal.length).toBeGreaterThan(0);
  }
});

const at = (path: string, id: string) => `query { ${path}(id: "${id}") { id } }`;

it('by the ids of the other canteen nothing is found, and nothing can be done', async () => {
  const reads: [string, keyof Day][] = [['goodsReceipt', 'receipt'], ['lot', 'lot'], ['menu', 'menu'], ['mealService', 'service'], ['productionBatch', 'batch'], ['retainedSample', 'sample']];
  for (const caller of Object.values(east).filter((value): value is Caller => 'ask' in value)) {
    for (const [path, key] of reads) {
      const answer = await caller.ask(at(path, days.west[key]));
      expect({ path, data: answer.data?.[path] ?? null }).toEqual({ path, data: null });
    }
  }
  const journal = await east.inspector.ask('query($id: ID!) { journal(recordId: $id) { act } }', { id: days.west.sample });
  expect(journal.data!.journal).toEqual([]);
  const { storekeeper, cook, officer, director, manager } = east;
  expect(await storekeeper.ask(OPEN, { input: { canteen: west.canteen.id, supplier: supplier.id, lines: [] } })).toRefuse('NOT_FOUND', 'input.canteen');
  expect(await storekeeper.ask('mutation($id: ID!) { quarantineLot(id: $id, reason: "x") { record { id } errors { code } } }', { id: days.west.lot })).toRefuse('NOT_FOUND');
  expect(await cook.ask('mutation($s: ID!) { startBatches(service: $s) { records { id } errors { code } } }', { s: days.west.service })).toRefuse('NOT_FOUND');
  expect(await cook.ask('mutation($s: ID!, $l: ID!, $i: ID!) { startBatches(service: $s, items: [{ item: $i, takes: [{ ingredient: $i, lot: $l }] }]) { records { id } errors { code } } }', { s: days.east.service, l: days.west.lot, i: pork.id })).toRefuse('NOT_FOUND');
  expect(await officer.ask('mutation($s: [TakeSampleInput!]!) { takeSamples(samples: $s) { records { id } errors { code } } }', { s: [{ batch: days.west.batch, grams: '130' }] })).toRefuse('NOT_FOUND');
  expect(await director.ask('mutation($id: ID!) { releaseSample(id: $id, reason: "x") { record { id } errors { code } } }', { id: days.west.sample })).toRefuse('NOT_FOUND');
  expect(await manager.ask('mutation($id: ID!) { reviseMenu(id: $id) { record { id } errors { code } } }', { id: days.west.menu })).toRefuse('NOT_FOUND');
  expect(await manager.ask('mutation($c: ID!) { closePeriod(canteen: $c, month: "2026-10") { record { id } errors { code } } }', { c: west.canteen.id })).toRefuse('NOT_FOUND');
  // A colleague across the yard is no second person here.
  const mine = await done(storekeeper, OPEN, { input: { canteen: east.canteen.id, supplier: supplier.id, present: true, lines: [{ ingredient: pork.id, delivered: { value: '1', unit: 'kg' }, unitPrice: { amount: '20', unit: 'kg' } }] } });
  const verdicts = [{ line: mine.lines[0].id, accept: false, reason: 'x', photo: days.east.file }];
  expect(refusals(await storekeeper.ask(ACCEPT, { id: mine.id, verdicts, checker: { person: west.second.id, pin: PIN } })).map(({ code }) => code)).toEqual(['NOT_FOUND']);
});

/** A value for every argument, made of the own canteen's ids. */
function valueFor(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name);
  if (isListType(type)) return [valueFor(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) return {};
  const ids: Record<string, string> = { canteen: east.canteen.id, organization: w.org.id, supplier: supplier.id, dish: dish.id, service: days.east.service, person: east.cook.id, recordId: days.east.sample, slug: 'first' };
  if (type.name === 'ID') return ids[name] ?? days.east.sample;
  if (type.name === 'Day') return '2026-11-21';
  if (type.name === 'Instant') return MORNING;
  if (type.name === 'Int') return 1;
  return name === 'recordType' ? 'RetainedSample' : name === 'slug' ? 'first' : 'text';
}

function everything(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  return `{ __typename ${Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type))) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth > 0 ? [`${field.name} ${everything(field.type, depth - 1)}`] : [];
  }).join(' ')} }`;
}

it('whatever an inspector of one canteen asks, nothing of the other is told', async () => {
  const secrets = [west.canteen.id, west.fridge.id, ...Object.values(days.west), ...Object.values(west).filter((value): value is Caller => 'ask' in value).map(({ id }) => id)];
  const asked: string[] = [];
  const found: string[] = [];
  for (const field of Object.values(api.schema.getQueryType()!.getFields())) {
    const args = field.args.filter((arg) => isNonNullType(arg.type));
    const filter = field.args.find((arg) => arg.name === 'filter');
    const query = `query${args.length ? `(${args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})` : ''} {
      ${field.name}${args.length ? `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})` : ''} ${everything(field.type, field.name.startsWith('lateE') ? 1 : 2)} }`;
    for (const root of [undefined, ...Object.values(days.east), pork.id, dish.id, supplier.id]) {
      const variables = Object.fromEntries(args.map((arg) => [arg.name, arg.name === 'id' && root ? root : valueFor(arg.type, arg.name)]));
      if (root && !args.some((arg) => arg.name === 'id')) continue;
      const answer = await east.inspector.ask(query, variables);
      const codes = refusals(answer).map(({ code }) => code);
      if (codes.includes('GRAPHQL_VALIDATION_FAILED') || codes.includes('INTERNAL_SERVER_ERROR')) throw new Error(`${field.name}: ${JSON.stringify(refusals(answer))}`);
      const told = JSON.stringify(answer.data);
      for (const secret of secrets) if (told.includes(secret)) found.push(`${field.name}: ${secret}`);
    }
    asked.push(field.name);
    void filter;
  }
  expect(asked.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
}, 60_000);

it('an act that touches two canteens is told to neither canteen’s reader', async () => {
  api.clock('2026-11-21T04:30:00Z');
  const before = await east.inspector.ask('query { journalEntries(page: { number: 1, size: 200 }) { items { id canteenId payload } } }');
  // Somebody of the whole institution, in one act.
  await api.act(w.manager, async (ctx) => {
    for (const { canteen } of [east, west]) {
      await setDishPrice(ctx, { canteen: canteen.id, dish: dish.id, price: Money.of('13.00'), effectiveFrom: LocalDate.of('2026-12-01') });
    }
  });
  for (const { inspector } of [east, west]) {
    const after = await inspector.ask('query { journalEntries(page: { number: 1, size: 200 }) { items { id canteenId payload } } }');
    if (inspector === east.inspector) expect(after.data!.journalEntries.items.length).toBe(before.data!.journalEntries.items.length);
    expect(JSON.stringify(after.data)).not.toContain((inspector === east.inspector ? west : east).canteen.id);
  }
});
