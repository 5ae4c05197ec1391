/**
 * The shape of what a publication freezes, written here because libs may not import apps. It is equal,
 * field by field, to the shape of the same name in apps/menu/src/data.ts, which reads it; the api hands
 * the one over as the other, so the compiler finds any difference.
 */

/** Chinese is required, English is served as it is and falls back to Chinese on the page. */
export interface Text {
  zh: string;
  en: string | null;
}

/** GB 7718-2025 names the first eight as mandatory; the others are declared where known. */
export type PublicAllergen =
  | 'GLUTEN'
  | 'CRUSTACEANS'
  | 'FISH'
  | 'EGG'
  | 'PEANUT'
  | 'SOY'
  | 'MILK'
  | 'TREE_NUTS'
  | 'MOLLUSCS'
  | 'SESAME'
  | 'CELERY'
  | 'MUSTARD'
  | 'LUPIN'
  | 'SULPHITE';

export type PublicMeal = 'BREAKFAST' | 'LUNCH' | 'DINNER' | 'SUPPER';

export type PublicCategory =
  | 'STAPLE'
  | 'MEAT'
  | 'HALF_MEAT'
  | 'VEGETABLE'
  | 'SOUP'
  | 'COLD'
  | 'SNACK'
  | 'FRUIT'
  | 'DRINK';

export type PublicFlag = 'COLD' | 'RAW' | 'ASSEMBLED' | 'LOCAL' | 'FESTIVE';

export interface PublicCanteen {
  slug: string;
  name: Text;
  organization: Text;
  /** IANA name, for example Asia/Shanghai: days and hours on the page are the canteen's. */
  timeZone: string;
  /** True in the seeded demo; the page then says that none of it is real. */
  demo: boolean;
}

export interface PublicDishAllergen {
  allergen: PublicAllergen;
  /** FREE was declared with a source. What nobody declared is in `unknownAllergens`, never here. */
  presence: 'CONTAINS' | 'MAY_CONTAIN' | 'FREE';
}

/** Where the main ingredient of a dish came from. */
export interface PublicOrigin {
  ingredient: Text;
  supplier: Text;
  /** County or place of production, where it is known. */
  place?: Text | null;
}

export interface PublicDish {
  id: string;
  name: Text;
  /** Decimal string in the currency's main unit: "12.50" CNY. */
  price: { amount: string; currency: string };
  portionGrams: number;
  category: PublicCategory;
  flags: PublicFlag[];
  /** SHA-256 of the stored file, hexadecimal; null where no real photo exists. */
  photo: string | null;
  allergens: PublicDishAllergen[];
  /** Mandatory classes for which an ingredient carries no statement. */
  unknownAllergens: PublicAllergen[];
  /** County whose local dish this is, for example 安溪. */
  originCounty: string | null;
  origin: PublicOrigin | null;
  description: Text | null;
  /** Hours for which a sample of the dish is kept after service; null where none is kept. */
  sampleKeptHours: number | null;
  /** Frozen as evidence of what was planned; not shown to diners. */
  plannedPortions: number;
}

export interface PublicMealService {
  meal: PublicMeal;
  /** Instants, ISO 8601 in UTC. */
  serviceStart: string;
  serviceEnd: string;
  dishes: PublicDish[];
}

export interface PublicDay {
  /** Day in the canteen's time zone: 2026-11-21. */
  day: string;
  meals: PublicMealService[];
}

/** One published week. */
export interface PublicMenu {
  canteen: PublicCanteen;
  /** Monday of the week: 2026-11-16. */
  weekStart: string;
  /** Counts the publications of this week's menu: 1, 2, … */
  revision: number;
  /** Instant, ISO 8601 in UTC. */
  publishedAt: string;
  days: PublicDay[];
}
