import { Decimal, LocalDate, LocalizedText, Quantity, Rate } from '@canteen/kernel';
import type { Ingredient } from '@canteen/catalog';
import { startApi, aWorld, refusals, type TestApi, type World } from '../../../tests/support/api.ts';
import { aLot, anIngredient, aReceipt } from '../../../tests/support/builders.ts';
import { fefo, fefoOf, issueFromLot, scrapLot } from './lot.commands.ts';
import { Lot, StockMovement } from './lot.entity.ts';
import { LotStatus } from './lot.rules.ts';

let api: TestApi;
let w: World;
let rice: Ingredient;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  rice = await anIngredient(api, w, { unit: 'kg', category: 'GRAIN', packs: [{ unit: 'bag', holds: Quantity.of('25', 'kg') }] });
});
afterAll(() => api?.close());

const LOT = 'id status hold holdReason balance { value unit } availableActions movements { kind quantity { value unit } reason recordedBy { id } }';
const verb = (name: string) => `mutation($id: ID!, $reason: LongText!) { ${name}(id: $id, reason: $reason) { record { ${LOT} } errors { code field message } } }`;
const ADJUST = `mutation($id: ID!, $counted: QuantityInput!, $reason: LongText!) { adjustLot(id: $id, counted: $counted, reason: $reason) {
  record { ${LOT} } errors { code field message params } } }`;
const kg = (value: string) => Quantity.of(value, 'kg');
const issue = (lot: { id: string }, quantity: Quantity, options = {}) => api.act(w.cook, (ctx) => issueFromLot(ctx, lot.id, quantity, options));
const movementsOf = (lot: { id: string }) => api.act(null, (ctx) => ctx.find(StockMovement, { lot: lot.id }, { orderBy: { id: 'asc' } }));

/** Whatever was done, the balance is the sum of the movements. */
afterEach(async () => {
  const [lots, movements] = await api.act(null, async (ctx) => [await ctx.find(Lot, {}), await ctx.find(StockMovement, {})] as const);
  for (const lot of lots) {
    const sum = Decimal.sum(movements.filter((movement) => movement.lot.id === lot.id).map((movement) => movement.quantity.value));
    expect([lot.lotCode, lot.balance.value]).toEqual([lot.lotCode, sum.toString()]);
  }
});

