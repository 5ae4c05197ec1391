import type { ImportDefinition } from '@canteen/platform';
import { dishImport } from './dish.import.ts';

/** The sheets that this module takes in. */
export const imports: readonly ImportDefinition[] = [dishImport] as readonly ImportDefinition[];
