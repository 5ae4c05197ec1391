import { LocalizedText, type LocalDate } from '@canteen/kernel';
import type { CalendarItem, Ctx } from '@canteen/platform';
import { Dish } from '@canteen/recipes';
import { MealService, MenuItem } from './menu.entity.ts';
import { mealWords } from './menu.rules.ts';

/** The meals to cook, published or still being planned. */
export async function calendar(ctx: Ctx, canteenId: string, from: LocalDate, to: LocalDate): Promise<CalendarItem[]> {
  if (!ctx.can('kitchen:write')) return [];
  const services = await ctx.find(MealService, { canteen: canteenId, day: { $gte: from, $lte: to } }, { orderBy: { serviceStart: 'asc' } });
  const items = await Promise.all(services.map((service) => ctx.list(MenuItem, 'service', service.id, { position: 'asc' })));
  const dishes = new Map((await ctx.loadMany(Dish, items.flat().map((item) => item.dish.id))).map((dish) => [dish.id, dish.name]));
  return services.flatMap((service, i): CalendarItem[] => {
    const cooked = items[i]!;
    if (!cooked.length) return [];
    const meal = mealWords[service.meal];
    const en = meal.in('en');
    const names = (lang: 'zh' | 'en', comma: string) => cooked.map((item) => dishes.get(item.dish.id)?.in(lang) ?? '').filter(Boolean).join(comma);
    return [{
      key: `menus.meal:${service.id}`,
      for: 'kitchen:write',
      title: LocalizedText.of(`${meal.zh}：${cooked.length} 道菜，${service.plannedDiners} 人`, `${en.charAt(0).toUpperCase()}${en.slice(1)}: ${cooked.length} ${cooked.length === 1 ? 'dish' : 'dishes'} for ${service.plannedDiners}`),
      text: LocalizedText.of(names('zh', '、'), names('en', ', ')),
      starts: service.serviceStart,
      ends: service.serviceEnd,
    }];
  });
}
