import path from 'node:path';

const rootDir = path.resolve(import.meta.dirname, '..');

const shared = {
  rootDir,
  roots: ['libs', 'apps', 'tests', 'seeds'].map((folder) => path.join(rootDir, folder)),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  modulePathIgnorePatterns: ['dist', '.nx', '.data'].map((folder) => `<rootDir>/${folder}/`),
  moduleNameMapper: {
    '^@canteen/menu-pages$': '<rootDir>/apps/menu/src/index.ts',
    '^@canteen/([a-z-]+)/messages$': '<rootDir>/libs/$1/src/messages.ts',
    '^@canteen/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', {
      swcrc: false,
      module: { type: 'es6' },
      sourceMaps: 'inline',
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        // As tsconfig.base.json: types are said in the decorators, not reflected.
        transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false, react: { runtime: 'automatic' } },
      },
    }],
  },
};

// jest calls a project's globalSetup only if one of its specs runs: pure specs start no database, and only stories need a build.
const pure = ['/libs/kernel/', '/apps/console/', '/apps/menu/', '\\.rules\\.spec\\.ts$', '/messages\\.spec\\.ts$', '/tests/boundaries\\.spec\\.ts$'];
const stories = ['/tests/e2e/', '/tests/bench/'];

const anySpec = '\\.spec\\.tsx?$';
const either = (patterns) => patterns.map((pattern) => (pattern.endsWith('$') ? pattern : `${pattern}.*${anySpec}`));

export default {
  rootDir,
  // The browser stories share two cores with the server and the database.
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    { ...shared, displayName: 'pure', testRegex: either(pure) },
    {
      ...shared,
      displayName: 'database',
      testRegex: [anySpec],
      testPathIgnorePatterns: ['/node_modules/', ...pure, ...stories],
      globalSetup: '<rootDir>/tests/support/global-setup.mjs',
      globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'stories',
      testRegex: either(stories),
      globalSetup: '<rootDir>/tests/support/global-setup-e2e.mjs',
      globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
    },
  ],
};
