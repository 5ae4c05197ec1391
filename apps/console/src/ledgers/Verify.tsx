import { useState } from 'react';
import { useNotify } from 'react-admin';
import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { Words } from '@canteen/kernel';
import type { JournalWalk, JournalWalkVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { NoAnswer, send } from '../provider/transport.ts';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { recordWords } from './records.ts';

const WALK = gql`
  query JournalWalk($organization: ID!, $head: ShortText) {
    verifyJournal(organization: $organization, head: $head) { unbroken entries rows head verifiedAt faults { kind seq table recordId detail } }
  }
`;

const words = {
  what: {
    zh: '每一条日志都带着前一条的指纹。校验会从第一条起逐条重算，并把每份记录与日志最后一次写下的指纹对照。',
    en: 'Every entry carries the fingerprint of the one before. Verifying recomputes all of them from the first, and compares every record with what the journal last said of it.',
  },
  verify: { zh: '校验日志', en: 'Verify the journal' },
  again: { zh: '再次校验', en: 'Verify again' },
  head: { zh: '以前抄下的链头（可不填）', en: 'A head written down earlier (optional)' },
  headHelp: { zh: '格式为 序号:哈希。填了还能查出末尾是否被截断。', en: 'It reads seq:hash, and shows whether the end was cut off since.' },
  well: { zh: '完好：{entries} 条日志首尾相接，{rows} 份记录与日志一致。', en: 'Unbroken: {entries} entries follow one another, and {rows} records are as the journal last said.' },
  wellHead: { zh: '抄下的链头也在链上，此后没有被截断。', en: 'The head written down earlier is in it; nothing was cut off since.' },
  broken: { zh: '不一致：查出 {n} 处没有任何操作能解释的改动。', en: 'Broken: {n} changes that no act explains.' },
  at: { zh: '校验于 {at}', en: 'Verified {at}' },
  now: { zh: '现在的链头', en: 'The head now' },
  keep: { zh: '抄下或打印保存在别处，以后可凭它证明末尾没有被截断。', en: 'Keep it elsewhere, on paper for instance: later it proves that the end was not cut off.' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '链头已复制', en: 'Head copied' },
  no: { zh: '没有网络，无法校验。', en: 'No network: cannot verify.' },
  entry: { zh: '第 {n} 条', en: 'entry {n}' },
};

const FAULTS: Record<string, Words> = {
  chain: { zh: '日志本身被改动或缺失', en: 'the entry was altered or is missing' },
  payload: { zh: '日志的内容被改动', en: 'the content of the entry was altered' },
  row: { zh: '记录绕过日志被改动、删除或写入', en: 'a record was changed, removed or written behind the journal' },
  head: { zh: '末尾被截断，或抄下的链头不在此链上', en: 'the end was cut off, or the given head is not in this chain' },
};

/** Table names as the database has them: `goods_receipt` is a GoodsReceipt. */
const typeOfTable = (table: string) => table.split('_').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');

type Result = JournalWalk['verifyJournal'];

export function Verify({ organization }: { organization: string }) {
  const say = useSay();
  const format = useFormat();
  const notify = useNotify();
  const [head, setHead] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [result, setResult] = useState<{ given: string; result: Result } | null>(null);
  const run = async () => {
    setBusy(true);
    setFailed(null);
    setResult(null);
    try {
      const variables: JournalWalkVariables = { organization, head: head.trim() || null };
      setResult({ given: head.trim(), result: (await send<JournalWalk>(WALK, variables)).verifyJournal });
    } catch (error) {
      setFailed(error instanceof NoAnswer ? say(words.no) : error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    notify(say(words.copied), { type: 'success' });
  };
  const found = result?.result;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ color: 'text.secondary', maxWidth: '60em' }}>{say(words.what)}</Box>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 44em) auto' }, alignItems: 'start', justifyContent: 'start' }}>
        <TextField label={say(words.head)} helperText={say(words.headHelp)} value={head} onChange={(event) => setHead(event.target.value)} slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'off' } }} />
        <Button variant="contained" sx={{ minHeight: 48 }} loading={busy} onClick={() => void run()}>{say(result ? words.again : words.verify)}</Button>
      </Box>
      {failed && <Refusals errors={[{ code: 'VERIFY', message: failed, field: null }]} />}
      {found && (
        <Box role="status" sx={(theme) => ({ border: 1, borderRadius: 1, p: 2, display: 'grid', gap: 1, borderColor: found.unbroken ? theme.tones.todo : theme.tones.bad, bgcolor: found.unbroken ? 'transparent' : theme.tones.badGround })}>
          <Box sx={{ fontWeight: 600, '& > span': { whiteSpace: 'normal' } }}>
            {found.unbroken
              ? <Tone tone="ok" plain>{say(words.well, { entries: format.number(found.entries), rows: format.number(found.rows) })}{result.given && ` ${say(words.wellHead)}`}</Tone>
              : <Tone tone="bad" plain>{say(words.broken, { n: found.faults.length })}</Tone>}
          </Box>
          {found.faults.length > 0 && (
            <Box component="ul" sx={{ m: 0, pl: 3 }}>
              {found.faults.map((fault, index) => (
                <li key={index}>
                  {[fault.seq !== null && say(words.entry, { n: fault.seq }), fault.table && say(recordWords(typeOfTable(fault.table))), FAULTS[fault.kind] ? say(FAULTS[fault.kind]!) : fault.detail].filter(Boolean).join(' · ')}
                  {fault.recordId && <Box component="span" sx={{ color: 'text.secondary' }}> · <code>{fault.recordId.slice(0, 8)}</code></Box>}
                </li>
              ))}
            </Box>
          )}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <span>{say(words.now)}</span>
            <Box component="code" sx={{ overflowWrap: 'anywhere', flex: '1 1 20em', fontSize: '0.8125rem' }}>{found.head}</Box>
            <Button variant="outlined" startIcon={<ContentCopy />} onClick={() => void copy(found.head)}>{say(words.copy)}</Button>
          </Box>
          <Box sx={{ color: 'text.secondary' }}>{say(words.keep)} {say(words.at, { at: format.moment(found.verifiedAt) })}</Box>
        </Box>
      )}
    </Box>
  );
}
