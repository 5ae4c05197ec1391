import type { ReactNode } from 'react';
import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { useSay } from './say.ts';

const words = { close: { zh: '关闭', en: 'Close' } };

export const usePhone = () => useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));

interface Props {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  actions?: ReactNode;
  /** Fills a phone's screen: for searching and for anything with a keypad. */
  full?: boolean;
  children: ReactNode;
}

/** One question over the screen: a dialog on a desktop, a sheet from below on a phone. */
export function Sheet({ open, title, onClose, actions, full, children }: Props) {
  const phone = usePhone();
  const say = useSay();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      fullScreen={phone && !!full}
      slotProps={{
        paper: {
          sx: phone && !full
            ? { m: 0, width: '100%', maxWidth: '100%', position: 'absolute', bottom: 0, borderBottomLeftRadius: 0, borderBottomRightRadius: 0, maxHeight: 'calc(100% - 48px)' }
            : {},
        },
      }}
    >
      <DialogTitle component="div" sx={{ display: 'flex', alignItems: 'center', pr: 1 }}>
        <Box component="h2" sx={{ flex: 1, m: 0, font: 'inherit' }}>{title}</Box>
        <IconButton onClick={onClose} aria-label={say(words.close)}><Close /></IconButton>
      </DialogTitle>
      <DialogContent sx={{ pt: '8px !important' }}>{children}</DialogContent>
      {actions && <DialogActions sx={{ '& > button': { flex: { xs: 1, md: 'none' } } }}>{actions}</DialogActions>}
    </Dialog>
  );
}
