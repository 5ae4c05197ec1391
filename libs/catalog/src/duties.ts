import { fill, LocalizedText, type LocalDate } from '@canteen/kernel';
import type { Ctx, DutyItem } from '@canteen/platform';
import { Canteen } from '@canteen/people';
import { messages } from './messages.ts';
import type { CatalogPolicy } from './policies.ts';
import { Supplier } from './supplier.entity.ts';
import { warningStep } from './supplier.rules.ts';

export interface EndingLicence {
  supplier: Supplier;
  /** Days of the warning that holds; 0: it has ended, or there is none. */
  step: number;
  severity: 'info' | 'warn' | 'critical';
}

/** The suppliers we buy from whose licence ended, is missing, or ends within the warning days of the policy. */
export async function endingLicences(ctx: Ctx, organizationId: string, day: LocalDate): Promise<EndingLicence[]> {
  const policy = await ctx.policy<CatalogPolicy>('catalog', organizationId);
  const steps = [policy.licenceWarnDays, policy.licenceSecondWarnDays, policy.licenceThirdWarnDays, policy.licenceUrgentDays];
  const suppliers = await ctx.find(
    Supplier,
    {
      organizationId,
      state: { $in: ['APPROVED', 'RESTRICTED'] },
      $or: [{ licenceStartsAt: null }, { licenceValidTo: { $lte: day.plusDays(Math.max(...steps)) } }],
    },
    { orderBy: { licenceValidTo: 'asc' } },
  );
  return suppliers.flatMap((supplier): EndingLicence[] => {
    const step = supplier.licenceValidTo ? warningStep(day.daysUntil(supplier.licenceValidTo), steps) : 0;
    if (step === null) return [];
    return [{ supplier, step, severity: step <= policy.licenceUrgentDays ? 'critical' : step <= policy.licenceThirdWarnDays ? 'warn' : 'info' }];
  });
}

export function licenceTitle({ name, licenceValidTo: validTo }: Supplier, step: number): LocalizedText {
  const words = messages.words![!validTo ? 'SUPPLIER_LICENCE_MISSING' : step === 0 ? 'SUPPLIER_LICENCE_ENDED' : 'SUPPLIER_LICENCE_ENDING']!;
  const params = { supplier: name, validTo: validTo && LocalizedText.of(validTo.in('zh', { year: true }), validTo.in('en', { year: true })) };
  return LocalizedText.of(fill(words, params, 'zh'), fill(words, params, 'en'));
}

/** Licences that ended, are missing, or end within the warning days of the policy. */
export async function duties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('catalog:read')) return [];
  const { organizationId } = await ctx.get(Canteen, canteenId);
  return (await endingLicences(ctx, organizationId, day)).map(({ supplier, step, severity }): DutyItem => ({
    // one key per step: each of the four warnings is news, the days between are not
    key: `catalog:licence:${supplier.id}:${step}`,
    kind: 'SUPPLIER_LICENCE',
    for: 'catalog:write',
    title: licenceTitle(supplier, step),
    dueAt: supplier.licenceEndsAt,
    severity,
    done: false,
    recordType: 'Supplier',
    recordId: supplier.id,
  }));
}
