import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { act } from '../act.ts';
import { systemActor } from '../actor.ts';
import { Ctx } from '../ctx.ts';
import { deliver } from '../delivery/deliver.ts';
import { directoryOf, type Host } from '../host.ts';
import type { JobDefinition } from '../module.ts';
import type { AlertFact, AlertRule } from './alert-rule.ts';
import { alertRulesOf, switchedOff } from './alert.commands.ts';
import { Alert } from './alert.entity.ts';
import { alertLife, clipped, escalationDue, isWorse, verdictOn, WATCH, type AlertSeverity } from './alert.rules.ts';
import { holdersOf, tellLive } from './tell.ts';

/** Acts come in bursts; their organization is looked at once in so many seconds. */
const SOON_SECONDS = 5;

export interface Watched {
  raised: number;
  resolved: number;
  escalated: number;
}

/**
 * Compares what the rules find in an organization with the alerts it has, and writes only what changed: nothing changed, nothing
 * written, not even in the journal. Watches of one organization wait for each other, on whichever node they run, and each looks
 * at the facts only after the one before has ended; so what is raised is raised once. A rule that fails keeps its alerts as they
 * are and the others going; the fault is thrown at the end.
 */
export async function watchFacts(host: Host, organizationId: string): Promise<Watched> {
  const faults: Error[] = [];
  const watched = await act(host, { name: WATCH, actor: systemActor('watch-facts') }, async (ctx) => {
    faults.length = 0;
    await ctx.alone(`watch ${organizationId}`);
    ctx.act!.organizationId = organizationId;
    return watchWithin(ctx, organizationId, faults);
  });
  if (faults.length) throw new AggregateError(faults, faults.map((fault) => fault.message).join('; '));
  return watched;
}

async function watchWithin(ctx: Ctx, organizationId: string, faults: Error[]): Promise<Watched> {
  const off = await switchedOff(ctx, organizationId);
  const rules = alertRulesOf(ctx).filter((rule) => !off.has(rule.kind));
  const open = await ctx.em.find(Alert, { organizationId, $or: [{ state: { $ne: 'RESOLVED' } }, { standing: true }] });
  // Facts are read apart from the act: a rule that fails must not take down what the others write.
  const reading = new Ctx({ host: ctx.host, em: ctx.host.orm.em.fork() as SqlEntityManager, actor: ctx.actor, lang: ctx.lang, requestId: ctx.requestId, now: () => ctx.now() });
  const found: { rule: AlertRule; facts: Map<string, AlertFact> }[] = [];
  for (const rule of rules) {
    const standing = open.filter((alert) => alert.kind === rule.kind && alert.state !== 'RESOLVED');
    try {
      found.push({ rule, facts: new Map((await rule.find(reading, organizationId, standing)).map((fact) => [fact.key, fact])) });
    } catch (error) {
      faults.push(new Error(`The rule ${rule.kind} failed: ${(error as Error).message}`, { cause: error }));
    }
  }

  const known = new Map(open.map((alert) => [alert.key, alert]));
  const unknown = found.flatMap(({ facts }) => [...facts.keys()]).filter((key) => !known.has(key));
  if (unknown.length) for (const alert of await ctx.em.find(Alert, { organizationId, key: { $in: unknown } })) known.set(alert.key, alert);

  const changed = new Set<Alert>();
  const told: Alert[] = [];
  const escalated: Alert[] = [];
  const watched: Watched = { raised: 0, resolved: 0, escalated: 0 };
  for (const { rule, facts } of found) {
    for (const fact of facts.values()) {
      const alert = known.get(fact.key) ?? null;
      const verdict = verdictOn(alert, true);
      if (!alert) {
        const created = raise(ctx, ctx.create(Alert, { organizationId, key: fact.key, kind: rule.kind, times: 0, state: 'RAISED', ...words(rule, fact) }));
        known.set(fact.key, created);
        told.push(created);
      } else if (verdict === 'RAISE') {
        alert.state = alertLife.next(alert.state, 'RAISE');
        assign(alert, words(rule, fact));
        told.push(raise(ctx, alert));
      } else if (alert.state !== 'RESOLVED') {
        const before = alert.severity;
        if (assign(alert, words(rule, fact))) changed.add(alert);
        if (isWorse(alert.severity, before)) told.push(alert);
      }
    }
    for (const alert of known.values()) {
      if (alert.kind !== rule.kind || facts.has(alert.key)) continue;
      const verdict = verdictOn(alert, false);
      if (verdict === 'KEEP') continue;
      alert.standing = false;
      if (verdict === 'FORGET') continue;
      alert.state = alertLife.next(alert.state, 'RESOLVE');
      alert.resolvedAt = ctx.now();
      alert.resolvedBy = 'FACTS';
      alert.resolvedByName = alert.resolvedReason = null;
      changed.add(alert);
      watched.resolved++;
    }
    const { escalation } = rule;
    if (!escalation) continue;
    const hours = typeof escalation.afterHours === 'number' ? escalation.afterHours : Number((await reading.policy<Record<string, unknown>>(escalation.afterHours.policy, organizationId))[escalation.afterHours.field]);
    for (const alert of known.values()) {
      if (alert.kind !== rule.kind || !escalationDue(alert, hours, ctx.now())) continue;
      alert.escalatedAt = ctx.now();
      escalated.push(alert);
    }
  }
  watched.raised = told.length;
  watched.escalated = escalated.length;
  if (!told.length && !escalated.length && !changed.size) return watched;

  ctx.note({ ...watched });
  await ctx.em.flush();
  const holders = holdersOf(ctx);
  for (const alert of told) await deliver(ctx, alertFor(alert), await holders(alert.audience, alert));
  for (const alert of escalated) {
    const before = new Set((await holders(alert.audience, alert)).map((contact) => contact.personId));
    await deliver(ctx, alertFor(alert), (await holders(alert.escalation!, alert)).filter((contact) => !before.has(contact.personId)));
  }
  await tellLive(ctx, [...new Set([...told, ...escalated, ...changed])]);
  return watched;
}

