import { Embedded, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/core';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LocalizedText } from '@canteen/kernel';
import { AlertSeverity } from '../alerts/alert.rules.ts';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { Row } from '../row.ts';
import { Instant, LocalizedTextType } from '../scalars.ts';
import { Channel } from './channel.entity.ts';
import { DeliveryKind, DeliveryState, HeldFor } from './channel.rules.ts';

registerEnumType(DeliveryState, { name: 'DeliveryState' });
registerEnumType(HeldFor, { name: 'HeldFor' });
registerEnumType(DeliveryKind, { name: 'DeliveryKind' });

/** One message on one channel, and what became of it: the log of what was sent to whom. It changes with each try and is not journaled; the alert is. */
@ObjectType({ description: 'One message on one channel: when it was sent, or why not.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['personId', 'queuedAt'] })
@Index({ properties: ['organizationId', 'queuedAt'] })
@Index({ properties: ['alertId'] })
@Index({ name: 'delivery_due_index', expression: `create index "delivery_due_index" on "delivery" ("channel_id", "next_at") where "state" in ('QUEUED', 'HELD')` })
export class Delivery extends Row {
  static journaled = false;
  /** What was sent to oneself; who keeps an institution's channels also sees whom its alerts reached. */
  static scope(ctx: Ctx): Record<string, unknown> | null {
    if (!ctx.actor?.personId) return null;
    const grants = ctx.actor.grants.filter((grant) => grant.permissions.has('alerts:write'));
    return {
      $or: [
        { personId: ctx.actor.personId },
        ...grants.map((grant) => ({ organizationId: grant.organizationId, ...(grant.canteenId === null ? {} : { canteenId: grant.canteenId }) })),
      ],
    };
  }

  @Field(() => Channel)
  @ManyToOne(() => Channel, { ref: true })
  @Index()
  channel!: Ref<Channel>;

  @Field(() => DeliveryKind)
  @Enum({ items: () => DeliveryKind })
  kind!: DeliveryKind;

  @Field(() => ID, { nullable: true, description: 'The alert it tells of; none: a test' })
  @Property({ type: 'uuid', nullable: true })
  alertId: string | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  canteenId: string | null = null;

  @Field(() => ID, { nullable: true, description: 'To whom; none: a channel of the institution' })
  @Property({ type: 'uuid', nullable: true })
  personId: string | null = null;

  @Field(() => String, { description: 'To whom, by name' })
  @Property(cols.text(60))
  personName!: string;

  @Field(() => AlertSeverity)
  @Enum({ items: () => AlertSeverity })
  severity!: AlertSeverity;

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'title_' })
  title!: LocalizedText;

  @Embedded(() => LocalizedText, { prefix: 'text_' })
  text!: LocalizedText;

  @Property(cols.nullable(cols.instant))
  dueAt: Date | null = null;

  @Field(() => DeliveryState)
  @Enum({ items: () => DeliveryState })
  state!: DeliveryState;

  @Field(() => HeldFor, { nullable: true, description: 'What it waits, or waited, for' })
  @Enum({ items: () => HeldFor, nullable: true })
  heldFor: HeldFor | null = null;

  @Field(() => Instant)
  @Property(cols.instant)
  queuedAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'The next try' })
  @Property(cols.nullable(cols.instant))
  nextAt: Date | null = null;

  @Field(() => Int, { description: 'Tries so far' })
  @Property(cols.int)
  attempts = 0;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  sentAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'What the receiver said' })
  @Property(cols.nullable(cols.text(400)))
  answer: string | null = null;

  @Field(() => String, { nullable: true, description: 'The code of why it was not delivered, at the last try' })
  @Property(cols.nullable(cols.text(60)))
  error: string | null = null;

  @Property(cols.nullable(cols.json))
  errorParams: unknown = null;
}
