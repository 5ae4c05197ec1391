import type { ImportDefinition } from '@canteen/platform';
import { personImport } from './person.import.ts';

/** The sheets that this module takes in. */
export const imports: readonly ImportDefinition[] = [personImport] as readonly ImportDefinition[];
