import { connect, type Socket } from 'node:net';

export interface Target {
  port: number;
  /** Whole requests as they go over the wire, sent in turn; the connection is kept. */
  requests: readonly Buffer[];
}

export interface Load {
  connections: number;
  seconds: number;
}

export interface Run {
  requests: number;
  seconds: number;
  /** The time that 99 of 100 answers took at most, in ms. */
  p99: number;
  /** Share of a processor that asking took; near 1, the asker was the limit and not the server. */
  asking: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

export function request(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body = ''): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  if (method === 'POST') lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Asks over kept connections, each for the next thing when it has its answer, until the time is over. */
export async function load({ port, requests }: Target, { connections, seconds }: Load): Promise<Run> {
  const times: number[] = [];
  let next = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, async () => {
    const line = await open(port);
    for (let asked = performance.now(); asked < end; asked = performance.now()) {
      await line.ask(requests[next++ % requests.length]!);
      times.push(performance.now() - asked);
    }
    line.close();
  }));
  const took = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return { requests: times.length, seconds: took, p99: times[Math.ceil(times.length * 0.99) - 1]!, asking: (user + system) / 1e6 / took };
}

/** One request on a connection of its own; the answer's body. */
export async function once(port: number, wire: Buffer): Promise<Buffer> {
  const line = await open(port);
  const body = Buffer.from(await line.ask(wire));
  line.close();
  return body;
}

interface Line {
  ask(wire: Buffer): Promise<Buffer>;
  close(): void;
}

/** As little as HTTP needs: node's own client takes more time than a static page does. */
async function open(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let waiting: { resolve: (body: Buffer) => void; reject: (error: Error) => void } | undefined;
  let held: Buffer[] = [];
  let size = 0;
  let head = 0;
  let needed = 0;
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = undefined;
  };
  socket.on('error', fail).on('close', () => fail(new Error('The connection was closed before the answer was complete.')));
  socket.on('data', (chunk: Buffer) => {
    held.push(chunk);
    size += chunk.length;
    if (needed === 0) {
      const so = held.length === 1 ? chunk : Buffer.concat(held);
      held = [so];
      head = so.indexOf(HEAD_END);
      if (head < 0) return;
      const text = so.toString('latin1', 0, head);
      const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
      if (!text.startsWith('HTTP/1.1 200') || length === undefined) return fail(new Error(`Not an answer to be measured: ${text}`));
      head += HEAD_END.length;
      needed = head + Number(length);
    }
    if (size < needed) return;
    const whole = held.length === 1 ? held[0]! : Buffer.concat(held);
    const body = whole.subarray(head, needed);
    held = [];
    size = 0;
    needed = 0;
    const { resolve } = waiting!;
    waiting = undefined;
    resolve(body);
  });
  return {
    ask: (wire) => new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(wire);
    }),
    close: () => socket.destroy(),
  };
}
