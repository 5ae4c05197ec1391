import { DomainError } from '@canteen/kernel';
import { Area, stampEvent } from '@canteen/people';
import type { Canteen, EventStamp } from '@canteen/people';
import type { Ctx } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { CorrectiveAction } from './corrective-action.entity.ts';
import type { KitchenPolicy } from './policy.ts';
import { ProductionBatch } from './production-batch.entity.ts';
import { batchLife, inTime, needsCoreTemperature } from './production-batch.rules.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { checkMeasurable, isWithin, kindOf, readOff, storageRange } from './temperature-reading.rules.ts';
import type { CorrectiveActionKind, Range } from './temperature-reading.rules.ts';

export interface TemperatureData {
  batch?: string | null;
  area?: string | null;
  /** °C */
  celsius: string;
  occurredAt?: Date | null;
  lateReason?: string | null;
}

/** Saved as read: 12 °C too. What follows from it is decided when the batch is to be finished. */
export async function recordTemperature(ctx: Ctx, input: TemperatureData): Promise<TemperatureReading> {
  const kind = kindOf(input, 'input');
  checkMeasurable(input.celsius, 'input.celsius');
  const celsius = readOff(input.celsius);
  const write = (canteen: Ref<Canteen>, stamp: EventStamp, range: Range | null, target: object) =>
    ctx.create(TemperatureReading, {
      ...stamp,
      ...target,
      canteen,
      kind,
      celsius,
      limitMin: said(range?.min),
      limitMax: said(range?.max),
      within: range === null || isWithin(celsius, range),
    });

  if (kind === 'STORAGE') {
    const area = await ctx.get(Area, input.area!, 'input.area');
    const stamp = await stampEvent(ctx, { ...input, canteen: area.canteen }, 'reading');
    const policy = await ctx.policy<KitchenPolicy>('kitchen', area.organizationId);
    return write(area.canteen, stamp, storageRange(area.kind, policy), { area });
  }
  // Locked, so that no batch is finished between the thermometer and the record.
  const batch = await ctx.lock(ProductionBatch, input.batch!, 'input.batch');
  batchLife.next(batch.state, 'MEASURE');
  const stamp = await stampEvent(ctx, { ...input, canteen: batch.canteen }, 'reading');
  checkAfterStart(stamp.occurredAt, batch, 'input.occurredAt');
  const policy = await ctx.policy<KitchenPolicy>('kitchen', batch.organizationId);
  const range = needsCoreTemperature(await ctx.load(batch.dish)) ? { min: policy.coreMin, max: null } : null;
  return write(batch.canteen, stamp, range, { batch });
}

export interface CorrectiveActionData {
  batch: string;
  action: CorrectiveActionKind;
  note: string;
  occurredAt?: Date | null;
  lateReason?: string | null;
}

/** What was done about a low reading; throwing the batch away is one of the answers, and ends it. */
export async function recordCorrectiveAction(ctx: Ctx, input: CorrectiveActionData): Promise<CorrectiveAction> {
  const batch = await ctx.lock(ProductionBatch, input.batch, 'batch');
  batch.state = batchLife.next(batch.state, input.action === 'DISCARDED' ? 'DISCARD' : 'CORRECT');
  if (!input.note) throw new DomainError('REASON_REQUIRED', {}, 'note');
  const stamp = await stampEvent(ctx, { ...input, canteen: batch.canteen }, 'reading', '');
  checkAfterStart(stamp.occurredAt, batch, 'occurredAt');
  const readings = await ctx.find(TemperatureReading, { batch: batch.id });
  const low = readings
    .filter((reading) => !reading.within && reading.occurredAt <= stamp.occurredAt)
    .sort(inTime)
    .at(-1);
  return ctx.create(CorrectiveAction, {
    ...stamp,
    canteen: batch.canteen,
    batch,
    reading: low ?? null,
    action: input.action,
    note: input.note,
  });
}

function checkAfterStart(at: Date, batch: ProductionBatch, field: string): void {
  if (at < batch.occurredAt) throw new DomainError('READING_BEFORE_BATCH', { startedAt: batch.occurredAt, given: at }, field);
}

const said = (limit: number | null | undefined): string | null => (limit === null || limit === undefined ? null : String(limit));
