import { useDeferredValue, useState } from 'react';
import Search from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import InputAdornment from '@mui/material/InputAdornment';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import type { ImportOutcome, ImportVerdicts, ImportVerdictsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { addressOfRecord } from '../ledgers/records.ts';
import { Empty, Failed, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import type { ToneName } from '../ui/Tone.tsx';

const ROWS = gql`
  query ImportVerdicts($import: ID!, $page: PageInput!, $filter: ImportLineFilter!) {
    importRows(import: $import, page: $page, filter: $filter) {
      total hasNext
      items { id row outcome label errors { cell code message } remarks { cell code message } changes { column { zh en } from to } recordType recordId }
    }
  }
`;

const words = {
  all: { zh: '全部 {n}', en: 'All {n}' },
  REFUSED: { zh: '有问题 {n}', en: 'Refused {n}' },
  CREATE: { zh: '新增 {n}', en: 'New {n}' },
  UPDATE: { zh: '变更 {n}', en: 'Changed {n}' },
  SAME: { zh: '无变化 {n}', en: 'Unchanged {n}' },
  one: {
    REFUSED: { zh: '有问题', en: 'refused' },
    CREATE: { zh: '新增', en: 'new' },
    UPDATE: { zh: '变更', en: 'changed' },
    SAME: { zh: '无变化', en: 'unchanged' },
  },
  find: { zh: '在结果里查找', en: 'Find in the result' },
  row: { zh: '行', en: 'Row' },
  verdict: { zh: '结果', en: 'Result' },
  what: { zh: '内容', en: 'What' },
  why: { zh: '问题或变化', en: 'Problem or change' },
  empty: { zh: '（空）', en: '(empty)' },
  none: { zh: '没有这样的行。', en: 'No such rows.' },
  range: { zh: '第 {from}–{to} 行，共 {total} 行', en: '{from}–{to} of {total}' },
  earlier: { zh: '上一页', en: 'Previous' },
  later: { zh: '下一页', en: 'Next' },
  counts: { zh: '按结果筛选', en: 'Filter by result' },
};

const TONES: Record<ImportOutcome, ToneName> = { REFUSED: 'bad', CREATE: 'ok', UPDATE: 'warn', SAME: 'done' };
const SIZE = 50;

export type Counts = Record<ImportOutcome, number> & { rows: number };

/** Every row's verdict in words, with the cell it concerns. It opens on what has to be repaired. */
export function Verdicts({ id, counts }: { id: string; counts: Counts }) {
  const say = useSay();
  const format = useFormat();
  const phone = usePhone();
  const [outcome, setOutcome] = useState<ImportOutcome | null>(counts.REFUSED ? 'REFUSED' : null);
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(1);
  const q = useDeferredValue(typed.trim());
  const { data, error, refetch } = useAsk<ImportVerdicts, ImportVerdictsVariables>(ROWS, {
    import: id, page: { number: page, size: SIZE }, filter: { ...(outcome ? { outcome: [outcome] } : {}), ...(q ? { q } : {}) },
  }, { keep: true });
  const choose = (next: ImportOutcome | null) => { setOutcome(next); setPage(1); };
  const chips: [ImportOutcome | null, string][] = [
    [null, say(words.all, { n: format.number(counts.rows) })],
    ...(['REFUSED', 'CREATE', 'UPDATE', 'SAME'] as const).map((each): [ImportOutcome, string] => [each, say(words[each], { n: format.number(counts[each]) })]),
  ];
  const rows = data?.importRows;
  const from = (page - 1) * SIZE + 1;
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2, alignItems: 'center' }}>
        <Box role="group" aria-label={say(words.counts)} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {chips.map(([each, label]) => (
            <Chip key={label} label={label} aria-pressed={each === outcome} disabled={each !== null && counts[each] === 0} variant={each === outcome ? 'filled' : 'outlined'} color={each === outcome ? (each === 'REFUSED' ? 'error' : 'primary') : 'default'} onClick={() => choose(each)} />
          ))}
        </Box>
        <TextField
          type="search" value={typed} onChange={(event) => { setTyped(event.target.value); setPage(1); }} placeholder={say(words.find)}
          slotProps={{ htmlInput: { 'aria-label': say(words.find) }, input: { startAdornment: <InputAdornment position="start"><Search aria-hidden /></InputAdornment> } }}
          sx={{ width: { xs: '100%', md: 280 } }}
        />
      </Box>
      {!rows && !error && <Ghost rows={6} />}
      {!rows && error && <Failed error={error} retry={() => void refetch()} />}
      {rows && !rows.items.length && <Empty text={say(words.none)} />}
      {!!rows?.items.length && (phone ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {rows.items.map((row) => (
            <Box component="li" key={row.id} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
              <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}>
                <Box sx={{ minWidth: 0, fontWeight: 500 }}><Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>{say(words.row)} {row.row}</Box> <Label row={row} /></Box>
                <Tone tone={TONES[row.outcome]} plain>{say(words.one[row.outcome])}</Tone>
              </Box>
              <Why row={row} />
            </Box>
          ))}
        </Box>
      ) : (
        <Table>
          <TableHead><TableRow><TableCell align="right">{say(words.row)}</TableCell><TableCell>{say(words.verdict)}</TableCell><TableCell>{say(words.what)}</TableCell><TableCell sx={{ width: '60%' }}>{say(words.why)}</TableCell></TableRow></TableHead>
          <TableBody>
            {rows.items.map((row) => (
              <TableRow key={row.id} sx={{ '& td': { verticalAlign: 'top' } }}>
                <TableCell align="right">{row.row}</TableCell>
                <TableCell><Tone tone={TONES[row.outcome]} plain>{say(words.one[row.outcome])}</Tone></TableCell>
                <TableCell><Label row={row} /></TableCell>
                <TableCell><Why row={row} /></TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ))}
      {rows && rows.total > SIZE && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1, justifyContent: 'flex-end' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.range, { from: format.number(from), to: format.number(from + rows.items.length - 1), total: format.number(rows.total) })}</Box>
          <Button variant="outlined" disabled={page <= 1} onClick={() => setPage(page - 1)}>{say(words.earlier)}</Button>
          <Button variant="outlined" disabled={!rows.hasNext} onClick={() => setPage(page + 1)}>{say(words.later)}</Button>
        </Box>
      )}
    </>
  );
}

type Row = ImportVerdicts['importRows']['items'][number];

function Label({ row }: { row: Row }) {
  const to = row.recordType && row.recordId ? addressOfRecord(row.recordType, row.recordId) : null;
  return to ? <To to={to}>{row.label}</To> : <>{row.label}</>;
}

function Why({ row }: { row: Row }) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      {row.errors.map((error, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1 }}>
          {error.cell && <Box component="code" sx={(theme) => ({ flex: 'none', minWidth: '3em', height: 'fit-content', px: 0.5, borderRadius: 1, bgcolor: theme.tones.badGround, color: theme.tones.bad, fontWeight: 600 })}>{error.cell}</Box>}
          <span>{error.message}</span>
        </Box>
      ))}
      {row.remarks.map((remark, index) => <Box key={index} sx={{ color: 'text.secondary' }}>{remark.cell && <code>{remark.cell}</code>} {remark.message}</Box>)}
      {row.changes.map((change, index) => (
        <Box key={index}>
          <Box component="span" sx={{ color: 'text.secondary' }}>{format.text(change.column)} </Box>
          <Box component="del" sx={{ color: 'text.secondary' }}>{change.from || say(words.empty)}</Box> → <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 500 }}>{change.to || say(words.empty)}</Box>
        </Box>
      ))}
    </>
  );
}
