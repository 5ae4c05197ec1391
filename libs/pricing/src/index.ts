import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { imports } from './imports.ts';
import { ledgers } from './ledgers.ts';
import { DishPrice } from './dish-price.entity.ts';
import { DishPriceFields, DishPriceResolver } from './dish-price.resolver.ts';
import { messages } from './messages.ts';
import { pricingPolicies } from './pricing.policies.ts';

export { DishPrice };
export { priceOn, pricesOf, setDishPrice, type DishPriceData } from './dish-price.commands.ts';
export { priceAt } from './dish-price.rules.ts';

export const pricing = defineModule({
  name: 'pricing',
  entities: [DishPrice],
  resolvers: [DishPriceResolver, DishPriceFields],
  messages,
  policies: pricingPolicies,
  alerts,
  imports,
  ledgers,
});
