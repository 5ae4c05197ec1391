import { DomainError, collect, refuseAll } from '@canteen/kernel';
import { ProductionBatch } from '@canteen/kitchen';
import { Area, Person, dayAt, stampEvent } from '@canteen/people';
import type { EventStamp } from '@canteen/people';
import type { Ctx } from '@canteen/platform';
import { RetainedSample } from './retained-sample.entity.ts';
import { checkDisposal, checkGrams, dueAt, isRetained, keptSince, sampleLife, weighed } from './retained-sample.rules.ts';
import type { RetentionPolicy } from './retained-sample.rules.ts';

export interface SampleData {
  batch: string;
  /** g, as weighed */
  grams: string;
  fridge?: string | null;
  occurredAt?: Date | null;
  lateReason?: string | null;
}

/** The samples of a meal in one go. What is too light is noted, and does not count; what cannot be is refused, all of it at once. */
export async function takeSamples(ctx: Ctx, samples: readonly SampleData[]): Promise<RetainedSample[]> {
  if (samples.length === 0) throw new DomainError('SAMPLES_EMPTY', {}, 'samples');
  const errors: DomainError[] = [];
  const ready: { data: SampleData; batch: ProductionBatch; fridge: Area | null; stamp: EventStamp }[] = [];
  for (const [i, told] of samples.entries()) {
    const data = { ...told, grams: weighed(told.grams) };
    try {
      const field = `samples.${i}`;
      errors.push(...collect([() => checkGrams(data.grams, `${field}.grams`)]));
      const batch = await ctx.get(ProductionBatch, data.batch, `${field}.batch`);
      const stamp = await stampEvent(ctx, { ...data, canteen: batch.canteen }, 'reading', field);
      const fridge = data.fridge ? await ctx.get(Area, data.fridge, `${field}.fridge`) : null;
      errors.push(...collect([() => checkBatch(batch, stamp.occurredAt, field), () => checkFridge(fridge, batch, field)]));
      ready.push({ data, batch, fridge, stamp });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(error);
    }
  }
  const elsewhere = ready.findIndex(({ batch }) => batch.canteen.id !== ready[0]!.batch.canteen.id);
  if (elsewhere >= 0) errors.push(new DomainError('SAMPLES_OF_TWO_CANTEENS', {}, `samples.${elsewhere}.batch`));
  refuseAll(errors);

  const takenBy = ctx.em.getReference(Person, ctx.personId(), { wrapped: true });
  const taken: RetainedSample[] = [];
  for (const { data, batch, fridge, stamp } of ready) {
    const canteen = await ctx.load(batch.canteen);
    const service = await ctx.load(batch.service);
    const policy = await ctx.policy<RetentionPolicy>('retention', batch.organizationId);
    const since = keptSince(stamp.occurredAt, service.serviceEnd);
    taken.push(
      ctx.create(RetainedSample, {
        ...stamp,
        canteen,
        number: await ctx.nextNumber('RS', batch.organizationId, await dayAt(ctx, canteen, stamp.occurredAt)),
        service,
        batch,
        dish: batch.dish,
        grams: data.grams,
        retained: isRetained(data.grams, policy),
        fridge,
        takenBy,
        keptSince: since,
        dueAt: dueAt(since, policy),
        state: 'STORED',
      }),
    );
  }
  return taken;
}

function checkBatch(batch: ProductionBatch, at: Date, field: string): void {
  if (batch.state === 'DISCARDED') throw new DomainError('SAMPLE_BATCH_DISCARDED', { batch: batch.number }, `${field}.batch`);
  if (at < batch.occurredAt) {
    throw new DomainError('SAMPLE_BEFORE_BATCH', { startedAt: batch.occurredAt, given: at }, `${field}.occurredAt`);
  }
}

function checkFridge(fridge: Area | null, batch: ProductionBatch, field: string): void {
  if (!fridge) return;
  if (fridge.canteen.id !== batch.canteen.id) throw new DomainError('SAMPLE_FRIDGE_ELSEWHERE', { area: fridge.name }, `${field}.fridge`);
  if (fridge.kind !== 'SAMPLE_FRIDGE') throw new DomainError('SAMPLE_FRIDGE_EXPECTED', { area: fridge.name }, `${field}.fridge`);
}

/** After its term, by a second person, and never while it is evidence. */
export async function disposeSample(ctx: Ctx, id: string, method: string): Promise<RetainedSample> {
  const sample = await ctx.lock(RetainedSample, id, 'id'); // read to write: two clerks cannot both win
  const policy = await ctx.policy<RetentionPolicy>('retention', sample.organizationId);
  const { state, dueAt: due, sealReason } = sample;
  // A service that was made longer after the sample was taken ends when it now ends.
  const since = keptSince(sample.keptSince, (await ctx.load(sample.service)).serviceEnd);
  checkDisposal({ state, keptSince: since, dueAt: due, sealReason, takenById: sample.takenBy.id }, ctx.personId(), ctx.now(), policy);
  if (!method) throw new DomainError('TEXT_REQUIRED', {}, 'method');
  sample.state = sampleLife.next(state, 'DISPOSE');
  sample.disposedAt = ctx.now();
  sample.disposedBy = ctx.em.getReference(Person, ctx.personId(), { wrapped: true });
  sample.disposalMethod = method;
  return sample;
}

/** On suspicion: evidence from now on (domain reference §1.2). */
export async function sealSample(ctx: Ctx, id: string, reason: string): Promise<RetainedSample> {
  const sample = await ctx.lock(RetainedSample, id, 'id');
  sample.state = sampleLife.next(sample.state, 'SEAL');
  if (!reason) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  sample.sealReason = reason;
  sample.sealedAt = ctx.now();
  sample.sealedBy = ctx.em.getReference(Person, ctx.personId(), { wrapped: true });
  sample.releaseReason = null;
  return sample;
}

export async function releaseSample(ctx: Ctx, id: string, reason: string): Promise<RetainedSample> {
  const sample = await ctx.lock(RetainedSample, id, 'id');
  sample.state = sampleLife.next(sample.state, 'RELEASE');
  if (!reason) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  sample.releaseReason = reason;
  return sample;
}

export async function handOverSample(ctx: Ctx, id: string, to: string): Promise<RetainedSample> {
  const sample = await ctx.lock(RetainedSample, id, 'id');
  sample.state = sampleLife.next(sample.state, 'HAND_OVER');
  if (!to) throw new DomainError('TEXT_REQUIRED', {}, 'to');
  sample.handedOverTo = to;
  sample.handedOverAt = ctx.now();
  return sample;
}
