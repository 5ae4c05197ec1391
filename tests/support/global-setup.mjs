import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { tsImport } from 'tsx/esm/api';

const root = path.resolve(import.meta.dirname, '../..');
const PREFIX = 'canteen-test-';

/** One server for the whole run, and one migrated template that each spec file's database is copied from. */
export default async function setUp() {
  if (globalThis.testDatabase) return;
  removeAbandoned();
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${process.pid}`);
  const { startPostgres } = await tsImport('../../apps/api/src/postgres.ts', import.meta.url);
  const server = await startPostgres({ dataDir, volatile: true });
  globalThis.testDatabase = { server, dataDir };
  try {
    await query(server.ownerUrl, 'create database canteen_template');
    const templateUrl = at(server.ownerUrl, 'canteen_template');
    // In a process of its own: jest's own one can load no decorators.
    const made = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'tests/support/migrate-template.ts')], {
      cwd: root, encoding: 'utf8', env: { ...process.env, TEMPLATE_URL: templateUrl, NODE_OPTIONS: '' },
    });
    // Told to the specs that ask for a database; the others need not fail for it.
    if (made.status !== 0) process.env.TEST_TEMPLATE_ERROR = `The template database could not be migrated:\n${made.stdout}${made.stderr}`;
    process.env.TEST_OWNER_URL = server.ownerUrl;
    process.env.TEST_APP_URL = server.appUrl;
  } catch (error) {
    // Jest runs no teardown after a setup that threw.
    await stop();
    throw error;
  }
}

export async function stop() {
  const { server, dataDir } = globalThis.testDatabase ?? {};
  delete globalThis.testDatabase;
  await server?.stop();
  if (dataDir) fs.rmSync(dataDir, { recursive: true, force: true });
}

/** What a killed run left behind. */
function removeAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (!name.startsWith(PREFIX) || !pid || isAlive(pid)) continue;
    const dir = path.join(os.tmpdir(), name);
    try {
      const postmaster = Number(fs.readFileSync(path.join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      if (fs.readFileSync(`/proc/${postmaster}/cmdline`, 'utf8').includes(dir)) process.kill(postmaster, 'SIGQUIT');
    } catch { /* it had stopped */ }
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function at(url, database) {
  return url.replace(/\/[^/]*$/, `/${database}`);
}

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
