import { DomainError } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import type { AlertRule } from './alert-rule.ts';
import { Alert, AlertRuleSetting } from './alert.entity.ts';
import { alertLife, checkReason } from './alert.rules.ts';
import { tellLive } from './tell.ts';

export const alertRulesOf = (ctx: Pick<Ctx, 'host'>): AlertRule[] => ctx.host.modules.flatMap((module) => [...(module.alerts ?? [])]);

/** Someone has seen it and takes it in hand: nobody else is told. Whoever sees an alert may. */
export async function acknowledgeAlert(ctx: Ctx, id: string): Promise<Alert> {
  const alert = await ctx.lock(Alert, id, 'id');
  alert.state = alertLife.next(alert.state, 'ACKNOWLEDGE');
  alert.acknowledgedAt = ctx.now();
  alert.acknowledgedById = ctx.personId();
  alert.acknowledgedByName = ctx.actor?.name ?? null;
  await tellLive(ctx, [alert]);
  return alert;
}

/** A person says why nothing is left to do. While the fact still stands, it is not raised again. */
export async function resolveAlert(ctx: Ctx, id: string, reason: string): Promise<Alert> {
  const alert = await ctx.lock(Alert, id, 'id');
  ctx.personId();
  resolveBy(ctx, alert, checkReason(reason));
  await tellLive(ctx, [alert]);
  return alert;
}

function resolveBy(ctx: Ctx, alert: Alert, reason: string): void {
  alert.state = alertLife.next(alert.state, 'RESOLVE');
  alert.resolvedAt = ctx.now();
  alert.resolvedBy = 'PERSON';
  alert.resolvedByName = ctx.actor?.name ?? null;
  alert.resolvedReason = reason;
}

/** The rules an organization has switched off, by kind. */
export async function switchedOff(ctx: Ctx, organizationId: string): Promise<Map<string, AlertRuleSetting>> {
  const settings = await ctx.em.find(AlertRuleSetting, { organizationId }, { orderBy: { recordedAt: 'asc', id: 'asc' } });
  const latest = new Map(settings.map((setting) => [setting.kind, setting]));
  return new Map([...latest].filter(([, setting]) => !setting.on));
}

/**
 * Switches a rule for an organization from now on. What a law asks to be seen to cannot be switched off. What is open of a rule
 * that is switched off is resolved with the same reason, and told anew if the rule is switched on again.
 */
export async function switchAlertRule(ctx: Ctx, organizationId: string, kind: string, on: boolean, reason: string): Promise<AlertRuleSetting> {
  if (!ctx.can('policy:write', { organizationId })) throw new DomainError('NOT_FOUND', { what: 'Organization', id: organizationId.slice(0, 40) }, 'organization');
  const rule = alertRulesOf(ctx).find((known) => known.kind === kind);
  if (!rule) throw new DomainError('ALERT_RULE_UNKNOWN', { given: kind.slice(0, 60) }, 'kind');
  const said = checkReason(reason);
  if (!on && rule.law) throw new DomainError('ALERT_RULE_IS_LAW', { law: rule.law[ctx.lang] }, 'on');
  await ctx.alone(`alert rules ${organizationId}`);
  const off = (await switchedOff(ctx, organizationId)).has(kind);
  if (off === !on) throw new DomainError(on ? 'ALERT_RULE_ON_ALREADY' : 'ALERT_RULE_OFF_ALREADY', {}, 'on');
  if (!on) {
    const open = await ctx.em.find(Alert, { organizationId, kind, state: { $ne: 'RESOLVED' } });
    for (const alert of open) {
      resolveBy(ctx, alert, said);
      // Nobody looked into it: if the rule is switched on again while the fact stands, it is news.
      alert.standing = false;
    }
    await tellLive(ctx, open);
  }
  return ctx.create(AlertRuleSetting, { organizationId, kind, on, reason: said });
}
