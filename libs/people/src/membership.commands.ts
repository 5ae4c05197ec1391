import { DomainError, LocalDate } from '@canteen/kernel';
import { actorCovers, placeOf, type Ctx } from '@canteen/platform';
import { actorOf } from './actor.ts';
import { Canteen } from './canteen.entity.ts';
import { Membership } from './membership.entity.ts';
import { checkMayGrant, checkTermOrder, holdsOn, overlaps, type Held } from './membership.rules.ts';
import { Organization } from './organization.entity.ts';
import { Person } from './person.entity.ts';
import { Role, rolesWith } from './roles.ts';

/** The roles a person holds now, wherever. */
export async function heldBy(ctx: Ctx, personId: string): Promise<readonly Held[]> {
  return (await actorOf(ctx.em, personId, ctx.now()))?.grants ?? [];
}

/** Whether somebody other than the actor holds a permission where a row belongs. */
export async function holdsPermission(ctx: Ctx, personId: string, permission: string, row: object): Promise<boolean> {
  return actorCovers(await actorOf(ctx.em, personId, ctx.now()), permission, placeOf(row));
}

/** The people with a role at a canteen now, for signing on a shared device; narrowed to those with a permission. */
export async function colleagues(ctx: Ctx, canteenId: string, permission: string | null = null): Promise<Person[]> {
  const canteen = await ctx.get(Canteen, canteenId, 'canteen');
  const organization = await ctx.load(ctx.em.getReference(Organization, canteen.organizationId, { wrapped: true }));
  const today = LocalDate.at(ctx.now(), organization.timeZone);
  const memberships = await ctx.em.find(Membership, {
    organizationId: canteen.organizationId,
    $or: [{ canteen: canteen.id }, { canteen: null }],
    ...(permission === null ? {} : { role: { $in: rolesWith(permission) } }),
  });
  const ids = memberships.filter((membership) => holdsOn(membership, today)).map((membership) => membership.person.id);
  const people = await ctx.loadMany(Person, ids);
  return people.filter((person) => person.active).sort((a, b) => a.pinyin.localeCompare(b.pinyin));
}

export interface GrantInput {
  canteen?: string | null | undefined;
  organization?: string | null | undefined;
  role: Role;
  validFrom?: LocalDate | null | undefined;
  validTo?: LocalDate | null | undefined;
}

async function place(ctx: Ctx, input: GrantInput, path: string): Promise<{ organization: Organization; canteen: Canteen | null }> {
  if (input.canteen) {
    const canteen = await ctx.get(Canteen, input.canteen, `${path}.canteen`);
    if (input.organization && input.organization !== canteen.organizationId) {
      throw new DomainError('NOT_FOUND', { what: 'Organization', id: input.organization.slice(0, 40) }, `${path}.organization`);
    }
    return { organization: await ctx.load(ctx.em.getReference(Organization, canteen.organizationId, { wrapped: true })), canteen };
  }
  return { organization: await ctx.get(Organization, input.organization ?? ctx.organizationId(), `${path}.organization`), canteen: null };
}

/** Adds a role to a person who is already known to be within reach. */
export async function addMembership(ctx: Ctx, person: Person, input: GrantInput, path: string): Promise<Membership> {
  const { organization, canteen } = await place(ctx, input, path);
  if (!ctx.actor?.system) {
    checkMayGrant(ctx.actor?.grants ?? [], { organizationId: organization.id, canteenId: canteen?.id ?? null, role: input.role }, `${path}.role`);
  }
  const term = { validFrom: input.validFrom ?? LocalDate.at(ctx.now(), organization.timeZone), validTo: input.validTo ?? null };
  checkTermOrder(term, (name) => `${path}.${name}`);
  await ctx.alone(`membership ${person.id}`);
  const same = await ctx.em.find(Membership, {
    person: person.id, organizationId: organization.id, canteen: canteen?.id ?? null, role: input.role, endedAt: null,
  });
  const other = same.find((membership) => overlaps(membership, term));
  if (other) throw new DomainError('MEMBERSHIP_OVERLAPS', { validFrom: other.validFrom, validTo: other.validTo }, `${path}.validFrom`);
  return ctx.create(Membership, { person, organizationId: organization.id, canteen, role: input.role, ...term });
}

/**
 * Gives a role to a person one can see, to somebody who holds none yet, or, by the exact account, to a person of another
 * organization such as an inspector.
 */
export async function grantMembership(ctx: Ctx, input: GrantInput & { person?: string | null; account?: string | null }): Promise<Membership> {
  return addMembership(ctx, await personToGrant(ctx, input), input, 'input');
}

async function personToGrant(ctx: Ctx, input: { person?: string | null; account?: string | null }): Promise<Person> {
  if (input.account) {
    const person = await ctx.em.findOne(Person, { account: input.account.trim().toLowerCase(), active: true });
    if (!person) throw new DomainError('NOT_FOUND', { what: 'Person', id: input.account.slice(0, 40) }, 'input.account');
    return person;
  }
  if (!input.person) throw new DomainError('PERSON_REQUIRED', {}, 'input.person');
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(input.person);
  if (isId && (await ctx.em.count(Membership, { person: input.person })) === 0) {
    const person = await ctx.em.findOne(Person, { id: input.person });
    if (person) return person;
  }
  return ctx.get(Person, input.person, 'input.person');
}

/** Ends a role: at once, or with the given last day. */
export async function endMembership(ctx: Ctx, id: string, validTo: LocalDate | null = null): Promise<Membership> {
  const membership = await ctx.lock(Membership, id, 'id');
  const canteenId = membership.canteen?.id ?? null;
  if (!ctx.actor?.system) checkMayGrant(ctx.actor?.grants ?? [], { organizationId: membership.organizationId, canteenId, role: membership.role }, 'id');
  const organization = await ctx.load(ctx.em.getReference(Organization, membership.organizationId, { wrapped: true }));
  const today = LocalDate.at(ctx.now(), organization.timeZone);
  if (membership.endedAt || membership.validTo?.lt(today)) throw new DomainError('MEMBERSHIP_ENDED', {}, 'id');
  if (validTo?.lt(today)) throw new DomainError('END_IN_THE_PAST', { today, given: validTo }, 'validTo');
  if (membership.role === Role.ADMINISTRATOR) await checkNotLast(ctx, membership, today);
  if (validTo) membership.validTo = validTo;
  else membership.endedAt = ctx.now();
  return membership;
}

/** An organization whose last administrator is gone could never get another. */
async function checkNotLast(ctx: Ctx, membership: Membership, today: LocalDate): Promise<void> {
  // all of them locked: two administrators who end each other at once would leave nobody
  const all = await ctx.find(Membership, { organizationId: membership.organizationId, role: Role.ADMINISTRATOR, canteen: null }, { lock: true, orderBy: { id: 'asc' } });
  if (!all.some((other) => other.id !== membership.id && other.validTo === null && holdsOn(other, today))) {
    throw new DomainError('LAST_ADMINISTRATOR', {}, 'id');
  }
}
