// npm start: builds what has changed, then serves. One process from here on, so that signals reach the server itself.
'use strict';

require('./node-version.cjs');

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const root = path.resolve(__dirname, '../..');
const built = spawnSync(process.execPath, [require.resolve('nx/bin/nx.js'), 'run-many', '-t', 'build', '--output-style=static'], {
  cwd: root,
  encoding: 'utf8',
  env: Object.assign({}, process.env, { NX_DAEMON: 'false', NX_TUI: 'false' }),
});

if (built.status !== 0) {
  process.stderr.write(`${built.stdout || ''}${built.stderr || ''}`);
  console.error('The build failed; the reason stands above.');
  process.exit(built.signal === 'SIGINT' ? 130 : 1);
}

// graphql-js makes slower checks while developing.
process.env.NODE_ENV = process.env.NODE_ENV || 'production';

import(pathToFileURL(path.join(root, 'dist/apps/api/main.js')).href);
