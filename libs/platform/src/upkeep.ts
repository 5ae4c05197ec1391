import { addMs, ms } from '@canteen/kernel';
import { purgeUnfinishedUploads } from './files/uploads.ts';
import type { JobDefinition } from './module.ts';

/** Idempotency keys are kept 30 days (design decision 15); afterwards a repeat is a new act. */
export const KEY_LIFE = 30 * ms.day;

export const upkeepJobs: readonly JobDefinition[] = [
  {
    name: 'forget-idempotency-keys',
    cron: '17 3 * * *',
    says: { zh: '清除 30 天前的防重复提交记录', en: 'Forgets after 30 days which requests were acted on' },
    run: async (ctx) => {
      await ctx.em.execute('delete from idempotency_key where created_at < ?', [addMs(ctx.now(), -KEY_LIFE)]);
    },
  },
  {
    name: 'purge-unfinished-uploads',
    cron: '41 3 * * *',
    says: { zh: '清除没有传完的文件', en: 'Clears away files whose upload was never finished' },
    run: async (ctx) => void (await purgeUnfinishedUploads(ctx, ctx.host.files)),
  },
];
