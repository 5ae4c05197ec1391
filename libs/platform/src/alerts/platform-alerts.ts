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

interface DeadChannel {
  channel_id: string;
  canteen_id: string | null;
  person_name: string;
  name: string;
}

/** Channels that did not get their last message through, a test included: a warning that nobody receives is none. */
async function deadChannels(ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]): Promise<AlertFact[]> {
  const { lookBackDays } = await ctx.policy<{ lookBackDays: number }>('alerts', organizationId);
  const dead = (await ctx.em.execute(
    `select * from (
       select distinct on (d.channel_id) d.channel_id, c.canteen_id, d.person_name, c.name, d.state from delivery d
         join channel c on c.id = d.channel_id and c.active and c.ended_at is null and c.failing_since is not null
        where d.organization_id = ? and d.state in ('SENT', 'FAILED') and (d.queued_at >= ? or d.channel_id = any(cast(? as uuid[])))
        order by d.channel_id, d.queued_at desc, d.id desc) last
      where state = 'FAILED' order by channel_id`,
    [organizationId, addMs(ctx.now(), -lookBackDays * ms.day), `{${standing.map((alert) => alert.recordId).join(',')}}`],
  )) as unknown as DeadChannel[];
  return dead.map((channel): AlertFact => ({
    key: `platform.deliveryFailed:${channel.channel_id}`,
    canteenId: channel.canteen_id,
    title: LocalizedText.of(`提醒未能送达：${channel.person_name}（${channel.name}）`, `Alerts do not reach ${channel.person_name} (${channel.name})`),
    text: LocalizedText.of('多次重试仍未送达。请核对地址后发送测试消息；送达后自动解除。', 'Several tries failed. Check the address and send a test; a message that gets through resolves this.'),
    severity: 'warn',
    recordType: 'Channel',
    recordId: channel.channel_id,
  }));
}

export const platformAlerts: readonly AlertRule[] = [
  {
    kind: 'platform.deliveryFailed',
    title: { zh: '提醒未送达', en: 'Delivery failed' },
    says: {
      zh: '近 {lookBackDays} 天内某人或某群的渠道最近一条提醒多次重试仍未送达时，提醒管理渠道的人。',
      en: 'Tells those who keep the channels when the last message of the last {lookBackDays} days to a person or group did not get through after several tries.',
    },
    limits: [{ policy: 'alerts', field: 'lookBackDays' }],
    audience: 'alerts:write',
    escalation: { afterHours: escalateAfter.slow, audience: ESCALATED },
    find: deadChannels,
  },
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
