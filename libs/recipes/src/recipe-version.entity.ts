import { Ingredient, referenceScope } from '@canteen/catalog';
import { Quantity } from '@canteen/kernel';
import { Person } from '@canteen/people';
import { Actions, DecimalString, Instant, QuantityType, ReadNeeds, TenantRow, cols } from '@canteen/platform';
import { Collection } from '@mikro-orm/core';
import type { Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Dish } from './dish.entity.ts';
import { RecipeAction, RecipeState, recipeLife } from './recipe-version.rules.ts';

registerEnumType(RecipeState, { name: 'RecipeState' });
registerEnumType(RecipeAction, { name: 'RecipeAction' });

/** 带量食谱: frozen once adopted, so that a batch names for ever what it was cooked from. */
@ObjectType()
@ReadNeeds('recipes:read')
@Entity()
@Unique({ properties: ['dish', 'number'] })
export class RecipeVersion extends TenantRow {
  static scope = referenceScope;

  @Field(() => Dish)
  @ManyToOne(() => Dish, { ref: true })
  dish!: Ref<Dish>;

  @Field(() => Int, { description: 'Counts the versions of this dish: 1, 2, …' })
  @Property(cols.int)
  number!: number;

  @Field(() => RecipeState)
  @Enum({ items: () => RecipeState })
  state!: RecipeState;

  @Field(() => Int, { description: 'Portions that the quantities of the lines are for' })
  @Property(cols.int)
  portions!: number;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(4000)))
  steps!: string | null;

  /** Counts the saves of a draft, so that a change of the lines alone changes `version` too. */
  @Property(cols.int)
  edits!: number;

  @Field(() => Instant, { nullable: true })
  @Property(cols.nullable(cols.instant))
  adoptedAt!: Date | null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { ref: true, nullable: true })
  adoptedBy!: Ref<Person> | null;

  @Field(() => [RecipeLine])
  @OneToMany(() => RecipeLine, (line) => line.recipe, { orderBy: { lineNo: 'asc' } })
  lines = new Collection<RecipeLine>(this);

  @Actions(() => RecipeAction, recipeLife, { SAVE: 'recipes:write', ADOPT: 'recipes:write' })
  availableActions!: RecipeAction[];
}

@ObjectType()
@ReadNeeds('recipes:read')
@Entity()
@Unique({ properties: ['recipe', 'lineNo'] })
export class RecipeLine extends TenantRow {
  static scope = referenceScope;
  static search = ['ingredient.name.zh', 'ingredient.name.en', 'ingredient.pinyin', 'recipe.dish.name.zh', 'recipe.dish.name.en', 'recipe.dish.pinyin'];

  @Field(() => RecipeVersion)
  @ManyToOne(() => RecipeVersion, { ref: true })
  recipe!: Ref<RecipeVersion>;

  @Field(() => Int)
  @Property(cols.int)
  lineNo!: number;

  @Field(() => Ingredient, { nullable: true })
  @ManyToOne(() => Ingredient, { ref: true })
  ingredient!: Ref<Ingredient>;

  @Field(() => QuantityType, { description: 'Net weight (净料), after cleaning and trimming, for all portions of the recipe' })
  @Embedded(() => Quantity, { prefix: 'net_' })
  net!: Quantity;

  @Field(() => DecimalString, { description: 'Net ÷ gross (净料率): 0.70 for broccoli; above 1 for what soaks up water' })
  @Property(cols.decimal(8, 4))
  yieldRate!: string;

  @Field(() => Boolean, { description: 'The main ingredient, whose origin the public menu tells' })
  @Property(cols.bool)
  main!: boolean;
}
