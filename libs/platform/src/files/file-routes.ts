import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@canteen/kernel';
import { act } from '../act.ts';
import type { Ctx } from '../ctx.ts';
import { refusalsOf, userError } from '../errors.ts';
import { contentDisposition, contentKey, HEAD_BYTES, typeOf } from './content.ts';
import type { FileStore } from './file-store.ts';
import { checkLink, fileUrl } from './link.ts';
import { fileErrors } from './messages.ts';
import { StoredFile, type FilePurpose } from './stored-file.entity.ts';
import {
  admit, appendPart, beginUpload, checkOffset, checkSize, discard, finishUpload, MAX_FILE_BYTES, maxBytesOf, ownUpload, PART_BYTES, recordFile, tooLarge,
} from './uploads.ts';

export interface FileRoutes {
  store: FileStore;
  /** The caller's context, from the session, as for GraphQL. */
  ctxOf(request: FastifyRequest, reply: FastifyReply): Promise<Ctx>;
  /** Largest file in bytes; 15 MB unless said otherwise. */
  maxBytes?: number;
  /** What the server's plugins are told of each route, such as its rate limit. */
  routeConfig?: object;
  /** Called before a file is served; unless said otherwise the read goes to the access log. */
  onRead?(ctx: Ctx, file: StoredFile): Promise<void>;
}

/**
 * `POST /files`       announces `{name, size}` (JSON, or `X-File-Name` and `Upload-Length` without a body) → 201 `{id, offset: 0, …}`;
 *                     or takes the whole file as the body, named by `X-File-Name` (percent-encoded) → 201 `{id, complete: true, …}`.
 * `PATCH /files/:id`  goes on at `Upload-Offset` → `{id, offset, complete, …}`; 409 tells the right offset.
 * `HEAD /files/:id`   says in `Upload-Offset` how far an upload has come.
 * `GET /files/:id?t=` serves it to the person for whom the link was made.
 * `X-File-Purpose: sheet` with the first two: a sheet to be read in (XLSX, CSV), up to 50 MB.
 * Refusals are `{errors: [{code, message, field}]}` in the caller's language.
 */
