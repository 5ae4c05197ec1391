import { enumOf } from '@canteen/kernel';
import { ANYONE_SIGNED_IN, cols, Instant, ReadNeeds, Row, type Ctx } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Person } from './person.entity.ts';

export const SignInMethod = enumOf('PASSWORD', 'PIN');
export type SignInMethod = (typeof SignInMethod)[keyof typeof SignInMethod];
registerEnumType(SignInMethod, { name: 'SignInMethod' });

/** One person on one device. The token lives in the device's cookie only; the row keeps its digest. */
@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
export class Session extends Row {
  /** Devices coming and going are no facts about food; the journal keeps what was done from them. */
  static journaled = false;

  /** Whoever may see a person's records still does not see where they are signed in. */
  static scope = (ctx: Ctx) => ({ person: ctx.personId() });

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  @Index()
  person!: Ref<Person>;

  @Property(cols.text(64))
  @Unique()
  tokenHash!: string;

  @Field(() => SignInMethod, { description: 'PIN: took over a shared device that somebody had signed in to' })
  @Enum({ items: () => SignInMethod })
  method!: SignInMethod;

  @Field(() => Instant)
  @Property(cols.instant)
  openedAt!: Date;

  @Field(() => Instant)
  @Property(cols.instant)
  lastSeenAt!: Date;

  @Field(() => Instant, { description: 'Ends then at the latest; earlier when idle for 12 h' })
  @Property(cols.instant)
  expiresAt!: Date;

  @Property(cols.nullable(cols.instant))
  endedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'Network address it was opened from' })
  @Property(cols.nullable(cols.text(64)))
  address: string | null = null;

  @Field(() => String, { nullable: true, description: 'Browser and device, as they say of themselves' })
  @Property(cols.nullable(cols.text(200)))
  device: string | null = null;
}
