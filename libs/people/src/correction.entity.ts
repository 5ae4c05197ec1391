import { ANYONE_SIGNED_IN, cols, Instant, ReadNeeds } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { CanteenRow } from './canteen-row.ts';
import { Person } from './person.entity.ts';

/**
 * 更正: what a record should have said, set beside it and never over it (EPCIS ErrorDeclaration). The only change that
 * the records of a closed month take.
 */
@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['recordId', 'recordType'] })
export class Correction extends CanteenRow {
  /** What was corrected cannot be taken back with the import it came from. */
  static refers = true;

  @Field(() => String, { description: 'GraphQL type of the record' })
  @Property(cols.text(60))
  recordType!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  recordId!: string;

  @Field(() => String, { description: 'What is right' })
  @Property(cols.text(4000))
  statement!: string;

  @Field(() => String, { description: 'Why the record was wrong' })
  @Property(cols.text(4000))
  reason!: string;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  declaredBy!: Ref<Person>;

  @Field(() => Instant)
  @Property(cols.instant)
  declaredAt!: Date;
}
