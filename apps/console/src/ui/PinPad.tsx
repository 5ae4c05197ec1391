import { useState } from 'react';
import Backspace from '@mui/icons-material/BackspaceOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { gql } from '../provider/gql.ts';
import type { Colleagues, ColleaguesVariables } from '../provider/generated.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCanteen, useMe } from '../shell/me.tsx';
import { Empty, Ghost } from './bits.tsx';
import { useSay } from './say.ts';

const COLLEAGUES = gql`
  query Colleagues($canteen: ID!, $permission: ShortText) {
    colleagues(canteen: $canteen, permission: $permission) { id name }
  }
`;

const words = {
  pin: { zh: '{name}，请输入 PIN', en: '{name}, enter your PIN' },
  erase: { zh: '退格', en: 'Erase' },
  other: { zh: '换人', en: 'Someone else' },
  nobody: { zh: '没有其他人有此权限。请经理在「设置 › 人员」里授予，并让本人设置 PIN。', en: 'Nobody else may do this. A manager can grant it under Settings › People; the person then sets a PIN.' },
};

const SHORTEST = 4;
const LONGEST = 8;

/** Who is it, and their PIN: so that a second person signs on the same phone. */
export function PersonAndPin({ permission, exclude = [], onPin, pending }: {
  permission?: string;
  exclude?: string[];
  onPin: (person: { id: string; name: string }, pin: string) => void;
  pending?: boolean;
}) {
  const say = useSay();
  const canteen = useCanteen();
  const me = useMe();
  const [person, setPerson] = useState<{ id: string; name: string } | null>(null);
  const [pin, setPin] = useState('');
  const { data } = useAsk<Colleagues, ColleaguesVariables>(COLLEAGUES, { canteen: canteen?.id ?? '', ...(permission ? { permission } : {}) }, { enabled: !!canteen });
  const others = data?.colleagues.filter((each) => each.id !== me?.person.id && !exclude.includes(each.id));

  if (!person) {
    if (!others) return <Ghost rows={3} />;
    if (!others.length) return <Empty text={say(words.nobody)} />;
    return (
      <Box sx={{ display: 'grid', gap: 1 }}>
        {others.map((each) => (
          <Button key={each.id} variant="outlined" sx={{ justifyContent: 'flex-start', minHeight: 56 }} onClick={() => { setPerson(each); setPin(''); }}>{each.name}</Button>
        ))}
      </Box>
    );
  }
  const type = (digit: string) => {
    setPin((pin + digit).slice(0, LONGEST));
  };
  return (
    <Box
      tabIndex={0}
      ref={(element: HTMLDivElement | null) => element?.focus()}
      onKeyDown={(event) => {
        if (/^\d$/.test(event.key)) type(event.key);
        else if (event.key === 'Backspace') setPin(pin.slice(0, -1));
        else if (event.key === 'Enter' && pin.length >= SHORTEST) { onPin(person, pin); setPin(''); }
      }}
      sx={{ outline: 'none !important', maxWidth: 360, mx: 'auto' }}
    >
      <Typography sx={{ textAlign: 'center' }}>{say(words.pin, { name: person.name })}</Typography>
      <Box aria-live="polite" aria-label={String(pin.length)} sx={{ display: 'flex', justifyContent: 'center', gap: 1.5, my: 2 }}>
        {Array.from({ length: Math.max(SHORTEST, pin.length) }, (_, index) => (
          <Box key={index} sx={{ width: 14, height: 14, borderRadius: '50%', border: 1, borderColor: 'text.primary', bgcolor: index < pin.length ? 'text.primary' : 'transparent' }} />
        ))}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 1, '& button': { minHeight: 60, fontSize: '1.375rem' } }}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => <Button key={digit} variant="outlined" disabled={!!pending} onClick={() => type(digit)}>{digit}</Button>)}
        <Button variant="outlined" aria-label={say(words.erase)} onClick={() => setPin(pin.slice(0, -1))}><Backspace /></Button>
        <Button variant="outlined" disabled={!!pending} onClick={() => type('0')}>0</Button>
        <Button variant="contained" loading={!!pending} disabled={pin.length < SHORTEST} onClick={() => { onPin(person, pin); setPin(''); }}>OK</Button>
      </Box>
      <Button fullWidth variant="text" sx={{ mt: 1 }} onClick={() => setPerson(null)}>{say(words.other)}</Button>
    </Box>
  );
}
