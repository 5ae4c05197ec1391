import type { Readable } from 'node:stream';
import type { Ctx } from '../ctx.ts';
import { cleanName, contentKey } from './content.ts';
import type { Content, FileStore } from './file-store.ts';
import { StoredFile } from './stored-file.entity.ts';

/** Stores what the product itself made, as it is being made; before the act that records it, so that no transaction waits. */
export const storeMade = (store: FileStore, bytes: Readable): Promise<Content> => store.putStream(bytes, ({ hash }) => contentKey(hash));

/** The record of it, within an act, under the name of the person for whom it was made. It can never be attached as evidence. */
export function recordMade(ctx: Ctx, made: Content & { name: string; contentType: string; organizationId?: string }): StoredFile {
  const { name, contentType, hash, size, organizationId } = made;
  return ctx.create(StoredFile, {
    name: cleanName(name), contentType, hash, size, uploadedBy: ctx.personId(), purpose: 'EXPORT', complete: true, received: size, parts: [],
    ...(organizationId ? { organizationId } : {}),
  });
}
