import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { cols } from './columns.ts';

/** The outcome of an act under an idempotency key. Kept 30 days; refusals are not stored (design decision 15). */
@Entity()
export class IdempotencyKey {
  [PrimaryKeyProp]?: ['personId', 'key'];
  @PrimaryKey({ type: 'uuid' })
  personId!: string;
  @PrimaryKey(cols.text(200))
  key!: string;
  /** SHA-256 of the mutation's name and arguments. */
  @Property(cols.text(64))
  requestHash!: string;
  @Property(cols.nullable(cols.json))
  outcome!: unknown;
  @Property(cols.instant)
  @Index()
  createdAt!: Date;
}

/** The last number given out per organization, kind and day. */
@Entity()
export class Counter {
  [PrimaryKeyProp]?: ['organizationId', 'key'];
  @PrimaryKey({ type: 'uuid' })
  organizationId!: string;
  @PrimaryKey(cols.text(80))
  key!: string;
  @Property({ type: 'integer' })
  value!: number;
}

/** Who read what: health data, files, exports. Written apart from the request, so that a refused read is on record too. */
@Entity()
export class AccessLog {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'integer', default: 1 })
  version!: number;
  @Property({ type: 'uuid', nullable: true })
  personId!: string | null;
  @Property(cols.text(80))
  recordType!: string;
  @Property(cols.json)
  recordIds!: string[];
  @Property(cols.instant)
  @Index()
  at!: Date;
  @Property(cols.text(64))
  requestId!: string;
}

/** Facts about this installation that all its nodes share: the key that signs file links, whether the data are the demo. */
@Entity()
export class SiteSetting {
  @PrimaryKey(cols.text(60))
  key!: string;
  @Property(cols.text(400))
  value!: string;
}
