import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { LocalDate, ms } from '@canteen/kernel';
import { MenuBytes, PHOTOS, type PublicMenu } from '@canteen/menu-pages';
import { currentPublications, isPublishedPhoto, publicationStamp } from '@canteen/menus';
import { contentKey, StoredFile, type FileStore, type Host } from '@canteen/platform';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** How often a node asks whether anything was published. A fresh request sees a publication within 5 s, on every node. */
const LOOK_EVERY_MS = 1500;
/** How long an answer about a photo holds, unless a publication changes it before. */
const PHOTO_KNOWN_MS = 60 * ms.second;
/** Of asked photos, so that made-up addresses fill no memory. */
const PHOTOS_KNOWN = 5000;

/** The public menu of this node: bytes in memory, renewed when the database says that something was published. */
export class MenuSite {
  private readonly bytes = new MenuBytes();
  private stamp: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  /** By hash: the type of a published photo, or null where none is published under it. */
  private readonly photos = new Map<string, { contentType: string | null; until: number }>();

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
    // This week and what is published ahead; weeks gone by are the console's.
    const window = { from: LocalDate.at(this.host.clock.now(), 'Asia/Shanghai').startOfWeek() };
    // Also canteens that have published nothing yet: their address says so instead of "not found".
    const open = (await em.execute(
      `select c.slug, c.name_zh, c.name_en, o.name_zh as organization_zh, o.name_en as organization_en, o.time_zone
         from canteen c join organization o on o.id = c.organization_id where c.active order by c.slug`,
    )) as unknown as { slug: string; name_zh: string; name_en: string | null; organization_zh: string; organization_en: string | null; time_zone: string }[];
    const stamp = JSON.stringify([await publicationStamp(em, window), open, String(window.from), this.host.demo]);
    if (stamp === this.stamp) return;
    const publications = await currentPublications(em, window);
    for (const row of open) {
      const menus: PublicMenu[] = publications.filter(({ slug }) => slug === row.slug).map(({ content }) => content);
      const canteen = {
        slug: row.slug, name: { zh: row.name_zh, en: row.name_en }, organization: { zh: row.organization_zh, en: row.organization_en }, timeZone: row.time_zone, demo: this.host.demo,
      };
      this.bytes.put({ canteen, menus });
    }
    for (const slug of this.bytes.slugs()) if (!open.some((row) => row.slug === slug)) this.bytes.remove(slug);
    this.stamp = stamp;
    this.photos.clear();
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

  /** The type of a published photo; null where the hash is of none. The database is asked once a minute for each. */
  private async photo(hash: string): Promise<string | null> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return null;
    const now = this.host.clock.now().getTime();
    const known = this.photos.get(hash);
    if (known && now < known.until) return known.contentType;
    const { stamp } = this;
    const em = this.host.orm.em.fork() as SqlEntityManager;
    const file = (await isPublishedPhoto(em, hash)) ? await em.findOne(StoredFile, { hash, complete: true }) : null;
    const contentType = file?.contentType ?? null;
    // What was asked before a publication says nothing about after it.
    if (stamp === this.stamp) {
      this.photos.delete(hash);
      this.photos.set(hash, { contentType, until: now + PHOTO_KNOWN_MS });
      if (this.photos.size > PHOTOS_KNOWN) this.photos.delete(this.photos.keys().next().value!);
    }
    return contentType;
  }

  /** Photos of published dishes are public; no other file is. */
  register(app: FastifyInstance, files: FileStore): void {
    app.get<{ Params: { hash: string } }>(`${PHOTOS}:hash`, { config: { rateLimit: {} } }, async (request, reply) => {
      const { hash } = request.params;
      const contentType = await this.photo(hash);
      const file = contentType ? await files.open(contentKey(hash)) : null;
      if (!contentType || !file) return reply.code(404).send({ errors: [{ message: 'Not found', extensions: { code: 'NOT_FOUND' } }] });
      return reply
        .headers({ 'content-type': contentType, 'content-length': file.size, 'cache-control': 'public, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' })
        .send(file.stream);
    });
  }
}
