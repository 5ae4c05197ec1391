import { DomainError, Decimal } from '@canteen/kernel';
import type { Ctx } from '@canteen/platform';
import { stampEvent } from '@canteen/people';
import { RawMaterialTest, ReceiptLine } from './goods-receipt.entity.ts';
import type { ReceivingPolicy } from './policies.ts';
import { testLimit, testPassed } from './raw-material-test.rules.ts';

export interface TestData {
  line: string;
  item: string;
  measured: string;
  limit?: string | null | undefined;
  unit: string;
  occurredAt?: Date | null | undefined;
  lateReason?: string | null | undefined;
}

/** Written as measured, passed or not: a line with a failed test cannot be accepted, and a retest does not erase it. */
export async function recordRawMaterialTest(ctx: Ctx, input: TestData): Promise<RawMaterialTest> {
  const line = await ctx.get(ReceiptLine, input.line, 'line');
  const canteen = await ctx.load(line.canteen);
  ctx.need('receiving:accept', canteen);
  if (!input.item.trim()) throw new DomainError('TEXT_REQUIRED', {}, 'item');
  if (!input.unit.trim()) throw new DomainError('TEXT_REQUIRED', {}, 'unit');
  const policy = await ctx.policy<ReceivingPolicy>('receiving', line.organizationId);
  const limit = testLimit(input.unit, input.limit, policy, 'limit');
  if (!Decimal.of(limit).isPositive()) throw new DomainError('TEST_LIMIT_NOT_POSITIVE', { given: limit }, 'limit');
  const stamp = await stampEvent(ctx, { canteen, occurredAt: input.occurredAt, lateReason: input.lateReason }, 'reading', '');
  return ctx.create(RawMaterialTest, {
    canteen,
    line,
    ...stamp,
    item: input.item,
    measured: input.measured,
    limit,
    unit: input.unit,
    passed: testPassed(input.measured, limit),
  });
}
