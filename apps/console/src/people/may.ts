import type { MyGrants } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';

const MY_GRANTS = gql`
  query MyGrants { me { grants { role permissions mayGrant organization { id name { zh en } } canteen { id name { zh en } } } } }
`;

export type MyGrant = NonNullable<MyGrants['me']>['grants'][number];

/** The roles this person holds, with what each permits where it holds. */
export function useGrants(): MyGrant[] {
  const { data } = useAsk<MyGrants>(MY_GRANTS, {});
  return data?.me?.grants ?? [];
}

interface Where {
  organization: string | undefined;
  /** None: the whole organization, which a role at one canteen does not reach. */
  canteen?: string | undefined;
}

/** Whether something may be done at a place, not merely somewhere. */
export function useMay(): (permission: string, where: Where) => boolean {
  const grants = useGrants();
  return (permission, { organization, canteen }) =>
    grants.some((grant) => grant.organization.id === organization && (!grant.canteen || grant.canteen.id === canteen) && grant.permissions.includes(permission));
}
