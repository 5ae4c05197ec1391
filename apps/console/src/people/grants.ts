import type { Role } from '../provider/generated.ts';
import { useMe } from '../shell/me.tsx';
import type { Text } from '../ui/format.ts';
import { useGrants } from './may.ts';

/** Where a role can hold: a whole organization, or one canteen of it; and which roles this person may grant there. */
export interface Place {
  key: string;
  organization: string;
  canteen: string | null;
  name: Text;
  roles: Role[];
}

export interface Grantable {
  places: Place[];
  may: (target: { organizationId: string; canteenId: string | null; role: Role }) => boolean;
}

/** What this person may grant and end, as the API says it: the console knows no rule of trust. */
export function useGrantable(): Grantable {
  const me = useMe();
  const grants = useGrants().filter((grant) => grant.mayGrant.length);
  const rolesAt = (organization: string, canteen: string | null) =>
    grants.filter((grant) => grant.organization.id === organization && (!grant.canteen || grant.canteen.id === canteen)).flatMap((grant) => grant.mayGrant);
  const places = new Map<string, Place>();
  const add = (organization: string, canteen: string | null, name: Text) => {
    const key = canteen ?? organization;
    if (!places.has(key)) places.set(key, { key, organization, canteen, name, roles: [...new Set(rolesAt(organization, canteen))] });
  };
  for (const grant of grants) {
    if (grant.canteen) add(grant.organization.id, grant.canteen.id, grant.canteen.name);
    else {
      for (const canteen of me?.canteens ?? []) if (canteen.organization.id === grant.organization.id) add(grant.organization.id, canteen.id, canteen.name);
      add(grant.organization.id, null, grant.organization.name);
    }
  }
  return {
    places: [...places.values()],
    may: ({ organizationId, canteenId, role }) => rolesAt(organizationId, canteenId).includes(role),
  };
}
