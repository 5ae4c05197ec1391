import { Decimal, type DecimalInput } from './decimal.ts';
import { DomainError } from './domain-error.ts';

/** A box is not a bag: every counted unit is a dimension of its own, and only an ingredient's packs lead across. */
export type Dimension = 'mass' | 'volume' | 'piece' | 'pack' | 'box' | 'bag' | 'bottle' | 'portion';

export interface UnitInfo {
  dimension: Dimension;
  /** In the dimension's base unit: g, ml, or the counted unit itself. */
  factor: number;
  zh: string;
  en: string;
}

/** 1 斤 (jin) = 500 g: State Council, 1959, on unifying the units of measurement. */
export const UNITS = {
  g: { dimension: 'mass', factor: 1, zh: '克', en: 'g' },
  kg: { dimension: 'mass', factor: 1000, zh: '公斤', en: 'kg' },
  jin: { dimension: 'mass', factor: 500, zh: '斤', en: 'jin' },
  t: { dimension: 'mass', factor: 1_000_000, zh: '吨', en: 't' },
  ml: { dimension: 'volume', factor: 1, zh: '毫升', en: 'ml' },
  l: { dimension: 'volume', factor: 1000, zh: '升', en: 'l' },
  piece: { dimension: 'piece', factor: 1, zh: '个', en: 'piece' },
  pack: { dimension: 'pack', factor: 1, zh: '包', en: 'pack' },
  box: { dimension: 'box', factor: 1, zh: '箱', en: 'box' },
  bag: { dimension: 'bag', factor: 1, zh: '袋', en: 'bag' },
  bottle: { dimension: 'bottle', factor: 1, zh: '瓶', en: 'bottle' },
  portion: { dimension: 'portion', factor: 1, zh: '份', en: 'portion' },
} as const satisfies Record<string, UnitInfo>;

export type Unit = keyof typeof UNITS;

export function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNITS, text);
}

/** What one ingredient adds to the units: how heavy a piece is, what a pack holds. */
export interface Conversion {
  /** One `piece` weighs this. */
  pieceWeight?: Quantity | null;
  /** One `unit` holds this. */
  packs?: readonly { unit: Unit; holds: Quantity }[];
}

/** `top / bottom`, kept apart so that a chain of packs divides only once. */
interface Ratio {
  top: Decimal;
  bottom: Decimal;
}

/**
 * An exact number of a unit.
 * Holds plain properties, since the database layer restores it without calling the constructor; make one with `of`.
 */
export class Quantity {
  constructor(
    /** A normalised decimal. */
    readonly value: string,
    readonly unit: Unit,
  ) {}

  /** Refuses `NUMBER_INVALID` and `UNIT_UNKNOWN`. */
  static of(value: DecimalInput, unit: Unit): Quantity {
    if (!isUnit(unit)) throw new DomainError('UNIT_UNKNOWN', { given: unit });
    return new Quantity(Decimal.of(value).toString(), unit);
  }

  static zero(unit: Unit): Quantity {
    return Quantity.of(0, unit);
  }

  toDecimal(): Decimal {
    return Decimal.of(this.value);
  }

  /** In this quantity's unit. Refuses `UNIT_MISMATCH` when nothing leads from one unit to the other; so do minus and cmp. */
  plus(other: Quantity, conversion?: Conversion): Quantity {
    return Quantity.of(this.toDecimal().plus(other.in(this.unit, conversion).value), this.unit);
  }

  minus(other: Quantity, conversion?: Conversion): Quantity {
    return this.plus(other.neg(), conversion);
  }

  times(factor: DecimalInput): Quantity {
    return Quantity.of(this.toDecimal().times(factor), this.unit);
  }

  /** Rounded half-up to 12 digits after the point. */
  div(divisor: DecimalInput): Quantity {
    return Quantity.of(this.toDecimal().div(divisor), this.unit);
  }

  neg(): Quantity {
    return Quantity.of(this.toDecimal().neg(), this.unit);
  }

  round(scale: number): Quantity {
    return Quantity.of(this.toDecimal().round(scale), this.unit);
  }

  cmp(other: Quantity, conversion?: Conversion): -1 | 0 | 1 {
    return this.toDecimal().cmp(other.in(this.unit, conversion).value);
  }

  /** The same amount, whatever the unit: 0.5 kg and 1 jin are equal. False, not a refusal, across dimensions. */
  eq(other: Quantity): boolean {
    return UNITS[this.unit].dimension === UNITS[other.unit].dimension && this.cmp(other) === 0;
  }

  /**
   * Exact within a dimension; across dimensions by the ingredient's own packs and piece weight, to 12 digits after the point.
   * Refuses `UNIT_MISMATCH` {from, to} otherwise.
   */
  in(unit: Unit, conversion: Conversion = {}): Quantity {
    if (unit === this.unit) return this;
    const ratio = ratioBetween(this.unit, unit, conversion);
    if (!ratio) throw new DomainError('UNIT_MISMATCH', { from: this.unit, to: unit });
    const product = this.toDecimal().times(ratio.top);
    const exact = product.times(Decimal.ONE.div(ratio.bottom));
    // Metric factors and the jin divide without remainder; then no digit is lost, however fine the value.
    const value = exact.times(ratio.bottom).eq(product) ? exact : product.div(ratio.bottom);
    return Quantity.of(value, unit);
  }

  isPositive(): boolean {
    return this.toDecimal().isPositive();
  }

  isZero(): boolean {
    return this.toDecimal().isZero();
  }

  isNegative(): boolean {
    return this.toDecimal().isNegative();
  }

  /** `1.5 kg`; with a language, its word for the unit: `1.5 公斤`. */
  toString(lang?: 'zh' | 'en'): string {
    return `${this.value} ${lang ? UNITS[this.unit][lang] : this.unit}`;
  }

  toJSON(): { value: string; unit: Unit } {
    return { value: this.value, unit: this.unit };
  }
}

/** Walks from dimension to dimension over the ingredient's links; breadth first, so the shortest chain of packs wins. */
function ratioBetween(from: Unit, to: Unit, conversion: Conversion): Ratio | null {
  const links = [...(conversion.packs ?? [])];
  if (conversion.pieceWeight) links.push({ unit: 'piece', holds: conversion.pieceWeight });

  const goal: Dimension = UNITS[to].dimension;
  const start: Dimension = UNITS[from].dimension;
  const seen = new Set<Dimension>([start]);
  // Each step holds the ratio from `from` to the base unit of the dimension reached.
  let steps: { dimension: Dimension; ratio: Ratio }[] = [
    { dimension: start, ratio: { top: Decimal.of(UNITS[from].factor), bottom: Decimal.ONE } },
  ];
  while (steps.length > 0) {
    const next: typeof steps = [];
    for (const { dimension, ratio } of steps) {
      if (dimension === goal) return { top: ratio.top, bottom: ratio.bottom.times(UNITS[to].factor) };
      for (const { unit, holds } of links) {
        if (!holds.isPositive()) continue;
        const outside = { dimension: UNITS[unit].dimension, base: Decimal.of(UNITS[unit].factor) };
        const inside = { dimension: UNITS[holds.unit].dimension, base: holds.toDecimal().times(UNITS[holds.unit].factor) };
        for (const [a, b] of [[outside, inside], [inside, outside]] as const) {
          if (a.dimension !== dimension || seen.has(b.dimension)) continue;
          seen.add(b.dimension);
          next.push({
            dimension: b.dimension,
            ratio: { top: ratio.top.times(b.base), bottom: ratio.bottom.times(a.base) },
          });
        }
      }
    }
    steps = next;
  }
  return null;
}
