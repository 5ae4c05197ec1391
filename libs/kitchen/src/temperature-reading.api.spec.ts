import { closePeriod } from '@canteen/people';
import { aWorld, startApi, type Answer, type TestApi, type World } from '../../../tests/support/api.ts';
import { aBatch, aDish, aLot, aMeal, anIngredient } from '../../../tests/support/builders.ts';
import { CorrectiveAction, ProductionBatch, TemperatureReading } from './index.ts';

const RECORD = `mutation ($input: RecordTemperatureInput!) { recordTemperature(input: $input) {
  record { id kind celsius limitMin limitMax within occurredAt recordedAt lateEntry lateReason recordedBy { name } countersignedBy { name } batch { number } area { name { zh } } }
  errors { code field message params } } }`;
const CORRECT = `mutation ($batch: ID!, $action: CorrectiveActionKind!, $note: ShortText!, $occurredAt: Instant) {
  recordCorrectiveAction(batch: $batch, action: $action, note: $note, occurredAt: $occurredAt) { record { action note reading { celsius } batch { state } } errors { code field } } }`;
const FINISH = 'mutation ($id: ID!) { finishBatch(id: $id) { record { state } errors { code field message params } } }';
const COUNTERSIGN = 'mutation ($type: ShortText!, $id: ID!) { countersignLateEntry(recordType: $type, id: $id) { errors { code field } } }';
const DUTIES = 'query ($canteen: ID!) { today(canteen: $canteen) { key kind title { zh en } severity done count recordId } }';

const START = '2026-11-21T02:00:00.000Z'; // 10:00 in the canteen
const NOBODY = '01928000-0000-7000-8000-000000000000';

let api: TestApi;
let w: World;
let batch: ProductionBatch;
const meals: ('BREAKFAST' | 'LUNCH' | 'DINNER' | 'SUPPER')[] = ['LUNCH', 'DINNER', 'SUPPER', 'BREAKFAST'];

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api.close());

beforeEach(async () => {
  api.clock(START);
});

async function cooking(data: Parameters<typeof aDish>[2] = {}): Promise<ProductionBatch> {
  const meat = await anIngredient(api, w, { category: 'MEAT' });
  await aLot(api, w, { ingredient: meat, quantity: '50' });
  const dish = await aDish(api, w, { ...data, lines: [{ ingredient: meat, net: '10' }] });
  const { service, items } = await aMeal(api, w, { meal: meals.shift()!, dishes: [{ dish }] });
  return aBatch(api, w, { service, item: items[0]! });
}
const measure = (celsius: string, more: object = {}) => w.cook.ask(RECORD, { input: { batch: batch.id, celsius, ...more } });
const code = (answer: Answer, name: string) => answer.data![name].record;

async function refused(attempt: () => Promise<Answer>): Promise<Answer> {
  const books = async () => [await api.count(TemperatureReading), await api.count(CorrectiveAction), (await api.reload(ProductionBatch, batch.id)).version];
  const before = await books();
  const answer = await attempt();
  expect(await books()).toEqual(before);
  return answer;
}

describe('the core of a batch', () => {
  it('is saved as read, 12 °C too; then only a correction and a second reading let it be finished', async () => {
    batch = await cooking();
    expect(await refused(() => w.cook.ask(FINISH, { id: batch.id }))).toRefuse('CORE_TEMPERATURE_MISSING');

    api.clock('2026-11-21T02:30:00Z');
    const low = await measure('12');
    expect(low).toBeDone();
    expect(code(low, 'recordTemperature')).toMatchObject({ kind: 'CORE', celsius: '12', limitMin: '70', limitMax: null, within: false, recordedBy: { name: '厨师' }, lateEntry: false, batch: { number: 'PB-20261121-0001' } });
    const answer = await refused(() => w.cook.ask(FINISH, { id: batch.id }, { lang: 'zh' }));
    expect(answer.data!['finishBatch'].errors).toMatchObject([{ code: 'CORE_TEMPERATURE_LOW', params: { celsius: '12', limit: 70 } }]);
    expect(answer.data!['finishBatch'].errors[0].message).toContain('纠偏');

    const duty = (await w.cook.ask(DUTIES, { canteen: w.canteen.id })).data!['today'];
    expect(duty).toContainEqual(expect.objectContaining({ kind: 'kitchen.lowTemperature', severity: 'critical', recordId: batch.id, done: false }));

    // A hot reading alone does not tell what was done about the cold one.
    api.clock('2026-11-21T02:35:00Z');
    expect(await measure('80')).toBeDone();
    expect(await refused(() => w.cook.ask(FINISH, { id: batch.id }))).toRefuse('CORE_TEMPERATURE_LOW');

    api.clock('2026-11-21T02:40:00Z');
    const corrected = await w.cook.ask(CORRECT, { batch: batch.id, action: 'REHEATED', note: '回锅再煮 10 分钟' });
    expect(code(corrected, 'recordCorrectiveAction')).toMatchObject({ action: 'REHEATED', reading: { celsius: '12' }, batch: { state: 'COOKING' } });
    expect(await refused(() => w.cook.ask(FINISH, { id: batch.id }))).toRefuse('CORE_TEMPERATURE_LOW');

    api.clock('2026-11-21T02:55:00Z');
    expect(await measure('70')).toBeDone();
    expect(await w.cook.ask(FINISH, { id: batch.id })).toBeDone();
    expect(await api.count(TemperatureReading, { batch: batch.id })).toBe(3);
    const after = (await w.cook.ask(DUTIES, { canteen: w.canteen.id })).data!['today'];
    expect(after.filter((one: { recordId: string }) => one.recordId === batch.id)).toEqual([]);
  });

  it('throwing it away is an answer too, and ends it', async () => {
    batch = await cooking();
    expect(await measure('55.5')).toBeDone();
    expect(await refused(() => w.cook.ask(CORRECT, { batch: batch.id, action: 'DISCARDED', note: '  ' }))).toRefuse('REASON_REQUIRED', 'note');
    const answer = await w.cook.ask(CORRECT, { batch: batch.id, action: 'DISCARDED', note: '夹生，倒掉' });
    expect(code(answer, 'recordCorrectiveAction').batch.state).toBe('DISCARDED');
    expect(await refused(() => measure('80'))).toRefuse('ACTION_NOT_ALLOWED');
    expect(await refused(() => w.cook.ask(FINISH, { id: batch.id }))).toRefuse('ACTION_NOT_ALLOWED');
  });
});

