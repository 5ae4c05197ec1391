import { LocalDate } from '@canteen/kernel';
import type { PublicCanteen, PublicDish, PublicMeal, PublicMenu } from './data.ts';

/** A canteen and the published weeks that the pages may show. */
export interface CanteenMenus {
  canteen: PublicCanteen;
  menus: readonly PublicMenu[];
}

export type Phase = 'ahead' | 'serving' | 'over';

export interface Service {
  day: string;
  meal: PublicMeal;
  start: Date;
  end: Date;
  dishes: readonly PublicDish[];
  phase: Phase;
}

/** All services of all published weeks in the order in which they are eaten. */
export function services(menus: readonly PublicMenu[], now: Date): Service[] {
  return menus
    .flatMap((menu) => menu.days)
    .flatMap(({ day, meals }) =>
      meals.map(({ meal, serviceStart, serviceEnd, dishes }): Service => {
        const [start, end] = [new Date(serviceStart), new Date(serviceEnd)];
        return { day, meal, start, end, dishes, phase: now >= end ? 'over' : now >= start ? 'serving' : 'ahead' };
      }),
    )
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}

/**
 * The next instant at which a page would read otherwise: a service begins or ends, or a day does.
 * Until then the same bytes are true.
 */
export function nextChange(list: readonly CanteenMenus[], now: Date): number {
  const t = now.getTime();
  let next = Infinity;
  for (const { canteen, menus } of list) {
    next = Math.min(next, LocalDate.at(now, canteen.timeZone).endOfDay(canteen.timeZone).getTime() + 1);
    for (const { start, end } of services(menus, now)) {
      if (start.getTime() > t) next = Math.min(next, start.getTime());
      if (end.getTime() > t) next = Math.min(next, end.getTime());
    }
  }
  return next;
}