describe('issuing', () => {
  it('takes from the balance, in any unit that leads to the lot’s', async () => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '60' });
    await issue(lot, Quantity.of('1', 'bag'), { reason: '午餐' });
    await issue(lot, Quantity.of('500', 'g'));
    expect(await api.reload(Lot, lot.id)).toMatchObject({ balance: kg('34.5') });
    const movements = await movementsOf(lot);
    expect(movements.map(({ kind, quantity, reason }) => [kind, quantity.toString(), reason])).toEqual([
      ['RECEIPT', '60 kg', null],
      ['ISSUE', '-25 kg', '午餐'],
      ['ISSUE', '-0.5 kg', null],
    ]);
    expect(movements[1]!.recordedBy.id).toBe(w.cook.id);
  });

  it('twice from one lot in one act counts twice', async () => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '10' });
    const both = (second: string) =>
      api.act(w.cook, async (ctx) => {
        await issueFromLot(ctx, lot.id, kg('6'));
        await issueFromLot(ctx, lot.id, kg(second));
      });
    await expect(both('4.1')).rejects.toThrow('ISSUE_EXCEEDS_BALANCE');
    expect(await api.reload(Lot, lot.id)).toMatchObject({ balance: kg('10') });
    await both('4');
    expect(await api.reload(Lot, lot.id)).toMatchObject({ balance: kg('0') });
  });

  it.each([
    ['more than there is', kg('10.000001'), 'ISSUE_EXCEEDS_BALANCE'],
    ['nothing', kg('0'), 'QUANTITY_NOT_POSITIVE'],
    ['less than nothing', kg('-1'), 'QUANTITY_NOT_POSITIVE'],
    ['litres of rice', Quantity.of('1', 'l'), 'UNIT_MISMATCH'],
  ])('%s is refused at its place', async (_what, quantity, code) => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '10' });
    await expect(issue(lot, quantity, { field: 'items.2.takes.0' })).rejects.toThrow(`${code} (items.2.takes.0)`);
    expect(await api.reload(Lot, lot.id)).toMatchObject({ balance: kg('10'), version: lot.version });
    expect(await movementsOf(lot)).toHaveLength(1);
  });

  it('an expired, quarantined, scrapped or empty lot is not taken', async () => {
    const expired = await aLot(api, w, { ingredient: rice, expiryDate: '2026-11-20' });
    await expect(issue(expired, kg('1'))).rejects.toThrow('LOT_EXPIRED');
    // what was cooked before the midnight of its last day, and is written down today
    await issue(expired, kg('1'), { occurredAt: new Date('2026-11-20T15:59:00Z') });
    const held = await aLot(api, w, { ingredient: rice, hold: 'QUARANTINED' });
    await expect(issue(held, kg('1'))).rejects.toThrow('LOT_QUARANTINED');
    const empty = await aLot(api, w, { ingredient: rice, quantity: '1' });
    await issue(empty, kg('1'));
    await expect(issue(empty, kg('1'))).rejects.toThrow('LOT_DEPLETED');
    await api.act(w.storekeeper, (ctx) => scrapLot(ctx, held.id, '受潮'));
    await expect(issue(held, kg('1'))).rejects.toThrow('LOT_SCRAPPED');
    await expect(issue({ id: '00000000-0000-7000-8000-000000000000' }, kg('1'), { field: 'lot' })).rejects.toThrow('NOT_FOUND (lot)');
    await expect(issue(await aLot(api, w.other, { ingredient: await anIngredient(api, w.other) }), kg('1'))).rejects.toThrow('NOT_FOUND');
  });

  it('two cooks at once never take more than there is', async () => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '10' });
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => issue(lot, kg('3'))));
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(await api.reload(Lot, lot.id)).toMatchObject({ balance: kg('1') });
  });
});

it('first expired first out: without expiry last, what is expired, held or empty not at all', async () => {
  const flour = await anIngredient(api, w);
  const at = (minutes: number) => new Date(api.now().getTime() + minutes * 60_000);
  await aLot(api, w, { ingredient: flour, lotCode: 'none', expiryDate: null });
  await aLot(api, w, { ingredient: flour, lotCode: 'later', expiryDate: '2026-12-24' });
  await aLot(api, w, { ingredient: flour, lotCode: 'soon-second', expiryDate: '2026-11-23', receivedAt: at(5) });
  await aLot(api, w, { ingredient: flour, lotCode: 'soon-first', expiryDate: '2026-11-23', receivedAt: at(-5) });
  await aLot(api, w, { ingredient: flour, lotCode: 'today', expiryDate: '2026-11-21' });
  await aLot(api, w, { ingredient: flour, lotCode: 'expired', expiryDate: '2026-11-20' });
  await aLot(api, w, { ingredient: flour, lotCode: 'held', expiryDate: '2026-11-22', hold: 'QUARANTINED' });
  await issue(await aLot(api, w, { ingredient: flour, lotCode: 'empty', quantity: '1', expiryDate: '2026-11-22' }), kg('1'));
  const codes = (day: string) => api.act(w.cook, async (ctx) => (await fefo(ctx, w.canteen, flour, LocalDate.of(day))).map((lot) => lot.lotCode));
  expect(await codes('2026-11-21')).toEqual(['today', 'soon-first', 'soon-second', 'later', 'none']);
  expect(await codes('2026-11-24')).toEqual(['later', 'none']);
  const many = await api.act(w.cook, (ctx) => fefoOf(ctx, w.canteen.id, [flour.id, rice.id], LocalDate.of('2026-11-21')));
  expect([...many.keys()]).toEqual([flour.id, rice.id]);
  // another institution's storekeeper finds none of it
  expect(await api.act(w.other.cook, (ctx) => fefo(ctx, w.canteen, flour, LocalDate.of('2026-11-21')))).toEqual([]);
});

