import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DomainError } from '@canteen/kernel';
import { AlertSeverity } from '../alerts/alert.rules.ts';
import type { Ctx } from '../ctx.ts';
import { userError } from '../errors.ts';
import { SignedIn } from '../needs.ts';
import { PageInput, PageOf, SortInput } from '../page.ts';
import { PayloadOf } from '../payload.ts';
import { Instant, ShortText } from '../scalars.ts';
import { createChannel, endChannel, kindsOf, testChannel, updateChannel } from './channel.commands.ts';
import { Channel } from './channel.entity.ts';
import { ChannelKind, DeliveryKind, DeliveryState, Digest, shown, WebhookFormat } from './channel.rules.ts';
import { Delivery } from './delivery.entity.ts';

@InputType()
export class ChannelFilter {
  @Field(() => Boolean, { nullable: true, description: 'Only one\'s own' })
  mine?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Those of this institution' })
  organizationId?: string | null;
  @Field(() => [ChannelKind], { nullable: true })
  kind?: ChannelKind[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Also, or only, those that have ended; unless said, they are left out' })
  ended?: boolean | null;
}

@InputType()
class ChannelFields {
  @Field(() => ShortText, { nullable: true, description: 'What it is called' })
  name?: string | null;
  @Field(() => WebhookFormat, { nullable: true, description: 'Needed for webhooks' })
  format?: WebhookFormat | null;
  @Field(() => String, { nullable: true, description: 'Mail address, telephone or URL. None: the address in one\'s own record' })
  address?: string | null;
  @Field(() => ShortText, { nullable: true, description: 'Signs what is sent; needed for JSON, at least 8 characters. It is never shown again' })
  secret?: string | null;
  @Field(() => AlertSeverity, { nullable: true })
  minSeverity?: AlertSeverity | null;
  @Field(() => ShortText, { nullable: true, description: 'Local time, `22:00`' })
  quietFrom?: string | null;
  @Field(() => ShortText, { nullable: true, description: 'Local time, `06:00`' })
  quietTo?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Also what is critical waits while it is quiet; it does not unless said' })
  quietForCritical?: boolean | null;
  @Field(() => Digest, { nullable: true })
  digest?: Digest | null;
  @Field(() => Int, { nullable: true, description: '0 to 23, local' })
  digestHour?: number | null;
}

@InputType()
export class CreateChannelInput extends ChannelFields {
  @Field(() => ChannelKind)
  kind!: ChannelKind;
  @Field(() => ID, { nullable: true, description: 'A channel of this institution; none: one\'s own' })
  organization?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only for what concerns this canteen' })
  canteen?: string | null;
}

@InputType()
export class UpdateChannelInput extends ChannelFields {
  @Field(() => Int, { description: 'The version that was edited' })
  version!: number;
  @Field(() => Boolean, { nullable: true, description: 'False: sends nothing until it is true again' })
  active?: boolean | null;
}

@InputType()
export class DeliveryFilter {
  @Field(() => ID, { nullable: true })
  alertId?: string | null;
  @Field(() => ID, { nullable: true })
  channel?: string | null;
  @Field(() => [DeliveryState], { nullable: true })
  state?: DeliveryState[] | null;
  @Field(() => [DeliveryKind], { nullable: true })
  kind?: DeliveryKind[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what was sent to oneself' })
  mine?: boolean | null;
  @Field(() => Instant, { nullable: true })
  queuedAtFrom?: Date | null;
  @Field(() => Instant, { nullable: true })
  queuedAtTo?: Date | null;
}

const isOwn = (ctx: Ctx, channel: Channel): boolean =>
  channel.personId !== null ? channel.personId === ctx.actor?.personId : ctx.can('alerts:write', { organizationId: channel.organizationId ?? '', canteen: channel.canteenId });

const wordsOf = (ctx: Ctx, code: string, params: unknown): string => userError(new DomainError(code, (params ?? {}) as Record<string, unknown>), ctx.host.words, ctx.lang).message;

@Resolver(() => Channel)
export class ChannelResolver {
  @Query(() => [ChannelKind], { description: 'The kinds of channel that this installation can send.' })
  @SignedIn()
  channelKinds(@CtxParam() ctx: Ctx): ChannelKind[] {
    return kindsOf(ctx.host);
  }

  @Query(() => PageOf(Channel), { description: "One's own channels, and those of the institutions whose channels one keeps (`alerts:write`)." })
  @SignedIn()
  channels(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => ChannelFilter, { nullable: true }) filter: ChannelFilter | null,
  ) {
    const { mine, ended, ...rest } = filter ?? {};
    const where = { ...(mine ? { personId: ctx.personId() } : {}), ...(ended ? { endedAt: { $ne: null } } : { endedAt: null }) };
    return ctx.page(Channel, { page, sort, filter: rest, where, orderBy: { id: 'asc' } });
  }

  @Query(() => Channel, { nullable: true })
  @SignedIn()
  channel(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Channel, id);
  }

  @FieldResolver(() => String, { nullable: true, description: "Where to: a mail address, a telephone, a URL without its key. None: the address in the person's own record, or a channel of somebody else" })
  address(@Root() channel: Channel, @CtxParam() ctx: Ctx): string | null {
    return isOwn(ctx, channel) ? shown(channel.kind, channel.target) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Why nothing gets through, in the caller's language" })
  trouble(@Root() channel: Channel, @CtxParam() ctx: Ctx): string | null {
    return channel.lastError === null || !isOwn(ctx, channel) ? null : wordsOf(ctx, channel.lastError, channel.lastErrorParams);
  }

  @Mutation(() => PayloadOf(Channel), { description: 'A channel of one\'s own; of an institution with `alerts:write` there.' })
  @SignedIn()
  createChannel(@CtxParam() ctx: Ctx, @Arg('input', () => CreateChannelInput) input: CreateChannelInput) {
    return createChannel(ctx, input);
  }

  @Mutation(() => PayloadOf(Channel))
  @SignedIn()
  updateChannel(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('input', () => UpdateChannelInput) input: UpdateChannelInput) {
    return updateChannel(ctx, id, input);
  }

  @Mutation(() => PayloadOf(Channel), { description: 'Ends a channel for good; its log stays.' })
  @SignedIn()
  endChannel(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return endChannel(ctx, id);
  }

  @Mutation(() => PayloadOf(Delivery), { description: 'Sends a test at once and answers what the receiver said.' })
  @SignedIn()
  testChannel(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return testChannel(ctx, id);
  }
}

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Query(() => PageOf(Delivery), { description: 'What was sent to oneself, and with `alerts:write` what was sent of the place; the latest first.' })
  @SignedIn()
  deliveries(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => DeliveryFilter, { nullable: true }) filter: DeliveryFilter | null,
  ) {
    const { mine, ...rest } = filter ?? {};
    return ctx.page(Delivery, { page, sort, filter: rest, where: mine ? { personId: ctx.personId() } : {}, orderBy: { queuedAt: 'desc' } });
  }

  @Query(() => Delivery, { nullable: true })
  @SignedIn()
  delivery(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Delivery, id);
  }

  @FieldResolver(() => String, { nullable: true, description: "Why it was not delivered, in the caller's language" })
  problem(@Root() delivery: Delivery, @CtxParam() ctx: Ctx): string | null {
    return delivery.error === null ? null : wordsOf(ctx, delivery.error, delivery.errorParams);
  }
}
