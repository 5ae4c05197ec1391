import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { addMs, LocalizedText, ms } from '@canteen/kernel';
import { actorCovers, actorSees } from '../actor.ts';
import { directoryOf, type Host } from '../host.ts';
import type { JobDefinition } from '../module.ts';
import type { Channel } from './channel.entity.ts';
import { nextTry } from './channel.rules.ts';
import { Delivery } from './delivery.entity.ts';
import type { Item, Message } from './message.ts';
import { noteHealth, NotDelivered } from './receivers.ts';
import { send } from './senders.ts';

/**
 * Whoever takes a message to send it owns it for so long. A process that dies between sending and writing that down leaves it to be
 * sent again: at least once, with the same id, by which receivers tell a repetition.
 */
const LEASE_MS = 2 * ms.minute;
/** More than so many at once are no news but a flood, and come in one message. */
const FLOOD = 5;
const MOST_TOGETHER = 200;
/** The log is kept for a year and a month. */
const LOG_LIFE_MS = 400 * ms.day;

const forkOf = (host: Host) => host.orm.em.fork() as SqlEntityManager;

/** For `any(cast(? as uuid[]))`. */
const list = (rows: readonly { id: string }[]): string => `{${rows.map(({ id }) => id).join(',')}}`;

/** Sends what is due on one channel, until nothing is or the receiver does not answer. */
export async function sendDue(host: Host, channelId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const batch = await claim(host, channelId);
    if (!batch.length) return;
    const { channel } = batch[0]!;
    let fault: NotDelivered | null = null;
    let answer = '';
    try {
      const ready = await prepare(host, channel.unwrap(), batch);
      if (!ready) continue;
      answer = await send(host.receivers, ready.target, ready.message, host.clock.now());
    } catch (error) {
      fault = error instanceof NotDelivered ? error : new NotDelivered('DELIVERY_FAILED', { reason: (error as Error).message.slice(0, 200) }, { alone: true });
      if (!(error instanceof NotDelivered)) host.log.error({ err: error, channel: channelId }, 'a message could not be sent');
    }
    await settle(host, batch, fault, answer);
    // A receiver that is down is not asked once for each message that waits for it.
    if (fault && !fault.about.alone) return;
  }
}

/** The next message of the channel, or what belongs together in one; nobody else gets it meanwhile. */
async function claim(host: Host, channelId: string): Promise<Delivery[]> {
  const now = host.clock.now();
  return host.orm.em.fork().transactional(async (tx) => {
    const em = tx as SqlEntityManager;
    const due = `channel_id = ? and state = 'QUEUED' and next_at <= ?`;
    const rows = (await em.execute(`select id, held_for = 'DIGEST' as digest from delivery where ${due} order by next_at, id limit ${MOST_TOGETHER} for update skip locked`, [channelId, now])) as unknown as { id: string; digest: boolean | null }[];
    const [first] = rows;
    if (!first) return [];
    const alike = rows.filter(({ digest }) => Boolean(digest) === Boolean(first.digest)).map(({ id }) => id);
    const ids = first.digest || alike.length > FLOOD ? alike : [first.id];
    await em.execute('update delivery set attempts = attempts + 1, next_at = ?, version = version + 1 where id = any(cast(? as uuid[]))', [addMs(now, LEASE_MS), `{${ids.join(',')}}`]);
    return em.find(Delivery, { id: { $in: ids } }, { orderBy: { id: 'asc' }, populate: ['channel'] as never });
  });
}

interface ToldAlert {
  id: string;
  state: string;
  audience: string;
  escalation: string | null;
}

/** What is to be sent, and where; null where there is nothing to send any more. Takes out of the batch what fell away. */
async function prepare(host: Host, channel: Channel, batch: Delivery[]) {
  const em = forkOf(host);
  const now = host.clock.now();
  const directory = directoryOf(host);
  const drop = async (rows: Delivery[], why: string) => {
    if (!rows.length) return;
    await em.execute(`update delivery set state = 'DROPPED', error = ?, next_at = null, version = version + 1 where id = any(cast(? as uuid[]))`, [why, list(rows)]);
    for (const row of rows) batch.splice(batch.indexOf(row), 1);
  };
  if (!channel.active || channel.endedAt !== null) await drop([...batch], 'CHANNEL_ENDED');
  const alerts = batch.flatMap(({ alertId }) => (alertId === null ? [] : [{ id: alertId }]));
  const known = new Map<string, ToldAlert>();
  if (alerts.length) {
    const found = (await em.execute('select id, state, audience, escalation from alert where id = any(cast(? as uuid[]))', [list(alerts)])) as unknown as ToldAlert[];
    for (const alert of found) known.set(alert.id, alert);
    await drop(batch.filter((row) => known.get(row.alertId ?? '')?.state === 'RESOLVED'), 'DELIVERY_SETTLED');
  }
  const contact = channel.personId === null ? null : await directory.contact(em, channel.personId);
  if (channel.personId !== null) {
    const actor = await directory.actorOf(em, channel.personId, now);
    // Roles may have changed overnight: what is for others now is theirs to read.
    const concerns = ({ alertId, organizationId, canteenId }: Delivery): boolean => {
      const alert = known.get(alertId ?? '');
      if (organizationId === null || !alert) return actor?.grants.some((grant) => grant.organizationId === organizationId) ?? false;
      return [alert.audience, alert.escalation].some((permission) => permission !== null
        && (canteenId === null ? actorSees(actor, permission, organizationId) : actorCovers(actor, permission, { organizationId, canteenId })));
    };
    await drop(batch.filter((row) => row.kind === 'ALERT' && !concerns(row)), 'DELIVERY_LEFT');
  }
  const [first] = batch;
  if (!first) return null;
  const address = channel.target ?? (channel.kind === 'EMAIL' ? contact?.email : contact?.phone) ?? null;
  if (address === null) throw new NotDelivered('DELIVERY_NO_ADDRESS', {}, { final: true, alone: true });

  let timeZone = 'Asia/Shanghai';
  const items: Item[] = [];
  for (const row of batch) {
    const place = row.organizationId === null ? null : await directory.placeOf(em, { organizationId: row.organizationId, canteenId: row.canteenId });
    if (place) timeZone = place.timeZone;
    items.push({
      alertId: row.alertId, severity: row.severity, title: row.title, text: row.text, raisedAt: row.queuedAt, dueAt: row.dueAt,
      place: place ? (place.canteen ?? place.organization) : LocalizedText.of('食安食堂', 'Canteen'),
    });
  }
  const message: Message = { id: first.id, lang: contact?.lang ?? 'zh', test: first.kind === 'TEST', items, timeZone, origin: host.origin };
  return { message, target: { kind: channel.kind, format: channel.format, address, secret: channel.secret } };
}

