import type { Ctx } from '../ctx.ts';
import { directoryOf } from '../host.ts';
import type { Contact } from '../module.ts';
import type { Alert } from './alert.entity.ts';

/** Who holds a permission at a place, asked once per act however many alerts are told. */
export type Holders = (permission: string, alert: Alert) => Promise<Contact[]>;

export function holdersOf(ctx: Ctx): Holders {
  const known = new Map<string, Promise<Contact[]>>();
  return (permission, { organizationId, canteen }) => {
    const key = `${permission} ${organizationId} ${canteen ?? ''}`;
    const found = known.get(key) ?? directoryOf(ctx.host).holders(ctx.em, permission, { organizationId, canteenId: canteen, anyCanteen: canteen === null }, ctx.now());
    known.set(key, found);
    return found;
  };
}

/** Tells open pages; PostgreSQL carries it to all nodes when the act is kept. Pages of people it is not for hear nothing. */
export async function tellLive(ctx: Ctx, alerts: readonly Alert[]): Promise<void> {
  if (!alerts.length) return;
  const said = alerts.map((alert) =>
    JSON.stringify({
      about: 'alert', id: alert.id, kind: alert.kind, state: alert.state, severity: alert.severity,
      organization: alert.organizationId, canteen: alert.canteen,
      audience: [alert.audience, ...(alert.escalatedAt && alert.escalation ? [alert.escalation] : [])],
    }),
  );
  await ctx.em.execute(`select pg_notify('canteen_live', said) from jsonb_array_elements_text(cast(? as jsonb)) as told(said)`, [JSON.stringify(said)]);
}
