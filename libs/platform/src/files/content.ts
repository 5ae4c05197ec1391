import { createHash } from 'node:crypto';
import { DomainError } from '@canteen/kernel';
import { fileTypeFromBuffer } from 'file-type';
import { readAll, type FileStore } from './file-store.ts';

/** What may be kept, with the ending a browser should save it under. Nothing here can carry script into a page. */
const TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'application/pdf': 'pdf',
};
/** What the product itself makes, and so never has to recognise. */
const MADE: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv; charset=utf-8': 'csv',
  'application/jsonl': 'jsonl',
  'text/calendar; charset=utf-8': 'ics',
};
const SPOKEN = 'JPEG, PNG, WebP, HEIC, PDF';

/** Enough of a file's head to know its type; a PNG may carry a colour profile before its first pixel. */
export const HEAD_BYTES = 64 * 1024;

/**
 * The media type by what the bytes are, never by the name.
 * @throws DomainError FILE_TYPE_NOT_ALLOWED
 */
export async function typeOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (!found || !Object.hasOwn(TYPES, found.mime)) {
    throw new DomainError('FILE_TYPE_NOT_ALLOWED', { allowed: SPOKEN, given: found?.mime ?? '?' }, 'file');
  }
  return found.mime;
}

/**
 * Half a photo is no evidence, and a phone that lost the signal may well send one: the end must be there too.
 * HEIC is taken by its head alone.
 * @throws DomainError FILE_DAMAGED
 */
export function checkWhole(contentType: string, bytes: Buffer): void {
  const whole =
    contentType === 'image/jpeg' ? isWholeJpeg(bytes)
    : contentType === 'image/png' ? bytes.lastIndexOf('IEND', undefined, 'latin1') > 0
    : contentType === 'image/webp' ? bytes.length >= 12 && bytes.readUInt32LE(4) + 8 <= bytes.length + 1
    : contentType === 'application/pdf' ? bytes.lastIndexOf('%%EOF', undefined, 'latin1') > 0
    : true;
  if (!whole) throw new DomainError('FILE_DAMAGED', {}, 'file');
}

/** ITU-T T.81, annex B: marker segments up to the scan, and an end-of-image marker after it (a preview in the head has one of its own). */
function isWholeJpeg(bytes: Buffer): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xda) return bytes.indexOf(Buffer.from([0xff, 0xd9]), at + 2 + length) > 0;
    at += 2 + length;
  }
  return false;
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Content lies under its own hash, so that a thing sent twice is kept once and no row can be bent to other bytes unnoticed. */
export function contentKey(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('Not a SHA-256');
  return `content/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
}

/**
 * The bytes of a published photo. Whoever calls this has made sure that the hash stands in something public;
 * everyone else goes through `/files/:id`.
 */
export async function readContent(store: FileStore, hash: string): Promise<{ bytes: Buffer; contentType: string } | null> {
  const bytes = await readAll(store, contentKey(hash));
  return bytes && hashOf(bytes) === hash ? { bytes, contentType: await typeOf(bytes) } : null;
}

/** A name for people: the last part of a path, without what is invisible or could turn its direction around. */
export function cleanName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '').trim();
  return Array.from(name.replace(/^\.+/, '')).slice(0, 150).join('') || 'file';
}

/** RFC 6266 and RFC 8187. The ending is that of the content, whatever the name said; only images open in the page. */
export function contentDisposition(name: string, contentType: string): string {
  const ending = TYPES[contentType] ?? MADE[contentType] ?? 'bin';
  const clean = cleanName(name);
  const fits = clean.toLowerCase().endsWith(`.${ending}`) || (ending === 'jpg' && /\.jpeg$/i.test(clean));
  const full = fits ? clean : `${clean}.${ending}`;
  const plain = full.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const encoded = encodeURIComponent(full).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  // Chrome shows no PDF in a sandboxed page, and the sandbox is worth more than the preview.
  return `${contentType.startsWith('image/') ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