/** Writes down what came of it. */
async function settle(host: Host, batch: Delivery[], fault: NotDelivered | null, answer: string): Promise<void> {
  if (!batch.length) return;
  const em = forkOf(host);
  const now = host.clock.now();
  const ids = list(batch);
  await noteHealth(em, batch[0]!.channel.id, fault, now);
  if (!fault) {
    await em.execute(`update delivery set state = 'SENT', sent_at = ?, next_at = null, answer = ?, error = null, error_params = null, version = version + 1 where id = any(cast(? as uuid[]))`, [now, answer, ids]);
  } else {
    // Those that went together have not been tried equally often: what came last is not given up with what came first.
    const left = fault.about.final ? [] : batch.filter(({ attempts }) => nextTry(attempts, now) !== null);
    const again = left.length ? nextTry(Math.max(...left.map(({ attempts }) => attempts)), now) : null;
    await em.execute(
      `update delivery set error = ?, error_params = cast(? as jsonb), version = version + 1,
          state = case when id = any(cast(? as uuid[])) then 'QUEUED' else 'FAILED' end,
          next_at = case when id = any(cast(? as uuid[])) then cast(? as timestamptz) end
        where id = any(cast(? as uuid[]))`,
      [fault.code, JSON.stringify(fault.params), list(left), list(left), again, ids],
    );
    if (again && !fault.about.alone) {
      await em.execute(`update delivery set next_at = ?, version = version + 1 where channel_id = ? and state = 'QUEUED' and next_at < ?`, [again, batch[0]!.channel.id, again]);
    }
  }
  await em.execute(
    `select pg_notify('canteen_live', json_build_object('about', 'delivery', 'id', id, 'to', json_build_array(person_id), 'state', state)::text) from delivery where id = any(cast(? as uuid[])) and person_id is not null and state <> 'QUEUED'`,
    [ids],
  );
}

/** What waited for the morning, for the digest or for another try goes out; each channel in a job of its own. */
export async function releaseDue(host: Host): Promise<void> {
  const em = forkOf(host);
  const now = host.clock.now();
  await em.execute(`update delivery set state = 'QUEUED', version = version + 1 where state = 'HELD' and next_at <= ?`, [now]);
  const due = (await em.execute(`select distinct channel_id from delivery where state = 'QUEUED' and next_at <= ?`, [now])) as unknown as { channel_id: string }[];
  for (const { channel_id: channel } of due) await host.jobs?.send(em, 'deliver', { channel });
}

export const deliveryJobs: readonly JobDefinition[] = [
  {
    name: 'deliver',
    // One channel each: a receiver that takes its ten seconds to say nothing keeps one place of eight.
    atOnce: 8,
    says: { zh: '把提醒发到一个渠道（邮件、群机器人、短信）', en: 'Sends the alerts of one channel: e-mail, webhook, text message' },
    work: async ({ host, data, signal }) => sendDue(host, String(data['channel']), signal),
  },
  {
    name: 'deliver-due',
    cron: '* * * * *',
    retries: 0,
    says: { zh: '每分钟发出免打扰时段后、汇总时刻到了或须重试的提醒', en: 'Sends every minute what waited for the end of quiet hours, for the digest or for another try' },
    work: async ({ host }) => releaseDue(host),
  },
  {
    name: 'forget-deliveries',
    cron: '23 3 * * *',
    says: { zh: '清除 400 天前的发送记录', en: 'Forgets the log of deliveries after 400 days' },
    run: async (ctx) => {
      await ctx.em.execute(`delete from delivery where queued_at < ? and state not in ('QUEUED', 'HELD')`, [addMs(ctx.now(), -LOG_LIFE_MS)]);
    },
  },
];
