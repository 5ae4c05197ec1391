import { DomainError, LocalDate, uuidv7, type LocalizedText } from '@canteen/kernel';
import { checkVersion, idOf, pinyinInitials, type Ctx } from '@canteen/platform';
import { Area, type AreaKind } from './area.entity.ts';
import { Canteen, type CanteenOperation } from './canteen.entity.ts';
import { Membership } from './membership.entity.ts';
import { Organization, type OrganizationKind } from './organization.entity.ts';
import { checkContractor, checkDiners, checkSlug, checkTimeZone } from './organization.rules.ts';
import { Person } from './person.entity.ts';
import { Role, rolePermissions } from './roles.ts';

/** Absent means unchanged, null means cleared where there may be nothing. */
export type Changes<T> = { [K in keyof T]?: T[K] | null | undefined };

export interface OrganizationData {
  name: LocalizedText;
  kind: OrganizationKind;
  timeZone?: string | null | undefined;
}

/** Adds an organization. Whoever adds it administers it, since nobody else could see it. */
export async function createOrganization(ctx: Ctx, input: OrganizationData): Promise<Organization> {
  const timeZone = input.timeZone ?? 'Asia/Shanghai';
  checkTimeZone(timeZone, 'input.timeZone');
  const id = uuidv7(ctx.now());
  const actor = ctx.actor;
  if (actor?.personId) {
    const grant = { organizationId: id, canteenId: null, role: Role.ADMINISTRATOR, permissions: new Set<string>(rolePermissions.ADMINISTRATOR) };
    ctx.actor = { ...actor, grants: [...actor.grants, grant] };
  }
  const organization = ctx.create(Organization, {
    id, organizationId: id, name: input.name, pinyin: pinyinInitials(input.name.zh), kind: input.kind, timeZone,
  });
  if (actor?.personId) {
    ctx.create(Membership, {
      organizationId: id,
      person: ctx.em.getReference(Person, actor.personId),
      role: Role.ADMINISTRATOR,
      validFrom: LocalDate.at(ctx.now(), timeZone),
    });
  }
  return organization;
}

export async function updateOrganization(ctx: Ctx, id: string, input: Changes<OrganizationData> & { version: number }): Promise<Organization> {
  const organization = await ctx.lock(Organization, id, 'id');
  checkVersion(organization, input.version);
  if (input.name) Object.assign(organization, { name: input.name, pinyin: pinyinInitials(input.name.zh) });
  if (input.kind) organization.kind = input.kind;
  if (input.timeZone) {
    checkTimeZone(input.timeZone, 'input.timeZone');
    organization.timeZone = input.timeZone;
  }
  return organization;
}

export interface CanteenData {
  name: LocalizedText;
  slug: string;
  operation: CanteenOperation;
  contractor?: string | null | undefined;
  coldDishesLicensed?: boolean | null | undefined;
  diners: number;
  address?: string | null | undefined;
}

export async function createCanteen(ctx: Ctx, input: CanteenData & { organization?: string | null | undefined }): Promise<Canteen> {
  const organization = await ctx.get(Organization, input.organization ?? ctx.organizationId(), 'input.organization');
  checkDiners(input.diners, 'input.diners');
  checkContractor(input.operation, input.contractor ?? null, 'input.contractor');
  await checkSlugFree(ctx, input.slug, null);
  const contractor = input.contractor ? await ctx.get(Organization, input.contractor, 'input.contractor') : null;
  return ctx.create(Canteen, {
    organizationId: organization.id,
    name: input.name,
    pinyin: pinyinInitials(input.name.zh),
    slug: input.slug,
    operation: input.operation,
    contractor,
    coldDishesLicensed: input.coldDishesLicensed ?? false,
    diners: input.diners,
    address: input.address || null,
    active: true,
  });
}

async function checkSlugFree(ctx: Ctx, slug: string, own: string | null): Promise<void> {
  checkSlug(slug, 'input.slug');
  const holder = await ctx.em.findOne(Canteen, { slug });
  if (holder && holder.id !== own) throw new DomainError('SLUG_TAKEN', { given: slug }, 'input.slug');
}

export async function updateCanteen(ctx: Ctx, id: string, input: Changes<CanteenData & { active: boolean }> & { version: number }): Promise<Canteen> {
  const canteen = await ctx.lock(Canteen, id, 'id');
  checkVersion(canteen, input.version);
  if (input.name) Object.assign(canteen, { name: input.name, pinyin: pinyinInitials(input.name.zh) });
  if (typeof input.slug === 'string' && input.slug !== canteen.slug) {
    await checkSlugFree(ctx, input.slug, canteen.id);
    canteen.slug = input.slug;
  }
  const operation = input.operation ?? canteen.operation;
  const contractor = input.contractor === undefined ? idOf(canteen.contractor) : input.contractor;
  checkContractor(operation, contractor, 'input.contractor');
  const known = idOf(canteen.contractor);
  if (contractor !== known) {
    ctx.em.assign(canteen, { contractor: contractor === null ? null : await ctx.get(Organization, contractor, 'input.contractor') });
  }
  canteen.operation = operation;
  if (typeof input.coldDishesLicensed === 'boolean') canteen.coldDishesLicensed = input.coldDishesLicensed;
  if (typeof input.diners === 'number') {
    checkDiners(input.diners, 'input.diners');
    canteen.diners = input.diners;
  }
  if (input.address !== undefined) canteen.address = input.address || null;
  if (typeof input.active === 'boolean') canteen.active = input.active;
  return canteen;
}

export interface AreaData {
  name: LocalizedText;
  kind: AreaKind;
}

export async function createArea(ctx: Ctx, input: AreaData & { canteen: string }): Promise<Area> {
  const canteen = await ctx.get(Canteen, input.canteen, 'input.canteen');
  return ctx.create(Area, { canteen, name: input.name, pinyin: pinyinInitials(input.name.zh), kind: input.kind, active: true });
}

export async function updateArea(ctx: Ctx, id: string, input: Changes<AreaData & { active: boolean }> & { version: number }): Promise<Area> {
  const area = await ctx.lock(Area, id, 'id');
  checkVersion(area, input.version);
  if (input.name) Object.assign(area, { name: input.name, pinyin: pinyinInitials(input.name.zh) });
  if (input.kind) area.kind = input.kind;
  if (typeof input.active === 'boolean') area.active = input.active;
  return area;
}
