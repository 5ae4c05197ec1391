import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { LocalDate } from '@canteen/kernel';
import { act } from '../act.ts';
import { systemActor } from '../actor.ts';
import { directoryOf, type Host } from '../host.ts';
import type { JobDefinition } from '../module.ts';
import { ClosedDay } from './closed-day.entity.ts';
import { factsOf } from './day-report.ts';

/** After longer downtime the earlier days stay open: whoever asks is told what the books say now. */
const CATCH_UP_DAYS = 31;
const NAME = 'close-day-reports';

/**
 * Closes, for every canteen, the days that are over by its own clock and not yet closed, from the day the canteen exists; each
 * in an act of its own. Repeating it, or running it on two nodes at once, changes nothing: one day has one report.
 */
export async function closeDays(host: Host, signal: AbortSignal): Promise<number> {
  const em = host.orm.em.fork() as SqlEntityManager;
  let closed = 0;
  for (const { id, organizationId, timeZone } of await directoryOf(host).canteens(em)) {
    const today = LocalDate.at(host.clock.now(), timeZone);
    const [known] = (await em.execute('select recorded_at from canteen where id = ?', [id])) as unknown as { recorded_at: string | Date }[];
    const first = LocalDate.at(new Date(known!.recorded_at), timeZone);
    const done = new Set((await em.find(ClosedDay, { canteen: id, day: { $gte: today.plusDays(-CATCH_UP_DAYS) } })).map(({ day }) => day.iso));
    for (let day = today.plusDays(-CATCH_UP_DAYS); day.lt(today); day = day.plusDays(1)) {
      if (signal.aborted) return closed;
      if (day.lt(first) || done.has(day.iso)) continue;
      await act(host, { name: `job:${NAME}`, actor: systemActor(NAME) }, async (ctx) => {
        // Two nodes: the second waits here, and then finds it done.
        await ctx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`closed-day ${id} ${day.iso}`]);
        if (await ctx.em.count(ClosedDay, { canteen: id, day })) return;
        ctx.create(ClosedDay, { organizationId, canteen: id, day, closedAt: ctx.now(), sections: await factsOf(ctx, id, day) });
        closed++;
      });
    }
  }
  return closed;
}

export const reportJobs: readonly JobDefinition[] = [
  {
    name: NAME,
    // Midnight comes at another time in another zone; most runs find nothing to close.
    cron: '*/5 * * * *',
    says: { zh: `每日零点（食堂所在时区）为各食堂结出日报；停机后补结最近 ${CATCH_UP_DAYS} 天。`, en: `Closes the day's report of each canteen at midnight there; after downtime those of the last ${CATCH_UP_DAYS} days.` },
    work: async ({ host, signal }) => void (await closeDays(host, signal)),
  },
];