function raise(ctx: Ctx, alert: Alert): Alert {
  alert.raisedAt = ctx.now();
  alert.times += 1;
  alert.standing = true;
  alert.acknowledgedAt = alert.acknowledgedById = alert.acknowledgedByName = null;
  alert.resolvedAt = alert.resolvedBy = alert.resolvedByName = alert.resolvedReason = null;
  alert.escalatedAt = null;
  return alert;
}

const upper = { info: 'INFO', warn: 'WARN', critical: 'CRITICAL' } as const satisfies Record<string, AlertSeverity>;

const words = (rule: AlertRule, fact: AlertFact) => ({
  canteen: fact.canteenId,
  severity: upper[fact.severity],
  title: clipped(fact.title),
  text: clipped(fact.text),
  recordType: fact.recordType,
  recordId: fact.recordId,
  dueAt: fact.dueAt ?? null,
  audience: rule.audience,
  escalation: rule.escalation?.audience ?? null,
});

/** Assigns what differs, so that an alert that stayed the same is not written again. */
function assign(alert: Alert, now: ReturnType<typeof words>): boolean {
  let changed = false;
  for (const [field, value] of Object.entries(now) as [keyof typeof now, never][]) {
    if (JSON.stringify(alert[field]) === JSON.stringify(value)) continue;
    (alert as Record<typeof field, unknown>)[field] = value;
    changed = true;
  }
  return changed;
}

const alertFor = (alert: Alert) => ({
  id: alert.id, organizationId: alert.organizationId, canteenId: alert.canteen, severity: alert.severity, title: alert.title, text: alert.text, dueAt: alert.dueAt,
});

/** For `host.changed`: after an act its organization is looked at soon, once for all the acts of some seconds. */
export const watchSoon = (host: Host): NonNullable<Host['changed']> => async (em, organizations) => {
  for (const organizationId of organizations) {
    await host.jobs?.send(em, 'watch-organization', { organizationId }, { once: { key: organizationId, seconds: SOON_SECONDS } });
  }
};

export const watchJobs: readonly JobDefinition[] = [
  {
    name: 'watch-facts',
    cron: '*/5 * * * *',
    says: { zh: '每 5 分钟检查各单位的事实，发出、升级或解除提醒', en: 'Looks at the facts of every institution every 5 minutes and raises, escalates or resolves alerts' },
    work: async ({ host, signal }) => {
      const canteens = await directoryOf(host).canteens(host.orm.em.fork() as SqlEntityManager);
      const faults: unknown[] = [];
      for (const organizationId of new Set(canteens.map((canteen) => canteen.organizationId))) {
        if (signal.aborted) return;
        // One institution's trouble must not leave the others unwatched.
        await watchFacts(host, organizationId).catch((error: unknown) => faults.push(error));
      }
      if (faults.length) throw new AggregateError(faults, faults.map((fault) => (fault as Error).message).join('; '));
    },
  },
  {
    name: 'watch-organization',
    says: { zh: '一个单位有新记录后，随即检查其提醒', en: 'Looks at the alerts of an institution soon after something was written there' },
    // The next round, five minutes on, is the second try.
    retries: 0,
    work: async ({ host, data }) => void (await watchFacts(host, String(data['organizationId']))),
  },
];
