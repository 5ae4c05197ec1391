import { useState } from 'react';
import { useNotify } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useAct } from '../provider/useAct.ts';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';

const words = {
  title: { zh: '日历订阅', en: 'Calendar feed' },
  text: { zh: '把您未来 14 天要做的事订阅到手机或电脑的日历里。地址就是钥匙：知道的人都能看，请勿转发。', en: 'Your next 14 days of duties in the calendar of your phone or computer. The address is the key: whoever knows it can read it, so do not pass it on.' },
  since: { zh: '订阅地址于 {at} 生成，只显示过一次。', en: 'The address was made {at} and shown once.' },
  make: { zh: '生成订阅地址', en: 'Make the address' },
  renew: { zh: '换一个新地址', en: 'Make a new address' },
  end: { zh: '停止订阅', en: 'End the feed' },
  once: { zh: '请现在就复制：离开此页后不再显示。', en: 'Copy it now: it is not shown again.' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  ended: { zh: '订阅已停止，旧地址失效', en: 'Ended: the old address answers nothing' },
  address: { zh: '订阅地址', en: 'Address' },
};

export function CalendarSection({ feed }: { feed: { createdAt: string } | null }) {
  const say = useSay();
  const format = useFormat();
  const notify = useNotify();
  const { act, pending } = useAct();
  const [url, setUrl] = useState<string | null>(null);
  const renew = async () => {
    const outcome = await act('renewCalendarFeed', {});
    setUrl((outcome?.records[0] as { url?: string | null } | undefined)?.url ?? null);
  };
  return (
    <Section title={say(words.title)}>
      <Box sx={{ color: 'text.secondary' }}>{say(words.text)}</Box>
      {feed && !url && <Box sx={{ mt: 1 }}>{say(words.since, { at: format.moment(feed.createdAt) })}</Box>}
      {url && (
        <Box sx={{ display: 'flex', gap: 1, mt: 2, alignItems: 'flex-start' }}>
          <TextField fullWidth label={say(words.address)} value={url} helperText={say(words.once)} slotProps={{ htmlInput: { readOnly: true, onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select() } }} />
          {/* Browsers lend the clipboard to https only. */}
          {window.isSecureContext && <Button variant="contained" sx={{ flex: 'none', minHeight: 50 }} onClick={() => void navigator.clipboard.writeText(url).then(() => notify(say(words.copied), { type: 'success' }))}>{say(words.copy)}</Button>}
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1, mt: 1.5 }}>
        <Button variant="outlined" loading={pending} onClick={() => void renew()}>{say(feed ?? url ? words.renew : words.make)}</Button>
        {(feed ?? url) && <Button variant="text" color="inherit" onClick={() => { setUrl(null); void act('endCalendarFeed', {}, { done: say(words.ended) }); }}>{say(words.end)}</Button>}
      </Box>
    </Section>
  );
}