describe('holds', () => {
  it('quarantine, release, scrap: each with its reason', async () => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '10' });
    const quarantined = await w.officer.ask(verb('quarantineLot'), { id: lot.id, reason: '包装破损' });
    expect(quarantined).toBeDone();
    expect(quarantined.data!['quarantineLot'].record).toMatchObject({ status: 'QUARANTINED', holdReason: '包装破损', balance: { value: '10' }, availableActions: ['RELEASE', 'SCRAP'] });
    expect(await w.officer.ask(verb('quarantineLot'), { id: lot.id, reason: 'x' })).toRefuse('ACTION_NOT_ALLOWED');
    expect(await w.storekeeper.ask(ADJUST, { id: lot.id, counted: { value: '9', unit: 'kg' }, reason: '盘点' })).toRefuse('ACTION_NOT_ALLOWED');
    expect((await w.officer.ask(verb('releaseLot'), { id: lot.id, reason: '复检合格' })).data!['releaseLot'].record).toMatchObject({ status: 'AVAILABLE', hold: 'NONE' });
    const scrapped = await w.storekeeper.ask(verb('scrapLot'), { id: lot.id, reason: '受潮' });
    expect(scrapped.data!['scrapLot'].record).toMatchObject({
      status: 'SCRAPPED',
      balance: { value: '0', unit: 'kg' },
      availableActions: [],
      movements: [{ kind: 'RECEIPT' }, { kind: 'SCRAP', quantity: { value: '-10', unit: 'kg' }, reason: '受潮', recordedBy: { id: w.storekeeper.id } }],
    });
    expect(await w.officer.ask(verb('releaseLot'), { id: lot.id, reason: 'x' })).toRefuse('ACTION_NOT_ALLOWED');
  });

  it('no reason, no hold', async () => {
    const lot = await aLot(api, w, { ingredient: rice });
    for (const name of ['quarantineLot', 'scrapLot']) expect(await w.officer.ask(verb(name), { id: lot.id, reason: '  ' })).toRefuse('REASON_REQUIRED', 'reason');
    expect(await api.reload(Lot, lot.id)).toMatchObject({ hold: 'NONE', version: lot.version });
  });

  it('two people at once: one scraps, the other is told', async () => {
    const lot = await aLot(api, w, { ingredient: rice });
    const answers = await Promise.all([w.officer, w.storekeeper].map((by) => by.ask(verb('scrapLot'), { id: lot.id, reason: '霉变' })));
    expect(answers.flatMap((answer) => refusals(answer).map((r) => r.code))).toEqual(['ACTION_NOT_ALLOWED']);
    expect(await movementsOf(lot)).toHaveLength(2);
  });
});

describe('counting', () => {
  it('what was counted becomes the balance; the difference is a movement, also when there is none', async () => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '60' });
    const answer = await w.storekeeper.ask(ADJUST, { id: lot.id, counted: { value: '2', unit: 'bag' }, reason: '月末盘点' });
    expect(answer).toBeDone();
    expect(answer.data!['adjustLot'].record).toMatchObject({ balance: { value: '50', unit: 'kg' }, movements: [{}, { kind: 'ADJUST', quantity: { value: '-10', unit: 'kg' } }] });
    await w.storekeeper.ask(ADJUST, { id: lot.id, counted: { value: '50', unit: 'kg' }, reason: '复盘' });
    expect((await movementsOf(lot)).map(({ quantity }) => quantity.value)).toEqual(['60', '-10', '0']);
  });

  it.each([
    ['less than nothing', { value: '-1', unit: 'kg' }, '盘点', 'COUNT_NEGATIVE', 'counted'],
    ['a hundred thousand tons', { value: '100000', unit: 't' }, '盘点', 'QUANTITY_ABSURD', 'counted'],
    ['litres', { value: '1', unit: 'l' }, '盘点', 'UNIT_MISMATCH', 'counted'],
    ['no reason', { value: '1', unit: 'kg' }, ' ', 'REASON_REQUIRED', 'reason'],
    ['a reason of 10,000 characters', { value: '1', unit: 'kg' }, '因'.repeat(10_000), 'TEXT_TOO_LONG', 'reason'],
    ['a unit that is none', { value: '1', unit: 'bushel' }, '盘点', 'UNKNOWN_UNIT', 'counted.unit'],
  ])('%s is refused', async (_what, counted, reason, code, field) => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '60' });
    expect(await w.storekeeper.ask(ADJUST, { id: lot.id, counted, reason })).toRefuse(code, field);
    expect(await api.reload(Lot, lot.id)).toMatchObject({ balance: kg('60'), version: lot.version });
    expect(await movementsOf(lot)).toHaveLength(1);
  });

  it('the same key twice counts once', async () => {
    const lot = await aLot(api, w, { ingredient: rice, quantity: '60' });
    const variables = { id: lot.id, counted: { value: '55', unit: 'kg' }, reason: '盘点' };
    for (let i = 0; i < 2; i++) expect(await w.storekeeper.ask(ADJUST, variables, { key: 'count-once-1' })).toBeDone();
    expect(await movementsOf(lot)).toHaveLength(2);
  });
});

