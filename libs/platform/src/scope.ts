import type { Ctx } from './ctx.ts';
import type { EntityClass } from './module.ts';
import { ANYONE_SIGNED_IN } from './needs.ts';

/**
 * The condition that keeps a read of this entity within the actor's grants; null where nothing is visible.
 * `root`: lists and ids from outside. `children`: lists under a visible record, where organization rows show through.
 * An entity may say its own: `static scope(ctx, permission, kind)`.
 */
export function scopeOf(ctx: Ctx, entity: EntityClass, permission: string, kind: 'root' | 'children'): Record<string, unknown> | null {
  const actor = ctx.actor;
  if (actor?.system) return {};
  if (!actor) return null;
  const own = (entity as unknown as { scope?: (ctx: Ctx, permission: string, kind: 'root' | 'children') => Record<string, unknown> | null }).scope;
  if (own) return own.call(entity, ctx, permission, kind);
  const grants = actor.grants.filter((grant) => permission === ANYONE_SIGNED_IN || grant.permissions.has(permission));
  if (!grants.length) return null;
  const organizations = [...new Set(grants.filter((grant) => grant.canteenId === null).map((grant) => grant.organizationId))];
  const canteens = [...new Set(grants.flatMap((grant) => (grant.canteenId === null ? [] : [grant.canteenId])))];
  const properties = ctx.host.orm.getMetadata().get(entity as never).properties as Record<string, unknown>;
  if (entity.name === 'Organization') return { id: { $in: kind === 'root' ? organizations : [...new Set(grants.map((grant) => grant.organizationId))] } };
  if (!('organizationId' in properties)) return {};
  const canteenKey = entity.name === 'Canteen' ? 'id' : 'canteen' in properties ? 'canteen' : null;
  if (canteenKey) {
    if (!canteens.length) return { organizationId: { $in: organizations } };
    return { $or: [{ organizationId: { $in: organizations } }, { [canteenKey]: { $in: canteens } }] };
  }
  const reachable = kind === 'root' ? organizations : [...new Set(grants.map((grant) => grant.organizationId))];
  return reachable.length ? { organizationId: { $in: reachable } } : null;
}
