import { messages } from '@canteen/recipes/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const dishes: Resource = {
  name: 'dishes',
  one: 'dish',
  type: 'Dish',
  label: { zh: '菜品', en: 'Dish' },
  row: gql`
    fragment DishRow on Dish {
      id number name { zh en } pinyin category active allergensUnknown currentRecipe { id number } price(canteen: $canteen) { amount currency }
    }
  `,
  fragment: gql`
    fragment DishRecord on Dish {
      id version number name { zh en } category flags originCounty portion { value unit } description { zh en } active allergensUnknown
      photo { id name contentType url }
      allergens { allergen presence sources }
      price(canteen: $canteen) { amount currency }
      prices { id effectiveFrom price { amount currency } reason canteen { id name { zh en } } }
      currentRecipe { id }
      recipes {
        id version number state portions steps adoptedAt adoptedBy { name } availableActions
        lines { id lineNo main yieldRate net { value unit } ingredient { id name { zh en } unit unknownAllergens allergens { id allergen presence } } }
      }
    }
  `,
  list: screen(() => import('./DishList.tsx'), 'DishList'),
  show: screen(() => import('./DishShow.tsx'), 'DishShow'),
  create: screen(() => import('./DishForm.tsx'), 'DishCreate'),
  edit: screen(() => import('./DishForm.tsx'), 'DishEdit'),
};

export const recipes: ConsoleModule = {
  messages,
  resources: [dishes],
  pages: [{ path: '/dishes/:id/recipe', screen: screen(() => import('./RecipeEditor.tsx'), 'RecipeEditor') }],
};
