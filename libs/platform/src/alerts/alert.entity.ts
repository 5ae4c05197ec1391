import { Embedded, Entity, Enum, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LocalizedText } from '@canteen/kernel';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { TenantRow } from '../row.ts';
import { Instant, LocalizedTextType } from '../scalars.ts';
import { AlertAction, AlertSeverity, AlertState, ResolvedBy } from './alert.rules.ts';

registerEnumType(AlertState, { name: 'AlertState' });
registerEnumType(AlertAction, { name: 'AlertAction' });
registerEnumType(AlertSeverity, { name: 'AlertSeverity' });
registerEnumType(ResolvedBy, { name: 'AlertResolvedBy' });

/** A fact that someone was told of: once, however many nodes look and however often. */
@ObjectType({ description: 'Something that someone must see to, found by a rule.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Unique({ properties: ['organizationId', 'key'] })
@Index({ properties: ['organizationId', 'raisedAt'] })
// what is open is asked for on every page and by every watch, among years of what was resolved
@Index({ name: 'alert_open_index', properties: ['organizationId'], where: "state <> 'RESOLVED' or standing" })
@Index({ properties: ['recordId'] })
export class Alert extends TenantRow {
  /**
   * For whoever holds the alert's permission, or that of its escalation, at its canteen. What concerns the whole institution
   * is for those who hold it in any of its canteens: a supplier's licence matters wherever its goods arrive.
   */
  static scope(ctx: Ctx): Record<string, unknown> | null {
    const grants = ctx.actor?.grants ?? [];
    if (!grants.length) return null;
    return {
      $or: grants.map((grant) => {
        const held = { $in: [...grant.permissions] };
        return {
          organizationId: grant.organizationId,
          $and: [
            { $or: [{ audience: held }, { escalation: held }] },
            ...(grant.canteenId === null ? [] : [{ $or: [{ canteen: grant.canteenId }, { canteen: null }] }]),
          ],
        };
      }),
    };
  }

  @Property(cols.text(200))
  key!: string;

  @Field(() => ID, { nullable: true, description: 'None: a matter of the whole institution' })
  @Property({ type: 'uuid', fieldName: 'canteen_id', nullable: true })
  canteen: string | null = null;

  @Field(() => String, { description: 'The rule that found it' })
  @Property(cols.text(60))
  kind!: string;

  @Field(() => AlertSeverity)
  @Enum({ items: () => AlertSeverity })
  severity!: AlertSeverity;

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'title_' })
  title!: LocalizedText;

  @Field(() => LocalizedTextType, { description: 'What the rule is and what to do now' })
  @Embedded(() => LocalizedText, { prefix: 'text_' })
  text!: LocalizedText;

  @Field(() => String, { description: 'The record to open' })
  @Property(cols.text(60))
  recordType!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  recordId!: string;

  @Field(() => String, { description: 'The permission of those it is for' })
  @Property(cols.text(60))
  audience!: string;

  @Property(cols.nullable(cols.text(60)))
  escalation: string | null = null;

  @Field(() => AlertState)
  @Enum({ items: () => AlertState })
  state!: AlertState;

  @Field(() => Boolean, { description: 'The fact is still there. A person may have resolved the alert all the same; it is raised again only after the fact went away once' })
  @Property(cols.bool)
  standing!: boolean;

  @Field(() => Instant)
  @Property(cols.instant)
  raisedAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'Until when something must be done' })
  @Property(cols.nullable(cols.instant))
  dueAt: Date | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  acknowledgedAt: Date | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  acknowledgedById: string | null = null;

  @Field(() => String, { nullable: true, description: 'Who took it in hand' })
  @Property(cols.nullable(cols.text(60)))
  acknowledgedByName: string | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  resolvedAt: Date | null = null;

  @Field(() => ResolvedBy, { nullable: true, description: 'By the facts themselves, or by a person with a reason' })
  @Enum({ items: () => ResolvedBy, nullable: true })
  resolvedBy: ResolvedBy | null = null;

  @Field(() => String, { nullable: true, description: 'The person who resolved it' })
  @Property(cols.nullable(cols.text(60)))
  resolvedByName: string | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  resolvedReason: string | null = null;

  @Field(() => Instant, { nullable: true, description: 'When others were told, since nobody had acknowledged it' })
  @Property(cols.nullable(cols.instant))
  escalatedAt: Date | null = null;

  @Field(() => Int, { description: 'How often it was raised' })
  @Property(cols.int)
  times!: number;
}

/** Whether an institution watches for something. Never overwritten: the latest one counts, the earlier ones remain. */
@ObjectType({ description: 'A rule switched on or off by an organization, with the reason.' })
@ReadNeeds('policy:read')
@Entity()
@Index({ properties: ['organizationId', 'kind', 'recordedAt'] })
export class AlertRuleSetting extends TenantRow {
  @Field(() => String)
  @Property(cols.text(60))
  kind!: string;
  @Field(() => Boolean)
  @Property({ ...cols.bool, fieldName: 'is_on' })
  on!: boolean;
  @Field(() => String)
  @Property(cols.text(4000))
  reason!: string;
}
