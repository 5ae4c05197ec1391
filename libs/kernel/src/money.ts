import { Decimal, type DecimalInput } from './decimal.ts';
import { DomainError } from './domain-error.ts';

/**
 * An amount that can be paid: whole fen (分, 1/100 of the currency) and a three-letter currency.
 * Holds plain properties, since the database layer restores it without calling the constructor; make one with `of` or `fen`.
 */
export class Money {
  constructor(
    readonly fen: number,
    readonly currency: string,
  ) {}

  /** From yuan. Refuses `MONEY_TOO_PRECISE` when it is finer than a fen, `MONEY_OUT_OF_RANGE` beyond 2^53 fen. */
  static of(amount: DecimalInput, currency = 'CNY'): Money {
    const yuan = Decimal.of(amount);
    if (!yuan.round(2).eq(yuan)) throw new DomainError('MONEY_TOO_PRECISE', { given: yuan.toString() });
    return Money.rounded(yuan, currency);
  }

  static fen(fen: number, currency = 'CNY'): Money {
    if (!Number.isSafeInteger(fen)) throw new DomainError('MONEY_OUT_OF_RANGE', { given: String(fen) });
    return new Money(fen === 0 ? 0 : fen, currency);
  }

  /** From yuan, rounded half-up to the fen: the one place where an exact amount becomes payable. */
  static rounded(amount: DecimalInput, currency = 'CNY'): Money {
    return Money.fen(Decimal.of(amount).times(100).round(0).toNumber(), currency);
  }

  /** The sum; an empty list is zero in `currency`. */
  static sum(values: Iterable<Money>, currency = 'CNY'): Money {
    let total: Money | null = null;
    for (const value of values) total = total ? total.plus(value) : value;
    return total ?? Money.fen(0, currency);
  }

  /** Yuan with two digits after the point, e.g. `12.30`. */
  get amount(): string {
    return this.toDecimal().toFixed(2);
  }

  /** Yuan. */
  toDecimal(): Decimal {
    return Decimal.of(this.fen).div(100, 2);
  }

  plus(other: Money): Money {
    this.requireSameCurrency(other);
    return Money.fen(this.fen + other.fen, this.currency);
  }

  minus(other: Money): Money {
    return this.plus(other.neg());
  }

  neg(): Money {
    return Money.fen(-this.fen, this.currency);
  }

  /** Rounded half-up to the fen. */
  times(factor: DecimalInput): Money {
    return Money.rounded(this.toDecimal().times(factor), this.currency);
  }

  /**
   * Splits in proportion to `weights`; the parts always add up to the whole.
   * The fen left over go to the parts that rounding down wronged most, the earlier one first when equal.
   * Refuses `WEIGHTS_INVALID` when a weight is negative or none is positive.
   */
  allocate(weights: readonly Decimal[]): Money[] {
    const total = Decimal.sum(weights);
    if (!total.isPositive() || weights.some((weight) => weight.isNegative())) {
      throw new DomainError('WEIGHTS_INVALID', { given: weights.map(String) });
    }
    const sign = this.fen < 0 ? -1 : 1;
    const whole = Decimal.of(Math.abs(this.fen));
    const shares = weights.map((weight, index) => {
      const product = whole.times(weight);
      // `div` rounds half-up, a share rounds down.
      let fen = product.div(total, 0);
      if (fen.times(total).gt(product)) fen = fen.minus(1);
      return { index, fen: fen.toNumber(), rest: product.minus(fen.times(total)) };
    });
    const left = Math.abs(this.fen) - shares.reduce((sum, share) => sum + share.fen, 0);
    const wronged = [...shares].sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
    for (const share of wronged.slice(0, left)) share.fen += 1;
    return shares.map((share) => Money.fen(sign * share.fen, this.currency));
  }

  cmp(other: Money): -1 | 0 | 1 {
    this.requireSameCurrency(other);
    return this.fen < other.fen ? -1 : this.fen > other.fen ? 1 : 0;
  }

  eq(other: Money): boolean {
    return this.currency === other.currency && this.fen === other.fen;
  }

  isZero(): boolean {
    return this.fen === 0;
  }

  isPositive(): boolean {
    return this.fen > 0;
  }

  isNegative(): boolean {
    return this.fen < 0;
  }

  /** `¥12.30`; other currencies as `12.30 USD`. */
  toString(): string {
    if (this.currency !== 'CNY') return `${this.amount} ${this.currency}`;
    return this.fen < 0 ? `-¥${this.neg().amount}` : `¥${this.amount}`;
  }

  toJSON(): { amount: string; currency: string } {
    return { amount: this.amount, currency: this.currency };
  }

  private requireSameCurrency(other: Money): void {
    if (this.currency !== other.currency) {
      throw new DomainError('CURRENCY_MISMATCH', { left: this.currency, right: other.currency });
    }
  }
}
