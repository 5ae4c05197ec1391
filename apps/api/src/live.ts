import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import pg from 'pg';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { actorCovers, actorSees, type Actor, type Host } from '@canteen/platform';
import { SESSION_COOKIE, sessionActor } from '@canteen/people';

/** Where acts and jobs tell of themselves, in their own transaction: told only if it is kept. */
const CHANNEL = 'canteen_live';
/**
 * Over HTTP/1.1 a browser opens six connections to a server, for all its pages together; streams must leave some for everything
 * else. Beyond that the oldest is closed, and its page looks for itself now and then.
 */
const STREAMS_PER_SESSION = 4;
/** What a page that no longer reads may leave lying here before it is let go. */
const MAX_BACKLOG = 256 * 1024;
/** What is addressed by permission goes by grants at most so old. */
const GRANTS_FRESH_MS = 5_000;
const RECONNECT_MS = { first: 200, most: 5_000 };

/** What is told: to certain persons (`to`), or to whoever holds one of the permissions at the place. */
interface Told {
  about: string;
  to?: string[];
  audience?: string[];
  organization?: string;
  canteen?: string | null;
  [more: string]: unknown;
}

interface Stream {
  token: string;
  actor: Actor;
  checkedAt: number;
  raw: ServerResponse;
  /** Events are written in the order in which they came, though the check of some may take longer. */
  last: Promise<void>;
}

export interface LiveOptions {
  /** Proxies close what is silent for a minute. */
  heartbeatMs?: number;
}

/**
 * `GET /live`: server-sent events for the signed-in person's page, `work` and `alert` among them; `again` where something may
 * have been missed, `end` where the page should not come back by itself. PostgreSQL carries them between nodes; a node holds one
 * connection for all its pages, opened with the first of them.
 */
