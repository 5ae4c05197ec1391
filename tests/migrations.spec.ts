import pg from 'pg';
import { migrations } from '../apps/api/migrations/index.ts';
import { createOrm, migrate } from '../apps/api/src/orm.ts';
import { createDatabase, type TestDatabase } from './support/database.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createDatabase({ bare: true }); });
afterAll(() => database.drop());

async function query<T>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Everything that a migration can leave behind. */
const things = () => query<{ kind: string; name: string }>(`
  select 'relation' as kind, relname as name from pg_class where relnamespace = 'public'::regnamespace and relname !~ '^schema_migration'
  union all select 'function', proname from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'type', typname from pg_type where typnamespace = 'public'::regnamespace and typtype <> 'c' and typname !~ '^_?schema_migration' and typelem = 0
  order by 1, 2`);

it('runs each migration once, however many nodes start together', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ ownerUrl: database.ownerUrl })));
  expect(applied.sort()).toEqual([0, 0, migrations.length]);
  expect(await query('select name from schema_migration order by id')).toEqual(migrations.map(({ name }) => ({ name })));
});

it('makes what the entities say, no more and no less', async () => {
  // The journal's guards are written by hand and belong to no entity.
  const guards = await query<{ drop: string }>(`select format('drop trigger %I on %s', tgname, tgrelid::regclass) as drop from pg_trigger where not tgisinternal`);
  expect(guards.length).toBeGreaterThan(0);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const orm = createOrm({ url: database.ownerUrl, poolMax: 1 });
  try {
    for (const { drop } of guards) await client.query(drop);
    orm.config.get('schemaGenerator').skipTables = ['schema_migration'];
    expect((await orm.schema.getUpdateSchemaMigrationSQL()).up.trim()).toBe('');
  } finally {
    await orm.close(true);
    await client.end();
  }
});

it('can be taken back one by one, and made again', async () => {
  const fresh = await createDatabase({ bare: true });
  const kept = database;
  database = fresh;
  try {
    await migrate({ ownerUrl: fresh.ownerUrl });
    const made = await things();
    const orm = createOrm({ url: fresh.ownerUrl, poolMax: 2 });
    try {
      for (const { name } of [...migrations].reverse()) expect((await orm.migrator.down()).map((done) => done.name)).toEqual([name]);
      expect(await things()).toEqual([]);
    } finally {
      await orm.close(true);
    }
    expect(await migrate({ ownerUrl: fresh.ownerUrl })).toBe(migrations.length);
    expect(await things()).toEqual(made);
  } finally {
    database = kept;
    await fresh.drop();
  }
});
