export { MealService, Menu, MenuItem, MenuPublication } from './menu.entity.ts';
export { Meal, MenuState } from './menu.rules.ts';
export type * from './public-menu.ts';
