import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AlertSeverity } from '../alerts/alert.rules.ts';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { Derived } from '../fields.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { Row } from '../row.ts';
import { Instant } from '../scalars.ts';
import { ChannelKind, Digest, WebhookFormat } from './channel.rules.ts';

registerEnumType(ChannelKind, { name: 'ChannelKind' });
registerEnumType(WebhookFormat, { name: 'WebhookFormat' });
registerEnumType(Digest, { name: 'Digest' });

/**
 * A way on which alerts reach somebody outside the console: a person's own, in all institutions they work for, or a group's robot
 * that belongs to an institution or one canteen of it.
 */
@ObjectType({ description: 'A way on which alerts are sent: e-mail, webhook or text message.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['personId'] })
@Index({ properties: ['organizationId'] })
export class Channel extends Row {
  /** One's own, and those of the institutions and canteens whose channels one keeps. */
  static scope(ctx: Ctx): Record<string, unknown> | null {
    if (!ctx.actor?.personId) return null;
    const grants = ctx.actor.grants.filter((grant) => grant.permissions.has('alerts:write'));
    return {
      $or: [
        { personId: ctx.actor.personId },
        ...grants.map((grant) => ({ personId: null, organizationId: grant.organizationId, ...(grant.canteenId === null ? {} : { canteenId: grant.canteenId }) })),
      ],
    };
  }

  @Field(() => ID, { nullable: true, description: 'Whose it is; none: the institution\'s' })
  @Property({ type: 'uuid', nullable: true })
  personId: string | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Field(() => ID, { nullable: true, description: 'Only what concerns this canteen; none: the whole institution' })
  @Property({ type: 'uuid', nullable: true })
  canteenId: string | null = null;

  @Field(() => String, { description: 'What it is called' })
  @Property(cols.text(60))
  name!: string;

  @Field(() => ChannelKind)
  @Enum({ items: () => ChannelKind })
  kind!: ChannelKind;

  @Field(() => WebhookFormat, { nullable: true })
  @Enum({ items: () => WebhookFormat, nullable: true })
  format: WebhookFormat | null = null;

  /** Mail address, telephone or URL; none: the person's own. Robots carry their key in the URL, so it is shown only in part, by the resolver. */
  @Property({ ...cols.nullable(cols.text(500)), hidden: true })
  target: string | null = null;

  /** Signs what is sent; told to nobody. */
  @Property({ ...cols.nullable(cols.text(200)), hidden: true })
  secret: string | null = null;

  @Derived(() => Boolean, { js: (channel: Channel) => channel.secret !== null }, { description: 'Has a secret that signs what is sent; the secret itself is never shown' })
  signed!: boolean;

  @Field(() => Boolean)
  @Property(cols.bool)
  active!: boolean;

  @Field(() => AlertSeverity, { description: 'From this severity on' })
  @Enum({ items: () => AlertSeverity })
  minSeverity!: AlertSeverity;

  @Field(() => String, { nullable: true, description: 'Quiet from this local time, `22:00` …' })
  @Property(cols.nullable(cols.text(5)))
  quietFrom: string | null = null;

  @Field(() => String, { nullable: true, description: '… to this, `06:00`' })
  @Property(cols.nullable(cols.text(5)))
  quietTo: string | null = null;

  @Field(() => Boolean, { description: 'Also what is critical waits while it is quiet' })
  @Property(cols.bool)
  quietForCritical!: boolean;

  @Field(() => Digest, { description: 'DAILY: what is not critical comes once a day, together' })
  @Enum({ items: () => Digest })
  digest!: Digest;

  @Field(() => Int, { description: 'The local hour of the digest' })
  @Property(cols.int)
  digestHour!: number;

  /** How it goes is no change of the channel: written past its version and past the journal, by whoever sends. */
  @Field(() => Instant, { nullable: true, description: 'Since when nothing gets through; none: the last message did' })
  @Property(cols.nullable(cols.instant))
  failingSince: Date | null = null;

  @Property(cols.nullable(cols.text(60)))
  lastError: string | null = null;

  @Property(cols.nullable(cols.json))
  lastErrorParams: unknown = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  endedAt: Date | null = null;
}
