import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { useLedgers } from './useLedgers.ts';

const words = { dayReport: { zh: '日报', en: 'Day report' } };

/** What a ledger is called, the day's report among them. */
export function useLedgerName(): (ledger: string) => string {
  const say = useSay();
  const format = useFormat();
  const { byName } = useLedgers();
  return (ledger) => {
    if (ledger === 'dayReport') return say(words.dayReport);
    const found = byName.get(ledger);
    return found ? format.text(found.title) : ledger;
  };
}
