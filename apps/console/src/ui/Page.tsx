import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { LinkBase } from 'react-admin';
import ArrowBack from '@mui/icons-material/ArrowBack';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useSay } from './say.ts';

const words = { back: { zh: '返回', en: 'Back' }, app: { zh: '食堂台账', en: 'Canteen records' } };

interface Props {
  title: ReactNode;
  /** For the browser's tab, where the title is more than text. */
  name?: string;
  sub?: ReactNode;
  actions?: ReactNode;
  back?: string;
  /** Forms read best narrow, tables wide. */
  width?: 'form' | 'wide';
  children: ReactNode;
}

/** One screen: its title and few acts on top, then its content. */
export function Page({ title, name, sub, actions, back, width = 'wide', children }: Props) {
  const say = useSay();
  const tab = name ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = tab ? `${tab} · ${say(words.app)}` : say(words.app);
  });
  return (
    <Box component="section" sx={{ maxWidth: width === 'form' ? 760 : 1360, mx: 'auto', width: '100%', pb: 4 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, minHeight: 56, mb: 2 }}>
        {back !== undefined && (
          <IconButton component={LinkBase} to={back} aria-label={say(words.back)} edge="start">
            <ArrowBack />
          </IconButton>
        )}
        <Box sx={{ flex: back === undefined ? '1 1 224px' : '1 1 240px', minWidth: 0 }}>
          <Typography variant="h1" component="h1">{title}</Typography>
          {sub && <Typography component="div" sx={{ color: 'text.secondary' }}>{sub}</Typography>}
        </Box>
        {actions && <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: { xs: 'flex-start', md: 'flex-end' } }}>{actions}</Box>}
      </Box>
      {children}
    </Box>
  );
}

/** A part of a record or a screen, set off by a line. */
export function Section({ title, actions, children }: { title?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <Box component="section" aria-label={typeof title === 'string' ? title : undefined} sx={{ borderTop: 1, borderColor: 'divider', pt: 2, pb: 3 }}>
      {(title ?? actions) && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1, minHeight: 32 }}>
          <Typography variant="h2" sx={{ flex: 1 }}>{title}</Typography>
          {actions}
        </Box>
      )}
      {children}
    </Box>
  );
}

/** The fixed bar at the bottom with the one likely act. */
export function BottomAct({ children }: { children: ReactNode }) {
  return (
    <>
      <Box sx={{ height: 60, display: { md: 'none' } }} />
      <Box
        sx={{
          position: { xs: 'fixed', md: 'sticky' }, insetInline: 0, bottom: { xs: 'calc(64px + env(safe-area-inset-bottom))', md: 0 }, zIndex: 3, mt: { md: 2 },
          px: { xs: 2, md: 0 }, py: 1, bgcolor: 'background.default', borderTop: 1, borderColor: 'divider',
          display: 'flex', gap: 1, alignItems: 'center', '& > button': { flex: { xs: 1, md: 'none' } },
        }}
      >
        {children}
      </Box>
    </>
  );
}
