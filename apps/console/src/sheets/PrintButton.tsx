import Print from '@mui/icons-material/PrintOutlined';
import Button from '@mui/material/Button';
import type { Words } from '@canteen/kernel';
import { useSay } from '../ui/say.ts';
import { useExport } from './useExport.ts';
import type { Wanted } from './useExport.ts';
import { useLedgers } from './useLedgers.ts';

const words = { print: { zh: '打印', en: 'Print' } };

/** The paper form of one record: its lines of the ledger, as PDF. */
export function PrintButton({ ledger, filter, sort, label }: Omit<Wanted, 'format'> & { label?: Words }) {
  const say = useSay();
  const { byName } = useLedgers();
  const { start, pending } = useExport();
  if (!byName.get(ledger)?.hasForm) return null;
  return (
    <Button variant="outlined" startIcon={<Print />} loading={pending} onClick={() => void start({ ledger, format: 'PDF', ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) })}>
      {say(label ?? words.print)}
    </Button>
  );
}
