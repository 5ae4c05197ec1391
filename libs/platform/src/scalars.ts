import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal, DomainError, LocalDate, LocalizedText, Money, Quantity, Rate, UNITS, type Unit } from '@canteen/kernel';

/**
 * Scalars refuse malformed values with a DomainError; the platform reports it with its code and the path of the input
 * (see errors.ts), so a wrong type reads like any other refusal.
 */
function stringScalar<T>(name: string, description: string, parse: (text: string) => T, serialize: (value: T) => string): GraphQLScalarType {
  const parseValue = (value: unknown): T => {
    if (typeof value !== 'string') throw new DomainError('WRONG_TYPE', { expected: name, given: typeof value });
    return parse(value);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => serialize(value as T),
    parseValue,
    parseLiteral: (node: ValueNode) => parseValue('value' in node && node.kind !== Kind.ENUM ? (node.kind === Kind.STRING ? node.value : Number(node.value)) : null),
  });
}

/** Years that anything here can be about; what lies far outside is a slip, and some of it no database can hold. */
const isThinkable = (year: number): boolean => year >= 1900 && year <= 9999;

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

export const Instant = stringScalar<Date>(
  'Instant',
  'A moment, ISO 8601 with a zone: `2026-11-21T06:12:00+08:00`. Kept to the millisecond, answered in UTC.',
  (text) => {
    const at = new Date(text);
    if (!ISO_INSTANT.test(text) || Number.isNaN(at.getTime()) || !isThinkable(at.getUTCFullYear())) throw new DomainError('NOT_AN_INSTANT', { given: text.slice(0, 40) });
    return at;
  },
  (at) => (at instanceof Date ? at : new Date(at)).toISOString(),
);

export const Day = stringScalar<LocalDate>(
  'Day',
  "A day in the canteen's time zone: `2026-11-21`.",
  (text) => {
    const wrong = () => new DomainError('NOT_A_DAY', { given: text.slice(0, 40) });
    if (!isThinkable(Number(text.slice(0, 4)))) throw wrong();
    try {
      return LocalDate.of(text);
    } catch {
      throw wrong();
    }
  },
  (day) => String(day),
);

const DECIMAL = /^[+-]?\d{1,12}(\.\d{1,6})?$/;

export const DecimalString = stringScalar<string>(
  'DecimalString',
  'An exact decimal as a string, at most 12 digits before and 6 after the point: `12.5`.',
  (text) => {
    const trimmed = text.trim();
    if (!DECIMAL.test(trimmed)) throw new DomainError('NOT_A_DECIMAL', { given: text.slice(0, 40) });
    return Decimal.of(trimmed.replace(/^\+/, '')).toString();
  },
  (value) => String(value),
);

// Control characters are never meant; line feeds and tabs are allowed in long texts only.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function text(name: string, max: number, description: string): GraphQLScalarType {
  return stringScalar<string>(
    name,
    description,
    (given) => {
      const value = given.normalize('NFC').trim();
      if ([...value].length > max) throw new DomainError('TEXT_TOO_LONG', { max, given: [...value].length });
      if (CONTROL.test(value) || (max <= 200 && /[\n\r\t]/.test(value))) throw new DomainError('TEXT_HAS_CONTROL_CHARACTERS', {});
      return value;
    },
    (value) => value,
  );
}

export const ShortText = text('ShortText', 200, 'One line of at most 200 characters; surrounding blanks are dropped.');
export const LongText = text('LongText', 4000, 'A text of at most 4,000 characters.');

export const Json = new GraphQLScalarType({
  name: 'Json',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
});

const UnitScalar = stringScalar<Unit>(
  'Unit',
  `A unit of measure: ${Object.keys(UNITS).join(', ')}.`,
  (given) => {
    if (!(given in UNITS)) throw new DomainError('UNKNOWN_UNIT', { given: given.slice(0, 20) });
    return given as Unit;
  },
  (unit) => unit,
);
export { UnitScalar };

// The kernel's value types are GraphQL types as they are; the kernel knows no GraphQL, so they are told here.
const field = (target: object, name: string, type: GraphQLScalarType | StringConstructor, description: string, nullable = false) =>
  Field(() => type, { description, nullable })(target, name);

ObjectType('LocalizedText', { description: 'Content in Chinese (always) and English (where there is one; the display falls back to Chinese).' })(LocalizedText);
field(LocalizedText.prototype, 'zh', String, 'Chinese');
field(LocalizedText.prototype, 'en', String, 'English, or null', true);

ObjectType('Quantity', { description: 'An exact amount and its unit.' })(Quantity);
field(Quantity.prototype, 'value', DecimalString, 'Exact decimal');
field(Quantity.prototype, 'unit', UnitScalar, 'Unit of measure');

ObjectType('Money', { description: 'An amount of money, exact to the fen.' })(Money);
field(Money.prototype, 'amount', DecimalString, 'Decimal with two places: `12.50`');
field(Money.prototype, 'currency', String, 'ISO 4217, CNY by default');

ObjectType('Rate', { description: 'Exact money per unit; rounded to fen only where an amount is computed.' })(Rate);
field(Rate.prototype, 'amount', DecimalString, 'Money per unit');
field(Rate.prototype, 'currency', String, 'ISO 4217');
field(Rate.prototype, 'unit', UnitScalar, 'The unit the money is for');

/** An input class whose value the platform replaces by a kernel value before the resolver sees it. */
export interface ValueInput {
  toValue(): unknown;
}

@InputType()
export class LocalizedTextInput implements ValueInput {
  @Field(() => ShortText, { description: 'Chinese; required' })
  zh!: string;
  @Field(() => ShortText, { nullable: true })
  en?: string | null;
  toValue(): LocalizedText {
    if (this.zh === '') throw new DomainError('TEXT_REQUIRED', {}, 'zh');
    return LocalizedText.of(this.zh, this.en || null);
  }
}

@InputType()
export class QuantityInput implements ValueInput {
  @Field(() => DecimalString)
  value!: string;
  @Field(() => UnitScalar)
  unit!: Unit;
  toValue(): Quantity {
    return Quantity.of(this.value, this.unit);
  }
}

@InputType()
export class MoneyInput implements ValueInput {
  @Field(() => DecimalString, { description: 'At most two places' })
  amount!: string;
  @Field(() => ShortText, { defaultValue: 'CNY' })
  currency!: string;
  toValue(): Money {
    if (this.currency !== 'CNY') throw new DomainError('UNKNOWN_CURRENCY', { given: this.currency }, 'currency');
    if ((this.amount.split('.')[1] ?? '').length > 2) throw new DomainError('MONEY_FINER_THAN_FEN', { given: this.amount }, 'amount');
    return Money.of(this.amount, this.currency);
  }
}

@InputType()
export class RateInput implements ValueInput {
  @Field(() => DecimalString)
  amount!: string;
  @Field(() => ShortText, { defaultValue: 'CNY' })
  currency!: string;
  @Field(() => UnitScalar)
  unit!: Unit;
  toValue(): Rate {
    if (this.currency !== 'CNY') throw new DomainError('UNKNOWN_CURRENCY', { given: this.currency }, 'currency');
    return Rate.of(this.amount, this.unit, this.currency);
  }
}

export { LocalizedText as LocalizedTextType, Money as MoneyType, Quantity as QuantityType, Rate as RateType };
