import { LocalDate } from '@canteen/kernel';
import { Supplier } from '@canteen/catalog';
import { CorrectiveAction, ProductionBatch, TemperatureReading } from '@canteen/kitchen';
import { MealService, Menu, publishMenu } from '@canteen/menus';
import { actorOf, Canteen, HealthCertificate, Organization, Person } from '@canteen/people';
import { act, Ctx, JournalEntry, systemActor, verifyChain } from '@canteen/platform';
import { GoodsReceipt, Lot, ReceiptLine } from '@canteen/receiving';
import { RetainedSample } from '@canteen/retention';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { isEmpty, tour } from '../apps/api/src/demo.ts';
import { startApi, type TestApi } from '../tests/support/api.ts';
import { DEMO_PASSWORD, institutions, seedDemo } from './index.ts';

const TODAY = LocalDate.of('2026-11-24');
/** 13:15 in the canteens: lunch was served, dinner has not begun. */
const NOW = new Date('2026-11-24T05:15:00Z');

let api: TestApi;
let em: SqlEntityManager;
let party: Canteen;

beforeAll(async () => {
  api = await startApi();
  api.clock(NOW);
  expect(await isEmpty(api.orm)).toBe(true);
  await seedDemo(api.host, api.files, { days: 12 });
  em = api.orm.em.fork() as SqlEntityManager;
  party = await em.findOneOrFail(Canteen, { slug: 'citong' });
}, 240_000);
afterAll(() => api.close());

it('leaves every journal unbroken, and every record as the journal says it became', async () => {
  const organizations = await em.find(Organization, {});
  expect(organizations).toHaveLength(5);
  for (const { id } of organizations) {
    const ctx = new Ctx({ host: api.host, em: api.orm.em.fork() as SqlEntityManager, actor: systemActor('test'), lang: 'en', requestId: 'test' });
    expect((await verifyChain(ctx, id, null)).faults).toEqual([]);
  }
});

it('is told up to now, and no further', async () => {
  expect(await em.count(JournalEntry, { at: { $gt: NOW } })).toBe(0);
  const served = (await em.find(MealService, { canteen: party.id, day: TODAY }, { orderBy: { serviceStart: 'asc' } })).map(async (service) => ({
    meal: service.meal,
    finished: await em.count(ProductionBatch, { service: service.id, state: 'FINISHED' }),
    samples: await em.count(RetainedSample, { service: service.id }),
  }));
  expect(await Promise.all(served)).toEqual([
    { meal: 'BREAKFAST', finished: 3, samples: 2 },
    { meal: 'LUNCH', finished: 5, samples: 5 },
    { meal: 'DINNER', finished: 0, samples: 0 },
  ]);
  // what is older than two days was thrown away by somebody else, all but what is due since noon
  const kept = await em.find(RetainedSample, { state: 'STORED', dueAt: { $lt: new Date('2026-11-24T00:00:00Z') } });
  expect(kept).toEqual([]);
  expect(await em.count(RetainedSample, { state: 'DISPOSED' })).toBeGreaterThan(50);
});

it('holds the small disorders of real life, and what was done about them', async () => {
  const before = { occurredAt: { $lt: TODAY.startsAt('Asia/Shanghai') } };
  const batches = await em.find(ProductionBatch, { canteen: party.id, ...before });
  const sampled = new Set((await em.find(RetainedSample, { canteen: party.id })).map((sample) => sample.batch.id));
  expect(batches.filter((batch) => !sampled.has(batch.id))).toHaveLength(1);
  expect(await em.count(RetainedSample, { canteen: party.id, grams: '124', retained: false })).toBe(1);

  const [low] = await em.find(TemperatureReading, { canteen: party.id, kind: 'CORE', within: false });
  expect(low).toMatchObject({ celsius: '66' });
  expect(await em.count(CorrectiveAction, { batch: low!.batch!.id, action: 'REHEATED' })).toBe(1);
  expect(await em.findOneOrFail(ProductionBatch, low!.batch!.id)).toMatchObject({ state: 'FINISHED' });

  const [rejected] = await em.find(ReceiptLine, { canteen: party.id, verdict: 'REJECTED' });
  expect(rejected).toMatchObject({ arrivalTemperature: '12.4' });
  expect(rejected!.rejectReason).toContain('12.4');
  expect(rejected!.rejectPhoto).not.toBeNull();

  const [open] = await em.find(GoodsReceipt, { canteen: party.id, lateEntry: true });
  expect(open).toMatchObject({ countersignedAt: null, state: 'ACCEPTED' });
  expect(open!.lateReason).toBeTruthy();
  const late = await em.find(TemperatureReading, { canteen: party.id, lateEntry: true });
  expect(late).toHaveLength(1);
  expect(late[0]!.countersignedAt).not.toBeNull();

  expect(await em.count(Lot, { canteen: party.id, hold: 'QUARANTINED', balance: { value: { $gt: '0' } } })).toBe(1);
  const milk = await em.find(Lot, { canteen: party.id, ingredient: { name: { zh: '鲜牛奶' } }, balance: { value: { $gt: '0' } } });
  expect(milk).toHaveLength(1);
  expect(milk[0]!.expiryDate!.toString()).toBe('2026-11-25');
  expect(milk[0]!.nearExpiryAt! < NOW).toBe(true);
});

