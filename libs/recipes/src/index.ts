export { Dish } from './dish.entity.ts';
export { RecipeLine, RecipeVersion } from './recipe-version.entity.ts';
export { DishCategory, DishFlag } from './dish.rules.ts';
export { RecipeState, grossNeedsOf } from './recipe-version.rules.ts';
