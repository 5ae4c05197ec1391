import Laptop from '@mui/icons-material/LaptopOutlined';
import Phone from '@mui/icons-material/SmartphoneOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Sessions } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { Empty } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { deviceOf } from './device.ts';

const words = {
  here: { zh: '本设备', en: 'This device' },
  unknown: { zh: '未知设备', en: 'Unknown device' },
  by: { zh: '{method}登录', en: 'signed in by {method}' },
  opened: { zh: '登录 {at}', en: 'signed in {at}' },
  seen: { zh: '最近使用 {at}', en: 'last seen {at}' },
  end: { zh: '下线', en: 'End' },
  ended: { zh: '已下线', en: 'Session ended' },
  none: { zh: '没有登录中的设备。', en: 'No device is signed in.' },
};

export function SessionRows({ sessions }: { sessions: Sessions['sessions'] }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const { act, pending } = useAct();
  if (!sessions.length) return <Empty text={say(words.none)} />;
  return (
    <>
      {sessions.map((session) => {
        const device = deviceOf(session.device);
        return (
          <Box key={session.id} sx={{ display: 'flex', gap: 2, py: 1, minHeight: 60, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
            <Box sx={{ color: 'text.secondary', display: 'flex' }}>{device?.phone ? <Phone aria-hidden /> : <Laptop aria-hidden />}</Box>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, fontWeight: 500 }}>
                {device?.name ?? say(words.unknown)}
                {session.current && <Tone tone="ok" plain>{say(words.here)}</Tone>}
              </Box>
              <Box sx={{ color: 'text.secondary' }}>
                {[say(words.by, { method: labels.of('SignInMethod', session.method) }), session.address, say(words.opened, { at: format.when(session.openedAt) }), say(words.seen, { at: format.when(session.lastSeenAt) })].filter(Boolean).join(' · ')}
              </Box>
            </Box>
            {!session.current && (
              <Button variant="outlined" loading={pending} onClick={() => void act('revokeSession', { id: session.id }, { done: say(words.ended) })}>{say(words.end)}</Button>
            )}
          </Box>
        );
      })}
    </>
  );
}