describe('two times', () => {
  beforeAll(async () => {
    api.clock(START);
    batch = await cooking();
  });

  it('two hours are on time; later needs a reason, and someone else countersigns', async () => {
    api.clock('2026-11-21T04:30:00Z');
    expect(code(await measure('75', { occurredAt: '2026-11-21T02:30:00Z' }), 'recordTemperature').lateEntry).toBe(false);
    expect(await refused(() => measure('75', { occurredAt: '2026-11-21T02:29:59Z' }))).toRefuse('LATE_REASON_REQUIRED', 'input.lateReason');
    const late = code(await measure('75', { occurredAt: '2026-11-21T02:29:59Z', lateReason: '平板没电' }), 'recordTemperature');
    expect(late).toMatchObject({ lateEntry: true, lateReason: '平板没电', occurredAt: '2026-11-21T02:29:59.000Z', recordedAt: '2026-11-21T04:30:00.000Z', countersignedBy: null });
    expect(await refused(() => w.cook.ask(COUNTERSIGN, { type: 'TemperatureReading', id: late.id }))).toRefuse('FORBIDDEN');
    expect(await w.director.ask(COUNTERSIGN, { type: 'TemperatureReading', id: late.id })).toBeDone();
    expect((await api.reload(TemperatureReading, late.id)).countersignedBy!.id).toBe(w.director.id);
  });

  it.each([
    ['in the future', { occurredAt: '2026-11-21T02:10:00Z' }, 'OCCURRED_IN_FUTURE', 'input.occurredAt'],
    ['before the batch began', { occurredAt: '2026-11-21T01:59:00Z' }, 'READING_BEFORE_BATCH', 'input.occurredAt'],
  ])('nothing was measured %s', async (_what, more, refusal, field) => {
    expect(await refused(() => measure('75', more))).toRefuse(refusal, field);
  });

  it('a closed month takes no more', async () => {
    api.clock('2026-12-02T02:00:00Z');
    await api.act(w.manager, (ctx) => closePeriod(ctx, w.canteen.id, '2026-11'));
    expect(await refused(() => measure('75', { occurredAt: '2026-11-21T02:30:00Z', lateReason: '补录' }))).toRefuse('PERIOD_CLOSED', 'input.occurredAt');
  });
});

describe('stores', () => {
  const store = (area: { id: string }, celsius: string, person = w.officer) => person.ask(RECORD, { input: { area: area.id, celsius } });

  it('are measured against the limits of their kind, and told by duty until it was done twice', async () => {
    api.clock('2026-12-03T02:00:00Z');
    const first = await store(w.areas.chilledStore, '4.5');
    expect(code(first, 'recordTemperature')).toMatchObject({ kind: 'STORAGE', celsius: '4.5', limitMin: '0', limitMax: '8', within: true, area: { name: { zh: '冷藏库' } } });
    const duties = async () => (await w.officer.ask(DUTIES, { canteen: w.canteen.id })).data!['today'].filter((duty: { recordId: string }) => duty.recordId === w.areas.chilledStore.id);
    expect(await duties()).toMatchObject([{ done: false, count: 1, severity: 'info', title: { zh: '冷藏库：今日测温 1/2' } }]);
    expect(code(await store(w.areas.chilledStore, '12'), 'recordTemperature').within).toBe(false);
    expect(await duties()).toMatchObject([{ done: false, count: 0, severity: 'critical' }]);
    expect(code(await store(w.areas.kitchen, '31'), 'recordTemperature')).toMatchObject({ limitMin: null, limitMax: null, within: true });
  });
});

