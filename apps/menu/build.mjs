// Builds the script and the style sheet of the public pages into src/assets.generated.ts, which is committed:
// jest, tsx and the bundled api then read the same bytes without a build step, and a spec proves them current.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const src = path.join(import.meta.dirname, 'src');
const target = path.join(src, 'assets.generated.ts');

async function bundle(entry) {
  const result = await build({
    entryPoints: [path.join(src, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
    // Phones of 2020 and newer; the page itself needs no script.
    target: entry.endsWith('.css') ? ['chrome80', 'safari13.1', 'firefox78'] : ['es2020'],
    legalComments: 'none',
  });
  return result.outputFiles[0].text.trim();
}

function asset(constant, name, extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  return `export const ${constant} = {\n  name: '${name}-${hash}.${extension}',\n  content: ${JSON.stringify(content)},\n};\n`;
}

const icon = (await readFile(path.join(src, 'icon.svg'), 'utf8')).trim();
const generated = [
  '// Made by apps/menu/build.mjs from client.ts, menu.css and icon.svg. Not to be edited.\n\n',
  asset('CSS', 'menu', 'css', await bundle('menu.css')),
  '\n',
  asset('JS', 'menu', 'js', await bundle('client.ts')),
  '\n',
  asset('ICON', 'icon', 'svg', icon),
].join('');

if (process.argv.includes('--print')) process.stdout.write(generated);
else await writeFile(target, generated);
