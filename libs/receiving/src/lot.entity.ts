import { Quantity, Rate, type LocalDate } from '@canteen/kernel';
import { Actions, cols, Day, Derived, Instant, Needs, QuantityType, RateType, ReadNeeds } from '@canteen/platform';
import { CanteenRow, EventRow } from '@canteen/people';
import { Ingredient, Supplier } from '@canteen/catalog';
import { Collection, type Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ReceiptLine } from './goods-receipt.entity.ts';
import { LotAction, LotHold, lotLife, LotStatus, lotStatus, lotStatusSql, MovementKind } from './lot.rules.ts';

registerEnumType(LotHold, { name: 'LotHold' });
registerEnumType(LotAction, { name: 'LotAction' });
registerEnumType(LotStatus, { name: 'LotStatus' });
registerEnumType(MovementKind, { name: 'MovementKind' });

/** What stands on the shelf under one lot code: the thread from a delivery to the dishes it went into. */
@ObjectType()
@ReadNeeds('stock:read')
@Entity()
@Index({ properties: ['canteen', 'ingredient', 'expiryDate'] })
// what is on the shelf and near its end is asked for on every home page, among years of lots that are used up
@Index({ properties: ['organizationId', 'nearExpiryAt'], where: "hold = 'NONE' and balance_value > 0" })
export class Lot extends CanteenRow {
  static search = ['lotCode', 'ingredient.name.zh', 'ingredient.pinyin'];

  @Field(() => String, { description: "The supplier's lot number, or one from the system for loose produce" })
  @Property(cols.text(200))
  @Index()
  lotCode!: string;

  @Field(() => Ingredient, { nullable: true })
  @ManyToOne(() => Ingredient, { ref: true })
  ingredient!: Ref<Ingredient>;

  @Field(() => Supplier, { nullable: true })
  @ManyToOne(() => Supplier, { ref: true, nullable: true })
  @Index()
  supplier: Ref<Supplier> | null = null;

  @Field(() => ReceiptLine, { nullable: true, description: 'The delivery it came with' })
  @ManyToOne(() => ReceiptLine, { ref: true, nullable: true })
  @Unique()
  line: Ref<ReceiptLine> | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  supplierLot: string | null = null;

  @Field(() => Day, { nullable: true })
  @Property(cols.nullable(cols.date))
  productionDate: LocalDate | null = null;

  @Field(() => Day, { nullable: true, description: 'Last day of use; none: no shelf life' })
  @Property(cols.nullable(cols.date))
  expiryDate: LocalDate | null = null;

  @Field(() => Instant, { description: 'When the goods arrived' })
  @Property(cols.instant)
  receivedAt!: Date;

  @Field(() => QuantityType, { description: 'In the stock unit of the ingredient' })
  @Embedded(() => Quantity, { prefix: 'received_' })
  received!: Quantity;

  @Field(() => QuantityType, { description: 'What is left; the sum of its movements' })
  @Embedded(() => Quantity, { prefix: 'balance_' })
  balance!: Quantity;

  @Field(() => RateType, { nullable: true, description: 'What one stock unit cost' })
  @Needs('prices:read')
  @Embedded(() => Rate, { prefix: 'unit_cost_', nullable: true })
  unitCost: Rate | null = null;

  @Field(() => LotHold)
  @Enum({ items: () => LotHold })
  hold!: LotHold;

  @Field(() => String, { nullable: true, description: 'Why it was quarantined, released or scrapped' })
  @Property(cols.nullable(cols.text(4000)))
  holdReason: string | null = null;

  @Field(() => Day, { nullable: true, description: 'Since when it stands open in the kitchen, attributed by day' })
  @Property(cols.nullable(cols.date))
  openedOn: LocalDate | null = null;

  // Written with the lot from the policy of that day, so that the status needs no calendar, neither here nor in SQL.
  @Property(cols.nullable(cols.instant))
  expiresAt: Date | null = null;

  @Property(cols.nullable(cols.instant))
  nearExpiryAt: Date | null = null;

  @Derived<Lot>(() => LotStatus, { js: lotStatus, sql: lotStatusSql })
  status!: LotStatus;

  @Field(() => [StockMovement])
  @OneToMany(() => StockMovement, (movement) => movement.lot, { orderBy: { id: 'asc' } })
  movements = new Collection<StockMovement>(this);

  /** The life of a lot is that of its hold. */
  get state(): LotHold {
    return this.hold;
  }

  @Actions(() => LotAction, lotLife, {
    ADJUST: 'stock:write',
    QUARANTINE: 'stock:write',
    RELEASE: 'stock:write',
    SCRAP: 'stock:write',
  })
  availableActions!: LotAction[];
}

/** 入库/出库/领用: a signed change of a lot's balance. Only appended. */
@ObjectType()
@ReadNeeds('stock:read')
@Entity()
@Index({ properties: ['canteen', 'occurredAt'] })
export class StockMovement extends EventRow {
  @Field(() => Lot)
  @ManyToOne(() => Lot, { ref: true })
  @Index()
  lot!: Ref<Lot>;

  @Field(() => MovementKind)
  @Enum({ items: () => MovementKind })
  kind!: MovementKind;

  @Field(() => QuantityType, { description: 'Signed: out of stock is negative' })
  @Embedded(() => Quantity, { prefix: 'quantity_' })
  quantity!: Quantity;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  reason: string | null = null;
}
