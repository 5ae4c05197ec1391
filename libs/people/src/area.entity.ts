import { enumOf, LocalizedText } from '@canteen/kernel';
import { ANYONE_SIGNED_IN, cols, LocalizedTextType, ReadNeeds } from '@canteen/platform';
import { Embedded, Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CanteenRow } from './canteen-row.ts';

export const AreaKind = enumOf(
  'RECEIVING',
  'STORE',
  'CHILLED_STORE',
  'FROZEN_STORE',
  'KITCHEN',
  'COLD_ROOM',
  'SERVING',
  'DINING',
  'WASH',
  'SAMPLE_FRIDGE',
);
export type AreaKind = (typeof AreaKind)[keyof typeof AreaKind];
registerEnumType(AreaKind, { name: 'AreaKind' });

/** A place in a canteen where something is received, kept, cooked, served or measured. */
@ObjectType()
@ReadNeeds(ANYONE_SIGNED_IN)
@Entity()
export class Area extends CanteenRow {
  static search = ['name.zh', 'name.en', 'pinyin'];

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'name_' })
  name!: LocalizedText;

  @Field(() => String)
  @Property(cols.text(200))
  pinyin!: string;

  @Field(() => AreaKind)
  @Enum({ items: () => AreaKind })
  kind!: AreaKind;

  @Field(() => Boolean)
  @Property(cols.bool)
  active!: boolean;
}
