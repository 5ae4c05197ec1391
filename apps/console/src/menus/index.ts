import { messages } from '@canteen/menus/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const menuResource: Resource = {
  name: 'menus',
  one: 'menu',
  type: 'Menu',
  label: { zh: '周菜单', en: 'Week menu' },
  row: gql`
    fragment MenuRow on Menu {
      id weekStart state revision meals { id day meal items { id } } publications { id publishedAt revision }
    }
  `,
  fragment: gql`
    fragment MenuRecord on Menu {
      id version weekStart state revision availableActions
      canteen { id slug }
      meals {
        id day meal serviceStart serviceEnd plannedDiners
        items { id plannedPortions position cookingSince price { amount currency } dish { id name { zh en } pinyin category allergensUnknown currentRecipe { id } } }
      }
      publications { id revision publishedAt publishedBy { id name } contentHash }
    }
  `,
  list: screen(() => import('./MenuList.tsx'), 'MenuList'),
  show: screen(() => import('./MenuPlanner.tsx'), 'MenuPlanner'),
};

export const menus: ConsoleModule = { messages, resources: [menuResource] };
