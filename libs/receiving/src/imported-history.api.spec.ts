import { LocalizedText, Money } from '@canteen/kernel';
import { Supplier } from '@canteen/catalog';
import { GoodsReceipt } from '@canteen/receiving';
import { aWorld, startApi, type TestApi, type World } from '../../../tests/support/api.ts';

const LATE = 'query ($canteen: ID!) { lateEntries(canteen: $canteen) { recordType recordId } }';
const CLOSE = 'mutation ($canteen: ID!, $month: ShortText!) { closePeriod(canteen: $canteen, month: $month) { record { id } errors { code } } }';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

test('what an older ledger brought is late by itself: it waits for nobody, and no month for it', async () => {
  const occurredAt = new Date('2026-08-10T04:00:00Z');
  await api.act(w.manager, async (ctx) => {
    const [supplier] = await ctx.bulkInsert(Supplier, [{ organizationId: w.org.id, number: 'SU-H', name: LocalizedText.of('旧供货者', null), pinyin: 'jghz', state: 'APPLICANT' }]);
    const receipt = { canteen: w.canteen, supplier: supplier!, state: 'ACCEPTED' as const, receivedBy: w.manager.id, recordedBy: w.manager.id, occurredAt, lateEntry: true, lateReason: '历史导入', total: Money.fen(0) };
    await ctx.bulkInsert(GoodsReceipt, [{ ...receipt, number: 'GR-H', importId: supplier! }]);
  });
  expect((await w.supervisor.ask('query { goodsReceipts { items { number lateEntry imported } } }')).data?.['goodsReceipts'].items).toEqual([{ number: 'GR-H', lateEntry: true, imported: true }]);
  expect((await w.supervisor.ask(LATE, { canteen: w.canteen.id })).data?.['lateEntries']).toEqual([]);
  expect(await w.manager.ask(CLOSE, { canteen: w.canteen.id, month: '2026-08' })).toBeDone();
});
