import { spawnSync } from 'node:child_process';
import path from 'node:path';
import setUpDatabase from './global-setup.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The stories run what a user runs, so it has to be built from what stands here. */
export default async function setUp() {
  const built = spawnSync(process.execPath, [path.join(root, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '--output-style=static'], {
    cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' },
  });
  if (built.status !== 0) throw new Error(`The build failed, so no story can be played:\n${built.stdout}${built.stderr}`);
  await setUpDatabase();
}
