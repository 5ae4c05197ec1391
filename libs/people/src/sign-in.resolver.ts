import { DonePayload, PayloadOf, Public, ShortText, SignedIn, type Ctx } from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Canteen } from './canteen.entity.ts';
import { heldBy } from './membership.commands.ts';
import { checkMayKeepAccount } from './membership.rules.ts';
import { Organization } from './organization.entity.ts';
import { setLanguage } from './person.commands.ts';
import { Language, Person } from './person.entity.ts';
import { grantableBy, Role } from './roles.ts';
import { Session } from './session.entity.ts';
import { changePassword, revokeSession, setPin, signIn, signOut, switchPerson } from './sign-in.commands.ts';
import { isSessionLive } from './sign-in.rules.ts';

/** One role that the signed-in person holds now. Not the membership's row: whoever cannot read memberships knows their own. */
@ObjectType()
export class MyGrant {
  @Field(() => Organization)
  organization!: Organization;

  @Field(() => Canteen, { nullable: true, description: 'None: the whole organization' })
  canteen!: Canteen | null;

  @Field(() => Role)
  role!: Role;

  @Field(() => [String])
  permissions!: string[];

  @Field(() => [Role], { description: 'The roles they may grant and end, where this one holds' })
  mayGrant!: readonly Role[];
}

@ObjectType({ description: 'The signed-in person and what they may do.' })
export class Me {
  @Field(() => Person)
  person!: Person;

  @Field(() => String, { nullable: true, description: 'What they sign in with; none for people who only take over a device by PIN' })
  account!: string | null;

  @Field(() => Language)
  language!: Language;

  @Field(() => ID, { nullable: true })
  session!: string | null;

  @Field(() => [String], { description: 'What they may do somewhere; a record says by its actions what they may do with it' })
  permissions!: string[];

  @Field(() => [MyGrant])
  grants!: MyGrant[];

  @Field(() => [Canteen], { description: 'The canteens in use that they may see' })
  canteens!: Canteen[];
}

@Resolver(() => Session)
export class SignInResolver {
  @Query(() => Me, { nullable: true, description: 'Null for whoever is not signed in.' })
  @Public()
  async me(@CtxParam() ctx: Ctx): Promise<Me | null> {
    const actor = ctx.actor;
    const person = actor?.personId ? await ctx.byKey(Person, actor.personId) : null;
    if (!actor || !person) return null;
    const [organizations, canteens, visible] = await Promise.all([
      ctx.loadMany(Organization, actor.grants.map((grant) => grant.organizationId)),
      ctx.loadMany(Canteen, actor.grants.flatMap((grant) => grant.canteenId ?? [])),
      ctx.find(Canteen, { active: true }, { orderBy: { pinyin: 'asc' } }),
    ]);
    return {
      person,
      account: person.account,
      language: person.language,
      session: actor.sessionId ?? null,
      permissions: [...new Set(actor.grants.flatMap((grant) => [...grant.permissions]))].sort(),
      grants: actor.grants.flatMap((grant) => {
        const organization = organizations.find((row) => row.id === grant.organizationId);
        const canteen = canteens.find((row) => row.id === grant.canteenId) ?? null;
        return organization ? [{ organization, canteen, role: grant.role as Role, permissions: [...grant.permissions].sort(), mayGrant: grantableBy[grant.role as Role] ?? [] }] : [];
      }),
      canteens: visible,
    };
  }

  @Query(() => [Session], { description: "Open sessions: one's own, or those of a person whose account one may keep." })
  @SignedIn()
  async sessions(@CtxParam() ctx: Ctx, @Arg('person', () => ID, { nullable: true }) person: string | null): Promise<Session[]> {
    const owner = person && person !== ctx.personId() ? (await ctx.get(Person, person, 'person')).id : ctx.personId();
    if (owner !== ctx.personId()) {
      ctx.need('people:write');
      checkMayKeepAccount(ctx.actor?.grants ?? [], await heldBy(ctx, owner), 'person');
    }
    const sessions = await ctx.em.find(Session, { person: owner, endedAt: null }, { orderBy: { lastSeenAt: 'desc' } });
    return sessions.filter((session) => isSessionLive(session, ctx.now()));
  }

  @FieldResolver(() => Boolean, { description: 'The one this request comes from' })
  current(@Root() session: Session, @CtxParam() ctx: Ctx): boolean {
    return session.id === ctx.actor?.sessionId;
  }

  @Mutation(() => PayloadOf(Person))
  @Public()
  signIn(
    @CtxParam() ctx: Ctx,
    @Arg('account', () => ShortText) account: string,
    @Arg('password', () => String) password: string,
  ): Promise<Person> {
    return signIn(ctx, account, password);
  }

  @Mutation(() => DonePayload)
  @SignedIn()
  signOut(@CtxParam() ctx: Ctx): Promise<true> {
    return signOut(ctx);
  }

  @Mutation(() => DonePayload)
  @SignedIn()
  revokeSession(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string): Promise<true> {
    return revokeSession(ctx, id);
  }

  @Mutation(() => DonePayload, { description: 'Ends all other sessions of the person.' })
  @SignedIn()
  changePassword(@CtxParam() ctx: Ctx, @Arg('old', () => String) old: string, @Arg('new', () => String) next: string): Promise<Person> {
    return changePassword(ctx, old, next);
  }

  @Mutation(() => DonePayload, { description: 'Four to eight digits, to countersign and to take over a shared device.' })
  @SignedIn()
  setPin(@CtxParam() ctx: Ctx, @Arg('pin', () => String) pin: string, @Arg('password', () => String) password: string): Promise<Person> {
    return setPin(ctx, pin, password);
  }

  @Mutation(() => PayloadOf(Person), { description: 'Another person of the same canteen takes over this signed-in device.' })
  @SignedIn()
  switchPerson(@CtxParam() ctx: Ctx, @Arg('person', () => ID) person: string, @Arg('pin', () => String) pin: string): Promise<Person> {
    return switchPerson(ctx, person, pin);
  }

  @Mutation(() => PayloadOf(Person))
  @SignedIn()
  setLanguage(@CtxParam() ctx: Ctx, @Arg('language', () => Language) language: Language): Promise<Person> {
    return setLanguage(ctx, language);
  }
}
