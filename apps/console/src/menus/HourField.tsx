import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import { hourOf } from './plan.ts';

export function HourField({ label, value, onChange }: { label: string; value: string; onChange: (hour: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const good = hourOf(typed);
  return (
    <Box
      component="input"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!good}
      value={typed}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
      onBlur={() => (good ? onChange(good) : setTyped(value))}
      sx={(theme) => ({ font: 'inherit', color: 'inherit', bgcolor: 'transparent', border: 1, borderColor: good ? 'divider' : theme.tones.bad, borderRadius: 1, px: 0.5, width: '4em', textAlign: 'center', minHeight: { xs: 44, md: 32 } })}
    />
  );
}
