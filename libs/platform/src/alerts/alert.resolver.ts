import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { fill, LocalizedText, type Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { directoryOf } from '../host.ts';
import type { PolicyField } from '../module.ts';
import { Needs, SignedIn } from '../needs.ts';
import { PageInput, PageOf, SortInput } from '../page.ts';
import { PayloadOf } from '../payload.ts';
import { Instant, Json, LocalizedTextType, LongText, ShortText } from '../scalars.ts';
import type { AlertRule } from './alert-rule.ts';
import { acknowledgeAlert, alertRulesOf, resolveAlert, switchAlertRule, switchedOff } from './alert.commands.ts';
import { Alert, AlertRuleSetting } from './alert.entity.ts';
import { AlertAction, alertLife, AlertSeverity, AlertState } from './alert.rules.ts';

@InputType()
export class AlertFilter {
  @Field(() => ID, { nullable: true, description: 'Of one canteen, and of its institution as a whole' })
  canteen?: string;
  @Field(() => [AlertState], { nullable: true })
  state?: AlertState[];
  @Field(() => [AlertSeverity], { nullable: true })
  severity?: AlertSeverity[];
  @Field(() => ShortText, { nullable: true })
  kind?: string;
  @Field(() => ID, { nullable: true })
  recordId?: string;
  @Field(() => Instant, { nullable: true })
  raisedAtFrom?: Date;
  @Field(() => Instant, { nullable: true })
  raisedAtTo?: Date;
}

@ObjectType({ description: 'What is open of what the caller is to see to.' })
export class AlertCounts {
  @Field(() => Int, { description: 'Raised, and acknowledged by nobody yet' })
  raised!: number;
  @Field(() => Int, { description: 'Critical and not resolved' })
  critical!: number;
}

@ObjectType({ description: 'A limit that a rule goes by: what holds here, and where the number comes from.' })
export class AlertLimit {
  @Field(() => String)
  policy!: string;
  @Field(() => String)
  field!: string;
  @Field(() => LocalizedTextType, { nullable: true })
  title!: LocalizedText | null;
  @Field(() => Json)
  value!: unknown;
  @Field(() => String, { nullable: true })
  unit!: string | null;
  @Field(() => LocalizedTextType)
  citation!: LocalizedText;
  @Field(() => String, { description: 'V verified in the text of the rule, S second-hand, M widely known, D our proposal.' })
  mark!: string;
}

@ObjectType({ description: 'What is done when nobody acknowledges in time.' })
export class AlertEscalation {
  @Field(() => Int, { description: 'Hours after it was raised' })
  afterHours!: number;
  @Field(() => [String], { description: 'Roles that are told then' })
  roles!: string[];
}

@ObjectType({ description: 'A rule that finds what someone must be told of.' })
export class AlertRuleInfo {
  @Field(() => String)
  kind!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => LocalizedTextType, { description: 'In one sentence, with the limits in force.' })
  says!: LocalizedText;
  @Field(() => [AlertLimit])
  limits!: AlertLimit[];
  @Field(() => [String], { description: 'Roles that are told.' })
  audience!: string[];
  @Field(() => AlertEscalation, { nullable: true })
  escalation!: AlertEscalation | null;
  @Field(() => Boolean)
  on!: boolean;
  @Field(() => LocalizedTextType, { nullable: true, description: 'The law that asks for it: then it cannot be switched off.' })
  law!: LocalizedText | null;
  @Field(() => String, { nullable: true, description: 'Why it is switched off.' })
  reason!: string | null;
}

const said = (words: Words): LocalizedText => LocalizedText.of(words.zh, words.en);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The alerts of a canteen, and those of its institution as a whole; null: there is no such canteen. */
async function at(ctx: Ctx, canteen: string): Promise<Record<string, unknown> | null> {
  const place = UUID.test(canteen) ? await directoryOf(ctx.host).canteenOf(ctx.em, canteen) : null;
  return place && { organizationId: place.organizationId, $or: [{ canteen: place.id }, { canteen: null }] };
}

