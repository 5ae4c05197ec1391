import { LocalDate, LocalizedText } from '@canteen/kernel';
import type { CalendarItem, Ctx } from '@canteen/platform';
import { HealthCertificate } from './health-certificate.entity.ts';

/** How many certificates end on a day; whose they are stands in the records, whose readers are on record. */
export async function calendar(ctx: Ctx, canteenId: string, from: LocalDate, to: LocalDate): Promise<CalendarItem[]> {
  if (!ctx.can('health:write')) return [];
  const days = await ctx.sql<{ day: string; count: number }>(
    HealthCertificate,
    `select valid_to::text as day, count(*)::int as count from (
       select distinct on (h.person_id) h.valid_to from health_certificate h join person p on p.id = h.person_id and p.active
        where {scope:h} and h.canteen_id = ? order by h.person_id, h.valid_to desc) latest
      where valid_to between ? and ? group by valid_to order by valid_to`,
    [canteenId, from.iso, to.iso],
  );
  return days.map(({ day, count }): CalendarItem => ({
    key: `people.certificates:${day}`,
    for: 'health:write',
    title: LocalizedText.of(`${count} 份健康证到期`, `${count} health ${count === 1 ? 'certificate ends' : 'certificates end'}`),
    starts: LocalDate.of(day),
  }));
}
