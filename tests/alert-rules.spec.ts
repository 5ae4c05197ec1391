// Every rule of every module: raised by the facts, resolved by the facts, on a day of the clock.
import { LocalDate, LocalizedText } from '@canteen/kernel';
import { addSupplierDocument } from '@canteen/catalog';
import { recordCorrectiveAction, recordTemperature } from '@canteen/kitchen';
import { archiveMenu, createMenu, publishMenu, saveMenu } from '@canteen/menus';
import { addHealthCertificate, countersignLateEntry } from '@canteen/people';
import { Alert, Channel, Delivery, watchFacts, Work } from '@canteen/platform';
import { acceptGoodsReceipt, issueFromLot, Lot, quarantineLot, recordRawMaterialTest, scrapLot } from '@canteen/receiving';
import { disposeSample, takeSamples } from '@canteen/retention';
import { modules } from '../apps/api/src/modules.ts';
import { aBatch, aDish, aFile, aLot, aMeal, aMenu, anIngredient, aReceipt, aSample, aServableDish, aSupplier } from './support/builders.ts';
import { aWorld, startApi, type TestApi, type World } from './support/api.ts';

let api: TestApi;
let w: World;
/** The rules whose alerts were seen to come and go by the facts. */
const seen = new Set<string>();
beforeEach(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterEach(() => api.close());

interface Seen {
  key: string;
  kind: string;
  state: string;
  severity: string;
  zh: string;
  en: string | null;
  recordType: string;
  recordId: string;
  audience: string;
  resolvedBy: string | null;
}
async function alerts(kind: string): Promise<Seen[]> {
  await watchFacts(api.host, w.org.id);
  const found = await api.orm.em.fork().find(Alert, { organizationId: w.org.id, kind }, { orderBy: { key: 'asc' } });
  for (const alert of found) if (alert.resolvedBy === 'FACTS') seen.add(kind);
  return found.map(({ key, state, severity, title, recordType, recordId, audience, resolvedBy }) => ({ key, kind, state, severity, zh: title.zh, en: title.en, recordType, recordId, audience, resolvedBy }));
}
const open = async (kind: string) => (await alerts(kind)).filter(({ state }) => state !== 'RESOLVED');
const RESOLVED = { state: 'RESOLVED', resolvedBy: 'FACTS' };

it('catalog.licence: 90, 60, 30, 7 days and ended, each an alert of its own; a renewal ends them', async () => {
  const supplier = await aSupplier(api, w, { name: LocalizedText.of('晋江粮油', 'Jinjiang Grain'), licenceTo: '2027-02-20' });
  const key = (step: number) => `catalog.licence:${supplier.id}:${step}`;
  const on = async (day: string) => {
    api.clock(`${day}T01:00:00Z`);
    return open('catalog.licence');
  };
  expect(await on('2026-11-21')).toEqual([]);
  expect(await on('2026-11-22')).toMatchObject([{ key: key(90), severity: 'INFO', zh: '许可证将于 2027年2月20日 到期：晋江粮油', en: 'Licence ends 20 Feb 2027: Jinjiang Grain', recordType: 'Supplier', recordId: supplier.id, audience: 'receiving:accept' }]);
  expect(await on('2026-12-22')).toMatchObject([{ key: key(60), severity: 'INFO' }]);
  expect(await on('2027-01-21')).toMatchObject([{ key: key(30), severity: 'WARN' }]);
  expect(await on('2027-02-13')).toMatchObject([{ key: key(7), severity: 'CRITICAL' }]);
  expect(await on('2027-02-20')).toMatchObject([{ key: key(7) }]);
  expect(await on('2027-02-21')).toMatchObject([{ key: key(0), severity: 'CRITICAL', zh: '许可证已于 2027年2月20日 到期，不得收货：晋江粮油' }]);
  expect((await alerts('catalog.licence')).filter(({ key: k }) => k !== key(0))).toMatchObject([RESOLVED, RESOLVED, RESOLVED, RESOLVED]);
  await api.act(w.manager, (ctx) => addSupplierDocument(ctx, supplier.id, { kind: 'FOOD_LICENCE', validFrom: LocalDate.of('2027-02-21'), validTo: LocalDate.of('2032-02-20') }));
  expect(await open('catalog.licence')).toEqual([]);
});

it('receiving.waiting: an hour after arrival, until it is accepted', async () => {
  const receipt = await aReceipt(api, w);
  api.clock('2026-11-20T22:59:59Z');
  expect(await alerts('receiving.waiting')).toEqual([]);
  api.clock('2026-11-20T23:00:00Z');
  expect(await alerts('receiving.waiting')).toMatchObject([{ key: `receiving.waiting:${receipt.id}`, severity: 'WARN', zh: expect.stringContaining('到货后 1 小时仍未验收：GR-20261121-0001'), recordType: 'GoodsReceipt', recordId: receipt.id }]);
  await api.act(w.officer, (ctx) => acceptGoodsReceipt(ctx, receipt.id, receipt.rows.map((line) => ({ line: line.id, accept: true }))));
  expect(await alerts('receiving.waiting')).toMatchObject([RESOLVED]);
});

it('receiving.testFailed: until the line is rejected, or the lot that came of it is held', async () => {
  const receipt = await aReceipt(api, w);
  const line = receipt.rows[0]!;
  const test = (measured: string) => api.act(w.officer, (ctx) => recordRawMaterialTest(ctx, { line: line.id, item: '农药残留抑制率', measured, unit: '%' }));
  await test('49.9');
  expect(await alerts('receiving.testFailed')).toEqual([]);
  await api.act(w.officer, (ctx) => acceptGoodsReceipt(ctx, receipt.id, [{ line: line.id, accept: true }]));
  // a second look at what is on the shelf
  await test('63.5');
  expect(await alerts('receiving.testFailed')).toMatchObject([{ severity: 'CRITICAL', zh: expect.stringMatching(/^抽检不合格：原料\d+，农药残留抑制率 63\.5%（限值 50%）$/), recordId: receipt.id }]);
  const [lot] = await api.orm.em.fork().find(Lot, { line: line.id });
  await api.act(w.storekeeper, (ctx) => quarantineLot(ctx, lot!.id, '抽检不合格'));
  expect(await alerts('receiving.testFailed')).toMatchObject([RESOLVED]);

  const second = await aReceipt(api, w);
  await api.act(w.officer, (ctx) => recordRawMaterialTest(ctx, { line: second.rows[0]!.id, item: '农药残留抑制率', measured: '50', unit: '%' }));
  expect(await open('receiving.testFailed')).toHaveLength(1);
  const photo = await aFile(api, w, w.officer);
  await api.act(w.officer, (ctx) => acceptGoodsReceipt(ctx, second.id, [{ line: second.rows[0]!.id, accept: false, reason: '农残超标', photo: photo.id }]));
  expect(await open('receiving.testFailed')).toEqual([]);
});

it('receiving.nearExpiry and receiving.expiredStock: told apart, worse on the last day, gone with the stock', async () => {
  const lot = await aLot(api, w, { ingredient: await anIngredient(api, w, { name: LocalizedText.of('豆腐', 'Tofu') }), lotCode: 'D1', expiryDate: '2026-11-24' });
  const bread = await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-24' });
  expect(await alerts('receiving.nearExpiry')).toEqual([]);
  api.clock('2026-11-22T01:00:00Z');
  expect(await alerts('receiving.nearExpiry')).toHaveLength(2);
  expect((await alerts('receiving.nearExpiry')).find(({ recordId }) => recordId === lot.id)).toMatchObject({ severity: 'INFO', zh: '临期：豆腐 D1，11月24日 到期', en: 'Near expiry: Tofu D1, use by 24 Nov', audience: 'stock:write' });
  await api.act(w.storekeeper, (ctx) => issueFromLot(ctx, bread.id, bread.balance, { reason: '已用完' }));
  api.clock('2026-11-23T20:00:00Z');
  expect(await open('receiving.nearExpiry')).toMatchObject([{ recordId: lot.id, severity: 'WARN' }]);
  api.clock('2026-11-24T16:00:00Z');
  expect(await open('receiving.nearExpiry')).toEqual([]);
  expect(await open('receiving.expiredStock')).toMatchObject([{ key: `receiving.expiredStock:${lot.id}`, severity: 'CRITICAL', zh: '过期须清出：豆腐 D1，11月24日 到期' }]);
  await api.act(w.storekeeper, (ctx) => scrapLot(ctx, lot.id, '过期销毁'));
  expect(await alerts('receiving.expiredStock')).toMatchObject([RESOLVED]);
});

it('people.lateEntry: one for what a person wrote late on a day, until all is countersigned; imported history never', async () => {
  const late = async () => {
    const receipt = await aReceipt(api, w, { occurredAt: new Date('2026-11-19T02:00:00Z'), lateReason: '系统停电' });
    return receipt;
  };
  const [first, second, third] = [await late(), await late(), await late()];
  await api.orm.em.fork().execute('update goods_receipt set import_id = ? where id = ?', [first.id, third.id]);
  expect(await alerts('people.lateEntry')).toMatchObject([{ severity: 'WARN', zh: '库管于 11月21日 补录 2 项，待复核签字', en: '2 late entries by 库管 on 21 Nov to countersign', recordType: 'GoodsReceipt', recordId: first.id, audience: 'late:countersign' }]);
  await api.act(w.manager, (ctx) => countersignLateEntry(ctx, 'GoodsReceipt', first.id));
  expect(await open('people.lateEntry')).toMatchObject([{ zh: '库管于 11月21日 补录 1 项，待复核签字', en: '1 late entry by 库管 on 21 Nov to countersign', recordId: second.id }]);
  await api.act(w.manager, (ctx) => countersignLateEntry(ctx, 'GoodsReceipt', second.id));
  expect(await alerts('people.lateEntry')).toMatchObject([RESOLVED]);

  // a pile that nobody countersigns hides no other
  const pile = await late();
  await api.orm.em.fork().execute(
    `insert into goods_receipt select r.* from goods_receipt g cross join generate_series(1, 120) n cross join lateral
       jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(), 'number', 'GR-PILE-' || n, 'recorded_at', g.recorded_at - interval '3 days')) r where g.id = ?`,
    [pile.id],
  );
  expect(await open('people.lateEntry')).toMatchObject([{ zh: '库管于 11月18日 补录 120 项，待复核签字' }, { zh: '库管于 11月21日 补录 1 项，待复核签字', recordId: pile.id }]);
});

it('people.healthCertificate: 30 and 7 days and expired, without saying whose, for those who keep them', async () => {
  const certificate = (from: string, to: string, number: string) =>
    api.act(w.officer, (ctx) => addHealthCertificate(ctx, { person: w.cook.id, canteen: w.canteen.id, number, validFrom: LocalDate.of(from), validTo: LocalDate.of(to) }));
  const held = await certificate('2026-01-01', '2026-12-22', 'A1');
  expect(await alerts('people.healthCertificate')).toEqual([]);
  api.clock('2026-11-22T01:00:00Z');
  expect(await open('people.healthCertificate')).toMatchObject([{ key: `people.healthCertificate:${held.id}:30`, severity: 'WARN', zh: '有一份健康证将于 2026年12月22日 到期', recordType: 'HealthCertificate', recordId: held.id, audience: 'health:write' }]);
  api.clock('2026-12-15T01:00:00Z');
  expect(await open('people.healthCertificate')).toMatchObject([{ key: `people.healthCertificate:${held.id}:7` }]);
  api.clock('2026-12-23T01:00:00Z');
  expect(await open('people.healthCertificate')).toMatchObject([{ key: `people.healthCertificate:${held.id}:0`, severity: 'CRITICAL', en: 'A health certificate expired on 22 Dec 2026' }]);
  await certificate('2026-12-23', '2027-12-22', 'A2');
  expect(await open('people.healthCertificate')).toEqual([]);
});

async function aCookedMeal() {
  const meat = await anIngredient(api, w, { category: 'MEAT' });
  await aLot(api, w, { ingredient: meat, quantity: '100' });
  const dish = await aDish(api, w, { name: LocalizedText.of('姜母鸭', 'Ginger duck'), lines: [{ ingredient: meat, net: '10' }] });
  api.clock('2026-11-21T02:00:00Z');
  const { service, items } = await aMeal(api, w, { dishes: [{ dish }] });
  return { service, item: items[0]! };
}

it('retention.missing: when the meal is over, until there is a sample; the days that pass mend nothing', async () => {
  const meal = await aCookedMeal();
  const batch = await aBatch(api, w, meal);
  expect(await alerts('retention.missing')).toEqual([]);
  api.clock('2026-11-21T04:30:00Z');
  expect(await alerts('retention.missing')).toEqual([]);
  api.clock('2026-11-21T04:30:01Z');
  expect(await alerts('retention.missing')).toMatchObject([{ key: `retention.missing:${meal.service.id}`, severity: 'CRITICAL', zh: '11月21日 午餐缺留样 1 道：姜母鸭', en: '21 Nov, lunch: 1 sample missing (Ginger duck)', recordType: 'MealService', recordId: meal.service.id }]);
  api.clock('2026-12-21T04:30:01Z');
  expect(await open('retention.missing')).toHaveLength(1);
  api.clock('2026-11-21T05:00:00Z');
  await api.act(w.officer, (ctx) => takeSamples(ctx, [{ batch: batch.id, grams: '150' }]));
  expect(await alerts('retention.missing')).toMatchObject([RESOLVED]);
});

it('retention.due: 48 hours after service, one for the boxes of a meal, until they are disposed of', async () => {
  const meal = await aCookedMeal();
  const batch = await aBatch(api, w, meal);
  const samples = [await aSample(api, w, { batch: batch.id }), await aSample(api, w, { batch: batch.id })];
  api.clock('2026-11-23T04:29:59Z');
  expect(await alerts('retention.due')).toEqual([]);
  api.clock('2026-11-23T04:30:00Z');
  expect(await alerts('retention.due')).toMatchObject([{ key: `retention.due:${meal.service.id}`, severity: 'INFO', zh: '11月21日 午餐的留样已满保存期，可处置', recordType: 'RetainedSample', recordId: samples[0]!.id }]);
  await api.act(w.director, (ctx) => disposeSample(ctx, samples[0]!.id, '倒入厨余'));
  expect(await open('retention.due')).toHaveLength(1);
  await api.act(w.director, (ctx) => disposeSample(ctx, samples[1]!.id, '倒入厨余'));
  expect(await alerts('retention.due')).toMatchObject([RESOLVED]);
});

it('kitchen.temperature: a store until it is measured right, a batch until something is done', async () => {
  const store = (celsius: string) => api.act(w.cook, (ctx) => recordTemperature(ctx, { area: w.areas.chilledStore.id, celsius }));
  await store('4');
  expect(await alerts('kitchen.temperature')).toEqual([]);
  api.clock('2026-11-21T00:00:00Z');
  await store('12');
  expect(await open('kitchen.temperature')).toMatchObject([{ key: `kitchen.temperature:area:${w.areas.chilledStore.id}`, severity: 'CRITICAL', zh: '冷藏库温度超限：12 ℃（11月21日）', en: 'Chilled store out of limits: 12 °C (21 Nov)', recordType: 'Area', audience: 'kitchen:write' }]);
  api.clock('2026-11-21T01:00:00Z');
  await store('5');
  expect(await open('kitchen.temperature')).toEqual([]);

  const batch = await aBatch(api, w, await aCookedMeal());
  await api.act(w.cook, (ctx) => recordTemperature(ctx, { batch: batch.id, celsius: '61' }));
  expect(await open('kitchen.temperature')).toMatchObject([{ key: `kitchen.temperature:batch:${batch.id}`, zh: '姜母鸭 中心温度 61 ℃，未纠偏', recordType: 'ProductionBatch' }]);
  api.clock('2026-11-21T02:10:00Z');
  await api.act(w.cook, (ctx) => recordCorrectiveAction(ctx, { batch: batch.id, action: 'REHEATED', note: '回锅' }));
  expect(await open('kitchen.temperature')).toEqual([]);
});

it('kitchen.readingMissing: from 17:00 on a day with meals, and it stays missed until it is written down', async () => {
  const evening = '2026-11-21T09:00:00Z';
  api.clock(evening);
  expect(await alerts('kitchen.readingMissing')).toEqual([]); // no meals, nobody there
  await aCookedMeal();
  api.clock('2026-11-21T08:59:59Z');
  expect(await alerts('kitchen.readingMissing')).toEqual([]);
  api.clock(evening);
  expect(await alerts('kitchen.readingMissing')).toMatchObject([{ key: `kitchen.readingMissing:${w.canteen.id}:2026-11-21`, severity: 'WARN', zh: expect.stringMatching(/^11月21日 测温不足 2 次：(留样柜、冷藏库|冷藏库、留样柜)$/), recordType: 'Canteen' }]);
  const measure = (area: string) => api.act(w.cook, (ctx) => recordTemperature(ctx, { area, celsius: '4' }));
  for (const area of [w.areas.sampleFridge, w.areas.chilledStore]) await measure(area.id);
  api.clock('2026-11-22T01:00:00Z');
  expect(await open('kitchen.readingMissing')).toHaveLength(1);
  for (const area of [w.areas.sampleFridge, w.areas.chilledStore]) {
    await api.act(w.cook, (ctx) => recordTemperature(ctx, { area: area.id, celsius: '4', occurredAt: new Date('2026-11-21T10:00:00Z'), lateReason: '忘记录入' }));
  }
  expect(await alerts('kitchen.readingMissing')).toMatchObject([RESOLVED]);
});

it('menus.publicationRefused: although a refused act leaves nothing, until the week is published or ended', async () => {
  const dish = await aDish(api, w, { lines: [{ ingredient: await anIngredient(api, w), net: '5' }] });
  const good = await aServableDish(api, w);
  const menu = await aMenu(api, w, { meals: [{ day: '2026-11-23', dishes: [dish] }] });
  const publish = () => w.manager.ask('mutation ($id: ID!) { publishMenu(id: $id) { errors { code } } }', { id: menu.id });
  expect(await publish()).toRefuse('DISH_WITHOUT_PRICE');
  expect(await publish()).toRefuse('DISH_WITHOUT_PRICE');
  expect(await alerts('menus.publicationRefused')).toMatchObject([{ key: `menus.publicationRefused:${menu.id}`, severity: 'WARN', zh: '11月23日起的菜单未能公布：有 1 处须更正', recordType: 'Menu', recordId: menu.id, audience: 'menus:publish' }]);
  await api.act(w.manager, (ctx) => saveMenu(ctx, menu.id, menu.version, [{ day: LocalDate.of('2026-11-23'), meal: 'LUNCH', serviceStart: '11:30', serviceEnd: '12:30', plannedDiners: 100, items: [{ dish: good.id, plannedPortions: 100 }] }]));
  api.clock('2026-11-20T23:00:00Z');
  expect(await publish()).toBeDone();
  expect(await alerts('menus.publicationRefused')).toMatchObject([RESOLVED]);
  expect((await api.act(w.manager, (ctx) => createMenu(ctx, { canteen: w.canteen.id, weekStart: LocalDate.of('2026-11-30') }))).revision).toBe(0);
});

it('menus.notPublished: the afternoon before a day of service, until its week is public', async () => {
  const dish = await aServableDish(api, w);
  const menu = await aMenu(api, w, { meals: [{ day: '2026-11-23', dishes: [dish] }] });
  api.clock('2026-11-22T06:59:59Z');
  expect(await alerts('menus.notPublished')).toEqual([]);
  api.clock('2026-11-22T07:00:00Z');
  expect(await alerts('menus.notPublished')).toMatchObject([{ key: `menus.notPublished:${w.canteen.id}:2026-11-23`, zh: '11月23日没有已公布的菜单', recordType: 'Menu', recordId: menu.id }]);
  await api.act(w.manager, (ctx) => publishMenu(ctx, menu.id));
  expect(await alerts('menus.notPublished')).toMatchObject([RESOLVED]);
  // the Tuesday of a week nobody has written; Mondays are days of service here, Tuesdays are not
  api.clock('2026-11-29T07:00:00Z');
  expect(await open('menus.notPublished')).toMatchObject([{ key: `menus.notPublished:${w.canteen.id}:2026-11-30`, recordType: 'Canteen' }]);
  api.clock('2026-12-01T07:00:00Z');
  expect(await open('menus.notPublished')).toEqual([]);
  await api.act(w.manager, (ctx) => archiveMenu(ctx, menu.id));
});

it('platform.workFailed: a fault of ours, not a refusal; it stands until someone says it is settled', async () => {
  const work = (failure: string | null, state = 'FAILED') =>
    api.act(null, async (ctx) =>
      ctx.create(Work, {
        kind: 'export', subjectId: w.org.id, personId: w.manager.id, organizationId: w.org.id, state: state as never, queuedAt: ctx.now(), finishedAt: ctx.now(),
        failure, failureParams: failure ? { reason: '磁盘已满' } : null,
      } as never),
    );
  await work('LEDGER_TOO_LONG_FOR_PAPER');
  await work(null, 'DONE');
  const failed = await work('WORK_FAILED');
  expect(await alerts('platform.workFailed')).toMatchObject([{ key: `platform.workFailed:${(failed as Work).id}`, severity: 'WARN', zh: '导出未能完成', audience: 'jobs:read', recordType: 'Work' }]);
  api.clock('2026-12-21T01:00:00Z');
  expect(await open('platform.workFailed')).toHaveLength(1);
  const [alert] = await api.orm.em.fork().find(Alert, { kind: 'platform.workFailed' });
  expect(await w.administrator.ask('mutation ($id: ID!) { resolveAlert(id: $id, reason: "已重新导出") { errors { code } } }', { id: alert!.id })).toBeDone();
  // the old failure is out of the days looked at; that is no news
  expect(await open('platform.workFailed')).toEqual([]);
  // and a retry that went well resolves it by the facts
  const again = (await work('WORK_FAILED')) as Work;
  expect(await open('platform.workFailed')).toHaveLength(1);
  await api.orm.em.fork().execute(`update work set state = 'DONE', failure = null where id = ?`, [again.id]);
  expect(await open('platform.workFailed')).toEqual([]);
});

it('platform.deliveryFailed: a channel whose last message did not get through, until one does', async () => {
  const channel = await api.act(null, async (ctx) =>
    ctx.create(Channel, { personId: w.cook.id, name: '邮件', kind: 'EMAIL', target: 'cook@example.test', active: true, minSeverity: 'WARN', quietFrom: '00:00', quietTo: '00:00', quietForCritical: false, digest: 'NONE', digestHour: 7 } as never));
  const delivery = (state: string) => {
    api.clock(new Date(api.now().getTime() + 60_000));
    return api.act(null, async (ctx) =>
      ctx.create(Delivery, {
        channel, kind: 'ALERT', alertId: null, organizationId: w.org.id, canteenId: w.canteen.id, personId: w.cook.id, personName: '厨师', severity: 'WARN',
        title: LocalizedText.of('提醒'), text: LocalizedText.of('提醒'), state, queuedAt: ctx.now(),
      } as never));
  };
  const failing = (since: Date | null) => api.orm.em.fork().execute('update channel set failing_since = ? where id = ?', [since, channel.id]);
  await failing(api.now());
  await delivery('FAILED');
  await delivery('SENT');
  expect(await alerts('platform.deliveryFailed')).toEqual([]);
  await delivery('FAILED');
  expect(await alerts('platform.deliveryFailed')).toMatchObject([{ key: `platform.deliveryFailed:${channel.id}`, severity: 'WARN', zh: '提醒未能送达：厨师（邮件）', recordType: 'Channel', audience: 'alerts:write' }]);
  await delivery('SENT');
  expect(await alerts('platform.deliveryFailed')).toMatchObject([RESOLVED]);
  await delivery('FAILED');
  expect(await open('platform.deliveryFailed')).toHaveLength(1);
  // its owner mended the address and a test got through
  await failing(null);
  expect(await open('platform.deliveryFailed')).toEqual([]);
});

it('leaves out no rule that a module declares', () => {
  const declared = modules.flatMap((module) => [...(module.alerts ?? [])]).map((rule) => rule.kind);
  expect([...seen].sort()).toEqual(declared.sort());
});
