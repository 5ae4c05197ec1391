import type { JournalEntryRecord } from '../provider/generated.ts';

export interface TouchedRecord {
  type: string;
  id: string;
  op: 'create' | 'update' | 'delete';
  fields: string[];
}

interface Payload {
  rows?: { record?: string; id: string; op: string; fields?: string[] }[];
}

/** The records an entry speaks of; none where its content is withheld. */
export function touched(entry: Pick<JournalEntryRecord, 'payload'>): TouchedRecord[] {
  const rows = (entry.payload as Payload | null)?.rows ?? [];
  return rows.map((row) => ({
    type: row.record ?? '',
    id: row.id,
    op: row.op === 'update' || row.op === 'delete' ? row.op : 'create',
    fields: row.fields ?? [],
  }));
}

/** Kinds and their records, in the order in which they were written, what the act is about first. */
export function counted(records: TouchedRecord[], subject: string | null): { type: string; records: TouchedRecord[] }[] {
  const byType = new Map<string, TouchedRecord[]>();
  for (const record of records) byType.set(record.type, [...(byType.get(record.type) ?? []), record]);
  return [...byType].map(([type, each]) => ({ type, records: each })).sort((a, b) => Number(b.type === subject) - Number(a.type === subject));
}

/** Records that nothing tells apart are told once, with how many there are; `own` is what tells one apart. */
export function alike(records: TouchedRecord[], own: (record: TouchedRecord) => string | null): { record: TouchedRecord; n: number }[] {
  const groups = new Map<string, { record: TouchedRecord; n: number }>();
  for (const record of records) {
    const key = own(record) ?? `${record.type} ${record.op} ${record.fields.join()}`;
    const group = groups.get(key);
    if (group) group.n++;
    else groups.set(key, { record, n: 1 });
  }
  return [...groups.values()];
}
