import type { ImportDefinition } from '@canteen/platform';
import { priceImport } from './dish-price.import.ts';

/** The sheets that this module takes in. */
export const imports: readonly ImportDefinition[] = [priceImport] as readonly ImportDefinition[];
