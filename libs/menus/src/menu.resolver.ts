import type { LocalDate, Money } from '@canteen/kernel';
import { Canteen } from '@canteen/people';
import { Day, MoneyType, Needs, PageInput, PageOf, PayloadOf, Public, ShortText, SortInput } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { priceOn } from '@canteen/pricing';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { archiveMenu, createMenu, publishMenu, reviseMenu, saveMenu } from './menu.commands.ts';
import { MealService, Menu, MenuItem } from './menu.entity.ts';
import { Meal, MenuState } from './menu.rules.ts';
import { currentPublications } from './public-menu.queries.ts';
import { PublicMenuView } from './public-menu.views.ts';

@InputType()
export class CreateMenuInput {
  @Field(() => ID)
  canteen!: string;

  @Field(() => Day, { description: 'A Monday' })
  weekStart!: LocalDate;

  @Field(() => ID, { nullable: true, description: 'A menu whose meals are taken over' })
  copyFrom?: string | null;
}

@InputType()
export class MenuItemInput {
  @Field(() => ID)
  dish!: string;

  @Field(() => Int)
  plannedPortions!: number;
}

@InputType()
export class MealInput {
  @Field(() => ID, { nullable: true, description: 'Meals are known by day and kind; the id may be sent back as it was read' })
  id?: string | null;

  @Field(() => Day)
  day!: LocalDate;

  @Field(() => Meal)
  meal!: Meal;

  @Field(() => ShortText, { description: 'Wall clock of the canteen: `11:30`' })
  serviceStart!: string;

  @Field(() => ShortText, { description: 'Wall clock of the canteen: `12:30`' })
  serviceEnd!: string;

  @Field(() => Int)
  plannedDiners!: number;

  @Field(() => [MenuItemInput], { description: 'In the order of the bill of fare' })
  items!: MenuItemInput[];
}

@InputType()
export class MenuFilter {
  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;

  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => [MenuState], { nullable: true })
  state?: MenuState[] | null;

  @Field(() => Day, { nullable: true })
  weekStart?: LocalDate | null;

  @Field(() => Day, { nullable: true })
  weekStartFrom?: LocalDate | null;

  @Field(() => Day, { nullable: true })
  weekStartTo?: LocalDate | null;
}

@InputType()
export class MealServiceFilter {
  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;

  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => ID, { nullable: true })
  menu?: string | null;

  @Field(() => Day, { nullable: true })
  day?: LocalDate | null;

  @Field(() => Day, { nullable: true })
  dayFrom?: LocalDate | null;

  @Field(() => Day, { nullable: true })
  dayTo?: LocalDate | null;

  @Field(() => [Meal], { nullable: true })
  meal?: Meal[] | null;
}

@InputType()
export class MenuItemFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => ID, { nullable: true })
  menu?: string | null;

  @Field(() => ID, { nullable: true })
  service?: string | null;

  @Field(() => ID, { nullable: true })
  dish?: string | null;

  @Field(() => [Meal], { nullable: true })
  meal?: Meal[] | null;

  @Field(() => Day, { nullable: true, description: 'Of the meal' })
  dayFrom?: LocalDate | null;

  @Field(() => Day, { nullable: true, description: 'Of the meal' })
  dayTo?: LocalDate | null;
}

@Resolver(() => Menu)
export class MenuResolver {
  @Query(() => PageOf(Menu))
  @Needs('menus:read')
  menus(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput | null,
    @Arg('filter', () => MenuFilter, { nullable: true }) filter?: MenuFilter | null,
  ) {
    const { ids, ...rest } = filter ?? {};
    return ctx.page(Menu, { page, sort, filter: { ...rest, id: ids }, orderBy: { weekStart: 'desc' } });
  }

