import { useState } from 'react';
import { useLocaleState, useLogin } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { gql } from '../provider/gql.ts';
import type { LoginNotice } from '../provider/generated.ts';
import { useAsk } from '../provider/useAsk.ts';
import { NoAnswer, Refused, speaker } from '../provider/transport.ts';
import type { UserError } from '../provider/transport.ts';
import { Refusals } from '../ui/bits.tsx';
import { useLang, useSay } from '../ui/say.ts';

const SITE = gql`query LoginNotice { site { demo } }`;

const words = {
  title: { zh: '食堂台账', en: 'Canteen records' },
  sub: { zh: '进货、制作、留样，有据可查', en: 'Received, cooked, sampled: on record' },
  account: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  signIn: { zh: '登录', en: 'Sign in' },
  other: { zh: 'English', en: '中文' },
  noNetwork: { zh: '连不上服务器。请检查网络后再试。', en: 'The server cannot be reached. Check the network and try again.' },
  demo: { zh: '演示系统：账号和密码在启动时打印在终端里。', en: 'Demo: accounts and passwords are printed in the terminal at start.' },
  forgot: { zh: '忘记密码？请本单位管理员在「设置 › 人员」重设。', en: 'Forgotten? Your administrator can reset it under Settings › People.' },
};

export function Login() {
  const say = useSay();
  speaker.lang = useLang();
  const login = useLogin();
  const [locale, setLocale] = useLocaleState();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState<UserError[]>([]);
  const { data } = useAsk<LoginNotice>(SITE, {});

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setPending(true);
    setErrors([]);
    try {
      await login({ account: account.trim(), password });
    } catch (error) {
      if (error instanceof Refused) setErrors(error.errors);
      else if (error instanceof NoAnswer) setErrors([{ code: 'NO_NETWORK', message: say(words.noNetwork), field: null }]);
      else setErrors([{ code: 'ERROR', message: error instanceof Error ? error.message : String(error), field: null }]);
    } finally {
      setPending(false);
    }
  };
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}>
      <Box component="form" onSubmit={(event: React.FormEvent) => void submit(event)} sx={{ width: 1, maxWidth: 360, display: 'grid', gap: 2 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between' }}>
          <Typography variant="h1">{say(words.title)}</Typography>
          <Button variant="text" lang={locale === 'en' ? 'zh' : 'en'} onClick={() => setLocale(locale === 'en' ? 'zh' : 'en')}>{say(words.other)}</Button>
        </Box>
        <Typography sx={{ color: 'text.secondary', mt: -1.5 }}>{say(words.sub)}</Typography>
        <Refusals errors={errors} />
        <TextField label={say(words.account)} name="account" autoComplete="username" autoFocus required value={account} onChange={(event) => setAccount(event.target.value)} slotProps={{ htmlInput: { autoCapitalize: 'off', spellCheck: false } }} />
        <TextField label={say(words.password)} name="password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button type="submit" variant="contained" size="large" loading={pending}>{say(words.signIn)}</Button>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>{say(data?.site.demo ? words.demo : words.forgot)}</Typography>
      </Box>
    </Box>
  );
}
