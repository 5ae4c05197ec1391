import { type LocalDate, LocalizedText } from '@canteen/kernel';
import { act, systemActor, type Ctx, type Host } from '@canteen/platform';
import {
  addHealthCertificate, createArea, createCanteen, createOrganization, createPerson, grantMembership, type Area, type Canteen,
} from '@canteen/people';
import {
  authority, contractor, DEMO_PASSWORD, DEMO_PIN, inspector, institutions,
  type InstitutionKey, type InstitutionSeed, type PersonSeed, type Two,
} from './institutions.ts';

export const text = ([zh, en]: Two): LocalizedText => LocalizedText.of(zh, en);

/** What the replay knows of an institution. */
export interface Place {
  seed: InstitutionSeed;
  organizationId: string;
  canteen: Canteen;
  areas: Map<Area['kind'], Area>;
  /** person id by key */
  people: Map<string, string>;
}

/** Writes institutions, canteens, areas and everybody in them, as of the first day of the replay. */
export async function seedPeople(host: Host, firstDay: LocalDate, today: LocalDate): Promise<Map<InstitutionKey, Place>> {
  const now = () => firstDay.plusDays(-1).instantAt('09:00', 'Asia/Shanghai');
  return act(host, { name: 'seed:institutions', actor: systemActor('seed'), now }, async (ctx) => {
    const company = await createOrganization(ctx, { name: text(contractor.name), kind: contractor.kind });
    const bureau = await createOrganization(ctx, { name: text(authority.name), kind: authority.kind });
    await ctx.em.flush();
    const places = new Map<InstitutionKey, Place>();
    for (const seed of institutions) places.set(seed.key, await seedInstitution(ctx, seed, company.id, today));
    await createPerson(ctx, {
      name: '章敏', account: 'bureau', password: DEMO_PASSWORD, phone: '05950000900', role: 'ADMINISTRATOR', organization: bureau.id,
    });
    const visitor = await createPerson(ctx, {
      name: inspector.name, account: inspector.account, password: DEMO_PASSWORD, phone: inspector.phone,
    });
    await ctx.em.flush();
    // belongs to the authority, and reads one canteen alone: its inspector holds no other grant
    await grantMembership(ctx, { person: visitor.id, canteen: places.get(inspector.at)!.canteen.id, role: inspector.role });
    return places;
  });
}

async function seedInstitution(ctx: Ctx, seed: InstitutionSeed, contractorId: string, today: LocalDate): Promise<Place> {
  const organization = await createOrganization(ctx, { name: text(seed.name), kind: seed.kind });
  await ctx.em.flush();
  const { contracted, ...data } = seed.canteen;
  const canteen = await createCanteen(ctx, {
    ...data, organization: organization.id, name: text(seed.canteen.name), contractor: contracted ? contractorId : null,
  });
  await ctx.em.flush();
  const areas = new Map<Area['kind'], Area>();
  for (const area of seed.areas) areas.set(area.kind, await createArea(ctx, { canteen: canteen.id, kind: area.kind, name: text(area.name) }));
  const people = new Map<string, string>();
  for (const person of seed.people) people.set(person.key, await seedPerson(ctx, person, organization.id, canteen.id, today));
  return { seed, organizationId: organization.id, canteen, areas, people };
}

async function seedPerson(ctx: Ctx, person: PersonSeed, organization: string, canteen: string, today: LocalDate): Promise<string> {
  const { id } = await createPerson(ctx, {
    name: person.name,
    phone: person.phone,
    account: person.account ?? null,
    password: person.account ? DEMO_PASSWORD : null,
    pin: person.pin ? DEMO_PIN : null,
    role: person.role,
    ...(person.wide ? { organization } : { canteen }),
  });
  if (person.certificateDays !== undefined) {
    await ctx.em.flush();
    const validTo = today.plusDays(person.certificateDays);
    await addHealthCertificate(ctx, {
      person: id, canteen, number: `泉健${person.phone.slice(-7)}`, validFrom: validTo.plusDays(-364), validTo,
    });
  }
  return id;
}
