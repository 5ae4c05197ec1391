import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Ctx } from '../ctx.ts';
import { directoryOf, type Host } from '../host.ts';
import { CalendarFeed } from './calendar-feed.entity.ts';
import { hashOfToken } from './calendar.commands.ts';
import { calendarOf } from './calendar.ts';

/**
 * `/calendar/<token>.ics`, for calendar programs, which know no cookies. An address that never was, has ended, or belongs to
 * somebody who may no longer sign in is all the same: not there.
 */
export function registerCalendarRoutes(app: FastifyInstance, { host, routeConfig = {} }: { host: Host; routeConfig?: object }): void {
  app.get<{ Params: { file: string } }>('/calendar/:file', { config: routeConfig }, async ({ params, id }, reply) => {
    const token = /^([A-Za-z0-9_-]{43})\.ics$/.exec(params.file)?.[1];
    const em = host.orm.em.fork() as SqlEntityManager;
    const feed = token ? await em.findOne(CalendarFeed, { tokenHash: hashOfToken(token), endedAt: null }) : null;
    const { actorOf, contact } = directoryOf(host);
    const actor = feed ? await actorOf(em, feed.personId, host.clock.now()) : null;
    const person = actor ? await contact(em, feed!.personId) : null;
    reply.header('cache-control', 'private, no-store').header('referrer-policy', 'no-referrer');
    if (!actor || !person) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    const ctx = new Ctx({ host, em, actor, lang: person.lang, requestId: id || randomUUID() });
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="canteen.ics"').send(await calendarOf(ctx, person.lang));
  });
}
