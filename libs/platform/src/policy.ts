import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { DomainError, type Words } from '@canteen/kernel';
import { cols } from './columns.ts';
import type { Ctx } from './ctx.ts';
import type { PolicyDefinition, PolicyField } from './module.ts';
import { JournalEntry, JournalPayload } from './journal/journal.entity.ts';
import { Needs, ReadNeeds } from './needs.ts';
import { PayloadOf } from './payload.ts';
import { TenantRow } from './row.ts';
import { Instant, Json, LocalizedTextType, LongText, ShortText } from './scalars.ts';
import { LocalizedText } from '@canteen/kernel';

/** One setting of one limit by one organization. Never overwritten: the latest one counts, the earlier ones remain. */
@ObjectType({ description: 'A limit as an organization has set it, with the reason.' })
@ReadNeeds('policy:read')
@Entity()
@Index({ properties: ['organizationId', 'policy', 'field', 'recordedAt'] })
export class PolicySetting extends TenantRow {
  @Field(() => String)
  @Property(cols.text(60))
  policy!: string;
  @Field(() => String)
  @Property(cols.text(60))
  field!: string;
  @Field(() => Json)
  @Property(cols.json)
  value!: unknown;
  @Field(() => String)
  @Property(cols.text(4000))
  reason!: string;
}

/** A limit in force: its value, where the number comes from, and how certain that is. Not the row, so a view of its own. */
@ObjectType({ description: 'A limit in force, its default and its source.' })
export class PolicyValue {
  @Field(() => String)
  policy!: string;
  @Field(() => String)
  field!: string;
  @Field(() => LocalizedTextType, { nullable: true, description: 'What the limit is.' })
  title!: LocalizedText | null;
  @Field(() => Json)
  value!: unknown;
  @Field(() => Json)
  default!: unknown;
  @Field(() => String, { nullable: true })
  unit!: string | null;
  @Field(() => LocalizedTextType, { description: 'The rule the default comes from.' })
  citation!: LocalizedText;
  @Field(() => String, { description: 'V verified in the text of the rule, S second-hand, M widely known, D our proposal.' })
  mark!: string;
  @Field(() => Boolean, { description: 'Set by this organization, not the default.' })
  changed!: boolean;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => Instant, { nullable: true })
  changedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Who set it, by the name the journal has.' })
  changedBy!: string | null;
}

const definitionsOf = (ctx: Ctx): Map<string, PolicyDefinition> => new Map(ctx.host.modules.flatMap((module) => Object.entries(module.policies ?? {})));

async function latest(ctx: Ctx, organizationId: string): Promise<Map<string, PolicySetting>> {
  const rows = await ctx.em.find(PolicySetting, { organizationId }, { orderBy: { recordedAt: 'asc', id: 'asc' } });
  return new Map(rows.map((row) => [`${row.policy}.${row.field}`, row]));
}

/** Values in force for an organization: defaults, overlaid by its own settings. */
export async function effectivePolicy(ctx: Ctx, name: string, organizationId: string): Promise<Record<string, unknown>> {
  const definition = definitionsOf(ctx).get(name);
  if (!definition) throw new Error(`no module declares the policy "${name}"`);
  const own = await latest(ctx, organizationId);
  return Object.fromEntries(Object.entries(definition).map(([field, { default: value }]) => [field, own.get(`${name}.${field}`)?.value ?? value]));
}

/** Who wrote these settings: a setting's author stands in the journal, as every act's does. */
async function authorsOf(ctx: Ctx, settings: PolicySetting[]): Promise<Map<string, string>> {
  if (!settings.length) return new Map();
  const ids = settings.map((setting) => setting.id);
  const payloads = await ctx.em.find(JournalPayload, { rowIds: { $overlap: ids } });
  const entries = await ctx.em.find(JournalEntry, { id: { $in: payloads.map((payload) => payload.id) } });
  const names = new Map(entries.map((entry) => [entry.id, entry.personName]));
  return new Map(payloads.flatMap((payload) => payload.rowIds.map((id) => [id, names.get(payload.id) ?? ''])));
}

