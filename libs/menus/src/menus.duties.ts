import { LocalizedText } from '@canteen/kernel';
import type { LocalDate } from '@canteen/kernel';
import { Canteen, timeZoneOf } from '@canteen/people';
import type { Ctx, DutyItem } from '@canteen/platform';
import { Menu } from './menu.entity.ts';
import type { MenuPolicy } from './menu.rules.ts';

interface DutyPolicy extends MenuPolicy {
  remindDaysBefore: number;
}

/** Next week's menu, asked for from some days before its deadline on, until it is published. */
export async function menuDuties(ctx: Ctx, canteenId: string, day: LocalDate): Promise<DutyItem[]> {
  if (!ctx.can('menus:publish')) return [];
  const canteen = await ctx.get(Canteen, canteenId, 'canteen');
  const policy = await ctx.policy<DutyPolicy>('menus', canteen.organizationId);
  const deadline = day.startOfWeek().plusDays(policy.publishWeekday - 1);
  if (!canteen.active || day.lt(deadline.plusDays(-policy.remindDaysBefore))) return [];
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
