import { useEffect, useState } from 'react';
import { dayFromDigits } from './day.ts';
import { useFormat } from './format.ts';
import { NumberField } from './Keypad.tsx';
import { useSay } from './say.ts';

const words = {
  how: { zh: '月日 4 位或年月日 6 位，如 1121', en: 'Month and day, 4 digits, or year first, 6: 1121' },
  no: { zh: '没有这一天', en: 'No such day' },
};

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
      hint={value ? format.day(value) : say(words.how)}
      error={bad ? say(words.no) : error}
      onChange={(next) => {
        setTyped(next);
        onChange(dayFromDigits(next, format.today(), direction)?.iso ?? '');
      }}
    />
  );
}
