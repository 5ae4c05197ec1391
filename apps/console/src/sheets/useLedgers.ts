import { useMemo } from 'react';
import type { LedgersOpen } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';

const LEDGERS = gql`
  query LedgersOpen { ledgers { name title { zh en } formats hasForm period columns { key title { zh en } kind } } }
`;

export type LedgerOpen = LedgersOpen['ledgers'][number];

/** The ledgers that this person may read, by name. */
export function useLedgers() {
  const { data, error, refetch } = useAsk<LedgersOpen>(LEDGERS, {});
  const byName = useMemo(() => new Map(data?.ledgers.map((ledger) => [ledger.name, ledger])), [data]);
  return { ledgers: data?.ledgers, byName, error, refetch };
}
