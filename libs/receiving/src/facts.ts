import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { Canteen, timeZoneOf } from '@canteen/people';
import { Ingredient, Supplier } from '@canteen/catalog';
import type { Ctx, Fact, FactSection } from '@canteen/platform';
import { GoodsReceipt, RawMaterialTest, ReceiptLine } from './goods-receipt.entity.ts';

/** Lines named in one sentence; the rest is counted. */
const NAMED = 6;

/** What arrived on a day, what of it was refused, and what still waits for the second person. */
export async function facts(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection[]> {
  if (!ctx.can('receiving:read')) return [];
  const canteen = await ctx.get(Canteen, canteenId);
  const timeZone = await timeZoneOf(ctx, canteen);
  const receipts = (await ctx.find(
    GoodsReceipt,
    { canteen: canteenId, occurredAt: { $gte: day.startsAt(timeZone), $lte: day.endOfDay(timeZone) } },
    { orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }] },
  )).filter(({ state }) => state !== 'REVERSED');
  const lines = await ctx.find(ReceiptLine, { receipt: { $in: receipts.map(({ id }) => id) } }, { orderBy: [{ receipt: 'asc' }, { lineNo: 'asc' }] });
  const tests = await ctx.find(RawMaterialTest, { line: { $in: lines.map(({ id }) => id) } }, { orderBy: { id: 'asc' } });
  const ingredients = new Map((await ctx.loadMany(Ingredient, lines.map(({ ingredient }) => ingredient.id))).map((row) => [row.id, row.name]));
  const suppliers = new Map((await ctx.loadMany(Supplier, receipts.map(({ supplier }) => supplier.id))).map((row) => [row.id, row.name]));
  const nameOf = (line: ReceiptLine) => ingredients.get(line.ingredient.id) ?? LocalizedText.of('？', '?');
  const rejected = lines.filter(({ verdict }) => verdict === 'REJECTED');
  const failed = tests.filter(({ passed }) => !passed);

  const told: Fact[] = receipts.map((receipt): Fact => {
    const own = lines.filter((line) => line.receipt.id === receipt.id && line.verdict !== 'REJECTED');
    const goods = (lang: 'zh' | 'en') => {
      const named = own.slice(0, NAMED).map((line) => `${nameOf(line).in(lang)} ${line.delivered.toString(lang)}`).join(lang === 'zh' ? '、' : ', ');
      return own.length > NAMED ? `${named}${lang === 'zh' ? ` 等 ${own.length} 项` : ` and ${own.length - NAMED} more`}` : named || (lang === 'zh' ? '全部拒收' : 'all rejected');
    };
    const waits = receipt.state === 'DRAFT' || receipt.state === 'INSPECTING';
    const supplier = suppliers.get(receipt.supplier.id);
    return {
      tone: waits ? 'missing' : 'ok',
      text: LocalizedText.of(
        `${waits ? '未验收 ' : ''}${receipt.number} ${supplier?.zh ?? ''}：${goods('zh')}`,
        `${waits ? 'Not accepted yet: ' : ''}${receipt.number}, ${supplier?.in('en') ?? ''}: ${goods('en')}`,
      ),
      recordType: 'GoodsReceipt', recordId: receipt.id,
    };
  });
  for (const line of rejected) {
    told.push({
      tone: 'bad',
      text: LocalizedText.of(`拒收 ${nameOf(line).zh} ${line.delivered.toString('zh')}：${line.rejectReason ?? ''}`, `Rejected ${nameOf(line).in('en')}, ${line.delivered.toString('en')}: ${line.rejectReason ?? ''}`),
      recordType: 'GoodsReceipt', recordId: line.receipt.id,
    });
  }
  for (const test of failed) {
    const line = lines.find(({ id }) => id === test.line.id)!;
    told.push({
      tone: 'bad',
      text: LocalizedText.of(
        `检测不合格 ${nameOf(line).zh}：${test.item} ${test.measured} ${test.unit}，限值 <${test.limit}`,
        `Failed a test: ${nameOf(line).in('en')}, ${test.item} ${test.measured} ${test.unit}, must be below ${test.limit}`,
      ),
      recordType: 'GoodsReceipt', recordId: line.receipt.id,
    });
  }
  const waiting = told.filter(({ tone }) => tone === 'missing').length;
  return [
    {
      key: 'receiving',
      title: { zh: '收货', en: 'Received' },
      figures: [
        { title: { zh: '收货单', en: 'Receipts' }, value: String(receipts.length) },
        { title: { zh: '品项', en: 'Lines' }, value: String(lines.length - rejected.length) },
        { title: { zh: '拒收', en: 'Rejected' }, value: String(rejected.length), tone: rejected.length ? 'bad' : 'ok' },
        { title: { zh: '待验收', en: 'To accept' }, value: String(waiting), tone: waiting ? 'missing' : 'ok' },
        { title: { zh: '快检', en: 'Tests' }, value: failed.length ? `${tests.length - failed.length}/${tests.length}` : String(tests.length), tone: failed.length ? 'bad' : 'ok' },
      ],
      facts: told,
    },
  ];
}
