import type { ImportDefinition } from '@canteen/platform';
import { ingredientImport } from './ingredient.import.ts';
import { supplierImport } from './supplier.import.ts';

/** The sheets that this module takes in. */
export const imports: readonly ImportDefinition[] = [supplierImport, ingredientImport] as readonly ImportDefinition[];
