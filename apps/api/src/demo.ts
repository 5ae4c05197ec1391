import type { MikroORM } from '@mikro-orm/postgresql';
import type { FileStore, Host } from '@canteen/platform';
import { DEMO_PASSWORD, DEMO_PIN, inspector, institutions, seedDemo as replay, type SeedOptions } from '../../../seeds/index.ts';

/** Writes the demonstration. Half of one would look like real data, so that it is under way stands in the database until it is whole. */
export async function seedDemo(host: Host, files: FileStore, options?: SeedOptions): Promise<void> {
  await host.orm.em.fork().execute("insert into site_setting (key, value) values ('demo', 'writing') on conflict (key) do update set value = 'writing'");
  await replay(host, files, options);
}

/** Was a demonstration left half written by a process that was ended? */
export async function isHalfWritten(orm: MikroORM): Promise<boolean> {
  return (await rows(orm, "select 1 from site_setting where key = 'demo' and value = 'writing'")).length > 0;
}

/** Nothing was ever written by anybody: only then may the demonstration be. */
export async function isEmpty(orm: MikroORM): Promise<boolean> {
  const [row] = await rows<{ empty: boolean }>(orm, 'select not exists (select 1 from organization) and not exists (select 1 from person) as empty');
  return row!.empty;
}

const rows = async <R>(orm: MikroORM, sql: string, params: unknown[] = []): Promise<R[]> => (await orm.em.fork().execute(sql, params)) as unknown as R[];

/** Where the inspector's walk begins: the last sample of a batch that had to be reheated, or else the last sample. */
async function sampleToInspect(orm: MikroORM, slug: string): Promise<string | null> {
  const [sample] = await rows<{ id: string }>(
    orm,
    `select s.id from retained_sample s join canteen c on c.id = s.canteen_id where c.slug = ?
      order by exists (select 1 from corrective_action a where a.batch_id = s.batch_id) desc, s.occurred_at desc, s.id desc limit 1`,
    [slug],
  );
  return sample?.id ?? null;
}

/** What is printed at start: where to look, and in the demonstration also as whom and at what. */
export async function tour(host: Host, address: string): Promise<string> {
  if (!host.demo) return [`Menu     ${address}/`, `Console  ${address}/console/`].join('\n');
  const [{ canteen }] = institutions as [(typeof institutions)[number]];
  const sample = await sampleToInspect(host.orm, canteen.slug);
  const accounts = institutions.flatMap(({ name, people }) =>
    people.flatMap(({ shown, account, role, name: who }) => (shown && account ? [[role, account, `${who}, ${name[1]}`] as const] : [])),
  );
  return [
    '',
    'This is a demonstration: every institution, person and record in it is invented.',
    '',
    `  Manager    ${address}/console/`,
    "             Sign in as manager: what is due today; then publish next week's menu and read what keeps it from being published.",
    `  Inspector  ${address}/console/${sample ? `retainedSamples/${sample}/show` : ''}`,
    '             Sign in as inspector: from this sample to its batch, its lots, their receipts and papers, and what the journal says.',
    `  Diner      ${address}/menu/${canteen.slug}`,
    "             No account: today's meals and the week, with prices, allergens and where the food came from.",
    '',
    `  ${'role'.padEnd(22)}${'account'.padEnd(18)}${'password'.padEnd(18)}who`,
    ...[...accounts, [inspector.role, inspector.account, `${inspector.name}, reads the ${canteen.name[1]} alone`] as const].map(
      ([role, account, who]) => `  ${role.padEnd(22)}${account.padEnd(18)}${DEMO_PASSWORD.padEnd(18)}${who}`,
    ),
    `  On a shared device, people of a canteen sign with the PIN ${DEMO_PIN}.`,
    '',
  ].join('\n');
}
