import { DomainError, LocalDate, LocalizedText } from '@canteen/kernel';
import { actorCovers } from '../actor.ts';
import type { Ctx } from '../ctx.ts';
import { directoryOf } from '../host.ts';
import type { CanteenPlace } from '../module.ts';
import { ClosedDay } from './closed-day.entity.ts';
import type { Fact, FactSection } from './facts.ts';

/** What is told of a day, closed or not. */
export interface DayReport {
  organizationId: string;
  canteen: string;
  day: LocalDate;
  closed: boolean;
  closedAt: Date | null;
  sections: readonly FactSection[];
  /** What the books say by now and did not say when the day was closed: entries that came later, and what they changed. */
  afterClosing: readonly FactSection[];
}

/** All modules' facts of a day, in the order of the food. */
export async function factsOf(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection[]> {
  const found: FactSection[] = [];
  // One after the other: each asks several things at once, and a report is not worth the connections of a whole kitchen.
  for (const { facts } of ctx.host.modules) if (facts) found.push(...(await facts(ctx, canteenId, day)));
  return [...found.filter(({ last }) => !last), ...found.filter(({ last }) => last)];
}

const keyOf = ({ text, tone, recordId }: Fact): string => JSON.stringify([tone, recordId ?? null, text.zh]);

/** What `now` tells beyond `before`. */
export function beyond(before: readonly FactSection[], now: readonly FactSection[]): FactSection[] {
  const told = new Set(before.flatMap(({ facts }) => facts.map(keyOf)));
  return now.map((section) => ({ ...section, figures: [], facts: section.facts.filter((fact) => !told.has(keyOf(fact))) })).filter(({ facts }) => facts.length > 0);
}

/** Texts in two languages are plain objects once they were stored. */
function revived(sections: readonly FactSection[]): FactSection[] {
  return sections.map((section) => ({ ...section, facts: section.facts.map((fact) => ({ ...fact, text: LocalizedText.of(fact.text.zh, fact.text.en) })) }));
}

/** The canteen, where the caller may read its reports. @throws DomainError NOT_FOUND also for what is elsewhere */
export async function reportedCanteen(ctx: Ctx, canteenId: string): Promise<CanteenPlace> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(canteenId) ? await directoryOf(ctx.host).canteenOf(ctx.em, canteenId.toLowerCase()) : null;
  if (!known || !actorCovers(ctx.actor, 'reports:read', { organizationId: known.organizationId, canteenId: known.id })) {
    throw new DomainError('NOT_FOUND', { what: 'Canteen', id: canteenId.slice(0, 40) }, 'canteen');
  }
  return known;
}

export function checkDay(ctx: Ctx, day: LocalDate, timeZone: string): void {
  const today = LocalDate.at(ctx.now(), timeZone);
  if (day.gt(today)) throw new DomainError('DAY_REPORT_IN_FUTURE', { given: day, today }, 'day');
}

/** The report of a day: live until it is closed, then as it was closed, with what came after beside it. */
export async function readDayReport(ctx: Ctx, place: CanteenPlace, day: LocalDate): Promise<DayReport> {
  checkDay(ctx, day, place.timeZone);
  const closed = await ctx.em.findOne(ClosedDay, { canteen: place.id, day });
  const now = await factsOf(ctx, place.id, day);
  const sections = closed ? revived(closed.sections) : now;
  return {
    organizationId: place.organizationId, canteen: place.id, day, closed: closed !== null, closedAt: closed?.closedAt ?? null,
    sections, afterClosing: closed ? beyond(sections, now) : [],
  };
}