it('has a licence that ends in 12 days, a health certificate that ends in 18, and a supplier that is frozen', async () => {
  const ending = await em.find(Supplier, { organizationId: party.organizationId, licenceValidTo: { $lte: TODAY.plusDays(30) } });
  expect(ending.map(({ state, licenceValidTo }) => [state, String(licenceValidTo)])).toEqual([['APPROVED', '2026-12-06']]);
  const certificates = await em.find(HealthCertificate, { canteen: party.id, validTo: { $lte: TODAY.plusDays(30) } });
  expect(certificates.map(({ validTo }) => String(validTo))).toEqual(['2026-12-12']);
  expect(await em.count(Supplier, { organizationId: party.organizationId, state: 'FROZEN' })).toBe(1);
});

it('leaves nothing in the store that has expired', async () => {
  expect(await em.count(Lot, { hold: 'NONE', balance: { value: { $gt: '0' } }, expiresAt: { $lte: NOW } })).toBe(0);
});

it("has next week's menu as a draft that a dish without a price keeps from being published", async () => {
  const menu = await em.findOneOrFail(Menu, { canteen: party.id, weekStart: LocalDate.of('2026-11-30') });
  expect(menu.state).toBe('DRAFT');
  const manager = await em.findOneOrFail(Person, { account: 'manager' });
  const actor = await actorOf(em, manager.id, NOW);
  await expect(act(api.host, { name: 'test', actor }, (ctx) => publishMenu(ctx, menu.id))).rejects.toMatchObject({
    errors: [expect.objectContaining({ code: 'DISH_WITHOUT_PRICE' })],
  });
});

it('shows the inspector one canteen and nobody else’s', async () => {
  const inspector = await em.findOneOrFail(Person, { account: 'inspector' });
  const actor = await actorOf(em, inspector.id, NOW);
  expect(actor!.grants.map(({ canteenId, role }) => [canteenId, role])).toEqual([[party.id, 'INSPECTOR']]);
});

it('prints three direct links and an account per role', async () => {
  const printed = await tour(api.host, 'http://localhost:4000');
  expect(printed).toMatch(/Manager +http:\/\/localhost:4000\/console\/\n/);
  expect(printed).toMatch(/Inspector +http:\/\/localhost:4000\/console\/retainedSamples\/[0-9a-f-]{36}\/show\n/);
  expect(printed).toMatch(/Diner +http:\/\/localhost:4000\/menu\/citong\n/);
  const accounts = [...institutions.flatMap(({ people }) => people.flatMap(({ shown, account }) => (shown && account ? [account] : []))), 'inspector'];
  for (const account of accounts) expect(printed).toMatch(new RegExp(`^ +[A-Z_]+ +${account} +${DEMO_PASSWORD} `, 'm'));
  expect(await isEmpty(api.orm)).toBe(false);
  api.host.demo = false;
  expect(await tour(api.host, 'http://localhost:4000')).not.toContain(DEMO_PASSWORD);
});

it('lets the demonstration’s people sign in', async () => {
  const answer = await api.anyone.ask('mutation ($a: ShortText!, $p: String!) { signIn(account: $a, password: $p) { errors { code } } }', { a: 'inspector', p: DEMO_PASSWORD });
  expect(answer).toBeDone();
});
