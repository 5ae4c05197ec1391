import { addMs, DomainError, LocalizedText, ms } from '@canteen/kernel';
import { checkVersion, type Ctx } from '../ctx.ts';
import { NotSignedIn } from '../errors.ts';
import { directoryOf, type Host } from '../host.ts';
import { Channel } from './channel.entity.ts';
import { checkMail, checkPhone, checkTime, checkWebhook, type ChannelKind, type Digest, type WebhookFormat } from './channel.rules.ts';
import { Delivery } from './delivery.entity.ts';
import { noteHealth, NotDelivered } from './receivers.ts';
import { send } from './senders.ts';

const MOST_CHANNELS = 10;
const SECRET_LENGTH = 8;
/** A test waits for its receiver within its act; more at once would keep too many connections from others. */
const TESTS_AT_ONCE = 3;
/** Nobody may make a stranger's telephone ring all day. */
const TESTS_PER_HOUR = 30;

export interface ChannelData {
  name?: string | null | undefined;
  format?: WebhookFormat | null | undefined;
  address?: string | null | undefined;
  secret?: string | null | undefined;
  minSeverity?: 'INFO' | 'WARN' | 'CRITICAL' | null | undefined;
  quietFrom?: string | null | undefined;
  quietTo?: string | null | undefined;
  quietForCritical?: boolean | null | undefined;
  digest?: Digest | null | undefined;
  digestHour?: number | null | undefined;
  active?: boolean | null | undefined;
}
export interface NewChannelData extends ChannelData {
  kind: ChannelKind;
  organization?: string | null | undefined;
  canteen?: string | null | undefined;
}

/** The kinds that this installation can send. */
export const kindsOf = ({ receivers }: Host): ChannelKind[] => [...(receivers?.mail ? (['EMAIL'] as const) : []), 'WEBHOOK', ...(receivers?.sms ? (['SMS'] as const) : [])];

/** One's own, or an institution's, by who keeps its channels. */
export async function createChannel(ctx: Ctx, input: NewChannelData): Promise<Channel> {
  if (!kindsOf(ctx.host).includes(input.kind)) throw new DomainError(input.kind === 'SMS' ? 'SMS_NOT_SET_UP' : 'MAIL_NOT_SET_UP', {}, 'input.kind');
  const owner = await ownerOf(ctx, input);
  await ctx.alone(`channels ${owner.personId ?? owner.organizationId}`);
  const existing = await ctx.em.count(Channel, { ...(owner.personId ? { personId: owner.personId } : { organizationId: owner.organizationId, personId: null }), endedAt: null });
  if (existing >= MOST_CHANNELS) throw new DomainError('CHANNELS_TOO_MANY', { max: MOST_CHANNELS }, 'input');
  const channel = ctx.create(Channel, {
    ...owner, kind: input.kind, name: '', format: null, target: null, secret: null, active: true, minSeverity: 'WARN', quietFrom: null, quietTo: null, quietForCritical: false, digest: 'NONE', digestHour: 7,
  });
  await assign(ctx, channel, input);
  return channel;
}

async function ownerOf(ctx: Ctx, input: NewChannelData): Promise<Pick<Channel, 'personId' | 'organizationId' | 'canteenId'>> {
  if (!input.organization && !input.canteen) return { personId: ctx.personId(), organizationId: null, canteenId: null };
  const place = input.canteen && /^[0-9a-f-]{36}$/i.test(input.canteen) ? await directoryOf(ctx.host).canteenOf(ctx.em, input.canteen) : null;
  if (input.canteen && (!place || (input.organization && place.organizationId !== input.organization) || !ctx.can('alerts:write', { organizationId: place.organizationId, canteen: place.id }))) {
    throw new DomainError('NOT_FOUND', { what: 'Canteen', id: input.canteen.slice(0, 40) }, 'input.canteen');
  }
  const organizationId = place?.organizationId ?? input.organization!;
  if (!place && !ctx.can('alerts:write', { organizationId })) throw new DomainError('NOT_FOUND', { what: 'Organization', id: organizationId.slice(0, 40) }, 'input.organization');
  return { personId: null, organizationId, canteenId: place?.id ?? null };
}

/** In an update, absent means unchanged and null means cleared. */
async function assign(ctx: Ctx, channel: Channel, input: ChannelData): Promise<void> {
  if (input.format !== undefined || channel.kind !== 'WEBHOOK') channel.format = channel.kind === 'WEBHOOK' ? (input.format ?? null) : null;
  if (channel.kind === 'WEBHOOK' && channel.format === null) throw new DomainError('CHANNEL_FORMAT_REQUIRED', {}, 'input.format');
  if (input.address !== undefined) channel.target = input.address ? addressOf(ctx, channel.kind, input.address) : null;
  if (channel.target === null) await checkOwnAddress(ctx, channel);
  if (input.secret !== undefined) channel.secret = channel.kind === 'WEBHOOK' && input.secret ? input.secret : null;
  if (channel.format === 'JSON' && (channel.secret?.length ?? 0) < SECRET_LENGTH) throw new DomainError('CHANNEL_SECRET_REQUIRED', { min: SECRET_LENGTH }, 'input.secret');
  if (input.minSeverity) channel.minSeverity = input.minSeverity;
  if (input.quietFrom !== undefined) channel.quietFrom = checkTime(input.quietFrom, 'input.quietFrom');
  if (input.quietTo !== undefined) channel.quietTo = checkTime(input.quietTo, 'input.quietTo');
  if ((channel.quietFrom === null) !== (channel.quietTo === null)) throw new DomainError('CHANNEL_QUIET_HALF', {}, channel.quietFrom === null ? 'input.quietFrom' : 'input.quietTo');
  if (typeof input.quietForCritical === 'boolean') channel.quietForCritical = input.quietForCritical;
  if (input.digest) channel.digest = input.digest;
  if (typeof input.digestHour === 'number') {
    if (input.digestHour < 0 || input.digestHour > 23) throw new DomainError('CHANNEL_HOUR_OUT_OF_RANGE', { given: input.digestHour }, 'input.digestHour');
    channel.digestHour = input.digestHour;
  }
  if (typeof input.active === 'boolean') channel.active = input.active;
  if (input.name !== undefined || channel.name === '') channel.name = (input.name || { EMAIL: '邮件 E-mail', WEBHOOK: channel.format ?? 'Webhook', SMS: '短信 SMS' }[channel.kind]).slice(0, 60);
}

