import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { cols } from '../columns.ts';
import { Instant, Json } from '../scalars.ts';
import { ReadNeeds } from '../needs.ts';
import type { Ctx } from '../ctx.ts';

/** The last link of each chain. Locked while an entry is appended, so that a chain never forks. */
@Entity()
export class JournalHead {
  @PrimaryKey({ type: 'uuid' })
  organizationId!: string;
  @Property({ type: 'integer' })
  seq!: number;
  @Property(cols.text(64))
  hash!: string;
}

/**
 * One act, in the chain of the organization whose records it touched:
 * `hash = H(prev, seq, metadata, payloadHash)`, `payloadHash = H(salt, payload)`. A trigger and the application's
 * role refuse to change or delete it (design decision 14).
 */
@ObjectType({ description: 'One act in the hash-chained journal of an organization.' })
@ReadNeeds('journal:read')
@Entity()
@Unique({ properties: ['organizationId', 'seq'] })
export class JournalEntry {
  /** A grant on one canteen shows the acts on that canteen's records. */
  static scope(ctx: Ctx, permission: string): Record<string, unknown> | null {
    const grants = (ctx.actor?.grants ?? []).filter((grant) => grant.permissions.has(permission));
    if (!grants.length) return null;
    return {
      $or: [
        { organizationId: { $in: grants.filter((grant) => grant.canteenId === null).map((grant) => grant.organizationId) } },
        { canteenId: { $in: grants.flatMap((grant) => grant.canteenId ?? []) } },
      ],
    };
  }

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  organizationId!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  canteenId!: string | null;

  @Field(() => Int, { description: 'Position in the chain, from 1, without gaps.' })
  @Property({ type: 'integer' })
  seq!: number;

  @Field(() => String, { description: 'The act, as the API names it: `acceptGoodsReceipt`.' })
  @Property(cols.text(80))
  act!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  personId!: string | null;

  @Field(() => String, { description: 'Who acted, by the name of that day.' })
  @Property(cols.text(200))
  personName!: string;

  @Field(() => Instant, { description: 'When it was written, by the server\'s clock.' })
  @Property(cols.instant)
  at!: Date;

  @Property(cols.text(64))
  requestId!: string;

  @Field(() => String, { description: 'SHA-256 of the entry before, 64 zeros for the first.' })
  @Property(cols.text(64))
  prev!: string;

  @Field(() => String)
  @Property(cols.text(64))
  payloadHash!: string;

  @Field(() => String)
  @Property(cols.text(64))
  hash!: string;

  @Field(() => Json, { nullable: true, description: 'What changed; null where the payload is withheld or has expired.' })
  payload?: unknown;
}

/** The content of an entry, apart from it: it may be withheld or expire, and the chain still verifies. */
@Entity()
export class JournalPayload {
  @PrimaryKey({ type: 'uuid', fieldName: 'entry_id' })
  id!: string;
  @Property(cols.nullable(cols.text(32)))
  salt!: string | null;
  /** The exact bytes that were hashed. */
  @Property({ type: 'text', nullable: true })
  body!: string | null;
  @Property({ type: 'uuid[]', columnType: 'uuid[]' })
  @Index({ type: 'gin' })
  rowIds!: string[];
}

/**
 * Rows that one act wrote many at a time: their ids and digests, packed (16 + 32 bytes each, by id; a digest of zeros: removed).
 * The entry's payload holds the digest of each part, so the chain vouches for them.
 */
@Entity()
@Index({ properties: ['organizationId', 'tableName', 'firstId'] })
@Index({ properties: ['firstId', 'lastId'] })
export class JournalBulk {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'uuid' })
  @Index()
  entryId!: string;
  @Property({ type: 'uuid' })
  organizationId!: string;
  @Property(cols.text(63))
  tableName!: string;
  @Property({ type: 'uuid' })
  firstId!: string;
  @Property({ type: 'uuid' })
  lastId!: string;
  @Property({ type: 'integer' })
  count!: number;
  @Property({ type: 'blob', columnType: 'bytea', nullable: true })
  packed!: Buffer | null;
}