export function registerFileRoutes(app: FastifyInstance, options: FileRoutes): void {
  const { store } = options;
  const maxBytes = options.maxBytes ?? MAX_FILE_BYTES;
  const onRead = options.onRead ?? ((ctx: Ctx, file: StoredFile) => ctx.recordRead('StoredFile', [file.id]));

  type Handler = (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  const answering = (handler: Handler) => async (request: FastifyRequest, reply: FastifyReply) => {
    const ctx = await options.ctxOf(request, reply);
    if (!ctx.actor?.personId) return refuse(ctx, request, reply, new DomainError('UNAUTHENTICATED'));
    try {
      return await handler(ctx, request, reply);
    } catch (error) {
      return refuse(ctx, request, reply, error);
    }
  };

  const told = (ctx: Ctx, file: StoredFile) => ({
    id: file.id,
    offset: file.complete ? file.size : file.received,
    name: file.name,
    size: file.size,
    complete: file.complete,
    contentType: file.complete ? file.contentType : null,
    // The uploader may look at what was sent before it is attached to anything.
    url: file.complete ? fileUrl(ctx.host.secret, file.id, ctx.personId(), ctx.now()) : null,
  });
  const sayOffset = (reply: FastifyReply, file: StoredFile) =>
    reply.headers({ 'upload-offset': file.complete ? file.size : file.received, 'upload-length': file.size, 'cache-control': 'no-store' });

  const create: Handler = async (ctx, request, reply) => {
    const type = mediaType(request);
    const purpose = purposeOf(request);
    const limit = maxBytesOf(purpose, maxBytes);
    if (type === 'application/json' || (type === '' && request.headers['upload-length'] !== undefined)) {
      const announced = type === '' ? { name: nameOf(request), size: Number(request.headers['upload-length']) } : await announcement(request);
      const file = await beginUpload(ctx, store, { name: announced.name, size: checkSize(announced.size, limit), purpose });
      sayOffset(reply, file).code(201).header('location', `/files/${file.id}`);
      return told(ctx, file);
    }
    const length = request.headers['content-length'];
    if (length !== undefined) checkSize(Number(length), limit);
    const name = nameOf(request);
    const admitted = await admit(store, await wholeBody(request.raw, limit, purpose), maxBytes, purpose);
    const key = headerOf(request, 'idempotency-key');
    const file = await act(
      ctx.host,
      { name: 'uploadFile', actor: ctx.actor, ctx, ...(key ? { key, input: { name, hash: admitted.hash } } : {}) },
      async (inside) => recordFile(inside, name, admitted, purpose),
    );
    sayOffset(reply, file).code(201).header('location', `/files/${file.id}`);
    return told(ctx, file);
  };

  const append: Handler = async (ctx, request, reply) => {
    const { id } = request.params as { id: string };
    const said = headerOf(request, 'upload-offset');
    if (said === null || !/^\d{1,15}$/.test(said)) throw new DomainError('UPLOAD_OFFSET_REQUIRED', {}, 'Upload-Offset');
    let file = await ctx.outside((em) => ownUpload(ctx, em, id));
    let offset = Number(said);
    checkOffset(file, offset);
    try {
      const length = Number(request.headers['content-length'] ?? 0);
      if (offset + length > file.size) throw new DomainError('UPLOAD_SIZE_MISMATCH', { expected: file.size }, 'file');
      for await (const part of partsOf(request.raw)) {
        if (offset === 0 && file.purpose !== 'SHEET' && (part.length >= HEAD_BYTES || part.length === file.size)) await typeOf(part);
        file = await appendPart(ctx, store, id, offset, part);
        offset = file.received;
      }
      if (!file.complete && file.received === file.size) file = await finishUpload(ctx, store, id, maxBytes);
    } catch (error) {
      // What can never become an admissible file does not wait for the next attempt.
      if (refusalsOf(error)?.some(({ code }) => isFatal(code))) await discard(ctx, store, id);
      throw error;
    }
    sayOffset(reply, file);
    return told(ctx, file);
  };

  const progress: Handler = async (ctx, request, reply) => {
    const file = await ctx.outside((em) => ownUpload(ctx, em, (request.params as { id: string }).id));
    return sayOffset(reply, file).header('upload-complete', file.complete ? '?1' : '?0').code(200).send();
  };

  const read: Handler = async (ctx, request, reply) => {
    const { id } = request.params as { id: string };
    const { t } = request.query as { t?: unknown };
    const missing = new DomainError('NOT_FOUND', { what: 'StoredFile', id: id.slice(0, 40) });
    const link = checkLink(ctx.host.secret, typeof t === 'string' ? t : '', id, ctx.personId(), ctx.now());
    if (link === 'wrong') throw missing;
    if (link === 'expired') throw new DomainError('FILE_LINK_EXPIRED');
    const file = await ctx.outside((em) => em.findOne(StoredFile, { id, complete: true }));
    if (!file?.hash) throw missing;
    await onRead(ctx, file);
    reply.headers({
      // Never shared: the next person at this kitchen's tablet has links of their own.
      'cache-control': 'private, max-age=300',
      vary: 'Cookie',
      etag: `"${file.id}"`,
    });
    if (request.headers['if-none-match'] === `"${file.id}"`) return reply.code(304).send();
    const content = await store.open(contentKey(file.hash));
    if (!content || content.size !== file.size) {
      content?.stream.destroy();
      ctx.host.log.error({ file: file.id, hash: file.hash, requestId: ctx.requestId }, 'file content is missing from the store');
      throw new DomainError('FILE_LOST');
    }
    return reply
      .headers({
        'content-type': file.contentType,
        'content-length': file.size,
        'content-disposition': contentDisposition(file.name, file.contentType),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      })
      .send(content.stream);
  };

  void app.register(async (files) => {
    // Bodies are read by the handlers, piece by piece; nothing is gathered before the first refusal could be spoken.
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, _body, done) => done(null));
    const config = options.routeConfig ?? {};
    files.post('/files', { config }, answering(create));
    files.patch('/files/:id', { config }, answering(append));
    files.head('/files/:id', { config }, answering(progress));
    files.get('/files/:id', { config, exposeHeadRoute: false }, answering(read));
  });
}

/** After these the upload is over. */
const isFatal = (code: string) => code.startsWith('SHEET_') || ['FILE_TYPE_NOT_ALLOWED', 'FILE_DAMAGED', 'UPLOAD_SIZE_MISMATCH', 'UPLOAD_TOO_MANY_PARTS'].includes(code);

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FILE_LINK_EXPIRED: 403,
  NOT_FOUND: 404,
  UPLOAD_OFFSET_MISMATCH: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  FILE_LOST: 410,
  FILE_TOO_LARGE: 413,
  UPLOAD_SIZE_MISMATCH: 413,
  FILE_TYPE_NOT_ALLOWED: 415,
  SHEET_TYPE_UNKNOWN: 415,
  SHEET_NOT_XLSX: 415,
  SHEET_OLD_FORMAT: 415,
  UPLOAD_FORM_NOT_ACCEPTED: 415,
};

