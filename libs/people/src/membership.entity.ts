import type { LocalDate } from '@canteen/kernel';
import { cols, Day, Instant, ReadNeeds, TenantRow, type Ctx } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Canteen } from './canteen.entity.ts';
import { Person } from './person.entity.ts';
import { Role } from './roles.ts';

registerEnumType(Role, { name: 'Role' });

/** A person's role in an organization, or in one canteen of it alone; what it permits is in `roles.ts`. */
@ObjectType()
@ReadNeeds('people:read')
@Entity()
export class Membership extends TenantRow {
  /**
   * A grant on one canteen shows the roles at that canteen; on the page of a person also those of the whole organization,
   * which hold at that canteen too.
   */
  static scope(ctx: Ctx, permission: string, kind: 'root' | 'children'): Record<string, unknown> | null {
    const grants = (ctx.actor?.grants ?? []).filter((grant) => grant.permissions.has(permission));
    if (grants.length === 0) return null;
    const whole = grants.filter((grant) => grant.canteenId === null).map((grant) => grant.organizationId);
    const canteens = grants.flatMap((grant) => grant.canteenId ?? []);
    return {
      $or: [
        { organizationId: { $in: whole } },
        { canteen: { $in: canteens } },
        ...(kind === 'children' ? [{ organizationId: { $in: grants.map((grant) => grant.organizationId) }, canteen: null }] : []),
      ],
    };
  }

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  @Index()
  person!: Ref<Person>;

  @Field(() => Canteen, { nullable: true, description: 'The one canteen it holds for; none: the whole organization' })
  @ManyToOne(() => Canteen, { ref: true, nullable: true })
  canteen: Ref<Canteen> | null = null;

  @Field(() => Role)
  @Enum({ items: () => Role })
  role!: Role;

  @Field(() => Day, { description: 'First day' })
  @Property(cols.date)
  validFrom!: LocalDate;

  @Field(() => Day, { nullable: true, description: 'Last day; none: until ended' })
  @Property(cols.nullable(cols.date))
  validTo: LocalDate | null = null;

  @Field(() => Instant, { nullable: true, description: 'Ended at once, before its last day' })
  @Property(cols.nullable(cols.instant))
  endedAt: Date | null = null;
}
