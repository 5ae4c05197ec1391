import { addMs, LocalizedText, ms } from '@canteen/kernel';
import { ESCALATED, escalateAfter, type AlertFact, type AlertRule, type Ctx } from '@canteen/platform';
import { watchedPlace } from '@canteen/people';
import { Ingredient, Supplier } from '@canteen/catalog';
import { acceptBy, say } from './duties.ts';
import { GoodsReceipt, RawMaterialTest } from './goods-receipt.entity.ts';
import { Lot } from './lot.entity.ts';
import type { ReceivingPolicy } from './policies.ts';

async function waiting(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const policy = await ctx.policy<ReceivingPolicy>('receiving', organizationId);
  const receipts = await ctx.find(
    GoodsReceipt,
    { organizationId, state: 'INSPECTING', occurredAt: { $lte: addMs(ctx.now(), -policy.acceptWithinHours * ms.hour) } },
    { orderBy: { occurredAt: 'asc' } },
  );
  const suppliers = new Map((await ctx.loadMany(Supplier, receipts.map((receipt) => receipt.supplier.id))).map((supplier) => [supplier.id, supplier.name]));
  return receipts.map((receipt): AlertFact => ({
    key: `receiving.waiting:${receipt.id}`,
    canteenId: receipt.canteen.id,
    title: say('ALERT_WAITING', { number: receipt.number, supplier: suppliers.get(receipt.supplier.id), hours: policy.acceptWithinHours }),
    text: LocalizedText.of('收货须由第二人验收后入库。请当场查验，合格的接收，不合格的拒收并写明原因。', 'A delivery goes into stock once a second person has accepted it. Check it now: accept what is right, reject the rest with the reason.'),
    severity: 'warn',
    recordType: 'GoodsReceipt',
    recordId: receipt.id,
    dueAt: acceptBy(receipt, policy),
  }));
}

/** Stock on the shelf whose use-by date is near or over; a day late and a day early are different rules. */
async function ending(ctx: Ctx, organizationId: string, expired: boolean): Promise<AlertFact[]> {
  const now = ctx.now();
  const { canteens } = await watchedPlace(ctx, organizationId);
  const open = new Set(canteens.map((canteen) => canteen.id));
  const lots = (
    await ctx.find(
      Lot,
      { organizationId, hold: 'NONE', balance: { value: { $gt: '0' } }, nearExpiryAt: { $lte: now }, expiresAt: expired ? { $lte: now } : { $gt: now } },
      { orderBy: { expiresAt: 'asc' } },
    )
  ).filter((lot) => open.has(lot.canteen.id));
  const names = new Map((await ctx.loadMany(Ingredient, lots.map((lot) => lot.ingredient.id))).map((ingredient) => [ingredient.id, ingredient.name]));
  return lots.map((lot): AlertFact => {
    const { lotCode, expiryDate } = lot;
    return {
      key: `receiving.${expired ? 'expiredStock' : 'nearExpiry'}:${lot.id}`,
      canteenId: lot.canteen.id,
      title: say(expired ? 'ALERT_EXPIRED' : 'ALERT_NEAR_EXPIRY', {
        ingredient: names.get(lot.ingredient.id), lotCode, expiryDate: expiryDate && LocalizedText.of(expiryDate.in('zh'), expiryDate.in('en')),
      }),
      text: expired
        ? LocalizedText.of('过期食品须单独存放、明显标示，及时销毁并记录。请清出并登记报废。', 'Expired food is set apart, marked, destroyed and recorded. Take it out and scrap the lot.')
        : LocalizedText.of('请优先使用；用不完的在到期前处理。', 'Use it first; deal with what will be left before that day.'),
      severity: expired ? 'critical' : lot.expiresAt && lot.expiresAt <= addMs(now, ms.day) ? 'warn' : 'info',
      recordType: 'Lot',
      recordId: lot.id,
      dueAt: lot.expiresAt,
    };
  });
}

interface FailedTest {
  id: string;
  canteen_id: string;
  item: string;
  measured: string;
  unit: string;
  limit: string;
  receipt_id: string;
  ingredient_zh: string;
  ingredient_en: string | null;
}

