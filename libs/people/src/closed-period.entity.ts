import { cols, Instant, ReadNeeds, ANYONE_SIGNED_IN } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CanteenRow } from './canteen-row.ts';
import { Person } from './person.entity.ts';

/** A month of a canteen whose records were reported: it takes corrections only, which append. */
@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Unique({ properties: ['canteen', 'month'] })
export class ClosedPeriod extends CanteenRow {
  @Field(() => String, { description: 'YYYY-MM' })
  @Property(cols.text(7))
  month!: string;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  closedBy!: Ref<Person>;

  @Field(() => Instant)
  @Property(cols.instant)
  closedAt!: Date;
}
