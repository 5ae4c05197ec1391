import { Decimal, DomainError } from '@canteen/kernel';

export interface TestPolicy {
  /** pesticide inhibition passes below this percentage (GB/T 5009.199) */
  pesticideInhibitionMax: number;
}

/** A test names its limit; the quick test for pesticides (%) has a known one. */
export function testLimit(unit: string, limit: string | null | undefined, policy: TestPolicy, field: string): string {
  if (limit !== null && limit !== undefined) return limit;
  if (unit === '%') return Decimal.of(policy.pesticideInhibitionMax).toString();
  throw new DomainError('TEST_LIMIT_REQUIRED', { unit }, field);
}

/** GB/T 5009.199: below the limit passes; at the limit does not. */
export function testPassed(measured: string, limit: string): boolean {
  return Decimal.of(measured).lt(limit);
}