/** Failed, and neither rejected nor out of reach: still at the door, or on the shelf as if nothing were. */
async function failedTests(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const tests = await ctx.sql<FailedTest>(
    RawMaterialTest,
    `select t.id, t.canteen_id, t.item, trim_scale(t.measured)::text as measured, t.unit, trim_scale(t."limit")::text as "limit", l.receipt_id,
        i.name_zh as ingredient_zh, i.name_en as ingredient_en
      from raw_material_test t
      join receipt_line l on l.id = t.line_id
      join goods_receipt r on r.id = l.receipt_id
      join ingredient i on i.id = l.ingredient_id
      where {scope:t} and t.organization_id = ? and not t.passed and t.import_id is null
        and ((r.state in ('DRAFT', 'INSPECTING') and l.verdict <> 'REJECTED')
          or exists (select 1 from lot where lot.line_id = l.id and lot.hold = 'NONE' and lot.balance_value > 0))
      order by t.id`,
    [organizationId],
  );
  return tests.map((test): AlertFact => ({
    key: `receiving.testFailed:${test.id}`,
    canteenId: test.canteen_id,
    title: say('ALERT_TEST_FAILED', { ...test, ingredient: LocalizedText.of(test.ingredient_zh, test.ingredient_en) }),
    text: LocalizedText.of('抽检不合格的原料不得使用。未验收的请拒收；已入库的请立即封存。', 'What failed its test is not used. Reject it if it is not accepted yet; quarantine the lot if it is in stock.'),
    severity: 'critical',
    recordType: 'GoodsReceipt',
    recordId: test.receipt_id,
  }));
}

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [
  {
    kind: 'receiving.waiting',
    title: { zh: '收货待验收', en: 'Deliveries waiting' },
    says: {
      zh: '收货单提交后，到货满 {acceptWithinHours} 小时仍未验收的，提醒可验收的人；{urgentHours} 小时无人确认则升级。',
      en: 'Tells those who may accept when a delivery that was handed over is not accepted {acceptWithinHours} h after it arrived; escalated after {urgentHours} h.',
    },
    limits: [{ policy: 'receiving', field: 'acceptWithinHours' }],
    audience: 'receiving:accept',
    escalation: { afterHours: escalateAfter.urgent, audience: ESCALATED },
    find: waiting,
  },
  {
    kind: 'receiving.testFailed',
    title: { zh: '原料抽检不合格', en: 'Failed tests' },
    says: {
      zh: '原料抽检不合格（农残抑制率达到 {pesticideInhibitionMax} % 或超过所注限值），而货未拒收、批次未封存时，立即提醒；{urgentHours} 小时无人确认则升级。',
      en: 'Tells at once when a raw-material test failed (pesticide inhibition of {pesticideInhibitionMax} % or more, or the limit given) and the goods are neither rejected nor quarantined; escalated after {urgentHours} h.',
    },
    limits: [{ policy: 'receiving', field: 'pesticideInhibitionMax' }],
    law: { zh: '食品安全法第五十三条：查验合格证明；GB/T 5009.199：抑制率 <50 % 为合格', en: 'Food Safety Law Art 53: the proof of conformity is checked; GB/T 5009.199: inhibition below 50 % passes' },
    audience: 'receiving:accept',
    escalation: { afterHours: escalateAfter.urgent, audience: ESCALATED },
    find: failedTests,
  },
  {
    kind: 'receiving.nearExpiry',
    title: { zh: '库存临期', en: 'Near expiry' },
    says: {
      zh: '库存批次剩余保质期不超过 {nearExpiryFraction}（无生产日期的为到期前 {nearExpiryDays} 天）时，提醒管库的人；最后一天为警告。',
      en: 'Tells those who keep the stock when no more than {nearExpiryFraction} of a lot\'s shelf life remains (without a production date: {nearExpiryDays} days); a warning on its last day.',
    },
    limits: [{ policy: 'receiving', field: 'nearExpiryFraction' }, { policy: 'receiving', field: 'nearExpiryDays' }],
    audience: 'stock:write',
    escalation: null,
    find: (ctx, organizationId) => ending(ctx, organizationId, false),
  },
  {
    kind: 'receiving.expiredStock',
    title: { zh: '库存过期', en: 'Expired stock' },
    says: {
      zh: '库存中有过期批次而未报废或封存时，提醒管库的人；{urgentHours} 小时无人确认则升级。',
      en: 'Tells those who keep the stock when an expired lot is neither scrapped nor quarantined; escalated after {urgentHours} h.',
    },
    limits: [],
    law: { zh: '食品安全法实施条例第二十九条：过期食品须标示、单独存放、销毁并记录', en: 'Implementing Regulation 2019 Art 29: expired food is marked, set apart, destroyed and recorded' },
    audience: 'stock:write',
    escalation: { afterHours: escalateAfter.urgent, audience: ESCALATED },
    find: (ctx, organizationId) => ending(ctx, organizationId, true),
  },
];
