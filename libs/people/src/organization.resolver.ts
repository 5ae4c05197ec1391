import type { LocalizedText } from '@canteen/kernel';
import {
  LocalizedTextInput, Needs, PageInput, PageOf, PayloadOf, ShortText, SignedIn, SortInput, type Ctx,
} from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area, AreaKind } from './area.entity.ts';
import { Canteen, CanteenOperation } from './canteen.entity.ts';
import { colleagues } from './membership.commands.ts';
import { Membership } from './membership.entity.ts';
import { createArea, createCanteen, createOrganization, updateArea, updateCanteen, updateOrganization } from './organization.commands.ts';
import { Organization, OrganizationKind } from './organization.entity.ts';
import { Person } from './person.entity.ts';

@InputType()
export class OrganizationFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string | null;

  @Field(() => OrganizationKind, { nullable: true })
  kind?: OrganizationKind | null;
}

@InputType()
export class CanteenFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string | null;

  @Field(() => ID, { nullable: true })
  organizationId?: string | null;

  @Field(() => CanteenOperation, { nullable: true })
  operation?: CanteenOperation | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;
}

@InputType()
export class AreaFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string | null;

  @Field(() => ID, { nullable: true })
  canteen?: string | null;

  @Field(() => [AreaKind], { nullable: true })
  kind?: AreaKind[] | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;
}

@InputType()
export class CreateOrganizationInput {
  @Field(() => LocalizedTextInput)
  name!: LocalizedText;

  @Field(() => OrganizationKind)
  kind!: OrganizationKind;

  @Field(() => ShortText, { nullable: true, description: 'IANA name; Asia/Shanghai unless said' })
  timeZone?: string | null;
}

@InputType()
export class UpdateOrganizationInput {
  @Field(() => Int, { description: 'The version that was edited' })
  version!: number;

  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedText | null;

  @Field(() => OrganizationKind, { nullable: true })
  kind?: OrganizationKind | null;

  @Field(() => ShortText, { nullable: true })
  timeZone?: string | null;
}

@InputType()
export class CreateCanteenInput {
  @Field(() => ID, { nullable: true, description: 'The one the caller works for unless said' })
  organization?: string | null;

  @Field(() => LocalizedTextInput)
  name!: LocalizedText;

  @Field(() => ShortText, { description: 'In the address of the public menu: lower-case letters, digits, hyphens' })
  slug!: string;

  @Field(() => CanteenOperation)
  operation!: CanteenOperation;

  @Field(() => ID, { nullable: true, description: 'Required when contracted or delivered' })
  contractor?: string | null;

  @Field(() => Boolean, { defaultValue: false })
  coldDishesLicensed?: boolean;

  @Field(() => Int, { description: 'Average diners per meal' })
  diners!: number;

  @Field(() => ShortText, { nullable: true })
  address?: string | null;
}

@InputType()
export class UpdateCanteenInput {
  @Field(() => Int, { description: 'The version that was edited' })
  version!: number;

  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedText | null;

  @Field(() => ShortText, { nullable: true })
  slug?: string | null;

  @Field(() => CanteenOperation, { nullable: true })
  operation?: CanteenOperation | null;

  @Field(() => ID, { nullable: true })
  contractor?: string | null;

  @Field(() => Boolean, { nullable: true })
  coldDishesLicensed?: boolean | null;

  @Field(() => Int, { nullable: true })
  diners?: number | null;

  @Field(() => ShortText, { nullable: true })
  address?: string | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;
}

@InputType()
export class CreateAreaInput {
  @Field(() => ID)
  canteen!: string;

  @Field(() => LocalizedTextInput)
  name!: LocalizedText;

  @Field(() => AreaKind)
  kind!: AreaKind;
}

@InputType()
export class UpdateAreaInput {
  @Field(() => Int, { description: 'The version that was edited' })
  version!: number;

  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedText | null;

  @Field(() => AreaKind, { nullable: true })
  kind?: AreaKind | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;
}

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => PageOf(Organization))
  @SignedIn()
  organizations(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => OrganizationFilter, { nullable: true }) filter: OrganizationFilter | null,
  ) {
    return ctx.page(Organization, { page, sort, filter, orderBy: { pinyin: 'asc' } });
  }

  @Query(() => Organization, { nullable: true })
  @SignedIn()
  organization(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Organization, id);
  }

  @Mutation(() => PayloadOf(Organization), { description: 'Whoever adds an organization administers it.' })
  @Needs('organizations:write')
  createOrganization(@CtxParam() ctx: Ctx, @Arg('input', () => CreateOrganizationInput) input: CreateOrganizationInput) {
    return createOrganization(ctx, input);
  }

  @Mutation(() => PayloadOf(Organization))
  @Needs('organizations:write')
  updateOrganization(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('input', () => UpdateOrganizationInput) input: UpdateOrganizationInput) {
    return updateOrganization(ctx, id, input);
  }
}

@Resolver(() => Canteen)
export class CanteenResolver {
  @Query(() => PageOf(Canteen))
  @SignedIn()
  canteens(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => CanteenFilter, { nullable: true }) filter: CanteenFilter | null,
  ) {
    return ctx.page(Canteen, { page, sort, filter, orderBy: { pinyin: 'asc' } });
  }

  @Query(() => Canteen, { nullable: true })
  @SignedIn()
  canteen(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Canteen, id);
  }

  @FieldResolver(() => Organization)
  organization(@Root() canteen: Canteen, @CtxParam() ctx: Ctx) {
    return ctx.byKey(Organization, canteen.organizationId);
  }

  @Query(() => [Person], { description: 'Who holds a role at a canteen now, for signing by PIN; with a permission: who also has that.' })
  @SignedIn()
  colleagues(
    @CtxParam() ctx: Ctx,
    @Arg('canteen', () => ID) canteen: string,
    @Arg('permission', () => ShortText, { nullable: true }) permission: string | null,
  ): Promise<Person[]> {
    return colleagues(ctx, canteen, permission);
  }

  @Mutation(() => PayloadOf(Canteen))
  @Needs('organizations:write')
  createCanteen(@CtxParam() ctx: Ctx, @Arg('input', () => CreateCanteenInput) input: CreateCanteenInput) {
    return createCanteen(ctx, input);
  }

  @Mutation(() => PayloadOf(Canteen))
  @Needs('people:write')
  updateCanteen(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('input', () => UpdateCanteenInput) input: UpdateCanteenInput) {
    return updateCanteen(ctx, id, input);
  }
}

@Resolver(() => Membership)
export class MembershipPlaceResolver {
  @FieldResolver(() => Organization)
  organization(@Root() membership: Membership, @CtxParam() ctx: Ctx) {
    return ctx.byKey(Organization, membership.organizationId);
  }
}

@Resolver(() => Area)
export class AreaResolver {
  @Query(() => PageOf(Area))
  @SignedIn()
  areas(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => AreaFilter, { nullable: true }) filter: AreaFilter | null,
  ) {
    return ctx.page(Area, { page, sort, filter, orderBy: { pinyin: 'asc' } });
  }

  @Query(() => Area, { nullable: true })
  @SignedIn()
  area(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Area, id);
  }

  @Mutation(() => PayloadOf(Area))
  @Needs('people:write')
  createArea(@CtxParam() ctx: Ctx, @Arg('input', () => CreateAreaInput) input: CreateAreaInput) {
    return createArea(ctx, input);
  }

  @Mutation(() => PayloadOf(Area))
  @Needs('people:write')
  updateArea(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('input', () => UpdateAreaInput) input: UpdateAreaInput) {
    return updateArea(ctx, id, input);
  }
}
