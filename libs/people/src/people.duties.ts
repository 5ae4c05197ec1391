import { LocalizedText, type LocalDate } from '@canteen/kernel';
import type { Ctx, DutyItem } from '@canteen/platform';
import { Canteen } from './canteen.entity.ts';
import { dayAt, timeZoneOf, type EventRow } from './event-row.ts';
import { HealthCertificate } from './health-certificate.entity.ts';
import { certificateStatusOn } from './health-certificate.rules.ts';
import { openLateEntries } from './record.commands.ts';

/** Late entries that wait for a countersign, and certificates that ended or soon will. */
export async function duties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  const [canteen] = await ctx.find(Canteen, { id: canteenId });
  if (!canteen) return [];
  return [...(await lateEntryDuties(ctx, canteen, day)), ...(await certificateDuties(ctx, canteen, day))];
}

async function lateEntryDuties(ctx: Ctx, canteen: Canteen, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('late:countersign', canteen)) return [];
  const open: EventRow[] = [];
  for (const event of await openLateEntries(ctx, canteen.id)) {
    // a person's own entries wait for somebody else
    if (event.recordedBy.id !== ctx.actor?.personId && (await dayAt(ctx, canteen, event.recordedAt)).lte(day)) open.push(event);
  }
  return open.map((event) => {
    const name = (event as { number?: string }).number ?? '';
    return {
      key: `people.late:${event.id}`,
      kind: 'COUNTERSIGN_LATE_ENTRY',
      for: 'late:countersign',
      title: LocalizedText.of(`补录待复核签字 ${name}`.trim(), `Late entry to countersign ${name}`.trim()),
      dueAt: null,
      severity: 'warn',
      done: false,
      recordType: event.constructor.name,
      recordId: event.id,
    };
  });
}

async function certificateDuties(ctx: Ctx, canteen: Canteen, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('health:read', canteen)) return [];
  // only a person's latest certificate counts; the earlier ones are history
  const latest = new Map<string, HealthCertificate>();
  for (const certificate of await ctx.find(HealthCertificate, { canteen: canteen.id }, { orderBy: { validTo: 'asc' } })) {
    latest.set(certificate.person.id, certificate);
  }
  const zone = await timeZoneOf(ctx, canteen);
  const due: DutyItem[] = [];
  for (const certificate of latest.values()) {
    const status = certificateStatusOn(certificate, day);
    if (status !== 'EXPIRED' && status !== 'ENDING_SOON') continue;
    const person = await ctx.load(certificate.person);
    if (!person.active) continue;
    due.push({
      key: `people.certificate:${certificate.id}`,
      kind: 'HEALTH_CERTIFICATE',
      discreet: true,
      for: 'health:write',
      title: status === 'EXPIRED'
        ? LocalizedText.of(`${person.name}的健康证已于 ${certificate.validTo.in('zh', { year: true })} 到期`, `${person.name}'s health certificate expired on ${certificate.validTo.in('en', { year: true })}`)
        : LocalizedText.of(`${person.name}的健康证将于 ${certificate.validTo.in('zh')} 到期`, `${person.name}'s health certificate ends on ${certificate.validTo.in('en')}`),
      dueAt: certificate.validTo.endOfDay(zone),
      severity: status === 'EXPIRED' ? 'critical' : 'warn',
      done: false,
      recordType: 'HealthCertificate',
      recordId: certificate.id,
    });
  }
  return due;
}
