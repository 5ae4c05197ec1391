import { discardBatch, type ProductionBatch } from '@canteen/kitchen';
import { LocalizedText } from '@canteen/kernel';
import { MealService, type MenuItem } from '@canteen/menus';
import { aWorld, refusals, startApi, type Answer, type TestApi, type World } from '../../../tests/support/api.ts';
import { aBatch, aDish, aLot, aMeal, anIngredient, aSample } from '../../../tests/support/builders.ts';
import { RetainedSample } from './index.ts';

const SAMPLE = 'id number grams retained status state keptSince dueAt occurredAt lateEntry lateReason takenBy { name } recordedBy { name } fridge { name { zh } } dish { name { zh } } batch { number } availableActions disposedBy { name } disposedAt disposalMethod sealReason sealedBy { name } handedOverTo';
const TAKE = `mutation ($samples: [TakeSampleInput!]!) { takeSamples(samples: $samples) { records { ${SAMPLE} } errors { code field message params } } }`;
const act = (name: string, argument: string) => `mutation ($id: ID!, $${argument}: ShortText!) { ${name}(id: $id, ${argument}: $${argument}) { record { ${SAMPLE} } errors { code field message params } } }`;
const DISPOSE = act('disposeSample', 'method');
const SEAL = act('sealSample', 'reason');
const RELEASE = act('releaseSample', 'reason');
const HAND_OVER = act('handOverSample', 'to');
const LIST = 'query ($filter: RetainedSampleFilter, $page: PageInput, $sort: SortInput) { retainedSamples(filter: $filter, page: $page, sort: $sort) { total items { id number status service { meal day } batch { number } dish { name { zh } } takenBy { name } fridge { name { zh } } } } }';
const COVERAGE = 'query ($id: ID!) { mealService(id: $id) { coverage { item { id } dish { name { zh } } batch { number samples { grams retained } } sampled } } }';
const DUTIES = 'query ($canteen: ID!, $day: Day) { today(canteen: $canteen, day: $day) { kind title { zh en } severity done count dueAt recordId } }';

const COOKED = '2026-11-21T03:00:00.000Z'; // 11:00 in the canteen
const SERVED = '2026-11-21T04:30:00.000Z'; // 12:30, the end of service
const DUE = '2026-11-23T04:30:00.000Z';
const NOBODY = '01928000-0000-7000-8000-000000000000';

let api: TestApi;
let w: World;
let meal: { service: MealService; items: MenuItem[] };
let batches: ProductionBatch[];

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const meat = await anIngredient(api, w, { category: 'MEAT' });
  await aLot(api, w, { ingredient: meat, quantity: '500' });
  const dish = (zh: string) => aDish(api, w, { name: LocalizedText.of(zh), lines: [{ ingredient: meat, net: '10' }] });
  meal = await aMeal(api, w, { dishes: [{ dish: await dish('姜母鸭') }, { dish: await dish('卤面') }, { dish: await dish('润饼') }, { dish: await dish('四果汤') }] });
  api.clock(COOKED);
  batches = [];
  for (const item of meal.items.slice(0, 3)) batches.push(await aBatch(api, w, { service: meal.service, item, finishedAt: '80' }));
});
afterAll(() => api.close());
beforeEach(() => api.clock(COOKED));

const record = (answer: Answer, name: string) => answer.data![name].record;
const take = (sample: object, person = w.officer) => person.ask(TAKE, { samples: [sample] });

/** Refused means untouched. */
async function refused(attempt: () => Promise<Answer>, sample?: { id: string }): Promise<Answer> {
  const books = async () => [await api.count(RetainedSample), sample && (await api.reload(RetainedSample, sample.id))];
  const before = JSON.stringify(await books());
  const answer = await attempt();
  expect(JSON.stringify(await books())).toBe(before);
  return answer;
}

