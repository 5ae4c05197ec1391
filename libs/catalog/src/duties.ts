import { fill, LocalizedText, type LocalDate, type Words } from '@canteen/kernel';
import type { Ctx, DutyItem } from '@canteen/platform';
import { Canteen } from '@canteen/people';
import { messages } from './messages.ts';
import type { CatalogPolicy } from './policies.ts';
import { Supplier } from './supplier.entity.ts';
import { warningStep } from './supplier.rules.ts';

/** Licences that ended, are missing, or end within the warning days of the policy. */
export async function duties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('catalog:read')) return [];
  const canteen = await ctx.get(Canteen, canteenId);
  const { organizationId } = canteen;
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
  return suppliers.flatMap((supplier): DutyItem[] => {
    const { licenceValidTo: validTo } = supplier;
    const step = validTo ? warningStep(day.daysUntil(validTo), steps) : 0;
    if (step === null) return [];
    const ended = step === 0;
    const words = !validTo ? 'SUPPLIER_LICENCE_MISSING' : ended ? 'SUPPLIER_LICENCE_ENDED' : 'SUPPLIER_LICENCE_ENDING';
    return [
      {
        // one key per step: each of the four warnings is news, the days between are not
        key: `catalog:licence:${supplier.id}:${step}`,
        kind: 'SUPPLIER_LICENCE',
        title: say(messages.words![words]!, { supplier: supplier.name, validTo: validTo && LocalizedText.of(validTo.in('zh', { year: true }), validTo.in('en', { year: true })) }),
        dueAt: supplier.licenceEndsAt,
        severity: step <= policy.licenceUrgentDays ? 'critical' : step <= policy.licenceThirdWarnDays ? 'warn' : 'info',
        done: false,
        recordType: 'Supplier',
        recordId: supplier.id,
      },
    ];
  });
}

function say(words: Words, params: Record<string, unknown>): LocalizedText {
  return LocalizedText.of(fill(words, params, 'zh'), fill(words, params, 'en'));
}
