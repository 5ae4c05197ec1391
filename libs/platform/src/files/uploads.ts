import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { addMs, DomainError, ms, uuidv7 } from '@canteen/kernel';
import { act } from '../act.ts';
import type { Ctx } from '../ctx.ts';
import { checkWhole, cleanName, contentKey, hashOf, typeOf } from './content.ts';
import { readAll, type FileStore } from './file-store.ts';
import { openSheet } from '../imports/open-sheet.ts';
import { SHEET_LIMITS } from '../imports/sheet-archive.ts';
import { StoredFile, type FilePurpose } from './stored-file.entity.ts';

/** Bytes; a phone's photo has 3 to 8 MB. */
export const MAX_FILE_BYTES = 15 * 1024 * 1024;
/** Bytes of memory per running upload, and what a broken connection can lose at most. */
export const PART_BYTES = 1024 * 1024;
const MAX_PARTS = 1000;
/** One person's unfinished uploads; the oldest gives way to the next, so that bad signal locks nobody out. */
const MAX_UNFINISHED = 20;
/** How long an unfinished upload waits to be taken up again. */
export const UNFINISHED_FOR = ms.day;

const partKey = (id: string, offset: number) => `uploads/${id}/${offset}`;
const UNKNOWN_TYPE = 'application/octet-stream';

/** @throws DomainError FILE_SIZE_REQUIRED, FILE_EMPTY, FILE_TOO_LARGE */
export function checkSize(size: unknown, maxBytes: number): number {
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw new DomainError('FILE_SIZE_REQUIRED', {}, 'size');
  if (size === 0) throw new DomainError('FILE_EMPTY', {}, 'file');
  if (size > maxBytes) throw tooLarge(maxBytes);
  return size;
}

/** A year's ledger is larger than a photo. */
export const maxBytesOf = (purpose: FilePurpose | null, maxBytes: number): number => (purpose === 'SHEET' ? SHEET_LIMITS.fileBytes : maxBytes);

export const tooLarge = (maxBytes: number) =>
  new DomainError('FILE_TOO_LARGE', { maxMegabytes: Math.floor((maxBytes / 1024 / 1024) * 10) / 10 }, 'file');

const noSuchUpload = (id: string) => new DomainError('NOT_FOUND', { what: 'StoredFile', id: id.slice(0, 40) }, null);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The caller's own upload, finished or not. @throws DomainError NOT_FOUND, also for another person's */
export async function ownUpload(ctx: Ctx, em: SqlEntityManager, id: string, lock = false): Promise<StoredFile> {
  const row = UUID.test(id)
    ? await em.findOne(
        StoredFile,
        { id: id.toLowerCase(), uploadedBy: ctx.personId() },
        lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : { refresh: true },
      )
    : null;
  if (!row) throw noSuchUpload(id);
  return row;
}

/** Announces a file; nothing refers to it until its last byte has come, hence outside the journal. */
export async function beginUpload(ctx: Ctx, store: FileStore, given: { name: string; size: number; purpose?: FilePurpose | null }): Promise<StoredFile> {
  const uploadedBy = ctx.personId();
  const organizationId = ctx.organizationId();
  const id = uuidv7(ctx.now());
  const surplus = await ctx.outside(async (em) => {
    em.persist(
      em.create(StoredFile, {
        id,
        organizationId,
        recordedAt: ctx.now(),
        uploadedBy,
        name: cleanName(given.name),
        contentType: UNKNOWN_TYPE,
        size: given.size,
        purpose: given.purpose ?? null,
        hash: null,
        complete: false,
        received: 0,
        parts: [],
      } as never),
    );
    await em.flush();
    return em.find(StoredFile, { uploadedBy, complete: false }, { orderBy: { recordedAt: 'desc', id: 'desc' }, offset: MAX_UNFINISHED });
  });
  for (const row of surplus) await discard(ctx, store, row.id);
  return ctx.outside((em) => ownUpload(ctx, em, id));
}

/**
 * Stores the next bytes under the row's lock; when it returns they survive a crash.
 * @throws DomainError UPLOAD_OFFSET_MISMATCH {expected}, UPLOAD_SIZE_MISMATCH, UPLOAD_TOO_MANY_PARTS
 */
