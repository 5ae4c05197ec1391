import { createHash } from 'node:crypto';
import { DomainError, type LocalDate, refuseAll, uuidv7 } from '@canteen/kernel';
import { Canteen, Organization, Person, isK12, timeZoneOf, todayAt } from '@canteen/people';
import { checkVersion } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { MealService, Menu, MenuItem, MenuPublication } from './menu.entity.ts';
import { canonicalJson, frozenMeals, gridProblems, mealKey, mealWords, menuLife, publishProblems, startedProblems } from './menu.rules.ts';
import type { GridMeal, MenuPolicy, PublishMeal } from './menu.rules.ts';
import { photosOf, plannedWeek, publicMenuOf } from './menu-publication.ts';
import type { PlannedMeal } from './menu-publication.ts';
import type { PublicDay } from './public-menu.ts';

interface WeekPolicy extends MenuPolicy {
  maxWeeksAhead: number;
}

export interface MenuData {
  canteen: string;
  weekStart: LocalDate;
  copyFrom?: string | null;
}

/** Opens the week of a canteen, empty or with the meals of another week. */
export async function createMenu(ctx: Ctx, input: MenuData): Promise<Menu> {
  // Locked, so that two people opening the same week meet here and not in the unique index.
  const canteen = await ctx.lock(Canteen, input.canteen, 'input.canteen');
  const { weekStart } = input;
  if (weekStart.weekday !== 1) throw new DomainError('WEEK_START_NOT_MONDAY', { given: weekStart }, 'input.weekStart');
  const policy = await ctx.policy<WeekPolicy>('menus', canteen.organizationId);
  const thisWeek = (await todayAt(ctx, canteen)).startOfWeek();
  if (weekStart.lt(thisWeek)) throw new DomainError('WEEK_IS_PAST', { given: weekStart, thisWeek }, 'input.weekStart');
  if (thisWeek.daysUntil(weekStart) > policy.maxWeeksAhead * 7) {
    throw new DomainError('WEEK_TOO_FAR_AHEAD', { given: weekStart, max: policy.maxWeeksAhead }, 'input.weekStart');
  }
  const [existing] = await ctx.find(Menu, { canteen: canteen.id, weekStart });
  if (existing) throw new DomainError('MENU_EXISTS', { weekStart, state: existing.state }, 'input.weekStart');
  const source = input.copyFrom ? await ctx.get(Menu, input.copyFrom, 'input.copyFrom') : null;
  if (source && source.organizationId !== canteen.organizationId) {
    throw new DomainError('NOT_FOUND', { what: 'Menu', id: source.id }, 'input.copyFrom');
  }
  const menu = ctx.create(Menu, { canteen, weekStart, state: 'DRAFT', revision: 0, edits: 0 });
  if (source) await copyMeals(ctx, source, menu, canteen);
  return menu;
}

async function copyMeals(ctx: Ctx, source: Menu, menu: Menu, canteen: Canteen): Promise<void> {
  const timeZone = await timeZoneOf(ctx, canteen);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const shift = source.weekStart.daysUntil(menu.weekStart);
  for (const { service, items } of await mealsOf(ctx, source)) {
    const day = service.day.plusDays(shift);
    const copy = ctx.create(MealService, {
      canteen,
      menu,
      day,
      meal: service.meal,
      serviceStart: day.instantAt(clock.format(service.serviceStart), timeZone),
      serviceEnd: day.instantAt(clock.format(service.serviceEnd), timeZone),
      plannedDiners: service.plannedDiners,
    });
    const dishes = await ctx.loadMany(Dish, items.map((item) => item.dish.id));
    const active = new Set(dishes.filter((dish) => dish.active).map((dish) => dish.id));
    items
      .filter((item) => active.has(item.dish.id))
      .forEach(({ dish, plannedPortions }, position) => {
        ctx.create(MenuItem, { canteen, service: copy, dish, plannedPortions, position, cookingSince: null });
      });
  }
}

export interface MealData extends GridMeal {
  /** Meals are known by day and kind; the id is accepted so that a grid can be sent back as it was read. */
  id?: string | null;
}

