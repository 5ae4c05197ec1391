import type { LocalDate } from '@canteen/kernel';
import { Day, Inverse, Needs, PageInput, PageOf, PayloadOf, scopeOf, ShortText, SortInput, type Ctx } from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { HealthCertificate } from './health-certificate.entity.ts';
import { CertificateStatus } from './health-certificate.rules.ts';
import { endMembership, grantMembership } from './membership.commands.ts';
import { Membership } from './membership.entity.ts';
import { addHealthCertificate, createPerson, updatePerson } from './person.commands.ts';
import { Language, Person } from './person.entity.ts';
import { Role } from './roles.ts';

@InputType()
export class PersonFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;

  @Field(() => [Role], { nullable: true, description: 'Those who hold one of these now' })
  role?: Role[] | null;
}

@InputType()
export class MembershipFilter {
  @Field(() => ID, { nullable: true })
  person?: string | null;

  @Field(() => ID, { nullable: true })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => [Role], { nullable: true })
  role?: Role[] | null;
}

@InputType()
export class HealthCertificateFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string | null;

  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => ID, { nullable: true })
  person?: string | null;

  @Field(() => [CertificateStatus], { nullable: true })
  status?: CertificateStatus[] | null;

  @Field(() => Day, { nullable: true })
  validToFrom?: LocalDate | null;

  @Field(() => Day, { nullable: true })
  validToTo?: LocalDate | null;
}

@InputType()
export class CreatePersonInput {
  @Field(() => ShortText)
  name!: string;

  @Field(() => ShortText, { nullable: true, description: 'To sign in with; none for people who only sign by PIN or never' })
  account?: string | null;

  @Field(() => String, { nullable: true })
  password?: string | null;

  @Field(() => String, { nullable: true, description: 'Four to eight digits' })
  pin?: string | null;

  @Field(() => ShortText, { nullable: true })
  phone?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'E-mail address: where alerts are sent' })
  email?: string | null;

  @Field(() => Language, { nullable: true })
  language?: Language | null;

  @Field(() => Role, { nullable: true, description: 'Their first role' })
  role?: Role | null;

  @Field(() => ID, { nullable: true, description: 'The one canteen it holds for; none: the whole organization' })
  canteen?: string | null;

  @Field(() => ID, { nullable: true })
  organization?: string | null;

  @Field(() => Day, { nullable: true, description: 'First day of the role; today unless said' })
  validFrom?: LocalDate | null;
}

@InputType()
export class UpdatePersonInput {
  @Field(() => Int, { description: 'The version that was edited' })
  version!: number;

  @Field(() => ShortText, { nullable: true })
  name?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'Null takes the account away' })
  account?: string | null;

  @Field(() => String, { nullable: true, description: 'A new one ends their sessions' })
  password?: string | null;

  @Field(() => String, { nullable: true, description: 'Null takes the PIN away' })
  pin?: string | null;

  @Field(() => ShortText, { nullable: true })
  phone?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'E-mail address: where alerts are sent' })
  email?: string | null;

  @Field(() => Language, { nullable: true })
  language?: Language | null;

  @Field(() => Boolean, { nullable: true, description: 'False closes the account and ends its sessions' })
  active?: boolean | null;
}

@InputType()
export class MembershipInput {
  @Field(() => ID, { nullable: true })
  person?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'Instead of `person`: the exact account of someone of another organization, e.g. an inspector' })
  account?: string | null;

  @Field(() => ID, { nullable: true, description: 'The one canteen it holds for; none: the whole organization' })
  canteen?: string | null;

  @Field(() => ID, { nullable: true, description: "The canteen's, or the one the caller works for, unless said" })
  organization?: string | null;

  @Field(() => Role)
  role!: Role;

  @Field(() => Day, { nullable: true, description: 'First day; today unless said' })
  validFrom?: LocalDate | null;

  @Field(() => Day, { nullable: true, description: 'Last day; none: until ended' })
  validTo?: LocalDate | null;
}

@InputType()
export class HealthCertificateInput {
  @Field(() => ID)
  person!: string;

  @Field(() => ID, { nullable: true, description: 'Where it is filed; needed when the person works in several canteens' })
  canteen?: string | null;

  @Field(() => ShortText)
  number!: string;

  @Field(() => Day)
  validFrom!: LocalDate;

  @Field(() => Day, { description: 'Last day; at most a year after the first' })
  validTo!: LocalDate;

  @Field(() => ID, { nullable: true, description: 'Photo or PDF, uploaded before' })
  file?: string | null;
}

@Resolver(() => Person)
export class PersonRoles {
  @Inverse(() => Membership, 'person', { orderBy: { validFrom: 'desc', id: 'desc' }, description: 'Their roles where the caller may see people, past ones too' })
  memberships!: Membership[];
}

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => PageOf(Person), { description: 'The people with a role, now or before, where the caller may see people.' })
  @Needs('people:read')
  persons(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => PersonFilter, { nullable: true }) filter: PersonFilter | null,
  ) {
    const { role, ...rest } = filter ?? {};
    // the type's own permission lets names show everywhere; the list is for those who keep people
    const where = role?.length ? Person.holding(ctx, 'people:read', role, ctx.today()) : scopeOf(ctx, Person, 'people:read', 'root');
    return ctx.page(Person, { page, sort, filter: rest, where: where ?? {}, orderBy: { pinyin: 'asc' } });
  }

  @Query(() => Person, { nullable: true })
  @Needs('people:read')
  person(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Person, id);
  }

  @Query(() => PageOf(Membership))
  @Needs('people:read')
  memberships(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => MembershipFilter, { nullable: true }) filter: MembershipFilter | null,
  ) {
    return ctx.page(Membership, { page, sort, filter });
  }

  @Query(() => Membership, { nullable: true })
  @Needs('people:read')
  membership(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Membership, id);
  }

  @Query(() => PageOf(HealthCertificate), { description: 'Reading it is on record.' })
  @Needs('health:read')
  healthCertificates(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => HealthCertificateFilter, { nullable: true }) filter: HealthCertificateFilter | null,
  ) {
    return ctx.page(HealthCertificate, { page, sort, filter, orderBy: { validTo: 'asc' } });
  }

  @Query(() => HealthCertificate, { nullable: true, description: 'Reading it is on record.' })
  @Needs('health:read')
  healthCertificate(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(HealthCertificate, id);
  }

  @Mutation(() => PayloadOf(Person))
  @Needs('people:write')
  createPerson(@CtxParam() ctx: Ctx, @Arg('input', () => CreatePersonInput) input: CreatePersonInput) {
    return createPerson(ctx, input);
  }

  @Mutation(() => PayloadOf(Person))
  @Needs('people:write')
  updatePerson(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('input', () => UpdatePersonInput) input: UpdatePersonInput) {
    return updatePerson(ctx, id, input);
  }

  @Mutation(() => PayloadOf(Membership))
  @Needs('people:write')
  grantMembership(@CtxParam() ctx: Ctx, @Arg('input', () => MembershipInput) input: MembershipInput) {
    return grantMembership(ctx, input);
  }

  @Mutation(() => PayloadOf(Membership), { description: 'Ends a role at once, or with the given last day.' })
  @Needs('people:write')
  endMembership(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('validTo', () => Day, { nullable: true }) validTo: LocalDate | null,
  ) {
    return endMembership(ctx, id, validTo);
  }

  @Mutation(() => PayloadOf(HealthCertificate))
  @Needs('health:write')
  addHealthCertificate(@CtxParam() ctx: Ctx, @Arg('input', () => HealthCertificateInput) input: HealthCertificateInput) {
    return addHealthCertificate(ctx, input);
  }
}
