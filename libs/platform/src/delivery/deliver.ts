import type { LocalizedText } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { directoryOf } from '../host.ts';
import type { Contact } from '../module.ts';
import { Channel } from './channel.entity.ts';
import { planFor } from './channel.rules.ts';
import { Delivery } from './delivery.entity.ts';

/** What someone is told of, as it is now. */
export interface TellableAlert {
  id: string;
  organizationId: string;
  canteenId: string | null;
  severity: 'INFO' | 'WARN' | 'CRITICAL';
  title: LocalizedText;
  text: LocalizedText;
  dueAt?: Date | null;
}

const woken = new WeakMap<object, Set<string>>();
/** The channels that this act has already handed to a job: one job sends all that is due. */
function awoken(ctx: Ctx): Set<string> {
  const known = woken.get(ctx.em) ?? new Set<string>();
  woken.set(ctx.em, known);
  return known;
}

/**
 * Hands an alert to the channels of these people and of the place, within the act that raised it: what is told of is kept, and
 * what is kept is told of. Each channel has a job of its own.
 */
export async function deliver(ctx: Ctx, alert: TellableAlert, contacts: readonly Contact[]): Promise<void> {
  const people = new Map(contacts.map((contact) => [contact.personId, contact]));
  const places = { organizationId: alert.organizationId, personId: null, ...(alert.canteenId === null ? {} : { $or: [{ canteenId: null }, { canteenId: alert.canteenId }] }) };
  const all = await ctx.em.find(Channel, { $or: [{ personId: { $in: [...people.keys()] } }, places] });
  for (const contact of people.values()) {
    if (all.some((channel) => channel.personId === contact.personId && channel.kind === 'EMAIL')) continue;
    const own = await ownMail(ctx, contact);
    if (own) all.push(own);
  }
  const channels = all.filter((channel) => channel.active && channel.endedAt === null);
  if (!channels.length) return;
  const { timeZone, organization } = await directoryOf(ctx.host).placeOf(ctx.em, { organizationId: alert.organizationId, canteenId: alert.canteenId });
  const at = ctx.now();
  for (const channel of channels) {
    const plan = planFor(channel, alert.severity, at, timeZone);
    if (!plan) continue;
    const person = channel.personId === null ? null : people.get(channel.personId)!;
    ctx.create(Delivery, {
      channel, kind: 'ALERT', alertId: alert.id, organizationId: alert.organizationId, canteenId: alert.canteenId, personId: channel.personId,
      personName: (person?.name ?? organization.zh).slice(0, 60), severity: alert.severity, title: alert.title, text: alert.text, dueAt: alert.dueAt ?? null,
      state: plan.state, heldFor: plan.heldFor, queuedAt: at, nextAt: plan.at,
    });
    if (plan.state === 'QUEUED' && !awoken(ctx).has(channel.id)) {
      awoken(ctx).add(channel.id);
      await ctx.enqueue('deliver', { channel: channel.id });
    }
  }
}

/**
 * Whoever has an address and has said nothing about it is told: a warning that nobody receives is none. Two institutions may
 * think of the same person at once; the second to come finds what the first has made.
 */
async function ownMail(ctx: Ctx, { personId, email, lang }: Contact): Promise<Channel | null> {
  if (!ctx.host.receivers?.mail || email === null) return null;
  await ctx.alone(`channels ${personId}`);
  return (await ctx.em.findOne(Channel, { personId, kind: 'EMAIL' })) ?? ctx.create(Channel, {
    personId, name: lang === 'zh' ? '邮件' : 'E-mail', kind: 'EMAIL', active: true, minSeverity: 'WARN', quietFrom: '22:00', quietTo: '06:00',
    quietForCritical: false, digest: 'NONE', digestHour: 7,
  });
}
