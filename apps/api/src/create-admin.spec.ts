import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import pg from 'pg';
import { createDatabase, type TestDatabase } from '../../../tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createDatabase(); });
afterAll(() => database.drop());

function run(args: string[], password: string) {
  const done = spawnSync(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'create-admin.ts'), ...args], {
    encoding: 'utf8', input: `${password}\n`, env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.ownerUrl, LANG: 'C.UTF-8' },
  });
  return { status: done.status, said: (done.stdout + done.stderr).trim() };
}

async function people(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query(`select p.account, p.name, m.role, o.name_zh as organization, p.password_hash like '$argon2id$%' as hashed
      from person p join membership m on m.person_id = p.id join organization o on o.id = m.organization_id`)).rows;
  } finally {
    await client.end();
  }
}

const chen = ['--account', 'chen', '--name', '陈明', '--organization', '滨海学校', '--kind', 'primary_school'];

it('makes no administrator whose password is too short, and says so in words', async () => {
  const { status, said } = run([...chen, '--lang', 'zh'], 'short');
  expect(status).toBe(1);
  expect(said).toMatch(/密码/);
  expect(said).not.toMatch(/PASSWORD_|at .*:\d+:\d+/);
  expect(await people()).toEqual([]);
});

it('asks for what is missing', () => {
  expect(run(['--account', 'chen'], 'a long enough passphrase')).toEqual({ status: 1, said: 'Say --name as well: without a terminal only the password is read from standard input.' });
});

it('makes the first administrator, and no second one', async () => {
  expect(run(chen, 'a long enough passphrase')).toEqual({ status: 0, said: 'Administrator created: 陈明 (chen)' });
  const made = [{ account: 'chen', name: '陈明', role: 'ADMINISTRATOR', organization: '滨海学校', hashed: true }];
  expect(await people()).toEqual(made);
  expect(run(['--account', 'lin', ...chen.slice(2)], 'a long enough passphrase').status).toBe(1);
  expect(await people()).toEqual(made);
}, 60_000);
