import { referenceScope } from '@canteen/catalog';
import { LocalizedText, Quantity } from '@canteen/kernel';
import { LocalizedTextType, QuantityType, ReadNeeds, StoredFile, TenantRow, cols } from '@canteen/platform';
import { Collection } from '@mikro-orm/core';
import type { Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DishCategory, DishFlag } from './dish.rules.ts';
import { RecipeVersion } from './recipe-version.entity.ts';

registerEnumType(DishCategory, { name: 'DishCategory' });
registerEnumType(DishFlag, { name: 'DishFlag' });

@ObjectType()
@ReadNeeds('recipes:read')
@Entity()
@Unique({ properties: ['organizationId', 'number'] })
export class Dish extends TenantRow {
  static scope = referenceScope;
  static search = ['number', 'name.zh', 'name.en', 'pinyin'];

  @Field(() => String)
  @Property(cols.text(40))
  number!: string;

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'name_' })
  name!: LocalizedText;

  @Field(() => String, { description: 'Initials of the Chinese name, lower case: quick search' })
  @Property(cols.text(200))
  pinyin!: string;

  @Field(() => DishCategory)
  @Enum({ items: () => DishCategory })
  category!: DishCategory;

  @Field(() => [DishFlag])
  @Enum({ items: () => DishFlag, array: true, default: [] })
  flags!: DishFlag[];

  @Field(() => String, { nullable: true, description: 'County whose local dish this is (一县一桌菜)' })
  @Property(cols.nullable(cols.text(200)))
  originCounty!: string | null;

  @Field(() => QuantityType, { description: 'Weight of one portion as served, in grams' })
  @Embedded(() => Quantity, { prefix: 'portion_' })
  portion!: Quantity;

  @Field(() => LocalizedTextType, { nullable: true })
  @Embedded(() => LocalizedText, { prefix: 'description_', nullable: true })
  description!: LocalizedText | null;

  @Field(() => StoredFile, { nullable: true })
  @ManyToOne(() => StoredFile, { ref: true, nullable: true })
  photo!: Ref<StoredFile> | null;

  @Field(() => Boolean, { description: 'False once retired: no menu may take it up again' })
  @Property(cols.bool)
  active!: boolean;

  @Field(() => RecipeVersion, { nullable: true, description: 'The adopted version; null until one was adopted' })
  @ManyToOne(() => RecipeVersion, { ref: true, nullable: true })
  currentRecipe!: Ref<RecipeVersion> | null;

  @Field(() => [RecipeVersion])
  @OneToMany(() => RecipeVersion, (recipe) => recipe.dish, { orderBy: { number: 'desc' } })
  recipes = new Collection<RecipeVersion>(this);
}
