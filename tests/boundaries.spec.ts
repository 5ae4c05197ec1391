import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'boundaries-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

/** A house with one file of each kind, in which every import runs the right way. */
const sound: Record<string, string> = {
  'tsconfig.base.json': fs.readFileSync(path.join(root, 'tsconfig.base.json'), 'utf8'),
  'package.json': fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  'libs/kernel/src/index.ts': `export * from './money.ts';`,
  'libs/kernel/src/money.ts': `export const fen = 1;`,
  'libs/platform/src/index.ts': `import { fen } from '@canteen/kernel'; import 'pg'; import 'node:fs'; export const act = fen;`,
  'libs/people/src/index.ts': `export * from './person.entity.ts';`,
  'libs/people/src/messages.ts': `import type { Money } from '@canteen/kernel'; export const messages = {};`,
  'libs/people/src/person.entity.ts': `import { act } from '@canteen/platform'; export class Person { act = act; }`,
  'libs/retention/src/index.ts': `export * from './sample.resolver.ts';`,
  'libs/retention/src/messages.ts': `export const messages = {};`,
  'libs/retention/src/sample.rules.ts': `import { fen } from '@canteen/kernel'; import type { Person } from '@canteen/people'; export const life = fen;`,
  'libs/retention/src/sample.entity.ts': `import { Person } from '@canteen/people'; import { life } from './sample.rules.ts'; export class Sample { person = Person; life = life; }`,
  'libs/retention/src/sample.commands.ts': `import { Sample } from './sample.entity.ts'; export const take = () => new Sample();`,
  'libs/retention/src/sample.resolver.ts': `import { take } from './sample.commands.ts'; export const resolvers = [take];`,
  'libs/retention/src/sample.api.spec.ts': `import { startApi } from '../../../tests/support/api.ts'; startApi();`,
  'tests/support/api.ts': `import { modules } from '../../apps/api/src/modules.ts'; export const startApi = () => modules;`,
  'apps/api/src/modules.ts': `import '@canteen/retention'; import '@canteen/menu-pages'; export const modules = [];`,
  'apps/menu/src/index.ts': `import { fen } from '@canteen/kernel'; import '@canteen/people/messages'; export const page = fen;`,
  'apps/console/src/App.tsx': `import { fen } from '@canteen/kernel'; import '@canteen/retention/messages'; import 'react'; export const App = () => <p>{fen}</p>;`,
  'seeds/index.ts': `import '@canteen/retention'; import '../apps/api/src/modules.ts';`,
};

/** The names of the rules that the tool finds broken, by the file at fault. */
function check(planted: Record<string, string>): Map<string, string[]> {
  const dir = fs.mkdtempSync(path.join(home, 'house-'));
  for (const [name, text] of Object.entries({ ...sound, ...planted })) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), text);
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(dir, 'node_modules'));
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const ran = spawnSync(process.execPath, [bin, '--config', path.join(root, 'tests/dependency-cruiser.mjs'), '--output-type', 'json', 'libs', 'apps', 'seeds', 'tests'],
    { cwd: dir, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 1e8 });
  if (!ran.stdout.startsWith('{')) throw new Error(ran.stderr);
  const { summary } = JSON.parse(ran.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  const found = new Map<string, string[]>();
  for (const { from, rule } of summary.violations) found.set(from, [...(found.get(from) ?? []), rule.name].sort());
  return found;
}

it('finds nothing in a sound house', () => {
  expect(check({})).toEqual(new Map());
});

