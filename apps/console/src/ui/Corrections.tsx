import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { RecordCorrections, RecordCorrectionsVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan } from '../shell/me.tsx';
import { Refusals } from './bits.tsx';
import { useFormat } from './format.ts';
import { Section } from './Page.tsx';
import { useSay } from './say.ts';
import { Sheet } from './Sheet.tsx';
import { Tone } from './Tone.tsx';

const CORRECTIONS = gql`
  query RecordCorrections($recordType: ShortText!, $id: ID!) {
    corrections(recordType: $recordType, id: $id) { id statement reason declaredBy { id name } declaredAt }
  }
`;

const words = {
  title: { zh: '更正', en: 'Corrections' },
  declare: { zh: '声明更正', en: 'Declare a correction' },
  statement: { zh: '正确的内容', en: 'What is right' },
  reason: { zh: '记录错在哪里、为什么', en: 'What was wrong, and why' },
  note: { zh: '原记录保持原样，更正附在旁边。', en: 'The record stays as written; the correction stands beside it.' },
};

/** What was declared wrong about a record: beside it, never over it. */
export function Corrections({ type, id }: { type: string; id: string }) {
  const say = useSay();
  const format = useFormat();
  const can = useCan();
  const { data } = useAsk<RecordCorrections, RecordCorrectionsVariables>(CORRECTIONS, { recordType: type, id });
  const { act, pending, refusals } = useAct();
  const [open, setOpen] = useState(false);
  const [statement, setStatement] = useState('');
  const [reason, setReason] = useState('');
  const writes = ['receiving:write', 'kitchen:write', 'retention:write'].some(can);
  if (!writes && !data?.corrections.length) return null;
  const save = async () => {
    if (await act('declareCorrection', { recordType: type, id, statement, reason }, { quiet: true })) setOpen(false);
  };
  return (
    <Section title={data?.corrections.length ? say(words.title) : undefined} actions={writes && <Button variant="text" onClick={() => setOpen(true)}>{say(words.declare)}</Button>}>
      {data?.corrections.map((correction) => (
        <Box key={correction.id} sx={{ py: 1 }}>
          <Tone tone="warn" plain>{correction.statement}</Tone>
          <Box sx={{ color: 'text.secondary' }}>{correction.reason} · {correction.declaredBy.name} · {format.moment(correction.declaredAt)}</Box>
        </Box>
      ))}
      <Sheet open={open} title={say(words.declare)} onClose={() => setOpen(false)} actions={<Button variant="contained" loading={pending} disabled={!statement.trim() || !reason.trim()} onClick={() => void save()}>{say(words.declare)}</Button>}>
        <Refusals errors={refusals} />
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Box sx={{ color: 'text.secondary' }}>{say(words.note)}</Box>
          <TextField multiline minRows={2} label={say(words.statement)} value={statement} onChange={(event) => setStatement(event.target.value)} />
          <TextField multiline minRows={2} label={say(words.reason)} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Box>
      </Sheet>
    </Section>
  );
}
