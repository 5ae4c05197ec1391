import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { MenuBytes, PHOTOS } from '@canteen/menu-pages';
import { currentPublications, isPublishedPhoto, publicationStamp } from '@canteen/menus';
import { contentKey, type FileStore, type Host } from '@canteen/platform';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** How often a node asks whether anything was published. A fresh request sees a publication within 5 s, on every node. */
const LOOK_EVERY_MS = 1500;

/** The public menu of this node: bytes in memory, renewed when the database says that something was published. */
export class MenuSite {
  private readonly bytes = new MenuBytes();
  private stamp: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(private readonly host: Host) {}

  /** Answers a request for a public page from memory; false where the address is not one. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '/';
    const answer = this.bytes.answer({ method: request.method, url, headers: request.headers as never }, this.host.clock.now());
    if (!answer) return false;
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
    return true;
  }

  /** Asks once whether anything changed; a look that is under way serves all who ask. */
  look(): Promise<void> {
    return (this.looking ??= this.renew().finally(() => {
      this.looking = undefined;
    }));
  }

  private async renew(): Promise<void> {
    const em = this.host.orm.em.fork() as SqlEntityManager;
    const stamp = await publicationStamp(em);
    if (stamp === this.stamp) return;
    const canteens = await currentPublications(em, this.host.clock.now(), this.host.demo);
    const slugs = new Set(canteens.map(({ canteen }) => canteen.slug));
    for (const canteen of canteens) this.bytes.put(canteen);
    for (const slug of this.bytes.slugs()) if (!slugs.has(slug)) this.bytes.remove(slug);
    this.stamp = stamp;
  }

  start(): void {
    this.timer = setInterval(() => {
      // A database that is away for a while leaves the last published pages standing.
      this.look().catch((error: unknown) => this.host.log.warn({ err: error }, 'could not look for new publications'));
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Photos of published dishes are public; no other file is. */
  register(app: FastifyInstance, files: FileStore): void {
    app.get<{ Params: { hash: string } }>(`${PHOTOS}:hash`, async (request, reply) => {
      const { hash } = request.params;
      const known = /^[0-9a-f]{64}$/.test(hash) ? await isPublishedPhoto(this.host.orm.em.fork() as SqlEntityManager, hash) : null;
      const file = known ? await files.open(contentKey(hash)) : null;
      if (!known || !file) return reply.code(404).send({ errors: [{ message: 'Not found', extensions: { code: 'NOT_FOUND' } }] });
      return reply
        .headers({ 'content-type': known.contentType, 'content-length': file.size, 'cache-control': 'public, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' })
        .send(file.stream);
    });
  }
}
