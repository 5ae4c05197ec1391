import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';

/** Where bytes live. Keys are ours (hex, digits, `/`); names that people gave never reach it. */
export interface FileStore {
  /** Whole or not at all: a reader, or a process that starts after a crash, never meets half of it. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The same for what is too long to be held in memory; its key may follow from its content, which is known at its end. */
  putStream(bytes: Readable, key: (content: Content) => string): Promise<Content>;
  /** Null where nothing is stored under the key. */
  open(key: string): Promise<{ size: number; stream: Readable } | null>;
  /** Bytes stored under the key, or null. */
  sizeOf(key: string): Promise<number | null>;
  /** Removing what is not there is not an error. */
  remove(key: string): Promise<void>;
  /** Clears what a crash left half written before that moment. */
  sweep(before: Date): Promise<void>;
}

export interface Content {
  /** SHA-256, hexadecimal. */
  hash: string;
  size: number;
}

export type FileStoreConfig =
  | { kind: 'folder'; folder: string }
  | { kind: 's3'; endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string };

/**
 * `FILES_S3_ENDPOINT`, `FILES_S3_BUCKET`, `FILES_S3_REGION` (default `us-east-1`), `FILES_S3_KEY`, `FILES_S3_SECRET`
 * choose an S3-compatible store; without an endpoint the files lie in `FILES_FOLDER`, or else in `folder`.
 */
export function fileStoreConfig(env: Readonly<Record<string, string | undefined>>, folder: string): FileStoreConfig {
  const endpoint = env['FILES_S3_ENDPOINT'];
  if (!endpoint) return { kind: 'folder', folder: env['FILES_FOLDER'] || folder };
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`FILES_S3_ENDPOINT is set, so ${name} must be set too`);
    return value;
  };
  return {
    kind: 's3',
    endpoint,
    bucket: need('FILES_S3_BUCKET'),
    region: env['FILES_S3_REGION'] || 'us-east-1',
    accessKeyId: need('FILES_S3_KEY'),
    secretAccessKey: need('FILES_S3_SECRET'),
  };
}

export function fileStore(config: FileStoreConfig): FileStore {
  return config.kind === 'folder' ? new FolderStore(config.folder) : new S3Store(config);
}

const KEY = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/;

function checked(key: string): string {
  if (!KEY.test(key)) throw new RangeError(`Not a storage key: ${key.slice(0, 80)}`);
  return key;
}

/** Writes a stream into a new file, and sees to it that the disk has it. */
async function writeOut(target: string, bytes: Readable): Promise<Content> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), size };
}

const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

class FolderStore implements FileStore {
  constructor(private readonly folder: string) {}

  private at(key: string): string {
    return path.join(this.folder, ...checked(key).split('/'));
  }
  private get writing(): string {
    return path.join(this.folder, 'writing');
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.at(key);
    await this.putStream(Readable.from([bytes], { objectMode: false }), () => key);
  }

