import type { Limits, LimitsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen } from '../shell/me.tsx';

const LIMITS = gql`
  query Limits($organization: ID!) {
    policies(organization: $organization) { policy field value unit citation { zh en } }
  }
`;

export type Limit = Limits['policies'][number];

/** The limits in force and where each comes from; nothing for who may not read them: the API holds them all the same. */
export function useLimits(): (policy: string, field: string) => Limit | null {
  const can = useCan();
  const canteen = useCanteen();
  const { data } = useAsk<Limits, LimitsVariables>(LIMITS, { organization: canteen?.organization?.id ?? '' }, { enabled: can('policy:read') && !!canteen?.organization });
  return (policy, field) => data?.policies.find((each) => each.policy === policy && each.field === field) ?? null;
}

/** A limit as a number, where it is one. */
export function figure(limit: Limit | null): number | null {
  const value = Number(limit?.value ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** A temperature as it is written: with a real minus, and no digits that nobody measured. */
export function degrees(celsius: string | number | null): string {
  return celsius === null ? '—' : String(Number(celsius)).replace('-', '−');
}
