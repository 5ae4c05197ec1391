import { LocalizedText, Quantity, type Unit } from '@canteen/kernel';
import {
  cols,
  DecimalString,
  LocalizedTextType,
  QuantityType,
  ReadNeeds,
  TenantRow,
  UnitScalar,
} from '@canteen/platform';
import { Collection, type Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Allergen, AllergenPresence, IngredientCategory, ReceiptDocumentKind, Storage } from './ingredient.rules.ts';
import { referenceScope } from './reference.scope.ts';

registerEnumType(IngredientCategory, { name: 'IngredientCategory' });
registerEnumType(Storage, { name: 'Storage' });
registerEnumType(Allergen, {
  name: 'Allergen',
  description: 'The first eight are mandatory under GB 7718-2025; the others are told where they are known',
});
registerEnumType(AllergenPresence, { name: 'AllergenPresence' });
registerEnumType(ReceiptDocumentKind, { name: 'ReceiptDocumentKind' });

/** What is bought and cooked, as an institution knows it. */
@ObjectType()
@ReadNeeds('catalog:read')
@Entity()
export class Ingredient extends TenantRow {
  static search = ['name.zh', 'name.en', 'pinyin', 'gtin'];
  static scope = referenceScope;

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'name_' })
  name!: LocalizedText;

  @Field(() => String, { description: 'Initials of the Chinese name, for typing on a phone' })
  @Property(cols.text(200))
  pinyin!: string;

  @Field(() => IngredientCategory, { description: 'Decides which papers each delivery needs' })
  @Enum({ items: () => IngredientCategory })
  category!: IngredientCategory;

  @Field(() => Storage, { description: 'Decides which arrival temperature is accepted' })
  @Enum({ items: () => Storage })
  storage!: Storage;

  @Field(() => DecimalString, {
    nullable: true,
    description: 'The highest storage temperature its label allows, °C; none: the limit of its kind of storage',
  })
  @Property(cols.nullable(cols.decimal(5, 2)))
  labelMaxCelsius: string | null = null;

  @Field(() => UnitScalar, { description: 'Stock is kept in this unit' })
  @Property(cols.text(12))
  unit!: Unit;

  @Field(() => QuantityType, { nullable: true, description: 'What one piece weighs' })
  @Embedded(() => Quantity, { prefix: 'piece_weight_', nullable: true })
  pieceWeight: Quantity | null = null;

  @Field(() => [IngredientPack])
  @OneToMany(() => IngredientPack, (pack) => pack.ingredient, { orderBy: { unit: 'asc' } })
  packs = new Collection<IngredientPack>(this);

  @Field(() => Int, { nullable: true, description: 'Usual shelf life in days, offered when a delivery names no expiry' })
  @Property(cols.nullable(cols.int))
  shelfLifeDays: number | null = null;

  @Field(() => Boolean, {
    description: 'Seasoning that stands open in the kitchen: attributed to the dishes of a day, not weighed for each',
  })
  @Property(cols.bool)
  byDay!: boolean;

  @Field(() => [IngredientAllergen], { description: 'What has been said; a mandatory class of which nothing is said is unknown' })
  @OneToMany(() => IngredientAllergen, (statement) => statement.ingredient, { orderBy: { allergen: 'asc' } })
  allergens = new Collection<IngredientAllergen>(this);

  @Field(() => DecimalString, { nullable: true, description: 'kJ per 100 g' })
  @Property(cols.nullable(cols.decimal(9, 2)))
  energyKj: string | null = null;

  @Field(() => DecimalString, { nullable: true, description: 'g per 100 g' })
  @Property(cols.nullable(cols.decimal(9, 3)))
  proteinG: string | null = null;

  @Field(() => DecimalString, { nullable: true, description: 'g per 100 g' })
  @Property(cols.nullable(cols.decimal(9, 3)))
  fatG: string | null = null;

  @Field(() => DecimalString, { nullable: true, description: 'g per 100 g' })
  @Property(cols.nullable(cols.decimal(9, 3)))
  carbohydrateG: string | null = null;

  @Field(() => DecimalString, { nullable: true, description: 'mg per 100 g' })
  @Property(cols.nullable(cols.decimal(9, 2)))
  sodiumMg: string | null = null;

  @Field(() => String, { nullable: true, description: 'GS1 trade item number on its pack, for scanning' })
  @Property(cols.nullable(cols.text(14)))
  @Index()
  gtin: string | null = null;

  @Field(() => Boolean, { description: 'Offered for new receipts and recipes' })
  @Property(cols.bool)
  active!: boolean;
}

/** How much of something one pack of this ingredient holds: 1 box holds 12 bottle, 1 bag holds 25 kg. */
@ObjectType()
@ReadNeeds('catalog:read')
@Entity()
@Unique({ properties: ['ingredient', 'unit'] })
export class IngredientPack extends TenantRow {
  @Field(() => Ingredient)
  @ManyToOne(() => Ingredient, { ref: true })
  ingredient!: Ref<Ingredient>;

  @Field(() => UnitScalar)
  @Property(cols.text(12))
  unit!: Unit;

  @Field(() => QuantityType)
  @Embedded(() => Quantity, { prefix: 'holds_' })
  holds!: Quantity;
}

/** What is said of one allergen class in one ingredient, and by whom. */
@ObjectType()
@ReadNeeds('catalog:read')
@Entity()
@Unique({ properties: ['ingredient', 'allergen'] })
export class IngredientAllergen extends TenantRow {
  @Field(() => Ingredient)
  @ManyToOne(() => Ingredient, { ref: true })
  ingredient!: Ref<Ingredient>;

  @Field(() => Allergen)
  @Enum({ items: () => Allergen })
  allergen!: Allergen;

  @Field(() => AllergenPresence)
  @Enum({ items: () => AllergenPresence })
  presence!: AllergenPresence;

  @Field(() => String, { nullable: true, description: 'Label, specification or test that says so; "free" needs one' })
  @Property(cols.nullable(cols.text(200)))
  source: string | null = null;
}
