import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

const run = promisify(execFile);

export async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

export interface PrintedText {
  text: string;
  /** Points from the left and from the top. */
  x: number;
  y: number;
}

/** What an independent reader (pdf.js) finds on each page. */
export async function pagesOf(pdf: Buffer): Promise<{ width: number; height: number; texts: PrintedText[] }[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str ? [{ text: item.str, x: Number(item.transform[4]), y: height - Number(item.transform[5]) }] : []));
    pages.push({ width, height, texts });
  }
  await document.loadingTask.destroy();
  return pages;
}

/** Where words begin on a page. */
export function placeOf(page: { texts: PrintedText[] }, words: string): PrintedText {
  const found = page.texts.find((first, i) => {
    const line = page.texts.slice(i).filter(({ y }) => Math.abs(y - first.y) < 1);
    return line.map(({ text }) => text).join('').startsWith(words);
  });
  if (!found) throw new Error(`The page does not say ${words}`);
  return found;
}

/** The text of each page in reading order, without blanks: a line may be set in several pieces. */
export async function textsOf(pdf: Buffer): Promise<string[]> {
  return (await pagesOf(pdf)).map(({ texts }) => texts.map(({ text }) => text).join('').replace(/\s+/g, ''));
}

/** Every sign that is drawn, as the document itself says what it stands for. */
export async function glyphsOf(pdf: Buffer): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const seen: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
    fnArray.forEach((operator, i) => {
      if (operator !== OPS.showText) return;
      for (const glyph of (argsArray[i] as [({ unicode: string } | number)[]])[0]) if (typeof glyph === 'object') seen.push(glyph.unicode);
    });
  }
  await document.loadingTask.destroy();
  return seen;
}

export interface Picture {
  width: number;
  height: number;
  grey: Uint8Array;
}

/** A page as dots on paper, by poppler: nothing that made the PDF has a part in it. */
export async function pictureOf(pdf: Buffer, page = 1, dpi = 203): Promise<Picture> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'canteen-paper-'));
  try {
    const file = path.join(folder, 'in.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftoppm', ['-r', String(dpi), '-gray', '-f', String(page), '-l', String(page), file], { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 });
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString('latin1', 0, 40));
    if (!head) throw new Error('pdftoppm did not answer with a grey picture');
    return { width: Number(head[1]), height: Number(head[2]), grey: new Uint8Array(stdout.subarray(head[0].length)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What an independent decoder (jsQR) reads in a part of the picture; null where it finds no code. */
export function codeIn(picture: Picture, part: { x: number; y: number; width: number; height: number } = { x: 0, y: 0, width: picture.width, height: picture.height }): string | null {
  const pixels = new Uint8ClampedArray(part.width * part.height * 4).fill(255);
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      const value = picture.grey[(part.y + y) * picture.width + part.x + x] ?? 255;
      pixels.fill(value, (y * part.width + x) * 4, (y * part.width + x) * 4 + 3);
    }
  }
  return (jsqr as unknown as typeof jsqr.default)(pixels, part.width, part.height)?.data ?? null;
}
