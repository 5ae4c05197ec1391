import { Decimal, type DecimalInput } from './decimal.ts';
import { DomainError } from './domain-error.ts';
import { Money } from './money.ts';
import { isUnit, Quantity, type Conversion, type Unit } from './quantity.ts';

/**
 * Exact money per unit, e.g. ¥8.571/kg. Finer than a fen on purpose: rounding a unit price before multiplying
 * it by a tonne moves real money. It becomes payable only in `costOf`.
 * Holds plain properties, since the database layer restores it without calling the constructor; make one with `of`.
 */
export class Rate {
  constructor(
    /** Yuan per unit, a normalised decimal. */
    readonly amount: string,
    readonly currency: string,
    readonly unit: Unit,
  ) {}

  /** Refuses `NUMBER_INVALID` and `UNIT_UNKNOWN`. */
  static of(amount: DecimalInput, unit: Unit, currency = 'CNY'): Rate {
    if (!isUnit(unit)) throw new DomainError('UNIT_UNKNOWN', { given: unit });
    return new Rate(Decimal.of(amount).toString(), currency, unit);
  }

  /** The rate at which `quantity` costs `money`; to 12 digits after the point. Refuses `QUANTITY_NOT_POSITIVE`. */
  static from(money: Money, quantity: Quantity): Rate {
    if (!quantity.isPositive()) throw new DomainError('QUANTITY_NOT_POSITIVE', { given: quantity.toString() });
    return Rate.of(money.toDecimal().div(quantity.value), quantity.unit, money.currency);
  }

  toDecimal(): Decimal {
    return Decimal.of(this.amount);
  }

  /** Rounded half-up to the fen here and nowhere before. Refuses `UNIT_MISMATCH`. */
  costOf(quantity: Quantity, conversion?: Conversion): Money {
    return Money.rounded(this.exactCostOf(quantity, conversion), this.currency);
  }

  /** Yuan, unrounded: for sums that are rounded once at their end. Refuses `UNIT_MISMATCH`. */
  exactCostOf(quantity: Quantity, conversion?: Conversion): Decimal {
    return this.toDecimal().times(quantity.in(this.unit, conversion).value);
  }

  /** The same price said per another unit: ¥8.571/kg is ¥4.2855/jin. Refuses `UNIT_MISMATCH`. */
  in(unit: Unit, conversion?: Conversion): Rate {
    return Rate.of(this.exactCostOf(Quantity.of(1, unit), conversion), unit, this.currency);
  }

  times(factor: DecimalInput): Rate {
    return Rate.of(this.toDecimal().times(factor), this.unit, this.currency);
  }

  /** The price of what is left after cleaning and cooking: gross price ÷ yield, to 12 digits after the point. */
  div(divisor: DecimalInput): Rate {
    return Rate.of(this.toDecimal().div(divisor), this.unit, this.currency);
  }

  /** Refuses `CURRENCY_MISMATCH` and `UNIT_MISMATCH`. */
  cmp(other: Rate, conversion?: Conversion): -1 | 0 | 1 {
    if (this.currency !== other.currency) {
      throw new DomainError('CURRENCY_MISMATCH', { left: this.currency, right: other.currency });
    }
    return this.toDecimal().cmp(other.in(this.unit, conversion).amount);
  }

  eq(other: Rate): boolean {
    return this.currency === other.currency && this.unit === other.unit && this.toDecimal().eq(other.amount);
  }

  /** `¥8.571/kg`. */
  toString(): string {
    return this.currency === 'CNY' ? `¥${this.amount}/${this.unit}` : `${this.amount} ${this.currency}/${this.unit}`;
  }

  toJSON(): { amount: string; currency: string; unit: Unit } {
    return { amount: this.amount, currency: this.currency, unit: this.unit };
  }
}
