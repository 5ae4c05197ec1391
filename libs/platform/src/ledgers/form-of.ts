import type { Ledger, LedgerForm } from './ledger.ts';

type Filter = Readonly<Record<string, unknown>>;

/** What a filter asks of one field, whether alone or as a list of one. */
const asked = (filter: Filter | null, key: string): unknown => {
  const given = filter?.[key];
  return Array.isArray(given) && given.length === 1 ? (given[0] as unknown) : given;
};

/** The form in which a list with this filter is printed: a special one for some values, that of one record; null where it has none. */
export function formOf(ledger: Ledger, filter: Filter | null): LedgerForm | null {
  const special = ledger.forms?.find(({ where }) => Object.entries(where).every(([key, value]) => asked(filter, key) === value));
  const form = special?.form ?? ledger.form ?? null;
  if (!form?.record || typeof asked(filter, form.record.filter) !== 'string') return form;
  return { ...form, title: form.record.title, columns: form.record.columns ?? form.columns };
}
