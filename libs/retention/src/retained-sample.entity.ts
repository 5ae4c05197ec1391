import { ProductionBatch } from '@canteen/kitchen';
import { MealService } from '@canteen/menus';
import { Area, EventRow, Person } from '@canteen/people';
import { Actions, DecimalString, Derived, Instant, ReadNeeds, cols } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { SampleAction, SampleState, SampleStatus, sampleLife, statusOf, statusSql } from './retained-sample.rules.ts';

registerEnumType(SampleState, { name: 'SampleState' });
registerEnumType(SampleAction, { name: 'SampleAction' });
registerEnumType(SampleStatus, {
  name: 'SampleStatus',
  description: 'The state, and for what is stored what the scale and the clock make of it',
});

/** 留样: one sealed box of one dish of one meal. */
@ObjectType()
@ReadNeeds('retention:read')
@Entity()
@Unique({ properties: ['organizationId', 'number'] })
@Index({ properties: ['canteen', 'state', 'dueAt'] })
@Index({ properties: ['batch'] })
@Index({ properties: ['service'] })
export class RetainedSample extends EventRow {
  static search = ['number', 'dish.name.zh', 'dish.name.en', 'dish.pinyin'];

  @Field(() => String)
  @Property(cols.text(40))
  number!: string;

  @Field(() => MealService, { nullable: true })
  @ManyToOne(() => MealService, { ref: true })
  service!: Ref<MealService>;

  @Field(() => ProductionBatch, { nullable: true })
  @ManyToOne(() => ProductionBatch, { ref: true })
  batch!: Ref<ProductionBatch>;

  @Field(() => Dish, { nullable: true })
  @ManyToOne(() => Dish, { ref: true })
  dish!: Ref<Dish>;

  @Field(() => DecimalString, { description: 'g, as weighed' })
  @Property(cols.decimal(9, 3))
  grams!: string;

  @Field(() => Boolean, { description: 'Did it weigh enough to count, by the policy that held (125 g by default)?' })
  @Property(cols.bool)
  retained!: boolean;

  @Field(() => Area, { nullable: true })
  @ManyToOne(() => Area, { ref: true, nullable: true })
  fridge: Ref<Area> | null = null;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  takenBy!: Ref<Person>;

  @Field(() => Instant, { description: 'Start of the retention: the end of service, or the sample itself where it came later' })
  @Property(cols.instant)
  keptSince!: Date;

  @Field(() => Instant, { description: 'Not disposed of before' })
  @Property(cols.instant)
  dueAt!: Date;

  @Field(() => SampleState)
  @Enum({ items: () => SampleState })
  state!: SampleState;

  @Derived<RetainedSample>(() => SampleStatus, { js: statusOf, sql: statusSql })
  status!: SampleStatus;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  disposedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Never who took it' })
  @ManyToOne(() => Person, { ref: true, nullable: true })
  disposedBy: Ref<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  disposalMethod: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why it is, or was last, evidence' })
  @Property(cols.nullable(cols.text(200)))
  sealReason: string | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  sealedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { ref: true, nullable: true })
  sealedBy: Ref<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  releaseReason: string | null = null;

  @Field(() => String, { nullable: true, description: 'The authority that took it over' })
  @Property(cols.nullable(cols.text(200)))
  handedOverTo: string | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  handedOverAt: Date | null = null;

  @Actions(() => SampleAction, sampleLife, {
    SEAL: 'retention:seal',
    DISPOSE: 'retention:dispose',
    RELEASE: 'retention:seal',
    HAND_OVER: 'retention:seal',
  })
  availableActions!: SampleAction[];
}
