import { type LocalDate } from '@canteen/kernel';
import { CanteenRow, Person } from '@canteen/people';
import { Actions, Day, Instant, Json, ReadNeeds, cols } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { Collection } from '@mikro-orm/core';
import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Meal, MenuAction, MenuState, menuLife } from './menu.rules.ts';
import type { PublicMenu } from './public-menu.ts';

registerEnumType(MenuState, { name: 'MenuState' });
registerEnumType(MenuAction, { name: 'MenuAction' });
registerEnumType(Meal, { name: 'Meal' });

/** One week of one canteen. */
@ObjectType()
@ReadNeeds('menus:read')
@Entity()
@Unique({ properties: ['canteen', 'weekStart'] })
@Index({ properties: ['weekStart'] })
export class Menu extends CanteenRow {
  @Field(() => Day, { description: 'Monday of the week' })
  @Property(cols.date)
  weekStart!: LocalDate;

  @Field(() => MenuState)
  @Enum({ items: () => MenuState })
  state!: MenuState;

  @Field(() => Int, { description: 'How often it was published; 0 until the first time' })
  @Property(cols.int)
  revision!: number;

  /** Counts the saves of the grid, so that a change of the meals alone changes `version` too. */
  @Property(cols.int)
  edits!: number;

  @Field(() => [MealService])
  @OneToMany(() => MealService, (service) => service.menu, { orderBy: { serviceStart: 'asc' } })
  meals = new Collection<MealService>(this);

  @Field(() => [MenuPublication])
  @OneToMany(() => MenuPublication, (publication) => publication.menu, { orderBy: { revision: 'desc' } })
  publications = new Collection<MenuPublication>(this);

  @Actions(() => MenuAction, menuLife, {
    SAVE: 'menus:write',
    PUBLISH: 'menus:publish',
    REVISE: 'menus:write',
    ARCHIVE: 'menus:publish',
  })
  availableActions!: MenuAction[];
}

/** One meal of one day: what is cooked for, sampled of, and looked up by the diner. */
@ObjectType()
@ReadNeeds('menus:read')
@Entity()
@Unique({ properties: ['menu', 'day', 'meal'] })
export class MealService extends CanteenRow {
  @Field(() => Menu)
  @ManyToOne(() => Menu, { ref: true })
  menu!: Ref<Menu>;

  @Field(() => Day)
  @Property(cols.date)
  @Index()
  day!: LocalDate;

  @Field(() => Meal)
  @Enum({ items: () => Meal })
  meal!: Meal;

  @Field(() => Instant)
  @Property(cols.instant)
  serviceStart!: Date;

  @Field(() => Instant, { description: 'The clock of the retained samples starts here (GB 31654-2021 practice)' })
  @Property(cols.instant)
  serviceEnd!: Date;

  @Field(() => Int)
  @Property(cols.int)
  plannedDiners!: number;

  @Field(() => [MenuItem])
  @OneToMany(() => MenuItem, (item) => item.service, { orderBy: { position: 'asc' } })
  items = new Collection<MenuItem>(this);
}

@ObjectType()
@ReadNeeds('menus:read')
@Entity()
@Unique({ properties: ['service', 'dish'] })
export class MenuItem extends CanteenRow {
  @Field(() => MealService)
  @ManyToOne(() => MealService, { ref: true })
  service!: Ref<MealService>;

  @Field(() => Dish, { nullable: true })
  @ManyToOne(() => Dish, { ref: true })
  dish!: Ref<Dish>;

  @Field(() => Int)
  @Property(cols.int)
  plannedPortions!: number;

  @Field(() => Int, { description: 'Place on the bill of fare, from 0' })
  @Property(cols.int)
  position!: number;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the kitchen started its first batch; from then on the item cannot be taken off the menu',
  })
  @Property(cols.nullable(cols.instant))
  cookingSince!: Date | null;
}

/** What the public was told, word for word, and when. Never changed and never removed. */
@ObjectType()
@ReadNeeds('menus:read')
@Entity()
@Unique({ properties: ['menu', 'revision'] })
@Index({ properties: ['publishedAt'] })
export class MenuPublication extends CanteenRow {
  @Field(() => Menu)
  @ManyToOne(() => Menu, { ref: true })
  menu!: Ref<Menu>;

  @Field(() => Int)
  @Property(cols.int)
  revision!: number;

  @Field(() => Instant)
  @Property(cols.instant)
  publishedAt!: Date;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  publishedBy!: Ref<Person>;

  @Field(() => Json, { description: 'The PublicMenu that the public pages show' })
  @Property(cols.json)
  content!: PublicMenu;

  @Field(() => String, { description: 'SHA-256 of the content in canonical JSON' })
  @Property(cols.text(64))
  contentHash!: string;

  /** Hashes of the photos in the content: the only files that are served to everyone. */
  @Property(cols.json)
  photos!: string[];
}
