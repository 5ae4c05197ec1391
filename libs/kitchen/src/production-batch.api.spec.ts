import { LocalDate, LocalizedText, Quantity } from '@canteen/kernel';
import { Lot, StockMovement } from '@canteen/receiving';
import { MenuItem } from '@canteen/menus';
import { aWorld, refusals, startApi, type Answer, type TestApi, type World } from '../../../tests/support/api.ts';
import { aBatch, aDish, aLot, aMeal, anIngredient } from '../../../tests/support/builders.ts';
import { LotTake, ProductionBatch } from './index.ts';

const START = `mutation ($service: ID!, $items: [StartBatchInput!], $occurredAt: Instant, $lateReason: ShortText) {
  startBatches(service: $service, items: $items, occurredAt: $occurredAt, lateReason: $lateReason) {
    records { id number state portions lateEntry lateReason cook { name } dish { name { zh } } availableActions
      takes { basis skipReason quantity { value unit } ingredient { name { zh } } lot { id lotCode } } }
    errors { code field message params }
  }
}`;
const FINISH = 'mutation ($id: ID!) { finishBatch(id: $id) { record { state finishedAt } errors { code field message } } }';
const DISCARD = 'mutation ($id: ID!, $reason: ShortText!) { discardBatch(id: $id, reason: $reason) { record { state corrections { action note } } errors { code field } } }';
const OPEN = 'mutation ($lot: ID!, $skipReason: ShortText) { openLot(lot: $lot, skipReason: $skipReason) { record { openedOn balance { value } } errors { code field } } }';
const PROPOSED = `query ($service: ID!) { proposedTakes(service: $service) {
  item { id } ingredient { name { zh } } needed { value unit } short { value } takes { lot { lotCode } quantity { value } } openedLots { lotCode } opens { lotCode } } }`;

const NOON = '2026-11-21T03:00:00.000Z'; // 11:00 in the canteen
const NOBODY = '01928000-0000-7000-8000-000000000000';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  api.clock(NOON);
});
afterAll(() => api.close());

/** Two dishes of one meal that share the pork; the soy sauce stands open by day. */
async function aKitchen(day: string, stock: { pork?: string; rice?: string; sauce?: string } = {}) {
  const pork = await anIngredient(api, w, { name: LocalizedText.of(`猪肉${day}`, `Pork ${day}`), category: 'MEAT', storage: 'CHILLED' });
  const rice = await anIngredient(api, w, { name: LocalizedText.of(`大米${day}`, `Rice ${day}`) });
  const sauce = await anIngredient(api, w, { name: LocalizedText.of(`酱油${day}`, `Soy sauce ${day}`), category: 'SEASONING', byDay: true, unit: 'bottle', pieceWeight: null, packs: [{ unit: 'bottle', holds: Quantity.of('500', 'ml') }] });
  const duck = await aDish(api, w, { name: LocalizedText.of(`红烧肉${day}`, `Braised pork ${day}`), lines: [
    { ingredient: pork, net: '9', yieldRate: '0.9' },
    { ingredient: sauce, net: '500', unit: 'ml' },
  ] });
  const porridge = await aDish(api, w, { name: LocalizedText.of(`肉粥${day}`, `Congee ${day}`), lines: [
    { ingredient: pork, net: '2' },
    { ingredient: rice, net: '5' },
    { ingredient: sauce, net: '250', unit: 'ml' },
  ] });
  const lots = {
    late: await aLot(api, w, { ingredient: pork, quantity: stock.pork ?? '20', expiryDate: '2027-01-20', lotCode: `P-late-${day}` }),
    soon: await aLot(api, w, { ingredient: pork, quantity: '4', expiryDate: '2026-12-20', lotCode: `P-soon-${day}` }),
    rice: await aLot(api, w, { ingredient: rice, quantity: stock.rice ?? '50', lotCode: `R-${day}` }),
    sauce: await aLot(api, w, { ingredient: sauce, quantity: stock.sauce ?? '12', expiryDate: '2027-06-01', lotCode: `S-${day}` }),
  };
  const { service, items } = await aMeal(api, w, { day, dishes: [{ dish: duck, portions: 100 }, { dish: porridge, portions: 100 }] });
  return { pork, rice, sauce, lots, service, items };
}

