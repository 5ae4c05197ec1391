import { addMs, DomainError, enumOf, LocalDate, ms } from '@canteen/kernel';
import { isPrivateAddress } from './private-address.ts';

export const ChannelKind = enumOf('EMAIL', 'WEBHOOK', 'SMS');
export type ChannelKind = keyof typeof ChannelKind;
export const WebhookFormat = enumOf('WECOM', 'DINGTALK', 'JSON');
export type WebhookFormat = keyof typeof WebhookFormat;
export const Digest = enumOf('NONE', 'DAILY');
export type Digest = keyof typeof Digest;
export const DeliveryState = enumOf('QUEUED', 'HELD', 'SENT', 'FAILED', 'DROPPED');
export type DeliveryState = keyof typeof DeliveryState;
/** Why a message waits that could be sent. */
export const HeldFor = enumOf('QUIET', 'DIGEST');
export type HeldFor = keyof typeof HeldFor;
export const DeliveryKind = enumOf('ALERT', 'TEST');
export type DeliveryKind = keyof typeof DeliveryKind;

type Severity = 'INFO' | 'WARN' | 'CRITICAL';
const rank: Record<Severity, number> = { INFO: 0, WARN: 1, CRITICAL: 2 };

/** After the first try one minute, then longer and longer; after the sixth it is given up. */
export const BACKOFF_MS = [ms.minute, 5 * ms.minute, 30 * ms.minute, 2 * ms.hour, 12 * ms.hour] as const;

/** When it is tried again after so many tries in vain; null: no more. */
export const nextTry = (attempts: number, now: Date): Date | null => {
  const wait = BACKOFF_MS[attempts - 1];
  return wait === undefined ? null : addMs(now, wait);
};

export interface Habits {
  minSeverity: Severity;
  /** Local times, `22:00`; a night reaches over midnight. */
  quietFrom: string | null;
  quietTo: string | null;
  /** Also what is critical waits for the morning. */
  quietForCritical: boolean;
  digest: Digest;
  digestHour: number;
}

export type Plan = { state: 'QUEUED'; at: Date; heldFor: null } | { state: 'HELD'; at: Date; heldFor: HeldFor };

/** When a message of this severity goes out: at once, in the morning, with the day's others, or (null) not at all. */
export function planFor(habits: Habits, severity: Severity, now: Date, timeZone: string): Plan | null {
  if (rank[severity] < rank[habits.minSeverity]) return null;
  if (habits.digest === 'DAILY' && severity !== 'CRITICAL') return { state: 'HELD', at: nextTime(`${String(habits.digestHour).padStart(2, '0')}:00`, now, timeZone), heldFor: 'DIGEST' };
  if ((severity !== 'CRITICAL' || habits.quietForCritical) && isQuiet(habits, now, timeZone)) return { state: 'HELD', at: nextTime(habits.quietTo!, now, timeZone), heldFor: 'QUIET' };
  return { state: 'QUEUED', at: now, heldFor: null };
}

export function isQuiet({ quietFrom, quietTo }: Pick<Habits, 'quietFrom' | 'quietTo'>, now: Date, timeZone: string): boolean {
  if (!quietFrom || !quietTo || quietFrom === quietTo) return false;
  const time = timeAt(now, timeZone);
  return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}

/** `06:12` on the wall of the place. */
function timeAt(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now);
}

/** The next moment at which the clocks of the place show this time. */
function nextTime(time: string, now: Date, timeZone: string): Date {
  const today = LocalDate.at(now, timeZone);
  const at = today.instantAt(time, timeZone);
  return at.getTime() > now.getTime() ? at : today.plusDays(1).instantAt(time, timeZone);
}

export function checkTime(time: string | null | undefined, field: string): string | null {
  if (time === null || time === undefined || time === '') return null;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new DomainError('CHANNEL_TIME_MALFORMED', { given: time.slice(0, 20) }, field);
  return time;
}

export function checkMail(address: string, field: string): string {
  const given = address.trim();
  if (given.length > 200 || !/^[^\s@<>(),;:"\\[\]]+@([a-z0-9-]+\.)+[a-z0-9-]{2,}$/i.test(given)) throw new DomainError('CHANNEL_MAIL_MALFORMED', { given: given.slice(0, 60) }, field);
  return given;
}

export function checkPhone(number: string, field: string): string {
  const given = number.replace(/[\s-]/g, '');
  if (!/^\+?\d{5,20}$/.test(given)) throw new DomainError('CHANNEL_PHONE_MALFORMED', { given: given.slice(0, 30) }, field);
  return given;
}

/** A name that resolves inwards is found out when it is called; an address that is inward by itself is refused here. */
export function checkWebhook(address: string, allowPrivate: boolean, field: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || !url.hostname) throw new DomainError('CHANNEL_URL_MALFORMED', { given: address.slice(0, 60) }, field);
  if (!allowPrivate) {
    if (url.protocol !== 'https:') throw new DomainError('CHANNEL_URL_NOT_HTTPS', {}, field);
    if (url.hostname === 'localhost' || isPrivateAddress(url.hostname)) throw new DomainError('RECEIVER_IS_INSIDE', { host: url.hostname }, field);
  }
  return url.href;
}

/** What may be shown of an address: robots carry their key in it. */
export function shown(kind: ChannelKind, target: string | null): string | null {
  if (target === null || kind !== 'WEBHOOK' || !URL.canParse(target)) return target;
  const url = new URL(target);
  return `${url.origin}${url.pathname.length > 25 ? `${url.pathname.slice(0, 20)}…` : url.pathname}${url.search ? `?…${target.slice(-4)}` : ''}`;
}
