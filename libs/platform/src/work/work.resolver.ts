import { Arg, Ctx as CtxParam, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../ctx.ts';
import { SignedIn } from '../needs.ts';
import { PageInput, PageOf, SortInput } from '../page.ts';
import { PayloadOf } from '../payload.ts';
import { ShortText } from '../scalars.ts';
import { cancelWork } from './run-work.ts';
import { Work, WorkState } from './work.entity.ts';

@InputType()
export class WorkFilter {
  @Field(() => [WorkState], { nullable: true })
  state?: WorkState[];
  @Field(() => ShortText, { nullable: true })
  kind?: string;
  @Field(() => ID, { nullable: true })
  subjectId?: string;
}

@Resolver(() => Work)
export class WorkResolver {
  @Query(() => PageOf(Work), { description: 'Your own long work, the latest first.' })
  @SignedIn()
  works(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => WorkFilter, { nullable: true }) filter: WorkFilter | null,
  ) {
    return ctx.page(Work, { page, sort, filter, orderBy: { queuedAt: 'desc' } });
  }

  @Query(() => Work, { nullable: true })
  @SignedIn()
  work(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Work, id);
  }

  @Mutation(() => PayloadOf(Work), { description: 'Stops your own export or import; nothing half-done is left.' })
  @SignedIn()
  cancelWork(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return cancelWork(ctx, id);
  }
}
