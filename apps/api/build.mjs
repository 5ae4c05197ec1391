import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

// Packages stay outside: native ones cannot be bundled, and MikroORM and type-graphql must exist once.
await build({
  absWorkingDir: root,
  entryPoints: { main: 'apps/api/src/main.ts', 'create-admin': 'apps/api/src/create-admin.ts', 'writer-thread': 'libs/platform/src/ledgers/writer-thread.ts' },
  outdir: 'dist/apps/api',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Entities and GraphQL types are found by the names of their classes.
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  tsconfig: 'tsconfig.base.json',
  logLevel: 'warning',
});
