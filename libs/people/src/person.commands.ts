import { DomainError, type LocalDate, type LocalizedText } from '@canteen/kernel';
import { checkVersion, pinyinInitials, StoredFile, type Ctx } from '@canteen/platform';
import { Canteen } from './canteen.entity.ts';
import { HealthCertificate } from './health-certificate.entity.ts';
import { checkTerm } from './health-certificate.rules.ts';
import { addMembership, heldBy } from './membership.commands.ts';
import { Membership } from './membership.entity.ts';
import { checkMayKeepAccount } from './membership.rules.ts';
import { createOrganization, type Changes } from './organization.commands.ts';
import type { OrganizationKind } from './organization.entity.ts';
import { filled } from './organization.rules.ts';
import { Language, Person } from './person.entity.ts';
import { Role } from './roles.ts';
import { endSessions, hashSecret } from './sign-in.commands.ts';
import { checkAccount, checkEmail, checkPassword, checkPin, normaliseAccount } from './sign-in.rules.ts';

export interface PersonData {
  name: string;
  /** to sign in with; people without one may still sign by PIN */
  account?: string | null | undefined;
  password?: string | null | undefined;
  pin?: string | null | undefined;
  phone?: string | null | undefined;
  /** where alerts are sent */
  email?: string | null | undefined;
  language?: Language | null | undefined;
}

export interface NewPersonData extends PersonData {
  role?: Role | null | undefined;
  canteen?: string | null | undefined;
  organization?: string | null | undefined;
  validFrom?: LocalDate | null | undefined;
}

async function checkAccountFree(ctx: Ctx, account: string, own: string | null): Promise<string> {
  const normal = checkAccount(account, 'input.account');
  const holder = await ctx.em.findOne(Person, { account: normal });
  if (holder && holder.id !== own) throw new DomainError('ACCOUNT_TAKEN', { given: normal }, 'input.account');
  return normal;
}

/** One row per human: the same name with the same telephone is the same one, who only needs another role. */
async function checkNotKnown(ctx: Ctx, name: string, phone: string | null, own: string | null): Promise<void> {
  if (phone !== null) await ctx.alone(`person ${name} ${phone}`);
  const same = phone === null ? null : await ctx.em.findOne(Person, { name, phone });
  if (same && same.id !== own) throw new DomainError('PERSON_ALREADY_KNOWN', { name, phone }, 'input.phone');
}

export function phoneOf(phone: string | null | undefined): string | null {
  const given = phone?.replace(/[\s-]/g, '') ?? '';
  if (given === '') return null;
  if (!/^\+?\d{5,20}$/.test(given)) throw new DomainError('PHONE_MALFORMED', { given: given.slice(0, 30) }, 'input.phone');
  return given;
}

/** Adds a person, with a first role where one is given. */
export async function createPerson(ctx: Ctx, input: NewPersonData): Promise<Person> {
  const name = filled(input.name, 'input.name', 60);
  const phone = phoneOf(input.phone);
  await checkNotKnown(ctx, name, phone, null);
  const account = input.account ? await checkAccountFree(ctx, input.account, null) : null;
  if (input.password && !account) throw new DomainError('ACCOUNT_REQUIRED', {}, 'input.account');
  if (input.password) checkPassword(input.password, account, 'input.password');
  if (input.pin) checkPin(input.pin, 'input.pin');
  const person = ctx.create(Person, {
    name,
    pinyin: pinyinInitials(name),
    account,
    phone,
    email: input.email ? checkEmail(input.email, 'input.email') : null,
    language: input.language ?? Language.zh,
    active: true,
    passwordHash: input.password ? await hashSecret(input.password) : null,
    pinHash: input.pin ? await hashSecret(input.pin) : null,
  });
  if (input.role) await addMembership(ctx, person, { ...input, role: input.role }, 'input');
  return person;
}

