import { addMs, DomainError, LocalizedText, ms } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { userError } from '../errors.ts';
import { Work } from '../work/work.entity.ts';
import type { AlertFact, AlertRule, StandingAlert } from './alert-rule.ts';
import { ESCALATED, escalateAfter } from './alert.policies.ts';

const titles: Record<string, LocalizedText> = { export: LocalizedText.of('导出', 'export'), import: LocalizedText.of('导入', 'import') };

/** Long work that ended in a fault of ours, not in a refusal: nobody but the administrator can do anything about it. */
async function failedWork(ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]): Promise<AlertFact[]> {
  const { lookBackDays } = await ctx.policy<{ lookBackDays: number }>('alerts', organizationId);
  const failed = await ctx.em.find(Work, {
    organizationId, state: 'FAILED', failure: 'WORK_FAILED',
    $or: [{ finishedAt: { $gte: addMs(ctx.now(), -lookBackDays * ms.day) } }, { id: { $in: standing.map((alert) => alert.recordId) } }],
  });
  return failed.map((work): AlertFact => {
    const what = titles[work.kind] ?? LocalizedText.of(work.kind);
    const why = (lang: 'zh' | 'en') => userError(new DomainError('WORK_FAILED', (work.failureParams ?? {}) as Record<string, unknown>), ctx.host.words, lang).message;
    return {
      key: `platform.workFailed:${work.id}`,
      canteenId: null,
      title: LocalizedText.of(`${what.zh}未能完成`, `An ${what.in('en')} could not be finished`),
      text: LocalizedText.of(`${why('zh')}请查看原因，修复后重试；无需处理时说明原因并解除。`, `${why('en')} Look at the reason and try again, or resolve it with a reason.`),
      severity: 'warn',
      recordType: 'Work',
      recordId: work.id,
    };
  });
}

export const platformAlerts: readonly AlertRule[] = [
  {
    kind: 'platform.workFailed',
    title: { zh: '后台工作失败', en: 'Work failed' },
    says: {
      zh: '近 {lookBackDays} 天内导出、导入等后台工作多次重试仍出错时，提醒管理员。',
      en: 'Tells the administrators when an export, an import or other long work of the last {lookBackDays} days failed after several tries.',
    },
    limits: [{ policy: 'alerts', field: 'lookBackDays' }],
    audience: 'jobs:read',
    escalation: { afterHours: escalateAfter.slow, audience: ESCALATED },
    find: failedWork,
  },
];
