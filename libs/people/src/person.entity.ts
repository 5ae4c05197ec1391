import { enumOf, type LocalDate } from '@canteen/kernel';
import { ANYONE_SIGNED_IN, cols, Derived, Needs, ReadNeeds, Row, type Ctx } from '@canteen/platform';
import { raw } from '@mikro-orm/core';
import { Entity, Enum, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export const Language = enumOf('zh', 'en');
export type Language = (typeof Language)[keyof typeof Language];
registerEnumType(Language, { name: 'Language' });

function among(ctx: Ctx, permission: string, condition: string, params: readonly unknown[]): Record<string, unknown> | null {
  const grants = (ctx.actor?.grants ?? []).filter((grant) => permission === ANYONE_SIGNED_IN || grant.permissions.has(permission));
  if (grants.length === 0) return null;
  const places = grants.map((grant) =>
    grant.canteenId === null
      ? { sql: 'm.organization_id = ?', params: [grant.organizationId] }
      : { sql: '(m.organization_id = ? and (m.canteen_id = ? or m.canteen_id is null))', params: [grant.organizationId, grant.canteenId] });
  const somewhere = places.map((place) => place.sql).join(' or ');
  return {
    [raw((alias) => `exists (select 1 from membership m where m.person_id = ${alias}.id and ${condition}(${somewhere}))`, [...params, ...places.flatMap((place) => place.params)])]: [],
  };
}

/**
 * One human, whatever the accounts, roles and employers, so that two accounts cannot be two people where a rule asks
 * for a second person. Not a tenant's row: its name shows wherever a visible record points to it.
 */
@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
export class Person extends Row {
  static search = ['name', 'pinyin', 'account'];

  /** The people with a role, past ones too, in an organization or canteen where the actor has the permission. */
  static scope = (ctx: Ctx, permission: string): Record<string, unknown> | null => among(ctx, permission, '', []);

  /** Those among them who hold one of these roles on a day. */
  static holding(ctx: Ctx, permission: string, roles: readonly string[], day: LocalDate): Record<string, unknown> | null {
    const held = `m.role in (${roles.map(() => '?').join(', ')}) and m.ended_at is null and m.valid_from <= ? and (m.valid_to is null or m.valid_to >= ?)`;
    return among(ctx, permission, `${held} and `, [...roles, day.iso, day.iso]);
  }

  @Field(() => String)
  @Property(cols.text(60))
  name!: string;

  @Field(() => String)
  @Property(cols.text(60))
  pinyin!: string;

  @Field(() => String, { nullable: true, description: 'Name to sign in with, lower case; none for people who never sign in' })
  @Needs('people:read')
  @Property(cols.nullable(cols.text(60)))
  @Unique()
  account: string | null = null;

  @Field(() => String, { nullable: true })
  @Needs('people:read')
  @Property(cols.nullable(cols.text(30)))
  phone: string | null = null;

  @Field(() => String, { nullable: true, description: 'Where alerts are sent' })
  @Needs('people:read')
  @Property(cols.nullable(cols.text(200)))
  email: string | null = null;

  @Field(() => Language)
  @Enum({ items: () => Language })
  language!: Language;

  @Field(() => Boolean, { description: 'May sign in and countersign' })
  @Property(cols.bool)
  active!: boolean;

  @Property(cols.nullable(cols.text(200)))
  passwordHash: string | null = null;

  @Property(cols.nullable(cols.text(200)))
  pinHash: string | null = null;

  @Derived(() => Boolean, {
    js: (person: Person) => person.pinHash !== null,
    sql: (alias: string) => `(${alias}.pin_hash is not null)`,
  })
  hasPin!: boolean;
}