const words = (given: Words | undefined): LocalizedText | null => (given ? LocalizedText.of(given.zh, given.en) : null);

@InputType()
export class SetPolicyInput {
  @Field(() => ID)
  organization!: string;
  @Field(() => ShortText)
  policy!: string;
  @Field(() => ShortText)
  field!: string;
  @Field(() => Json, { description: 'Of the same kind as the default.' })
  value!: unknown;
  @Field(() => LongText, { description: 'Why this organization departs from the default, e.g. a local rule.' })
  reason!: string;
}

const CONTROL = /[\u0000-\u001f\u007f\ud800-\udfff]/;

function checkValue(definition: PolicyField, value: unknown): void {
  const expected = Array.isArray(definition.default) ? 'list' : typeof definition.default;
  const given = Array.isArray(value) ? 'list' : typeof value;
  if (expected !== given) throw new DomainError('POLICY_VALUE_WRONG_TYPE', { expected, given }, 'input.value');
  if (typeof value === 'number') {
    const celsius = definition.unit === '°C';
    const { min = celsius ? -60 : 0, max = celsius ? 400 : 1e6 } = definition;
    if (!(value >= min && value <= max)) throw new DomainError('POLICY_VALUE_OUT_OF_RANGE', { min, max, given: value }, 'input.value');
  }
  const texts: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  if (texts.length > 100) throw new DomainError('LIST_TOO_LONG', { max: 100, given: texts.length }, 'input.value');
  for (const text of texts) {
    const fits = typeof text === 'string' && text.trim() === text && text !== '' && text.length <= 60 && !CONTROL.test(text)
      && (definition.oneOf?.includes(text) ?? true) && (definition.pattern === undefined || new RegExp(definition.pattern).test(text));
    if (!fits) throw new DomainError('POLICY_VALUE_MALFORMED', { given: String(text).replace(CONTROL, '').slice(0, 60) }, 'input.value');
  }
}

/** Sets a limit for an organization from now on. What was decided under the earlier value stays as it was. */
export async function setPolicy(ctx: Ctx, input: SetPolicyInput): Promise<PolicySetting> {
  if (!ctx.can('policy:write', { organizationId: input.organization })) throw new DomainError('NOT_FOUND', { what: 'Organization', id: input.organization }, 'input.organization');
  const definition = definitionsOf(ctx).get(input.policy)?.[input.field];
  if (!definition) throw new DomainError('POLICY_UNKNOWN', { given: `${input.policy}.${input.field}` }, 'input.field');
  if (input.reason.length < 2) throw new DomainError('REASON_REQUIRED', {}, 'input.reason');
  checkValue(definition, input.value);
  return ctx.create(PolicySetting, { organizationId: input.organization, policy: input.policy, field: input.field, value: input.value, reason: input.reason });
}

@Resolver()
export class PolicyResolver {
  @Query(() => [PolicyValue], { description: 'All limits in force for an organization, each with its source.' })
  @Needs('policy:read')
  async policies(@CtxParam() ctx: Ctx, @Arg('organization', () => ID) organization: string): Promise<PolicyValue[]> {
    if (!ctx.actor || !ctx.sees('policy:read', { organizationId: organization })) return [];
    const own = await latest(ctx, organization);
    const authors = await authorsOf(ctx, [...own.values()]);
    return [...definitionsOf(ctx)].flatMap(([policy, fields]) =>
      Object.entries(fields).map(([field, definition]): PolicyValue => {
        const set = own.get(`${policy}.${field}`);
        return {
          policy, field, title: words(definition.title), value: set?.value ?? definition.default, default: definition.default, unit: definition.unit ?? null,
          citation: words(definition.citation)!, mark: definition.mark, changed: set !== undefined, reason: set?.reason ?? null, changedAt: set?.recordedAt ?? null,
          changedBy: (set && authors.get(set.id)) || null,
        };
      }),
    );
  }

  @Mutation(() => PayloadOf(PolicySetting))
  @Needs('policy:write')
  setPolicy(@CtxParam() ctx: Ctx, @Arg('input', () => SetPolicyInput) input: SetPolicyInput) {
    return setPolicy(ctx, input);
  }
}
