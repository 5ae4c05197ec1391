import { TenantRow } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Canteen } from './canteen.entity.ts';

/** A row that belongs to one canteen: a grant on that canteen alone reaches it. */
@ObjectType()
@Entity({ abstract: true })
export abstract class CanteenRow extends TenantRow {
  @Field(() => Canteen)
  @ManyToOne(() => Canteen, { ref: true })
  @Index()
  canteen!: Ref<Canteen>;
}
