import { type LocalizedText } from '@canteen/kernel';
import type { LocalDate, Money } from '@canteen/kernel';
import { Supplier } from '@canteen/catalog';
import type { Canteen, Organization } from '@canteen/people';
import { type StoredFile } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { priceAt, pricesOf } from '@canteen/pricing';
import { Lot, ReceiptLine } from '@canteen/receiving';
import { Dish, compositionOf, dishAllergens } from '@canteen/recipes';
import type { Component, DishAllergenFacts } from '@canteen/recipes';
import type { MealService, MenuItem } from './menu.entity.ts';
import { mealKey } from './menu.rules.ts';
import type { PublicDish, PublicMealService, PublicMenu, PublicOrigin, Text } from './public-menu.ts';

export interface PlannedItem {
  item: MenuItem;
  dish: Dish;
  price: Money | null;
  composition: Component[];
  allergens: DishAllergenFacts[];
  photo: string | null;
  origin: PublicOrigin | null;
}

export interface PlannedMeal {
  service: MealService;
  items: PlannedItem[];
}

/** All that a publication says of a week, in a constant number of queries. */
export async function plannedWeek(
  ctx: Ctx,
  canteen: Canteen,
  meals: readonly { service: MealService; items: MenuItem[] }[],
): Promise<PlannedMeal[]> {
  const ids = [...new Set(meals.flatMap(({ items }) => items.map((item) => item.dish.id)))];
  const dishes = await ctx.loadMany(Dish, ids);
  const prices = new Map((await pricesOf(ctx, canteen.id, ids)).map((list) => [list.dish, list.prices]));
  const compositions = await Promise.all(dishes.map((dish) => compositionOf(ctx, dish)));
  const allergens = await Promise.all(dishes.map((dish) => dishAllergens(ctx, dish)));
  const photos = await Promise.all(dishes.map((dish) => ctx.loadOptional<StoredFile>(dish.photo)));
  const mains = compositions.map((composition) => composition.find(({ line }) => line.main)?.ingredient ?? null);
  const origins = await originsOf(ctx, canteen, mains.flatMap((ingredient) => (ingredient ? [ingredient.id] : [])));
  const known = new Map(
    dishes.map((dish, i) => {
      const main = mains[i];
      const origin = main ? origins.get(main.id) : undefined;
      return [
        dish.id,
        {
          dish,
          composition: compositions[i]!,
          allergens: allergens[i]!,
          photo: photos[i]?.hash ?? null,
          origin: main && origin ? { ingredient: textOf(main.name), ...origin } : null,
        },
      ] as const;
    }),
  );
  return meals.map(({ service, items }) => ({
    service,
    items: items.map((item) => ({
      item,
      ...known.get(item.dish.id)!,
      price: priceAt(prices.get(item.dish.id) ?? [], service.day)?.price ?? null,
    })),
  }));
}

/**
 * Where the canteen's latest accepted lot of each ingredient came from. Rejected goods never become
 * lots; what was scrapped did not reach a plate.
 */
async function originsOf(ctx: Ctx, canteen: Canteen, ingredients: readonly string[]): Promise<Map<string, Pick<PublicOrigin, 'supplier' | 'place'>>> {
  if (ingredients.length === 0) return new Map();
  const latest = await ctx.sql<{ ingredient_id: string; supplier_id: string; line_id: string | null }>(
    Lot,
    `select distinct on (l.ingredient_id) l.ingredient_id, l.supplier_id, l.line_id from lot l
     where {scope:l} and l.canteen_id = ? and l.ingredient_id = any(cast(? as uuid[])) and l.supplier_id is not null and l.hold <> 'SCRAPPED'
     order by l.ingredient_id, l.received_at desc, l.id desc`,
    [canteen.id, `{${[...new Set(ingredients)].join(',')}}`],
  );
  const suppliers = await ctx.loadMany(Supplier, latest.map((lot) => lot.supplier_id));
  const lines = await ctx.loadMany(ReceiptLine, latest.flatMap((lot) => lot.line_id ?? []));
  const names = new Map(suppliers.map((supplier) => [supplier.id, textOf(supplier.name)]));
  const producers = new Map(lines.map((line) => [line.id, line.producer]));
  return new Map(
    latest.flatMap((lot) => {
      const supplier = names.get(lot.supplier_id);
      const producer = lot.line_id ? producers.get(lot.line_id) : null;
      return supplier ? [[lot.ingredient_id, { supplier, place: producer ? { zh: producer, en: null } : null }] as const] : [];
    }),
  );
}

export interface PublicationHead {
  canteen: Canteen;
  organization: Organization;
  demo: boolean;
  weekStart: LocalDate;
  revision: number;
  publishedAt: Date;
  sampleKeptHours: number | null;
  /** Meals that have begun, as they were published: they stay word for word. */
  keep: ReadonlyMap<string, PublicMealService>;
}

/** Freezes a week into plain JSON. */
export function publicMenuOf(week: readonly PlannedMeal[], head: PublicationHead): PublicMenu {
  const days = new Map<string, PublicMealService[]>();
  for (const { service, items } of week) {
    const day = service.day.toString();
    const frozen = head.keep.get(mealKey(service));
    const meal = frozen ?? {
      meal: service.meal,
      serviceStart: service.serviceStart.toISOString(),
      serviceEnd: service.serviceEnd.toISOString(),
      dishes: items.map((planned) => publicDishOf(planned, head.sampleKeptHours)),
    };
    days.set(day, [...(days.get(day) ?? []), meal]);
  }
  return {
    canteen: {
      slug: head.canteen.slug,
      name: textOf(head.canteen.name),
      organization: textOf(head.organization.name),
      timeZone: head.organization.timeZone,
      demo: head.demo,
    },
    weekStart: head.weekStart.toString(),
    revision: head.revision,
    publishedAt: head.publishedAt.toISOString(),
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, meals]) => ({ day, meals })),
  };
}

function publicDishOf({ item, dish, price, allergens, photo, origin }: PlannedItem, sampleKeptHours: number | null): PublicDish {
  return {
    id: dish.id,
    name: textOf(dish.name),
    price: price!.toJSON(),
    portionGrams: Number(dish.portion.value),
    category: dish.category,
    flags: [...dish.flags],
    photo,
    allergens: allergens.flatMap(({ allergen, presence }) => (presence === 'UNKNOWN' ? [] : [{ allergen, presence }])),
    unknownAllergens: allergens.flatMap(({ allergen, presence }) => (presence === 'UNKNOWN' ? [allergen] : [])),
    originCounty: dish.originCounty,
    origin,
    description: dish.description ? textOf(dish.description) : null,
    sampleKeptHours,
    plannedPortions: item.plannedPortions,
  };
}

export const photosOf = (menu: PublicMenu): string[] => [
  ...new Set(menu.days.flatMap((day) => day.meals.flatMap((meal) => meal.dishes.flatMap((dish) => dish.photo ?? [])))),
];

/** A text as JSON keeps it; empty English counts as none. */
function textOf(text: LocalizedText): Text {
  return { zh: text.zh, en: text.en || null };
}
