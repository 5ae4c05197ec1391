import { useEffect, useState } from 'react';
import { useInput } from 'react-admin';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Box from '@mui/material/Box';
import { UNITS } from '@canteen/kernel';
import { useFormat } from './format.ts';
import { useLabels, useSay } from './say.ts';

const words = {
  required: { zh: '必填', en: 'Required' },
  zh: { zh: '{label}（中文）', en: '{label} (Chinese)' },
  en: { zh: '{label}（英文，可不填）', en: '{label} (English, optional)' },
  value: { zh: '数量', en: 'Amount' },
  unit: { zh: '单位', en: 'Unit' },
};

interface Common {
  source: string;
  label: string;
  required?: boolean;
  help?: string;
  wide?: boolean;
}

function useField({ source, required, format = (value: unknown) => value ?? '' }: { source: string; required?: boolean; format?: (value: unknown) => unknown }) {
  const say = useSay();
  const { field, fieldState, formState } = useInput({
    source,
    defaultValue: undefined,
    format,
    validate: required ? (value: unknown) => (value === undefined || value === null || String(value).trim() === '' ? say(words.required) : undefined) : undefined,
  });
  const server = fieldState.error?.message;
  const message = typeof server === 'string' ? server.replace(/^@@react-admin@@"?|"$/g, '') : undefined;
  return { field, error: (fieldState.isTouched || formState.isSubmitted) && fieldState.invalid ? (message ?? say(words.required)) : undefined };
}

export function Text({ source, label, required = false, help, wide, multiline, decimal, type }: Common & { multiline?: boolean; decimal?: boolean; type?: 'password' | 'date' | 'email' }) {
  const { field, error } = useField({ source, required });
  return (
    <TextField
      {...field}
      label={label}
      required={required}
      className={wide ? 'wide' : ''}
      error={!!error}
      helperText={error ?? help ?? ' '}
      multiline={!!multiline}
      minRows={multiline ? 3 : undefined}
      type={type ?? 'text'}
      slotProps={{ htmlInput: decimal ? { inputMode: 'decimal' } : {}, inputLabel: type === 'date' ? { shrink: true } : {} }}
    />
  );
}

/** Chinese first; English where there is one. */
export function BothLanguages({ source, label, required = true, multiline }: Common & { multiline?: boolean }) {
  const say = useSay();
  return (
    <>
      <Text source={`${source}.zh`} label={say(words.zh, { label })} required={required} {...(multiline ? { multiline } : {})} />
      <Text source={`${source}.en`} label={say(words.en, { label })} {...(multiline ? { multiline } : {})} />
    </>
  );
}

export function Choice({ source, label, required = false, help, of, values, names, disabled, wide }: Common & { of?: string; values: readonly string[]; names?: (value: string) => string; disabled?: boolean }) {
  const labels = useLabels();
  const { field, error } = useField({ source, required });
  const name = names ?? ((value: string) => labels.of(of ?? '', value));
  return (
    <TextField {...field} select label={label} required={required} error={!!error} helperText={error ?? help ?? ' '} disabled={!!disabled} className={wide ? 'wide' : ''}>
      {!required && <MenuItem value="">—</MenuItem>}
      {values.map((value) => <MenuItem key={value} value={value}>{name(value)}</MenuItem>)}
    </TextField>
  );
}

export function Toggle({ source, label, help }: Common) {
  const { field } = useField({ source, format: (value) => !!value });
  return (
    <Box className="wide" sx={{ mb: 1 }}>
      <FormControlLabel control={<Switch checked={!!field.value} onChange={(event) => field.onChange(event.target.checked)} />} label={label} />
      {help && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{help}</Box>}
    </Box>
  );
}

export const unitNames = Object.keys(UNITS);

/** A number and its unit, side by side. */
export function Amount({ source, label, units = unitNames, required = false, help }: Common & { units?: readonly string[] }) {
  const format = useFormat();
  const say = useSay();
  const value = useField({ source: `${source}.value`, required });
  const unit = useField({ source: `${source}.unit` });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 7em', gap: 1 }}>
      <TextField {...value.field} label={label} required={required} error={!!value.error} helperText={value.error ?? help ?? ' '} slotProps={{ htmlInput: { inputMode: 'decimal', style: { textAlign: 'right' } } }} />
      <TextField {...unit.field} value={unit.field.value || units[0]} select slotProps={{ select: { SelectDisplayProps: { 'aria-label': `${label} · ${say(words.unit)}` } } }}>
        {units.map((name) => <MenuItem key={name} value={name}>{format.unit(name)}</MenuItem>)}
      </TextField>
    </Box>
  );
}

/** A text that is blank is not sent as text. */
export const orNull = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null);

export function localized(value: unknown): { zh: string; en: string | null } {
  const { zh, en } = (value ?? {}) as { zh?: string; en?: string | null };
  return { zh: zh ?? '', en: orNull(en) };
}

export function amountOrNull(value: unknown, unit: string): { value: string; unit: string } | null {
  const given = (value ?? {}) as { value?: string; unit?: string };
  return orNull(given.value) ? { value: String(given.value).trim(), unit: given.unit ?? unit } : null;
}

/** A field outside a form, for dialogs: a date as the browser lets one pick it. */
export function DayField({ label, value, onChange, error, required }: { label: string; value: string; onChange: (day: string) => void; error?: string | undefined; required?: boolean }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextField
      type="date" label={label} value={typed} error={!!error} helperText={error} required={!!required} fullWidth
      onChange={(event) => { setTyped(event.target.value); onChange(event.target.value); }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
