/** What one membership lets a person do: everywhere in an organization (`canteenId` null) or in one canteen of it. */
export interface Grant {
  organizationId: string;
  canteenId: string | null;
  role: string;
  permissions: ReadonlySet<string>;
}

/** Who acts. `personId` is null for the system itself (jobs, migrations, the first administrator's command). */
export interface Actor {
  personId: string | null;
  name: string;
  sessionId?: string;
  grants: readonly Grant[];
  /** The system may do what its job asks, in every organization. */
  system?: boolean;
}

export const systemActor = (name: string): Actor => ({ personId: null, name: `system:${name}`, grants: [], system: true });

/** Has the actor this permission anywhere? `permission` null asks only for a signed-in actor. */
export function actorHas(actor: Actor | null, permission: string | null): boolean {
  if (!actor) return false;
  return permission === null || actor.system === true || actor.grants.some((grant) => grant.permissions.has(permission));
}

/**
 * May the actor use the permission on a row of this organization and canteen?
 * A row without a canteen belongs to the organization, so only a grant on the whole organization covers it.
 */
export function actorCovers(actor: Actor | null, permission: string, row: { organizationId: string; canteenId: string | null }): boolean {
  if (!actor) return false;
  if (actor.system) return true;
  return actor.grants.some(
    (grant) =>
      grant.permissions.has(permission) &&
      grant.organizationId === row.organizationId &&
      (grant.canteenId === null || grant.canteenId === row.canteenId),
  );
}

/** What a visible record points to is visible: any grant in its organization with the permission is enough (design decision 7). */
export function actorSees(actor: Actor | null, permission: string | null, organizationId: string | null): boolean {
  if (!actor) return false;
  if (actor.system || permission === null) return true;
  return actor.grants.some((grant) => grant.permissions.has(permission) && (organizationId === null || grant.organizationId === organizationId));
}
