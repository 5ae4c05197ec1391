import type { LocalDate } from '@canteen/kernel';
import type { Ctx, FactSection } from '@canteen/platform';

/** What the day's report tells of this module. */
export async function facts(_ctx: Ctx, _canteenId: string, _day: LocalDate): Promise<FactSection[]> {
  return [];
}