export async function appendPart(ctx: Ctx, store: FileStore, id: string, offset: number, bytes: Buffer): Promise<StoredFile> {
  return ctx.outside(async (em) => {
    const row = await ownUpload(ctx, em, id, true);
    checkOffset(row, offset);
    if (offset + bytes.length > row.size) throw new DomainError('UPLOAD_SIZE_MISMATCH', { expected: row.size }, 'file');
    if (row.parts.length >= MAX_PARTS) throw new DomainError('UPLOAD_TOO_MANY_PARTS', { max: MAX_PARTS }, 'file');
    if (bytes.length > 0) {
      await store.put(partKey(id, offset), bytes);
      row.parts = [...row.parts, offset];
      row.received = offset + bytes.length;
    }
    return row;
  });
}

export function checkOffset(row: StoredFile, offset: number): void {
  const expected = row.complete ? row.size : row.received;
  if (offset !== expected) throw new DomainError('UPLOAD_OFFSET_MISMATCH', { expected, given: offset }, 'Upload-Offset');
}

/** All bytes are here: admits them by content and makes the file one that can be attached. Repeating it is harmless. */
export async function finishUpload(ctx: Ctx, store: FileStore, id: string, maxBytes = MAX_FILE_BYTES): Promise<StoredFile> {
  const row = await ctx.outside((em) => ownUpload(ctx, em, id));
  if (row.complete) return row;
  const parts: Buffer[] = [];
  for (const offset of row.parts) {
    const part = await readAll(store, partKey(id, offset));
    if (part) parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  if (bytes.length !== row.size) {
    // A second request for the same end may have finished, and cleared the parts, while this one read them.
    const again = await ctx.outside((em) => ownUpload(ctx, em, id));
    if (again.complete) return again;
    throw new Error(`Upload ${id}: ${bytes.length} of ${row.size} bytes are in the store`);
  }
  const admitted = await admit(store, bytes, maxBytes, row.purpose);
  const finished = await act(ctx.host, { name: 'uploadFile', actor: ctx.actor, ctx }, async (inside) => {
    const file = await ownUpload(inside, inside.em, id, true);
    if (!file.complete) Object.assign(file, admitted, { complete: true, received: file.size, parts: [] });
    return file;
  });
  for (const offset of row.parts) await store.remove(partKey(id, offset));
  return finished;
}

interface Admitted {
  contentType: string;
  hash: string;
  size: number;
}

/**
 * Checks bytes by what they are, and puts them under their hash; before the act, so that no transaction waits for a store.
 * @throws DomainError FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, FILE_DAMAGED
 */
export async function admit(store: FileStore, bytes: Buffer, maxBytes = MAX_FILE_BYTES, purpose: FilePurpose | null = null): Promise<Admitted> {
  const size = checkSize(bytes.length, maxBytesOf(purpose, maxBytes));
  const contentType = purpose === 'SHEET' ? (await openSheet(bytes)).contentType : await typeOf(bytes);
  checkWhole(contentType, bytes);
  const hash = hashOf(bytes);
  const key = contentKey(hash);
  if ((await store.sizeOf(key)) !== size) await store.put(key, bytes);
  return { contentType, hash, size };
}

/** The record of admitted bytes; within an act. */
export function recordFile(ctx: Ctx, name: string, admitted: Admitted, purpose: FilePurpose | null = null): StoredFile {
  return ctx.create(StoredFile, {
    ...admitted, purpose, name: cleanName(name), uploadedBy: ctx.personId(), complete: true, received: admitted.size, parts: [],
  });
}

/** Both at once, for seeds and imports. @throws DomainError as `admit` */
export async function keepFile(ctx: Ctx, store: FileStore, given: { name: string; bytes: Buffer }): Promise<StoredFile> {
  return recordFile(ctx, given.name, await admit(store, given.bytes));
}

/** Forgets an unfinished upload and every byte of it; a finished one stays. */
export async function discard(ctx: Ctx, store: FileStore, id: string): Promise<boolean> {
  return ctx.outside(async (em) => {
    const row = await em.findOne(StoredFile, { id, complete: false }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!row) return false;
    // The part at `received` may lie there without being on the row, if a crash came between the two.
    for (const offset of [...row.parts, row.received]) await store.remove(partKey(id, offset));
    await em.nativeDelete(StoredFile, { id, complete: false });
    return true;
  });
}

/** Clears uploads that nobody took up again for a day. For a job, as the system. Returns how many. */
export async function purgeUnfinishedUploads(ctx: Ctx, store: FileStore): Promise<number> {
  const before = addMs(ctx.now(), -UNFINISHED_FOR);
  const stale = await ctx.outside((em) => em.find(StoredFile, { complete: false, recordedAt: { $lt: before } }, { orderBy: { recordedAt: 'asc' }, limit: 1000 }));
  let purged = 0;
  for (const row of stale) if (await discard(ctx, store, row.id)) purged += 1;
  await store.sweep(before);
  return purged;
}
