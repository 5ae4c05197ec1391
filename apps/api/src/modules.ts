import type { Module } from '@canteen/platform';
import { platform } from '@canteen/platform';
import { people } from '@canteen/people';
import { catalog } from '@canteen/catalog';
import { receiving } from '@canteen/receiving';
import { recipes } from '@canteen/recipes';
import { pricing } from '@canteen/pricing';
import { menus } from '@canteen/menus';
import { kitchen } from '@canteen/kitchen';
import { retention } from '@canteen/retention';

/** All modules, in the order in which the food travels. The only file that knows them all. */
export const modules: readonly Module[] = [platform, people, catalog, receiving, recipes, pricing, menus, kitchen, retention];