/** Writes the whole grid. A meal keeps its row while its day and kind stay, an item while its dish stays in the meal. */
export async function saveMenu(ctx: Ctx, id: string, version: number, given: readonly MealData[]): Promise<Menu> {
  // One dish has one id however it is spelt; else the same dish could stand twice in a meal.
  const meals = given.map((meal) => ({ ...meal, items: meal.items.map((item) => ({ ...item, dish: item.dish.toLowerCase() })) }));
  const menu = await ctx.lock(Menu, id, 'id');
  menu.state = menuLife.next(menu.state, 'SAVE');
  checkVersion(menu, version, 'version');
  const canteen = await ctx.load(menu.canteen);
  const policy = await ctx.policy<WeekPolicy>('menus', menu.organizationId);
  const problems = gridProblems(menu.weekStart, meals, policy);
  const before = await mealsOf(ctx, menu);
  const known = new Set(before.flatMap(({ items }) => items.map((item) => item.dish.id)));
  const dishes = await dishesOf(ctx, menu, meals, known, problems);
  refuseAll(problems);

  const timeZone = await timeZoneOf(ctx, canteen);
  const grid = meals.map((meal) => ({
    ...meal,
    serviceStart: meal.day.instantAt(meal.serviceStart, timeZone),
    serviceEnd: meal.day.instantAt(meal.serviceEnd, timeZone),
  }));
  if (menu.revision > 0) {
    const planned = grid.map((meal) => ({ ...meal, items: meal.items.map((item) => ({ ...item, dishId: item.dish })) }));
    refuseAll(startedProblems(planned, await publishedDays(ctx, menu), ctx.now()));
  }

  const rows = new Map(before.map((meal) => [mealKey(meal.service), meal]));
  for (const meal of grid) {
    const row = rows.get(mealKey(meal));
    rows.delete(mealKey(meal));
    const values = { serviceStart: meal.serviceStart, serviceEnd: meal.serviceEnd, plannedDiners: meal.plannedDiners };
    const service = row ? keep(row.service, values) : ctx.create(MealService, { canteen, menu, day: meal.day, meal: meal.meal, ...values });
    const items = new Map((row?.items ?? []).map((item) => [item.dish.id, item]));
    meal.items.forEach(({ dish, plannedPortions }, position) => {
      const item = items.get(dish);
      items.delete(dish);
      if (item) keep(item, { plannedPortions, position });
      else ctx.create(MenuItem, { canteen, service, dish: dishes.get(dish)!, plannedPortions, position, cookingSince: null });
    });
    await takeOff(ctx, service, [...items.values()]);
  }
  for (const { service, items } of rows.values()) {
    await takeOff(ctx, service, items);
    ctx.em.remove(service);
  }
  // Meals are rows of their own; without this the version would not tell that they changed.
  menu.edits += 1;
  return menu;
}

/** Assigns what differs, so that an unchanged row is not written again. */
function keep<T extends object>(row: T, values: Partial<T>): T {
  for (const [key, value] of Object.entries(values) as [keyof T, T[keyof T]][]) {
    const now = row[key];
    if (now instanceof Date && value instanceof Date ? now.getTime() !== value.getTime() : now !== value) row[key] = value;
  }
  return row;
}

/** What the kitchen has started is part of the record and stays on the menu. */
async function takeOff(ctx: Ctx, service: MealService, items: readonly MenuItem[]): Promise<void> {
  for (const { id } of items) {
    const item = await ctx.lock(MenuItem, id);
    if (item.cookingSince) {
      const dish = await ctx.load(item.dish);
      throw new DomainError('ITEM_BEING_COOKED', { dish: dish.name, day: service.day, meal: mealWords[service.meal] }, 'meals');
    }
    ctx.em.remove(item);
  }
}

/**
 * Marks items as being cooked; the kitchen calls it before it starts batches of them. From then on they
 * cannot be taken off the menu.
 * @throws DomainError NOT_FOUND where one was taken off meanwhile
 */
export async function startCooking(ctx: Ctx, items: readonly { id: string }[], at = ctx.now()): Promise<void> {
  const ids = [...new Set(items.map((item) => item.id))];
  const rows = await ctx.find(MenuItem, { id: { $in: ids } }, { orderBy: { id: 'asc' }, lock: true });
  if (rows.length < ids.length) {
    const gone = ids.find((id) => !rows.some((row) => row.id === id))!;
    throw new DomainError('NOT_FOUND', { what: 'MenuItem', id: gone }, 'service');
  }
  for (const item of rows) if (!item.cookingSince || at < item.cookingSince) item.cookingSince = at;
}

