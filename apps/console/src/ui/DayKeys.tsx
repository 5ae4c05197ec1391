import { useEffect, useState } from 'react';
import { LocalDate } from '@canteen/kernel';
import { useFormat } from './format.ts';
import { NumberField } from './Keypad.tsx';
import { useSay } from './say.ts';

const words = {
  how: { zh: '月日 4 位或年月日 6 位，如 1121', en: 'Month and day, 4 digits, or year first, 6: 1121' },
  no: { zh: '没有这一天', en: 'No such day' },
};

/**
 * A day typed as digits: `1121`, or `261121`. The year of a short one is the one that makes it the nearest day in the
 * direction meant: a production date lies behind us, an expiry date mostly ahead.
 */
export function dayFromDigits(digits: string, today: LocalDate, direction: 'past' | 'future'): LocalDate | null {
  const make = (year: number, rest: string) => {
    try {
      return LocalDate.of(`${year}-${rest.slice(0, 2)}-${rest.slice(2, 4)}`);
    } catch {
      return null;
    }
  };
  if (/^\d{6}$/.test(digits)) return make(2000 + Number(digits.slice(0, 2)), digits.slice(2));
  if (/^\d{8}$/.test(digits)) return make(Number(digits.slice(0, 4)), digits.slice(4));
  if (!/^\d{4}$/.test(digits)) return null;
  const year = Number(today.iso.slice(0, 4));
  const same = make(year, digits);
  if (direction === 'past') return same?.lte(today) ? same : make(year - 1, digits);
  return same?.gte(today.plusDays(-60)) ? same : make(year + 1, digits);
}

export function DayKeys({ label, value, onChange, direction, error }: { label: string; value: string; onChange: (day: string) => void; direction: 'past' | 'future'; error?: string | undefined }) {
  const format = useFormat();
  const say = useSay();
  const short = (iso: string) => (iso ? iso.slice(2).replaceAll('-', '') : '');
  const [typed, setTyped] = useState(short(value));
  useEffect(() => setTyped((now) => (dayFromDigits(now, format.today(), direction)?.iso === value ? now : short(value))), [value, direction]);
  const bad = typed.length >= 4 && typed.length !== 5 && !dayFromDigits(typed, format.today(), direction);
  return (
    <NumberField
      aside
      decimals={false}
      label={label}
      value={typed}
      {...(value ? { unit: format.day(value) } : {})}
      hint={value ? '' : say(words.how)}
      error={bad ? say(words.no) : error}
      onChange={(next) => {
        setTyped(next);
        onChange(dayFromDigits(next, format.today(), direction)?.iso ?? '');
      }}
    />
  );
}
