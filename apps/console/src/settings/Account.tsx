import { useState } from 'react';
import { useLocaleState, useLogout } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Language, Sessions } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { forgetMe } from '../provider/authProvider.ts';
import { useMe } from '../shell/me.tsx';
import { ButtonTo, Facts, Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page, Section } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { SessionRows } from './SessionRows.tsx';

const SESSIONS = gql`
  query Sessions {
    me { account person { id hasPin } }
    sessions { id method openedAt lastSeenAt expiresAt device address current }
  }
`;

const words = {
  title: { zh: '我的账号', en: 'My account' },
  roles: { zh: '岗位', en: 'Roles' },
  whole: { zh: '全单位', en: 'the whole organization' },
  language: { zh: '语言', en: 'Language' },
  languageHelp: { zh: '界面和提示用这种语言；记录本身不变。', en: 'Screens and messages speak it; the records stay as they are.' },
  told: { zh: '提醒方式', en: 'How I am told' },
  toldText: { zh: '邮箱、群机器人、免打扰时段、日历订阅。', en: 'E-mail, group robots, quiet hours, calendar feed.' },
  toldSet: { zh: '设置', en: 'Set up' },
  security: { zh: '密码与 PIN 码', en: 'Password and PIN' },
  password: { zh: '密码', en: 'Password' },
  passwordText: { zh: '用账号登录', en: 'To sign in with the account' },
  noAccount: { zh: '没有账号，只用 PIN 码', en: 'No account: PIN only' },
  pin: { zh: 'PIN 码', en: 'PIN' },
  pinText: { zh: '在共用设备上换人、复核签字', en: 'To take over a shared device and to countersign' },
  hasPin: { zh: '已设', en: 'set' },
  noPin: { zh: '未设', en: 'not set' },
  change: { zh: '修改密码', en: 'Change password' },
  setPin: { zh: '设置 PIN 码', en: 'Set PIN' },
  changePin: { zh: '更换 PIN 码', en: 'Change PIN' },
  old: { zh: '现在的密码', en: 'Present password' },
  next: { zh: '新密码', en: 'New password' },
  again: { zh: '新密码，再输一次', en: 'New password, once more' },
  differ: { zh: '两次输入不一致', en: 'The two differ' },
  passwordNote: { zh: '修改后，您在其他设备上的登录全部失效。', en: 'Your sessions on all other devices end.' },
  newPin: { zh: '新 PIN 码（4 至 8 位数字）', en: 'New PIN (4 to 8 digits)' },
  pinAgain: { zh: '新 PIN 码，再输一次', en: 'New PIN, once more' },
  passwordChanged: { zh: '密码已修改', en: 'Password changed' },
  pinChanged: { zh: 'PIN 码已设置', en: 'PIN set' },
  sessions: { zh: '登录设备', en: 'Sessions' },
  sessionsNote: { zh: '不认得的设备请下线，然后修改密码。', en: 'End what you do not recognize, then change your password.' },
  out: { zh: '退出登录', en: 'Sign out' },
};