function addressOf(ctx: Ctx, kind: ChannelKind, address: string): string {
  if (kind === 'EMAIL') return checkMail(address, 'input.address');
  if (kind === 'SMS') return checkPhone(address, 'input.address');
  return checkWebhook(address, ctx.host.receivers?.allowPrivate ?? false, 'input.address');
}

async function checkOwnAddress(ctx: Ctx, channel: Channel): Promise<void> {
  const contact = channel.kind === 'WEBHOOK' || channel.personId === null ? null : await directoryOf(ctx.host).contact(ctx.em, channel.personId);
  if (!(channel.kind === 'EMAIL' ? contact?.email : contact?.phone)) throw new DomainError('CHANNEL_ADDRESS_REQUIRED', {}, 'input.address');
}

async function ownChannel(ctx: Ctx, id: string): Promise<Channel> {
  if (!ctx.actor?.personId) throw new NotSignedIn();
  const channel = await ctx.lock(Channel, id, 'id');
  if (channel.endedAt !== null) throw new DomainError('CHANNEL_ENDED', {}, 'id');
  return channel;
}

export async function updateChannel(ctx: Ctx, id: string, input: ChannelData & { version: number }): Promise<Channel> {
  const channel = await ownChannel(ctx, id);
  checkVersion(channel, input.version);
  await assign(ctx, channel, input);
  return channel;
}

/** It sends no more; what it sent stays in the log. */
export async function endChannel(ctx: Ctx, id: string): Promise<Channel> {
  const channel = await ownChannel(ctx, id);
  channel.endedAt = ctx.now();
  channel.active = false;
  channel.secret = null;
  return channel;
}

let testing = 0;

/** Sends a test at once, whatever the hour, and answers what the receiver said, or why it did not. */
export async function testChannel(ctx: Ctx, id: string): Promise<Delivery> {
  const channel = await ctx.get(Channel, id, 'id');
  if (channel.endedAt !== null) throw new DomainError('CHANNEL_ENDED', {}, 'id');
  if (testing >= TESTS_AT_ONCE) throw new DomainError('CHANNEL_TEST_BUSY', {}, 'id');
  const owner = channel.personId === null ? { personId: null, organizationId: channel.organizationId } : { personId: channel.personId };
  if ((await ctx.em.count(Delivery, { ...owner, kind: 'TEST', queuedAt: { $gt: addMs(ctx.now(), -ms.hour) } })) >= TESTS_PER_HOUR) throw new DomainError('CHANNEL_TESTS_TOO_MANY', { max: TESTS_PER_HOUR }, 'id');
  const directory = directoryOf(ctx.host);
  const contact = await directory.contact(ctx.em, ctx.personId());
  const place = channel.organizationId === null ? null : await directory.placeOf(ctx.em, { organizationId: channel.organizationId, canteenId: channel.canteenId });
  const at = ctx.now();
  const test = ctx.create(Delivery, {
    channel, kind: 'TEST', alertId: null, organizationId: channel.organizationId, canteenId: channel.canteenId, personId: channel.personId, personName: (contact?.name ?? '').slice(0, 60), severity: 'INFO',
    title: LocalizedText.of('测试消息', 'Test message'), text: LocalizedText.of('如果您看到这条消息，说明此渠道可以收到提醒。', 'If you can read this, the channel works.'), dueAt: null,
    state: 'QUEUED', heldFor: null, queuedAt: at, nextAt: null, attempts: 1,
  });
  const address = channel.target ?? (channel.kind === 'EMAIL' ? contact?.email : contact?.phone) ?? null;
  testing++;
  try {
    if (address === null) throw new NotDelivered('DELIVERY_NO_ADDRESS');
    const item = { alertId: null, severity: 'INFO' as const, title: test.title, text: test.text, raisedAt: at, dueAt: null, place: place ? (place.canteen ?? place.organization) : LocalizedText.of('食安食堂', 'Canteen') };
    const message = { id: test.id, lang: contact?.lang ?? ctx.lang, test: true, items: [item], timeZone: place?.timeZone ?? 'Asia/Shanghai', origin: ctx.host.origin };
    test.answer = await send(ctx.host.receivers, { kind: channel.kind, format: channel.format, address, secret: channel.secret }, message, at);
    test.state = 'SENT';
    test.sentAt = at;
    await noteHealth(ctx.em, channel.id, null, at);
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error;
    test.state = 'FAILED';
    test.error = error.code;
    test.errorParams = error.params;
    await noteHealth(ctx.em, channel.id, error, at);
  } finally {
    testing--;
  }
  return test;
}
