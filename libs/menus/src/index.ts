import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { calendar } from './calendar.ts';
import { facts } from './facts.ts';
import { ledgers } from './ledgers.ts';
import { MealService, Menu, MenuItem, MenuPublication } from './menu.entity.ts';
import { MenuItemResolver, MenuResolver } from './menu.resolver.ts';
import { menuDuties } from './menus.duties.ts';
import { menuPolicies } from './menus.policies.ts';
import { messages } from './messages.ts';
import { PublicationRefusal } from './publication-refusal.entity.ts';

export { MealService, Menu, MenuItem, MenuPublication };
export { Meal, MenuState, mealWords } from './menu.rules.ts';
export {
  archiveMenu,
  createMenu,
  mealsOf,
  publishMenu,
  reviseMenu,
  saveMenu,
  startCooking,
  type MealData,
  type MenuData,
} from './menu.commands.ts';
export {
  currentPublications,
  isPublishedPhoto,
  publicationStamp,
  type CurrentPublication,
  type PublicationWindow,
} from './public-menu.queries.ts';
export type * from './public-menu.ts';

export const menus = defineModule({
  name: 'menus',
  entities: [Menu, MealService, MenuItem, MenuPublication, PublicationRefusal],
  resolvers: [MenuResolver, MenuItemResolver],
  messages,
  policies: menuPolicies,
  duties: menuDuties,
  alerts,
  calendar,
  facts,
  ledgers,
});
