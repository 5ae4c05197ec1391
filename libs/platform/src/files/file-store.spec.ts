import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { startS3, type TestS3 } from '../../../../tests/support/s3.ts';
import { fileStore, fileStoreConfig, readAll, type FileStore } from './file-store.ts';

let folder: string;
let s3: TestS3;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'canteen-files-'));
  s3 = await startS3();
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each<[string, () => FileStore]>([
  ['a folder', () => fileStore({ kind: 'folder', folder })],
  ['an S3-compatible store', () => fileStore(s3.config)],
])('%s', (_name, make) => {
  it('gives back what was put, and replaces it as a whole', async () => {
    const store = make();
    const [first, second] = [randomBytes(3_000_000), randomBytes(10)];
    await store.put('content/aa/one', first);
    expect(await store.sizeOf('content/aa/one')).toBe(3_000_000);
    expect((await readAll(store, 'content/aa/one'))?.equals(first)).toBe(true);
    await store.put('content/aa/one', second);
    expect((await readAll(store, 'content/aa/one'))?.equals(second)).toBe(true);
    expect((await store.open('content/aa/one').then((found) => (found?.stream.destroy(), found)))?.size).toBe(10);
  });

  it('takes a stream whose key is known at its end, and keeps nothing of one that breaks off', async () => {
    const store = make();
    const parts = [randomBytes(2_000_000), randomBytes(2_000_000), randomBytes(17)];
    const whole = Buffer.concat(parts);
    const hash = createHash('sha256').update(whole).digest('hex');
    const told = await store.putStream(Readable.from(parts), (content) => `content/bb/${content.hash}`);
    expect(told).toEqual({ hash, size: 4_000_017 });
    expect((await readAll(store, `content/bb/${hash}`))?.equals(whole)).toBe(true);
    const broken = Readable.from((function* () {
      yield randomBytes(5);
      throw new Error('the source broke');
    })());
    await expect(store.putStream(broken, () => 'content/bb/broken')).rejects.toThrow('the source broke');
    expect(await store.open('content/bb/broken')).toBeNull();
  });

  it('has nothing where nothing is, and forgets without complaint', async () => {
    const store = make();
    expect(await store.sizeOf('content/no')).toBeNull();
    expect(await store.open('content/no')).toBeNull();
    await store.put('uploads/x/0', randomBytes(4));
    await store.remove('uploads/x/0');
    await store.remove('uploads/x/0');
    expect(await store.open('uploads/x/0')).toBeNull();
  });

  it('takes no key that leads elsewhere', async () => {
    const store = make();
    for (const key of ['../out', '/etc/passwd', 'a//b', 'a/../b', 'A', 'a?b', '', 'a/']) {
      await expect(store.put(key, randomBytes(1))).rejects.toThrow(RangeError);
      await expect(store.open(key)).rejects.toThrow(RangeError);
    }
  });
});

describe('a folder', () => {
  it('clears what a crash left half written, not what is being written', async () => {
    const writing = path.join(folder, 'writing');
    mkdirSync(writing, { recursive: true });
    writeFileSync(path.join(writing, 'old'), 'half');
    writeFileSync(path.join(writing, 'new'), 'half');
    utimesSync(path.join(writing, 'old'), new Date('2020-01-01'), new Date('2020-01-01'));
    await fileStore({ kind: 'folder', folder }).sweep(new Date('2021-01-01'));
    expect(readdirSync(writing)).toEqual(['new']);
  });
});

describe('an S3-compatible store', () => {
  it('fails aloud where it is not let in', async () => {
    const store = fileStore({ ...s3.config, accessKeyId: 'STRANGER' });
    await expect(store.put('content/a', randomBytes(1))).rejects.toThrow(/PUT with 403 InvalidAccessKeyId/);
  });
});

describe('the configuration', () => {
  it('chooses the folder unless an endpoint is named', () => {
    expect(fileStoreConfig({}, '/data/files')).toEqual({ kind: 'folder', folder: '/data/files' });
    expect(fileStoreConfig({ FILES_FOLDER: '/mnt' }, '/data/files')).toEqual({ kind: 'folder', folder: '/mnt' });
    expect(
      fileStoreConfig({ FILES_S3_ENDPOINT: 'https://s3.example.cn', FILES_S3_BUCKET: 'b', FILES_S3_KEY: 'k', FILES_S3_SECRET: 's' }, '/x'),
    ).toEqual({ kind: 's3', endpoint: 'https://s3.example.cn', bucket: 'b', region: 'us-east-1', accessKeyId: 'k', secretAccessKey: 's' });
    expect(() => fileStoreConfig({ FILES_S3_ENDPOINT: 'https://s3.example.cn' }, '/x')).toThrow(/FILES_S3_BUCKET/);
  });
});
