import { createHash } from 'node:crypto';
import ical, { ICalEventTransparency } from 'ical-generator';
import { addMs, LocalDate, ms, type Lang } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { directoryOf } from '../host.ts';
import type { CalendarItem, CanteenPlace } from '../module.ts';
import { dutiesOf } from '../duties.ts';

/** Today and the days after it. */
const DAYS = 14;
/** A moment has no length; a calendar needs one to show it. */
const SHOWN = 15 * ms.minute;

const words = {
  name: { zh: '食安食堂 · 待办', en: 'Canteen · duties' },
} as const;

/** What is due for the person in all the canteens they work at, as iCalendar (RFC 5545) in their language. Times are instants, days are days. */
export async function calendarOf(ctx: Ctx, lang: Lang): Promise<string> {
  const places = (await directoryOf(ctx.host).canteens(ctx.em)).filter((place) =>
    ctx.actor!.grants.some((grant) => grant.organizationId === place.organizationId && (grant.canteenId === null || grant.canteenId === place.id)),
  );
  const calendar = ical({
    name: words.name[lang],
    prodId: { company: 'canteen', product: 'canteen', language: lang === 'zh' ? 'ZH' : 'EN' },
    ttl: 60 * 60,
    x: places[0] ? [['X-WR-TIMEZONE', places[0].timeZone]] : [],
  });
  for (const place of places) {
    for (const item of await itemsOf(ctx, place)) {
      const allDay = item.starts instanceof LocalDate;
      const starts = item.starts instanceof LocalDate ? new Date(`${item.starts.iso}T00:00:00Z`) : item.starts;
      calendar.createEvent({
        id: `${createHash('sha256').update(`${place.id} ${item.key}`).digest('hex').slice(0, 32)}@${new URL(ctx.host.origin).hostname}`,
        stamp: ctx.now(),
        start: starts,
        ...(allDay ? { allDay } : { end: item.ends ?? addMs(starts, SHOWN) }),
        summary: places.length > 1 ? `${place.name.in(lang)} · ${item.title.in(lang)}` : item.title.in(lang),
        ...(item.text ? { description: item.text.in(lang) } : {}),
        location: place.name.in(lang),
        url: `${ctx.host.origin}/console/`,
        // What is due takes no time out of a person's day; whoever plans a meeting may plan it over this.
        transparency: ICalEventTransparency.TRANSPARENT,
      });
    }
  }
  return calendar.toString();
}

async function itemsOf(ctx: Ctx, place: CanteenPlace): Promise<CalendarItem[]> {
  const today = LocalDate.at(ctx.now(), place.timeZone);
  const here = { organizationId: place.organizationId, canteen: place.id };
  const coming = await Promise.all(ctx.host.modules.flatMap(({ calendar }) => (calendar ? [calendar(ctx, place.id, today, today.plusDays(DAYS - 1))] : [])));
  const duties = (await dutiesOf(ctx, place.id, today)).filter((duty) => !duty.done && !duty.discreet && duty.dueAt !== null);
  const endOfDay = today.endOfDay(place.timeZone);
  const due = duties.flatMap((duty): CalendarItem[] => {
    const dueAt = duty.dueAt!;
    if (dueAt > endOfDay) return [];
    // What was due before today, or is due some time today, has no hour.
    return [{ key: duty.key, for: duty.for, title: duty.title, starts: dueAt <= today.startsAt(place.timeZone) || dueAt.getTime() === endOfDay.getTime() ? today : dueAt }];
  });
  return [...due, ...coming.flat()].filter((item) => ctx.can(item.for, here));
}