async function books() {
  return {
    batches: await api.count(ProductionBatch),
    takes: await api.count(LotTake),
    movements: await api.count(StockMovement),
  };
}
const balance = async (lot: { id: string }) => (await api.reload(Lot, lot.id)).balance.value;

/** Refused means untouched. */
async function refused(lots: { id: string }[], attempt: () => Promise<Answer>): Promise<Answer> {
  const before = { ...(await books()), balances: await Promise.all(lots.map(balance)) };
  const answer = await attempt();
  expect({ ...(await books()), balances: await Promise.all(lots.map(balance)) }).toEqual(before);
  return answer;
}

describe('one tap', () => {
  it('takes the whole meal from the lots that expire first, and refers to the seasoning of the day', async () => {
    const { lots, service, items } = await aKitchen('2026-11-21');
    const proposal = await w.cook.ask(PROPOSED, { service: service.id });
    expect(proposal).toBeDone();
    expect(proposal.data!['proposedTakes']).toMatchObject([
      { item: { id: items[0]!.id }, needed: { value: '10', unit: 'kg' }, short: null, takes: [{ lot: { lotCode: 'P-soon-2026-11-21' }, quantity: { value: '4' } }, { lot: { lotCode: 'P-late-2026-11-21' }, quantity: { value: '6' } }] },
      { needed: { value: '1', unit: 'bottle' }, takes: [], openedLots: [], opens: { lotCode: 'S-2026-11-21' } },
      { needed: { value: '2', unit: 'kg' }, takes: [{ lot: { lotCode: 'P-late-2026-11-21' }, quantity: { value: '2' } }] },
      { needed: { value: '5' }, takes: [{ lot: { lotCode: 'R-2026-11-21' } }] },
      { needed: { value: '0.5' }, takes: [], openedLots: [], opens: { lotCode: 'S-2026-11-21' } },
    ]);
    expect(await books()).toMatchObject({ batches: 0, takes: 0 });

    const answer = await w.cook.ask(START, { service: service.id });
    expect(answer).toBeDone();
    const records = answer.data!['startBatches'].records;
    expect(records).toMatchObject([
      { number: 'PB-20261121-0001', state: 'COOKING', portions: 100, lateEntry: false, cook: { name: '厨师' }, availableActions: ['MEASURE', 'CORRECT', 'FINISH', 'DISCARD'] },
      { number: 'PB-20261121-0002', state: 'COOKING' },
    ]);
    expect(records[0].takes).toMatchObject([
      { basis: 'ISSUED', quantity: { value: '4', unit: 'kg' }, lot: { lotCode: 'P-soon-2026-11-21' } },
      { basis: 'ISSUED', quantity: { value: '6', unit: 'kg' }, lot: { lotCode: 'P-late-2026-11-21' } },
      { basis: 'OPENED_BY_DAY', quantity: null, lot: { lotCode: 'S-2026-11-21' } },
    ]);
    expect(records[1].takes).toHaveLength(3);
    expect(await Promise.all([lots.soon, lots.late, lots.rice, lots.sauce].map(balance))).toEqual(['0', '12', '45', '0']);
    expect(String((await api.reload(Lot, lots.sauce.id)).openedOn)).toBe('2026-11-21');
    expect(await api.reload(MenuItem, items[0]!.id)).toMatchObject({ cookingSince: new Date(NOON) });
    // Every issue is a movement that names the batch.
    const movements = await api.orm.em.fork().find(StockMovement, { kind: 'ISSUE' }, { orderBy: { id: 'asc' } });
    expect(movements.map((movement) => [movement.quantity.value, movement.reason])).toEqual([
      ['-12', 'PB-20261121-0001'], ['-4', 'PB-20261121-0001'], ['-6', 'PB-20261121-0001'], ['-2', 'PB-20261121-0002'], ['-5', 'PB-20261121-0002'],
    ]);

    expect(await refused([], () => w.cook.ask(START, { service: service.id }))).toRefuse('NOTHING_TO_START', 'service');
  });

  it('names each ingredient that is short, in the language of the caller, and does nothing by halves', async () => {
    api.clock('2026-11-20T03:00:00Z');
    const { service, pork, rice, lots } = await aKitchen('2026-11-20', { pork: '1', rice: '4' });
    const answer = await refused([lots.soon, lots.late, lots.rice, lots.sauce], () => w.cook.ask(START, { service: service.id }, { lang: 'zh' }));
    expect(refusals(answer)).toMatchObject([
      { code: 'STOCK_SHORT', params: { ingredientId: pork.id, needed: { value: '12' }, available: { value: '5' }, short: { value: '7' } } },
      { code: 'STOCK_SHORT', params: { ingredientId: rice.id, short: { value: '1' } } },
    ]);
    expect(refusals(answer)[0]!.message).toContain('猪肉2026-11-20');
    expect((await api.reload(Lot, lots.sauce.id)).openedOn).toBeNull();
    api.clock(NOON);
  });

  it('asks the seasoning that stands open, not the store', async () => {
    const { service, sauce, lots } = await aKitchen('2026-12-03');
    expect(await w.cook.ask(OPEN, { lot: lots.sauce.id })).toBeDone();
    expect(await refused([], () => w.cook.ask(OPEN, { lot: lots.sauce.id }))).toRefuse('LOT_ALREADY_OPEN', 'lot');
    const spare = await aLot(api, w, { ingredient: sauce, quantity: '6', expiryDate: '2027-02-01', lotCode: 'S-spare' });
    const answer = await w.cook.ask(START, { service: service.id });
    expect(answer).toBeDone();
    const attributed = answer.data!['startBatches'].records.flatMap((batch: { takes: { basis: string; lot: { lotCode: string } }[] }) =>
      batch.takes.filter((take) => take.basis === 'OPENED_BY_DAY').map((take) => take.lot.lotCode));
    expect(attributed).toEqual(['S-2026-12-03', 'S-2026-12-03']);
    expect(await balance(spare)).toBe('6');
  });

  it('opens seasonings only, the one that expires first or with a reason', async () => {
    const { sauce, lots } = await aKitchen('2026-12-02');
    expect(await refused([lots.rice], () => w.cook.ask(OPEN, { lot: lots.rice.id }))).toRefuse('LOT_NOT_BY_DAY', 'lot');
    const soon = await aLot(api, w, { ingredient: sauce, quantity: '6', expiryDate: '2027-01-01' });
    expect(await refused([lots.sauce], () => w.cook.ask(OPEN, { lot: lots.sauce.id }))).toRefuse('FEFO_SKIP_NEEDS_REASON', 'skipReason');
    expect(await w.cook.ask(OPEN, { lot: lots.sauce.id, skipReason: '瓶口破损的先用' })).toBeDone();
    expect(await balance(soon)).toBe('6');
  });
});

