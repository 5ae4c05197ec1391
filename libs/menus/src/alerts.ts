import { LocalizedText } from '@canteen/kernel';
import { watchedPlace } from '@canteen/people';
import { ESCALATED, escalateAfter, type AlertFact, type AlertRule, type Ctx } from '@canteen/platform';
import { Menu, MenuPublication } from './menu.entity.ts';
import { unpublishedDays } from './menus.duties.ts';
import { PublicationRefusal } from './publication-refusal.entity.ts';

/** Somebody tried to publish a week, was refused, and nobody has published or ended it since. */
async function refused(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const { today } = await watchedPlace(ctx, organizationId);
  const refusals = await ctx.em.find(PublicationRefusal, { organizationId });
  if (!refusals.length) return [];
  const menus = await ctx.find(Menu, { id: { $in: refusals.map((refusal) => refusal.menuId) }, state: 'DRAFT', weekStart: { $gte: today.startOfWeek() } });
  // without what they say: a week's content is large
  const published = await ctx.sql<{ menu_id: string; last: string | Date }>(
    MenuPublication,
    'select p.menu_id, max(p.published_at) as last from menu_publication p where {scope:p} and p.menu_id = any(cast(? as uuid[])) group by p.menu_id',
    [`{${menus.map((menu) => menu.id).join(',')}}`],
  );
  return menus.flatMap((menu): AlertFact[] => {
    const refusal = refusals.find(({ menuId }) => menuId === menu.id)!;
    if (published.some(({ menu_id, last }) => menu_id === menu.id && new Date(last) > refusal.refusedAt)) return [];
    const { weekStart } = menu;
    return [{
      key: `menus.publicationRefused:${menu.id}`,
      canteenId: menu.canteen.id,
      title: LocalizedText.of(`${weekStart.in('zh')}起的菜单未能公布：有 ${refusal.problems} 处须更正`, `The menu from ${weekStart.in('en')} could not be published: ${refusal.problems} ${refusal.problems === 1 ? 'thing' : 'things'} to mend`),
      text: LocalizedText.of('请打开该周菜单，按提示更正（价格、食谱、禁售品种等）后重新公布。', 'Open that week, mend what is named there (prices, recipes, dishes that may not be served), and publish it again.'),
      severity: 'warn',
      recordType: 'Menu',
      recordId: menu.id,
    }];
  });
}

/** From the hour of the policy on also the day after. */
async function unpublished(ctx: Ctx, organizationId: string): Promise<AlertFact[]> {
  const { canteens, timeZone, today } = await watchedPlace(ctx, organizationId);
  const { tomorrowBy } = await ctx.policy<{ tomorrowBy: string }>('menus', organizationId);
  const days = ctx.now() >= today.instantAt(tomorrowBy, timeZone) ? [today, today.plusDays(1)] : [today];
  return (await unpublishedDays(ctx, canteens.map((canteen) => canteen.id), days)).map(({ canteen, day, menu }): AlertFact => ({
    key: `menus.notPublished:${canteen}:${day}`,
    canteenId: canteen,
    title: LocalizedText.of(`${day.in('zh')}没有已公布的菜单`, `No menu is published for ${day.in('en')}`),
    text: LocalizedText.of('食堂应明码标价：品名、价格、计价单位事先公布。请编好该周菜单并公布。', 'A canteen shows name, price and unit beforehand. Finish the menu of that week and publish it.'),
    severity: 'warn',
    recordType: menu ? 'Menu' : 'Canteen',
    recordId: menu?.id ?? canteen,
    dueAt: day.startsAt(timeZone),
  }));
}

/** What of this module someone must be told of. */
export const alerts: readonly AlertRule[] = [
  {
    kind: 'menus.publicationRefused',
    title: { zh: '菜单未能公布', en: 'Publication refused' },
    says: {
      zh: '本周或以后的菜单公布时被拒绝，且此后仍未公布的，提醒可公布菜单的人；{ordinaryHours} 小时无人确认则升级。',
      en: 'Tells those who publish menus when a menu of this week or later was refused and has not been published since; escalated after {ordinaryHours} h.',
    },
    limits: [],
    audience: 'menus:publish',
    escalation: { afterHours: escalateAfter.ordinary, audience: ESCALATED },
    find: refused,
  },
  {
    kind: 'menus.notPublished',
    title: { zh: '次日菜单未公布', en: 'No menu for tomorrow' },
    says: {
      zh: '供餐日前一天 {tomorrowBy} 后仍无已公布菜单的，提醒可公布菜单的人；{ordinaryHours} 小时无人确认则升级。',
      en: 'Tells those who publish menus when from {tomorrowBy} on the next day of service has no published menu; escalated after {ordinaryHours} h.',
    },
    limits: [{ policy: 'menus', field: 'tomorrowBy' }],
    audience: 'menus:publish',
    escalation: { afterHours: escalateAfter.ordinary, audience: ESCALATED },
    find: unpublished,
  },
];
