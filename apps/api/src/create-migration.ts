import 'reflect-metadata';
import path from 'node:path';
import os from 'node:os';
import { rmSync } from 'node:fs';
import { startPostgres } from './postgres.ts';
import { createOrm, migrate } from './orm.ts';

// npm run migration:create -- NAME: what the entities need beyond the migrations there are, as a file to review.
const name = process.argv[2];
if (!name || !/^[a-z][a-z_]+$/.test(name)) {
  console.error('Say a name in lower case with underscores: npm run migration:create -- add_recall_drill');
  process.exit(1);
}
const dataDir = path.join(os.tmpdir(), `canteen-migration-${process.pid}`);
const server = await startPostgres({ dataDir, volatile: true });
try {
  await migrate({ ownerUrl: server.ownerUrl });
  const orm = createOrm({ url: server.ownerUrl, poolMax: 2 });
  const { fileName, diff } = await orm.migrator.create('apps/api/migrations', false, false, name);
  console.log(diff.up.length ? `${fileName}: ${diff.up.length} statements. Review it, then list it in apps/api/migrations/index.ts.` : 'The migrations already say what the entities say.');
  await orm.close(true);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
