import type { AlertRule } from '@canteen/platform';

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [];