export class Live {
  private readonly streams = new Set<Stream>();
  private listener: pg.Client | null = null;
  private listening: Promise<void> | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly host: Host, private readonly url: string, private readonly options: LiveOptions = {}) {}

  register(app: FastifyInstance): void {
    app.get('/live', { config: { rateLimit: {} } }, (request, reply) => this.open(request, reply));
    // Before the server waits for the requests in flight: these would never end by themselves.
    app.addHook('preClose', () => this.stop());
  }

  private actorOf(token: string): Promise<Actor | null> {
    return sessionActor(this.host.orm.em.fork() as SqlEntityManager, token, this.host.clock.now(), { passive: true });
  }

  private async open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const token = request.cookies[SESSION_COOKIE];
    const actor = token ? await this.actorOf(token) : null;
    if (!token || !actor?.personId) {
      const lang = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
      return reply.code(401).send({ errors: [{ code: 'UNAUTHENTICATED', message: this.host.words['UNAUTHENTICATED']?.[lang] ?? '' }] });
    }
    await this.listen();
    if (this.stopped || request.raw.destroyed) return reply.code(503).send();
    const own = [...this.streams].filter((stream) => stream.token === token);
    for (const oldest of own.slice(0, Math.max(0, own.length - STREAMS_PER_SESSION + 1))) this.end(oldest, 'more');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx would keep the events until they fill a buffer.
      'x-accel-buffering': 'no',
    });
    const stream: Stream = { token, actor, checkedAt: performance.now(), raw, last: Promise.resolve() };
    this.streams.add(stream);
    raw.on('close', () => this.streams.delete(stream));
    raw.write(`retry: 3000\nevent: hello\ndata: {}\n\n`);
    this.heartbeat ??= setInterval(() => void this.beat(), this.options.heartbeatMs ?? 25_000).unref();
  }

  /** One connection that listens, whatever the number of pages; made anew when it is lost. */
  private listen(): Promise<void> {
    return (this.listening ??= this.connect(RECONNECT_MS.first));
  }

  private async connect(wait: number): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 5_000, keepAlive: true, application_name: 'canteen live' });
    let lost = false;
    const onLost = () => {
      if (lost) return;
      lost = true;
      void client.end().catch(() => undefined);
      if (this.listener === client) this.listener = null;
      if (this.stopped) return;
      setTimeout(() => {
        if (this.stopped) return;
        void this.connect(Math.min(wait * 2, RECONNECT_MS.most)).then(() => {
          // What was told meanwhile nobody heard: the pages look for themselves.
          if (this.listener) for (const stream of this.streams) this.write(stream, 'again', {});
        });
      }, wait).unref();
    };
    client.on('error', onLost);
    client.on('end', onLost);
    client.on('notification', ({ payload }) => this.tell(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (this.stopped) await client.end();
      else this.listener = client;
      wait = RECONNECT_MS.first;
    } catch (error) {
      this.host.log.warn({ err: error }, 'the live channel cannot listen');
      onLost();
    }
  }

  private tell(payload: string | undefined): void {
    let told: Told;
    try {
      told = JSON.parse(payload ?? '') as Told;
    } catch {
      return;
    }
    const { to, audience, organization, canteen = null, about, ...more } = told;
    if (typeof about !== 'string' || !/^[a-z]+$/i.test(about)) return;
    for (const stream of this.streams) {
      if (to) {
        if (stream.actor.personId && to.includes(stream.actor.personId)) this.after(stream, async () => this.write(stream, about, { about, ...more }));
      } else if (audience && organization) {
        // What concerns the whole institution concerns whoever holds the permission in one of its canteens.
        const held = (permission: string) =>
          canteen === null ? actorSees(stream.actor, permission, organization) : actorCovers(stream.actor, permission, { organizationId: organization, canteenId: canteen });
        this.after(stream, async () => {
          if (!(await this.check(stream, GRANTS_FRESH_MS))) return;
          if (audience.some(held)) this.write(stream, about, { about, organization, canteen, ...more });
        });
      }
    }
  }

  private after(stream: Stream, fn: () => Promise<void>): void {
    stream.last = stream.last.then(fn).catch((error: unknown) => this.host.log.warn({ err: error }, 'a live event was not told'));
  }

  /** Is the session still open, and what may its person do? False where the stream has been ended. */
  private async check(stream: Stream, maxAge: number): Promise<boolean> {
    if (performance.now() - stream.checkedAt < maxAge) return this.streams.has(stream);
    const actor = await this.actorOf(stream.token);
    if (!actor) {
      this.end(stream, 'signed-out');
      return false;
    }
    stream.actor = actor;
    stream.checkedAt = performance.now();
    return this.streams.has(stream);
  }

  private async beat(): Promise<void> {
    // A connection that died without saying so is found by asking.
    const { listener } = this;
    if (listener) {
      const silent = setTimeout(() => void listener.emit('error', new Error('the live channel is silent')), 5_000);
      await listener.query('select 1').catch(() => undefined);
      clearTimeout(silent);
    }
    for (const stream of this.streams) {
      this.after(stream, async () => {
        if (await this.check(stream, 0)) stream.raw.write(': beat\n\n');
      });
    }
  }

  private write(stream: Stream, event: string, data: object): void {
    if (!this.streams.has(stream)) return;
    if (stream.raw.writableLength > MAX_BACKLOG) {
      this.streams.delete(stream);
      stream.raw.destroy();
      return;
    }
    stream.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private end(stream: Stream, why: 'more' | 'signed-out' | 'stop'): void {
    if (!this.streams.delete(stream)) return;
    // A page whose server stops comes back by itself; the others should not.
    stream.raw.end(why === 'stop' ? ': stop\n\n' : `event: end\ndata: ${JSON.stringify({ why })}\n\n`);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.heartbeat) clearInterval(this.heartbeat);
    for (const stream of [...this.streams]) this.end(stream, 'stop');
    const { listener } = this;
    this.listener = null;
    await listener?.end().catch(() => undefined);
  }
}
