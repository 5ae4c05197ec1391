import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { MikroORM } from '@mikro-orm/postgresql';
import Fastify, { type FastifyInstance } from 'fastify';
import { fixedClock, ms, uuidv7, type Lang } from '@canteen/kernel';
import { createDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { startS3, type TestS3 } from '../../../../tests/support/s3.ts';
import { ActSubscriber, Ctx, platform, systemActor, wordsOf, type Actor, type Host } from '../index.ts';
import { contentKey } from './content.ts';
import { registerFileRoutes } from './file-routes.ts';
import { fileStore, type FileStore } from './file-store.ts';
import { StoredFileResolver } from './stored-file.resolver.ts';
import { StoredFile } from './stored-file.entity.ts';
import { purgeUnfinishedUploads } from './uploads.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures', name));
const photo = fixture('photo.jpg');

/** A real picture of a wanted weight: noise does not compress. */
function heavyPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.concat(Array.from({ length: side }, () => Buffer.concat([Buffer.from([0]), randomBytes(side * 3)])));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

const MB = 1024 * 1024;
const clock = fixedClock('2026-03-04T03:00:00Z');
const organizationId = uuidv7(clock.now());
const person = (name: string): Actor & { personId: string } => ({
  personId: uuidv7(clock.now()),
  name,
  grants: [{ organizationId, canteenId: null, role: 'COOK', permissions: new Set<string>() }],
});
const [wang, li] = [person('wang'), person('li')];
const people = new Map([wang, li].map((actor) => [actor.name, actor]));

let database: TestDatabase;
let orm: MikroORM;
let host: Host;
let s3: TestS3;
const logged: string[] = [];

beforeAll(async () => {
  database = await createDatabase();
  s3 = await startS3();
  orm = new MikroORM({
    entities: [...platform.entities], clientUrl: database.url, subscribers: [new ActSubscriber()],
    forceUtcTimezone: true, driverOptions: { options: '-c TimeZone=UTC' },
  });
  const log = { info: () => undefined, warn: () => undefined, error: (_fields: object, message: string) => void logged.push(message) };
  host = { orm, clock, modules: [platform], words: wordsOf([platform]), log, secret: 'secret of the spec', demo: false, files: fileStore({ kind: 'folder', folder: os.tmpdir() }), origin: 'https://canteen.test' };
});
afterAll(async () => {
  await orm.close(true);
  await s3.stop();
  await database.drop();
});

const ctxFor = (actor: Actor | null, lang: Lang = 'zh') => new Ctx({ host, em: orm.em.fork(), actor, lang, requestId: 'spec' });

interface Said {
  status: number;
  headers: Headers;
  bytes: Buffer;
  json: {
    id: string; offset: number; name: string; size: number; complete: boolean; contentType: string | null; url: string | null;
    errors?: { code: string; message: string; field: string | null }[];
  };
}