describe('who may', () => {
  it('unknown ids and those of another institution are not found', async () => {
    const theirs = await aLot(api, w.other, { ingredient: await anIngredient(api, w.other) });
    for (const id of [theirs.id, '00000000-0000-7000-8000-000000000000', 'x']) {
      expect((await w.storekeeper.ask('query($id: ID!) { lot(id: $id) { id } stockMovement(id: $id) { id } }', { id })).data).toEqual({ lot: null, stockMovement: null });
      for (const name of ['quarantineLot', 'releaseLot', 'scrapLot']) expect(await w.storekeeper.ask(verb(name), { id, reason: 'x' })).toRefuse('NOT_FOUND', 'id');
      expect(await w.storekeeper.ask(ADJUST, { id, counted: { value: '1', unit: 'kg' }, reason: 'x' })).toRefuse('NOT_FOUND', 'id');
    }
    expect(await api.reload(Lot, theirs.id)).toMatchObject({ hold: 'NONE', version: theirs.version });
    expect((await w.storekeeper.ask('query($i: [ID!]) { lots(filter: {ingredient: $i}) { total } }', { i: [theirs.ingredient.id] })).data).toEqual({ lots: { total: 0 } });
  });

  it('a cook reads stock, not what it cost nor the receipt it came with, and changes none', async () => {
    const receipt = await aReceipt(api, w, { lines: [{ ingredient: rice, unitPrice: Rate.of('5.2', 'kg') }], accepted: true });
    const WALK = 'query($q: ShortText!) { lots(filter: {q: $q}, sort: {field: "receivedAt", order: DESC}) { items { id balance { value } unitCost { amount unit } ingredient { id } supplier { id } line { receipt { number } } } } }';
    const [lot] = await api.act(null, (ctx) => ctx.find(Lot, { line: receipt.rows[0]!.id }));
    const seenBy = async (by: typeof w.cook) => (await by.ask(WALK, { q: lot!.lotCode })).data!['lots'].items[0];
    expect(await seenBy(w.cook)).toEqual({ id: lot!.id, balance: { value: '10' }, unitCost: null, ingredient: { id: rice.id }, supplier: { id: receipt.supplier.id }, line: null });
    expect(await seenBy(w.inspector)).toMatchObject({ unitCost: { amount: '5.2', unit: 'kg' }, line: { receipt: { number: receipt.number } } });
    expect(await w.cook.ask(verb('scrapLot'), { id: lot!.id, reason: 'x' })).toRefuse('FORBIDDEN');
    expect(await w.inspector.ask(verb('quarantineLot'), { id: lot!.id, reason: 'x' })).toRefuse('FORBIDDEN');
    expect(await api.reload(Lot, lot!.id)).toMatchObject({ hold: 'NONE', version: lot!.version });
  });
});

