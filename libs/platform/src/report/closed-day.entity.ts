import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import type { LocalDate } from '@canteen/kernel';
import { cols } from '../columns.ts';
import { ReadNeeds } from '../needs.ts';
import { TenantRow } from '../row.ts';
import { Day, Instant } from '../scalars.ts';
import type { FactSection } from './facts.ts';

/** 日报 of one canteen and day, as it stood when the day was closed. Never overwritten: what came after is told beside it. */
@ObjectType({ description: "A day's report as it stood when the day was over." })
@ReadNeeds('reports:read')
@Entity()
@Unique({ properties: ['canteen', 'day'] })
@Index({ properties: ['day'] })
export class ClosedDay extends TenantRow {
  @Field(() => ID)
  @Property({ type: 'uuid' })
  canteen!: string;

  @Field(() => Day)
  @Property(cols.date)
  day!: LocalDate;

  @Field(() => Instant)
  @Property(cols.instant)
  closedAt!: Date;

  @Property(cols.json)
  sections!: FactSection[];
}
