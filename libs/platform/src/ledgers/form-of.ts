import type { Ledger, LedgerForm } from './ledger.ts';

/** The form in which a list with this filter is printed; null where it has none. */
export function formOf(ledger: Ledger, filter: Readonly<Record<string, unknown>> | null): LedgerForm | null {
  const asked = (key: string, value: unknown) => {
    const given = filter?.[key];
    return Array.isArray(given) ? given.length === 1 && given[0] === value : given === value;
  };
  const special = ledger.forms?.find(({ where }) => Object.entries(where).every(([key, value]) => asked(key, value)));
  return special?.form ?? ledger.form ?? null;
}
