import { createHash } from 'node:crypto';
import { addMs } from '@canteen/kernel';
import type { Actor, Grant } from '@canteen/platform';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { needsPassword, rolePermissions, type Role } from './roles.ts';
import { isSessionLive, sessionLimits } from './sign-in.rules.ts';

/** The cookie that holds a session's token. */
export const SESSION_COOKIE = 'canteen_session';

/** A database that is read by a thief opens no session: the token itself is nowhere but in the cookie. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The SQL twin of `holdsOn`: each organization's memberships begin and end with its own days. */
const holdsNow = `(membership.ended_at is null and (cast(? as timestamptz) at time zone organization.time_zone)::date
  between membership.valid_from and coalesce(membership.valid_to, 'infinity'::date))`;

const grantColumns = 'membership.organization_id, membership.canteen_id, membership.role';

interface GrantColumns {
  organization_id: string | null;
  canteen_id: string | null;
  role: Role | null;
}

function grantsOf(rows: readonly GrantColumns[], strength: 'FULL' | 'PIN'): Grant[] {
  return rows.flatMap((row) => {
    if (row.organization_id === null || row.role === null) return [];
    const permissions = new Set<string>(rolePermissions[row.role].filter((permission) => strength === 'FULL' || !needsPassword.has(permission)));
    return [{ organizationId: row.organization_id, canteenId: row.canteen_id, role: row.role, permissions }];
  });
}

/** What a person may do now, from the memberships that hold now. Null for unknown and inactive persons. */
export async function actorOf(em: SqlEntityManager, personId: string, now: Date): Promise<Actor | null> {
  const rows = (await em.execute(
    `select person.name, ${grantColumns} from person
      left join (membership join organization on organization.id = membership.organization_id)
        on membership.person_id = person.id and ${holdsNow}
      where person.id = ? and person.active order by membership.id`,
    [now, personId],
  )) as (GrantColumns & { name: string })[];
  return rows[0] ? { personId, name: rows[0].name, grants: grantsOf(rows, 'FULL') } : null;
}

interface SessionColumns extends GrantColumns {
  session_id: string;
  person_id: string;
  name: string;
  method: 'PASSWORD' | 'PIN';
  opened_at: Date | string;
  last_seen_at: Date | string;
  expires_at: Date | string;
}

/**
 * The person behind a session's token, or null when it is unknown, ended, expired or idle for too long. One statement.
 * `passive`: looking is no sign of life; a page left open must not keep its session for ever.
 */
export async function sessionActor(em: SqlEntityManager, token: string, now: Date, { passive = false } = {}): Promise<Actor | null> {
  if (token.length > 100) return null;
  const rows = (await em.execute(
    `select session.id as session_id, session.method, session.opened_at, session.last_seen_at, session.expires_at,
        person.id as person_id, person.name, ${grantColumns}
      from session join person on person.id = session.person_id
      left join (membership join organization on organization.id = membership.organization_id)
        on membership.person_id = person.id and ${holdsNow}
      where session.token_hash = ? and session.ended_at is null and person.active order by membership.id`,
    [now, hashToken(token)],
  )) as SessionColumns[];
  const first = rows[0];
  if (!first) return null;
  const lastSeenAt = new Date(first.last_seen_at);
  if (!isSessionLive({ openedAt: new Date(first.opened_at), lastSeenAt, expiresAt: new Date(first.expires_at), endedAt: null }, now)) return null;
  // A write per request would cost more than knowing the idle time to the minute is worth.
  if (!passive && now.getTime() - lastSeenAt.getTime() >= sessionLimits.touchEvery) {
    await em.execute('update session set last_seen_at = ? where id = ? and last_seen_at < ?', [now, first.session_id, addMs(now, -sessionLimits.touchEvery)]);
  }
  return { personId: first.person_id, name: first.name, sessionId: first.session_id, grants: grantsOf(rows, first.method === 'PIN' ? 'PIN' : 'FULL') };
}