describe.each<[string, () => { store: FileStore; stored(): string[]; drop(): void }]>([
  ['a folder', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'canteen-files-'));
    return { store: fileStore({ kind: 'folder', folder }), stored: () => filesIn(folder), drop: () => rmSync(folder, { recursive: true }) };
  }],
  ['an S3-compatible store', () => ({
    store: fileStore(s3.config),
    stored: () => filesIn(path.join(s3.directory, 'files')).filter((file) => file.endsWith('_object')).map((file) => file.replace('._S3rver_object', '')),
    drop: () => undefined,
  })],
])('files in %s', (_name, make) => {
  let store: FileStore;
  let stored: () => string[];
  let drop: () => void;
  let app: FastifyInstance;
  let base: string;

  const start = async () => {
    // As the server is set up: what Fastify would gather is smaller than what may be sent.
    app = Fastify({ bodyLimit: MB });
    registerFileRoutes(app, {
      store,
      ctxOf: async (request) => ctxFor(people.get(String(request.headers['x-spec-person'])) ?? null, request.headers['accept-language'] === 'en' ? 'en' : 'zh'),
    });
    base = await app.listen({ port: 0, host: '127.0.0.1' });
  };

  beforeAll(async () => {
    ({ store, stored, drop } = make());
    await start();
  });
  afterAll(async () => {
    await app.close();
    drop();
  });
  beforeEach(async () => {
    clock.set('2026-03-04T03:00:00Z');
    for (const key of stored()) await store.remove(key);
    await orm.em.fork().nativeDelete(StoredFile, {});
  });

  async function ask(who: string | null, method: string, url: string, headers: Record<string, string> = {}, body?: Buffer | ReadableStream | string): Promise<Said> {
    const response = await fetch(base + url, {
      method,
      headers: { ...(who ? { 'x-spec-person': who } : {}), ...headers },
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']>, duplex: 'half' }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = bytes.length > 0 && response.headers.get('content-type')?.startsWith('application/json') ? (JSON.parse(bytes.toString()) as Said['json']) : ({} as Said['json']);
    return { status: response.status, headers: response.headers, bytes, json };
  }
  const send = (who: string, name: string, bytes: Buffer, headers: Record<string, string> = {}) =>
    ask(who, 'POST', '/files', { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), ...headers }, bytes);
  const announce = (who: string, name: string, size: number, headers: Record<string, string> = {}) =>
    ask(who, 'POST', '/files', { 'content-type': 'application/json', ...headers }, JSON.stringify({ name, size }));
  const goOn = (who: string, id: string, offset: number, bytes: Buffer) =>
    ask(who, 'PATCH', `/files/${id}`, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, bytes);
  const rows = () => orm.em.fork().find(StoredFile, {});
  const codesOf = ({ json }: Said) => json.errors?.map(({ code }) => code);

  it('come in one request and go out unchanged, in a shape no page can be harmed by', async () => {
    const sent = await send('wang', '红烧肉.jpg', photo);
    expect(sent.status).toBe(201);
    expect(sent.json).toMatchObject({ name: '红烧肉.jpg', size: photo.length, offset: photo.length, complete: true, contentType: 'image/jpeg' });

    const read = await ask('wang', 'GET', sent.json.url ?? '');
    expect(read.status).toBe(200);
    expect(read.bytes.equals(photo)).toBe(true);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photo.length),
      'content-disposition': `inline; filename="___.jpg"; filename*=UTF-8''${encodeURIComponent('红烧肉.jpg')}`,
      'cache-control': 'private, max-age=300',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
    const again = await ask('wang', 'GET', sent.json.url ?? '', { 'if-none-match': read.headers.get('etag') ?? '' });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it.each(['photo.png', 'photo.webp', 'certificate.pdf'])('may be %s', async (name) => {
    const sent = await send('wang', name, fixture(name));
    expect(sent.status).toBe(201);
    expect((await ask('wang', 'GET', sent.json.url ?? '')).bytes.equals(fixture(name))).toBe(true);
  });

  it('go on where they stopped, also after the server was started anew', async () => {
    const picture = heavyPng(1100);
    expect(picture.length).toBeGreaterThan(3 * MB);
    const begun = await announce('wang', 'fridge.png', picture.length);
    expect([begun.status, begun.json.offset, begun.headers.get('location')]).toEqual([201, 0, `/files/${begun.json.id}`]);

    const first = await goOn('wang', begun.json.id, 0, picture.subarray(0, 1_300_000));
    expect(first.json).toMatchObject({ offset: 1_300_000, complete: false, url: null });

    await app.close();
    await start();

    const progress = await ask('wang', 'HEAD', `/files/${begun.json.id}`);
    expect([progress.headers.get('upload-offset'), progress.headers.get('upload-length'), progress.headers.get('upload-complete')]).toEqual([
      '1300000', String(picture.length), '?0',
    ]);
    const done = await goOn('wang', begun.json.id, 1_300_000, picture.subarray(1_300_000));
    expect(done.json).toMatchObject({ complete: true, contentType: 'image/png', offset: picture.length });
    expect((await ask('wang', 'GET', done.json.url ?? '')).bytes.equals(picture)).toBe(true);
    // Only the content is left, no parts.
    expect(stored()).toEqual([contentKey((await rows())[0]?.hash ?? '')]);
    // The answer to the last part may have been lost: asking for it again says so, and changes nothing.
    expect((await goOn('wang', begun.json.id, picture.length, Buffer.alloc(0))).json).toMatchObject({ complete: true });
    expect((await ask('wang', 'HEAD', `/files/${begun.json.id}`)).headers.get('upload-complete')).toBe('?1');
  });

  it('keep what came before the connection broke', async () => {
    const picture = heavyPng(1000);
    const { json: { id } } = await announce('wang', 'fridge.png', picture.length);
    const came = 1_500_000;
    await brokenOff(`PATCH /files/${id} HTTP/1.1\r\nhost: x\r\nx-spec-person: wang\r\nupload-offset: 0\r\ncontent-length: ${picture.length}\r\n\r\n`, picture.subarray(0, came));
    await eventually(async () => (await ask('wang', 'HEAD', `/files/${id}`)).headers.get('upload-offset') === String(came));
    expect((await goOn('wang', id, came, picture.subarray(came))).json).toMatchObject({ complete: true });
  });

  it('leave nothing of a single request that broke off', async () => {
    await brokenOff(`POST /files HTTP/1.1\r\nhost: x\r\nx-spec-person: wang\r\ncontent-type: image/jpeg\r\ncontent-length: 900000\r\n\r\n`, photo);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([stored(), (await rows()).length]).toEqual([[], 0]);
  });

  it('refuse a wrong offset, tell the right one, and store nothing of it', async () => {
    const { json: { id } } = await announce('wang', 'photo.jpg', photo.length);
    await goOn('wang', id, 0, photo.subarray(0, 1000));
    for (const offset of [0, 999, 1001]) {
      const refused = await goOn('wang', id, offset, photo.subarray(1000));
      expect([refused.status, codesOf(refused), refused.headers.get('upload-offset')]).toEqual([409, ['UPLOAD_OFFSET_MISMATCH'], '1000']);
    }
    const unsaid = await ask('wang', 'PATCH', `/files/${id}`, {}, photo);
    expect([unsaid.status, codesOf(unsaid)]).toEqual([400, ['UPLOAD_OFFSET_REQUIRED']]);
    expect((await goOn('wang', id, 1000, photo.subarray(1000))).json).toMatchObject({ complete: true });
  });

  it('take the same part once when it is sent twice at once', async () => {
    const { json: { id } } = await announce('wang', 'photo.jpg', photo.length);
    const both = await Promise.all([goOn('wang', id, 0, photo), goOn('wang', id, 0, photo)]);
    expect(both.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([200]));
    expect((await rows()).map(({ complete, received }) => [complete, received])).toEqual([[true, photo.length]]);
    expect(stored()).toHaveLength(1);
  });

  describe('a program of 50 MB named photo.jpg', () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(MB, 0x90)]);
    const untouched = async () => expect([stored(), (await rows()).length]).toEqual([[], 0]);

    it('is refused when announced', async () => {
      const refused = await announce('wang', 'photo.jpg', 50 * MB, { 'accept-language': 'en' });
      expect([refused.status, refused.json.errors]).toEqual([413, [
        { code: 'FILE_TOO_LARGE', message: 'A file may have at most 15 MB; this one is larger.', field: 'file', params: { maxMegabytes: 15 } },
      ]]);
      expect((await announce('wang', 'photo.jpg', 50 * MB)).json.errors?.[0]?.message).toBe('单个文件最大 15 MB，收到的文件更大。');
      await untouched();
    });

    it('is refused before it is sent, by its length', async () => {
      const answer = await answerTo(`POST /files HTTP/1.1\r\nhost: x\r\nx-spec-person: wang\r\ncontent-type: image/jpeg\r\ncontent-length: ${50 * MB}\r\n\r\n`, photo);
      expect(answer).toContain('413');
      expect(answer).toContain('FILE_TOO_LARGE');
      await untouched();
    });

    it('is refused at its first bytes, by its content', async () => {
      let pulled = 0;
      const body = new ReadableStream({
        pull(controller) {
          pulled += 1;
          if (pulled > 50) controller.close();
          else controller.enqueue(new Uint8Array(program));
        },
      });
      const refused = await ask('wang', 'POST', '/files', { 'content-type': 'image/jpeg', 'x-file-name': 'photo.jpg', 'accept-language': 'en' }, body).catch((error: unknown) => error);
      // Who sends on while being refused may see the answer or a closed connection; the server has taken nothing either way.
      if (!(refused instanceof Error)) {
        expect([(refused as Said).status, codesOf(refused as Said)]).toEqual([415, ['FILE_TYPE_NOT_ALLOWED']]);
        expect((refused as Said).json.errors?.[0]?.message).toContain('judged by content and not by name');
      }
      await untouched();
    });

    it('is refused in its first part, and its upload ends', async () => {
      const { json: { id } } = await announce('wang', 'photo.jpg', 10 * MB);
      const refused = await goOn('wang', id, 0, program);
      expect([refused.status, codesOf(refused)]).toEqual([415, ['FILE_TYPE_NOT_ALLOWED']]);
      expect((await ask('wang', 'HEAD', `/files/${id}`)).status).toBe(404);
      await untouched();
    });

    it('is refused at its end when its first bytes came one by one', async () => {
      const small = program.subarray(0, 3000);
      const { json: { id } } = await announce('wang', 'photo.jpg', small.length);
      await goOn('wang', id, 0, small.subarray(0, 1));
      expect(codesOf(await goOn('wang', id, 1, small.subarray(1)))).toEqual(['FILE_TYPE_NOT_ALLOWED']);
      await untouched();
    });

    it('is refused when it is larger than announced', async () => {
      const { json: { id } } = await announce('wang', 'photo.jpg', 1000);
      const refused = await goOn('wang', id, 0, program);
      expect([refused.status, codesOf(refused)]).toEqual([413, ['UPLOAD_SIZE_MISMATCH']]);
      await untouched();
    });
  });

  it('are not taken empty, cut off, without a size, or as a form of another site', async () => {
    expect(codesOf(await send('wang', 'photo.jpg', photo.subarray(0, 900)))).toEqual(['FILE_DAMAGED']);
    expect(codesOf(await announce('wang', 'photo.jpg', 0))).toEqual(['FILE_EMPTY']);
    expect(codesOf(await announce('wang', 'photo.jpg', -1))).toEqual(['FILE_SIZE_REQUIRED']);
    expect(codesOf(await announce('wang', 'photo.jpg', 1.5))).toEqual(['FILE_SIZE_REQUIRED']);
    expect(codesOf(await ask('wang', 'POST', '/files', { 'content-type': 'application/json' }, '{"name"'))).toEqual(['FILE_SIZE_REQUIRED']);
    expect(codesOf(await ask('wang', 'POST', '/files', { 'content-type': 'application/json' }, 'null'))).toEqual(['FILE_SIZE_REQUIRED']);
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded']) {
      const refused = await ask('wang', 'POST', '/files', { 'content-type': type }, photo);
      expect([refused.status, codesOf(refused)]).toEqual([415, ['UPLOAD_FORM_NOT_ACCEPTED']]);
    }
    expect([stored(), (await rows()).length]).toEqual([[], 0]);
  });

  it('may be announced in headers', async () => {
    const begun = await ask('wang', 'POST', '/files', { 'upload-length': String(photo.length), 'x-file-name': encodeURIComponent('蔬菜.jpg') });
    expect([begun.status, begun.json.name, begun.json.offset]).toEqual([201, '蔬菜.jpg', 0]);
    expect((await goOn('wang', begun.json.id, 0, photo)).json).toMatchObject({ complete: true });
  });

  it('answer a repeated request with the first file', async () => {
    const key = { 'idempotency-key': uuidv7(clock.now()) };
    const [first, second] = [await send('wang', 'photo.jpg', photo, key), await send('wang', 'photo.jpg', photo, key)];
    expect(second.json.id).toBe(first.json.id);
    expect((await rows()).length).toBe(1);
    expect(codesOf(await send('wang', 'other.jpg', photo, key))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('are kept once, however often they are sent, and each belongs to its sender', async () => {
    const [first, second] = [await send('wang', 'one.jpg', photo), await send('li', 'two.jpg', photo)];
    expect(first.json.id).not.toBe(second.json.id);
    expect(stored()).toHaveLength(1);
    expect((await rows()).map(({ hash }) => hash)).toEqual([expect.any(String), expect.any(String)]);
  });

  it('open to whom the link was made for, as long as it is good, and to nobody by an id or a hash', async () => {
    const { json: { id, url } } = await send('wang', 'photo.jpg', photo);
    const [{ hash } = { hash: '' }] = await rows();
    const statusOf = async (who: string | null, address: string) => {
      const { status, json } = await ask(who, 'GET', address);
      return [status, json.errors?.[0]?.code];
    };
    expect(await statusOf('wang', url ?? '')).toEqual([200, undefined]);
    expect(await statusOf(null, url ?? '')).toEqual([401, 'UNAUTHENTICATED']);
    // A link handed on opens nothing: who may see the record is given a link of their own.
    expect(await statusOf('li', url ?? '')).toEqual([404, 'NOT_FOUND']);
    expect(await statusOf('wang', `/files/${id}`)).toEqual([404, 'NOT_FOUND']);
    expect(await statusOf('wang', `/files/${id}?t=1.2`)).toEqual([404, 'NOT_FOUND']);
    expect(await statusOf('wang', `/files/${id}?t=1&t=2`)).toEqual([404, 'NOT_FOUND']);
    expect(await statusOf('wang', `/files/${hash}`)).toEqual([404, 'NOT_FOUND']);
    expect(await statusOf('wang', `/files/..%2F..%2Fetc%2Fpasswd?t=x`)).toEqual([404, 'NOT_FOUND']);

    const forLi = new StoredFileResolver().url((await rows())[0] as StoredFile, ctxFor(li));
    expect(await statusOf('li', forLi ?? '')).toEqual([200, undefined]);
    expect(await statusOf('wang', forLi ?? '')).toEqual([404, 'NOT_FOUND']);
    expect(new StoredFileResolver().url((await rows())[0] as StoredFile, ctxFor(systemActor('spec')))).toBeNull();

    clock.advance(20 * ms.minute);
    expect(await statusOf('wang', url ?? '')).toEqual([403, 'FILE_LINK_EXPIRED']);
  });

  it('can be attached by their sender, once they are whole', async () => {
    const { json: { id } } = await send('wang', 'photo.jpg', photo);
    const { json: { id: unfinished } } = await announce('wang', 'photo.jpg', photo.length);
    const notFound = expect.objectContaining({ code: 'NOT_FOUND', field: 'input.photo' }) as Error;
    expect((await ctxFor(wang).get(StoredFile, id, 'input.photo')).id).toBe(id);
    await expect(ctxFor(li).get(StoredFile, id, 'input.photo')).rejects.toThrow(notFound);
    await expect(ctxFor(null).get(StoredFile, id, 'input.photo')).rejects.toThrow(notFound);
    await expect(ctxFor(wang).get(StoredFile, unfinished, 'input.photo')).rejects.toThrow(notFound);
  });

  it("are hidden from others while they come: another person's upload is not found", async () => {
    const { json: { id } } = await announce('wang', 'photo.jpg', photo.length);
    expect((await ask('li', 'HEAD', `/files/${id}`)).status).toBe(404);
    expect((await goOn('li', id, 0, photo)).status).toBe(404);
    expect((await ask(null, 'PATCH', `/files/${id}`, { 'upload-offset': '0' }, photo)).status).toBe(401);
    expect((await rows())[0]?.received).toBe(0);
  });

  it('stand in the journal when they are whole, and every reading in the access log', async () => {
    const { json: { id, url } } = await send('wang', 'photo.jpg', photo);
    const count = async (sql: string, parameter: string) =>
      Number(((await orm.em.fork().execute(sql, [parameter])) as unknown as { n: string }[])[0]?.n);
    expect(await count("select count(*) n from journal_entry e join journal_payload p on p.entry_id = e.id where e.act = 'uploadFile' and ? = any(p.row_ids::text[])", id)).toBe(1);
    const reads = () => count('select count(*) n from access_log where record_ids @> jsonb_build_array(?::text)', id);
    expect(await reads()).toBe(0);
    await ask('wang', 'GET', url ?? '');
    await ask('li', 'GET', url ?? '');
    expect(await reads()).toBe(1);
  });

  it('are missed aloud when the store has lost them', async () => {
    const { json: { url } } = await send('wang', 'photo.jpg', photo);
    for (const key of stored()) await store.remove(key);
    logged.length = 0;
    const lost = await ask('wang', 'GET', url ?? '');
    expect([lost.status, codesOf(lost), logged]).toEqual([410, ['FILE_LOST'], ['file content is missing from the store']]);
  });

  it('are forgotten after a day if nobody finished them', async () => {
    const kept = await send('wang', 'photo.jpg', photo);
    const stale = await announce('wang', 'photo.png', 5000);
    await goOn('wang', stale.json.id, 0, fixture('photo.png').subarray(0, 2000));
    clock.advance(ms.day - ms.hour);
    const fresh = await announce('wang', 'photo.png', 5000);
    expect(await purgeUnfinishedUploads(ctxFor(systemActor('purge')), store)).toBe(0);
    clock.advance(2 * ms.hour);
    expect(await purgeUnfinishedUploads(ctxFor(systemActor('purge')), store)).toBe(1);
    expect((await rows()).map(({ id }) => id).sort()).toEqual([kept.json.id, fresh.json.id].sort());
    expect(stored()).toEqual([expect.stringMatching(/^content\//)]);
  });

  it('leave a person twenty unfinished uploads; the oldest gives way', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 22; index += 1) {
      clock.advance(ms.second);
      ids.push((await announce('wang', `photo-${index}.jpg`, photo.length)).json.id);
    }
    expect((await rows()).map(({ id }) => id).sort()).toEqual(ids.slice(2).sort());
  });

  /** Sends, and cuts the line without a farewell. */
  async function brokenOff(head: string, body: Buffer): Promise<void> {
    const socket = net.connect(Number(new URL(base).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.write(Buffer.concat([Buffer.from(head), body]), resolve));
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.destroy();
  }

  /** The answer to a request that is not sent to its end. */
  async function answerTo(head: string, body: Buffer): Promise<string> {
    const socket = net.connect(Number(new URL(base).port), '127.0.0.1');
    socket.write(Buffer.concat([Buffer.from(head), body]));
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      if (text.includes('"errors"')) break;
    }
    socket.destroy();
    return text;
  }
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come about');
}
