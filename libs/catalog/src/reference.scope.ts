import type { Ctx } from '@canteen/platform';

/** Who holds one of these in a canteen picks suppliers or ingredients there. */
const works = ['catalog:write', 'receiving:write', 'recipes:write', 'menus:write', 'kitchen:write'];

/**
 * Suppliers and ingredients belong to the organization. Whoever works in one of its canteens chooses from them; who may
 * only read one canteen, as an inspector, meets them through that canteen's records and finds nothing of the others
 * (design decision 7).
 */
export function referenceScope(ctx: Ctx, permission: string, kind: 'root' | 'children'): Record<string, unknown> | null {
  const grants = (ctx.actor?.grants ?? []).filter(
    (grant) =>
      grant.permissions.has(permission) &&
      (kind === 'children' || grant.canteenId === null || works.some((work) => grant.permissions.has(work))),
  );
  if (grants.length === 0) return null;
  return { organizationId: { $in: [...new Set(grants.map((grant) => grant.organizationId))] } };
}
