// npm run schema writes the SDL out of the modules; npm run schema:check says whether the committed one equals it.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildApi } from '@canteen/platform';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { modules } from './modules.ts';
import { createOrm } from './orm.ts';

const file = path.resolve(import.meta.dirname, '../../../schema/schema.graphql');

// Only the entities' metadata are read; no connection is made.
const orm = createOrm({ url: 'postgresql://nobody@localhost/none' });
const built = `${printSchema(lexicographicSortSchema(await buildApi(modules, orm)))}\n`;
await orm.close(true);

if (!process.argv.includes('--check')) {
  fs.writeFileSync(file, built);
} else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== built) {
  const committed = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  const now = built.split('\n');
  const at = now.findIndex((line, index) => line !== committed[index]);
  console.error(`schema/schema.graphql is not what the modules build: from line ${at + 1} on, where it says\n  ${committed[at] ?? '(nothing)'}\nand should say\n  ${now[at] ?? '(nothing)'}\nRun npm run schema, read the difference, and commit it.`);
  process.exitCode = 1;
}
