import { lazy } from 'react';
import { messages } from '@canteen/catalog/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';

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
  list: lazy(() => import('./SupplierList.tsx')),
  show: lazy(() => import('./SupplierShow.tsx')),
  create: lazy(() => import('./SupplierForm.tsx').then((module) => ({ default: module.SupplierCreate }))),
  edit: lazy(() => import('./SupplierForm.tsx').then((module) => ({ default: module.SupplierEdit }))),
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
  list: lazy(() => import('./IngredientList.tsx')),
  show: lazy(() => import('./IngredientShow.tsx')),
  create: lazy(() => import('./IngredientForm.tsx').then((module) => ({ default: module.IngredientCreate }))),
  edit: lazy(() => import('./IngredientForm.tsx').then((module) => ({ default: module.IngredientEdit }))),
};

export const catalog: ConsoleModule = { messages, resources: [suppliers, ingredients] };