describe('refuses', () => {
  const planted: [wrong: string, file: string, text: string, rules: string[]][] = [
    ['the kernel imports a package', 'libs/kernel/src/a.ts', `import 'graphql';`, ['kernel-alone']],
    ['the kernel imports node', 'libs/kernel/src/b.ts', `import 'node:crypto';`, ['kernel-alone']],
    ['the kernel knows the platform', 'libs/kernel/src/c.ts', `import type { act } from '@canteen/platform';`, ['kernel-alone']],
    ['the platform knows a domain', 'libs/platform/src/a.ts', `import '@canteen/people';`, ['platform-on-kernel']],
    ['a domain imports one further down', 'libs/people/src/a.ts', `import { Sample } from '@canteen/retention';`, ['order-people']],
    ['a domain imports only a type from further down', 'libs/people/src/b.ts', `import type { Sample } from '@canteen/retention';`, ['order-people']],
    ['a domain imports one further down on demand', 'libs/people/src/c.ts', `export const later = () => import('@canteen/retention');`, ['order-people']],
    ['a domain passes on one further down', 'libs/people/src/d.ts', `export * from '@canteen/retention';`, ['order-people']],
    ['a lib that has no place in the order', 'libs/feedback/src/index.ts', `import '@canteen/kernel';`, ['known-lib']],
    ['a lib imports an app', 'libs/retention/src/a.ts', `import '../../../apps/api/src/modules.ts';`, ['libs-below-apps']],
    ['a lib imports seeds', 'libs/retention/src/b.ts', `import '../../../seeds/index.ts';`, ['libs-below-apps']],
    ['a lib reaches into another', 'libs/retention/src/c.ts', `import { Person } from '../../people/src/person.entity.ts';`, ['only-by-entry']],
    ['a lib imports itself by its entry', 'libs/retention/src/d.ts', `import '@canteen/retention';`, ['not-by-own-entry']],
    ['the api reaches into a lib', 'apps/api/src/a.ts', `import '../../../libs/people/src/person.entity.ts';`, ['only-by-entry-from-outside']],
    ['a test reaches into a lib', 'tests/a.spec.ts', `import '../libs/people/src/person.entity.ts';`, ['only-by-entry-from-outside']],
    ['the words import an entity', 'libs/menus/src/messages.ts', `import { Person } from '@canteen/people';`, ['words-are-data']],
    ['rules ask the database', 'libs/retention/src/a.rules.ts', `import pg from 'pg';`, ['rules-are-pure']],
    ['rules import another lib', 'libs/retention/src/b.rules.ts', `import { Person } from '@canteen/people';`, ['rules-are-pure']],
    ['rules import an entity', 'libs/retention/src/c.rules.ts', `import { Sample } from './sample.entity.ts';`, ['rules-first']],
    ['an entity imports commands', 'libs/retention/src/a.entity.ts', `import { take } from './sample.commands.ts';`, ['entity-before-commands']],
    ['commands import a resolver', 'libs/retention/src/a.commands.ts', `import { resolvers } from './sample.resolver.ts';`, ['commands-before-resolver']],
    ['the console imports the type of an entity', 'apps/console/src/a.tsx', `import type { Sample } from '@canteen/retention';`, ['apps-in-browsers']],
    ['the console imports the platform', 'apps/console/src/b.ts', `import '@canteen/platform';`, ['apps-in-browsers']],
    ['the console imports the menu', 'apps/console/src/c.ts', `import '@canteen/menu-pages';`, ['apps-in-browsers']],
    ['the console imports node', 'apps/console/src/d.ts', `import 'node:fs';`, ['console-without-node']],
    ['the menu imports the api', 'apps/menu/src/a.ts', `import '../../api/src/modules.ts';`, ['apps-in-browsers']],
    ['the api reaches into the menu', 'apps/api/src/b.ts', `import '../../menu/src/a.ts';`, ['api-serves-menu-by-entry']],
    ['seeds reach into the api', 'seeds/a.ts', `import '../apps/api/src/a.ts';`, ['seeds-through-modules']],
    ['production code imports a package for development', 'libs/people/src/e.ts', `import 'fast-check';`, ['no-dev-packages']],
    ['a package that package.json does not name', 'libs/people/src/f.ts', `import 'semver';`, ['known-packages']],
    ['a package that is not there', 'libs/people/src/g.ts', `import 'never-published';`, ['resolves']],
    ['code imports test support', 'seeds/b.ts', `import '../tests/support/api.ts';`, ['tests-stay-in-tests']],
  ];
  let found: Map<string, string[]>;
  beforeAll(() => { found = check(Object.fromEntries(planted.map(([, file, text]) => [file, text]))); });

  it.each(planted)('%s', (_, file, _text, rules) => {
    expect(found.get(file)).toEqual(rules);
  });

  it('nothing else', () => {
    expect([...found.keys()].sort()).toEqual(planted.map(([, file]) => file).sort());
  });
});
