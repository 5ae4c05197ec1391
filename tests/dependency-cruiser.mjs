import path from 'node:path';

// The order of the libs and of the layers inside them, as schema/decisions and the README describe them: imports run only backwards.
const domains = ['people', 'catalog', 'receiving', 'recipes', 'pricing', 'menus', 'kitchen', 'checks', 'retention', 'trace'];

const SPEC = '\\.spec\\.tsx?$';
const OWN = '^libs/$1/';
const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbidden('resolves', 'What is imported exists.', {}, { couldNotResolve: true }),

    forbidden('kernel-alone', 'The kernel runs in every browser: it imports nothing.',
      { path: '^libs/kernel/', pathNot: SPEC }, { pathNot: '^libs/kernel/' }),
    forbidden('platform-on-kernel', 'The platform knows no domain.',
      { path: '^libs/platform/', pathNot: SPEC }, { path: '^libs/', pathNot: '^libs/(kernel|platform)/' }),
    ...domains.map((name, place) => forbidden(`order-${name}`, `The food travels one way: ${name} may import kernel, platform and ${domains.slice(0, place).join(', ') || 'no domain'}.`,
      { path: `^libs/${name}/` }, { path: '^libs/', pathNot: `^libs/(${['kernel', 'platform', ...domains.slice(0, place + 1)].join('|')})/` })),
    forbidden('known-lib', 'A new lib has a place in the order of this file.',
      { path: `^libs/(?!(kernel|platform|${domains.join('|')})/)` }, {}),
    forbidden('libs-below-apps', 'A lib knows neither the apps nor the seeds.',
      { path: '^libs/', pathNot: SPEC }, { path: '^(apps|seeds|tests)/' }),

    forbidden('only-by-entry', 'Another lib is used through its index.ts or messages.ts.',
      { path: '^libs/([^/]+)/' }, { path: '^libs/', pathNot: [OWN, '^libs/[^/]+/src/(index|messages)\\.ts$'] }),
    forbidden('only-by-entry-from-outside', 'A lib is used through its index.ts or messages.ts.',
      { path: '^(apps|seeds|tests)/' }, { path: '^libs/', pathNot: '^libs/[^/]+/src/(index|messages)\\.ts$' }),
    forbidden('not-by-own-entry', 'Inside a lib a file imports the other file, not the lib: index.ts is loaded last.',
      { path: '^libs/([^/]+)/', pathNot: SPEC }, { path: '^libs/$1/src/index\\.ts$' }),

    forbidden('words-are-data', 'messages.ts is read by browsers: it imports the kernel and other words of its lib only.',
      { path: '^libs/([^/]+)/src/.*messages\\.ts$' }, { pathNot: ['^libs/kernel/', '^libs/$1/src/.*messages\\.ts$'], dependencyTypesNot: ['type-only'] }),
    forbidden('rules-are-pure', 'Rules are arithmetic over the kernel: no packages, no node, no database, and of other libs only types.',
      { path: '^libs/([^/]+)/src/.*\\.rules\\.ts$' }, { pathNot: ['^libs/kernel/', OWN], dependencyTypesNot: ['type-only'] }),
    forbidden('rules-first', 'rules <- entity <- commands <- resolver, never upward.',
      { path: '^libs/[^/]+/src/.*\\.rules\\.ts$' }, { path: '\\.(entity|commands|resolver|views)\\.ts$', dependencyTypesNot: ['type-only'] }),
    forbidden('entity-before-commands', 'rules <- entity <- commands <- resolver, never upward.',
      { path: '\\.entity\\.ts$' }, { path: '\\.(commands|resolver)\\.ts$' }),
    forbidden('commands-before-resolver', 'rules <- entity <- commands <- resolver, never upward.',
      { path: '\\.commands\\.ts$' }, { path: '\\.resolver\\.ts$' }),

    forbidden('apps-in-browsers', 'Console and menu import the kernel, the words of the modules and generated types, nothing else of ours.',
      { path: '^apps/(console|menu)/', pathNot: SPEC }, { path: '^(apps|libs|seeds|tests)/', pathNot: ['^apps/$1/', '^libs/kernel/src/index\\.ts$', '^libs/[^/]+/src/messages\\.ts$'] }),
    forbidden('console-without-node', 'The console runs in a browser.',
      { path: '^apps/console/src/', pathNot: SPEC }, { dependencyTypes: ['core'] }),
    forbidden('api-serves-menu-by-entry', 'The api uses the public pages through their index.ts.',
      { path: '^apps/api/', pathNot: SPEC }, { path: '^apps/', pathNot: ['^apps/api/', '^apps/menu/src/index\\.ts$'] }),
    forbidden('seeds-through-modules', 'Seeds run the modules\' own commands.',
      { path: '^seeds/', pathNot: SPEC }, { path: '^apps/', pathNot: '^apps/api/src/(modules|orm)\\.ts$' }),

    forbidden('no-dev-packages', 'What runs in production is a dependency, not a devDependency.',
      { path: '^(libs|seeds|apps/api/src|apps/menu/src)/', pathNot: SPEC }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-optional'] }),
    forbidden('known-packages', 'Every package is in package.json with an exact version.',
      {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    forbidden('tests-stay-in-tests', 'Only specs and the tests folder use test support.',
      { path: '^(libs|apps|seeds)/', pathNot: SPEC }, { path: '^tests/' }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: ['^dist/', '^\\.data/', '^\\.nx/', '^coverage/'] },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: path.join(import.meta.dirname, 'dependency-resolve.mjs') },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'] },
  },
};
