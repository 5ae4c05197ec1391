import { DomainError, enumOf } from '@canteen/kernel';
import type { Quantity } from '@canteen/kernel';

/** How a counter groups its dishes; the grouping also decides price bands (大灶, 风味) later. */
export const DishCategory = enumOf('STAPLE', 'MEAT', 'HALF_MEAT', 'VEGETABLE', 'SOUP', 'COLD', 'SNACK', 'FRUIT', 'DRINK');
export type DishCategory = keyof typeof DishCategory;

/**
 * What other rules need to know about a dish. COLD and RAW are forbidden in K-12 canteens
 * (学校食品安全与营养健康管理规定, 2019-04-01); COLD also needs a licence whose scope covers it.
 */
export const DishFlag = enumOf('COLD', 'RAW', 'ASSEMBLED', 'LOCAL', 'FESTIVE');
export type DishFlag = keyof typeof DishFlag;

export interface PortionLimits {
  portionMaxGrams: number;
}

/** A portion is weighed, so it is given in grams, and it is a plate, not a sack. */
export function checkPortion(portion: Quantity, limits: PortionLimits, field = 'input.portion'): void {
  if (portion.unit !== 'g') throw new DomainError('PORTION_NOT_IN_GRAMS', { given: portion.toString() }, field);
  if (!portion.isPositive() || Number(portion.value) > limits.portionMaxGrams) {
    throw new DomainError('PORTION_OUT_OF_RANGE', { given: portion.toString(), max: limits.portionMaxGrams }, field);
  }
}

/** A cold category without the flag would slip past every rule that asks for the flag. */
export function flagsOf(category: DishCategory, flags: readonly DishFlag[]): DishFlag[] {
  const wanted = new Set<DishFlag>(flags);
  if (category === 'COLD') wanted.add('COLD');
  return (Object.keys(DishFlag) as DishFlag[]).filter((flag) => wanted.has(flag));
}
