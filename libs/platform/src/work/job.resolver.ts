import { Arg, Ctx as CtxParam, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { DomainError, LocalizedText } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { userError } from '../errors.ts';
import { Needs } from '../needs.ts';
import { PAGE_SIZE, PageInput, PageOf } from '../page.ts';
import { DonePayload } from '../payload.ts';
import { Instant, LocalizedTextType } from '../scalars.ts';

/** What runs by itself, and how it last went. Not a row: the queue's own tables know. */
@ObjectType({ description: 'Work that runs by itself or is handed over by an act.' })
export class JobInfo {
  @Field(() => String)
  name!: string;
  @Field(() => LocalizedTextType, { nullable: true, description: 'What it does' })
  says!: LocalizedText | null;
  @Field(() => String, { nullable: true, description: 'When it runs by itself: minute, hour, day, month, weekday (Asia/Shanghai). None: acts hand it over' })
  cron!: string | null;
  @Field(() => Instant, { nullable: true })
  lastRunAt!: Date | null;
  @Field(() => String, { nullable: true, description: '`active`, `completed`, `retry` or `failed`' })
  lastState!: string | null;
  @Field(() => String, { nullable: true })
  lastError!: string | null;
  @Field(() => Instant, { nullable: true })
  nextAt!: Date | null;
  @Field(() => Int, { description: 'Waiting, or to be tried again' })
  queued!: number;
  @Field(() => Int, { description: 'Given up within the last days, and not tried again since' })
  failed!: number;
}

@ObjectType({ description: 'A run that was tried several times and given up.' })
export class FailedJob {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Instant)
  failedAt!: Date;
  @Field(() => Int)
  tries!: number;
  @Field(() => String, { description: "Why: a refusal in the caller's language, a fault as the machine said it" })
  reason!: string;
  @Field(() => String, { nullable: true, description: 'The code, where a rule refused it' })
  code!: string | null;
}

@Resolver()
export class JobResolver {
  @Query(() => [JobInfo], { description: 'All jobs of this installation, by name.' })
  @Needs('jobs:read')
  async jobs(@CtxParam() ctx: Ctx): Promise<JobInfo[]> {
    const standing = await ctx.host.jobs?.standing?.(ctx.em);
    return ctx.host.modules
      .flatMap((module) => [...(module.jobs ?? [])])
      .map(({ name, cron, says }): JobInfo => ({
        name,
        says: says ? LocalizedText.of(says.zh, says.en) : null,
        cron: cron ?? null,
        ...(standing?.get(name) ?? { lastRunAt: null, lastState: null, lastError: null, nextAt: null, queued: 0, failed: 0 }),
      }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  @Query(() => PageOf(FailedJob), { description: 'What was given up, the latest first.' })
  @Needs('jobs:read')
  failedJobs(@CtxParam() ctx: Ctx, @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null) {
    const { number = 1, size = PAGE_SIZE.default } = page ?? {};
    if (number < 1 || number > 1_000_000) throw new DomainError('PAGE_OUT_OF_RANGE', { given: number }, 'page.number');
    if (size < 1 || size > PAGE_SIZE.max) throw new DomainError('PAGE_SIZE_OUT_OF_RANGE', { max: PAGE_SIZE.max, given: size }, 'page.size');
    let read: Promise<{ total: number; items: FailedJob[] }> | undefined;
    const found = () =>
      (read ??= (async () => {
        const { total, items } = (await ctx.host.jobs?.failed?.(ctx.em, { limit: size, offset: (number - 1) * size })) ?? { total: 0, items: [] };
        const say = (run: (typeof items)[number]): FailedJob => ({
          ...run,
          reason: run.code !== null && run.code in ctx.host.words ? userError(new DomainError(run.code, run.params ?? {}), ctx.host.words, ctx.lang).message : run.reason,
        });
        return { total, items: items.map(say) };
      })());
    return {
      items: async () => (await found()).items,
      total: async () => (await found()).total,
      hasNext: async () => (await found()).total > number * size,
    };
  }

  @Mutation(() => DonePayload, { description: 'Tries a run again that was given up.' })
  @Needs('jobs:write')
  async retryJob(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string): Promise<boolean> {
    const known = /^[0-9a-f-]{36}$/i.test(id) && (await ctx.host.jobs?.retry?.(ctx.em, id));
    if (!known) throw new DomainError('NOT_FOUND', { what: 'FailedJob', id: id.slice(0, 40) }, 'id');
    return true;
  }
}
