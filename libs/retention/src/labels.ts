import type { LabelDefinition } from '@canteen/platform';

/** What is printed of this module to be stuck on a thing. */
export const labels: readonly LabelDefinition[] = [];