describe("the cook's own choice", () => {
  it('is taken at its word, with a reason where another lot expires first', async () => {
    const { service, items, pork, lots } = await aKitchen('2026-12-01');
    const choose = (lot: string, quantity: object | null, skipReason?: string) => ({
      service: service.id,
      items: [{ item: items[0]!.id, portions: 50, takes: [{ ingredient: pork.id, lot, quantity, skipReason }] }],
    });
    const all = [lots.soon, lots.late, lots.sauce];
    expect(await refused(all, () => w.cook.ask(START, choose(lots.late.id, { value: '5', unit: 'kg' })))).toRefuse('FEFO_SKIP_NEEDS_REASON', 'items.0.takes.0.skipReason');

    const answer = await w.cook.ask(START, choose(lots.late.id, { value: '5000', unit: 'g' }, '小块肉留给汤 🍲'));
    expect(answer).toBeDone();
    expect(answer.data!['startBatches'].records).toMatchObject([
      { portions: 50, takes: [{ lot: { id: lots.late.id }, quantity: { value: '5', unit: 'kg' }, skipReason: '小块肉留给汤 🍲' }, { basis: 'OPENED_BY_DAY' }] },
    ]);
    // The other dish is still to be started, and the same one may be cooked in a second batch: when somebody says so.
    const more = { item: items[0]!.id, portions: 10 };
    expect(await refused(all, () => w.cook.ask(START, { service: service.id, items: [more] }))).toRefuse('BATCH_ALREADY_STARTED', 'items.0');
    expect(await refused(all, () => w.cook.ask(START, { service: service.id, items: [{ item: items[1]!.id }, { ...more, again: null }] }))).toRefuse('BATCH_ALREADY_STARTED', 'items.1');
    expect(await w.cook.ask(START, { service: service.id, items: [{ ...more, again: true }] })).toBeDone();
    const rest = await w.cook.ask(START, { service: service.id });
    expect(rest.data!['startBatches'].records).toHaveLength(1);
  });

  it.each<[string, (k: Awaited<ReturnType<typeof aKitchen>>) => Promise<{ take: object; code: string; field: string }>]>([
    ['an expired lot', async ({ pork }) => ({ take: { ingredient: pork.id, lot: (await aLot(api, w, { ingredient: pork, expiryDate: '2026-11-20' })).id }, code: 'LOT_EXPIRED', field: 'lot' })],
    ['a depleted lot', async ({ pork }) => ({ take: { ingredient: pork.id, lot: (await aLot(api, w, { ingredient: pork, quantity: '0' })).id }, code: 'LOT_DEPLETED', field: 'lot' })],
    ['a quarantined lot', async ({ pork }) => ({ take: { ingredient: pork.id, lot: (await aLot(api, w, { ingredient: pork, hold: 'QUARANTINED' })).id }, code: 'LOT_QUARANTINED', field: 'lot' })],
    ['a lot that came later', async ({ pork }) => ({ take: { ingredient: pork.id, lot: (await aLot(api, w, { ingredient: pork, receivedAt: new Date('2026-11-21T03:00:00.001Z') })).id }, code: 'LOT_RECEIVED_LATER', field: 'lot' })],
    ['more than there is', async ({ pork, lots }) => ({ take: { ingredient: pork.id, lot: lots.soon.id, quantity: { value: '4.001', unit: 'kg' } }, code: 'ISSUE_EXCEEDS_BALANCE', field: 'quantity' })],
    ['an absurd quantity', async ({ pork, lots }) => ({ take: { ingredient: pork.id, lot: lots.soon.id, quantity: { value: '999999999999', unit: 't' } }, code: 'ISSUE_EXCEEDS_BALANCE', field: 'quantity' })],
    ['a negative quantity', async ({ pork, lots }) => ({ take: { ingredient: pork.id, lot: lots.soon.id, quantity: { value: '-1', unit: 'kg' } }, code: 'QUANTITY_NOT_POSITIVE', field: 'quantity' })],
    ['a unit that leads nowhere', async ({ pork, lots }) => ({ take: { ingredient: pork.id, lot: lots.soon.id, quantity: { value: '1', unit: 'box' } }, code: 'UNIT_MISMATCH', field: 'quantity' })],
    ['a lot of something else', async ({ pork, lots }) => ({ take: { ingredient: pork.id, lot: lots.rice.id }, code: 'LOT_OF_OTHER_INGREDIENT', field: 'lot' })],
    ['what the recipe does not hold', async ({ rice, lots }) => ({ take: { ingredient: rice.id, lot: lots.rice.id }, code: 'TAKE_NOT_IN_RECIPE', field: 'ingredient' })],
    ['a lot nobody knows', async ({ pork }) => ({ take: { ingredient: pork.id, lot: NOBODY }, code: 'NOT_FOUND', field: 'lot' })],
    ['no id at all', async ({ pork }) => ({ take: { ingredient: pork.id, lot: "'; drop table lot; --" }, code: 'NOT_FOUND', field: 'lot' })],
    ['a lot of the neighbours', async ({ pork }) => {
      const theirs = await anIngredient(api, w.other);
      return { take: { ingredient: pork.id, lot: (await aLot(api, w.other, { ingredient: theirs })).id }, code: 'NOT_FOUND', field: 'lot' };
    }],
  ])('refuses %s, and changes nothing', async (_what, make) => {
    const kitchen = await aKitchenOnce('2026-11-30');
    const { take, code, field } = await make(kitchen);
    const { lots, service, items } = kitchen;
    const attempt = () => w.cook.ask(START, { service: service.id, items: [{ item: items[0]!.id, takes: [take] }] });
    expect(await refused(Object.values(lots), attempt)).toRefuse(code, `items.0.takes.0.${field}`);
  });
});