@Resolver(() => Alert)
export class AlertResolver {
  @Query(() => PageOf(Alert), { description: 'What you are to see to, the latest first: alerts for the permissions you hold, where you hold them.' })
  @SignedIn()
  async alerts(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => AlertFilter, { nullable: true }) filter: AlertFilter | null,
  ) {
    const { canteen, recordId, ...rest } = filter ?? {};
    const nowhere = { id: null };
    const where = canteen ? ((await at(ctx, canteen)) ?? nowhere) : {};
    const of = recordId ? (UUID.test(recordId) ? { recordId } : nowhere) : {};
    return ctx.page(Alert, { page, sort, filter: rest, where: { $and: [where, of] }, orderBy: { raisedAt: 'desc' } });
  }

  @Query(() => Alert, { nullable: true })
  @SignedIn()
  alert(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Alert, id);
  }

  @Query(() => AlertCounts, { description: 'For the bell: what is open and addressed to you at a canteen.' })
  @SignedIn()
  async alertCounts(@CtxParam() ctx: Ctx, @Arg('canteen', () => ID) canteen: string): Promise<AlertCounts> {
    const place = await at(ctx, canteen);
    if (!place) return { raised: 0, critical: 0 };
    const held = [...new Set((ctx.actor?.grants ?? []).flatMap((grant) => [...grant.permissions]))];
    // Whoever an alert is escalated to sees it before, and is not called before.
    const mine = { $or: [{ audience: { $in: held } }, { escalatedAt: { $ne: null } }] };
    const count = (where: Record<string, unknown>) => ctx.page(Alert, { where: { $and: [place, mine, where] } }).total();
    return { raised: await count({ state: 'RAISED' }), critical: await count({ severity: 'CRITICAL', state: { $ne: 'RESOLVED' } }) };
  }

  @Query(() => [AlertRuleInfo], { description: 'What an organization is watched for: by which limits, for whom, and what happens when nobody acts.' })
  @Needs('policy:read')
  async alertRules(@CtxParam() ctx: Ctx, @Arg('organization', () => ID) organization: string): Promise<AlertRuleInfo[]> {
    if (!ctx.sees('policy:read', { organizationId: organization })) return [];
    const off = await switchedOff(ctx, organization);
    return Promise.all(alertRulesOf(ctx).map((rule) => infoOf(ctx, organization, rule, off.get(rule.kind) ?? null)));
  }

  @Mutation(() => PayloadOf(Alert), { description: 'You have seen it and take it in hand.' })
  @SignedIn()
  acknowledgeAlert(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return acknowledgeAlert(ctx, id);
  }

  @Mutation(() => PayloadOf(Alert), { description: 'Nothing is left to do, although the facts may still tell it: say why.' })
  @SignedIn()
  resolveAlert(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return resolveAlert(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(AlertRuleSetting), { description: 'Switches a rule on or off for an organization, with the reason.' })
  @Needs('policy:write')
  switchAlertRule(
    @CtxParam() ctx: Ctx,
    @Arg('organization', () => ID) organization: string,
    @Arg('kind', () => ShortText) kind: string,
    @Arg('on', () => Boolean) on: boolean,
    @Arg('reason', () => LongText) reason: string,
  ) {
    return switchAlertRule(ctx, organization, kind, on, reason);
  }

  @FieldResolver(() => LocalizedTextType, { description: 'What the rule is called' })
  kindTitle(@CtxParam() ctx: Ctx, @Root() alert: Alert): LocalizedText {
    const rule = alertRulesOf(ctx).find(({ kind }) => kind === alert.kind);
    return rule ? said(rule.title) : LocalizedText.of(alert.kind);
  }

  @FieldResolver(() => [AlertAction], { description: 'What may be done now. Whoever it is for may act on it.' })
  availableActions(@Root() alert: Alert): AlertAction[] {
    return alertLife.actionsOf(alert.state).filter((action) => action !== 'RAISE');
  }
}

async function infoOf(ctx: Ctx, organization: string, rule: AlertRule, off: AlertRuleSetting | null): Promise<AlertRuleInfo> {
  const { rolesWith } = directoryOf(ctx.host);
  const definition = ({ policy, field }: { policy: string; field: string }): PolicyField => {
    const found = ctx.host.modules.map((module) => module.policies?.[policy]?.[field]).find(Boolean);
    if (!found) throw new Error(`The alert rule ${rule.kind} goes by ${policy}.${field}, which no module declares`);
    return found;
  };
  const valueOf = async ({ policy, field }: { policy: string; field: string }) => (await ctx.policy<Record<string, unknown>>(policy, organization))[field];
  const { escalation } = rule;
  const from = escalation && typeof escalation.afterHours !== 'number' ? [escalation.afterHours] : [];
  const limits = await Promise.all(
    [...rule.limits, ...from].map(async (limit): Promise<AlertLimit> => {
      const { title, unit, citation, mark } = definition(limit);
      return { ...limit, title: title ? said(title) : null, value: await valueOf(limit), unit: unit ?? null, citation: said(citation), mark };
    }),
  );
  const values = Object.fromEntries(limits.map(({ field, value }) => [field, value]));
  return {
    kind: rule.kind,
    title: said(rule.title),
    says: LocalizedText.of(fill(rule.says, values, 'zh'), fill(rule.says, values, 'en')),
    limits,
    audience: [...rolesWith(rule.audience)],
    escalation: escalation && {
      afterHours: typeof escalation.afterHours === 'number' ? escalation.afterHours : Number(await valueOf(escalation.afterHours)),
      roles: [...rolesWith(escalation.audience)],
    },
    on: off === null,
    law: rule.law ? said(rule.law) : null,
    reason: off?.reason ?? null,
  };
}
