import { Allergen, AllergenPresence } from '@canteen/catalog';
import { Day, DecimalString, Instant, LocalizedTextType } from '@canteen/platform';
import { DishCategory, DishFlag } from '@canteen/recipes';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Meal } from './menu.rules.ts';
import type {
  PublicCanteen,
  PublicDay,
  PublicDish,
  PublicDishAllergen,
  PublicMealService,
  PublicMenu,
  PublicOrigin,
  Text,
} from './public-menu.ts';

/** The published week in GraphQL, for those who read the public menu by machine. Same words as `PublicMenu`. */
@ObjectType('PublicCanteen')
export class PublicCanteenView implements PublicCanteen {
  @Field(() => String)
  slug!: string;

  @Field(() => LocalizedTextType)
  name!: Text;

  @Field(() => LocalizedTextType)
  organization!: Text;

  @Field(() => String, { description: 'IANA name; days and times are the canteen’s' })
  timeZone!: string;

  @Field(() => Boolean, { description: 'Demo data: none of it is real' })
  demo!: boolean;
}

@ObjectType('PublicDishAllergen')
export class PublicDishAllergenView implements PublicDishAllergen {
  @Field(() => Allergen)
  allergen!: Allergen;

  @Field(() => AllergenPresence, { description: 'Never UNKNOWN; see unknownAllergens' })
  presence!: PublicDishAllergen['presence'];
}

@ObjectType('PublicOrigin')
export class PublicOriginView implements PublicOrigin {
  @Field(() => LocalizedTextType, { description: 'The main ingredient' })
  ingredient!: Text;

  @Field(() => LocalizedTextType)
  supplier!: Text;

  @Field(() => LocalizedTextType, { nullable: true, description: 'Producer and place, where the delivery names them' })
  place?: Text | null;
}

@ObjectType('PublicPrice')
export class PublicPriceView {
  @Field(() => DecimalString)
  amount!: string;

  @Field(() => String)
  currency!: string;
}

@ObjectType('PublicDish')
export class PublicDishView implements PublicDish {
  @Field(() => ID)
  id!: string;

  @Field(() => LocalizedTextType)
  name!: Text;

  @Field(() => PublicPriceView, { description: 'Price of one portion; nothing above it may be charged (明码标价规定)' })
  price!: PublicPriceView;

  @Field(() => Int)
  portionGrams!: number;

  @Field(() => DishCategory)
  category!: DishCategory;

  @Field(() => [DishFlag])
  flags!: DishFlag[];

  @Field(() => String, { nullable: true, description: 'SHA-256 of the photo' })
  photo!: string | null;

  @Field(() => [PublicDishAllergenView])
  allergens!: PublicDishAllergenView[];

  @Field(() => [Allergen], { description: 'Classes of which nobody has said whether the dish holds them (未知)' })
  unknownAllergens!: Allergen[];

  @Field(() => String, { nullable: true })
  originCounty!: string | null;

  @Field(() => PublicOriginView, { nullable: true })
  origin!: PublicOriginView | null;

  @Field(() => LocalizedTextType, { nullable: true })
  description!: Text | null;

  @Field(() => Int, { nullable: true, description: 'Hours for which a sample is kept after service' })
  sampleKeptHours!: number | null;

  @Field(() => Int)
  plannedPortions!: number;
}

@ObjectType('PublicMealService')
export class PublicMealServiceView implements PublicMealService {
  @Field(() => Meal)
  meal!: Meal;

  @Field(() => Instant)
  serviceStart!: string;

  @Field(() => Instant)
  serviceEnd!: string;

  @Field(() => [PublicDishView])
  dishes!: PublicDishView[];
}

@ObjectType('PublicDay')
export class PublicDayView implements PublicDay {
  @Field(() => Day)
  day!: string;

  @Field(() => [PublicMealServiceView])
  meals!: PublicMealServiceView[];
}

@ObjectType('PublicMenu')
export class PublicMenuView implements PublicMenu {
  @Field(() => PublicCanteenView)
  canteen!: PublicCanteenView;

  @Field(() => Day, { description: 'Monday of the week' })
  weekStart!: string;

  @Field(() => Int)
  revision!: number;

  @Field(() => Instant)
  publishedAt!: string;

  @Field(() => [PublicDayView])
  days!: PublicDayView[];
}
