import { LocalizedText } from '@canteen/kernel';
import { ESCALATED, escalateAfter, type AlertFact, type AlertRule, type Ctx } from '@canteen/platform';
import { watchedPlace } from '@canteen/people';
import { endingLicences, licenceTitle } from './duties.ts';

/** Each step is an alert of its own: the one before is resolved by the facts when the next begins, and all of them when the licence is renewed. */
async function licences(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const { today } = await watchedPlace(ctx, organizationId);
  return (await endingLicences(ctx, organizationId, today)).map(({ supplier, step, severity }): AlertFact => ({
    key: `catalog.licence:${supplier.id}:${step}`,
    canteenId: null,
    title: licenceTitle(supplier, step),
    text: step === 0
      ? LocalizedText.of('查验供货者许可证是收货的条件。请暂停订货，索取新证并登记后再恢复。', 'A delivery is accepted only under a valid licence. Stop ordering until the new licence is on file.')
      : LocalizedText.of('请向供货者索取延续后的许可证，到期前登记；到期后不得收货。', 'Ask the supplier for the renewed licence and file it before this one ends; afterwards deliveries are refused.'),
    severity,
    recordType: 'Supplier',
    recordId: supplier.id,
    dueAt: supplier.licenceEndsAt,
  }));
}

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [
  {
    kind: 'catalog.licence',
    title: { zh: '供货者许可证到期', en: 'Supplier licences' },
    says: {
      zh: '供货者许可证到期前 {licenceWarnDays}、{licenceSecondWarnDays}、{licenceThirdWarnDays}、{licenceUrgentDays} 天及到期后，提醒验收人员与负责人；最后 {licenceThirdWarnDays} 天起 {slowHours} 小时无人确认则升级。',
      en: 'Tells those who accept deliveries {licenceWarnDays}, {licenceSecondWarnDays}, {licenceThirdWarnDays} and {licenceUrgentDays} days before a supplier\'s licence ends and when it has ended; from {licenceThirdWarnDays} days on it is escalated after {slowHours} h.',
    },
    limits: [
      { policy: 'catalog', field: 'licenceWarnDays' }, { policy: 'catalog', field: 'licenceSecondWarnDays' },
      { policy: 'catalog', field: 'licenceThirdWarnDays' }, { policy: 'catalog', field: 'licenceUrgentDays' },
    ],
    law: { zh: '食品安全法第五十三条：查验供货者的许可证', en: "Food Safety Law Art 53: the supplier's licence is checked" },
    audience: 'receiving:accept',
    escalation: { afterHours: escalateAfter.slow, audience: ESCALATED },
    find: licences,
  },
];