let once: ReturnType<typeof aKitchen> | undefined;
const aKitchenOnce = (day: string) => (once ??= aKitchen(day));

describe('bad input', () => {
  it.each<[string, (k: Awaited<ReturnType<typeof aKitchen>>) => object, string, string]>([
    ['a service nobody knows', () => ({ service: NOBODY }), 'NOT_FOUND', 'service'],
    ['a service that is no id', () => ({ service: '📦' }), 'NOT_FOUND', 'service'],
    ['an item nobody knows', (k) => ({ service: k.service.id, items: [{ item: NOBODY }] }), 'NOT_FOUND', 'items.0.item'],
    ['no portions', (k) => ({ service: k.service.id, items: [{ item: k.items[0]!.id, portions: 0 }] }), 'BATCH_PORTIONS_OUT_OF_RANGE', 'items.0.portions'],
    ['negative portions', (k) => ({ service: k.service.id, items: [{ item: k.items[0]!.id, portions: -5 }] }), 'BATCH_PORTIONS_OUT_OF_RANGE', 'items.0.portions'],
    ['absurd portions', (k) => ({ service: k.service.id, items: [{ item: k.items[0]!.id, portions: 2_000_000_000 }] }), 'BATCH_PORTIONS_OUT_OF_RANGE', 'items.0.portions'],
    ['the future', (k) => ({ service: k.service.id, occurredAt: '2026-11-22T09:00:00+08:00' }), 'OCCURRED_IN_FUTURE', 'occurredAt'],
    ['a late entry without a reason', (k) => ({ service: k.service.id, occurredAt: '2026-11-20T02:59:00Z' }), 'LATE_REASON_REQUIRED', 'lateReason'],
    ['a time that is none', (k) => ({ service: k.service.id, occurredAt: 'yesterday' }), 'NOT_AN_INSTANT', 'occurredAt'],
    ['a text of 10,000 characters', (k) => ({ service: k.service.id, lateReason: '晚'.repeat(10_000) }), 'TEXT_TOO_LONG', 'lateReason'],
  ])('%s is refused with a code and the field', async (_what, variables, code, field) => {
    const kitchen = await aKitchenOnce('2026-11-30');
    expect(await refused(Object.values(kitchen.lots), () => w.cook.ask(START, variables(kitchen) as never))).toRefuse(code, field);
  });

  it('wrong types are refused before anything runs, without a word about the inside of the house', async () => {
    const { service } = await aKitchenOnce('2026-11-30');
    const answer = await refused([], () => w.cook.ask(START, { service: service.id, items: [{ item: 7, portions: 'many' }] }));
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(answer)).not.toMatch(/select |node_modules|\/libs\/|stack/i);
  });

  it('the neighbours find nothing, and a storekeeper may not cook', async () => {
    const { service } = await aKitchenOnce('2026-11-30');
    expect(await refused([], () => w.other.cook.ask(START, { service: service.id }))).toRefuse('NOT_FOUND', 'service');
    expect(await refused([], () => w.storekeeper.ask(START, { service: service.id }))).toRefuse('FORBIDDEN');
    expect(await refused([], () => w.inspector.ask(START, { service: service.id }))).toRefuse('FORBIDDEN');
    expect(await refused([], () => api.anyone.ask(START, { service: service.id }))).toRefuse('UNAUTHENTICATED');
  });

  it('a dish without a recipe cannot be cooked, and is named', async () => {
    const bare = await aDish(api, w, { name: LocalizedText.of('无谱菜', 'Dish without recipe') });
    const { service } = await aMeal(api, w, { day: '2026-11-22', meal: 'BREAKFAST', dishes: [{ dish: bare }] });
    const answer = await refused([], () => w.cook.ask(START, { service: service.id }));
    expect(answer).toRefuse('BATCH_NEEDS_RECIPE');
    expect(refusals(answer)[0]!.message).toContain('Dish without recipe');
  });
});

