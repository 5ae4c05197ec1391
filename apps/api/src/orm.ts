import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { ActSubscriber } from '@canteen/platform';
import pg from 'pg';
import { migrations } from '../migrations/index.ts';
import { modules } from './modules.ts';
import { StartError } from './postgres.ts';

/** The one number all nodes agree on while they migrate. */
const MIGRATION_LOCK = 4_820_261_121;
/** PostgreSQL 15 is the oldest whose features the schema uses. */
const OLDEST = 15;

export interface OrmOptions {
  url: string;
  poolMax?: number;
  debug?: boolean;
  /** Sees every statement; tests count queries with it. */
  onQuery?: (sql: string) => void;
}

export function ormConfig({ url, poolMax = 12, debug = false, onQuery }: OrmOptions) {
  return defineConfig({
    entities: modules.flatMap((module) => [...module.entities]) as never,
    clientUrl: url,
    extensions: [Migrator],
    subscribers: [new ActSubscriber()],
    // Digests of rows hold timestamps as text: every connection must write them in the same zone.
    forceUtcTimezone: true,
    driverOptions: { options: '-c TimeZone=UTC', connectionTimeoutMillis: 10_000 },
    pool: { min: 0, max: poolMax },
    // A filter's implicit joins would silently drop rows (design decision 7); the platform resolves relations by key.
    autoJoinRefsForFilters: false,
    filtersOnRelations: false,
    loadStrategy: 'select-in',
    // Rows are made by ctx.create, never by `new`; accessors on the prototype, for each field of each row read, would serve only the latter.
    propagationOnPrototype: false,
    ignoreUndefinedInQuery: true,
    debug: debug || onQuery ? ['query'] : false,
    ...(onQuery ? { logger: (message: string) => onQuery(message), colors: false } : {}),
    // The journal's guards are written by hand; a generated migration must not find them superfluous.
    schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
    migrations: {
      migrationsList: migrations,
      // Written when a migration is made, never where one runs: an installation is no source folder.
      snapshot: true,
      snapshotOnMigrate: false,
      snapshotName: 'schema-snapshot',
      path: 'apps/api/migrations',
      pathTs: 'apps/api/migrations',
      allOrNothing: true,
      transactional: true,
      tableName: 'schema_migration',
      silent: true,
    },
  });
}

export const createOrm = (options: OrmOptions): MikroORM => new MikroORM(ormConfig(options));

/** Refuses a server that cannot carry the schema, in one sentence. */
export async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    throw new StartError(`The database ${hostname || 'localhost'}:${port || 5432}${pathname} cannot be reached (${(error as Error).message || (error as { code?: string }).code}); check DATABASE_URL and that PostgreSQL is running.`);
  }
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
    if (major < OLDEST) throw new StartError(`The database is PostgreSQL ${major}, but ${OLDEST} or later is needed; upgrade it or point DATABASE_URL at a newer one.`);
  } finally {
    await client.end();
  }
}

/** Brings the schema up to date, once, however many nodes start together. */
export async function migrate({ ownerUrl }: { ownerUrl: string }): Promise<number> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  const orm = createOrm({ url: ownerUrl, poolMax: 2 });
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await orm.migrator.up();
    return done.length;
  } finally {
    await orm.close(true);
    await lock.end();
  }
}

/** Are all migrations of this build applied? For readiness. */
export async function migrationsCurrent(orm: MikroORM): Promise<boolean> {
  const rows = (await orm.em.fork().execute('select name from schema_migration')) as unknown as { name: string }[];
  const applied = new Set(rows.map((row) => row.name));
  return migrations.every((migration) => applied.has(migration.name));
}
