import { createHash, randomBytes } from 'node:crypto';
import { DomainError } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { CalendarFeed } from './calendar-feed.entity.ts';

export const hashOfToken = (token: string): string => createHash('sha256').update(`canteen calendar\n${token}`).digest('hex');

export async function myCalendar(ctx: Ctx): Promise<CalendarFeed | null> {
  const [feed] = await ctx.find(CalendarFeed, { endedAt: null }, { orderBy: { createdAt: 'desc' }, limit: 1 });
  return feed ?? null;
}

/** A new address; calendars that read the one before get nothing more. */
export async function renewCalendarFeed(ctx: Ctx): Promise<CalendarFeed> {
  const personId = ctx.personId();
  await ctx.alone(`calendar ${personId}`);
  for (const feed of await ctx.find(CalendarFeed, { endedAt: null })) feed.endedAt = ctx.now();
  const token = randomBytes(32).toString('base64url');
  const feed = ctx.create(CalendarFeed, { personId, tokenHash: hashOfToken(token), createdAt: ctx.now() });
  feed.url = `${ctx.host.origin}/calendar/${token}.ics`;
  return feed;
}

/** The address answers nothing any more. */
export async function endCalendarFeed(ctx: Ctx): Promise<CalendarFeed> {
  await ctx.alone(`calendar ${ctx.personId()}`);
  const feed = await myCalendar(ctx);
  if (!feed) throw new DomainError('CALENDAR_NONE');
  feed.endedAt = ctx.now();
  return feed;
}
