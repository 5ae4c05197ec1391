import { messages } from '@canteen/catalog/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const suppliers: Resource = {
  name: 'suppliers',
  one: 'supplier',
  type: 'Supplier',
  label: { zh: '供货者', en: 'Supplier' },
  row: gql`
    fragment SupplierRow on Supplier {
      id number name { zh en } pinyin contact phone state licenceStatus licenceValidTo
    }
  `,
  fragment: gql`
    fragment SupplierRecord on Supplier {
      id version number name { zh en } creditCode address contact phone state stateReason licenceStatus licenceValidTo availableActions
      documents { id kind number validFrom validTo status file { id name contentType url } }
    }
  `,
  list: screen(() => import('./SupplierList.tsx'), 'SupplierList'),
  show: screen(() => import('./SupplierShow.tsx'), 'SupplierShow'),
  create: screen(() => import('./SupplierForm.tsx'), 'SupplierCreate'),
  edit: screen(() => import('./SupplierForm.tsx'), 'SupplierEdit'),
};

const ingredients: Resource = {
  name: 'ingredients',
  one: 'ingredient',
  type: 'Ingredient',
  label: { zh: '原料', en: 'Ingredient' },
  row: gql`
    fragment IngredientRow on Ingredient {
      id name { zh en } pinyin category storage unit shelfLifeDays byDay active unknownAllergens allergens { id allergen presence source } requiredDocuments packs { id unit holds { value unit } }
    }
  `,
  fragment: gql`
    fragment IngredientRecord on Ingredient {
      id version name { zh en } category storage unit labelMaxCelsius pieceWeight { value unit } shelfLifeDays byDay gtin active
      packs { id unit holds { value unit } }
      allergens { id allergen presence source } unknownAllergens requiredDocuments
      energyKj proteinG fatG carbohydrateG sodiumMg
    }
  `,
  list: screen(() => import('./IngredientList.tsx'), 'IngredientList'),
  show: screen(() => import('./IngredientShow.tsx'), 'IngredientShow'),
  create: screen(() => import('./IngredientForm.tsx'), 'IngredientCreate'),
  edit: screen(() => import('./IngredientForm.tsx'), 'IngredientEdit'),
};

export const catalog: ConsoleModule = { messages, resources: [suppliers, ingredients] };
