import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import ArrowBack from '@mui/icons-material/ChevronLeft';
import ArrowForward from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { LocalDate } from '@canteen/kernel';
import type { DayTold, DayToldVariables, ExportFormat } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { addressOfRecord } from '../ledgers/records.ts';
import { useCanteen, useChooseCanteen, useMe } from '../shell/me.tsx';
import { Empty, Failed, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField } from '../ui/inputs.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { useLang, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import type { ToneName } from '../ui/Tone.tsx';
import { useWatched } from './watch.ts';

const TOLD = gql`
  query DayTold($canteen: ID!, $day: Day!) {
    dayReport(canteen: $canteen, day: $day) {
      day closed closedAt
      sections { key title { zh en } figures { title { zh en } value tone } facts { text { zh en } tone recordType recordId } }
      afterClosing { key title { zh en } facts { text { zh en } tone recordType recordId } }
    }
  }
`;

const words = {
  title: { zh: '日报', en: 'Day report' },
  day: { zh: '日期', en: 'Day' },
  before: { zh: '前一天', en: 'The day before' },
  after: { zh: '后一天', en: 'The day after' },
  closed: { zh: '已于 {when} 封存', en: 'Closed {when}' },
  open: { zh: '当日进行中，零点封存', en: 'Still running; closes at midnight' },
  closing: { zh: '当日已结束，即将封存', en: 'The day is over; about to be closed' },
  wrong: { zh: '缺、迟、不合格', en: 'Missing, late or not all right' },
  well: { zh: '没有缺漏，没有迟记，没有超限。', en: 'Nothing missing, nothing late, nothing out of limits.' },
  afterClosing: { zh: '封存之后才记下的', en: 'Written after closing' },
  none: { zh: '没有记录', en: 'nothing recorded' },
  noCanteen: { zh: '没有您可以查看的食堂。', en: 'No canteen that you may see.' },
  sheet: { zh: '导出 XLSX', en: 'Export XLSX' },
  print: { zh: '打印 PDF', en: 'Print PDF' },
};

type Fact = DayTold['dayReport']['sections'][number]['facts'][number];

const TONES: Record<string, ToneName> = { ok: 'ok', missing: 'bad', late: 'warn', bad: 'bad' };
const isWrong = (fact: { tone: string | null }) => fact.tone !== null && fact.tone !== 'ok';

