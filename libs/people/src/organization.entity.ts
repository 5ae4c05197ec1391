import { enumOf, LocalizedText } from '@canteen/kernel';
import { ANYONE_SIGNED_IN, cols, LocalizedTextType, ReadNeeds, TenantRow } from '@canteen/platform';
import { Embedded, Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export const OrganizationKind = enumOf(
  'PARTY_SCHOOL',
  'PRIMARY_SCHOOL',
  'MIDDLE_SCHOOL',
  'KINDERGARTEN',
  'UNIVERSITY',
  'AGENCY',
  'HOSPITAL',
  'ENTERPRISE',
  'CONTRACTOR',
  'AUTHORITY',
);
export type OrganizationKind = (typeof OrganizationKind)[keyof typeof OrganizationKind];
registerEnumType(OrganizationKind, { name: 'OrganizationKind' });

/** 学校食品安全与营养健康管理规定 forbids these cold, raw and other risky dishes; universities are not bound by that. */
export function isK12(kind: OrganizationKind): boolean {
  return kind === 'PRIMARY_SCHOOL' || kind === 'MIDDLE_SCHOOL' || kind === 'KINDERGARTEN';
}

/** An institution, a contractor or an authority. It is its own tenant: its `organizationId` is its id. */
@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
export class Organization extends TenantRow {
  static search = ['name.zh', 'name.en', 'pinyin'];

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'name_' })
  name!: LocalizedText;

  @Field(() => String, { description: 'Initials of the Chinese name, for typing on a phone' })
  @Property(cols.text(200))
  pinyin!: string;

  @Field(() => OrganizationKind)
  @Enum({ items: () => OrganizationKind })
  kind!: OrganizationKind;

  @Field(() => String, { description: 'IANA time zone in which its days begin and end' })
  @Property(cols.text(60))
  timeZone!: string;
}
