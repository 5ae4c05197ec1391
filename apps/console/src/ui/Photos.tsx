import { useEffect, useRef, useState } from 'react';
import AddAPhoto from '@mui/icons-material/AddAPhotoOutlined';
import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { keep, pictureOf, upload } from '../provider/files.ts';
import { NoAnswer } from '../provider/transport.ts';
import { useSay } from './say.ts';

const words = {
  take: { zh: '拍照', en: 'Take a photo' },
  remove: { zh: '去掉这张', en: 'Remove this one' },
  open: { zh: '打开原件', en: 'Open the file' },
};

interface Props {
  label?: string;
  /** What is photographed, for those who hear the screen: several of these buttons may stand on it. */
  about?: string;
  /** Called with the photo's name in this browser; it becomes a file when it is sent. */
  onPhoto: (id: string) => void;
  onError?: (message: string) => void;
  pdf?: boolean;
  compact?: boolean;
  filled?: boolean;
}

/** The phone's camera where there is one, a file where not. Sent at once, waits here when there is no network. */
export function PhotoButton({ label, about, onPhoto, onError, pdf, compact, filled }: Props) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      const photo = await keep(file);
      onPhoto(photo.id);
      await upload(photo.id);
    } catch (error) {
      if (!(error instanceof NoAnswer) && error instanceof Error) onError?.(error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button {...(about ? { 'aria-label': `${label ?? say(words.take)} ${about}` } : {})} variant={filled ? 'contained' : 'outlined'} startIcon={<AddAPhoto />} loading={busy} size={compact ? 'small' : 'medium'} onClick={() => input.current?.click()}>
        {label ?? say(words.take)}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={pdf ? 'image/*,application/pdf' : 'image/*'}
        {...(pdf ? {} : { capture: 'environment' as const })}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** A small picture that opens the whole one; what is not a picture shows its name. */
export function Thumb({ id, name, contentType, url, onRemove, size = 64 }: { id: string; name?: string; contentType?: string; url?: string; onRemove?: () => void; size?: number }) {
  const say = useSay();
  const [picture, setPicture] = useState<string | null>(url ?? null);
  useEffect(() => {
    if (url) return;
    let alive = true;
    void pictureOf(id).then((found) => alive && setPicture(found));
    return () => {
      alive = false;
    };
  }, [id, url]);
  const isPicture = !contentType || contentType.startsWith('image/');
  return (
    <Box sx={{ position: 'relative', width: size, height: size, flex: 'none' }}>
      <Box
        component="a"
        href={picture ?? undefined}
        target="_blank"
        rel="noreferrer"
        aria-label={`${say(words.open)}${name ? `: ${name}` : ''}`}
        sx={{ display: 'grid', placeItems: 'center', width: 1, height: 1, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden', color: 'text.primary', fontSize: '0.8125rem', textDecoration: 'none' }}
      >
        {isPicture && picture ? <img src={picture} alt={name ?? ''} style={{ width: '100%', height: '100%', objectFit: 'cover' }} /> : (contentType === 'application/pdf' ? 'PDF' : '…')}
      </Box>
      {onRemove && (
        <IconButton onClick={onRemove} aria-label={say(words.remove)} sx={{ position: 'absolute', top: -14, right: -14, '& svg': { bgcolor: 'background.paper', borderRadius: '50%', border: 1, fontSize: 20 } }}>
          <Close />
        </IconButton>
      )}
    </Box>
  );
}
