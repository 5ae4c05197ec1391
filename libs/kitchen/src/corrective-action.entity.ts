import { EventRow } from '@canteen/people';
import { ReadNeeds, cols } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ProductionBatch } from './production-batch.entity.ts';
import { TemperatureReading } from './temperature-reading.entity.ts';
import { CorrectiveActionKind } from './temperature-reading.rules.ts';

registerEnumType(CorrectiveActionKind, { name: 'CorrectiveActionKind' });

/** 纠偏: what was done about a batch that missed its limit (Codex CXC 1-1969). */
@ObjectType()
@ReadNeeds('kitchen:read')
@Entity()
@Index({ properties: ['batch'] })
export class CorrectiveAction extends EventRow {
  @Field(() => ProductionBatch)
  @ManyToOne(() => ProductionBatch, { ref: true })
  batch!: Ref<ProductionBatch>;

  @Field(() => TemperatureReading, { nullable: true, description: 'The low reading it answers, where there is one' })
  @ManyToOne(() => TemperatureReading, { ref: true, nullable: true })
  reading: Ref<TemperatureReading> | null = null;

  @Field(() => CorrectiveActionKind)
  @Enum({ items: () => CorrectiveActionKind })
  action!: CorrectiveActionKind;

  @Field(() => String)
  @Property(cols.text(400))
  note!: string;
}
