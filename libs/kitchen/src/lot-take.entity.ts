import { Ingredient } from '@canteen/catalog';
import { Quantity } from '@canteen/kernel';
import { CanteenRow } from '@canteen/people';
import { QuantityType, ReadNeeds, cols } from '@canteen/platform';
import { Lot } from '@canteen/receiving';
import type { Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { TakeBasis } from './lot-take.rules.ts';
import { ProductionBatch } from './production-batch.entity.ts';

registerEnumType(TakeBasis, {
  name: 'TakeBasis',
  description: 'ISSUED: weighed out of the store for this batch. OPENED_BY_DAY: stood open in the kitchen that day.',
});

/** 投料: what went into a batch, and out of which lot. The most common break of a trace is that nobody wrote this down. */
@ObjectType()
@ReadNeeds('kitchen:read')
@Entity()
@Index({ properties: ['lot'] })
@Index({ properties: ['batch'] })
export class LotTake extends CanteenRow {
  @Field(() => ProductionBatch)
  @ManyToOne(() => ProductionBatch, { ref: true })
  batch!: Ref<ProductionBatch>;

  @Field(() => Ingredient, { nullable: true })
  @ManyToOne(() => Ingredient, { ref: true })
  ingredient!: Ref<Ingredient>;

  @Field(() => Lot, { nullable: true, description: 'Null for those who may not read the stock' })
  @ManyToOne(() => Lot, { ref: true })
  lot!: Ref<Lot>;

  @Field(() => QuantityType, { nullable: true, description: 'Null where the lot is attributed by day' })
  @Embedded(() => Quantity, { prefix: 'quantity_', nullable: true })
  quantity: Quantity | null = null;

  @Field(() => TakeBasis)
  @Enum({ items: () => TakeBasis })
  basis!: TakeBasis;

  @Field(() => String, { nullable: true, description: 'Why a lot that expires earlier was passed over' })
  @Property(cols.nullable(cols.text(200)))
  skipReason: string | null = null;
}