describe('bad input', () => {
  beforeAll(async () => {
    api.clock('2026-12-03T02:00:00Z');
  });
  beforeEach(() => api.clock('2026-12-03T02:00:00Z'));

  it.each<[string, () => object, string, string]>([
    ['nothing measured', () => ({ celsius: '5' }), 'READING_NEEDS_ONE_TARGET', 'input'],
    ['both measured', () => ({ celsius: '5', batch: batch.id, area: w.areas.kitchen.id }), 'READING_NEEDS_ONE_TARGET', 'input'],
    ['beyond any thermometer', () => ({ celsius: '4000', area: w.areas.kitchen.id }), 'TEMPERATURE_NOT_MEASURABLE', 'input.celsius'],
    ['below any thermometer', () => ({ celsius: '-273.16', area: w.areas.kitchen.id }), 'TEMPERATURE_NOT_MEASURABLE', 'input.celsius'],
    ['no number', () => ({ celsius: 'warm 🔥', area: w.areas.kitchen.id }), 'NOT_A_DECIMAL', 'input.celsius'],
    ['an infinite one', () => ({ celsius: 'Infinity', area: w.areas.kitchen.id }), 'NOT_A_DECIMAL', 'input.celsius'],
    ['a place nobody knows', () => ({ celsius: '5', area: NOBODY }), 'NOT_FOUND', 'input.area'],
    ['a batch nobody knows', () => ({ celsius: '5', batch: NOBODY }), 'NOT_FOUND', 'input.batch'],
    ['SQL for an id', () => ({ celsius: '5', area: "1' or '1'='1" }), 'NOT_FOUND', 'input.area'],
    ['10,000 characters', () => ({ celsius: '5', area: w.areas.kitchen.id, lateReason: 'x'.repeat(10_000) }), 'TEXT_TOO_LONG', 'input.lateReason'],
  ])('%s is refused', async (_what, input, refusal, field) => {
    expect(await refused(() => w.cook.ask(RECORD, { input: input() }))).toRefuse(refusal, field);
  });

  it('a note of 10,000 characters is refused, an odd one kept as it is', async () => {
    expect(await refused(() => w.cook.ask(CORRECT, { batch: batch.id, action: 'OTHER', note: 'x'.repeat(10_000) }))).toRefuse('TEXT_TOO_LONG', 'note');
    const odd = `'; drop table lot; -- 🥟 {"$ne":1}`;
    const answer = await w.cook.ask(CORRECT, { batch: batch.id, action: 'OTHER', note: odd });
    expect(code(answer, 'recordCorrectiveAction').note).toBe(odd);
  });

  it('neighbours find nothing, readers write nothing', async () => {
    const mine = { input: { batch: batch.id, celsius: '75' } };
    expect(await refused(() => w.other.cook.ask(RECORD, mine))).toRefuse('NOT_FOUND', 'input.batch');
    expect(await refused(() => w.other.cook.ask(RECORD, { input: { area: w.areas.kitchen.id, celsius: '5' } }))).toRefuse('NOT_FOUND', 'input.area');
    expect(await refused(() => w.inspector.ask(RECORD, mine))).toRefuse('FORBIDDEN');
    expect(await refused(() => w.other.cook.ask(CORRECT, { batch: batch.id, action: 'OTHER', note: 'x' }))).toRefuse('NOT_FOUND', 'batch');
  });

  it('twice with one key is once', async () => {
    const ask = () => w.cook.ask(RECORD, { input: { area: w.areas.kitchen.id, celsius: '30' } }, { key: 'reading-0001' });
    const before = await api.count(TemperatureReading);
    const [first, second] = [await ask(), await ask()];
    expect(second).toBeDone();
    expect(code(second, 'recordTemperature').id).toBe(code(first, 'recordTemperature').id);
    expect(await api.count(TemperatureReading)).toBe(before + 1);
  });
});

describe('the list', () => {
  const LIST = 'query ($filter: TemperatureReadingFilter) { temperatureReadings(filter: $filter) { total items { celsius within batch { number } area { kind } } } }';

  it('finds what was out of limits, and nothing of others', async () => {
    const answer = await w.inspector.ask(LIST, { filter: { within: false, kind: 'STORAGE' } });
    expect(answer.data!['temperatureReadings']).toEqual({ total: 1, items: [{ celsius: '12', within: false, batch: null, area: { kind: 'CHILLED_STORE' } }] });
    expect((await w.other.manager.ask(LIST, {})).data!['temperatureReadings'].total).toBe(0);
  });
});
