import { DomainError } from './domain-error.ts';

export type DecimalInput = string | number | bigint | Decimal;

/**
 * - `half-up`: 四舍五入, a half goes away from zero; what invoices and price lists use.
 * - `half-even`: 四舍六入五成双, GB/T 8170-2008; what laboratories use.
 * - `up` / `down`: away from / towards zero.
 */
export type RoundingMode = 'half-up' | 'half-even' | 'up' | 'down';

const PATTERN = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
/** Nothing in a canteen needs more; a longer input is a mistake or an attack on the arithmetic. */
const MAX_CHARACTERS = 80;
const MAX_EXPONENT = 80;

/**
 * An exact decimal number, as large as it needs to be: `0.1 + 0.2` is `0.3`.
 * Only `div` and `round` can lose digits, and both say where.
 */
export class Decimal {
  static readonly ZERO = new Decimal(0n, 0);
  static readonly ONE = new Decimal(1n, 0);

  /** The value is `digits × 10^-scale`; normalised, so that equal numbers are equal objects. */
  private constructor(
    private readonly digits: bigint,
    private readonly scale: number,
  ) {}

  /** Refuses with `NUMBER_INVALID` what is not a plain decimal number (NaN and infinities included). */
  static of(input: DecimalInput): Decimal {
    if (input instanceof Decimal) return input;
    if (typeof input === 'bigint') return new Decimal(input, 0);
    const text = String(input).trim();
    const match = text.length <= MAX_CHARACTERS ? PATTERN.exec(text) : null;
    const exponent = Number(match?.[4] ?? 0);
    if (!match || Math.abs(exponent) > MAX_EXPONENT) {
      throw new DomainError('NUMBER_INVALID', { given: text.slice(0, MAX_CHARACTERS) });
    }
    const fraction = match[3] ?? '';
    const digits = BigInt(match[2] + fraction);
    return Decimal.normalised(match[1] === '-' ? -digits : digits, fraction.length - exponent);
  }

  static sum(values: Iterable<DecimalInput>): Decimal {
    let total = Decimal.ZERO;
    for (const value of values) total = total.plus(value);
    return total;
  }

  private static normalised(digits: bigint, scale: number): Decimal {
    if (scale < 0) return new Decimal(digits * 10n ** BigInt(-scale), 0);
    if (digits === 0n) return Decimal.ZERO;
    while (scale > 0 && digits % 10n === 0n) {
      digits /= 10n;
      scale -= 1;
    }
    return new Decimal(digits, scale);
  }

  plus(other: DecimalInput): Decimal {
    const [a, b, scale] = this.aligned(Decimal.of(other));
    return Decimal.normalised(a + b, scale);
  }

  minus(other: DecimalInput): Decimal {
    return this.plus(Decimal.of(other).neg());
  }

  times(other: DecimalInput): Decimal {
    const by = Decimal.of(other);
    return Decimal.normalised(this.digits * by.digits, this.scale + by.scale);
  }

  /** Rounded half-up to `scale` digits after the point. Dividing by zero is a bug, hence a RangeError. */
  div(other: DecimalInput, scale = 12): Decimal {
    const by = Decimal.of(other);
    if (by.isZero()) throw new RangeError('Division by zero');
    const shift = scale + by.scale - this.scale;
    const up = shift > 0 ? 10n ** BigInt(shift) : 1n;
    const down = shift < 0 ? 10n ** BigInt(-shift) : 1n;
    return Decimal.normalised(quotient(this.digits * up, by.digits * down, 'half-up'), scale);
  }

  round(scale: number, mode: RoundingMode = 'half-up'): Decimal {
    if (scale >= this.scale) return this;
    return Decimal.normalised(quotient(this.digits, 10n ** BigInt(this.scale - scale), mode), scale);
  }

  neg(): Decimal {
    return Decimal.normalised(-this.digits, this.scale);
  }

  abs(): Decimal {
    return this.digits < 0n ? this.neg() : this;
  }

  /** -1, 0 or 1. */
  cmp(other: DecimalInput): -1 | 0 | 1 {
    const [a, b] = this.aligned(Decimal.of(other));
    return a < b ? -1 : a > b ? 1 : 0;
  }

  eq(other: DecimalInput): boolean {
    return this.cmp(other) === 0;
  }

  lt(other: DecimalInput): boolean {
    return this.cmp(other) < 0;
  }

  lte(other: DecimalInput): boolean {
    return this.cmp(other) <= 0;
  }

  gt(other: DecimalInput): boolean {
    return this.cmp(other) > 0;
  }

  gte(other: DecimalInput): boolean {
    return this.cmp(other) >= 0;
  }

  isZero(): boolean {
    return this.digits === 0n;
  }

  isNegative(): boolean {
    return this.digits < 0n;
  }

  isPositive(): boolean {
    return this.digits > 0n;
  }

  isInteger(): boolean {
    return this.scale === 0;
  }

  /** Plain notation without superfluous zeros: `1.50` reads `1.5`. */
  toString(): string {
    return this.toFixed(this.scale);
  }

  /** Rounded half-up and padded to exactly `scale` digits after the point. */
  toFixed(scale: number): string {
    const rounded = this.round(scale);
    const digits = (rounded.digits < 0n ? -rounded.digits : rounded.digits) * 10n ** BigInt(scale - rounded.scale);
    const text = digits.toString().padStart(scale + 1, '0');
    const sign = rounded.digits < 0n ? '-' : '';
    return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
  }

  /** The nearest double: for charts and for comparing, not for sums. */
  toNumber(): number {
    return Number(this.toString());
  }

  toJSON(): string {
    return this.toString();
  }

  private aligned(other: Decimal): [bigint, bigint, number] {
    const scale = Math.max(this.scale, other.scale);
    return [this.digits * 10n ** BigInt(scale - this.scale), other.digits * 10n ** BigInt(scale - other.scale), scale];
  }
}

function quotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const whole = n / d;
  const rest = n % d;
  const away =
    rest !== 0n &&
    (mode === 'up' ||
      (mode !== 'down' && (rest * 2n > d || (rest * 2n === d && (mode === 'half-up' || whole % 2n === 1n)))));
  const magnitude = away ? whole + 1n : whole;
  return negative ? -magnitude : magnitude;
}
