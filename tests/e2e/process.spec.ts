import { createServer, type Server } from 'node:net';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDir, runProcess, signInAt, startProcess, type Running, type Session } from '../support/process.ts';

/** One installation for all tests of this file: an administrator, no demonstration. */
const data = dataDir();
const env = { DATA_DIR: data.path };
const ACCOUNT = 'first-admin';
const PASSWORD = 'quiet-river-stone-9';
let running: Running | undefined;

beforeAll(async () => {
  const made = await runProcess(env, 'create-admin.js', ['--account', ACCOUNT, '--name', '首任管理员', '--organization', '试验机关', '--kind', 'AGENCY', '--lang', 'en'], `${PASSWORD}\n`);
  expect(made).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  if (running && running.child.exitCode === null && running.child.signalCode === null) await running.end('SIGTERM');
  data.remove();
});

const CREATE = 'mutation($zh: ShortText!) { createSupplier(input: { name: { zh: $zh } }) { record { id } errors { code } } }';

test('kill -9 during a stream of mutations: each acted exactly once after the replay, and the journal is unbroken', async () => {
  running = await startProcess(env);
  let address = running.address;
  const admin: Session = await signInAt(() => address, ACCOUNT, PASSWORD);
  const total = 240;
  const answered = new Map<number, string>();
  const send = async (n: number) => {
    const answer = await admin.ask(CREATE, { zh: `供货者${n}` }, `crash-key-${n}`);
    const id = answer.data?.['createSupplier'].record?.id as string | undefined;
    if (id === undefined) throw new Error(JSON.stringify(answer));
    return id;
  };
  // Eight lines at once; the process dies while all of them are busy.
  let next = 0;
  let killed: Promise<unknown> | undefined;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (next < total) {
        const n = next++;
        try {
          answered.set(n, await send(n));
        } catch {
          return; // the line is dead
        }
        if (answered.size === 90) killed ??= running!.end('SIGKILL');
      }
    }),
  );
  expect(await killed).toBe('SIGKILL');
  expect(answered.size).toBeGreaterThanOrEqual(90);
  expect(answered.size).toBeLessThan(total);

  running = await startProcess(env);
  address = running.address;
  const replayed = new Map<number, string>();
  for (let n = 0; n < total; n++) replayed.set(n, await send(n));
  for (const [n, id] of answered) expect(replayed.get(n)).toBe(id);
  expect(new Set(replayed.values()).size).toBe(total);
  const { data: after } = await admin.ask('{ suppliers { total } me { grants { organization { id } } } }');
  expect(after!['suppliers'].total).toBe(total);
  const verified = await admin.ask('query($o: ID!) { verifyJournal(organization: $o) { unbroken faults { kind detail } } }', { o: after!['me'].grants[0].organization.id });
  expect(verified.data!['verifyJournal']).toEqual({ unbroken: true, faults: [] });
}, 180_000);

test('SIGTERM finishes what is in flight, ends cleanly and keeps the data; healthy and ready before', async () => {
  running ??= await startProcess(env);
  const { address } = running;
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ ok: true });
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ ready: true });
  expect(await (await fetch(`${address}/metrics`)).text()).toContain('http_request_duration_seconds_count');
  const admin = await signInAt(() => address, ACCOUNT, PASSWORD);
  const sent = Array.from({ length: 6 }, (_, n) => admin.ask(CREATE, { zh: `最后${n}` }, `last-key-${n}`));
  // A page that listens would be open for ever; it is let go.
  const live = await fetch(`${address}/live`, { headers: { cookie: admin.cookie } });
  expect(live.status).toBe(200);
  // The first is answered, so the others have arrived; then comes the signal.
  await Promise.race(sent);
  const ended = running.end('SIGTERM');
  for (const answer of await Promise.all(sent)) expect(answer.data!['createSupplier'].record.id).toBeTruthy();
  expect(await live.text()).toContain('event: hello');
  expect(await ended).toBe(0);
  expect(existsSync(path.join(data.path, 'postgres', 'postmaster.pid'))).toBe(false);

  running = await startProcess(env);
  const again = await signInAt(() => running!.address, ACCOUNT, PASSWORD);
  expect((await again.ask('{ suppliers(filter: { q: "最后" }) { total } }')).data!['suppliers'].total).toBe(6);
  expect(await running.end('SIGINT')).toBe(0);
}, 120_000);

describe('what is wrong is said in one sentence that says what to do', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    port = (taken.address() as { port: number }).port;
  });
  afterAll(() => new Promise<void>((resolve) => void taken.close(() => resolve())));

  const file = path.join(data.path, 'a-file');
  test.each<[string, () => Record<string, string>, RegExp]>([
    ['a taken port', () => ({ ...env, PORT: String(port) }), /^Port \d+ is taken; .*PORT/],
    ['an unreachable database', () => ({ ...env, DATABASE_URL: `postgresql://u:secret@127.0.0.1:${port === 1 ? 2 : 1}/db` }), /cannot be reached .*DATABASE_URL/],
    ['a malformed database address', () => ({ ...env, DATABASE_URL: 'mysql://x' }), /^DATABASE_URL must read/],
    ['a data folder that cannot be written to', () => (writeFileSync(file, ''), { DATA_DIR: path.join(file, 'inside') }), /cannot be written to.*DATA_DIR/],
    ['a wrong port', () => ({ ...env, PORT: 'four thousand' }), /^PORT must be a whole number/],
    ['a wrong switch', () => ({ ...env, SEED_DEMO: 'perhaps' }), /^SEED_DEMO must be 1 or 0/],
    ['a wrong log level', () => ({ ...env, LOG_LEVEL: 'loud' }), /^LOG_LEVEL must be one of/],
    ['a mail server that is none', () => ({ ...env, SMTP_URL: 'mail.example.cn', MAIL_FROM: 'a@example.cn' }), /^SMTP_URL must read smtp:/],
    ['a mail server without a sender', () => ({ ...env, SMTP_URL: 'smtp://u:secret@mail.example.cn' }), /^MAIL_FROM must be set with SMTP_URL/],
    ['a gateway for text messages that is none', () => ({ ...env, SMS_WEBHOOK_URL: '13800138000' }), /^SMS_WEBHOOK_URL must read/],
    ['half of an S3 store', () => ({ ...env, FILES_S3_ENDPOINT: 'http://127.0.0.1:1' }), /FILES_S3_BUCKET must be set/],
  ])('%s', async (_what, setting, sentence) => {
    const { code, output } = await runProcess(setting());
    expect(output.trim()).toMatch(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).not.toMatch(/\n\s+at |secret/);
    expect(code).not.toBe(0);
  }, 60_000);

  test('a second administrator by command', async () => {
    const { code, output } = await runProcess(env, 'create-admin.js', ['--account', 'second', '--name', '又一人', '--organization', '又一机关', '--kind', 'AGENCY', '--lang', 'en'], `${PASSWORD}\n`);
    expect(code).not.toBe(0);
    expect(output).not.toMatch(/\n\s+at /);
  }, 60_000);
});