describe('late and double', () => {
  it('a batch told a day later is a late entry with its reason', async () => {
    const { service } = await aKitchen('2026-11-22');
    api.clock('2026-11-23T04:00:00Z');
    const variables = { service: service.id, occurredAt: '2026-11-22T02:00:00Z', lateReason: '断网 <script>alert(1)</script>' };
    const answer = await w.cook.ask(START, variables);
    expect(answer).toBeDone();
    expect(answer.data!['startBatches'].records[0]).toMatchObject({ number: expect.stringMatching(/^PB-20261122-/), lateEntry: true, lateReason: '断网 <script>alert(1)</script>' });
  });

  it('the same mutation twice with one key acts once', async () => {
    const { service, lots } = await aKitchen('2026-11-24');
    const first = await w.cook.ask(START, { service: service.id }, { key: 'cook-twice-0001' });
    const after = { ...(await books()), rice: await balance(lots.rice) };
    const second = await w.cook.ask(START, { service: service.id }, { key: 'cook-twice-0001' });
    expect(second).toBeDone();
    expect(second.data!['startBatches'].records.map((batch: { id: string }) => batch.id)).toEqual(first.data!['startBatches'].records.map((batch: { id: string }) => batch.id));
    expect({ ...(await books()), rice: await balance(lots.rice) }).toEqual(after);
  });

  it('two cooks who start one meal at once: one does', async () => {
    const { service, lots } = await aKitchen('2026-11-25');
    const before = await books();
    const answers = await Promise.all([w.cook.ask(START, { service: service.id }), w.manager.ask(START, { service: service.id })]);
    const codes = answers.map((answer) => refusals(answer).map((refusal) => refusal.code).join());
    expect(codes.sort()).toEqual(['', 'NOTHING_TO_START']);
    expect((await books()).batches).toBe(before.batches + 2);
    expect(await balance(lots.rice)).toBe('45');
  });

  it('two cooks who name the same dish at once: it is started once', async () => {
    const { service, items, lots } = await aKitchen('2026-11-28');
    const before = await books();
    const variables = { service: service.id, items: [{ item: items[1]!.id }] };
    const answers = await Promise.all([w.cook.ask(START, variables, { lang: 'zh' }), w.manager.ask(START, variables, { lang: 'zh' })]);
    expect(answers.map((answer) => refusals(answer).map((refusal) => `${refusal.code} ${refusal.field}`).join()).sort()).toEqual(['', 'BATCH_ALREADY_STARTED items.0']);
    expect(answers.flatMap(refusals)[0]!.message).toContain('「肉粥2026-11-28」已开始制作');
    expect((await books()).batches).toBe(before.batches + 1);
    expect(await balance(lots.rice)).toBe('45');
    // Named twice in one breath is a double tap as well.
    const twice = { service: service.id, items: [{ item: items[0]!.id }, { item: items[0]!.id.toUpperCase() }] };
    expect(await refused(Object.values(lots), () => w.cook.ask(START, twice))).toRefuse('BATCH_ALREADY_STARTED', 'items.1');
  });

  it('what was thrown away is cooked once more without saying so', async () => {
    const { service, items } = await aKitchen('2026-11-29');
    const first = await aBatch(api, w, { service, item: items[1]! });
    expect(await w.cook.ask(DISCARD, { id: first.id, reason: '焦糊' })).toBeDone();
    expect(await w.cook.ask(START, { service: service.id, items: [{ item: items[1]!.id }] })).toBeDone();
  });

  it('a dish that is taken off the menu meanwhile is not found, and nothing is started', async () => {
    const { service, items, lots } = await aKitchen('2026-12-04');
    const em = api.orm.em.fork();
    await em.begin();
    await em.execute('delete from menu_item where id = ?', [items[0]!.id]);
    const attempt = async () => {
      const started = w.cook.ask(START, { service: service.id });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await em.commit();
      return started;
    };
    expect(await refused(Object.values(lots), attempt)).toRefuse('NOT_FOUND', 'service');
  });

  it('two meals at once never take more than there is', async () => {
    const rice = await anIngredient(api, w);
    const dish = await aDish(api, w, { lines: [{ ingredient: rice, net: '6' }] });
    const lot = await aLot(api, w, { ingredient: rice, quantity: '10' });
    const breakfast = await aMeal(api, w, { day: '2026-11-26', meal: 'BREAKFAST', serviceStart: '07:00', serviceEnd: '08:00', dishes: [{ dish }] });
    const lunch = await aMeal(api, w, { day: '2026-11-26', meal: 'LUNCH', dishes: [{ dish }] });
    const answers = await Promise.all([breakfast, lunch].map(({ service }) => w.cook.ask(START, { service: service.id })));
    expect(answers.map((answer) => refusals(answer).map((refusal) => refusal.code).join()).sort()).toEqual(['', 'STOCK_SHORT']);
    expect(await balance(lot)).toBe('4');
  });
});

