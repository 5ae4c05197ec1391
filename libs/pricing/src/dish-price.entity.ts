import { type LocalDate, Money } from '@canteen/kernel';
import { CanteenRow } from '@canteen/people';
import { Day, MoneyType, ReadNeeds, cols } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import type { Ref } from '@mikro-orm/core';
import { Embedded, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';

/**
 * What a dish costs in a canteen from a day on. It has a start only: its end is the start of the next
 * one, so periods can neither overlap nor leave a gap. Of two with the same start the later recorded
 * holds; both stay on record.
 */
@ObjectType()
@ReadNeeds('prices:read')
@Entity()
@Index({ properties: ['dish', 'canteen', 'effectiveFrom'] })
export class DishPrice extends CanteenRow {
  @Field(() => Dish, { nullable: true })
  @ManyToOne(() => Dish, { ref: true })
  dish!: Ref<Dish>;

  @Field(() => MoneyType, { description: 'Price of one portion' })
  @Embedded(() => Money, { prefix: 'price_' })
  price!: Money;

  @Field(() => Day, { description: "First day on which it holds, in the canteen's time zone" })
  @Property(cols.date)
  effectiveFrom!: LocalDate;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  reason!: string | null;
}
