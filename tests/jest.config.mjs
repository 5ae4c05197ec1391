import path from 'node:path';

// Two projects, so that a run of pure specs starts no database: jest calls a project's globalSetup only if one of its specs runs.
const rootDir = path.resolve(import.meta.dirname, '..');

const shared = {
  rootDir,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/tests', '<rootDir>/seeds'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.nx/', '<rootDir>/.data/'],
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

const specs = (glob) => `${rootDir}/${glob}`;
// Each entry twice, as a glob to take and as a pattern to leave to it.
const pure = [
  ['libs/kernel/**/*.spec.ts', '/libs/kernel/'],
  ['libs/**/*.rules.spec.ts', '\\.rules\\.spec\\.ts$'],
  ['libs/**/messages.spec.ts', '/messages\\.spec\\.ts$'],
  ['apps/console/**/*.spec.{ts,tsx}', '/apps/console/'],
  ['apps/menu/**/*.spec.ts', '/apps/menu/'],
];

export default {
  rootDir,
  // The browser stories share two cores with the server and the database.
  maxWorkers: 2,
  projects: [
    { ...shared, displayName: 'pure', testMatch: pure.map(([glob]) => specs(glob)) },
    {
      ...shared,
      displayName: 'database',
      testMatch: ['libs', 'apps', 'tests', 'seeds'].map((folder) => specs(`${folder}/**/*.spec.ts`)),
      testPathIgnorePatterns: ['/node_modules/', ...pure.map(([, pattern]) => pattern)],
      globalSetup: '<rootDir>/tests/support/global-setup.mjs',
      globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
      setupFilesAfterEnv: ['<rootDir>/tests/support/set-up-file.mjs'],
    },
  ],
};
