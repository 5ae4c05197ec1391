import type { ImportDefinition } from '@canteen/platform';

/** The sheets that this module takes in. */
export const imports: readonly ImportDefinition[] = [];
