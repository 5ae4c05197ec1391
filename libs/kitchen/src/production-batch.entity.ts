import { MealService, MenuItem } from '@canteen/menus';
import { EventRow, Person } from '@canteen/people';
import { Actions, Instant, ReadNeeds, cols } from '@canteen/platform';
import { Dish, RecipeVersion } from '@canteen/recipes';
import { Collection } from '@mikro-orm/core';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CorrectiveAction } from './corrective-action.entity.ts';
import { LotTake } from './lot-take.entity.ts';
import { BatchAction, BatchState, batchLife } from './production-batch.rules.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';

registerEnumType(BatchState, { name: 'BatchState' });
registerEnumType(BatchAction, { name: 'BatchAction' });

/** 制作批: one dish of one meal as it was cooked, from these lots; the link of every trace (EPCIS TransformationEvent). */
@ObjectType()
@ReadNeeds('kitchen:read')
@Entity()
@Unique({ properties: ['organizationId', 'number'] })
@Index({ properties: ['canteen', 'occurredAt'] })
@Index({ properties: ['service'] })
@Index({ properties: ['item'] })
@Index({ properties: ['dish'] })
export class ProductionBatch extends EventRow {
  static search = ['number', 'dish.name.zh', 'dish.name.en', 'dish.pinyin'];

  @Field(() => String)
  @Property(cols.text(40))
  number!: string;

  @Field(() => MealService, { nullable: true })
  @ManyToOne(() => MealService, { ref: true })
  service!: Ref<MealService>;

  @Field(() => MenuItem, { nullable: true })
  @ManyToOne(() => MenuItem, { ref: true })
  item!: Ref<MenuItem>;

  @Field(() => Dish, { nullable: true })
  @ManyToOne(() => Dish, { ref: true })
  dish!: Ref<Dish>;

  @Field(() => RecipeVersion, { nullable: true, description: 'The version it was cooked from, frozen' })
  @ManyToOne(() => RecipeVersion, { ref: true })
  recipe!: Ref<RecipeVersion>;

  @Field(() => BatchState)
  @Enum({ items: () => BatchState })
  state!: BatchState;

  @Field(() => Int)
  @Property(cols.int)
  portions!: number;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  cook!: Ref<Person>;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  finishedAt: Date | null = null;

  @Field(() => [LotTake])
  @OneToMany(() => LotTake, (take) => take.batch, { orderBy: { id: 'asc' } })
  takes = new Collection<LotTake>(this);

  @Field(() => [TemperatureReading])
  @OneToMany(() => TemperatureReading, (reading) => reading.batch, { orderBy: { occurredAt: 'asc' } })
  temperatures = new Collection<TemperatureReading>(this);

  @Field(() => [CorrectiveAction])
  @OneToMany(() => CorrectiveAction, (correction) => correction.batch, { orderBy: { occurredAt: 'asc' } })
  corrections = new Collection<CorrectiveAction>(this);

  @Actions(() => BatchAction, batchLife, {
    MEASURE: 'kitchen:write',
    CORRECT: 'kitchen:write',
    FINISH: 'kitchen:write',
    DISCARD: 'kitchen:write',
  })
  availableActions!: BatchAction[];
}