  /** Temporary file, fsync, rename, fsync of the folder: only then would a power cut leave either nothing or everything. */
  async putStream(bytes: Readable, key: (content: Content) => string): Promise<Content> {
    const temporary = path.join(this.writing, randomUUID());
    await mkdir(this.writing, { recursive: true, mode: 0o700 });
    try {
      const content = await writeOut(temporary, bytes);
      const target = this.at(key(content));
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await rename(temporary, target);
      const folder = await open(path.dirname(target), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
      return content;
    } catch (error) {
      bytes.destroy();
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(key: string): Promise<{ size: number; stream: Readable } | null> {
    const file = await open(this.at(key), 'r').catch((error: unknown) => {
      if (isAbsent(error)) return null;
      throw error;
    });
    if (!file) return null;
    const { size } = await file.stat();
    return { size, stream: createReadStream('', { fd: file }) };
  }

  async sizeOf(key: string): Promise<number | null> {
    return stat(this.at(key)).then(
      (found) => found.size,
      (error: unknown) => {
        if (isAbsent(error)) return null;
        throw error;
      },
    );
  }

  async remove(key: string): Promise<void> {
    await rm(this.at(key), { force: true });
    // The folder of an upload goes with its last part; one that still holds something refuses.
    await rmdir(path.dirname(this.at(key))).catch(() => undefined);
  }

  async sweep(before: Date): Promise<void> {
    const names = await readdir(this.writing).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    });
    for (const name of names) {
      const file = path.join(this.writing, name);
      const found = await stat(file).catch(() => null);
      if (found && found.mtime < before) await unlink(file).catch(() => undefined);
    }
  }
}

/** A stuck store must not hold a kitchen's upload for ever. */
const S3_TIMEOUT_MS = 30_000;
/** A long file may take longer: 4 Mbit/s. */
const S3_SLOWEST_BYTES_PER_MS = 500;

class S3Store implements FileStore {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(config: Extract<FileStoreConfig, { kind: 's3' }>) {
    this.client = new AwsClient({
      accessKeyId: config.accessKeyId,
      secretAccessKey: config.secretAccessKey,
      service: 's3',
      region: config.region,
      retries: 3,
    });
    // The bucket in the path, not in the host name: every compatible store knows this form.
    this.base = `${config.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(config.bucket)}/`;
  }

  private async ask(method: 'GET' | 'HEAD' | 'PUT' | 'DELETE', key: string, body?: { bytes: Uint8Array | Blob; hash: string; size: number }): Promise<Response> {
    const url = this.base + checked(key);
    const abort = new AbortController();
    // Until the store answers, no longer: a slow reader may take all the time it needs for the body.
    const patience = S3_TIMEOUT_MS + (body?.size ?? 0) / S3_SLOWEST_BYTES_PER_MS;
    const timer = setTimeout(() => abort.abort(new Error(`The file store did not answer ${method} in time`)), patience);
    const response = await this.client.fetch(url, {
      method,
      signal: abort.signal,
      ...(body
        ? {
            body: body.bytes as Uint8Array<ArrayBuffer> | Blob,
            // Signed with the content, so that the store itself refuses what was damaged on the way.
            headers: { 'x-amz-content-sha256': body.hash },
          }
        : {}),
    }).finally(() => clearTimeout(timer));
    if (response.ok || (response.status === 404 && method !== 'PUT')) return response;
    const said = await response.text().catch(() => '');
    const code = /<Code>([^<]{1,80})<\/Code>/.exec(said)?.[1] ?? '';
    throw new Error(`The file store answered ${method} with ${response.status} ${code}`.trim());
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await (await this.ask('PUT', key, { bytes, hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length })).arrayBuffer();
  }

  /** By way of a file: a store wants to know length and digest before the first byte. */
  async putStream(bytes: Readable, key: (content: Content) => string): Promise<Content> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'canteen-put-'));
    try {
      const file = path.join(folder, 'content');
      const content = await writeOut(file, bytes);
      await (await this.ask('PUT', key(content), { bytes: await openAsBlob(file), ...content })).arrayBuffer();
      return content;
    } finally {
      bytes.destroy();
      await rm(folder, { recursive: true, force: true });
    }
  }

  async open(key: string): Promise<{ size: number; stream: Readable } | null> {
    const response = await this.ask('GET', key);
    if (response.status === 404 || !response.body) {
      await response.body?.cancel();
      // A zero-length object has no body; nothing of ours is empty.
      return null;
    }
    return { size: Number(response.headers.get('content-length')), stream: Readable.fromWeb(response.body as ReadableStream) };
  }

  async sizeOf(key: string): Promise<number | null> {
    const response = await this.ask('HEAD', key);
    return response.status === 404 ? null : Number(response.headers.get('content-length'));
  }

  async remove(key: string): Promise<void> {
    await (await this.ask('DELETE', key)).arrayBuffer();
  }

  /** The store's own puts are atomic. */
  async sweep(): Promise<void> {}
}

/** All bytes under a key; for what is known to be small enough. Null where nothing is stored. */
export async function readAll(store: FileStore, key: string): Promise<Buffer | null> {
  const found = await store.open(key);
  if (!found) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of found.stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