describe('the status in SQL is the status in JavaScript', () => {
  beforeAll(async () => {
    const milk = await anIngredient(api, w);
    for (const expiryDate of [null, '2026-11-20', '2026-11-21', '2026-11-24', '2026-12-01']) {
      await aLot(api, w, { ingredient: milk, expiryDate });
      await aLot(api, w, { ingredient: milk, expiryDate, hold: 'QUARANTINED' });
      await aLot(api, w, { ingredient: milk, expiryDate, quantity: '0' });
    }
  });

  it.each(['2026-11-20T15:59:59.999Z', '2026-11-20T16:00:00Z', '2026-11-21T15:59:59.999Z', '2026-11-21T16:00:00Z', '2026-11-30T00:00:00Z'])('at %s', async (now) => {
    api.clock(now);
    try {
      const manager = await api.signedIn(w.manager);
      const ask = async (args: string) => (await manager.ask(`{ lots(page: {size: 200}${args}) { items { id status } total } }`)).data!['lots'] as { items: { id: string; status: string }[]; total: number };
      const all = await ask('');
      for (const status of Object.values(LotStatus)) {
        const found = await ask(`, filter: {status: [${status}]}`);
        expect(found.items.map((lot) => lot.id).sort()).toEqual(all.items.filter((lot) => lot.status === status).map((lot) => lot.id).sort());
        expect(found.total).toBe(found.items.length);
      }
      const sorted = await ask(', sort: {field: "status"}');
      expect(sorted.items.map((lot) => lot.status)).toEqual(all.items.map((lot) => lot.status).sort());
    } finally {
      api.clock('2026-11-20T22:00:00Z');
    }
  });
});

it('the list is searched by lot, name and initials of the ingredient', async () => {
  const sesame = await anIngredient(api, w, { name: LocalizedText.of('白芝麻', 'White sesame') });
  const lot = await aLot(api, w, { ingredient: sesame, lotCode: 'ZM-🌱-1' });
  for (const q of ['白芝麻', 'bzm', 'ZM-🌱', '芝麻 zm-']) {
    expect((await w.cook.ask('query($q: ShortText) { lots(filter: {q: $q}) { items { id } total } }', { q })).data).toEqual({ lots: { items: [{ id: lot.id }], total: 1 } });
  }
});

it('the list reads ingredients, suppliers, lines and movements in one query each', async () => {
  const { queries } = await api.queriesOf(() =>
    w.manager.ask('{ lots(page: {size: 100}) { items { lotCode status ingredient { name { zh } } supplier { name { zh } } line { receipt { number } } movements { kind } } hasNext } }'),
  );
  const of = (table: string) => queries.filter((sql) => sql.includes(`from "${table}"`)).length;
  expect([of('lot'), of('ingredient'), of('supplier'), of('receipt_line'), of('goods_receipt'), of('stock_movement')]).toEqual([1, 1, 1, 1, 1, 1]);
});

it('today tells lots near their end and past it, and not those that are empty or held', async () => {
  const tofu = await anIngredient(api, w);
  const near = await aLot(api, w, { ingredient: tofu, expiryDate: '2026-11-23' });
  const past = await aLot(api, w, { ingredient: tofu, expiryDate: '2026-11-20' });
  const far = await aLot(api, w, { ingredient: tofu, expiryDate: '2027-11-20' });
  const held = await aLot(api, w, { ingredient: tofu, expiryDate: '2026-11-20', hold: 'QUARANTINED' });
  const empty = await aLot(api, w, { ingredient: tofu, expiryDate: '2026-11-20', quantity: '0' });
  const duties = (await w.storekeeper.ask('query($c: ID!) { today(canteen: $c) { kind severity recordId dueAt title { zh } } }', { c: w.canteen.id })).data!['today'];
  const duty = (lot: Lot) => duties.find((item: { recordId: string }) => item.recordId === lot.id);
  expect(duty(near)).toMatchObject({ kind: 'LOT_NEAR_EXPIRY', severity: 'warn', dueAt: '2026-11-23T16:00:00.000Z' });
  expect(duty(past)).toMatchObject({ kind: 'LOT_EXPIRED', severity: 'critical', title: { zh: expect.stringContaining('过期须清出') } });
  expect([far, held, empty].map(duty)).toEqual([undefined, undefined, undefined]);
});
