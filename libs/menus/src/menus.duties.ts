import { LocalizedText } from '@canteen/kernel';
import type { LocalDate } from '@canteen/kernel';
import { Canteen, timeZoneOf } from '@canteen/people';
import type { Ctx, DutyItem } from '@canteen/platform';
import { MealService, Menu } from './menu.entity.ts';
import type { MenuPolicy } from './menu.rules.ts';

interface DutyPolicy extends MenuPolicy {
  remindDaysBefore: number;
}

export interface UnpublishedDay {
  canteen: string;
  day: LocalDate;
  menu: Menu | null;
}

/** Days of service without a published menu. A canteen serves on a day if that is planned, or was so on the same weekday of the weeks before. */
export async function unpublishedDays(ctx: Ctx, canteens: readonly string[], days: readonly LocalDate[]): Promise<UnpublishedDay[]> {
  const menus = await ctx.find(Menu, { canteen: { $in: canteens }, weekStart: { $in: [...new Set(days.map((day) => day.startOfWeek().iso))] } });
  const same = days.flatMap((day) => [0, 7, 14, 21, 28].map((back) => day.plusDays(-back)));
  const meals = await ctx.find(MealService, { canteen: { $in: canteens }, day: { $in: same } });
  return canteens.flatMap((canteen) =>
    days.flatMap((day): UnpublishedDay[] => {
      const menu = menus.find((known) => known.canteen.id === canteen && known.weekStart.eq(day.startOfWeek())) ?? null;
      const isPublic = menu !== null && menu.revision > 0 && menu.state !== 'ARCHIVED';
      const serves = meals.some((meal) => meal.canteen.id === canteen && (meal.day.eq(day) || (!menu && meal.day.weekday === day.weekday)));
      return isPublic || !serves ? [] : [{ canteen, day, menu }];
    }),
  );
}

/** What is to be published: the menu of a day or the next that is still missing, and next week's in time. */
export async function menuDuties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('menus:publish')) return [];
  const canteen = await ctx.get(Canteen, canteenId, 'canteen');
  if (!canteen.active) return [];
  return [...(await missingMenus(ctx, canteen, day)), ...(await nextWeek(ctx, canteen, day))];
}

async function missingMenus(ctx: Ctx, canteen: Canteen, day: LocalDate): Promise<DutyItem[]> {
  const zone = await timeZoneOf(ctx, canteen);
  const missing = await unpublishedDays(ctx, [canteen.id], [day, day.plusDays(1)]);
  return missing.map(({ day: due, menu }): DutyItem => ({
    key: `menus:missing:${canteen.id}:${due}`,
    kind: 'MENU_MISSING',
    for: 'menus:publish',
    title: LocalizedText.of(`${due.in('zh')}没有已公布的菜单`, `No menu is published for ${due.in('en')}`),
    dueAt: due.startsAt(zone),
    severity: due.eq(day) ? 'critical' : 'warn',
    done: false,
    recordType: menu ? 'Menu' : 'Canteen',
    recordId: menu?.id ?? canteen.id,
  }));
}

/** Next week's menu, asked for from some days before its deadline on, until it is published. */
async function nextWeek(ctx: Ctx, canteen: Canteen, day: LocalDate): Promise<DutyItem[]> {
  const policy = await ctx.policy<DutyPolicy>('menus', canteen.organizationId);
  const deadline = day.startOfWeek().plusDays(policy.publishWeekday - 1);
  if (day.lt(deadline.plusDays(-policy.remindDaysBefore))) return [];
  const weekStart = day.startOfWeek().plusDays(7);
  const [menu] = await ctx.find(Menu, { canteen: canteen.id, weekStart });
  const dueAt = deadline.instantAt(policy.publishTime, await timeZoneOf(ctx, canteen));
  return [
    {
      key: `menus:publish:${canteen.id}:${weekStart.toString()}`,
      kind: 'MENU_NOT_PUBLISHED',
      for: 'menus:publish',
      title: LocalizedText.of(`公布下周菜单（${weekStart.in('zh')}起）`, `Publish next week's menu (from ${weekStart.in('en')})`),
      dueAt,
      severity: ctx.now() > dueAt ? 'warn' : 'info',
      // A revision under way leaves the last publication public: the diners have a menu.
      done: menu !== undefined && menu.revision > 0 && menu.state !== 'ARCHIVED',
      recordType: menu ? 'Menu' : 'Canteen',
      recordId: menu?.id ?? canteen.id,
    },
  ];
}
