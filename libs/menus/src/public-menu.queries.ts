import type { LocalDate } from '@canteen/kernel';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { PublicMenu } from './public-menu.ts';

/**
 * What everyone may read, without an account: the last publication of each week that has not been
 * archived, of canteens that are open. Nothing here depends on who asks, hence no scope; it reads
 * published content and nothing else.
 */
const PUBLIC = `from menu m
  join menu_publication p on p.menu_id = m.id and p.revision = m.revision
  join canteen c on c.id = m.canteen_id and c.active
  where m.state <> 'ARCHIVED'`;

export interface CurrentPublication {
  /** The canteen's slug as it is now; in the content it is as it was when published. */
  slug: string;
  canteenId: string;
  weekStart: string;
  revision: number;
  publishedAt: Date;
  contentHash: string;
  content: PublicMenu;
}

export interface PublicationWindow {
  /** Monday of the first week wanted. */
  from: LocalDate;
  /** Monday of the last week wanted; none: all that are published. */
  to?: LocalDate;
  slug?: string;
}

function windowSql({ from, to, slug }: PublicationWindow): { sql: string; params: string[] } {
  return {
    sql: `${PUBLIC} and m.week_start >= ?${to ? ' and m.week_start <= ?' : ''}${slug === undefined ? '' : ' and c.slug = ?'}`,
    params: [from.toString(), ...(to ? [to.toString()] : []), ...(slug === undefined ? [] : [slug])],
  };
}

/** The weeks the public pages show, ordered by canteen and week. */
export async function currentPublications(em: SqlEntityManager, window: PublicationWindow): Promise<CurrentPublication[]> {
  const { sql, params } = windowSql(window);
  const rows: {
    slug: string;
    canteen_id: string;
    week_start: string;
    revision: number;
    published_at: string | Date;
    content_hash: string;
    content: PublicMenu | string;
  }[] = await em.execute(
    `select c.slug, m.canteen_id, cast(m.week_start as text) as week_start, p.revision, p.published_at, p.content_hash, p.content
     ${sql} order by c.slug, m.week_start`,
    params,
  );
  return rows.map((row) => ({
    slug: row.slug,
    canteenId: row.canteen_id,
    weekStart: row.week_start,
    revision: row.revision,
    publishedAt: new Date(row.published_at),
    contentHash: row.content_hash,
    content: typeof row.content === 'string' ? (JSON.parse(row.content) as PublicMenu) : row.content,
  }));
}

/**
 * Changes whenever `currentPublications` of the same window would answer differently, and costs one
 * index scan over the window: the public pages ask it often and read the content only when it changed.
 */
export async function publicationStamp(em: SqlEntityManager, window: PublicationWindow): Promise<string> {
  const { sql, params } = windowSql(window);
  const [row]: { stamp: string }[] = await em.execute(
    `select md5(coalesce(string_agg(concat(p.id, ' ', c.slug), ',' order by p.id), '')) as stamp ${sql}`,
    params,
  );
  return row!.stamp;
}

/** May this photo be served to everyone? Only while a dish of a current publication shows it. */
export async function isPublishedPhoto(em: SqlEntityManager, hash: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return false;
  const rows: object[] = await em.execute(`select 1 ${PUBLIC} and p.photos @> cast(? as jsonb) limit 1`, [JSON.stringify([hash])]);
  return rows.length > 0;
}