describe('the end of a batch', () => {
  async function cooking(data: Parameters<typeof aDish>[2] = {}) {
    const rice = await anIngredient(api, w);
    const dish = await aDish(api, w, { ...data, lines: [{ ingredient: rice, net: '6' }] });
    await aLot(api, w, { ingredient: rice, quantity: '10' });
    const day = api.now().toISOString().slice(0, 10);
    const { service, items } = await aMeal(api, w, { day, meal: meals.shift()!, dishes: [{ dish }] });
    return aBatch(api, w, { service, item: items[0]! });
  }
  const meals: ('BREAKFAST' | 'LUNCH' | 'DINNER' | 'SUPPER')[] = ['BREAKFAST', 'LUNCH', 'DINNER', 'SUPPER'];

  it('needs a core temperature; two who finish at once: one does', async () => {
    api.clock('2026-11-27T03:00:00Z');
    const batch = await cooking();
    expect(await w.cook.ask(FINISH, { id: batch.id })).toRefuse('CORE_TEMPERATURE_MISSING');
    expect(await api.reload(ProductionBatch, batch.id)).toMatchObject({ state: 'COOKING', finishedAt: null });
    const hot = await w.cook.ask('mutation ($batch: ID!) { recordTemperature(input: { batch: $batch, celsius: "78.5" }) { errors { code } } }', { batch: batch.id });
    expect(hot).toBeDone();
    const answers = await Promise.all([w.cook.ask(FINISH, { id: batch.id }), w.manager.ask(FINISH, { id: batch.id })]);
    expect(answers.map((answer) => refusals(answer).map((refusal) => refusal.code).join()).sort()).toEqual(['', 'ACTION_NOT_ALLOWED']);
    expect(await api.reload(ProductionBatch, batch.id)).toMatchObject({ state: 'FINISHED', finishedAt: api.now() });
  });

  it('a cold dish is finished without one', async () => {
    const batch = await cooking({ category: 'COLD' });
    expect(await w.cook.ask(FINISH, { id: batch.id })).toBeDone();
  });

  it('what is thrown away says why, stays on record, and can be cooked again', async () => {
    const batch = await cooking();
    expect(await w.cook.ask(DISCARD, { id: batch.id, reason: '' })).toRefuse('REASON_REQUIRED', 'reason');
    expect(await api.reload(ProductionBatch, batch.id)).toMatchObject({ state: 'COOKING' });
    const answer = await w.cook.ask(DISCARD, { id: batch.id, reason: '焦糊' });
    expect(answer.data!['discardBatch'].record).toMatchObject({ state: 'DISCARDED', corrections: [{ action: 'DISCARDED', note: '焦糊' }] });
    expect(await w.cook.ask(FINISH, { id: batch.id })).toRefuse('ACTION_NOT_ALLOWED');
    expect(await w.other.cook.ask(FINISH, { id: batch.id })).toRefuse('NOT_FOUND', 'id');
  });
});