/** Changes a person, by someone who keeps their account; a new password or closed account ends their sessions. */
export async function updatePerson(
  ctx: Ctx,
  id: string,
  input: Changes<PersonData & { active: boolean }> & { version: number },
): Promise<Person> {
  const person = await ctx.lock(Person, id, 'id');
  if (!ctx.actor?.system) {
    const places = await ctx.em.find(Membership, { person: person.id });
    if (!places.some((membership) => ctx.can('people:write', membership))) ctx.need('people:write', places[0] ?? {});
    checkMayKeepAccount(ctx.actor?.grants ?? [], await heldBy(ctx, person.id), 'id');
  }
  checkVersion(person, input.version);
  const name = typeof input.name === 'string' ? filled(input.name, 'input.name', 60) : person.name;
  const phone = input.phone === undefined ? person.phone : phoneOf(input.phone);
  if (name !== person.name || phone !== person.phone) await checkNotKnown(ctx, name, phone, person.id);
  Object.assign(person, { name, phone, pinyin: pinyinInitials(name) });
  if (input.account !== undefined) {
    person.account = input.account ? await checkAccountFree(ctx, input.account, person.id) : null;
    if (person.account === null) person.passwordHash = null;
  }
  if (input.password) {
    if (!person.account) throw new DomainError('ACCOUNT_REQUIRED', {}, 'input.account');
    checkPassword(input.password, person.account, 'input.password');
    person.passwordHash = await hashSecret(input.password);
  }
  if (input.pin) checkPin(input.pin, 'input.pin');
  if (input.pin !== undefined) person.pinHash = input.pin ? await hashSecret(input.pin) : null;
  if (input.email !== undefined) person.email = input.email ? checkEmail(input.email, 'input.email') : null;
  if (input.language) person.language = input.language;
  if (typeof input.active === 'boolean') {
    if (!input.active && person.id === ctx.actor?.personId) throw new DomainError('CANNOT_CLOSE_OWN_ACCOUNT', {}, 'input.active');
    person.active = input.active;
  }
  if (input.password || input.account === null || input.active === false) await endSessions(ctx, person.id);
  return person;
}

/** The language a person reads refusals and screens in. */
export async function setLanguage(ctx: Ctx, language: Language): Promise<Person> {
  const person = await ctx.em.findOneOrFail(Person, { id: ctx.personId() });
  person.language = language;
  return person;
}

export interface HealthCertificateData {
  person: string;
  /** where it is filed; needless to say for someone who works in one canteen only */
  canteen?: string | null | undefined;
  number: string;
  validFrom: LocalDate;
  validTo: LocalDate;
  file?: string | null | undefined;
}

/** Files a certificate; the earlier ones stay, since last year's meals were cooked under last year's. */
export async function addHealthCertificate(ctx: Ctx, input: HealthCertificateData): Promise<HealthCertificate> {
  const person = await ctx.get(Person, input.person, 'input.person');
  const canteen = await ctx.get(Canteen, input.canteen ?? (await onlyCanteenOf(ctx, person)), 'input.canteen');
  const number = filled(input.number, 'input.number', 60);
  checkTerm(input, (name) => `input.${name}`);
  await ctx.alone(`health certificate ${person.id}`);
  if ((await ctx.em.count(HealthCertificate, { canteen: canteen.id, person: person.id, number })) > 0) {
    throw new DomainError('CERTIFICATE_ALREADY_FILED', { number }, 'input.number');
  }
  const file = input.file ? await ctx.get(StoredFile, input.file, 'input.file') : null;
  return ctx.create(HealthCertificate, { canteen, person, number, validFrom: input.validFrom, validTo: input.validTo, file });
}

async function onlyCanteenOf(ctx: Ctx, person: Person): Promise<string> {
  const places = new Set((await heldBy(ctx, person.id)).flatMap((held) => (held.canteenId && ctx.can('health:write', held) ? [held.canteenId] : [])));
  const [only] = places;
  if (!only || places.size > 1) throw new DomainError('CANTEEN_REQUIRED', {}, 'input.canteen');
  return only;
}

/** The person whom a command on the server makes administrator of the first organization; never twice. */
export async function createFirstAdministrator(
  ctx: Ctx,
  input: { account: string; name: string; password: string; organization: { name: LocalizedText; kind: OrganizationKind } },
): Promise<Person> {
  // two commands at once must not both find none
  await ctx.em.execute('select pg_advisory_xact_lock(hashtext(?))', ['first administrator']);
  if ((await ctx.em.count(Membership, { role: Role.ADMINISTRATOR, endedAt: null })) > 0) throw new DomainError('ADMINISTRATOR_EXISTS');
  const organization = await createOrganization(ctx, input.organization);
  return createPerson(ctx, {
    name: input.name, account: normaliseAccount(input.account), password: input.password, role: Role.ADMINISTRATOR, organization: organization.id,
  });
}
