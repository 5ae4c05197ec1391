// What the engine does with a definition, without its files: for the specs of the modules' own sheets.
import type { ImportDefinition, ImportRow, ImportValue, ImportVerdict } from '@canteen/platform';
import { modules } from '../../apps/api/src/modules.ts';
import type { Caller, TestApi, World } from './api.ts';

export function importNamed(name: string): ImportDefinition {
  const found = modules.flatMap((module) => [...(module.imports ?? [])]).find((definition) => definition.name === name);
  if (!found) throw new Error(`no module takes in ${name}`);
  return found;
}

/** Rows as the engine hands them over; the heading is row 1. Keys that the sheet has no column for are refused here. */
export function rowsOf(definition: ImportDefinition, given: readonly Record<string, ImportValue>[], first = 2): ImportRow[] {
  const keys = new Set(definition.columns.map(({ key }) => key));
  return given.map((values, i) => {
    const strange = Object.keys(values).find((key) => !keys.has(key));
    if (strange) throw new Error(`${definition.name} has no column ${strange}`);
    return { row: first + i, values };
  });
}

type Place = Pick<World, 'org' | 'canteen'>;
const IMPORT_ID = '01a00000-0000-7000-8000-000000000001';
const placeOf = (definition: ImportDefinition, w: Place) => ({ organizationId: w.org.id, canteenId: definition.perCanteen ? w.canteen.id : null, importId: IMPORT_ID });

/** A dry run, chunk by chunk with one memory. */
export async function judge(api: TestApi, person: Caller, w: Place, name: string, ...chunks: readonly Record<string, ImportValue>[][]): Promise<ImportVerdict[]> {
  const definition = importNamed(name);
  return api.act(person, async (ctx) => {
    const memory = new Map<string, unknown>();
    const verdicts: ImportVerdict[] = [];
    for (const chunk of chunks) {
      const judged = await definition.check(ctx, rowsOf(definition, chunk, 2 + verdicts.length), placeOf(definition, w), memory);
      verdicts.push(...judged.map(({ verdict }) => verdict));
    }
    return verdicts;
  });
}

/** A run: all chunks are checked, then written one after the other, in one act; refused rows are a mistake of the spec. */
export async function take(api: TestApi, person: Caller, w: Place, name: string, ...chunks: readonly Record<string, ImportValue>[][]): Promise<{ recordType: string; recordId: string }[]> {
  const definition = importNamed(name);
  const place = placeOf(definition, w);
  return api.act(person, async (ctx) => {
    const memory = new Map<string, unknown>();
    const plans: unknown[][] = [];
    let row = 2;
    for (const chunk of chunks) {
      const judged = await definition.check(ctx, rowsOf(definition, chunk, row), place, memory);
      row += chunk.length;
      const refused = judged.find(({ verdict }) => verdict.outcome === 'refused');
      if (refused?.verdict.outcome === 'refused') throw refused.verdict.errors[0] ?? new Error('refused without a reason');
      plans.push(judged.flatMap(({ plan }) => (plan === null ? [] : [plan])));
    }
    const written: { recordType: string; recordId: string }[] = [];
    for (const some of plans) written.push(...(await definition.write(ctx, some, place, memory)));
    return written;
  });
}

/** `name SUPPLIER_TWICE`: the refusals of one verdict, as the screen will place them. */
export function said(verdict: ImportVerdict | undefined): string[] {
  return verdict?.outcome === 'refused' ? verdict.errors.map(({ field, code }) => `${field} ${code}`) : [];
}
