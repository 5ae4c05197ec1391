import { LocalizedText } from '@canteen/kernel';
import type { CanteenPlace, Contact, Directory } from '@canteen/platform';
import { actorOf } from './actor.ts';
import { rolesWith } from './roles.ts';

interface ContactColumns {
  id: string;
  name: string;
  language: 'zh' | 'en';
  email: string | null;
  phone: string | null;
  roles: string[] | null;
}
const contactOf = (row: ContactColumns): Contact => ({ personId: row.id, name: row.name, lang: row.language, email: row.email, phone: row.phone, roles: row.roles ?? [] });

interface CanteenColumns {
  id: string;
  organization_id: string;
  time_zone: string;
  name_zh: string;
  name_en: string | null;
}
const canteenColumns = 'select c.id, c.organization_id, o.time_zone, c.name_zh, c.name_en from canteen c join organization o on o.id = c.organization_id';
const canteenOf = (row: CanteenColumns): CanteenPlace => ({
  id: row.id, organizationId: row.organization_id, timeZone: row.time_zone, name: LocalizedText.of(row.name_zh, row.name_en),
});

/** Who people are and how they are reached, for the platform's alerts, exports and printed forms. */
export const directory: Directory = {
  actorOf,
  rolesWith,
  async holders(em, permission, place, now) {
    const roles = rolesWith(permission);
    if (!roles.length) return [];
    const rows = (await em.execute(
      `select p.id, p.name, p.language, p.email, p.phone, array_agg(distinct m.role) as roles
         from person p join membership m on m.person_id = p.id join organization o on o.id = m.organization_id
        where p.active and m.organization_id = ? and (m.canteen_id is null or m.canteen_id = ? or ?) and m.role in (${roles.map(() => '?').join(', ')})
          and m.ended_at is null and m.valid_from <= (cast(? as timestamptz) at time zone o.time_zone)::date
          and (m.valid_to is null or m.valid_to >= (cast(? as timestamptz) at time zone o.time_zone)::date)
        group by p.id order by p.id`,
      [place.organizationId, place.canteenId, place.anyCanteen ?? false, ...roles, now, now],
    )) as unknown as ContactColumns[];
    return rows.map(contactOf);
  },
  async contact(em, personId) {
    const [row] = (await em.execute('select id, name, language, email, phone, null as roles from person where id = ? and active', [personId])) as unknown as ContactColumns[];
    return row ? contactOf(row) : null;
  },
  async placeOf(em, place) {
    const [row] = (await em.execute(
      `select o.name_zh, o.name_en, o.time_zone, c.name_zh as canteen_zh, c.name_en as canteen_en
         from organization o left join canteen c on c.organization_id = o.id and c.id = ? where o.id = ?`,
      [place.canteenId, place.organizationId],
    )) as unknown as { name_zh: string; name_en: string | null; time_zone: string; canteen_zh: string | null; canteen_en: string | null }[];
    if (!row) throw new Error(`There is no organization ${place.organizationId}`);
    return {
      organization: LocalizedText.of(row.name_zh, row.name_en),
      canteen: row.canteen_zh === null ? null : LocalizedText.of(row.canteen_zh, row.canteen_en),
      timeZone: row.time_zone,
    };
  },
  async canteens(em) {
    const rows = (await em.execute(`${canteenColumns} where c.active order by c.id`)) as unknown as CanteenColumns[];
    return rows.map(canteenOf);
  },
  async canteenOf(em, id) {
    const [row] = (await em.execute(`${canteenColumns} where c.id = ?`, [id])) as unknown as CanteenColumns[];
    return row ? canteenOf(row) : null;
  },
};
