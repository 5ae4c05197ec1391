import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { assets } from './assets.ts';

const app = path.resolve(import.meta.dirname, '..');

test('the committed assets are what the sources build to', () => {
  // In a process of its own: esbuild refuses the Uint8Array of jest's realm.
  const built = execFileSync(process.execPath, [path.join(app, 'build.mjs'), '--print'], { encoding: 'utf8' });
  // If this fails: node apps/menu/build.mjs
  expect(readFileSync(path.join(app, 'src/assets.generated.ts'), 'utf8')).toBe(built);
});

test('a phone in a basement: at most 15 kB of script, and style of the same order', () => {
  const { js, css } = assets();
  expect(gzipSync(js.content).length).toBeLessThanOrEqual(4 * 1024);
  expect(gzipSync(css.content).length).toBeLessThanOrEqual(6 * 1024);
});

test('the name of an asset tells its content', () => {
  for (const { name, content } of Object.values(assets())) {
    expect(name).toMatch(/^[a-z]+-[0-9a-f]{10}\.(css|js|svg)$/);
    expect(content.length).toBeGreaterThan(100);
  }
});

test('the style sheet asks for nothing from elsewhere and sets nothing in italics', () => {
  const { content } = assets().css;
  expect(content).not.toMatch(/url\(|@import|@font-face|italic|letter-spacing|box-shadow/);
});
