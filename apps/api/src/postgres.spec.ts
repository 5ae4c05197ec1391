import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import pg from 'pg';
import { grantApp, StartError, startPostgres, type Embedded } from './postgres.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-spec-'));
const folder = (name: string) => path.join(home, name);
const running: Embedded[] = [];
const children: ChildProcess[] = [];

async function start(name: string): Promise<Embedded> {
  const server = await startPostgres({ dataDir: folder(name), volatile: true });
  running.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A killed parent's child may stay a zombie for a while. */
const isAlive = (pid: number) => {
  try { return process.kill(pid, 0) && !fs.readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '); } catch { return false; }
};

/** A process of its own that starts the server and stays. */
async function startElsewhere(name: string, volatile = true): Promise<{ child: ChildProcess; server: Embedded }> {
  const script = `import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres.ts'))};
    console.log(JSON.stringify(await startPostgres({ dataDir: ${JSON.stringify(folder(name))}, volatile: ${volatile} })));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } });
  children.push(child);
  const [line] = await once(child.stdout ?? process.stdin, 'data');
  return { child, server: JSON.parse(String(line)) as Embedded };
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of running) await server.stop();
  for (const name of fs.readdirSync(home)) {
    const file = folder(`${name}/postgres/postmaster.pid`);
    const pid = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : 0;
    if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGQUIT');
  }
  fs.rmSync(home, { recursive: true, force: true });
});

it('starts in an empty folder, keeps its data over a stop, and leaves no process', async () => {
  const first = await start('kept');
  expect(first.owned).toBe(true);
  await query(first.ownerUrl, `create table note (words text); insert into note values ('豆腐 🍲')`);
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);

  const second = await start('kept');
  expect(await query(second.ownerUrl, 'select words from note')).toEqual([{ words: '豆腐 🍲' }]);
  expect(await query(second.ownerUrl, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  await second.stop();
});

it('lets two folders run side by side, each with its own data', async () => {
  const [left, right] = await Promise.all([start('left'), start('right')]);
  await query(left.ownerUrl, 'create table only_left ()');
  expect(await query(right.ownerUrl, `select to_regclass('only_left') as found`)).toEqual([{ found: null }]);
  expect(left.pid).not.toBe(right.pid);
  await Promise.all([left.stop(), right.stop()]);
});

it('takes over the server that a killed process left running', async () => {
  const before = await startElsewhere('killed');
  await query(before.server.ownerUrl, 'create table survivor ()');
  await kill(before.child);
  expect(isAlive(before.server.pid)).toBe(true);

  const after = await start('killed');
  expect(after).toMatchObject({ pid: before.server.pid, owned: true, ownerUrl: before.server.ownerUrl });
  expect(await query(after.appUrl, `select to_regclass('survivor') is not null as found`)).toEqual([{ found: true }]);
  await after.stop();
  expect(isAlive(after.pid)).toBe(false);
});

it('starts anew when the server was killed too, and has lost nothing', async () => {
  const before = await startElsewhere('both', false);
  await query(before.server.ownerUrl, 'create table survivor ()');
  await kill(before.child);
  process.kill(before.server.pid, 'SIGKILL');

  const after = await start('both');
  expect(after.pid).not.toBe(before.server.pid);
  expect(await query(after.ownerUrl, `select to_regclass('survivor') is not null as found`)).toEqual([{ found: true }]);
  await after.stop();
});

it('lets a command use the server of a running process, and leaves it running', async () => {
  const owner = await startElsewhere('shared');
  const guest = await start('shared');
  expect(guest).toMatchObject({ pid: owner.server.pid, owned: false });
  await guest.stop();
  expect(await query(owner.server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await kill(owner.child);
  await (await start('shared')).stop();
});

it('lets the application extend the journal and never rewrite it', async () => {
  const server = await start('granted');
  await query(server.ownerUrl, 'create table journal_entry (id serial primary key, hash text); create table journal_payload (id int); create table dish (id int)');
  await grantApp(server.ownerUrl);
  await grantApp(server.ownerUrl);
  await query(server.appUrl, `insert into journal_entry (hash) values ('a'); insert into dish values (1); update dish set id = 2; delete from dish`);
  expect(await query(server.appUrl, 'select hash from journal_entry')).toEqual([{ hash: 'a' }]);
  const refused = { code: '42501' };
  await expect(query(server.appUrl, `update journal_entry set hash = 'b'`)).rejects.toMatchObject(refused);
  await expect(query(server.appUrl, 'delete from journal_entry')).rejects.toMatchObject(refused);
  await expect(query(server.appUrl, 'truncate journal_payload')).rejects.toMatchObject(refused);
  await expect(query(server.appUrl, 'drop table journal_entry')).rejects.toMatchObject(refused);
  await expect(query(server.appUrl, 'create table mine ()')).rejects.toMatchObject(refused);
  await server.stop();
});

describe('says in one sentence why it cannot start', () => {
  const message = async (name: string): Promise<string> => {
    try {
      await start(name);
    } catch (error) {
      expect(error).toBeInstanceOf(StartError);
      return (error as StartError).message;
    }
    throw new Error('it started');
  };

  it('in a folder that cannot be written', async () => {
    fs.writeFileSync(folder('file'), '');
    expect(await message('file/data')).toBe(`DATA_DIR ${folder('file/data')} cannot be written to (ENOTDIR): make it writable for this user, or set DATA_DIR to a folder that is.`);
  });

  it('under a folder that takes none, where node itself would try for ever', async () => {
    expect(await message(path.relative(home, '/proc/canteen'))).toMatch(/^DATA_DIR .* cannot be written to \(ENOENT\)/);
  });

  it('when the passwords are gone', async () => {
    fs.mkdirSync(folder('lost/postgres'), { recursive: true });
    expect(await message('lost')).toContain('holds a database but not its passwords');
  });

  it('when another PostgreSQL wrote the data', async () => {
    fs.mkdirSync(folder('old/postgres'), { recursive: true });
    fs.writeFileSync(folder('old/postgres.json'), '{"owner":"a","app":"b"}');
    fs.writeFileSync(folder('old/postgres/PG_VERSION'), '16\n');
    expect(await message('old')).toContain('was written by PostgreSQL 16 and this is 18');
  });

  it('when the data are damaged, and the next start may try again', async () => {
    await (await start('damaged')).stop();
    fs.rmSync(folder('damaged/postgres/global/pg_control'));
    expect(await message('damaged')).toContain('could not find the database system');
    expect(await message('damaged')).toContain(folder('damaged/postgres.log'));
  });
});
