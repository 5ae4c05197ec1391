import { on } from 'node:events';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FromWriter, WriteOrder } from './writer-thread.ts';

/** The writer beside this file: built, or as it was written. */
const thread = new URL(import.meta.url.endsWith('.ts') ? './writer-thread.ts' : './writer-thread.js', import.meta.url);

/** Megabytes. The rows at hand, their text, and room to be wasteful with. */
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 24 };

export interface Watch {
  /** Before the first byte. */
  begun(count: number, journalHead: string | null): Promise<void>;
  /** After so many rows; where a read is on record, the ids of what was read. May throw, and so ends it. */
  read(rows: number, ids: Readonly<Record<string, readonly string[]>>): Promise<void>;
}

/** Reads and writes a list in a thread of its own; its bytes come as fast as they are taken. */
export function writeApart(order: WriteOrder, watch: Watch, signal: AbortSignal): Readable {
  return Readable.from(pieces(order, watch, signal), { objectMode: false, highWaterMark: 1 });
}

async function* pieces(order: WriteOrder, watch: Watch, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  signal.throwIfAborted();
  const worker = new Worker(thread, { workerData: order, resourceLimits: MEMORY, env: {}, name: 'export' });
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] }) as AsyncIterable<[FromWriter]>) {
      if ('begun' in message) await watch.begun(message.begun.count, message.begun.journalHead);
      else if ('read' in message) await watch.read(message.read, message.ids);
      else if ('bytes' in message) yield message.bytes;
      else return;
      worker.postMessage('on');
    }
    throw new Error('The writer ended before its work did');
  } finally {
    await worker.terminate();
  }
}
