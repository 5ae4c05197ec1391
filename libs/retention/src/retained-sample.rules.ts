import { Decimal, DomainError, addMs, enumOf, ms, stateMachine } from '@canteen/kernel';

export const SampleState = enumOf('STORED', 'SEALED', 'DISPOSED', 'HANDED_OVER');
export type SampleState = keyof typeof SampleState;

export const SampleAction = enumOf('SEAL', 'DISPOSE', 'RELEASE', 'HAND_OVER');
export type SampleAction = keyof typeof SampleAction;

/** What the clock makes of the state. */
export const SampleStatus = enumOf('KEEPING', 'DUE', 'NOT_RETAINED', 'SEALED', 'DISPOSED', 'HANDED_OVER');
export type SampleStatus = keyof typeof SampleStatus;

export const SampleCoverage = enumOf('SAMPLED', 'UNDERWEIGHT', 'MISSING', 'NOT_COOKED');
export type SampleCoverage = keyof typeof SampleCoverage;

export const sampleLife = stateMachine<SampleState, SampleAction>({
  STORED: { SEAL: 'SEALED', DISPOSE: 'DISPOSED' },
  SEALED: { RELEASE: 'STORED', HAND_OVER: 'HANDED_OVER' }, // evidence while an incident is open
  DISPOSED: {},
  HANDED_OVER: {},
});

export interface RetentionPolicy {
  minGrams: number;
  keepHours: number;
}

/** A box of samples holds less than this; more is a slip of the keypad, not a measurement. */
const heaviest = 10_000;

/** A milligram; finer than any scale in a kitchen, and what is kept. Judged is what is kept. */
const gramsScale = 3;

export const weighed = (grams: string): string => Decimal.of(grams).round(gramsScale).toString();

/** Whatever a scale can show is saved, 124 g too; only what counts as retained is decided by the policy. */
export function checkGrams(grams: string, field: string): void {
  const value = Decimal.of(grams);
  if (!value.isPositive()) throw new DomainError('QUANTITY_NOT_POSITIVE', { given: `${grams} g` }, field);
  if (value.gt(heaviest)) throw new DomainError('SAMPLE_GRAMS_ABSURD', { given: grams, max: heaviest }, field);
}

/** GB 31654-2021 and the campus rules: at least `policy.minGrams` of each dish of each meal. */
export function isRetained(grams: string, policy: RetentionPolicy): boolean {
  return Decimal.of(grams).gte(policy.minGrams);
}

/** The clock starts with the end of service, or with the sample itself where it was taken later still. */
export function keptSince(takenAt: Date, serviceEnd: Date): Date {
  return takenAt.getTime() > serviceEnd.getTime() ? takenAt : serviceEnd;
}

export function dueAt(since: Date, policy: RetentionPolicy): Date {
  return addMs(since, policy.keepHours * ms.hour);
}

export interface StoredSample {
  readonly state: SampleState;
  readonly dueAt: Date;
  readonly keptSince: Date;
  readonly takenById: string;
  readonly sealReason: string | null;
}

/**
 * GB 31654-2021 and local rules: kept at least `policy.keepHours` from the end of service; where the policy grew
 * meanwhile, the longer term holds. Whoever took a sample does not throw it away.
 */
export function checkDisposal(sample: StoredSample, personId: string, now: Date, policy: RetentionPolicy): void {
  if (sample.state === 'SEALED') throw new DomainError('SAMPLE_SEALED', { reason: sample.sealReason });
  sampleLife.next(sample.state, 'DISPOSE');
  const due = new Date(Math.max(sample.dueAt.getTime(), dueAt(sample.keptSince, policy).getTime()));
  if (now.getTime() < due.getTime()) throw new DomainError('SAMPLE_RETENTION_NOT_ELAPSED', { dueAt: due, hours: policy.keepHours });
  if (sample.takenById === personId) throw new DomainError('SAMPLE_SAME_PERSON');
}

export interface StatusOf {
  readonly state: SampleState;
  readonly retained: boolean;
  readonly dueAt: Date;
}

/** Which of the stored, only the clock and the scale decide. */
export function statusOf(sample: StatusOf, now: Date): SampleStatus {
  if (sample.state !== 'STORED') return sample.state;
  if (!sample.retained) return 'NOT_RETAINED';
  return now.getTime() >= sample.dueAt.getTime() ? 'DUE' : 'KEEPING';
}

/** The SQL twin of `statusOf`; the specs find them equal. */
export function statusSql(alias: string): string {
  return (
    `case when ${alias}.state <> 'STORED' then ${alias}.state::text` +
    ` when not ${alias}.retained then 'NOT_RETAINED'` +
    ` when ${alias}.due_at <= :now then 'DUE' else 'KEEPING' end`
  );
}

/** What a menu item has to show for itself. */
export interface CoveredBatch {
  readonly discarded: boolean;
  /** One flag per sample: does it count as retained? */
  readonly samples: readonly boolean[];
}

/** A sample of what was thrown away says nothing about what was served. */
export function coverageOf(batches: readonly CoveredBatch[]): SampleCoverage {
  const served = batches.filter((batch) => !batch.discarded);
  if (served.length === 0) return 'NOT_COOKED';
  const samples = served.flatMap((batch) => batch.samples);
  if (samples.some((retained) => retained)) return 'SAMPLED';
  return samples.length > 0 ? 'UNDERWEIGHT' : 'MISSING';
}
