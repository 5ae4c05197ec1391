import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { PeriodBooks, PeriodBooksVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useMay } from '../people/may.ts';
import { useCanteen } from '../shell/me.tsx';
import { ExportMenu } from '../sheets/ExportMenu.tsx';
import { ButtonTo, Empty, Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { monthsBefore } from './month.ts';

const BOOKS = gql`
  query PeriodBooks($canteen: ID!) {
    canteen(id: $canteen) { id recordedAt }
    closedPeriods(filter: { canteen: $canteen }, page: { number: 1, size: 200 }) { items { id month closedAt closedBy { id name } } }
    lateEntries(canteen: $canteen) { recordId occurredAt }
  }
`;

const words = {
  title: { zh: '月末关账', en: 'Closing months' },
  sub: { zh: '关账后，该月的记录不再修改，只能声明更正；晚到的事实也不能再补录。', en: 'Once closed, the records of a month take corrections only; nothing more is entered for it.' },
  none: { zh: '没有您可以查看的食堂。', en: 'No canteen that you may see.' },
  now: { zh: '本月，尚未结束', en: 'This month: not over yet' },
  closed: { zh: '已关账', en: 'Closed' },
  by: { zh: '{who} · {when}', en: '{who} · {when}' },
  open: { zh: '未关账', en: 'Open' },
  late: { zh: '{n} 条补录待签', en: '{n} late entries to sign' },
  sign: { zh: '去复核签字', en: 'Countersign' },
  close: { zh: '关账', en: 'Close' },
  closeMonth: { zh: '关闭 {month}', en: 'Close {month}' },
  sure: { zh: '关账不能撤销。{canteen} {month}的全部记录从此只接受更正声明。', en: 'Closing cannot be undone. From then on all records of {canteen} in {month} take corrections only.' },
  done: { zh: '{month} 已关账', en: '{month} is closed' },
  cancel: { zh: '取消', en: 'Cancel' },
};

export default function Periods() {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const canteen = useCanteen();
  const [closing, setClosing] = useState<string | null>(null);
  const { data, error, refetch } = useAsk<PeriodBooks, PeriodBooksVariables>(BOOKS, { canteen: canteen?.id ?? '' }, { enabled: !!canteen });
  const name = (month: string) => {
    const [year, number] = month.split('-').map(Number) as [number, number];
    return format.lang === 'zh' ? `${year}年${number}月` : new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(year, number - 1, 1));
  };
  if (!canteen) return <Page title={say(words.title)} width="form"><Empty text={say(words.none)} /></Page>;
  const closed = new Map(data?.closedPeriods.items.map((period) => [period.month, period]));
  const late = (month: string) => data?.lateEntries.filter((entry) => format.on(entry.occurredAt).iso.startsWith(month)).length ?? 0;
  const present = format.today().iso.slice(0, 7);
  const first = data?.canteen ? format.on(data.canteen.recordedAt).iso.slice(0, 7) : present;
  const months = [...new Set([present, ...monthsBefore(present, 24).filter((month) => month >= first), ...closed.keys()])].sort().reverse();
  return (
    <Page title={say(words.title)} sub={say(words.sub)} width="form" actions={<ExportMenu ledger="closedPeriods" filter={{ canteen: canteen.id }} sort={{ field: 'month', order: 'DESC' }} />}>
      {!data && !error && <Ghost rows={6} height={60} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {data && months.map((month) => {
        const period = closed.get(month);
        const waiting = late(month);
        return (
          <Box key={month} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, columnGap: 2, py: 1, minHeight: 60, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
            <Box sx={{ flex: '1 1 7em', fontWeight: 500 }}>{name(month)}</Box>
            {period && <Box sx={{ color: 'text.secondary', order: { xs: 1, sm: 0 }, width: { xs: '100%', sm: 'auto' } }}>{say(words.by, { who: period.closedBy.name, when: format.moment(period.closedAt) })}</Box>}
            {period ? <Tone tone="done" plain>{say(words.closed)}</Tone> : month === present ? <Tone tone="draft" plain>{say(words.now)}</Tone> : (
              <>
                {waiting > 0 ? <Tone tone="warn">{say(words.late, { n: waiting })}</Tone> : <Tone tone="draft" plain>{say(words.open)}</Tone>}
                {waiting > 0 && <ButtonTo to="/ledgers" variant="outlined">{say(words.sign)}</ButtonTo>}
                {waiting === 0 && may('period:close', { organization: canteen.organization.id, canteen: canteen.id }) && <Button variant="outlined" onClick={() => setClosing(month)}>{say(words.close)}</Button>}
              </>
            )}
          </Box>
        );
      })}
      {closing && <CloseSheet canteen={canteen.id} of={format.text(canteen.name)} month={closing} name={name(closing)} onClose={() => setClosing(null)} />}
    </Page>
  );
}

function CloseSheet({ canteen, of, month, name, onClose }: { canteen: string; of: string; month: string; name: string; onClose: () => void }) {
  const say = useSay();
  const { act, pending, refusals } = useAct();
  const save = async () => {
    if (await act('closePeriod', { canteen, month }, { quiet: true, done: say(words.done, { month: name }) })) onClose();
  };
  return (
    <Sheet
      open
      title={say(words.closeMonth, { month: name })}
      onClose={onClose}
      actions={<>
        <Button variant="outlined" onClick={onClose}>{say(words.cancel)}</Button>
        <Button variant="contained" color="error" loading={pending} onClick={() => void save()}>{say(words.closeMonth, { month: name })}</Button>
      </>}
    >
      <Refusals errors={refusals} />
      {say(words.sure, { canteen: of, month: name })}
    </Sheet>
  );
}
