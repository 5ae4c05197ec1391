import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { actorCovers, actorSees } from '../actor.ts';
import type { Ctx } from '../ctx.ts';
import { Needs } from '../needs.ts';
import { PageInput, PageOf, SortInput } from '../page.ts';
import { Instant, Json, ShortText } from '../scalars.ts';
import { JournalEntry, JournalHead, JournalPayload } from './journal.entity.ts';
import { bulkEntriesOf, PLATFORM_CHAIN, verifyChain } from './journal.ts';
import { DomainError } from '@canteen/kernel';

@ObjectType({ description: 'Something in the chain or in a record that no act explains.' })
export class JournalFaultView {
  @Field(() => String, { description: 'chain, payload, row or head.' })
  kind!: string;
  @Field(() => Int, { nullable: true })
  seq!: number | null;
  @Field(() => String, { nullable: true })
  table!: string | null;
  @Field(() => ID, { nullable: true })
  recordId!: string | null;
  @Field(() => String)
  detail!: string;
}

@ObjectType({ description: 'The result of walking a whole chain.' })
export class JournalVerification {
  @Field(() => Boolean)
  unbroken!: boolean;
  @Field(() => Int)
  entries!: number;
  @Field(() => Int, { description: 'How many records were compared with what the journal last said of them.' })
  rows!: number;
  @Field(() => String, { description: '`seq:hash` of the last entry. Written down elsewhere, it proves later that no tail was cut.' })
  head!: string;
  @Field(() => [JournalFaultView])
  faults!: JournalFaultView[];
  @Field(() => Instant)
  verifiedAt!: Date;
}

@InputType()
export class JournalEntryFilter {
  @Field(() => ID, { nullable: true })
  organizationId?: string;
  @Field(() => ID, { nullable: true })
  canteenId?: string;
  @Field(() => ID, { nullable: true })
  personId?: string;
  @Field(() => [ShortText], { nullable: true, description: 'One of these acts' })
  act?: string[];
  @Field(() => Instant, { nullable: true })
  atFrom?: Date;
  @Field(() => Instant, { nullable: true })
  atTo?: Date;
}

function chainInScope(ctx: Ctx, organization: string): string {
  const allowed = organization === PLATFORM_CHAIN ? ctx.actor?.system === true || ctx.can('platform:verify') : actorSees(ctx.actor, 'journal:read', organization);
  if (!allowed) throw new DomainError('NOT_FOUND', { what: 'Organization', id: organization }, 'organization');
  return organization;
}

@Resolver(() => JournalEntry)
export class JournalResolver {
  @Query(() => PageOf(JournalEntry), { description: 'The journal, newest first.' })
  @Needs('journal:read')
  journalEntries(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => JournalEntryFilter, { nullable: true }) filter: JournalEntryFilter | null,
  ) {
    return ctx.page(JournalEntry, { page, sort, filter, orderBy: { at: 'desc' } });
  }

  @Query(() => [JournalEntry], { description: 'What the journal says of one record, oldest first.' })
  @Needs('journal:read')
  async journal(@CtxParam() ctx: Ctx, @Arg('recordId', () => ID) recordId: string): Promise<JournalEntry[]> {
    if (!/^[0-9a-f-]{36}$/i.test(recordId)) return [];
    const payloads = await ctx.em.find(JournalPayload, { rowIds: { $contains: [recordId] } }, { limit: 500 });
    const bulk = await bulkEntriesOf(ctx.em, recordId.toLowerCase());
    return ctx.find(JournalEntry, { id: { $in: [...new Set([...payloads.map((payload) => payload.id), ...bulk])] } }, { orderBy: [{ at: 'asc' }, { seq: 'asc' }] });
  }

  @Query(() => String, { nullable: true, description: '`seq:hash` of the last entry of a chain, to be kept elsewhere.' })
  @Needs('journal:read')
  async journalHead(@CtxParam() ctx: Ctx, @Arg('organization', () => ID) organization: string): Promise<string | null> {
    const head = await ctx.em.findOne(JournalHead, { organizationId: chainInScope(ctx, organization) });
    return head ? `${head.seq}:${head.hash}` : null;
  }

  @Query(() => JournalVerification, { description: 'Recomputes every hash of a chain and compares every record with it.' })
  @Needs('journal:read')
  async verifyJournal(
    @CtxParam() ctx: Ctx,
    @Arg('organization', () => ID) organization: string,
    @Arg('head', () => ShortText, { nullable: true, description: 'A head written down earlier.' }) head: string | null,
  ): Promise<JournalVerification> {
    if (head && !/^\d{1,9}:[0-9a-f]{64}$/.test(head)) throw new DomainError('JOURNAL_HEAD_MALFORMED', {}, 'head');
    const { faults, ...result } = await verifyChain(ctx, chainInScope(ctx, organization), head);
    // One canteen's reader learns that a fault exists, but not of which record of another canteen.
    const whole = actorCovers(ctx.actor, 'journal:read', { organizationId: organization, canteenId: null });
    return { ...result, unbroken: faults.length === 0, faults: faults.map((fault) => (whole ? fault : { ...fault, recordId: null })), verifiedAt: ctx.now() };
  }

  @FieldResolver(() => Json, { nullable: true })
  async payload(@Root() entry: JournalEntry, @CtxParam() ctx: Ctx): Promise<unknown> {
    const payload = await ctx.byKey(JournalPayload, entry.id);
    return payload?.body ? (JSON.parse(payload.body) as unknown) : null;
  }
}