export default function Account() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const me = useMe();
  const logout = useLogout();
  const [locale, setLocale] = useLocaleState();
  const { act } = useAct();
  const [open, setOpen] = useState<'password' | 'pin' | null>(null);
  const { data, error, refetch } = useAsk<Sessions>(SESSIONS, {});
  if (!me) return <Page title={say(words.title)} width="form"><Ghost /></Page>;
  const speak = (language: Language | null) => {
    if (!language) return;
    setLocale(language);
    forgetMe();
    void act('setLanguage', { language });
  };
  const hasPin = data?.me?.person.hasPin;
  const account = data?.me?.account;
  return (
    <Page title={me.person.name} name={say(words.title)} sub={account} width="form" actions={<Button variant="outlined" onClick={() => void logout()}>{say(words.out)}</Button>}>
      <Section title={say(words.roles)}>
        <Facts
          columns={1}
          rows={me.grants.map((grant) => [
            labels.of('Role', grant.role),
            `${format.text(grant.organization.name)} · ${grant.canteen ? format.text(me.canteens.find((each) => each.id === grant.canteen?.id)?.name) : say(words.whole)}`,
          ])}
        />
      </Section>
      <Section title={say(words.language)}>
        <Box sx={{ color: 'text.secondary', mb: 1 }}>{say(words.languageHelp)}</Box>
        <ToggleButtonGroup exclusive value={locale} aria-label={say(words.language)} onChange={(_, value: Language | null) => speak(value)}>
          <ToggleButton value="zh" lang="zh-CN" sx={{ minWidth: 120 }}>中文</ToggleButton>
          <ToggleButton value="en" lang="en" sx={{ minWidth: 120 }}>English</ToggleButton>
        </ToggleButtonGroup>
      </Section>
      <Section title={say(words.told)}>
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <Box sx={{ flex: 1, color: 'text.secondary' }}>{say(words.toldText)}</Box>
          <ButtonTo to="/notices" variant="outlined">{say(words.toldSet)}</ButtonTo>
        </Box>
      </Section>
      <Section title={say(words.security)}>
        <Line name={say(words.password)} text={say(data && !account ? words.noAccount : words.passwordText)} act={account && <Button variant="outlined" onClick={() => setOpen('password')}>{say(words.change)}</Button>} />
        <Line
          name={<>{say(words.pin)} {hasPin !== undefined && <Tone plain tone={hasPin ? 'ok' : 'warn'}>{say(hasPin ? words.hasPin : words.noPin)}</Tone>}</>}
          text={say(words.pinText)}
          act={account && <Button variant="outlined" onClick={() => setOpen('pin')}>{say(hasPin ? words.changePin : words.setPin)}</Button>}
        />
      </Section>
      <Section title={say(words.sessions)}>
        <Box sx={{ color: 'text.secondary', mb: 1 }}>{say(words.sessionsNote)}</Box>
        {!data && !error && <Ghost rows={2} height={60} />}
        {!data && error && <Failed error={error} retry={() => void refetch()} />}
        {data && <SessionRows sessions={data.sessions} />}
      </Section>
      {open === 'password' && <PasswordSheet onClose={() => setOpen(null)} />}
      {open === 'pin' && <PinSheet onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Line({ name, text, act }: { name: React.ReactNode; text: string; act: React.ReactNode }) {
  return (
    <Box sx={{ display: 'flex', gap: 2, py: 1, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 500 }}>{name}</Box>
        <Box sx={{ color: 'text.secondary' }}>{text}</Box>
      </Box>
      {act}
    </Box>
  );
}

function Secret({ label, value, onChange, error, complete, digits, first }: { label: string; value: string; onChange: (value: string) => void; error?: string | undefined; complete: string; digits?: boolean; first?: boolean }) {
  return (
    <TextField
      type="password" autoFocus={!!first} label={label} value={value} error={!!error} helperText={error} autoComplete={complete}
      onChange={(event) => onChange(digits ? event.target.value.replace(/\D/g, '').slice(0, 8) : event.target.value)}
      slotProps={{ htmlInput: digits ? { inputMode: 'numeric' } : {} }}
    />
  );
}

function PasswordSheet({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { act, pending, refusals } = useAct();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const differ = !!again && !next.startsWith(again);
  const save = async () => {
    if (await act('changePassword', { old, new: next }, { quiet: true, done: say(words.passwordChanged) })) onClose();
  };
  return (
    <Sheet open title={say(words.change)} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!old || !next || next !== again} onClick={() => void save()}>{say(words.change)}</Button>}>
      <Refusals errors={refusals} />
      <Box component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); if (old && next && next === again) void save(); }} sx={{ display: 'grid', gap: 2 }}>
        <Box sx={{ color: 'text.secondary' }}>{say(words.passwordNote)}</Box>
        <Secret first label={say(words.old)} value={old} onChange={setOld} complete="current-password" />
        <Secret label={say(words.next)} value={next} onChange={setNext} complete="new-password" />
        <Secret label={say(words.again)} value={again} onChange={setAgain} complete="new-password" error={differ ? say(words.differ) : undefined} />
        <input type="submit" hidden />
      </Box>
    </Sheet>
  );
}

function PinSheet({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { act, pending, refusals } = useAct();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [password, setPassword] = useState('');
  const differ = !!again && !pin.startsWith(again);
  const ready = pin.length >= 4 && pin === again && !!password;
  const save = async () => {
    if (await act('setPin', { pin, password }, { quiet: true, done: say(words.pinChanged) })) onClose();
  };
  return (
    <Sheet open title={say(words.setPin)} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!ready} onClick={() => void save()}>{say(words.setPin)}</Button>}>
      <Refusals errors={refusals} />
      <Box component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); if (ready) void save(); }} sx={{ display: 'grid', gap: 2 }}>
        <Secret first digits label={say(words.newPin)} value={pin} onChange={setPin} complete="off" />
        <Secret digits label={say(words.pinAgain)} value={again} onChange={setAgain} complete="off" error={differ ? say(words.differ) : undefined} />
        <Secret label={say(words.password)} value={password} onChange={setPassword} complete="current-password" />
        <input type="submit" hidden />
      </Box>
    </Sheet>
  );
}
