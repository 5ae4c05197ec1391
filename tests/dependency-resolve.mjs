// The paths of tsconfig.base.json once more, because dependency-cruiser's reader of them (tsconfig-paths 4) takes the
// star of "@canteen/*/messages" for "people/messages". tests/boundaries.spec.ts fails if the two differ.
import path from 'node:path';

const here = (name) => path.resolve(process.cwd(), name);

export default {
  resolve: {
    alias: {
      '@canteen/menu-pages': here('apps/menu/src/index.ts'),
      '@canteen/*/messages': here('libs/*/src/messages.ts'),
      '@canteen/*': here('libs/*/src/index.ts'),
    },
  },
};
