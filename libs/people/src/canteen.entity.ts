import { enumOf, LocalizedText } from '@canteen/kernel';
import { ANYONE_SIGNED_IN, cols, LocalizedTextType, ReadNeeds, TenantRow } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Organization } from './organization.entity.ts';

/** The three ways to feed people that the 2025 supervision rule for collective dining units (集中用餐单位) knows. */
export const CanteenOperation = enumOf('OWN', 'CONTRACTED', 'DELIVERED');
export type CanteenOperation = (typeof CanteenOperation)[keyof typeof CanteenOperation];
registerEnumType(CanteenOperation, { name: 'CanteenOperation' });

@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
export class Canteen extends TenantRow {
  static search = ['name.zh', 'name.en', 'pinyin', 'slug'];

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'name_' })
  name!: LocalizedText;

  @Field(() => String)
  @Property(cols.text(200))
  pinyin!: string;

  @Field(() => String, { description: 'The canteen in the address of its public menu: lower-case letters, digits and hyphens' })
  @Property(cols.text(60))
  @Unique()
  slug!: string;

  @Field(() => CanteenOperation)
  @Enum({ items: () => CanteenOperation })
  operation!: CanteenOperation;

  @Field(() => Organization, { nullable: true, description: 'Who runs it, when contracted or delivered' })
  @ManyToOne(() => Organization, { ref: true, nullable: true })
  contractor: Ref<Organization> | null = null;

  @Field(() => Boolean, { description: 'The food licence covers cold dishes (冷食类)' })
  @Property(cols.bool)
  coldDishesLicensed!: boolean;

  @Field(() => Int, { description: 'Average diners per meal; decides whether a food-safety director is required' })
  @Property(cols.int)
  diners!: number;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  address: string | null = null;

  @Field(() => Boolean)
  @Property(cols.bool)
  active!: boolean;
}
