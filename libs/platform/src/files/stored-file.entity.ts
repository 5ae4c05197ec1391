import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { TenantRow } from '../row.ts';

/** What a file is here for: a sheet that is to be read in, or what an export or a printer made. */
export type FilePurpose = 'SHEET' | 'EXPORT';

/**
 * A photo or a document. Whoever sees a record sees the files attached to it; on its own a file belongs to its uploader,
 * who alone can attach it. Knowing the hash of a file gives nothing (design decision 15).
 */
@ObjectType({ description: 'A photo or document. Upload it with POST /files, then attach it by its id.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['complete', 'recordedAt'] })
export class StoredFile extends TenantRow {
  /** Ids from outside: only own, finished uploads that were sent as evidence. */
  static scope(ctx: Ctx, _permission: string, kind: 'root' | 'children'): Record<string, unknown> | null {
    if (kind === 'children') return { complete: true };
    return ctx.actor?.personId ? { uploadedBy: ctx.actor.personId, complete: true, purpose: null } : null;
  }

  @Field(() => String, { description: 'As the uploader named it.' })
  @Property(cols.text(200))
  name!: string;

  @Field(() => String, { description: 'Media type, found by content.' })
  @Property(cols.text(100))
  contentType!: string;

  @Field(() => Int, { description: 'Bytes.' })
  @Property(cols.int)
  size!: number;

  /** SHA-256, hexadecimal; null until all bytes are here. */
  @Property(cols.nullable(cols.text(64)))
  hash!: string | null;

  /** The person who sent it. */
  @Property({ type: 'uuid' })
  uploadedBy!: string;

  /** Null: evidence, which alone can be attached to a record. Not a word of its own, or the digests of all earlier files would change. */
  @Property(cols.nullable(cols.text(10)))
  purpose: FilePurpose | null = null;

  /** Until all bytes are here and their content is admitted, nothing can refer to it. */
  @Property(cols.bool)
  complete!: boolean;

  /** Bytes that are safely stored. */
  @Property(cols.int)
  received!: number;

  /** Where each stored part begins. */
  @Property(cols.json)
  parts!: number[];
}