  @Query(() => Menu, { nullable: true })
  @Needs('menus:read')
  menu(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Menu, id);
  }

  @Query(() => Menu, { nullable: true, description: 'The menu of the week that a day belongs to, in whatever state' })
  @Needs('menus:read')
  async menuFor(
    @CtxParam() ctx: Ctx,
    @Arg('canteen', () => ID) canteenId: string,
    @Arg('day', () => Day) day: LocalDate,
  ): Promise<Menu | null> {
    const canteen = await ctx.get(Canteen, canteenId);
    const [menu] = await ctx.find(Menu, { canteen: canteen.id, weekStart: day.startOfWeek() });
    return menu ?? null;
  }

  @Query(() => PageOf(MealService))
  @Needs('menus:read')
  mealServices(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput | null,
    @Arg('filter', () => MealServiceFilter, { nullable: true }) filter?: MealServiceFilter | null,
  ) {
    const { ids, ...rest } = filter ?? {};
    return ctx.page(MealService, { page, sort, filter: { ...rest, id: ids }, orderBy: { serviceStart: 'asc' } });
  }

  @Query(() => MealService, { nullable: true })
  @Needs('menus:read')
  mealService(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(MealService, id);
  }

  @Query(() => PublicMenuView, {
    nullable: true,
    description: 'The published week that a day (today unless said) belongs to; null where none is published. Open to everyone.',
  })
  @Public()
  async publicMenu(
    @CtxParam() ctx: Ctx,
    @Arg('slug', () => ShortText) slug: string,
    @Arg('day', () => Day, { nullable: true }) day?: LocalDate | null,
  ): Promise<PublicMenuView | null> {
    const week = (day ?? ctx.today()).startOfWeek();
    const [publication] = await currentPublications(ctx.em, { from: week, to: week, slug });
    return publication?.content ?? null;
  }

  @Mutation(() => PayloadOf(Menu))
  @Needs('menus:write')
  createMenu(@CtxParam() ctx: Ctx, @Arg('input', () => CreateMenuInput) input: CreateMenuInput) {
    return createMenu(ctx, input);
  }

  @Mutation(() => PayloadOf(Menu), { description: 'Writes the whole grid: what is not in it is taken off the menu' })
  @Needs('menus:write')
  saveMenu(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Arg('meals', () => [MealInput]) meals: MealInput[],
  ) {
    return saveMenu(ctx, id, version, meals);
  }

  @Mutation(() => PayloadOf(Menu))
  @Needs('menus:publish')
  publishMenu(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return publishMenu(ctx, id);
  }

  @Mutation(() => PayloadOf(Menu), { description: 'Opens a published week for changes; the last publication stays public' })
  @Needs('menus:write')
  reviseMenu(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return reviseMenu(ctx, id);
  }

  @Mutation(() => PayloadOf(Menu), { description: 'Ends a week; it is no longer public' })
  @Needs('menus:publish')
  archiveMenu(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return archiveMenu(ctx, id);
  }
}

@Resolver(() => MenuItem)
export class MenuItemResolver {
  @Query(() => PageOf(MenuItem), { description: 'What was on which meal, the latest meal first; sorted also by `day`' })
  @Needs('menus:read')
  menuItems(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput | null,
    @Arg('filter', () => MenuItemFilter, { nullable: true }) filter?: MenuItemFilter | null,
  ) {
    const { menu, meal, dayFrom, dayTo, ...own } = filter ?? {};
    const byDay = !sort || sort.field === 'day';
    return ctx.page(MenuItem, {
      page,
      sort: byDay ? null : sort,
      filter: own,
      through: { service: { menu, meal, dayFrom, dayTo } },
      orderBy: { service: { serviceStart: sort?.order === 'ASC' ? 'asc' : 'desc', id: 'desc' }, position: 'asc' },
    });
  }

  @FieldResolver(() => MoneyType, { nullable: true, description: 'What the dish costs in this canteen on that day; null while it has no price' })
  @Needs('prices:read')
  async price(@Root() item: MenuItem, @CtxParam() ctx: Ctx): Promise<Money | null> {
    const service = await ctx.load(item.service);
    return (await priceOn(ctx, item.canteen.id, [item.dish.id], service.day)).get(item.dish.id) ?? null;
  }
}
