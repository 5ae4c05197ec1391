import { LocalizedText, type LocalDate } from '@canteen/kernel';
import type { Ctx, Fact, FactSection } from '@canteen/platform';
import { Menu, MealService, MenuItem } from './menu.entity.ts';
import { mealWords } from './menu.rules.ts';

/** The meals of a day, and whether the diners could read beforehand what there would be. */
export async function facts(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection[]> {
  if (!ctx.can('menus:read')) return [];
  const services = await ctx.find(MealService, { canteen: canteenId, day }, { orderBy: [{ serviceStart: 'asc' }, { id: 'asc' }] });
  const items = await ctx.find(MenuItem, { service: { $in: services.map(({ id }) => id) } });
  const menus = await ctx.find(Menu, { canteen: canteenId, weekStart: day.startOfWeek() });
  const told: Fact[] = services.map((service): Fact => {
    const dishes = items.filter((item) => item.service.id === service.id).length;
    const meal = mealWords[service.meal];
    return {
      tone: 'ok',
      text: LocalizedText.of(`${meal.zh}：${dishes} 道菜，计划 ${service.plannedDiners} 人`, `${meal.in('en')}: ${dishes} dishes for ${service.plannedDiners} diners`),
      recordType: 'MealService', recordId: service.id,
    };
  });
  for (const menu of menus) {
    if (!services.length || menu.revision > 0) continue;
    told.push({ tone: 'missing', text: LocalizedText.of('本周菜单未公布', 'The week\'s menu was not published'), recordType: 'Menu', recordId: menu.id });
  }
  if (!services.length) told.push({ tone: 'ok', text: LocalizedText.of('当日无供餐', 'No meals on this day') });
  return [
    {
      key: 'menus',
      title: { zh: '供餐', en: 'Meals' },
      figures: [
        { title: { zh: '餐次', en: 'Meals' }, value: String(services.length) },
        { title: { zh: '计划就餐', en: 'Diners planned' }, value: String(services.reduce((sum, { plannedDiners }) => sum + plannedDiners, 0)) },
      ],
      facts: told,
    },
  ];
}
