import { LocalDate } from '@canteen/kernel';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { PublicCanteen, PublicMenu } from './public-menu.ts';

/**
 * What everyone may read, without an account: the last publication of each week that has not been
 * archived, of canteens that are open. Nothing here depends on who asks, hence no scope; it reads
 * published content, and of the canteen what its own page shows.
 */
const PUBLIC = `from menu m
  join menu_publication p on p.menu_id = m.id and p.revision = m.revision
  join canteen c on c.id = m.canteen_id and c.active
  join organization o on o.id = c.organization_id
  where m.state <> 'ARCHIVED'`;

export interface CanteenMenus {
  canteen: PublicCanteen;
  menus: PublicMenu[];
}

interface CanteenRow {
  canteen_id: string;
  slug: string;
  name_zh: string;
  name_en: string | null;
  organization_zh: string;
  organization_en: string | null;
  time_zone: string;
}

/**
 * The canteens that have published, each with its weeks from the last one on. A canteen whose menus are
 * all past stays in the list, so that its page can say that nothing is published instead of vanishing.
 */
export async function currentPublications(em: SqlEntityManager, now: Date, demo: boolean): Promise<CanteenMenus[]> {
  const canteens: CanteenRow[] = await em.execute(
    `select distinct m.canteen_id, c.slug, c.name_zh, c.name_en, o.name_zh as organization_zh, o.name_en as organization_en, o.time_zone
     ${PUBLIC} order by c.slug`,
  );
  // Weeks begin at other instants elsewhere; a day of slack covers every zone, and each canteen then counts its own.
  const earliest = LocalDate.at(now, 'UTC').plusDays(-1).startOfWeek().plusDays(-7);
  const menus: { canteen_id: string; content: PublicMenu | string }[] = await em.execute(
    `select m.canteen_id, p.content ${PUBLIC} and m.week_start >= ? order by m.week_start`,
    [earliest.toString()],
  );
  return canteens.map((row) => {
    const from = LocalDate.at(now, row.time_zone).startOfWeek().plusDays(-7).toString();
    const own = menus.filter((menu) => menu.canteen_id === row.canteen_id).map(({ content }) => contentOf(content));
    return { canteen: publicCanteenOf(row, demo), menus: own.filter((menu) => menu.weekStart >= from) };
  });
}

/** The published week that a day of a canteen belongs to. */
export async function publishedWeek(em: SqlEntityManager, slug: string, day: LocalDate): Promise<PublicMenu | null> {
  const [row]: { content: PublicMenu | string }[] = await em.execute(
    `select p.content ${PUBLIC} and c.slug = ? and m.week_start = ?`,
    [slug, day.startOfWeek().toString()],
  );
  return row ? contentOf(row.content) : null;
}

function publicCanteenOf(row: CanteenRow, demo: boolean): PublicCanteen {
  return {
    slug: row.slug,
    name: { zh: row.name_zh, en: row.name_en },
    organization: { zh: row.organization_zh, en: row.organization_en },
    timeZone: row.time_zone,
    demo,
  };
}

const contentOf = (content: PublicMenu | string): PublicMenu => (typeof content === 'string' ? (JSON.parse(content) as PublicMenu) : content);

/**
 * Changes whenever something is published or withdrawn, and reads a few recent rows: the public pages ask
 * it often, and read the content only when it changed. It looks at the weeks from three before the last
 * publication on, which are all that the pages can show.
 */
export async function publicationStamp(em: SqlEntityManager): Promise<string> {
  const [row]: { stamp: string }[] = await em.execute(
    `select md5(coalesce(string_agg(concat_ws(' ', p.id, c.version, o.version), ',' order by p.id), '')) as stamp
     ${PUBLIC} and m.week_start >= cast((select max(published_at) from menu_publication) - interval '21 days' as date)`,
  );
  return row!.stamp;
}

/** The photo with this hash, if a dish on a current publication shows it; no other file is everyone's. */
export async function isPublishedPhoto(em: SqlEntityManager, hash: string): Promise<{ contentType: string } | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const [row]: { content_type: string }[] = await em.execute(
    `select f.content_type from stored_file f where f.hash = ? and f.complete
     and exists (select 1 ${PUBLIC} and p.photos @> cast(? as jsonb)) limit 1`,
    [hash, JSON.stringify([hash])],
  );
  return row ? { contentType: row.content_type } : null;
}
