import type { Ledger } from '@canteen/platform';

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [];
