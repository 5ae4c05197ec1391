import { Arg, Ctx as CtxParam, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { type LocalizedText, type LocalDate } from '@canteen/kernel';
import type { Ctx } from './ctx.ts';
import { directoryOf } from './host.ts';
import type { DutyItem } from './module.ts';
import { Public, SignedIn } from './needs.ts';
import { Day, Instant, LocalizedTextType } from './scalars.ts';


/** One thing that is due, from whichever module; the console's home page is this list. */
@ObjectType({ description: 'One thing that is due, missing or about to expire.' })
export class Duty {
  @Field(() => ID, { description: 'The same fact has the same key.' })
  key!: string;
  @Field(() => String, { description: 'What kind of duty; the label is in the module\'s messages.' })
  kind!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => Instant, { nullable: true })
  dueAt!: Date | null;
  @Field(() => String, { description: 'info, warn or critical.' })
  severity!: string;
  @Field(() => Boolean)
  done!: boolean;
  @Field(() => String, { description: 'The record to open.' })
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => Int, { nullable: true })
  count!: number | null;
  @Field(() => [String], { description: 'The roles whose work it is.' })
  forRoles!: string[];
  @Field(() => Boolean, { description: 'Does the caller hold one of them here?' })
  mine!: boolean;
}

/** What is due in a canteen on a day, from all modules, as far as the actor may read it. */
export async function dutiesOf(ctx: Ctx, canteen: string, day: LocalDate): Promise<DutyItem[]> {
  const contributions = ctx.host.modules.flatMap((module) => (module.duties ? [module.duties] : []));
  return (await Promise.all(contributions.map((duties) => duties(ctx, canteen, day)))).flat();
}

@ObjectType({ description: 'About this installation.' })
export class Site {
  @Field(() => Boolean, { description: 'True where the data are a demonstration.' })
  demo!: boolean;
  @Field(() => Instant, { description: "The server's clock." })
  now!: Date;
}

const rank = { critical: 0, warn: 1, info: 2 } as const;

@Resolver()
export class TodayResolver {
  @Query(() => Site)
  @Public()
  site(@CtxParam() ctx: Ctx): Site {
    return { demo: ctx.host.demo, now: ctx.now() };
  }

  @Query(() => [Duty], { description: "What is due in a canteen on a day, by deadline, from all modules; narrowed to what the actor may read." })
  @SignedIn()
  async today(
    @CtxParam() ctx: Ctx,
    @Arg('canteen', () => ID) canteen: string,
    @Arg('day', () => Day, { nullable: true }) day: LocalDate | null,
  ): Promise<Duty[]> {
    const { rolesWith, canteenOf } = directoryOf(ctx.host);
    const found = await dutiesOf(ctx, canteen, day ?? ctx.today());
    const place = found.length ? await canteenOf(ctx.em, canteen) : null;
    const here = { organizationId: place?.organizationId ?? '', canteen };
    return found
      .map((duty) => ({ ...duty, count: duty.count ?? null, forRoles: [...rolesWith(duty.for)], mine: ctx.can(duty.for, here) }))
      .sort((a, b) => Number(a.done) - Number(b.done) || (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity) || rank[a.severity] - rank[b.severity]);
  }
}