describe('taking', () => {
  it('124 g is noted and does not count, 125 g does; the clock runs from the end of service', async () => {
    const answer = await w.officer.ask(TAKE, {
      samples: [
        { batch: batches[0]!.id, grams: '125', fridge: w.areas.sampleFridge.id },
        { batch: batches[1]!.id, grams: '124' },
      ],
    });
    expect(answer).toBeDone();
    expect(answer.data!['takeSamples'].records).toMatchObject([
      {
        number: 'RS-20261121-0001', grams: '125', retained: true, status: 'KEEPING', state: 'STORED', occurredAt: COOKED, keptSince: SERVED, dueAt: DUE, lateEntry: false,
        takenBy: { name: '食安员' }, recordedBy: { name: '食安员' }, fridge: { name: { zh: '留样柜' } }, dish: { name: { zh: '姜母鸭' } }, batch: { number: batches[0]!.number },
        availableActions: ['SEAL', 'DISPOSE'],
      },
      { number: 'RS-20261121-0002', grams: '124', retained: false, status: 'NOT_RETAINED', fridge: null },
    ]);
  });

  it('the meal says at once which dish has no sample', async () => {
    const coverage = async () => (await w.officer.ask(COVERAGE, { id: meal.service.id })).data!['mealService'].coverage;
    expect(await coverage()).toMatchObject([
      { item: { id: meal.items[0]!.id }, dish: { name: { zh: '姜母鸭' } }, sampled: 'SAMPLED', batch: { number: batches[0]!.number, samples: [{ grams: '125', retained: true }] } },
      { sampled: 'UNDERWEIGHT', batch: { samples: [{ grams: '124', retained: false }] } },
      { dish: { name: { zh: '润饼' } }, sampled: 'MISSING', batch: { number: batches[2]!.number, samples: [] } },
      { dish: { name: { zh: '四果汤' } }, sampled: 'NOT_COOKED', batch: null },
    ]);

    const duty = async () => (await w.officer.ask(DUTIES, { canteen: w.canteen.id })).data!['today'].find((one: { kind: string }) => one.kind === 'retention.missing');
    expect(await duty()).toMatchObject({ done: false, severity: 'warn', count: 2, title: { zh: '午餐留样：缺 2 道（卤面、润饼）' }, dueAt: SERVED, recordId: meal.service.id });
    api.clock('2026-11-21T04:30:01Z');
    expect(await duty()).toMatchObject({ severity: 'critical', count: 3 });

    api.clock(COOKED);
    expect(await take({ batch: batches[1]!.id, grams: '130.5' })).toBeDone();
    expect((await coverage()).map((one: { sampled: string }) => one.sampled)).toEqual(['SAMPLED', 'SAMPLED', 'MISSING', 'NOT_COOKED']);
  });

  it('after service the clock runs from the sample; later than two hours needs a reason', async () => {
    api.clock('2026-11-21T07:00:00Z');
    const taken = { batch: batches[2]!.id, grams: '150', occurredAt: '2026-11-21T04:59:00Z' };
    expect(await refused(() => take(taken))).toRefuse('LATE_REASON_REQUIRED', 'samples.0.lateReason');
    const answer = await take({ ...taken, lateReason: '忙于供餐' });
    expect(answer.data!['takeSamples'].records).toMatchObject([{ lateEntry: true, lateReason: '忙于供餐', keptSince: '2026-11-21T04:59:00.000Z', dueAt: '2026-11-23T04:59:00.000Z' }]);
  });

  it.each<[string, () => object, string, string]>([
    ['nothing on the scale', () => ({ grams: '0' }), 'QUANTITY_NOT_POSITIVE', 'grams'],
    ['less than nothing', () => ({ grams: '-125' }), 'QUANTITY_NOT_POSITIVE', 'grams'],
    ['a sack of it', () => ({ grams: '125000' }), 'SAMPLE_GRAMS_ABSURD', 'grams'],
    ['no number', () => ({ grams: '125g' }), 'NOT_A_DECIMAL', 'grams'],
    ['a batch nobody knows', () => ({ batch: NOBODY }), 'NOT_FOUND', 'batch'],
    ['SQL for a batch', () => ({ batch: "' or true --" }), 'NOT_FOUND', 'batch'],
    ['a fridge nobody knows', () => ({ fridge: NOBODY }), 'NOT_FOUND', 'fridge'],
    ['a fridge next door', () => ({ fridge: neighbour }), 'NOT_FOUND', 'fridge'],
    ['a kitchen for a fridge', () => ({ fridge: w.areas.kitchen.id }), 'SAMPLE_FRIDGE_EXPECTED', 'fridge'],
    ['the future', () => ({ occurredAt: '2026-11-21T03:02:00Z' }), 'OCCURRED_IN_FUTURE', 'occurredAt'],
    ['before it was cooked', () => ({ occurredAt: '2026-11-21T02:59:00Z' }), 'SAMPLE_BEFORE_BATCH', 'occurredAt'],
    ['10,000 characters', () => ({ lateReason: '迟'.repeat(10_000) }), 'TEXT_TOO_LONG', 'lateReason'],
  ])('refuses %s', async (_what, change, code, field) => {
    neighbour ??= await anAreaNextDoor();
    expect(await refused(() => take({ batch: batches[0]!.id, grams: '125', ...change() }))).toRefuse(code, `samples.0.${field}`);
  });

  it('tells all that is wrong at once, and saves none of the good ones', async () => {
    const answer = await refused(() => w.officer.ask(TAKE, {
      samples: [{ batch: batches[0]!.id, grams: '125' }, { batch: NOBODY, grams: '125' }, { batch: batches[1]!.id, grams: '0', fridge: w.areas.kitchen.id }],
    }));
    expect(refusals(answer).map(({ code, field }) => `${code} ${field}`)).toEqual(['NOT_FOUND samples.1.batch', 'QUANTITY_NOT_POSITIVE samples.2.grams', 'SAMPLE_FRIDGE_EXPECTED samples.2.fridge']);
    expect(await refused(() => w.officer.ask(TAKE, { samples: [] }))).toRefuse('SAMPLES_EMPTY', 'samples');
  });

  it('of what was thrown away none is kept', async () => {
    const item = meal.items[3]!;
    const batch = await aBatch(api, w, { service: meal.service, item });
    await api.act(w.cook, (ctx) => discardBatch(ctx, batch.id, '打翻'));
    expect(await refused(() => take({ batch: batch.id, grams: '125' }))).toRefuse('SAMPLE_BATCH_DISCARDED', 'samples.0.batch');
  });

  it('neighbours find nothing, cooks and readers may not', async () => {
    const sample = { batch: batches[0]!.id, grams: '125' };
    expect(await refused(() => take(sample, w.other.officer))).toRefuse('NOT_FOUND', 'samples.0.batch');
    expect(await refused(() => take(sample, w.cook))).toRefuse('FORBIDDEN');
    expect(await refused(() => take(sample, w.inspector))).toRefuse('FORBIDDEN');
    const wrong = await refused(() => w.officer.ask(TAKE, { samples: [{ batch: 1, grams: 125 }] }));
    expect(wrong.errors).toHaveLength(1);
    expect(JSON.stringify(wrong)).not.toMatch(/select |node_modules|\/libs\//i);
  });

  it('twice with one key is once', async () => {
    const ask = () => w.officer.ask(TAKE, { samples: [{ batch: batches[0]!.id, grams: '200' }] }, { key: 'sample-key-0001' });
    const before = await api.count(RetainedSample);
    const [first, second] = [await ask(), await ask()];
    expect(second.data!['takeSamples'].records[0].id).toBe(first.data!['takeSamples'].records[0].id);
    expect(await api.count(RetainedSample)).toBe(before + 1);
  });
});

let neighbour: string | undefined;
async function anAreaNextDoor(): Promise<string> {
  const { Area } = await import('@canteen/people');
  const [area] = await api.orm.em.fork().find(Area, { canteen: w.other.canteen.id, kind: 'SAMPLE_FRIDGE' });
  return area!.id;
}

describe('disposing', () => {
  const dispose = (sample: { id: string }, person = w.director, method = '倒入餐厨垃圾桶') => person.ask(DISPOSE, { id: sample.id, method });
  const aSampleNow = (data: object = {}) => aSample(api, w, { batch: batches[0]!.id, ...data });

  it('before 48 h from the end of service it is refused, with the hour from which it may be', async () => {
    const sample = await aSampleNow();
    api.clock('2026-11-23T04:29:59.999Z');
    const answer = await refused(() => dispose(sample), sample);
    expect(answer.data!['disposeSample'].errors).toMatchObject([{ code: 'SAMPLE_RETENTION_NOT_ELAPSED', params: { dueAt: DUE, hours: 48 } }]);
    api.clock(DUE);
    const zh = await refused(() => w.officer.ask(DISPOSE, { id: sample.id, method: '倒掉' }, { lang: 'zh' }), sample);
    expect(zh.data!['disposeSample'].errors).toMatchObject([{ code: 'SAMPLE_SAME_PERSON', message: '留样人不能处置自己的留样，须由另一人处置。' }]);
    expect(await refused(() => dispose(sample, w.director, ' '), sample)).toRefuse('TEXT_REQUIRED', 'method');
    expect(record(await dispose(sample), 'disposeSample')).toMatchObject({ state: 'DISPOSED', status: 'DISPOSED', disposedBy: { name: '食安总监' }, disposedAt: DUE, disposalMethod: '倒入餐厨垃圾桶', availableActions: [] });
    expect(await refused(() => dispose(sample), sample)).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('a service made longer after the sample was taken does not shorten the 48 h', async () => {
    const sample = await aSampleNow();
    const ends = (at: string) => api.orm.em.fork().nativeUpdate(MealService, { id: meal.service.id }, { serviceEnd: new Date(at) });
    await ends('2026-11-21T05:30:00Z');
    try {
      api.clock('2026-11-23T05:29:59.999Z');
      const answer = await refused(() => dispose(sample), sample);
      expect(answer.data!['disposeSample'].errors).toMatchObject([{ code: 'SAMPLE_RETENTION_NOT_ELAPSED', params: { dueAt: '2026-11-23T05:30:00.000Z', hours: 48 } }]);
      // Nor does a shorter one: what was promised when it was taken holds.
      await ends('2026-11-21T04:00:00Z');
      api.clock('2026-11-23T04:29:59.999Z');
      expect(await refused(() => dispose(sample), sample)).toRefuse('SAMPLE_RETENTION_NOT_ELAPSED');
      await ends('2026-11-21T05:30:00Z');
      api.clock('2026-11-23T05:30:00Z');
      expect(await dispose(sample)).toBeDone();
    } finally {
      await ends(SERVED);
    }
  });

  it('two people at once: one wins', async () => {
    const sample = await aSampleNow();
    api.clock(DUE);
    const answers = await Promise.all([dispose(sample, w.director, '甲'), dispose(sample, w.manager, '乙')]);
    expect(answers.map((answer) => refusals(answer).map((refusal) => refusal.code).join()).sort()).toEqual(['', 'ACTION_NOT_ALLOWED']);
    const winner = answers.find((answer) => refusals(answer).length === 0)!;
    const { disposedBy, disposalMethod } = await api.reload(RetainedSample, sample.id);
    expect(disposalMethod).toBe(record(winner, 'disposeSample').disposalMethod);
    expect(disposedBy!.id).toBe(disposalMethod === '甲' ? w.director.id : w.manager.id);
  });

  it('what is sealed is evidence: not disposed of, released with a reason, or handed over', async () => {
    const sample = await aSampleNow();
    api.clock(DUE);
    expect(await refused(() => w.manager.ask(SEAL, { id: sample.id, reason: '疑似食物中毒' }), sample)).toRefuse('FORBIDDEN');
    expect(await refused(() => w.director.ask(SEAL, { id: sample.id, reason: '' }), sample)).toRefuse('REASON_REQUIRED', 'reason');
    expect(record(await w.director.ask(SEAL, { id: sample.id, reason: '疑似食物中毒' }), 'sealSample')).toMatchObject({ state: 'SEALED', status: 'SEALED', sealReason: '疑似食物中毒', sealedBy: { name: '食安总监' }, availableActions: ['RELEASE', 'HAND_OVER'] });
    expect(await refused(() => dispose(sample), sample)).toRefuse('SAMPLE_SEALED');
    expect(record(await w.director.ask(RELEASE, { id: sample.id, reason: '排除' }), 'releaseSample')).toMatchObject({ state: 'STORED', status: 'DUE' });
    expect(await refused(() => w.director.ask(RELEASE, { id: sample.id, reason: '再次' }), sample)).toRefuse('ACTION_NOT_ALLOWED');
    expect(await w.director.ask(SEAL, { id: sample.id, reason: '又有病例' })).toBeDone();
    expect(record(await w.director.ask(HAND_OVER, { id: sample.id, to: '区疾控中心 🏥' }), 'handOverSample')).toMatchObject({ state: 'HANDED_OVER', handedOverTo: '区疾控中心 🏥', availableActions: [] });
    expect(await refused(() => dispose(sample), sample)).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('is nobody else’s business', async () => {
    const sample = await aSampleNow();
    api.clock(DUE);
    expect(await refused(() => dispose(sample, w.other.officer), sample)).toRefuse('NOT_FOUND', 'id');
    expect(await refused(() => dispose(sample, w.inspector), sample)).toRefuse('FORBIDDEN');
    expect(await refused(() => dispose({ id: NOBODY }))).toRefuse('NOT_FOUND', 'id');
    expect(await refused(() => dispose({ id: '../../etc/passwd' }))).toRefuse('NOT_FOUND', 'id');
    expect(await refused(() => dispose(sample, w.director, 'x'.repeat(10_000)), sample)).toRefuse('TEXT_TOO_LONG', 'method');
    expect((await w.other.officer.ask('query ($id: ID!) { retainedSample(id: $id) { id } }', { id: sample.id })).data).toEqual({ retainedSample: null });
  });
});

describe('the policy of an organization', () => {
  it('decides what counts and how long it is kept; what was decided before stays', async () => {
    const before = await aSample(api, w, { batch: batches[0]!.id, grams: '125' });
    const set = (field: string, value: number) => w.director.ask(
      'mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { errors { code } } }',
      { input: { organization: w.org.id, policy: 'retention', field, value, reason: '本市要求 150 g、72 h' } },
    );
    expect(await set('minGrams', 150)).toBeDone();
    expect(await set('keepHours', 72)).toBeDone();
    const answer = await take({ batch: batches[0]!.id, grams: '149.9' });
    expect(answer.data!['takeSamples'].records).toMatchObject([{ retained: false, dueAt: '2026-11-24T04:30:00.000Z' }]);
    expect((await api.reload(RetainedSample, before.id)).retained).toBe(true);
    // The longer term protects what was taken under the shorter one.
    api.clock(DUE);
    expect(await refused(() => w.director.ask(DISPOSE, { id: before.id, method: '倒掉' }), before)).toRefuse('SAMPLE_RETENTION_NOT_ELAPSED');
    expect(await set('minGrams', 125)).toBeDone();
    expect(await set('keepHours', 48)).toBeDone();
    expect(await w.director.ask(SEAL, { id: before.id, reason: '抽检留存' })).toBeDone();
  });
});

describe('the list', () => {
  it('the status that the clock makes is the same in the row and in SQL, and can be filtered and sorted', async () => {
    for (const now of [COOKED, '2026-11-23T04:29:59.999Z', DUE, '2026-12-30T00:00:00Z']) {
      api.clock(now);
      const all = (await w.officer.ask(LIST, { page: { number: 1, size: 200 } })).data!['retainedSamples'].items as { id: string; status: string }[];
      for (const status of ['KEEPING', 'DUE', 'NOT_RETAINED', 'SEALED', 'DISPOSED', 'HANDED_OVER']) {
        const found = (await w.officer.ask(LIST, { filter: { status }, page: { number: 1, size: 200 } })).data!['retainedSamples'];
        const expected = all.filter((sample) => sample.status === status).map((sample) => sample.id);
        expect(found.items.map((sample: { id: string }) => sample.id).sort()).toEqual(expected.sort());
        expect(found.total).toBe(expected.length);
      }
      const sorted = (await w.officer.ask(LIST, { sort: { field: 'status', order: 'ASC' }, page: { number: 1, size: 200 } })).data!['retainedSamples'].items.map((sample: { status: string }) => sample.status);
      expect(sorted).toEqual(all.map((sample) => sample.status).sort());
    }
    const { items } = (await w.officer.ask(LIST, { filter: { status: ['DUE', 'NOT_RETAINED'] } })).data!['retainedSamples'];
    expect(new Set(items.map((sample: { status: string }) => sample.status))).toEqual(new Set(['DUE', 'NOT_RETAINED']));
  });

  it('what has been kept long enough is a duty', async () => {
    api.clock(DUE);
    const duties = (await w.officer.ask(DUTIES, { canteen: w.canteen.id })).data!['today'];
    const due = (await w.officer.ask(LIST, { filter: { status: ['DUE'] } })).data!['retainedSamples'].total;
    expect(due).toBeGreaterThan(0);
    expect(duties.find((duty: { kind: string }) => duty.kind === 'retention.due')).toMatchObject({ count: due, done: false });
  });

  it('is read in a fixed number of queries, coverage of a page of meals too', async () => {
    const queries: number[] = [];
    for (const size of [1, 5]) {
      const counted = await api.queriesOf(() => w.inspector.ask(LIST, { page: { number: 1, size } }));
      expect(counted.result.data!['retainedSamples'].items).toHaveLength(size);
      queries.push(counted.queries.length);
    }
    expect(queries[0]).toBe(queries[1]);

    const meals = 'query ($page: PageInput) { mealServices(page: $page) { items { meal coverage { sampled dish { name { zh } } item { plannedPortions } batch { number samples { grams } } } } } }';
    const [first] = meal.items;
    for (const day of ['2026-11-24', '2026-11-25']) await aMeal(api, w, { day, dishes: [{ dish: { id: first!.dish.id } }] });
    const pages: number[] = [];
    for (const size of [1, 3]) {
      const counted = await api.queriesOf(() => w.officer.ask(meals, { page: { number: 1, size } }));
      expect(counted.result.data!['mealServices'].items).toHaveLength(size);
      pages.push(counted.queries.length);
    }
    expect(pages[1]! - pages[0]!).toBeLessThanOrEqual(2); // a first page of meals not yet cooked asks for no samples
  });

  it('shows the neighbours nothing, and coverage only to who may read samples', async () => {
    expect((await w.other.officer.ask(LIST, {})).data!['retainedSamples'].total).toBe(0);
    expect((await w.storekeeper.ask(COVERAGE, { id: meal.service.id })).data!['mealService']).toEqual({ coverage: null });
    expect(await w.storekeeper.ask(LIST, {})).toRefuse('FORBIDDEN');
  });
});
