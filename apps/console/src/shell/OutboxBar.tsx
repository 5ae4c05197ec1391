import { useState } from 'react';
import CloudOff from '@mui/icons-material/CloudOff';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { discard, flush, useOnline, useOutbox } from '../provider/outbox.ts';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useMe } from './me.tsx';

const words = {
  offline: { zh: '没有网络', en: 'No network' },
  waiting: { zh: '{n} 条等待发送', en: '{n} waiting to be sent' },
  refused: { zh: '{n} 条未被接受', en: '{n} refused' },
  look: { zh: '查看', en: 'Look' },
  title: { zh: '等待发送', en: 'Waiting to be sent' },
  now: { zh: '立即发送', en: 'Send now' },
  drop: { zh: '不再发送', en: 'Do not send' },
  other: { zh: '由其他人录入，须由本人登录后发送', en: 'Entered by someone else; it is sent when they sign in' },
};

/** Quiet: says how many acts wait for the network, and which the API refused when they arrived. */
export function OutboxBar() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const online = useOnline();
  const waiting = useOutbox();
  const [open, setOpen] = useState(false);
  if (online && !waiting.length) return null;
  const refused = waiting.filter((item) => item.refused).length;
  const text = [
    !online && say(words.offline),
    waiting.length > refused && say(words.waiting, { n: waiting.length - refused }),
    refused > 0 && say(words.refused, { n: refused }),
  ].filter(Boolean).join(' · ');
  return (
    <>
      <Box role="status" sx={(theme) => ({ display: 'flex', alignItems: 'center', gap: 1, px: 2, minHeight: 44, bgcolor: theme.tones.warnGround, color: theme.tones.warn })}>
        <CloudOff aria-hidden fontSize="small" />
        <Box sx={{ flex: 1 }}>{text}</Box>
        {waiting.length > 0 && <Button color="inherit" onClick={() => setOpen(true)}>{say(words.look)}</Button>}
      </Box>
      <Sheet open={open} title={say(words.title)} onClose={() => setOpen(false)} actions={<Button variant="contained" onClick={() => void flush()}>{say(words.now)}</Button>}>
        {waiting.map((item) => (
          <Box key={item.key} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}><span>{item.label}</span><Box component="span" sx={{ color: 'text.secondary' }}>{format.when(item.at)}</Box></Box>
            {item.person !== me?.person.id && <Box sx={{ color: 'text.secondary' }}>{say(words.other)}</Box>}
            {item.refused && <><Refusals errors={item.refused} /><Button variant="outlined" onClick={() => discard(item.key)}>{say(words.drop)}</Button></>}
          </Box>
        ))}
      </Sheet>
    </>
  );
}
