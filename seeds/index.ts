import { LocalDate } from '@canteen/kernel';
import type { FileStore, Host } from '@canteen/platform';
import { seedCatalog } from './catalog.ts';
import { seedPeople } from './people.ts';
import { Replay } from './replay.ts';
import { Stage, ZONE } from './stage.ts';

export { DEMO_PASSWORD, DEMO_PIN, institutions, inspector } from './institutions.ts';

export interface SeedOptions {
  /** last day of the replay; today unless said */
  today?: LocalDate;
  /** how many days end with it */
  days?: number;
  onDay?: (day: LocalDate, done: number, of: number) => void;
}

/**
 * Fills an empty database with the demonstration: institutions with invented names, and the days that end today, by the
 * modules' own commands under a clock of their own, so that nothing is there which the rules forbid. What would not have
 * happened by now has not happened.
 */
export async function seedDemo(host: Host, files: FileStore, options: SeedOptions = {}): Promise<void> {
  const now = host.clock.now();
  const today = options.today ?? LocalDate.at(now, ZONE);
  const until = LocalDate.at(now, ZONE).eq(today) ? now : today.endOfDay(ZONE);
  const days = options.days ?? 90;
  const firstDay = today.plusDays(1 - days);

  // publications say of themselves that they are a demonstration, from the first one on
  host.demo = true;
  const places = await seedPeople(host, firstDay, today);
  let done = 0;
  // Each institution has a journal of its own: while one waits for the database, another computes.
  await Promise.all([...places.values()].map(async (place) => {
    const stage = new Stage(host, files, place, today, until, firstDay.plusDays(-1).instantAt('10:00', ZONE));
    const books = await seedCatalog(stage);
    const replay = new Replay(stage, books, firstDay);
    stage.setClock(firstDay.plusDays(-1), '15:00');
    await replay.begin();
    for (let day = firstDay; day.lte(today); day = day.plusDays(1)) {
      await replay.day(day);
      options.onDay?.(day, ++done, days * places.size);
    }
    await replay.draftNextWeek();
  }));
  await host.orm.em.fork().execute(`insert into site_setting (key, value) values ('demo', 'yes') on conflict (key) do update set value = 'yes'`);
}
