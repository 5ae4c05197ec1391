import { Decimal, DomainError, enumOf } from '@canteen/kernel';

export const ReadingKind = enumOf('CORE', 'STORAGE');
export type ReadingKind = keyof typeof ReadingKind;

export const CorrectiveActionKind = enumOf('REHEATED', 'DISCARDED', 'OTHER');
export type CorrectiveActionKind = keyof typeof CorrectiveActionKind;

/** The limits of the critical control points (domain reference §1.2), °C. */
export interface TemperaturePolicy {
  coreMin: number;
  chilledMin: number;
  chilledMax: number;
  frozenMax: number;
  coldRoomMax: number;
}

export interface Range {
  readonly min: number | null;
  readonly max: number | null;
  /** Frozen goods are kept *below* −12 °C; every other limit may be reached. */
  readonly maxExcluded?: boolean;
}

/** What a place is allowed to have, by the kind of its area; null where no limit is known, and then none is invented. */
export function storageRange(areaKind: string, policy: TemperaturePolicy): Range | null {
  switch (areaKind) {
    case 'CHILLED_STORE':
    case 'SAMPLE_FRIDGE':
      return { min: policy.chilledMin, max: policy.chilledMax };
    case 'FROZEN_STORE':
      return { min: null, max: policy.frozenMax, maxExcluded: true };
    case 'COLD_ROOM':
      return { min: null, max: policy.coldRoomMax };
    default:
      return null;
  }
}

/** A core of exactly 70 °C passes, and so does a fridge of exactly 8 °C. */
export function isWithin(celsius: string, range: Range): boolean {
  const value = Decimal.of(celsius);
  if (range.min !== null && value.lt(range.min)) return false;
  if (range.max === null) return true;
  return range.maxExcluded ? value.lt(range.max) : value.lte(range.max);
}

/** A hundredth of a degree is what is kept, and so what is judged. */
export const readOff = (celsius: string): string => Decimal.of(celsius).round(2).toString();

/** No thermometer of a kitchen shows these: from deep-freezing to beyond burning oil. What one can show is saved as read. */
const coldest = -100;
const hottest = 400;

export function checkMeasurable(celsius: string, field: string): void {
  const value = Decimal.of(celsius);
  if (value.lt(coldest) || value.gt(hottest)) {
    throw new DomainError('TEMPERATURE_NOT_MEASURABLE', { given: celsius, min: coldest, max: hottest }, field);
  }
}

/** A reading belongs to one batch or to one place. */
export function kindOf(target: { batch?: string | null | undefined; area?: string | null | undefined }, field: string): ReadingKind {
  if (Boolean(target.batch) === Boolean(target.area)) throw new DomainError('READING_NEEDS_ONE_TARGET', {}, field);
  return target.batch ? 'CORE' : 'STORAGE';
}
