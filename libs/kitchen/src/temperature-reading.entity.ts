import { Area, EventRow } from '@canteen/people';
import { DecimalString, ReadNeeds, cols } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ProductionBatch } from './production-batch.entity.ts';
import { ReadingKind } from './temperature-reading.rules.ts';

registerEnumType(ReadingKind, {
  name: 'ReadingKind',
  description: 'CORE: inside the food of a batch. STORAGE: in a cold store, a cold room or a sample fridge.',
});

/** What a thermometer showed, saved as read, within the limit or not (design decision 12). */
@ObjectType()
@ReadNeeds('kitchen:read')
@Entity()
@Index({ properties: ['canteen', 'occurredAt'] })
@Index({ properties: ['batch'] })
export class TemperatureReading extends EventRow {
  @Field(() => ProductionBatch, { nullable: true })
  @ManyToOne(() => ProductionBatch, { ref: true, nullable: true })
  batch: Ref<ProductionBatch> | null = null;

  @Field(() => Area, { nullable: true })
  @ManyToOne(() => Area, { ref: true, nullable: true })
  area: Ref<Area> | null = null;

  @Field(() => ReadingKind)
  @Enum({ items: () => ReadingKind })
  kind!: ReadingKind;

  @Field(() => DecimalString, { description: '°C' })
  @Property(cols.decimal(6, 2))
  celsius!: string;

  @Field(() => DecimalString, { nullable: true, description: 'The lower limit that held when it was read, °C' })
  @Property(cols.nullable(cols.decimal(6, 2)))
  limitMin: string | null = null;

  @Field(() => DecimalString, { nullable: true, description: 'The upper limit that held when it was read, °C' })
  @Property(cols.nullable(cols.decimal(6, 2)))
  limitMax: string | null = null;

  @Field(() => Boolean, { description: 'Was it within the limits that held when it was read? True where there are none' })
  @Property(cols.bool)
  within!: boolean;
}
