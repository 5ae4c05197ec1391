import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '@canteen/kernel';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { TenantRow } from '../row.ts';
import { Instant, Json } from '../scalars.ts';

export const ExportFormat = enumOf('XLSX', 'CSV', 'JSONL', 'PDF');
export type ExportFormat = keyof typeof ExportFormat;
registerEnumType(ExportFormat, { name: 'ExportFormat' });

export const SheetLanguage = enumOf('zh', 'en');
export type SheetLanguage = keyof typeof SheetLanguage;
registerEnumType(SheetLanguage, { name: 'SheetLanguage' });

/**
 * What somebody took out of the house: which list, narrowed how, by whom, when, how many rows, and the digest of the file. The
 * file is kept for a month, the record for good.
 */
@ObjectType({ description: 'A list that was taken out as a sheet, as data or on paper. The file is kept for 30 days, the record stays.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['requestedById', 'requestedAt'] })
export class Export extends TenantRow {
  /** One's own; and whoever reads the journal sees what others took out. */
  static scope(ctx: Ctx): Record<string, unknown> | null {
    const personId = ctx.actor?.personId;
    if (!personId) return null;
    const watched = (ctx.actor?.grants ?? []).filter((grant) => grant.permissions.has('journal:read'));
    return {
      $or: [
        { requestedById: personId },
        ...watched.map(({ organizationId, canteenId }) => (canteenId === null ? { organizationId } : { organizationId, canteen: canteenId })),
      ],
    };
  }

  @Field(() => String, { description: 'Name of the list' })
  @Property(cols.text(60))
  @Index()
  ledger!: string;

  @Field(() => ExportFormat)
  @Enum({ items: () => ExportFormat })
  format!: ExportFormat;

  @Field(() => SheetLanguage)
  @Enum({ items: () => SheetLanguage })
  language!: SheetLanguage;

  @Field(() => Json, { nullable: true, description: 'As the list was filtered' })
  @Property(cols.nullable(cols.json))
  filter: Record<string, unknown> | null = null;

  @Field(() => Json, { nullable: true, description: 'As the list was sorted' })
  @Property(cols.nullable(cols.json))
  sort: { field: string; order: 'ASC' | 'DESC' } | null = null;

  @Field(() => [String], { nullable: true, description: 'The columns that were asked for; null: the usual ones' })
  @Property(cols.nullable(cols.json))
  columns: string[] | null = null;

  @Field(() => ID, { nullable: true, description: 'The canteen whose list it is, where it is that of one' })
  @Property({ type: 'uuid', nullable: true })
  canteen: string | null = null;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  requestedById!: string;

  @Field(() => String)
  @Property(cols.text(60))
  requestedByName!: string;

  @Field(() => Instant)
  @Property(cols.instant)
  requestedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'Rows in the file, once it is written' })
  @Property(cols.nullable(cols.int))
  rows: number | null = null;

  @ManyToOne(() => StoredFile, { ref: true, nullable: true })
  file: Ref<StoredFile> | null = null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file, hexadecimal' })
  @Property(cols.nullable(cols.text(64)))
  sha256: string | null = null;

  @Field(() => String, { nullable: true, description: '`seq:hash` of the journal when the rows were read; it stands in the file' })
  @Property(cols.nullable(cols.text(90)))
  journalHead: string | null = null;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  finishedAt: Date | null = null;

  @Field(() => Boolean, { description: 'The 30 days of the file are over' })
  @Property(cols.bool)
  expired = false;
}
