import { Ctx as CtxParam, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../ctx.ts';
import { SignedIn } from '../needs.ts';
import { PayloadOf } from '../payload.ts';
import { CalendarFeed } from './calendar-feed.entity.ts';
import { endCalendarFeed, myCalendar, renewCalendarFeed } from './calendar.commands.ts';

@Resolver(() => CalendarFeed)
export class CalendarResolver {
  @Query(() => CalendarFeed, { nullable: true, description: 'Your calendar feed, if there is one.' })
  @SignedIn()
  myCalendar(@CtxParam() ctx: Ctx) {
    return myCalendar(ctx);
  }

  @Mutation(() => PayloadOf(CalendarFeed), { description: 'Makes an address for your calendar program, which reads there what is due in the next 14 days. The one before ends.' })
  @SignedIn()
  renewCalendarFeed(@CtxParam() ctx: Ctx) {
    return renewCalendarFeed(ctx);
  }

  @Mutation(() => PayloadOf(CalendarFeed), { description: 'Ends your calendar feed: its address answers nothing any more.' })
  @SignedIn()
  endCalendarFeed(@CtxParam() ctx: Ctx) {
    return endCalendarFeed(ctx);
  }
}
