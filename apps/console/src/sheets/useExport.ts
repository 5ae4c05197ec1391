import { useCallback } from 'react';
import type { ExportFormat } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCanteen } from '../shell/me.tsx';
import { useLang } from '../ui/say.ts';
import { useWatched } from './watch.ts';

export interface Wanted {
  ledger: string;
  format: ExportFormat;
  filter?: Record<string, unknown>;
  sort?: { field: string; order: 'ASC' | 'DESC' };
}

/** Asks for an export and has the bar at the top follow it. */
export function useExport() {
  const lang = useLang();
  const canteen = useCanteen();
  const { act, pending } = useAct();
  const { watch } = useWatched();
  const start = useCallback(
    async ({ ledger, format, filter = {}, sort }: Wanted) => {
      const outcome = await act('exportLedger', { input: { ledger, format, filter, language: lang, ...(sort && sort.field !== 'id' ? { sort } : {}), ...(canteen ? { canteen: canteen.id } : {}) } });
      const id = outcome?.records[0]?.id;
      if (id) watch(id);
      return id ?? null;
    },
    [act, watch, lang, canteen],
  );
  return { start, pending };
}
