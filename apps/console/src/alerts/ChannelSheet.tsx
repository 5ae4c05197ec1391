import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { AlertSeverity, ChannelKind, Notices, WebhookFormat } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from '../ui/bits.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';

const words = {
  add: { zh: '添加提醒渠道', en: 'Add a channel' },
  edit: { zh: '修改提醒渠道', en: 'Edit the channel' },
  kind: { zh: '渠道', en: 'By' },
  format: { zh: '格式', en: 'Format' },
  name: { zh: '名称（可不填）', en: 'Name (optional)' },
  mail: { zh: '邮箱', en: 'E-mail address' },
  mailHelp: { zh: '留空则用您人员档案里的邮箱', en: 'Empty: the address in your own record' },
  phone: { zh: '手机号', en: 'Telephone' },
  phoneHelp: { zh: '留空则用您人员档案里的电话', en: 'Empty: the telephone in your own record' },
  url: { zh: '机器人或接口的网址', en: 'Address of the robot or interface' },
  urlKept: { zh: '留空则不改', en: 'Empty: unchanged' },
  secret: { zh: '签名密钥', en: 'Signing secret' },
  secretHelp: { zh: '只写入，不再显示。钉钉选「加签」时必填；签名 JSON 至少 8 位。', en: 'Never shown again. Needed by DingTalk robots that sign, and by signed JSON (at least 8 characters).' },
  severity: { zh: '从什么程度起', en: 'From which severity' },
  quietFrom: { zh: '免打扰从', en: 'Quiet from' },
  quietTo: { zh: '到', en: 'until' },
  quietHelp: { zh: '两格都空则不设', en: 'Leave both empty for none' },
  even: { zh: '免打扰时段内，严重的也等', en: 'Critical alerts wait too while it is quiet' },
  digest: { zh: '不严重的每天汇总成一条', en: 'What is not critical once a day, in one message' },
  hour: { zh: '汇总时间（点）', en: 'Hour of the digest' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存', en: 'Saved' },
};

type Channel = Notices['channels']['items'][number];

/** One way by which one person, or a whole group, is told. */
export function ChannelSheet({ kinds, channel, organization, canteen, onClose }: { kinds: readonly ChannelKind[]; channel: Channel | null; organization: string | null; canteen: string | null; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const { act, pending, refusals } = useAct();
  // A group has a robot, not a mailbox of its own.
  const offered = organization ? kinds.filter((kind) => kind === 'WEBHOOK') : kinds;
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? offered[0] ?? 'WEBHOOK');
  const [format, setFormat] = useState<WebhookFormat>(channel?.format ?? 'WECOM');
  const [name, setName] = useState(channel?.name ?? '');
  const [address, setAddress] = useState(kind === 'WEBHOOK' ? '' : (channel?.address ?? ''));
  const [secret, setSecret] = useState('');
  const [minSeverity, setMinSeverity] = useState<AlertSeverity>(channel?.minSeverity ?? 'WARN');
  const [quietFrom, setQuietFrom] = useState(channel ? (channel.quietFrom ?? '') : '22:00');
  const [quietTo, setQuietTo] = useState(channel ? (channel.quietTo ?? '') : '06:00');
  const [even, setEven] = useState(channel?.quietForCritical ?? false);
  const [daily, setDaily] = useState(channel?.digest === 'DAILY');
  const [hour, setHour] = useState(channel?.digestHour ?? 8);
  const webhook = kind === 'WEBHOOK';
  const save = async () => {
    const common = {
      minSeverity, quietForCritical: even, digest: daily ? ('DAILY' as const) : ('NONE' as const), digestHour: hour,
      quietFrom: quietFrom.trim() || null, quietTo: quietTo.trim() || null,
      ...(name.trim() ? { name: name.trim() } : {}),
      ...(webhook ? { format } : {}),
      ...(address.trim() ? { address: address.trim() } : webhook || !channel ? {} : { address: null }),
      ...(secret ? { secret } : {}),
    };
    const done = channel
      ? await act('updateChannel', { id: channel.id, version: channel.version, input: common } as never, { quiet: true, done: say(words.saved) })
      : await act('createChannel', { input: { kind, ...common, ...(organization ? { organization, ...(canteen ? { canteen } : {}) } : {}) } } as never, { quiet: true, done: say(words.saved) });
    if (done) onClose();
  };
  return (
    <Sheet open title={say(channel ? words.edit : words.add)} onClose={onClose} actions={<Button variant="contained" loading={pending} onClick={() => void save()}>{say(words.save)}</Button>}>
      <Refusals errors={refusals} />
      <Box component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); void save(); }} sx={{ display: 'grid', columnGap: 2, rowGap: 2.5, gridTemplateColumns: '1fr 1fr', '& .wide': { gridColumn: '1 / -1' }, '& .roomy': { gridColumn: { xs: '1 / -1', sm: 'auto' } } }}>
        {!channel && offered.length > 1 && (
          <TextField select className={webhook ? 'roomy' : 'wide'} label={say(words.kind)} value={kind} onChange={(event) => { setKind(event.target.value as ChannelKind); setAddress(''); }}>
            {offered.map((each) => <MenuItem key={each} value={each}>{labels.of('ChannelKind', each)}</MenuItem>)}
          </TextField>
        )}
        {webhook && (
          <TextField select className={!channel && offered.length > 1 ? 'roomy' : 'wide'} label={say(words.format)} value={format} onChange={(event) => setFormat(event.target.value as WebhookFormat)}>
            {(['WECOM', 'DINGTALK', 'JSON'] as const).map((each) => <MenuItem key={each} value={each}>{labels.of('WebhookFormat', each)}</MenuItem>)}
          </TextField>
        )}
        <TextField
          className="wide" value={address} onChange={(event) => setAddress(event.target.value)}
          label={say(webhook ? words.url : kind === 'SMS' ? words.phone : words.mail)}
          helperText={webhook ? (channel ? say(words.urlKept) : undefined) : say(kind === 'SMS' ? words.phoneHelp : words.mailHelp)}
          slotProps={{ htmlInput: { inputMode: webhook ? 'url' : kind === 'SMS' ? 'tel' : 'email' } }}
        />
        {webhook && <TextField className="wide" type="password" autoComplete="off" label={say(words.secret)} helperText={say(words.secretHelp)} value={secret} onChange={(event) => setSecret(event.target.value)} />}
        <TextField className="wide" label={say(words.name)} value={name} onChange={(event) => setName(event.target.value)} />
        <TextField select className="wide" label={say(words.severity)} value={minSeverity} onChange={(event) => setMinSeverity(event.target.value as AlertSeverity)}>
          {(['INFO', 'WARN', 'CRITICAL'] as const).map((each) => <MenuItem key={each} value={each}>{labels.of('AlertSeverity', each)}</MenuItem>)}
        </TextField>
        <TextField label={say(words.quietFrom)} value={quietFrom} placeholder="22:00" onChange={(event) => setQuietFrom(event.target.value)} helperText={say(words.quietHelp)} />
        <TextField label={say(words.quietTo)} value={quietTo} placeholder="06:00" onChange={(event) => setQuietTo(event.target.value)} />
        <FormControlLabel className="wide" control={<Switch checked={even} onChange={(_, on) => setEven(on)} />} label={say(words.even)} />
        <FormControlLabel className={daily ? 'roomy' : 'wide'} control={<Switch checked={daily} onChange={(_, on) => setDaily(on)} />} label={say(words.digest)} />
        {daily && (
          <TextField select className="roomy" label={say(words.hour)} value={hour} onChange={(event) => setHour(Number(event.target.value))}>
            {Array.from({ length: 24 }, (_, each) => <MenuItem key={each} value={each}>{each}:00</MenuItem>)}
          </TextField>
        )}
        <input type="submit" hidden />
      </Box>
    </Sheet>
  );
}
