import { useState } from 'react';
import { useLocaleState, useLogout, useNavigate, useNotify, useTheme } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import AccountCircle from '@mui/icons-material/AccountCircleOutlined';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import useMediaQuery from '@mui/material/useMediaQuery';
import { forgetMe } from '../provider/authProvider.ts';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from '../ui/bits.tsx';
import { PersonAndPin } from '../ui/PinPad.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useCanteen, useMe } from './me.tsx';

const words = {
  account: { zh: '我的账号与会话', en: 'My account and sessions' },
  switch: { zh: '换人（PIN）', en: 'Switch person (PIN)' },
  switched: { zh: '现在是 {name}', en: 'Now it is {name}' },
  other: { zh: 'English', en: '中文' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
  out: { zh: '退出登录', en: 'Sign out' },
  menu: { zh: '用户菜单', en: 'User menu' },
};

export function UserMenu({ compact }: { compact?: boolean }) {
  const say = useSay();
  const labels = useLabels();
  const me = useMe();
  const canteen = useCanteen();
  const logout = useLogout();
  const navigate = useNavigate();
  const notify = useNotify();
  const client = useQueryClient();
  const [locale, setLocale] = useLocaleState();
  const [theme, setTheme] = useTheme();
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const dark = theme ? theme === 'dark' : systemDark;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [switching, setSwitching] = useState(false);
  const { act, pending, refusals } = useAct();
  const role = me?.grants.find((grant) => grant.canteen?.id === canteen?.id)?.role ?? me?.grants[0]?.role;
  const close = () => setAnchor(null);
  const open = (event: React.MouseEvent<HTMLElement>) => setAnchor(event.currentTarget);

  return (
    <>
      {compact ? (
        <IconButton edge="end" aria-label={say(words.menu)} aria-haspopup="menu" onClick={open}><AccountCircle /></IconButton>
      ) : (
        <ButtonBase aria-haspopup="menu" onClick={open} sx={(t) => ({ display: 'flex', gap: 1.5, px: 1.5, minHeight: 56, width: 1, justifyContent: 'flex-start', borderTop: `1px solid ${t.tones.line}`, font: 'inherit', textAlign: 'left', '&:hover': { bgcolor: t.tones.sunk } })}>
          <AccountCircle aria-hidden />
          <Box component="span" sx={{ lineHeight: 1.35 }}>
            {me?.person.name ?? ''}
            <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.8125rem' }}>{labels.of('Role', role)}</Box>
          </Box>
        </ButtonBase>
      )}
      <Menu open={!!anchor} anchorEl={anchor} onClose={close} slotProps={{ paper: { sx: { minWidth: 220 } } }}>
        {compact && <MenuItem disabled sx={{ opacity: '1 !important' }}>{me?.person.name} · {labels.of('Role', role)}</MenuItem>}
        <MenuItem onClick={() => { close(); setSwitching(true); }}>{say(words.switch)}</MenuItem>
        <MenuItem onClick={() => { close(); navigate('/account'); }}>{say(words.account)}</MenuItem>
        <Divider />
        <MenuItem lang={locale === 'en' ? 'zh' : 'en'} onClick={() => { close(); setLocale(locale === 'en' ? 'zh' : 'en'); }}>{say(words.other)}</MenuItem>
        <MenuItem onClick={() => { close(); setTheme(dark ? 'light' : 'dark'); }}>{say(dark ? words.light : words.dark)}</MenuItem>
        <Divider />
        <MenuItem onClick={() => { close(); void logout(); }}>{say(words.out)}</MenuItem>
      </Menu>
      <Sheet open={switching} title={say(words.switch)} onClose={() => setSwitching(false)} full>
        <Refusals errors={refusals} />
        <PersonAndPin
          pending={pending}
          onPin={(person, pin) => void act('switchPerson', { person: person.id, pin }, { quiet: true }).then((outcome) => {
            if (!outcome) return;
            setSwitching(false);
            forgetMe();
            client.clear();
            notify(say(words.switched, { name: person.name }), { type: 'success' });
            navigate('/');
          })}
        />
      </Sheet>
    </>
  );
}
