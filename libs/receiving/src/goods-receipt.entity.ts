import { Money, Quantity, Rate, type LocalDate } from '@canteen/kernel';
import {
  Actions,
  cols,
  Day,
  DecimalString,
  Instant,
  MoneyType,
  QuantityType,
  RateType,
  ReadNeeds,
  StoredFile,
} from '@canteen/platform';
import { CanteenRow, EventRow, Person } from '@canteen/people';
import { Ingredient, ReceiptDocumentKind, Supplier } from '@canteen/catalog';
import { Collection, type Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LineVerdict, ReceiptAction, receiptLife, ReceiptState } from './goods-receipt.rules.ts';

registerEnumType(ReceiptState, { name: 'ReceiptState' });
registerEnumType(ReceiptAction, { name: 'ReceiptAction' });
registerEnumType(LineVerdict, { name: 'LineVerdict' });

/** 进货查验: one delivery of one supplier, received by one person and accepted by another. `occurredAt` is the arrival. */
@ObjectType()
@ReadNeeds('receiving:read')
@Entity()
@Index({ properties: ['canteen', 'occurredAt'] })
export class GoodsReceipt extends EventRow {
  static search = ['number', 'note', 'supplier.name.zh', 'supplier.pinyin'];

  @Field(() => String)
  @Property(cols.text(40))
  @Index()
  number!: string;

  @Field(() => Supplier, { nullable: true })
  @ManyToOne(() => Supplier, { ref: true })
  @Index()
  supplier!: Ref<Supplier>;

  @Field(() => ReceiptState)
  @Enum({ items: () => ReceiptState })
  @Index()
  state!: ReceiptState;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  note: string | null = null;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  receivedBy!: Ref<Person>;

  @Field(() => Person, { nullable: true, description: 'The second person; never the one who received' })
  @ManyToOne(() => Person, { ref: true, nullable: true })
  checkedBy: Ref<Person> | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  checkedAt: Date | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  reversedReason: string | null = null;

  @Field(() => [ReceiptLine])
  @OneToMany(() => ReceiptLine, (line) => line.receipt, { orderBy: { lineNo: 'asc' } })
  lines = new Collection<ReceiptLine>(this);

  @Field(() => [ReceiptDocument])
  @OneToMany(() => ReceiptDocument, (document) => document.receipt, { orderBy: { id: 'asc' } })
  documents = new Collection<ReceiptDocument>(this);

  @Field(() => MoneyType, { description: 'Sum of the lines that were not rejected' })
  @Embedded(() => Money, { prefix: 'total_' })
  total!: Money;

  // A change of lines alone is a change of the receipt too: this column makes its version tell so.
  @Property(cols.int)
  saves = 0;

  @Actions(() => ReceiptAction, receiptLife, {
    SAVE: 'receiving:write',
    PRESENT: 'receiving:write',
    ACCEPT: 'receiving:accept',
    REVERSE: 'receiving:accept',
  })
  availableActions!: ReceiptAction[];
}

/** One product of a delivery, with what Food Safety Law Art 53 asks to be written down. */
@ObjectType()
@ReadNeeds('receiving:read')
@Entity()
@Unique({ properties: ['receipt', 'lineNo'] })
export class ReceiptLine extends CanteenRow {
  static search = ['ingredient.name.zh', 'ingredient.name.en', 'ingredient.pinyin', 'spec', 'producer', 'supplierLot'];

  @Field(() => GoodsReceipt)
  @ManyToOne(() => GoodsReceipt, { ref: true })
  receipt!: Ref<GoodsReceipt>;

  @Field(() => Int)
  @Property(cols.int)
  lineNo!: number;

  @Field(() => Ingredient, { nullable: true })
  @ManyToOne(() => Ingredient, { ref: true })
  @Index()
  ingredient!: Ref<Ingredient>;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  brand: string | null = null;

  @Field(() => String, { nullable: true, description: 'Specification (规格)' })
  @Property(cols.nullable(cols.text(200)))
  spec: string | null = null;

  @Field(() => String, { nullable: true, description: 'Producer with address, where it is not the supplier' })
  @Property(cols.nullable(cols.text(200)))
  producer: string | null = null;

