import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create } from 'fontkit';
import { runsOf, sfntOf, widthOf, type Weight } from './fonts.ts';

const characters = Array.from(readFileSync(path.join(import.meta.dirname, 'fixtures/characters.txt'), 'utf8')).filter((sign) => sign !== '\n');
const weights: Weight[] = [400, 700];

test.each(weights)('every sign of the rules and ledgers is set in a face that has it, at weight %s', (weight) => {
  expect(characters.length).toBeGreaterThanOrEqual(800);
  for (const sign of characters) {
    const runs = runsOf(sign, weight);
    expect(runs.map(({ text }) => text).join('')).toBe(sign);
    for (const { face, text } of runs) expect(face.font.glyphForCodePoint(text.codePointAt(0)!).id).toBeGreaterThan(0);
  }
});

test.each([
  ['units, limits and marks as they are', '−12 ℃ 8 °C ≤ ≥ ± × ÷ ½ ‰ ★ ☆ ① ㎡ ㎏ → √ ✓ ¥ €', '−12 ℃ 8 °C ≤ ≥ ± × ÷ ½ ‰ ★ ☆ ① ㎡ ㎏ → √ ✓ ¥ €'],
  ['narrow blanks as blanks', 'a\u2009b\u202fc\td', 'a b c d'],
  ['what has no shape as nothing', '红\u200b烧\ufe0f肉\u2060', '红烧肉'],
  ['ticks and crosses by their likes', '✔ ✗ ✘', '✓ × ×'],
  ['compatibility forms by their parts', 'ﬆone ㏂', 'stone a.m.'],
  ['a letter with its accent as one', 'Cafe\u0301', 'Café'],
  ['what nobody has as an empty box', 'ꙮ 𓀀', '□ □'],
])('sets %s', (_what, given, set) => {
  for (const weight of weights) expect(runsOf(given, weight).map(({ text }) => text).join('')).toBe(set);
});

test('figures are of one width, so that columns of numbers stand straight', () => {
  const widths = new Set(Array.from('0123456789', (digit) => widthOf(digit, 400)));
  expect(widths.size).toBe(1);
  expect(widthOf('猪肉', 400)).toBe(2000);
});

test('every file of the package is read, also those that fontkit reads wrongly by itself', () => {
  const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/unicode.json')), 'files');
  const files = readdirSync(folder).filter((name) => /-(400|700)-normal\.woff$/.test(name));
  expect(files.length).toBeGreaterThan(200);
  for (const file of files) {
    const font = create(sfntOf(readFileSync(path.join(folder, file))));
    if (!('characterSet' in font)) throw new Error(`${file} is no font`);
    expect(font.characterSet.length).toBeGreaterThan(10);
  }
  expect(() => sfntOf(Buffer.from('OTTO'))).toThrow('Not a WOFF font');
});
