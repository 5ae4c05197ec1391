import { DomainError, enumOf, stateMachine } from '@canteen/kernel';
import type { LocalizedText } from '@canteen/kernel';

export const BatchState = enumOf('COOKING', 'FINISHED', 'DISCARDED');
export type BatchState = keyof typeof BatchState;

export const BatchAction = enumOf('MEASURE', 'CORRECT', 'FINISH', 'DISCARD');
export type BatchAction = keyof typeof BatchAction;

/**
 * A finished batch can still be measured and reheated while it is held hot, and thrown away when it stood too long
 * (8–60 °C for at most 2 h; domain reference §1.2). What was thrown away stays so.
 */
export const batchLife = stateMachine<BatchState, BatchAction>({
  COOKING: { MEASURE: 'COOKING', CORRECT: 'COOKING', FINISH: 'FINISHED', DISCARD: 'DISCARDED' },
  FINISHED: { MEASURE: 'FINISHED', CORRECT: 'FINISHED', DISCARD: 'DISCARDED' },
  DISCARDED: {},
});

/** More portions than the largest canteen serves in a meal: a slip of the keypad. */
export function checkPortions(portions: number, max: number, field: string): void {
  if (!Number.isInteger(portions) || portions < 1 || portions > max) {
    throw new DomainError('BATCH_PORTIONS_OUT_OF_RANGE', { given: portions, max }, field);
  }
}

/** Fruit, and dishes that are meant cold or raw, are never brought to a core temperature; everything else is. */
export function needsCoreTemperature(dish: { category: string; flags: readonly string[] }): boolean {
  if (dish.category === 'FRUIT' || dish.category === 'COLD') return false;
  return !dish.flags.includes('COLD') && !dish.flags.includes('RAW');
}

/** Something that happened at a stove. Phones tell minutes, so of two at the same minute the later written is the later. */
export interface Moment {
  readonly id: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
}

export interface CoreReading extends Moment {
  readonly within: boolean;
  /** Degrees Celsius. */
  readonly celsius: string;
}

/** Negative when `a` came first. */
export function inTime(a: Moment, b: Moment): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    a.recordedAt.getTime() - b.recordedAt.getTime() ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The low reading that nothing has been done about, or null. */
export function openLowReading<R extends CoreReading>(readings: readonly R[], corrections: readonly Moment[]): R | null {
  const low = lastLow(readings);
  return low && !corrections.some((correction) => inTime(low, correction) < 0) ? low : null;
}

/**
 * A batch is finished when its core was measured at the limit or above. A low reading stays on record; after it
 * something was done, and a second reading beside the first shows that it helped (design decision 12).
 */
export function checkCoreTemperature(
  dish: LocalizedText,
  readings: readonly CoreReading[],
  corrections: readonly Moment[],
  /** °C */
  limit: number,
): void {
  if (readings.length === 0) throw new DomainError('CORE_TEMPERATURE_MISSING', { dish, limit });
  const low = lastLow(readings);
  if (!low) return;
  const helped = corrections.some(
    (correction) =>
      inTime(low, correction) < 0 && readings.some((reading) => reading.within && inTime(correction, reading) < 0),
  );
  if (!helped) throw new DomainError('CORE_TEMPERATURE_LOW', { dish, celsius: low.celsius, limit });
}

function lastLow<R extends CoreReading>(readings: readonly R[]): R | null {
  return [...readings].sort(inTime).findLast((reading) => !reading.within) ?? null;
}
