import { DomainError } from '@canteen/kernel';
import type { LocalDate, Money } from '@canteen/kernel';

export interface PriceLimits {
  /** Yuan. */
  maxDishPrice: number;
  maxDaysAhead: number;
}

/**
 * What a price may be. 明码标价规定 (Order 56, Art 6–8, 13): nothing above the displayed price, and the
 * display follows a change; so no price reaches back to a day that was displayed otherwise.
 */
export function priceProblems(
  price: Money,
  effectiveFrom: LocalDate,
  today: LocalDate,
  limits: PriceLimits,
  path = 'input',
): DomainError[] {
  const problems: DomainError[] = [];
  if (!price.isPositive()) problems.push(new DomainError('PRICE_NOT_POSITIVE', { given: price.toString() }, `${path}.price`));
  else if (price.toDecimal().gt(limits.maxDishPrice)) {
    problems.push(new DomainError('PRICE_ABSURD', { given: price.toString(), max: limits.maxDishPrice }, `${path}.price`));
  }
  if (effectiveFrom.lt(today)) {
    problems.push(new DomainError('PRICE_RETROACTIVE', { given: effectiveFrom, today }, `${path}.effectiveFrom`));
  } else if (today.daysUntil(effectiveFrom) > limits.maxDaysAhead) {
    problems.push(new DomainError('PRICE_TOO_FAR_AHEAD', { given: effectiveFrom, max: limits.maxDaysAhead }, `${path}.effectiveFrom`));
  }
  return problems;
}

export interface DatedPrice {
  id: string;
  effectiveFrom: LocalDate;
}

/** The price that holds on a day: the latest start that is not after it; of equal starts the later recorded (UUIDv7 ids grow with time). */
export function priceAt<P extends DatedPrice>(prices: Iterable<P>, day: LocalDate): P | null {
  let found: P | null = null;
  for (const price of prices) {
    if (price.effectiveFrom.gt(day)) continue;
    const order = found ? price.effectiveFrom.cmp(found.effectiveFrom) : 1;
    if (order > 0 || (order === 0 && price.id > found!.id)) found = price;
  }
  return found;
}
