import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { FileStoreConfig } from '@canteen/platform';

// The package has no types of its own.
type S3rver = new (options: object) => { run(): Promise<AddressInfo>; close(): Promise<void> };

export interface TestS3 {
  config: Extract<FileStoreConfig, { kind: 's3' }>;
  /** Where the server keeps its objects. */
  directory: string;
  stop(): Promise<void>;
}

/** A real S3 server on a free port, with one empty bucket; it knows one account. */
export async function startS3(): Promise<TestS3> {
  const Server = createRequire(import.meta.url)('s3rver') as S3rver;
  const directory = mkdtempSync(path.join(os.tmpdir(), 'canteen-s3-'));
  const server = new Server({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: 'files' }] });
  const { port } = await server.run();
  return {
    config: {
      kind: 's3', endpoint: `http://127.0.0.1:${port}`, bucket: 'files', region: 'us-east-1',
      // The one account the server knows.
      accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER',
    },
    directory,
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
