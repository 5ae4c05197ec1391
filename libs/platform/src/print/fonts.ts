import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { create, type Font, type Glyph } from 'fontkit';

export type Weight = 400 | 700;

/** One file of the package: some 190 signs in one weight. */
export interface Face {
  readonly key: string;
  readonly font: Font;
}

/** A piece of text that one face can set. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  /** In thousandths of the type size. */
  readonly width: number;
}

/** Found at run time, beside the built server as well: packages stay outside the bundle. */
const folder = path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/unicode.json'));

/** What stands for a sign that the type has not: better an empty box on paper than a word that silently lost a letter. */
const MISSING = '□';
const INSTEAD: Readonly<Record<string, string>> = { '✗': '×', '✘': '×', '✔': '✓', '\t': ' ', '⁄': '/', '‑': '-', '⩽': '≤', '⩾': '≥', '❗': '!', '⚠': '!' };
/** Controls, marks of direction, joiners and selectors have no shape of their own. */
const SHAPELESS = /^[\p{Cc}\p{Cf}\p{Variation_Selector}]$/u;

interface Range {
  from: number;
  to: number;
  subset: string;
}
let ranges: Range[] | undefined;

function rangesOf(codePoint: number): Range[] {
  ranges ??= Object.entries(JSON.parse(readFileSync(path.join(folder, 'unicode.json'), 'utf8')) as Record<string, string>).flatMap(([name, list]) =>
    list.split(',').map((part) => {
      const [from, to] = part.slice('U+'.length).split('-').map((digits) => Number.parseInt(digits, 16));
      return { from: from!, to: to ?? from!, subset: name.replace(/[[\]]/g, '') };
    }),
  );
  return ranges.filter(({ from, to }) => from <= codePoint && codePoint <= to);
}

const faces = new Map<string, Face>();

function faceOf(subset: string, weight: Weight): Face {
  const key = `${subset}-${weight}`;
  let face = faces.get(key);
  if (!face) {
    const font = create(sfntOf(readFileSync(path.join(folder, 'files', `noto-sans-sc-${key}-normal.woff`)))) as Font;
    Object.defineProperties(font, {
      // Sign by sign: neither Chinese nor Latin nor Cyrillic needs shaping, and what was measured is what will be set.
      layout: { value: (text: string) => setOf(font, text) },
      // All files of a weight bear one name, by which the PDF library would take them for the same font.
      postscriptName: { value: `NotoSansSC-${key}` },
    });
    face = { key, font };
    faces.set(key, face);
  }
  return face;
}

function setOf(font: Font, text: string): ReturnType<Font['layout']> {
  const glyphs = Array.from(text, (sign) => font.glyphForCodePoint(sign.codePointAt(0)!));
  const positions = glyphs.map((glyph) => ({ xAdvance: glyph.advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: glyph.advanceWidth }));
  const advanceWidth = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  return { glyphs, positions, advanceWidth, script: 'hani', language: null, direction: 'ltr', features: {} } as unknown as ReturnType<Font['layout']>;
}

/**
 * WOFF 1.0, sections 4 to 5: the tables of a TrueType font, each deflated by itself. fontkit reads some of these files wrongly
 * (its own inflate loses the character map of subset 101); what zlib gives it, it reads.
 */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('Not a WOFF font');
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const tables: Buffer[] = [];
  let at = head.length;
  for (let i = 0; i < count; i++) {
    const entry = 44 + 20 * i;
    const offset = woff.readUInt32BE(entry + 4);
    const packed = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const raw = woff.subarray(offset, offset + packed);
    const table = Buffer.alloc((length + 3) & ~3);
    (packed < length ? inflateSync(raw) : raw).copy(table);
    woff.copy(head, 12 + 16 * i, entry, entry + 4);
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), 16 + 16 * i);
    head.writeUInt32BE(at, 20 + 16 * i);
    head.writeUInt32BE(length, 24 + 16 * i);
    tables.push(table);
    at += table.length;
  }
  return Buffer.concat([head, ...tables]);
}

interface Sign {
  face: Face;
  glyph: Glyph;
  text: string;
}
const known = new Map<string, readonly Sign[]>();

function signsOf(sign: string, weight: Weight): readonly Sign[] {
  const key = `${sign}${weight}`;
  let found = known.get(key);
  if (!found) {
    found = lookUp(sign, weight);
    known.set(key, found);
  }
  return found;
}

function lookUp(sign: string, weight: Weight): readonly Sign[] {
  const codePoint = sign.codePointAt(0)!;
  for (const { subset } of rangesOf(codePoint)) {
    const face = faceOf(subset, weight);
    if (face.font.hasGlyphForCodePoint(codePoint)) return [{ face, glyph: face.font.glyphForCodePoint(codePoint), text: sign }];
  }
  const other = INSTEAD[sign];
  if (other !== undefined) return signsOf(other, weight);
  if (/^\p{Zs}$/u.test(sign)) return signsOf(' ', weight);
  if (SHAPELESS.test(sign)) return [];
  // Compatibility forms (㎞, ﬁ, ５) are made of signs that the type may have; a combining mark without its letter is left out.
  const parts = Array.from(sign.normalize('NFKD')).filter((part) => part !== sign && !/^\p{M}$/u.test(part));
  return parts.length ? parts.flatMap((part) => signsOf(part, weight)) : /^\p{M}$/u.test(sign) ? [] : signsOf(MISSING, weight);
}

/** How wide a text is, in thousandths of the type size. */
export function widthOf(text: string, weight: Weight): number {
  let sum = 0;
  for (const sign of text) for (const { face, glyph } of signsOf(sign, weight)) sum += (glyph.advanceWidth * 1000) / face.font.unitsPerEm;
  return sum;
}

/** The text in pieces, each of one face. No piece holds a sign that its face lacks. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: { face: Face; text: string; width: number }[] = [];
  for (const sign of text.normalize('NFC')) {
    for (const { face, glyph, text: set } of signsOf(sign, weight)) {
      const width = (glyph.advanceWidth * 1000) / face.font.unitsPerEm;
      const last = runs.at(-1);
      if (last?.face === face) {
        last.text += set;
        last.width += width;
      } else runs.push({ face, text: set, width });
    }
  }
  return runs;
}
