import { LocalDate, LocalizedText } from '@canteen/kernel';
import { ESCALATED, escalateAfter, type AlertFact, type AlertRule, type Ctx } from '@canteen/platform';
import { HealthCertificate } from './health-certificate.entity.ts';
import { certificateStep } from './health-certificate.rules.ts';
import { Person } from './person.entity.ts';
import { openLateDays, type LateDay } from './record.commands.ts';
import { watchedPlace } from './watched.ts';

/** What one person wrote late on one day is one thing to look through, however many lines it has. History taken over from an older ledger is none. */
async function lateEntries(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const { canteens, timeZone } = await watchedPlace(ctx, organizationId);
  const groups = new Map<string, LateDay>();
  for (const late of await openLateDays(ctx, canteens.map((canteen) => canteen.id), timeZone)) {
    const key = `people.lateEntry:${late.canteenId}:${late.recordedById}:${late.day}`;
    const group = groups.get(key);
    groups.set(key, group ? { ...group, count: group.count + late.count } : late);
  }
  const authors = new Map((await ctx.loadMany(Person, [...groups.values()].map((late) => late.recordedById))).map((person) => [person.id, person.name]));
  return [...groups].map(([key, { canteenId, recordedById, day: iso, count, recordType, recordId }]): AlertFact => {
    const name = authors.get(recordedById) ?? '';
    const day = LocalDate.of(iso);
    return {
      key,
      canteenId,
      title: LocalizedText.of(`${name}于 ${day.in('zh')} 补录 ${count} 项，待复核签字`, `${count} late ${count === 1 ? 'entry' : 'entries'} by ${name} on ${day.in('en')} to countersign`),
      text: LocalizedText.of('补录须写明原因，并由他人复核签字。请核对事发时间与记录时间后签字。', 'A late entry gives its reason and is countersigned by somebody else. Compare when it happened with when it was written, then countersign.'),
      severity: 'warn',
      recordType,
      recordId,
    };
  });
}

interface LatestCertificate {
  id: string;
  canteen_id: string;
  valid_from: string;
  valid_to: string;
}

/** Only a person's latest certificate at a canteen counts. Whose it is stands in the record, whose readers are on record; not here. */
async function certificates(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const { timeZone, today } = await watchedPlace(ctx, organizationId);
  const policy = await ctx.policy<{ certificateWarnDays: number; certificateUrgentDays: number }>('people', organizationId);
  const steps = [policy.certificateWarnDays, policy.certificateUrgentDays];
  const latest = await ctx.sql<LatestCertificate>(
    HealthCertificate,
    `select id, canteen_id, valid_from::text, valid_to::text from (
       select distinct on (h.canteen_id, h.person_id) h.id, h.canteen_id, h.valid_from, h.valid_to from health_certificate h
         join person p on p.id = h.person_id and p.active
        where {scope:h} and h.organization_id = ? order by h.canteen_id, h.person_id, h.valid_to desc) latest
      where valid_to <= ? order by valid_to, id`,
    [organizationId, today.plusDays(Math.max(...steps)).iso],
  );
  return latest.flatMap((row): AlertFact[] => {
    const term = { validFrom: LocalDate.of(row.valid_from), validTo: LocalDate.of(row.valid_to) };
    const step = certificateStep(term, today, steps);
    if (step === null) return [];
    const on = (lang: 'zh' | 'en') => term.validTo.in(lang, { year: true });
    return [{
      key: `people.healthCertificate:${row.id}:${step}`,
      canteenId: row.canteen_id,
      title: step === 0
        ? LocalizedText.of(`有一份健康证已于 ${on('zh')} 到期`, `A health certificate expired on ${on('en')}`)
        : LocalizedText.of(`有一份健康证将于 ${on('zh')} 到期`, `A health certificate ends on ${on('en')}`),
      text: step === 0
        ? LocalizedText.of('无有效健康证明不得从事接触直接入口食品的工作。请先调离岗位，取得新证后登记。', 'Without a valid certificate nobody handles ready-to-eat food. Move the person to other work, and file the new certificate.')
        : LocalizedText.of('请安排体检，取得新证后登记。', 'Arrange an examination and file the new certificate.'),
      severity: step === 0 ? 'critical' : 'warn',
      recordType: 'HealthCertificate',
      recordId: row.id,
      dueAt: term.validTo.endOfDay(timeZone),
    }];
  });
}

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [
  {
    kind: 'people.lateEntry',
    title: { zh: '补录待复核', en: 'Late entries' },
    says: {
      zh: '留样与温度晚于 {readingHours} 小时、台账晚于 {ledgerHours} 小时写下的记录待复核签字时，提醒有权复核的人；{ordinaryHours} 小时无人确认则升级。导入的历史台账不计。',
      en: 'Tells those who may countersign of readings written more than {readingHours} h late and ledger entries more than {ledgerHours} h late; escalated after {ordinaryHours} h. Imported history does not count.',
    },
    limits: [{ policy: 'people', field: 'readingHours' }, { policy: 'people', field: 'ledgerHours' }],
    audience: 'late:countersign',
    escalation: { afterHours: escalateAfter.ordinary, audience: ESCALATED },
    find: lateEntries,
  },
  {
    kind: 'people.healthCertificate',
    title: { zh: '健康证到期', en: 'Health certificates' },
    says: {
      zh: '健康证到期前 {certificateWarnDays} 天、{certificateUrgentDays} 天及到期后，提醒管理健康证的人；{ordinaryHours} 小时无人确认则告知可查看健康证的负责人。',
      en: 'Tells those who keep the certificates {certificateWarnDays} and {certificateUrgentDays} days before one ends and when it has ended; after {ordinaryHours} h also the others who may read them.',
    },
    limits: [{ policy: 'people', field: 'certificateWarnDays' }, { policy: 'people', field: 'certificateUrgentDays' }],
    law: { zh: '食品安全法第四十五条：从业人员每年健康检查，取得健康证明后方可上岗', en: 'Food Safety Law Art 45: examined every year, and at work only with a certificate' },
    audience: 'health:write',
    escalation: { afterHours: escalateAfter.ordinary, audience: 'health:read' },
    find: certificates,
  },
];
