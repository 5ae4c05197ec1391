import { uuidv7 } from '@canteen/kernel';
import { Canteen, Membership } from '@canteen/people';
import { aLot, anIngredient, aReceipt, aSupplier } from '../../../../tests/support/builders.ts';
import { aWorld, startApi, type Caller, type TestApi, type World } from '../../../../tests/support/api.ts';
import { JournalEntry } from '../journal/journal.entity.ts';
import { verifyChain } from '../journal/journal.ts';
import { Channel } from '../delivery/channel.entity.ts';
import { Delivery } from '../delivery/delivery.entity.ts';
import { Alert, AlertRuleSetting } from './alert.entity.ts';
import { watchFacts, watchSoon } from './watch.ts';

let api: TestApi;
let w: World;
beforeEach(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterEach(() => api.close());

const watch = () => watchFacts(api.host, w.org.id);
const only = async (kind: string) => {
  const found = await api.orm.em.fork().find(Alert, { organizationId: w.org.id, kind });
  expect(found).toHaveLength(1);
  return found[0]!;
};
const ALERTS = 'query ($filter: AlertFilter) { alerts(filter: $filter) { items { id kind kindTitle { zh } state severity title { zh en } availableActions standing times } total } }';
const seenBy = async (person: Caller, filter: object = {}) => (await person.ask(ALERTS, { filter })).data!['alerts'].items as { id: string; kind: string; state: string; severity: string; availableActions: string[] }[];
const ACKNOWLEDGE = 'mutation ($id: ID!) { acknowledgeAlert(id: $id) { record { state acknowledgedByName availableActions } errors { code field message } } }';
const RESOLVE = 'mutation ($id: ID!, $reason: LongText!) { resolveAlert(id: $id, reason: $reason) { record { state resolvedBy resolvedReason resolvedByName standing } errors { code field message } } }';

/** A lot that is past its day; scrapping it mends the fact. */
async function anExpiredLot() {
  const lot = await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-20' });
  return lot;
}
const holdLot = (id: string, hold: string) => api.orm.em.fork().execute('update lot set hold = ? where id = ?', [hold, id]);

it('is raised once, says so once in the journal, and is resolved by the facts', async () => {
  const lot = await anExpiredLot();
  expect(await watch()).toEqual({ raised: 1, resolved: 0, escalated: 0 });
  expect(await only('receiving.expiredStock')).toMatchObject({ state: 'RAISED', severity: 'CRITICAL', standing: true, times: 1, recordType: 'Lot', recordId: lot.id, canteen: w.canteen.id });
  const entries = await api.count(JournalEntry);
  expect(await watch()).toEqual({ raised: 0, resolved: 0, escalated: 0 });
  expect(await api.count(JournalEntry)).toBe(entries);

  await holdLot(lot.id, 'QUARANTINED');
  expect(await watch()).toEqual({ raised: 0, resolved: 1, escalated: 0 });
  expect(await only('receiving.expiredStock')).toMatchObject({ state: 'RESOLVED', resolvedBy: 'FACTS', resolvedReason: null, standing: false });
  expect(await api.count(JournalEntry)).toBe(entries + 1);

  await holdLot(lot.id, 'NONE');
  expect(await watch()).toMatchObject({ raised: 1 });
  expect(await only('receiving.expiredStock')).toMatchObject({ state: 'RAISED', times: 2, resolvedAt: null, resolvedBy: null });
});

it('exists once although several nodes look at the same moment', async () => {
  await anExpiredLot();
  const watches = await Promise.all([watch(), watch(), watch(), watch()]);
  expect(watches.map(({ raised }) => raised).sort()).toEqual([0, 0, 0, 1]);
  await only('receiving.expiredStock');
  const system = await api.orm.em.fork().find(JournalEntry, { organizationId: w.org.id, act: 'job:watch-facts' });
  expect(system).toHaveLength(1);
  expect(system[0]).toMatchObject({ personId: null, personName: 'system:watch-facts' });
  const verified = await api.act(null, (ctx) => verifyChain(ctx, w.org.id, null));
  expect(verified.faults.filter((fault) => fault.table === 'alert')).toEqual([]);
});

it('is acknowledged and resolved by those it is for, with a reason; a refusal changes nothing', async () => {
  const lot = await anExpiredLot();
  await watch();
  const { id } = await only('receiving.expiredStock');
  for (const stranger of [w.cook, w.inspector, w.other.storekeeper]) {
    expect(await stranger.ask(ACKNOWLEDGE, { id })).toRefuse('NOT_FOUND', 'id');
    expect(await stranger.ask(RESOLVE, { id, reason: '已处理' })).toRefuse('NOT_FOUND', 'id');
  }
  expect(await w.storekeeper.ask(RESOLVE, { id, reason: ' ' })).toRefuse('REASON_REQUIRED', 'reason');
  expect(await api.anyone.ask(ACKNOWLEDGE, { id })).toRefuse('UNAUTHENTICATED');
  expect(await api.reload(Alert, id)).toMatchObject({ state: 'RAISED', acknowledgedAt: null, resolvedReason: null, version: 1 });

  const acknowledged = await w.storekeeper.ask(ACKNOWLEDGE, { id });
  expect(acknowledged).toBeDone();
  expect(acknowledged.data!['acknowledgeAlert'].record).toEqual({ state: 'ACKNOWLEDGED', acknowledgedByName: '库管', availableActions: ['RESOLVE'] });
  expect(await w.officer.ask(ACKNOWLEDGE, { id })).toRefuse('ACTION_NOT_ALLOWED');
  const resolved = await w.officer.ask(RESOLVE, { id, reason: '已移至隔离区，明日销毁' });
  expect(resolved.data!['resolveAlert'].record).toEqual({ state: 'RESOLVED', resolvedBy: 'PERSON', resolvedReason: '已移至隔离区，明日销毁', resolvedByName: '食安员', standing: true });

  // the fact still stands: the person's word holds
  expect(await watch()).toEqual({ raised: 0, resolved: 0, escalated: 0 });
  expect(await api.reload(Alert, id)).toMatchObject({ state: 'RESOLVED', times: 1 });
  // it went away once, and is back: news again
  await holdLot(lot.id, 'QUARANTINED');
  await watch();
  expect(await api.reload(Alert, id)).toMatchObject({ state: 'RESOLVED', resolvedBy: 'PERSON', standing: false });
  await holdLot(lot.id, 'NONE');
  expect(await watch()).toMatchObject({ raised: 1 });
  expect(await api.reload(Alert, id)).toMatchObject({ state: 'RAISED', times: 2, acknowledgedAt: null, acknowledgedByName: null, resolvedReason: null });
});

it('is escalated by the clock, once, and not when somebody took it in hand', async () => {
  await anExpiredLot();
  const supplier = await aSupplier(api, w, { licenceTo: '2026-11-20', approved: false });
  await api.orm.em.fork().execute(`update supplier set state = 'APPROVED' where id = ?`, [supplier.id]);
  await watch();
  const stock = await only('receiving.expiredStock');
  const COUNTS = 'query ($canteen: ID!) { alertCounts(canteen: $canteen) { raised critical } }';
  const bell = async (person: Caller) => (await person.ask(COUNTS, { canteen: w.canteen.id })).data!['alertCounts'];
  expect(await bell(w.storekeeper)).toEqual({ raised: 2, critical: 2 });
  // the principal sees it coming and is not called
  expect((await seenBy(w.principal)).map(({ kind }) => kind).sort()).toEqual(['catalog.licence', 'receiving.expiredStock']);
  expect(await bell(w.principal)).toEqual({ raised: 0, critical: 0 });

  api.clock('2026-11-20T23:59:59Z');
  expect(await watch()).toMatchObject({ escalated: 0 });
  api.clock('2026-11-21T00:00:00Z');
  expect(await watch()).toMatchObject({ escalated: 1 });
  expect((await api.reload(Alert, stock.id)).escalatedAt).toEqual(new Date('2026-11-21T00:00:00Z'));
  expect(await watch()).toMatchObject({ escalated: 0 });
  expect(await bell(w.principal)).toEqual({ raised: 1, critical: 1 });

  const licence = await only('catalog.licence');
  expect(await w.manager.ask(ACKNOWLEDGE, { id: licence.id })).toBeDone();
  api.clock('2026-11-30T00:00:00Z');
  await watch();
  expect((await api.reload(Alert, licence.id)).escalatedAt).toBeNull();
});

it('is handed to the channels of those it is for when it is raised, grows worse or is escalated; not otherwise', async () => {
  await api.act(null, async (ctx) => {
    for (const person of [w.storekeeper, w.director, w.principal, w.cook]) {
      ctx.create(Channel, { personId: person.id, name: '邮件', kind: 'EMAIL', target: `${person.id}@example.test`, active: true, minSeverity: 'INFO', quietFrom: '00:00', quietTo: '00:00', quietForCritical: false, digest: 'NONE', digestHour: 7 } as never);
    }
  });
  const told = async () => {
    const rows = await api.orm.em.fork().find(Delivery, {}, { orderBy: { id: 'asc' } });
    return rows.map(({ personName, severity }) => `${personName} ${severity}`).sort();
  };
  await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-22' });
  await watch();
  expect(await told()).toEqual(['库管 INFO', '食安总监 INFO']);
  await watch();
  expect(await told()).toHaveLength(2);
  api.clock('2026-11-21T20:00:00Z'); // its last day has begun
  await watch();
  expect(await told()).toEqual(['库管 INFO', '库管 WARN', '食安总监 INFO', '食安总监 WARN']);

  await anExpiredLot();
  await watch();
  expect((await told()).filter((line) => line.endsWith('CRITICAL'))).toEqual(['库管 CRITICAL', '食安总监 CRITICAL']);
  api.clock('2026-11-21T22:00:00Z');
  await watch();
  // the director had been told already
  expect((await told()).filter((line) => line.endsWith('CRITICAL'))).toEqual(['库管 CRITICAL', '校长 CRITICAL', '食安总监 CRITICAL']);
});

it('is seen by those it is for, where they hold the permission', async () => {
  await anExpiredLot();
  await aSupplier(api, w, { licenceTo: '2026-12-01' });
  const annex = await api.act(null, async (ctx) => {
    const canteen = ctx.create(Canteen, { ...(await api.reload(Canteen, w.canteen.id)), id: uuidv7(api.now()), slug: 'annex', version: undefined } as never);
    const keeper = ctx.create(Membership, { organizationId: w.org.id, person: w.other.storekeeper.id, canteen, role: 'STOREKEEPER', validFrom: ctx.today() } as never);
    return { canteen, keeper };
  });
  await aReceipt(api, w);
  api.clock('2026-11-21T04:00:00Z');
  await watch();
  const kinds = async (person: Caller, filter: object = {}) => (await seenBy(person, filter)).map(({ kind }) => kind).sort();
  expect(await kinds(w.storekeeper)).toEqual(['catalog.licence', 'receiving.expiredStock', 'receiving.waiting']);
  // a keeper of the annex alone: what all canteens share, and nothing of the first one
  expect(await kinds(w.other.storekeeper)).toEqual(['catalog.licence']);
  expect(await kinds(w.other.storekeeper, { canteen: annex.canteen.id })).toEqual(['catalog.licence']);
  expect(await kinds(w.other.manager)).toEqual([]);
  // neither the cook nor the inspector is to act on any of these
  expect(await kinds(w.cook)).toEqual([]);
  expect(await kinds(w.inspector)).toEqual([]);
  expect(await kinds(w.storekeeper, { canteen: w.canteen.id, severity: ['CRITICAL'] })).toEqual(['receiving.expiredStock']);
  expect(await kinds(w.storekeeper, { kind: 'catalog.licence', state: ['RAISED'] })).toEqual(['catalog.licence']);
  expect(await kinds(w.storekeeper, { canteen: w.other.canteen.id })).toEqual([]);
  expect(await kinds(w.storekeeper, { canteen: 'nonsense' })).toEqual([]);
  expect(await kinds(w.storekeeper, { recordId: 'nonsense' })).toEqual([]);
  const expired = await only('receiving.expiredStock');
  expect(await kinds(w.storekeeper, { recordId: expired.recordId })).toEqual(['receiving.expiredStock']);
  const one = 'query ($id: ID!) { alert(id: $id) { kind kindTitle { zh en } } }';
  expect((await w.storekeeper.ask(one, { id: expired.id })).data).toEqual({ alert: { kind: 'receiving.expiredStock', kindTitle: { zh: '库存过期', en: 'Expired stock' } } });
  expect((await w.other.storekeeper.ask(one, { id: expired.id })).data).toEqual({ alert: null });
});

it('has a canteen grant of an officer see that canteen only', async () => {
  await anExpiredLot();
  await watch();
  await api.act(null, async (ctx) => {
    ctx.create(Membership, { organizationId: w.org.id, person: w.inspector.id, canteen: w.canteen, role: 'FOOD_SAFETY_OFFICER', validFrom: ctx.today() } as never);
  });
  expect(await seenBy(w.inspector)).toHaveLength(1);
  const next = await aLot(api, w.other, { ingredient: await anIngredient(api, w.other), expiryDate: '2026-11-20' });
  await watchFacts(api.host, w.other.org.id);
  expect(await api.count(Alert, { recordId: next.id })).toBe(1);
  expect(await seenBy(w.inspector)).toHaveLength(1);
});

const RULES = `query ($organization: ID!) { alertRules(organization: $organization) {
  kind title { zh en } says { zh en } limits { policy field value unit citation { zh en } mark } audience escalation { afterHours roles } on law { zh } reason } }`;
const SWITCH = 'mutation ($organization: ID!, $kind: ShortText!, $on: Boolean!, $reason: LongText!) { switchAlertRule(organization: $organization, kind: $kind, on: $on, reason: $reason) { record { kind on reason } errors { code field message } } }';

describe('rules', () => {
  const rules = async (person: Caller = w.director, organization = w.org.id) => (await person.ask(RULES, { organization })).data!['alertRules'] as Record<string, any>[];

  it('say in one sentence what they do, with the numbers in force and where these come from', async () => {
    const all = await rules();
    expect(new Set(all.map((rule) => rule['kind'])).size).toBe(all.length);
    for (const rule of all) {
      for (const lang of ['zh', 'en']) expect(rule['says'][lang]).not.toMatch(/[{}]/);
      expect(rule['title'].en).toBeTruthy();
      expect(rule['audience'].length).toBeGreaterThan(0);
      for (const limit of rule['limits']) expect(limit).toMatchObject({ citation: { zh: expect.any(String), en: expect.any(String) }, mark: expect.stringMatching(/^[VSMD]$/) });
    }
    const licence = all.find((rule) => rule['kind'] === 'catalog.licence')!;
    expect(licence['says'].en).toContain('90, 60, 30 and 7 days');
    expect(licence['escalation']).toEqual({ afterHours: 72, roles: ['FOOD_SAFETY_DIRECTOR', 'DIVISION_LEADER', 'PRINCIPAL'] });
    expect(licence['audience']).not.toContain('COOK');
    await w.director.ask('mutation ($i: SetPolicyInput!) { setPolicy(input: $i) { errors { code } } }', { i: { organization: w.org.id, policy: 'catalog', field: 'licenceWarnDays', value: 120, reason: '本地要求' } });
    expect((await rules()).find((rule) => rule['kind'] === 'catalog.licence')!['says'].zh).toContain('120、60、30、7 天');
    expect(await rules(w.other.manager)).toEqual([]);
  });

  it('are switched off with a reason, which resolves what is open of them; the law’s are not', async () => {
    await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-22' });
    await anExpiredLot();
    await watch();
    const near = await only('receiving.nearExpiry');
    const ask = (person: Caller, over: object = {}) => person.ask(SWITCH, { organization: w.org.id, kind: 'receiving.nearExpiry', on: false, reason: '另有系统提醒', ...over });
    expect(await ask(w.manager)).toRefuse('FORBIDDEN');
    expect(await ask(w.director, { organization: w.other.org.id })).toRefuse('NOT_FOUND', 'organization');
    expect(await ask(w.director, { kind: 'receiving.expiredStock' })).toRefuse('ALERT_RULE_IS_LAW', 'on');
    expect(await ask(w.director, { kind: 'text' })).toRefuse('ALERT_RULE_UNKNOWN', 'kind');
    expect(await ask(w.director, { reason: '' })).toRefuse('REASON_REQUIRED', 'reason');
    expect(await ask(w.director, { on: true })).toRefuse('ALERT_RULE_ON_ALREADY', 'on');
    expect(await api.count(AlertRuleSetting)).toBe(0);
    expect(await api.reload(Alert, near.id)).toMatchObject({ state: 'RAISED' });

    const off = await ask(w.director);
    expect(off).toBeDone();
    expect(off.data!['switchAlertRule'].record).toEqual({ kind: 'receiving.nearExpiry', on: false, reason: '另有系统提醒' });
    expect(await ask(w.director)).toRefuse('ALERT_RULE_OFF_ALREADY', 'on');
    expect(await api.reload(Alert, near.id)).toMatchObject({ state: 'RESOLVED', resolvedBy: 'PERSON', resolvedByName: '食安总监', resolvedReason: '另有系统提醒', standing: false });
    expect(await watch()).toEqual({ raised: 0, resolved: 0, escalated: 0 });
    expect((await rules()).find((rule) => rule['kind'] === 'receiving.nearExpiry')).toMatchObject({ on: false, reason: '另有系统提醒' });

    expect(await ask(w.director, { on: true, reason: '恢复' })).toBeDone();
    expect(await watch()).toMatchObject({ raised: 1 });
    expect(await api.reload(Alert, near.id)).toMatchObject({ state: 'RAISED', times: 2 });
  });
});

it('a rule that fails leaves its own alerts as they are, and the others go on', async () => {
  await anExpiredLot();
  await watch();
  const failing = { name: 'failing', entities: [], resolvers: [], messages: {}, alerts: [{
    kind: 'failing.rule', title: { zh: '坏', en: 'Broken' }, says: { zh: '坏', en: 'Broken' }, limits: [], audience: 'stock:write', escalation: null,
    find: async () => { throw new Error('no such table'); },
  }] };
  const host = { ...api.host, modules: [failing, ...api.host.modules] };
  await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-19' });
  await expect(watchFacts(host, w.org.id)).rejects.toThrow('The rule failing.rule failed: no such table');
  expect(await api.count(Alert, { kind: 'receiving.expiredStock', state: 'RAISED' })).toBe(2);
});

it('asks a bounded number of questions, however much there is to tell', async () => {
  const ingredient = await anIngredient(api, w);
  for (let i = 0; i < 3; i++) await aLot(api, w, { ingredient, expiryDate: '2026-11-20' });
  await watch();
  const few = (await api.queriesOf(watch)).queries.length;
  for (let i = 0; i < 12; i++) await aLot(api, w, { ingredient, expiryDate: '2026-11-20' });
  for (let i = 0; i < 4; i++) await aReceipt(api, w);
  api.clock('2026-11-21T01:30:00Z');
  await watch();
  const { result, queries } = await api.queriesOf(watch);
  expect(result).toEqual({ raised: 0, resolved: 0, escalated: 0 });
  // names of suppliers are asked for once there are receipts that wait
  expect(queries.length).toBeLessThanOrEqual(few + 1);
  expect(few).toBeLessThanOrEqual(45);
});

it('is watched soon after an act of the organization, and the watch itself is no news', async () => {
  const sent: { name: string; data: unknown; timing: unknown }[] = [];
  const host = Object.assign(api.host, { jobs: { send: async (_em: unknown, name: string, data: unknown, timing: unknown) => void sent.push({ name, data, timing }) } });
  host.changed = watchSoon(host);
  await anExpiredLot();
  const last = sent.at(-1)!;
  expect(last).toEqual({ name: 'watch-organization', data: { organizationId: w.org.id }, timing: { once: { key: w.org.id, seconds: 5 } } });
  const before = sent.length;
  await watch();
  expect(sent.slice(before).filter(({ name }) => name === 'watch-organization')).toEqual([]);
  expect(await w.cook.ask(ACKNOWLEDGE, { id: (await only('receiving.expiredStock')).id })).toRefuse('NOT_FOUND');
  expect(sent.slice(before).filter(({ name }) => name === 'watch-organization')).toEqual([]);
  delete host.changed;
});
