export * from './supplier.rules.ts';
export * from './ingredient.rules.ts';
export { Supplier, SupplierDocument } from './supplier.entity.ts';
export { Ingredient, IngredientAllergen, IngredientPack } from './ingredient.entity.ts';