function refuse(ctx: Ctx, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const refusals = refusalsOf(error);
  if (!refusals) throw error;
  const words = { ...fileErrors, ...ctx.host.words };
  const expected = refusals.find(({ code }) => code === 'UPLOAD_OFFSET_MISMATCH')?.params['expected'];
  if (typeof expected === 'number') reply.header('upload-offset', expected);
  drain(request);
  return reply
    .code(STATUS[refusals[0]?.code ?? ''] ?? 400)
    .header('cache-control', 'no-store')
    .send({ errors: refusals.map((refusal) => userError(refusal, words, ctx.lang)) });
}

/** Bytes and milliseconds that a refused sender may still use up. */
const DRAIN_BYTES = 64 * 1024 * 1024;
const DRAIN_MS = 30_000;

/**
 * Reads on and forgets: a browser that is cut off while sending shows a network error instead of the refusal.
 * Not without end, though.
 */
function drain({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return;
  let left = DRAIN_BYTES;
  const timer = setTimeout(() => raw.destroy(), DRAIN_MS).unref();
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.on('error', () => undefined);
  raw.once('close', () => clearTimeout(timer));
  raw.resume();
}

const chunksOf = (body: Readable): AsyncIterable<Buffer> => body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;

/** The body in parts of a storable size. A connection that breaks ends the last part early; what came before it counts. */
async function* partsOf(body: Readable): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of chunksOf(body)) {
      gathered.push(chunk);
      size += chunk.length;
      if (size < PART_BYTES) continue;
      const part = Buffer.concat(gathered);
      gathered = [];
      size = 0;
      yield part;
    }
  } catch (error) {
    if (!isBroken(error)) throw error;
  }
  if (size > 0) yield Buffer.concat(gathered);
}

const isBroken = (error: unknown) =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'EPIPE', 'ABORT_ERR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** @throws DomainError FILE_TOO_LARGE and FILE_TYPE_NOT_ALLOWED as soon as they are known */
async function wholeBody(body: Readable, maxBytes: number, purpose: FilePurpose | null): Promise<Buffer> {
  const gathered: Buffer[] = [];
  let size = 0;
  // A sheet is known by its end: the directory of a ZIP stands there.
  let known = purpose === 'SHEET';
  for await (const chunk of chunksOf(body)) {
    gathered.push(chunk);
    size += chunk.length;
    if (!known && size >= HEAD_BYTES) known = (await typeOf(Buffer.concat(gathered))) !== '';
    if (size > maxBytes) throw tooLarge(maxBytes);
  }
  return Buffer.concat(gathered);
}

const MAX_ANNOUNCEMENT = 4096;

async function announcement(request: FastifyRequest): Promise<{ name: string; size: unknown }> {
  let text = '';
  for await (const chunk of chunksOf(request.raw)) {
    text += chunk.toString('utf8');
    if (text.length > MAX_ANNOUNCEMENT) throw new DomainError('FILE_SIZE_REQUIRED', {}, 'size');
  }
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new DomainError('FILE_SIZE_REQUIRED', {}, 'size');
  }
  const { name, size } = (said ?? {}) as { name?: unknown; size?: unknown };
  return { name: typeof name === 'string' ? name : '', size };
}

/**
 * Forms and plain text are what another site's page can send in a signed-in person's name without asking first (CORS, "simple requests");
 * a photo has no need of them. No type at all is one of these.
 */
function mediaType(request: FastifyRequest): string {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const simple = ['', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'].includes(type);
  const preflighted = type === '' && request.headers['upload-length'] !== undefined;
  if (simple && !preflighted) throw new DomainError('UPLOAD_FORM_NOT_ACCEPTED', { given: type || '-' }, 'Content-Type');
  return type;
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

/** `X-File-Purpose: sheet`: it is to be read in, not kept as evidence. */
const purposeOf = (request: FastifyRequest): FilePurpose | null => (headerOf(request, 'x-file-purpose') === 'sheet' ? 'SHEET' : null);

function nameOf(request: FastifyRequest): string {
  const given = headerOf(request, 'x-file-name') ?? '';
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
