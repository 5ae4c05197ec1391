import tseslint from 'typescript-eslint';

const spec = ['**/*.spec.ts', '**/*.spec.tsx', 'tests/**'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', '.nx/', 'coverage/', '**/.*', '**/*generated.ts', 'apps/api/migrations/'] },
  // What a rule forbids is mended or the rule is changed here, for all: no comment switches it off.
  { linterOptions: { noInlineConfig: true } },
  ...tseslint.configs.recommended,
  ...tseslint.configs.stylistic,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      // A forgotten await in a command is work outside its transaction.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Modules and declarations in TypeScript's own idioms: enumOf() gives a value and a type one name.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['libs/**/*.ts', 'apps/api/**/*.ts', 'seeds/**/*.ts'],
    // The process itself speaks to the person who started it.
    ignores: [...spec, 'apps/api/src/{main,schema,seed,create-*}.ts'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // One log, with a request id and without secrets.
      'no-console': 'error',
    },
  },
  {
    // ctx.now() is the only clock: what a module writes must follow the clock of its act.
    files: ['libs/**/*.ts'],
    // The clock itself, and the id that a row has before any context gives it one.
    ignores: [...spec, 'libs/kernel/src/clock.ts', 'libs/platform/src/row.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask ctx.now(): it is the only clock.' },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Ask ctx.now(): it is the only clock.' },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Use node:crypto: a guessable number has no place in a record.' },
      ],
    },
  },
  {
    files: spec,
    rules: {
      // What GraphQL answers has the shape of the query, which TypeScript does not read.
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  {
    files: spec,
    // The one place that may skip, loudly: where there is no Chromium.
    ignores: ['tests/support/browser.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: "MemberExpression[property.name=/^(skip|only|todo|failing)$/][object.name=/^(it|test|describe)$/]", message: 'A test runs, or it is not there.' },
        { selector: "CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]", message: 'A test runs, or it is not there.' },
        { selector: "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|unstable_mockModule|useFakeTimers)$/]", message: 'Our own code is not mocked, and fake timers stop a real connection pool.' },
      ],
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
