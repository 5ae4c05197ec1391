import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { filters } from '../provider/generated.ts';
import { useCanteen } from '../shell/me.tsx';
import { Empty, Failed, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField } from '../ui/inputs.tsx';
import { Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { filterOf, lastMonth, monthOf } from './period.ts';
import type { Period } from './period.ts';
import { useExport } from './useExport.ts';
import { useLedgers } from './useLedgers.ts';
import type { LedgerOpen } from './useLedgers.ts';

const words = {
  title: { zh: '各类台账', en: 'The ledgers' },
  paper: { zh: '打印台账', en: 'Ledgers on paper' },
  others: { zh: '其他清单', en: 'Other lists' },
  period: { zh: '期间', en: 'Period' },
  now: { zh: '本月', en: 'This month' },
  last: { zh: '上月', en: 'Last month' },
  span: { zh: '自选', en: 'From – to' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  print: { zh: '打印', en: 'Print' },
  printOf: { zh: '打印 {name}', en: 'Print {name}' },
  whole: { zh: '不分期间', en: 'as it stands' },
  none: { zh: '没有您可以导出的台账。', en: 'There is no ledger that you may export.' },
};

type Choice = 'now' | 'last' | 'span';

/** The house's own books stand behind those of the food. */
const HOUSE = new Set(['organizations', 'canteens', 'areas', 'persons', 'closedPeriods', 'journalEntries', 'declaredCorrections', 'memberships', 'alerts', 'exports', 'imports', 'importRows', 'labelPrints', 'deliveries']);
/** Lists of settings and of what runs: read where they are made, no ledger of anyone's. */
const NO_LEDGER = new Set(['works', 'channels']);

/** Where a ledger is read; the rest are read on the records they belong to. */
const LISTS: Record<string, string> = {
  goodsReceipts: '/goodsReceipts', receiptLines: '/goodsReceipts', lots: '/lots', stockMovements: '/lots', suppliers: '/suppliers', ingredients: '/ingredients', dishes: '/dishes',
  productionBatches: '/productionBatches', temperatureReadings: '/temperatures/all', retainedSamples: '/retainedSamples', healthCertificates: '/healthCertificates',
  persons: '/persons', menus: '/menus', mealServices: '/mealServices', journalEntries: '/journal', declaredCorrections: '/declaredCorrections', closedPeriods: '/periods', canteens: '/canteens',
};

/** All ledgers of a period: what has a form is one tap from paper, everything one more from a spreadsheet. */
export function LedgerRows() {
  const say = useSay();
  const format = useFormat();
  const { ledgers, error, refetch } = useLedgers();
  const known = ledgers?.filter((ledger) => !NO_LEDGER.has(ledger.name));
  const today = format.today().iso;
  const [choice, setChoice] = useState<Choice>('now');
  const [span, setSpan] = useState<Period>(() => monthOf(today.slice(0, 7)));
  const period = choice === 'now' ? monthOf(today.slice(0, 7)) : choice === 'last' ? lastMonth(today) : span;
  const groups = [
    { title: words.paper, rows: known?.filter((ledger) => ledger.hasForm && !HOUSE.has(ledger.name)) ?? [] },
    { title: words.others, rows: [...(known?.filter((ledger) => !ledger.hasForm && !HOUSE.has(ledger.name)) ?? []), ...(known?.filter((ledger) => HOUSE.has(ledger.name)) ?? [])] },
  ].filter(({ rows }) => rows.length);
  const day = (key: keyof Period) => (value: string) => {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) setSpan({ ...span, [key]: value });
  };
  return (
    <Section title={say(words.title)}>
      <Box role="group" aria-label={say(words.period)} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2, alignItems: 'center' }}>
        {(['now', 'last', 'span'] as const).map((each) => (
          <Chip key={each} label={say(words[each])} aria-pressed={each === choice} variant={each === choice ? 'filled' : 'outlined'} color={each === choice ? 'primary' : 'default'} onClick={() => setChoice(each)} />
        ))}
        {choice === 'span' ? (
          <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: '1fr 1fr', width: { xs: 1, sm: 340 }, pt: { xs: 1, sm: 0 } }}>
            <DayField label={say(words.from)} value={span.from} onChange={day('from')} />
            <DayField label={say(words.to)} value={span.to} onChange={day('to')} />
          </Box>
        ) : <Box component="span" sx={{ color: 'text.secondary' }}>{format.day(period.from)} – {format.day(period.to)}</Box>}
      </Box>
      {!ledgers && !error && <Ghost rows={5} height={52} />}
      {!ledgers && error && <Failed error={error} retry={() => void refetch()} />}
      {ledgers && !ledgers.length && <Empty text={say(words.none)} />}
      {groups.map(({ title, rows }) => (
        <Box key={title.en} sx={{ mb: 2 }}>
          <Box component="h3" sx={{ m: 0, py: 0.5, font: 'inherit', color: 'text.secondary' }}>{say(title)}</Box>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', columnGap: 4, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
            {rows.map((ledger) => <Row key={ledger.name} ledger={ledger} period={period} />)}
          </Box>
        </Box>
      ))}
    </Section>
  );
}

function Row({ ledger, period }: { ledger: LedgerOpen; period: Period }) {
  const say = useSay();
  const format = useFormat();
  const canteen = useCanteen();
  const { start, pending } = useExport();
  const filter = filterOf(filters[ledger.name] ?? {}, ledger.period, period, canteen?.id, format.timeZone);
  const name = format.text(ledger.title);
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 60, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {LISTS[ledger.name] ? <To to={LISTS[ledger.name]!}>{name}</To> : name}
        {!ledger.period && <Box component="span" sx={{ color: 'text.secondary' }}> · {say(words.whole)}</Box>}
      </Box>
      {ledger.hasForm && <Button variant="outlined" aria-label={say(words.printOf, { name })} loading={pending} onClick={() => void start({ ledger: ledger.name, format: 'PDF', filter })}>{say(words.print)}</Button>}
      <ExportMenu ledger={ledger.name} filter={filter} about={name} />
    </Box>
  );
}
