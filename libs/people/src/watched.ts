import { LocalDate } from '@canteen/kernel';
import type { Ctx } from '@canteen/platform';
import { Canteen } from './canteen.entity.ts';
import { Organization } from './organization.entity.ts';

export interface WatchedPlace {
  /** Those that are open. */
  canteens: Canteen[];
  timeZone: string;
  /** The day it is there now. */
  today: LocalDate;
}

const known = new WeakMap<Ctx, Map<string, Promise<WatchedPlace>>>();

/** Where the rules of alerts look; asked once however many rules there are. */
export function watchedPlace(ctx: Ctx, organizationId: string): Promise<WatchedPlace> {
  const places = known.get(ctx) ?? new Map<string, Promise<WatchedPlace>>();
  known.set(ctx, places);
  const found = places.get(organizationId) ?? placeOf(ctx, organizationId);
  places.set(organizationId, found);
  return found;
}

async function placeOf(ctx: Ctx, organizationId: string): Promise<WatchedPlace> {
  const organization = await ctx.byKey(Organization, organizationId);
  const canteens = await ctx.find(Canteen, { organizationId, active: true }, { orderBy: { id: 'asc' } });
  const timeZone = organization?.timeZone ?? 'Asia/Shanghai';
  return { canteens, timeZone, today: LocalDate.at(ctx.now(), timeZone) };
}
