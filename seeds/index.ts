import { LocalDate } from '@canteen/kernel';
import type { FileStore, Host } from '@canteen/platform';
import { seedPeople } from './people.ts';

export { DEMO_PASSWORD, institutions, inspector } from './institutions.ts';

export interface SeedOptions {
  /** last day of the replay; today unless said */
  today?: LocalDate;
  /** how many days end with it */
  days?: number;
  onDay?: (day: LocalDate, done: number, of: number) => void;
}

const ZONE = 'Asia/Shanghai';

/** Fills an empty database with the demonstration, by running the modules' own commands under a clock of their own. */
export async function seedDemo(host: Host, files: FileStore, options: SeedOptions = {}): Promise<void> {
  void files;
  const today = options.today ?? LocalDate.at(host.clock.now(), ZONE);
  const days = options.days ?? 90;
  const firstDay = today.plusDays(1 - days);
  await seedPeople(host, firstDay, today);
  await host.orm.em.fork().execute(`insert into site_setting (key, value) values ('demo', 'yes') on conflict (key) do update set value = 'yes'`);
  host.demo = true;
}
