import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { imports } from './imports.ts';
import { ledgers } from './ledgers.ts';
import { Dish } from './dish.entity.ts';
import { DishResolver } from './dish.resolver.ts';
import { messages } from './messages.ts';
import { RecipeLine, RecipeVersion } from './recipe-version.entity.ts';
import { RecipeVersionResolver } from './recipe-version.resolver.ts';
import { recipeDuties } from './recipes.duties.ts';
import { recipePolicies } from './recipes.policies.ts';

export { Dish, RecipeLine, RecipeVersion };
export { DishCategory, DishFlag } from './dish.rules.ts';
export { RecipeState, grossNeeds } from './recipe-version.rules.ts';
export { compositionOf, dishAllergens, isUnknown, type Component, type DishAllergenFacts } from './dish.views.ts';
export { checkActive, createDish, retireDish, updateDish, type DishChanges, type DishInput } from './dish.commands.ts';
export { adoptRecipe, draftRecipe, linesOf, saveRecipe, type RecipeData, type RecipeLineData } from './recipe-version.commands.ts';

export const recipes = defineModule({
  name: 'recipes',
  entities: [Dish, RecipeVersion, RecipeLine],
  resolvers: [DishResolver, RecipeVersionResolver],
  messages,
  policies: recipePolicies,
  duties: recipeDuties,
  alerts,
  imports,
  ledgers,
});