describe('reading', () => {
  const LIST = `query ($filter: ProductionBatchFilter, $page: PageInput, $sort: SortInput) { productionBatches(filter: $filter, page: $page, sort: $sort) { total hasNext items {
    number dish { name { zh } } service { meal } takes { lot { lotCode unitCost { amount } } ingredient { name { zh } } } temperatures { celsius } corrections { action } } } }`;

  it('lists in a fixed number of queries, whatever the number of batches', async () => {
    const counts: number[] = [];
    for (const size of [1, 5]) {
      const { result, queries } = await api.queriesOf(() => w.manager.ask(LIST, { page: { number: 1, size } }));
      expect(result).toBeDone();
      expect(result.data!['productionBatches'].items).toHaveLength(size);
      counts.push(queries.length);
    }
    expect(counts[0]).toBe(counts[1]);
  });

  it('filters by day, state and words, and shows a cook no price', async () => {
    const day = await w.cook.ask(LIST, { filter: { day: '2026-11-21', state: ['COOKING'], q: '红烧' } });
    expect(day).toBeDone();
    expect(day.data!['productionBatches']).toMatchObject({ total: 1, items: [{ number: 'PB-20261121-0001', takes: [{ lot: { unitCost: null } }, {}, {}] }] });
    expect((await w.cook.ask(LIST, { filter: { q: "%' or 1=1 --" } })).data!['productionBatches'].total).toBe(0);
    expect((await w.other.cook.ask(LIST, {})).data!['productionBatches'].total).toBe(0);
  });

  it('walks no storekeeper into the kitchen', async () => {
    expect(await w.storekeeper.ask(LIST, {})).toRefuse('FORBIDDEN');
    expect((await w.other.cook.ask('query ($id: ID!) { productionBatch(id: $id) { id } }', { id: NOBODY })).data).toEqual({ productionBatch: null });
  });

  it('tells by duty which meal is not started and which batches are not finished', async () => {
    const DUTIES = 'query ($canteen: ID!, $day: Day) { today(canteen: $canteen, day: $day) { kind title { zh en } severity done count } }';
    const lunch = async (day: string) => {
      const answer = await w.cook.ask(DUTIES, { canteen: w.canteen.id, day });
      return answer.data!['today'].filter((duty: { title: { zh: string } }) => duty.title.zh.startsWith(`${LocalDate.of(day).in('zh')} 午餐`));
    };
    api.clock('2026-11-20T23:00:00Z');
    expect(await lunch('2026-11-20')).toEqual([
      { kind: 'kitchen.notStarted', title: { zh: '11月20日 午餐：2 道菜尚未开始制作', en: '20 Nov, lunch: 2 of 2 dishes not started' }, severity: 'warn', done: false, count: 2 },
    ]);
    expect(await lunch('2026-11-21')).toEqual([
      expect.objectContaining({ kind: 'kitchen.unfinished', severity: 'info', done: false, count: 2 }),
      expect.objectContaining({ kind: 'kitchen.notStarted', done: true, count: 0 }),
    ]);
    api.clock('2026-11-21T03:30:01Z');
    expect((await lunch('2026-11-21'))[0]).toMatchObject({ severity: 'warn' });
    expect(await w.other.cook.ask(DUTIES, { canteen: w.canteen.id, day: '2026-11-21' })).toRefuse('NOT_FOUND');
  });
});