  @Field(() => String, { nullable: true, description: "The supplier's own lot number; loose produce has none and gets ours" })
  @Property(cols.nullable(cols.text(200)))
  supplierLot: string | null = null;

  @Field(() => Day, { nullable: true })
  @Property(cols.nullable(cols.date))
  productionDate: LocalDate | null = null;

  @Field(() => Day, { nullable: true, description: 'Last day of use; none: no shelf life' })
  @Property(cols.nullable(cols.date))
  expiryDate: LocalDate | null = null;

  @Field(() => QuantityType, { nullable: true })
  @Embedded(() => Quantity, { prefix: 'ordered_', nullable: true })
  ordered: Quantity | null = null;

  @Field(() => QuantityType)
  @Embedded(() => Quantity, { prefix: 'delivered_' })
  delivered!: Quantity;

  @Field(() => RateType)
  @Embedded(() => Rate, { prefix: 'unit_price_' })
  unitPrice!: Rate;

  @Field(() => MoneyType, { description: 'Unit price × delivered, rounded to the fen' })
  @Embedded(() => Money, { prefix: 'amount_' })
  amount!: Money;

  @Field(() => DecimalString, { nullable: true, description: 'Surface on arrival, °C, as read' })
  @Property(cols.nullable(cols.decimal(5, 2)))
  arrivalTemperature: string | null = null;

  @Field(() => [DecimalString], { description: 'Arrival readings taken before the present one, °C' })
  @Property(cols.json)
  earlierTemperatures: string[] = [];

  @Field(() => Boolean)
  @Property(cols.bool)
  appearanceOk!: boolean;

  @Field(() => LineVerdict)
  @Enum({ items: () => LineVerdict })
  verdict!: LineVerdict;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  rejectReason: string | null = null;

  @Field(() => StoredFile, { nullable: true })
  @ManyToOne(() => StoredFile, { ref: true, nullable: true })
  rejectPhoto: Ref<StoredFile> | null = null;

  @Field(() => [RawMaterialTest])
  @OneToMany(() => RawMaterialTest, (test) => test.line, { orderBy: { id: 'asc' } })
  tests = new Collection<RawMaterialTest>(this);
}

/** A paper that came with the goods; without a line it speaks for all of them. */
@ObjectType()
@ReadNeeds('receiving:read')
@Entity()
export class ReceiptDocument extends CanteenRow {
  @Field(() => GoodsReceipt)
  @ManyToOne(() => GoodsReceipt, { ref: true })
  @Index()
  receipt!: Ref<GoodsReceipt>;

  @Field(() => ReceiptLine, { nullable: true })
  @ManyToOne(() => ReceiptLine, { ref: true, nullable: true })
  line: Ref<ReceiptLine> | null = null;

  @Field(() => ReceiptDocumentKind)
  @Enum({ items: () => ReceiptDocumentKind })
  kind!: ReceiptDocumentKind;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  number: string | null = null;

  @Field(() => StoredFile, { nullable: true })
  @ManyToOne(() => StoredFile, { ref: true })
  file!: Ref<StoredFile>;
}

/** 原料抽检/快检 of one line. A failed test stands; a retest is another record beside it. */
@ObjectType()
@ReadNeeds('receiving:read')
@Entity()
export class RawMaterialTest extends EventRow {
  @Field(() => ReceiptLine)
  @ManyToOne(() => ReceiptLine, { ref: true })
  @Index()
  line!: Ref<ReceiptLine>;

  @Field(() => String, { description: 'What is tested for, e.g. 农药残留抑制率' })
  @Property(cols.text(200))
  item!: string;

  @Field(() => DecimalString)
  @Property(cols.decimal(18, 6))
  measured!: string;

  @Field(() => DecimalString, { description: 'Passes below it' })
  @Property(cols.decimal(18, 6))
  limit!: string;

  @Field(() => String, { description: 'Unit of both figures, e.g. % or mg/kg' })
  @Property(cols.text(200))
  unit!: string;

  @Field(() => Boolean)
  @Property(cols.bool)
  passed!: boolean;
}
