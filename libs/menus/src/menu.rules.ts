import { enumOf, stateMachine } from '@canteen/kernel';

export const MenuState = enumOf('DRAFT', 'PUBLISHED', 'ARCHIVED');
export type MenuState = keyof typeof MenuState;

export const MenuAction = enumOf('SAVE', 'PUBLISH', 'REVISE', 'ARCHIVE');
export type MenuAction = keyof typeof MenuAction;

export const Meal = enumOf('BREAKFAST', 'LUNCH', 'DINNER', 'SUPPER');
export type Meal = keyof typeof Meal;

/** A revision is written behind the last publication, which diners keep seeing until the next one. */
export const menuLife = stateMachine<MenuState, MenuAction>({
  DRAFT: { SAVE: 'DRAFT', PUBLISH: 'PUBLISHED', ARCHIVE: 'ARCHIVED' },
  PUBLISHED: { REVISE: 'DRAFT', ARCHIVE: 'ARCHIVED' },
  ARCHIVED: {},
});
