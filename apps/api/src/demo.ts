import type { MikroORM } from '@mikro-orm/postgresql';
import type { Host } from '@canteen/platform';
import { DEMO_PASSWORD, inspector, institutions } from '../../../seeds/index.ts';

export { seedDemo } from '../../../seeds/index.ts';

/** Nothing was ever written by anybody: only then may the demonstration be. */
export async function isEmpty(orm: MikroORM): Promise<boolean> {
  const [row] = (await orm.em.fork().execute('select not exists (select 1 from organization) and not exists (select 1 from person) as empty')) as unknown as { empty: boolean }[];
  return row!.empty;
}

/** What is printed at start: where to look, and in the demonstration as whom. */
export async function tour(host: Host, address: string): Promise<string> {
  const lines = [`Menu      ${address}/`, `Console   ${address}/console/`];
  if (!host.demo) return lines.join('\n');
  const [place] = institutions;
  const accounts = institutions.flatMap(({ name, people }) =>
    people.flatMap((person) => (person.shown && person.account ? [[person.role, person.account, `${person.name}, ${name[1]}`] as const] : [])));
  return [
    ...lines,
    ...[...accounts, [inspector.role, inspector.account, inspector.name] as const].map(([role, account, who]) => `${role.padEnd(22)} ${account.padEnd(16)} ${DEMO_PASSWORD}   ${who}`),
    place!.canteen.slug,
  ].join('\n');
}
