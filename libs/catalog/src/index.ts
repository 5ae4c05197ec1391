import { defineModule } from '@canteen/platform';
import { alerts } from './alerts.ts';
import { calendar } from './calendar.ts';
import { imports } from './imports.ts';
import { ledgers } from './ledgers.ts';
import { duties } from './duties.ts';
import { Ingredient, IngredientAllergen, IngredientPack } from './ingredient.entity.ts';
import { IngredientResolver } from './ingredient.resolver.ts';
import { messages } from './messages.ts';
import { catalogPolicy, deliveryDocumentsPolicy } from './policies.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';
import { SupplierResolver } from './supplier.resolver.ts';

export * from './supplier.rules.ts';
export * from './ingredient.rules.ts';
export { referenceScope } from './reference.scope.ts';
export { ingredientsLike, suppliersLike } from './lookup.ts';
export { Ingredient, IngredientAllergen, IngredientPack, Supplier, SupplierDocument };
export {
  addSupplierDocument,
  approveSupplier,
  createSupplier,
  documentsOf,
  freezeSupplier,
  removeSupplier,
  restrictSupplier,
  updateSupplier,
  type SupplierData,
  type SupplierDocumentData,
} from './supplier.commands.ts';
export {
  createIngredient,
  declareAllergens,
  ingredientsById,
  requiredDocuments,
  updateIngredient,
  type IngredientData,
} from './ingredient.commands.ts';

export const catalog = defineModule({
  name: 'catalog',
  entities: [Supplier, SupplierDocument, Ingredient, IngredientPack, IngredientAllergen],
  resolvers: [SupplierResolver, IngredientResolver],
  messages,
  policies: { catalog: catalogPolicy, deliveryDocuments: deliveryDocumentsPolicy },
  duties,
  alerts,
  calendar,
  imports,
  ledgers,
});
