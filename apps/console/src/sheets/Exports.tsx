import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import type { ExportsMade, ExportsMadeVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useMe } from '../shell/me.tsx';
import { ButtonTo, Empty, Failed, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { useFilterWords } from './filter-words.ts';
import { useLedgerName } from './names.ts';
import { FileButton } from './Tray.tsx';
import { isRunning, useWhileRunning, WorkLine } from './WorkLine.tsx';

const MADE = gql`
  query ExportsMade($page: PageInput!, $filter: ExportFilter!) {
    exports(page: $page, filter: $filter) {
      total hasNext
      items {
        id ledger format language filter requestedById requestedByName requestedAt rows sha256 journalHead expired finishedAt
        file { id name size url } work { id state done total failure failureParams }
      }
    }
  }
`;

const words = {
  title: { zh: '导出记录', en: 'Exports' },
  sub: { zh: '导出了什么、谁、何时；文件保留 30 天，记录一直在。', en: 'What was taken out, by whom and when. Files stay 30 days, the record stays for good.' },
  mine: { zh: '我的', en: 'Mine' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '还没有导出过。在任何列表上点「导出」，或在「台账」里按月导出。', en: 'Nothing was exported yet. Press “Export” on any list, or take a month under Ledgers.' },
  go: { zh: '去台账', en: 'To the ledgers' },
  rows: { zh: '{n} 行', en: '{n} rows' },
  expired: { zh: '文件已过期', en: 'file expired' },
  digest: { zh: '文件指纹', en: 'SHA-256' },
  head: { zh: '链头', en: 'Journal head' },
  by: { zh: '{who} · {when}', en: '{who} · {when}' },
  size: { zh: '{n} KB', en: '{n} KB' },
  range: { zh: '第 {from}–{to} 条，共 {total} 条', en: '{from}–{to} of {total}' },
  earlier: { zh: '上一页', en: 'Previous' },
  later: { zh: '下一页', en: 'Next' },
};

const SIZE = 25;

export default function Exports() {
  const say = useSay();
  const whileRunning = useWhileRunning();
  const can = useCan();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useAsk<ExportsMade, ExportsMadeVariables>(MADE, { page: { number: page, size: SIZE }, filter: all ? {} : { mine: true } }, {
    keep: true,
    refetchInterval: (last) => whileRunning(last?.exports.items.some((each) => isRunning(each.work))) || 10 * 60_000,
  });
  const made = data?.exports;
  const from = (page - 1) * SIZE + 1;
  return (
    <Page title={say(words.title)} sub={say(words.sub)}>
      {can('journal:read') && (
        <Box role="group" sx={{ display: 'flex', gap: 1, mb: 2 }}>
          {[false, true].map((each) => (
            <Chip key={String(each)} label={say(each ? words.all : words.mine)} aria-pressed={each === all} variant={each === all ? 'filled' : 'outlined'} color={each === all ? 'primary' : 'default'} onClick={() => { setAll(each); setPage(1); }} />
          ))}
        </Box>
      )}
      {!made && !error && <Ghost rows={5} height={84} />}
      {!made && error && <Failed error={error} retry={() => void refetch()} />}
      {made && !made.items.length && <Empty text={say(words.empty)} action={<ButtonTo to="/ledgers" variant="outlined">{say(words.go)}</ButtonTo>} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {made?.items.map((each) => <Made key={each.id} made={each} />)}
      </Box>
      {made && made.total > SIZE && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1, justifyContent: 'flex-end' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.range, { from, to: from + made.items.length - 1, total: format.number(made.total) })}</Box>
          <Button variant="outlined" disabled={page <= 1} onClick={() => setPage(page - 1)}>{say(words.earlier)}</Button>
          <Button variant="outlined" disabled={!made.hasNext} onClick={() => setPage(page + 1)}>{say(words.later)}</Button>
        </Box>
      )}
    </Page>
  );
}

function Made({ made }: { made: ExportsMade['exports']['items'][number] }) {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const nameOf = useLedgerName();
  const inWords = useFilterWords();
  const name = `${nameOf(made.ledger)} · ${made.format === 'JSONL' ? 'JSON' : made.format}`;
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) auto' }, gap: 1, py: 1.5, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
          <Box component="span" sx={{ fontWeight: 500 }}>{name}</Box>
          {made.rows !== null && <Box component="span">{say(words.rows, { n: format.number(made.rows) })}</Box>}
          {made.file && <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.size, { n: format.number(Math.max(1, Math.round(made.file.size / 1024))) })}</Box>}
        </Box>
        <Box>{inWords(made.ledger, made.filter)}</Box>
        <Box sx={{ color: 'text.secondary' }}>{say(words.by, { who: made.requestedByName, when: format.moment(made.requestedAt) })}</Box>
        {made.sha256 && (
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {say(words.digest)} <code>{made.sha256.slice(0, 16)}</code>{made.journalHead && <> · {say(words.head)} <code>{made.journalHead.slice(0, 16)}</code></>}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', justifyContent: { md: 'flex-end' }, minWidth: { md: 200 } }}>
        {made.work && isRunning(made.work) && made.requestedById === me?.person.id && <WorkLine work={made.work} name={name} />}
        {made.work && !isRunning(made.work) && made.work.state !== 'DONE' && <WorkLine work={made.work} name={name} />}
        {made.expired && <Tone tone="done" plain>{say(words.expired)}</Tone>}
        {made.file?.url && <FileButton url={made.file.url} format={made.format} />}
      </Box>
    </Box>
  );
}
