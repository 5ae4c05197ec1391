import type { DataProvider } from 'react-admin';
import { resourceNamed } from '../provider/resource.ts';
import type { Text } from '../ui/format.ts';

/** Where a number or lot code may stand, and who may look there. */
const PLACES: { resource: string; need: string[] }[] = [
  { resource: 'retainedSamples', need: ['retention:read'] },
  { resource: 'lots', need: ['stock:read'] },
  { resource: 'goodsReceipts', need: ['receiving:read'] },
  { resource: 'productionBatches', need: ['kitchen:read'] },
  { resource: 'ingredients', need: ['catalog:read', 'reference'] },
];

interface Told {
  id: string;
  number?: string;
  lotCode?: string;
  name?: Text;
}

export interface Found {
  resource: string;
  type: string;
  id: string;
  /** Its number or lot code. */
  code: string | null;
  name: Text | null;
}

/** The one that bears exactly this code where there is one, else all that a search finds. */
export function choose(found: Found[], typed: string): Found[] {
  const same = found.filter(({ code }) => code?.toUpperCase() === typed.toUpperCase());
  return same.length ? same : found;
}

/** Records by what is printed on a label or a pack in letters: a number, a lot code, a bar code. */
export async function findByCode(provider: DataProvider, can: (permission: string) => boolean, typed: string): Promise<Found[]> {
  const lists = await Promise.all(PLACES.filter(({ need }) => need.every(can)).map(async ({ resource }) => {
    const { data } = await provider.getList<Told>(resource, { pagination: { page: 1, perPage: 5 }, filter: { q: typed } });
    return data.map((record): Found => ({ resource, type: resourceNamed(resource).type, id: record.id, code: record.number ?? record.lotCode ?? null, name: record.name ?? null }));
  }));
  return choose(lists.flat(), typed);
}
