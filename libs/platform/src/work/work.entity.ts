import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '@canteen/kernel';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { Row } from '../row.ts';
import { Instant, Json } from '../scalars.ts';

export const WorkState = enumOf('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');
export type WorkState = keyof typeof WorkState;
registerEnumType(WorkState, { name: 'WorkState' });

/**
 * How far a long piece of work is: an export, an import. What was asked and what came of it are records of their own, in the
 * journal; this row changes every half second and is not.
 */
@ObjectType({ description: 'How far an export, an import or another long piece of work is.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['personId', 'queuedAt'] })
export class Work extends Row {
  static journaled = false;
  /** One's own only. */
  static scope(ctx: Ctx): Record<string, unknown> | null {
    return ctx.actor?.personId ? { personId: ctx.actor.personId } : null;
  }

  @Field(() => String, { description: 'What is done: `export`, `import` …' })
  @Property(cols.text(40))
  kind!: string;

  @Field(() => ID, { description: 'The record that asked for it' })
  @Property({ type: 'uuid' })
  @Index()
  subjectId!: string;

  @Property({ type: 'uuid' })
  personId!: string;

  @Property({ type: 'uuid', nullable: true })
  @Index()
  organizationId: string | null = null;

  @Field(() => WorkState)
  @Enum({ items: () => WorkState })
  @Index()
  state!: WorkState;

  @Field(() => Int, { description: 'Rows dealt with so far' })
  @Property(cols.int)
  done = 0;

  @Field(() => Int, { nullable: true, description: 'Rows in all, once they are counted' })
  @Property(cols.nullable(cols.int))
  total: number | null = null;

  @Property(cols.bool)
  cancelAsked = false;

  @Field(() => Int, { description: 'How often it was begun: more than once after a restart' })
  @Property(cols.int)
  attempts = 0;

  @Field(() => Instant)
  @Property(cols.instant)
  queuedAt!: Date;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  startedAt: Date | null = null;

  @Property(cols.nullable(cols.instant))
  heartbeatAt: Date | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  finishedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'Why it failed: the code of a refusal, whose words the client has' })
  @Property(cols.nullable(cols.text(80)))
  failure: string | null = null;

  @Field(() => Json, { nullable: true })
  @Property(cols.nullable(cols.json))
  failureParams: unknown = null;
}
