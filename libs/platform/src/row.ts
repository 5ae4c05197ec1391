import 'reflect-metadata';
import { PrimaryKey, Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { uuidv7 } from '@canteen/kernel';
import { Instant } from './scalars.ts';
import { cols } from './columns.ts';

/** What every stored record has. Ids are UUIDv7, made here and not by the database, so that a record is known before it is written. */
@ObjectType()
@Entity({ abstract: true })
export abstract class Row {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string = uuidv7(new Date());

  @Field(() => Int, { description: 'Counts the changes of this record. An edit sends it back; another value is refused as STALE_RECORD.' })
  @Property({ type: 'integer', version: true })
  version!: number;
}

/** A record that belongs to one organization. `ctx.create` fills both fields. */
@ObjectType()
@Entity({ abstract: true })
export abstract class TenantRow extends Row {
  @Field(() => ID)
  @Property({ type: 'uuid', index: true })
  organizationId!: string;

  @Field(() => Instant, { description: "When the server wrote the record, by the server's clock." })
  @Property(cols.instant)
  recordedAt!: Date;
}
