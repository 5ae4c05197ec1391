import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';

/** `1130` and `11.30` are 11:30; the browser's own field shows a morning and an afternoon where the house counts to 24. */
export function hourOf(typed: string): string | null {
  const match = /^(\d{1,2})[:：.。]?(\d{2})$/.exec(typed.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${match[2]}` : null;
}

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
