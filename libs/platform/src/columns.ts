import 'reflect-metadata';
import { Type, type PropertyOptions } from '@mikro-orm/core';
import { Embeddable, Property } from '@mikro-orm/decorators/legacy';
import { Decimal, LocalDate, LocalizedText, Money, Quantity, Rate } from '@canteen/kernel';

/** A day in the canteen's time zone, kept as `date`. */
export class DayType extends Type<LocalDate | null, string | null> {
  override convertToDatabaseValue(value: LocalDate | string | null): string | null {
    return value === null || value === undefined ? null : String(value);
  }
  override convertToJSValue(value: string | LocalDate | null): LocalDate | null {
    return value === null || value === undefined ? null : value instanceof LocalDate ? value : LocalDate.of(String(value).slice(0, 10));
  }
  override getColumnType(): string {
    return 'date';
  }
  override compareAsType(): string {
    return 'string';
  }
}

/** An exact decimal, held as a string without trailing zeros so that a value read equals the value written. */
export class NumericType extends Type<string | null, string | null> {
  constructor(private readonly columnType = 'numeric(18,6)') {
    super();
  }
  override convertToDatabaseValue(value: string | Decimal | null): string | null {
    return value === null || value === undefined ? null : Decimal.of(value).toString();
  }
  override convertToJSValue(value: string | null): string | null {
    return value === null || value === undefined ? null : Decimal.of(value).toString();
  }
  override getColumnType(): string {
    return this.columnType;
  }
  override compareAsType(): string {
    return 'string';
  }
}

/** A bigint column that fits a JavaScript integer: fen up to ¥90 trillion. */
class FenType extends Type<number | null, string | null> {
  override convertToDatabaseValue(value: number | null): string | null {
    return value === null || value === undefined ? null : String(value);
  }
  override convertToJSValue(value: string | number | null): number | null {
    return value === null || value === undefined ? null : Number(value);
  }
  override getColumnType(): string {
    return 'bigint';
  }
  override compareAsType(): string {
    return 'number';
  }
}

type Column = PropertyOptions<object>;

/**
 * The one list of column types; each value type declares its column and codec together (design decision 19).
 * Getters, because MikroORM keeps and completes the very object it is given.
 */
export const cols = {
  get instant(): Column {
    return { type: 'datetime', columnType: 'timestamptz(3)' };
  },
  get date(): Column {
    return { type: DayType };
  },
  get int(): Column {
    return { type: 'integer' };
  },
  get bool(): Column {
    return { type: 'boolean' };
  },
  get json(): Column {
    return { type: 'json', columnType: 'jsonb' };
  },
  text: (max: number): Column => ({ type: 'string', columnType: `varchar(${max})` }),
  decimal: (precision = 18, scale = 6): Column => ({ type: new NumericType(`numeric(${precision},${scale})`) }),
  nullable: (column: Column): Column => ({ ...column, nullable: true }),
};

// The kernel knows no database, so its value types are told to MikroORM here.
const column = (target: object, name: string, options: Column) => Property(options)(target, name);

Embeddable()(LocalizedText);
column(LocalizedText.prototype, 'zh', cols.text(400));
column(LocalizedText.prototype, 'en', cols.nullable(cols.text(400)));

Embeddable()(Quantity);
column(Quantity.prototype, 'value', cols.decimal());
column(Quantity.prototype, 'unit', cols.text(12));

Embeddable()(Money);
column(Money.prototype, 'fen', { type: FenType });
column(Money.prototype, 'currency', cols.text(3));

Embeddable()(Rate);
column(Rate.prototype, 'amount', cols.decimal());
column(Rate.prototype, 'currency', cols.text(3));
column(Rate.prototype, 'unit', cols.text(12));

export { LocalizedText, Money, Quantity, Rate };
