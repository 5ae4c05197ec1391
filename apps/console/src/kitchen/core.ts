/** What a cook is to do next about the core temperature of a batch; the API decides, this only says it beforehand. */
export type Step = 'MEASURE' | 'CORRECT' | 'AGAIN' | 'READY';

interface Moment { id: string; occurredAt: string; recordedAt: string }
interface Reading extends Moment { within: boolean; celsius: string }

/** Fruit, and what is meant cold or raw, is never brought to a core temperature. */
export function needsCore(dish: { category: string; flags: readonly string[] } | null): boolean {
  if (!dish || dish.category === 'FRUIT' || dish.category === 'COLD') return false;
  return !dish.flags.includes('COLD') && !dish.flags.includes('RAW');
}

/** Negative when `a` came first; phones tell minutes, so of two at the same moment the later written is the later. */
function inTime(a: Moment, b: Moment): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || Date.parse(a.recordedAt) - Date.parse(b.recordedAt) || (a.id < b.id ? -1 : 1);
}

export function lastLow<R extends Reading>(readings: readonly R[]): R | null {
  return readings.filter((reading) => !reading.within).sort(inTime).at(-1) ?? null;
}

/** A low reading stays on record; something is done about it, and a second reading shows that it helped. */
export function stepOf(batch: { dish: { category: string; flags: readonly string[] } | null; temperatures: readonly Reading[]; corrections: readonly Moment[] }): Step {
  if (!needsCore(batch.dish)) return 'READY';
  if (!batch.temperatures.length) return 'MEASURE';
  const low = lastLow(batch.temperatures);
  if (!low) return 'READY';
  const done = batch.corrections.filter((correction) => inTime(low, correction) < 0);
  if (!done.length) return 'CORRECT';
  return done.some((correction) => batch.temperatures.some((reading) => reading.within && inTime(correction, reading) < 0)) ? 'READY' : 'AGAIN';
}

/** The last one read. */
export function latest<M extends Moment>(moments: readonly M[]): M | null {
  return [...moments].sort(inTime).at(-1) ?? null;
}

/** The moment of a reading by this device's clock, but never before the batch began: clocks differ by seconds. */
export function momentAfter(begun: string): string {
  return new Date(Math.max(Date.now(), Date.parse(begun))).toISOString();
}
