import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { Row } from '../row.ts';
import { Instant } from '../scalars.ts';

/** The address under which a person's calendar program reads what is due. Whoever knows it reads it, so only its digest is kept, and a new one ends the old. */
@ObjectType({ description: 'Your calendar feed.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['personId'] })
export class CalendarFeed extends Row {
  static scope(ctx: Ctx): Record<string, unknown> | null {
    return ctx.actor?.personId ? { personId: ctx.actor.personId } : null;
  }

  @Property({ type: 'uuid' })
  personId!: string;

  @Property(cols.text(64))
  @Unique()
  tokenHash!: string;

  @Field(() => Instant)
  @Property(cols.instant)
  createdAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'From then on the address answered nothing' })
  @Property(cols.nullable(cols.instant))
  endedAt: Date | null = null;

  /** Known only in the act that makes it. */
  @Field(() => String, { nullable: true, description: 'Told once, in the answer that makes it; it is kept nowhere' })
  url?: string;
}
