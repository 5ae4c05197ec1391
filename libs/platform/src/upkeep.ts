import { addMs, ms } from '@canteen/kernel';
import type { JobDefinition } from './module.ts';

/** Idempotency keys are kept 30 days (design decision 15); afterwards a repeat is a new act. */
export const KEY_LIFE = 30 * ms.day;

export const upkeepJobs: readonly JobDefinition[] = [
  {
    name: 'forget-idempotency-keys',
    cron: '17 3 * * *',
    run: async (ctx) => {
      await ctx.em.execute('delete from idempotency_key where created_at < ?', [addMs(ctx.now(), -KEY_LIFE)]);
    },
  },
];
