export { assets, type Asset } from './assets.ts';
export { MenuBytes, type Answer, type Request } from './cache.ts';
export type * from './data.ts';
export { messages } from './words.ts';
export { renderCanteens, renderMenu, renderNotFound, type MenuPage } from './pages.ts';
export { addressOf, ASSETS, PHOTOS, targetOf, type Target, type View } from './paths.ts';
export { nextChange, type CanteenMenus } from './schedule.ts';
