import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const api = process.env['API'] ?? 'http://localhost:4000';

// Tests build it too, and theirs would be React's development build.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react()],
  resolve: {
    // The console may use the kernel and the modules' words, nothing else of the libs: only these two resolve.
    alias: [
      { find: /^@canteen\/(\w+)\/messages$/, replacement: `${root}libs/$1/src/messages.ts` },
      { find: /^@canteen\/kernel$/, replacement: `${root}libs/kernel/src/index.ts` },
    ],
  },
  build: {
    outDir: `${root}dist/apps/console`,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 4100,
    // The API answers only its own pages: the browser's host goes through as it is.
    proxy: Object.fromEntries(['/graphql', '/files', '/imports', '/live'].map((path) => [path, { target: api, changeOrigin: false }])),
  },
});
