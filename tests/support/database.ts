import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** As the application connects: the journal can only be read and extended. */
  url: string;
  /** As the owner of the tables, for what only someone behind our back could do. */
  ownerUrl: string;
  drop(): Promise<void>;
}

/** An own database without rows, migrated unless `bare`; a spec file makes one and drops it when it is done. */
export async function createDatabase({ bare = false } = {}): Promise<TestDatabase> {
  const { TEST_OWNER_URL: owner, TEST_APP_URL: app, TEST_TEMPLATE_ERROR: failed } = process.env;
  if (failed && !bare) throw new Error(failed);
  if (!owner || !app) throw new Error('No test database: this spec is matched by the "pure" project of tests/jest.config.mjs.');
  const name = `t_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(6).toString('hex')}`;
  await query(owner, bare ? `create database ${name}` : `create database ${name} template canteen_template strategy file_copy`);
  const at = (url: string) => url.replace(/\/[^/]*$/, `/${name}`);
  return { url: at(app), ownerUrl: at(owner), drop: () => query(owner, `drop database if exists ${name} with (force)`) };
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
