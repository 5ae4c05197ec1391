import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/core';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { cols } from '../columns.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { ReadNeeds } from '../needs.ts';
import { TenantRow } from '../row.ts';

/** That labels were printed: of what, how many, by whom, and why again. A second label on another box is how samples get mixed up. */
@ObjectType({ description: 'Labels that were printed, first or again.' })
@ReadNeeds('labels:print')
@Entity()
@Index({ properties: ['canteen', 'recordedAt'] })
@Index({ name: 'label_print_record_ids_index', expression: 'create index label_print_record_ids_index on label_print using gin (record_ids jsonb_path_ops)' })
export class LabelPrint extends TenantRow {
  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  canteen: string | null = null;

  @Field(() => String, { description: 'Which labels: `sample`, `lot`, `pack`, `area`.' })
  @Property(cols.text(20))
  kind!: string;

  @Field(() => [ID], { description: 'The records whose labels these are.' })
  @Property(cols.json)
  recordIds!: string[];

  @Field(() => String, { description: 'The size, by its key.' })
  @Property(cols.text(20))
  size!: string;

  @Field(() => Int, { description: 'Of each label.' })
  @Property(cols.int)
  copies!: number;

  @Field(() => Boolean, { description: 'One of them had been printed before.' })
  @Property(cols.bool)
  reprint!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was printed again.' })
  @Property(cols.nullable(cols.text(200)))
  reprintReason: string | null = null;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  printedById!: string;

  @Field(() => String)
  @Property(cols.text(200))
  printedByName!: string;

  @ManyToOne(() => StoredFile, { ref: true })
  file!: Ref<StoredFile>;
}