/** The dishes of the grid by id; what is unknown, or retired and new on this menu, joins the problems. */
async function dishesOf(
  ctx: Ctx,
  menu: Menu,
  meals: readonly MealData[],
  known: ReadonlySet<string>,
  problems: DomainError[],
): Promise<Map<string, Dish>> {
  const ids = [...new Set(meals.flatMap((meal) => meal.items.map((item) => item.dish)))].filter(isUuid);
  const rows = await ctx.find(Dish, { id: { $in: ids }, organizationId: menu.organizationId });
  const dishes = new Map(rows.map((dish) => [dish.id, dish]));
  meals.forEach((meal, i) =>
    meal.items.forEach(({ dish: id }, j) => {
      const field = `meals.${i}.items.${j}.dish`;
      const dish = dishes.get(id);
      if (!dish) problems.push(new DomainError('NOT_FOUND', { what: 'Dish', id: id.slice(0, 40) }, field));
      else if (!dish.active && !known.has(dish.id)) problems.push(new DomainError('DISH_RETIRED', { dish: dish.name }, field));
    }),
  );
  return dishes;
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

/** Makes the week public, word for word as it now is. Refused with every dish that keeps it from being so. */
export async function publishMenu(ctx: Ctx, id: string): Promise<Menu> {
  const menu = await ctx.lock(Menu, id, 'id');
  menu.state = menuLife.next(menu.state, 'PUBLISH');
  const canteen = await ctx.load(menu.canteen);
  const organization = await ctx.load(ctx.em.getReference(Organization, canteen.organizationId, { wrapped: true }));
  const policy = await ctx.policy<WeekPolicy>('menus', menu.organizationId);
  const week = await plannedWeek(ctx, canteen, await mealsOf(ctx, menu));
  const before = menu.revision > 0 ? await publishedDays(ctx, menu) : [];
  const meals = week.map(publishMealOf);
  const place = { k12: isK12(organization.kind), coldDishesLicensed: canteen.coldDishesLicensed };
  // What has begun and is unchanged was judged when it was published; only what is still to come is judged now.
  const frozen = frozenMeals(before);
  const begun = (meal: PublishMeal) => meal.serviceStart <= ctx.now() && frozen.has(mealKey(meal));
  const problems = [
    ...publishProblems(meals.map((meal) => (begun(meal) ? { ...meal, items: [] } : meal)), place, policy).filter(
      ({ code }) => code !== 'MENU_EMPTY' || !meals.some(begun),
    ),
    ...startedProblems(meals, before, ctx.now()),
  ];
  if (problems.length) await noteRefusal(ctx, menu, problems);
  refuseAll(problems);

  menu.revision += 1;
  const publishedAt = ctx.now();
  const { keepHours } = await ctx.policy<{ keepHours: number }>('retention', menu.organizationId);
  const content = publicMenuOf(week, {
    canteen,
    organization,
    demo: ctx.host.demo,
    weekStart: menu.weekStart,
    revision: menu.revision,
    publishedAt,
    sampleKeptHours: keepHours,
    keep: new Map(meals.filter(begun).map((meal) => [mealKey(meal), frozen.get(mealKey(meal))!])),
  });
  ctx.create(MenuPublication, {
    canteen,
    menu,
    revision: menu.revision,
    publishedAt,
    publishedBy: ctx.em.getReference(Person, ctx.personId(), { wrapped: true }),
    content,
    contentHash: createHash('sha256').update(canonicalJson(content)).digest('hex'),
    photos: photosOf(content),
  });
  return menu;
}

/**
 * A refused act leaves nothing, not even that it was tried; but a week that somebody wanted to publish and could not is
 * what diners will miss. So this is written apart from the act, and an alert comes of it.
 */
async function noteRefusal(ctx: Ctx, menu: Menu, problems: readonly DomainError[]): Promise<void> {
  await ctx.outside(async (em) => {
    await em.execute(
      `insert into publication_refusal (id, version, organization_id, canteen_id, menu_id, refused_at, problems) values (?, 1, ?, ?, ?, ?, ?)
        on conflict (menu_id) do update set version = publication_refusal.version + 1, refused_at = excluded.refused_at, problems = excluded.problems`,
      [uuidv7(ctx.now()), menu.organizationId, menu.canteen.id, menu.id, ctx.now(), problems.length],
    );
    await ctx.host.changed?.(em, [menu.organizationId]);
  });
}

function publishMealOf({ service, items }: PlannedMeal): PublishMeal {
  return {
    day: service.day,
    meal: service.meal,
    serviceStart: service.serviceStart,
    serviceEnd: service.serviceEnd,
    items: items.map(({ item, dish, price, composition }) => ({
      dishId: dish.id,
      dish: dish.name,
      active: dish.active,
      flags: dish.flags,
      plannedPortions: item.plannedPortions,
      hasRecipe: dish.currentRecipe !== null,
      hasPrice: price !== null,
      ingredients: composition.map(({ ingredient }) => ingredient.name),
    })),
  };
}

/** Opens a published week for changes; diners keep seeing the last publication until the next. */
export async function reviseMenu(ctx: Ctx, id: string): Promise<Menu> {
  const menu = await ctx.lock(Menu, id, 'id');
  menu.state = menuLife.next(menu.state, 'REVISE');
  return menu;
}

/** Ends a week; it is no longer public, its publications remain on record. */
export async function archiveMenu(ctx: Ctx, id: string): Promise<Menu> {
  const menu = await ctx.lock(Menu, id, 'id');
  menu.state = menuLife.next(menu.state, 'ARCHIVE');
  return menu;
}

/** The meals of a menu in the order of service, with their items in the order of the bill of fare. */
export async function mealsOf(ctx: Ctx, menu: Menu): Promise<{ service: MealService; items: MenuItem[] }[]> {
  const services = await ctx.list(MealService, 'menu', menu.id, { serviceStart: 'asc' });
  return Promise.all(
    services.map(async (service) => ({ service, items: await ctx.list(MenuItem, 'service', service.id, { position: 'asc' }) })),
  );
}

async function publishedDays(ctx: Ctx, menu: Menu): Promise<PublicDay[]> {
  const [publication] = await ctx.find(MenuPublication, { menu: menu.id, revision: menu.revision });
  return publication?.content.days ?? [];
}
