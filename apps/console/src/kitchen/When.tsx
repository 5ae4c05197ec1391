import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { LocalDate } from '@canteen/kernel';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';

const words = {
  now: { zh: '现在', en: 'now' },
  earlier: { zh: '不是现在', en: 'Not now' },
  back: { zh: '就是现在', en: 'It is now' },
  reason: { zh: '补录原因（隔得久了必填）', en: 'Why so late (needed after a while)' },
};

export interface Given { occurredAt: string; lateReason: string | null }

/** When it happened: now, unless somebody says otherwise, and then why it is written so late. */
export function useWhen(label: string): { field: ReactNode; given: Given | null; reset: () => void } {
  const say = useSay();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState('');
  const [reason, setReason] = useState('');
  // The hour is the canteen's, wherever the device believes to be.
  const instant = () => LocalDate.of(at.slice(0, 10)).instantAt(at.slice(11, 16), format.timeZone).toISOString();
  const field = open ? (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr auto' }, alignItems: 'center', py: 1 }}>
      <TextField type="datetime-local" label={label} value={at} onChange={(event) => setAt(event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
      <TextField label={say(words.reason)} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button variant="text" onClick={() => { setOpen(false); setAt(''); }}>{say(words.back)}</Button>
    </Box>
  ) : (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 44 }}>
      <Box sx={{ color: 'text.secondary' }}>{label}</Box> {say(words.now)}
      <Button variant="text" onClick={() => setOpen(true)}>{say(words.earlier)}</Button>
    </Box>
  );
  return { field, given: open && at ? { occurredAt: instant(), lateReason: reason.trim() || null } : null, reset: () => { setOpen(false); setAt(''); setReason(''); } };
}
