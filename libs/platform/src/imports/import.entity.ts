import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { cols } from '../columns.ts';
import type { Ctx } from '../ctx.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { ANYONE_SIGNED_IN, ReadNeeds } from '../needs.ts';
import { Row, TenantRow } from '../row.ts';
import { Instant, Json } from '../scalars.ts';
import { ImportAction, ImportOutcome, ImportState } from './import.rules.ts';

registerEnumType(ImportState, { name: 'ImportState' });
registerEnumType(ImportAction, { name: 'ImportAction' });
registerEnumType(ImportOutcome, { name: 'ImportOutcome' });

/** A refusal of the whole sheet, or a remark on it, as it is kept: with its words in both languages. */
export interface Told {
  code: string;
  message: { zh: string; en: string };
  params: Record<string, unknown> | null;
}
export interface ToldOfCell extends Told {
  /** The column's key; null: the row as a whole. */
  column: string | null;
  cell: string | null;
}

/** A sheet that someone brings in: uploaded, mapped, checked, then taken in as a whole or not at all. */
@ObjectType({ description: 'A sheet that is brought in: checked row by row first, then taken in as a whole or not at all.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['organizationId', 'recordedAt'] })
export class Import extends TenantRow {
  static search = ['fileName', 'byName'];
  /** One's own; those of the institution for who reads its journal. */
  static scope(ctx: Ctx): Record<string, unknown> | null {
    const person = ctx.actor?.personId;
    if (!person) return null;
    const organizations = (ctx.actor?.grants ?? []).filter((grant) => grant.canteenId === null && grant.permissions.has('journal:read')).map((grant) => grant.organizationId);
    return { $or: [{ byId: person }, { organizationId: { $in: organizations } }] };
  }

  @Field(() => ID, { nullable: true, description: 'The canteen it is for; none: the institution' })
  @Property({ type: 'uuid', nullable: true })
  canteen!: string | null;

  @Field(() => String, { description: 'What its rows are: `suppliers`, `openingStock` …' })
  @Property(cols.text(40))
  @Index()
  kind!: string;

  @Field(() => String)
  @Property(cols.text(200))
  fileName!: string;

  @ManyToOne(() => StoredFile, { ref: true })
  file!: Ref<StoredFile>;

  @Field(() => Json, { description: 'Names of the sheets in the file, with those that are hidden: `[{ name, hidden }]`' })
  @Property(cols.json)
  sheets!: { name: string; hidden: boolean }[];

  @Field(() => String, { description: 'The one that is read; empty for CSV, which has but one' })
  @Property(cols.text(200))
  sheet!: string;

  @Field(() => Int, { description: 'The row of the headings, from 1' })
  @Property(cols.int)
  headingRow!: number;

  @Property(cols.json)
  headings!: { title: string; letter: string; samples: string[] }[];

  @Field(() => Json, { description: 'Which heading (by its place in `headings`) each column of the kind is read from: `{ name: 0 }`' })
  @Property(cols.json)
  mapping!: Record<string, number>;

  @Field(() => ImportState)
  @Enum({ items: () => ImportState })
  @Index()
  state!: ImportState;

  @Field(() => Int, { nullable: true, description: 'Rows with something in them; null until checked' })
  @Property(cols.nullable(cols.int))
  rows: number | null = null;
  @Field(() => Int, { nullable: true })
  @Property(cols.nullable(cols.int))
  creates: number | null = null;
  @Field(() => Int, { nullable: true })
  @Property(cols.nullable(cols.int))
  updates: number | null = null;
  @Field(() => Int, { nullable: true })
  @Property(cols.nullable(cols.int))
  same: number | null = null;
  @Field(() => Int, { nullable: true })
  @Property(cols.nullable(cols.int))
  refused: number | null = null;

  @Property(cols.json)
  problemsTold: Told[] = [];
  @Property(cols.json)
  remarksTold: Told[] = [];

  /** What the check found, chunk by chunk: the run must find the same. */
  @Property(cols.json)
  checks: string[] = [];

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  checkedAt: Date | null = null;
  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  importedAt: Date | null = null;
  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  undoneAt: Date | null = null;
  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  undoneReason: string | null = null;

  @Field(() => ID, { description: 'Who brings it in' })
  @Property({ type: 'uuid' })
  byId!: string;
  @Field(() => String)
  @Property(cols.text(200))
  byName!: string;

  @Property({ type: 'uuid', nullable: true })
  workId: string | null = null;
}

/** What is to become of one row of the sheet. Made anew with each check, hence outside the journal. */
@ObjectType({ description: 'One row of an imported sheet and what is to become of it.' })
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
@Index({ properties: ['importId', 'row'] })
export class ImportLine extends Row {
  static journaled = false;
  static search = ['label'];

  @Property({ type: 'uuid' })
  importId!: string;

  @Field(() => Int, { description: 'Its number in the sheet, as people see it' })
  @Property(cols.int)
  row!: number;

  @Field(() => ImportOutcome)
  @Enum({ items: () => ImportOutcome })
  outcome!: ImportOutcome;

  @Field(() => String, { description: 'What it is about, in short' })
  @Property(cols.text(400))
  label!: string;

  /** Texts by the place of the heading. */
  @Property(cols.json)
  cells!: string[];

  @Property(cols.nullable(cols.json))
  errorsTold: ToldOfCell[] | null = null;
  @Property(cols.nullable(cols.json))
  remarksTold: ToldOfCell[] | null = null;
  @Property(cols.nullable(cols.json))
  differences: { column: string; from: string; to: string }[] | null = null;

  @Property(cols.nullable(cols.text(60)))
  knownType: string | null = null;
  /** The record that is there already. */
  @Property({ type: 'uuid', nullable: true })
  knownId: string | null = null;
}

/** Which records the rows of a sheet became: numbers of rows and ids, packed (4 + 16 bytes each). */
@Entity()
@Index({ properties: ['importId', 'firstRow'] })
export class ImportPart extends Row {
  static journaled = false;
  @Property({ type: 'uuid' })
  importId!: string;
  @Property(cols.int)
  firstRow!: number;
  @Property(cols.int)
  lastRow!: number;
  @Property(cols.text(60))
  recordType!: string;
  @Property({ type: 'blob', columnType: 'bytea' })
  packed!: Buffer;
}

/** What a record was before an import changed it, as the database had it: to put it back. */
@Entity()
export class ImportBefore extends Row {
  static journaled = false;
  @Property({ type: 'uuid' })
  @Index()
  importId!: string;
  @Property(cols.text(63))
  tableName!: string;
  @Property({ type: 'uuid' })
  recordId!: string;
  @Property(cols.json)
  was!: Record<string, unknown>;
}

/** How an institution mapped a sheet with these headings last time. */
@Entity()
@Unique({ properties: ['organizationId', 'kind', 'headings'] })
export class ImportMapping extends Row {
  static journaled = false;
  @Property({ type: 'uuid' })
  organizationId!: string;
  @Property(cols.text(40))
  kind!: string;
  /** SHA-256 of the headings in their order. */
  @Property(cols.text(64))
  headings!: string;
  @Property(cols.json)
  mapping!: Record<string, number>;
}
