// npm run admin:create -- [--account NAME] [--name 姓名] [--organization 机构名称] [--kind AGENCY] [--lang zh|en]
// The first administrator of an empty installation. The password is asked for on the terminal, or read from standard input.
import 'reflect-metadata';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { LocalizedText, type Lang } from '@canteen/kernel';
import { act, fileStore, refusalsOf, systemActor, userError } from '@canteen/platform';
import { createFirstAdministrator, OrganizationKind } from '@canteen/people';
import { readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { buildHost, buildLog } from './host.ts';
import { modules } from './modules.ts';
import { createOrm } from './orm.ts';
import { StartError } from './postgres.ts';

const words = {
  account: { zh: '登录名', en: 'Account' },
  name: { zh: '姓名', en: 'Name' },
  organization: { zh: '机构名称', en: 'Organization' },
  kind: { zh: '机构类型', en: 'Kind of organization' },
  password: { zh: '密码（不显示）', en: 'Password (not shown)' },
  done: { zh: '已创建管理员', en: 'Administrator created:' },
} as const;

interface Answers { account: string; name: string; organization: string; kind: OrganizationKind; password: string }

async function ask(lang: Lang, given: Partial<Record<keyof Answers, string>>): Promise<Answers> {
  const terminal = process.stdin.isTTY;
  let hidden = false;
  const output = new Writable({ write: (chunk: Buffer, _encoding, done) => { if (!hidden) process.stdout.write(chunk); done(); } });
  const reader = createInterface({ input: process.stdin, output, terminal });
  const lines = reader[Symbol.asyncIterator]();
  const answer = async (field: keyof Answers, hint = ''): Promise<string> => {
    if (given[field]) return given[field];
    if (!terminal) {
      if (field !== 'password') throw new StartError(`Say --${field} as well: without a terminal only the password is read from standard input.`);
      return String((await lines.next()).value ?? '');
    }
    process.stdout.write(`${words[field][lang]}${hint}: `);
    hidden = field === 'password';
    const said = await reader.question('');
    if (hidden) process.stdout.write('\n');
    hidden = false;
    return said.trim();
  };
  try {
    const account = await answer('account');
    const name = await answer('name');
    const organization = await answer('organization');
    const kind = (await answer('kind', ` (${Object.keys(OrganizationKind).join(' ')})`)).toUpperCase();
    if (!(kind in OrganizationKind)) throw new StartError(`--kind must be one of ${Object.keys(OrganizationKind).join(', ')}, but is "${kind}".`);
    return { account, name, organization, kind: kind as OrganizationKind, password: await answer('password') };
  } finally {
    reader.close();
  }
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { account: text, name: text, organization: text, kind: text, lang: text } });
  const lang: Lang = (values.lang ?? process.env['LANG'] ?? '').startsWith('zh') ? 'zh' : 'en';
  const input = await ask(lang, values);
  const config = readConfig(process.env);
  const database = await openDatabase(config, modules);
  const orm = createOrm({ url: database.url, poolMax: 2 });
  try {
    const host = await buildHost(orm, buildLog('warn'), fileStore(config.files));
    const person = await act(host, { name: 'createFirstAdministrator', actor: systemActor('admin:create'), lang }, (ctx) =>
      createFirstAdministrator(ctx, {
        account: input.account, name: input.name, password: input.password,
        organization: { name: LocalizedText.of(input.organization), kind: input.kind },
      })).catch((error: unknown) => {
      const refusals = refusalsOf(error);
      if (!refusals) throw error;
      throw new StartError(refusals.map((refusal) => userError(refusal, host.words, lang).message).join('\n'));
    });
    console.log(`${words.done[lang]} ${person.name} (${person.account})`);
  } finally {
    await orm.close(true);
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : `The administrator could not be created: ${(error as Error).message.split('\n')[0]}`);
  process.exit(1);
});