/** One page per canteen and day: what is not all right first, then what was received, cooked, sampled, checked. */
export default function DayReport() {
  const say = useSay();
  const lang = useLang();
  const format = useFormat();
  const canteen = useCanteen();
  const me = useMe();
  const choose = useChooseCanteen();
  const [params, setParams] = useSearchParams();
  const { act, pending } = useAct();
  const { watch } = useWatched();
  const today = format.today().iso;
  const asked = params.get('day') ?? today;
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) && asked <= today ? asked : today;
  const { data, error, refetch } = useAsk<DayTold, DayToldVariables>(TOLD, { canteen: canteen?.id ?? '', day }, { enabled: !!canteen, ...(day === today ? { refetchInterval: 60_000 } : {}) });
  const wanted = params.get('canteen');
  // The printed report's code names its canteen.
  useEffect(() => {
    if (wanted && wanted !== canteen?.id && me?.canteens.some(({ id }) => id === wanted)) choose(wanted);
  }, [wanted, me]);
  const show = (next: string) => setParams(next === today ? {} : { day: next }, { replace: true });
  const report = data?.dayReport;
  const take = async (as: ExportFormat) => {
    const outcome = await act('exportDayReport', { canteen: canteen!.id, day, format: as, language: lang });
    const id = outcome?.records[0]?.id;
    if (id) watch(id);
  };
  if (!canteen) return <Page title={say(words.title)} width="form"><Empty text={say(words.noCanteen)} /></Page>;
  const wrong = report?.sections.flatMap((section) => section.facts.filter(isWrong).map((fact) => ({ fact, section }))) ?? [];
  const late = report?.afterClosing.flatMap((section) => section.facts.map((fact) => ({ fact, section }))) ?? [];
  return (
    <Page
      title={`${say(words.title)} · ${format.day(day)}`}
      sub={report && (report.closed ? <Tone tone="done" plain>{say(words.closed, { when: format.moment(report.closedAt) })}</Tone> : <Tone tone="todo" plain>{say(day < today ? words.closing : words.open)}</Tone>)}
      width="form"
      actions={<>
        <Button variant="outlined" disabled={!report} loading={pending} onClick={() => void take('XLSX')}>{say(words.sheet)}</Button>
        <Button variant="outlined" disabled={!report} loading={pending} onClick={() => void take('PDF')}>{say(words.print)}</Button>
      </>}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 2 }}>
        <IconButton aria-label={say(words.before)} onClick={() => show(LocalDate.of(day).plusDays(-1).iso)}><ArrowBack /></IconButton>
        <Box sx={{ width: 180 }}><DayField label={say(words.day)} value={day} onChange={(value) => { if (/^\d{4}-\d\d-\d\d$/.test(value)) show(value); }} /></Box>
        <IconButton aria-label={say(words.after)} disabled={day >= today} onClick={() => show(LocalDate.of(day).plusDays(1).iso)}><ArrowForward /></IconButton>
      </Box>
      {!data && !error && <Ghost rows={6} height={72} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {report && (
        <>
          <Section title={<>{say(words.wrong)}{wrong.length > 0 && ` · ${wrong.length}`}</>}>
            {!wrong.length && <Tone tone="ok" plain>{say(words.well)}</Tone>}
            {wrong.map(({ fact, section }, index) => <FactLine key={index} fact={fact} of={format.text(section.title)} />)}
          </Section>
          {late.length > 0 && (
            <Section title={say(words.afterClosing)}>{late.map(({ fact, section }, index) => <FactLine key={index} fact={fact} of={format.text(section.title)} />)}</Section>
          )}
          {report.sections.map((section) => (
            <Section key={section.key} title={format.text(section.title)}>
              {section.figures.length > 0 && (
                <Box component="dl" sx={{ m: 0, mb: 1, display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1 }}>
                  {section.figures.map((figure) => (
                    <Box key={figure.title.zh} sx={{ minWidth: '5em' }}>
                      <Box component="dt" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{format.text(figure.title)}</Box>
                      <Box component="dd" sx={{ m: 0, fontWeight: 600 }}>{isWrong({ tone: figure.tone }) ? <Tone tone={TONES[figure.tone!] ?? 'bad'} plain>{figure.value}</Tone> : figure.value}</Box>
                    </Box>
                  ))}
                </Box>
              )}
              {section.facts.filter((fact) => !isWrong(fact)).map((fact, index) => <FactLine key={index} fact={fact} />)}
              {!section.facts.length && !section.figures.length && <Box sx={{ color: 'text.secondary' }}>{say(words.none)}</Box>}
            </Section>
          ))}
        </>
      )}
    </Page>
  );
}

function FactLine({ fact, of }: { fact: Fact; of?: string }) {
  const format = useFormat();
  const to = fact.recordType && fact.recordId ? addressOfRecord(fact.recordType, fact.recordId) : null;
  const text = format.text(fact.text);
  return (
    <Box sx={{ display: 'flex', gap: 1, py: 0.75, minHeight: 44, alignItems: 'center', borderTop: 1, borderColor: 'divider' }}>
      <Tone tone={TONES[fact.tone] ?? 'draft'} plain><Box component="span" sx={{ whiteSpace: 'normal', color: 'text.primary', '& a': { color: 'inherit' } }}>{to ? <To to={to}>{text}</To> : text}</Box></Tone>
      {of && <Box component="span" sx={{ ml: 'auto', color: 'text.secondary', whiteSpace: 'nowrap' }}>{of}</Box>}
    </Box>
  );
}
