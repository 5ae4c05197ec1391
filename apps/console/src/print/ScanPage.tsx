import { useEffect, useRef, useState } from 'react';
import { useDataProvider, useNavigate } from 'react-admin';
import { useSearchParams } from 'react-router';
import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { addressOfRecord, recordWords } from '../ledgers/records.ts';
import type { Scanned, ScannedVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { NoAnswer, send } from '../provider/transport.ts';
import { useCan, useMe } from '../shell/me.tsx';
import { Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { ScanView } from '../ui/Scan.tsx';
import { codeInPhoto } from '../ui/qr.ts';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { codeOf } from './code.ts';
import { findByCode } from './find.ts';
import type { Found } from './find.ts';

const SCANNED = gql`
  query Scanned($code: ShortText!) { scanned(code: $code) { recordType recordId resource } }
`;

const words = {
  title: { zh: '扫码', en: 'Scan' },
  sub: { zh: '扫标签或打印表上的码，打开那条记录。', en: 'Scan a label or the code on a printed form to open its record.' },
  typed: { zh: '或输入编号、批号', en: 'Or type a number or lot code' },
  open: { zh: '打开', en: 'Open' },
  photo: { zh: '拍一张码', en: 'Photograph the code' },
  unread: { zh: '照片里没有读到码。拍近一点、拍正、别反光，再试一次。', en: 'No code was found in the picture. Closer, straight, without glare, and once more.' },
  several: { zh: '「{code}」有几条', en: 'Several are called “{code}”' },
  none: { zh: '「{code}」没有找到。可能是别的单位的标签，也可能您的岗位看不到它。', en: 'Nothing was found for “{code}”. It may belong to another institution, or your role does not let you see it.' },
  offline: { zh: '没有网络，查不到。连上后再试。', en: 'No network, so it cannot be looked up. Try again when it is back.' },
  again: { zh: '再扫一个', en: 'Scan another' },
};

/** Whoever scans the label of a fridge is about to read its thermometer. */
const addressOf = ({ recordType, recordId, resource }: NonNullable<Scanned['scanned']>): string =>
  recordType === 'Area' ? `/temperatures?area=${recordId}` : (addressOfRecord(recordType, recordId) ?? `/${resource}/${recordId}/show`);

/** From a code to its record: by camera, by photo where the browser gives no camera, or typed. */
export default function ScanPage() {
  const say = useSay();
  const format = useFormat();
  const navigate = useNavigate();
  const provider = useDataProvider();
  const can = useCan();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const code = params.get('code');
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState<{ code: string; offline: boolean } | null>(null);
  const [several, setSeveral] = useState<Found[]>([]);
  const [unread, setUnread] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const look = (read: string) => setParams({ code: codeOf(read).slice(0, 200) }, { replace: true });

  useEffect(() => {
    if (!code || !me) return;
    let left = false;
    setFailed(null);
    setUnread(false);
    setSeveral([]);
    const open = async () => {
      const variables: ScannedVariables = { code: codeOf(code) };
      const { scanned } = await send<Scanned>(SCANNED, variables);
      if (left) return;
      if (scanned) return navigate(addressOf(scanned), { replace: true });
      const found = code.startsWith('/') ? [] : await findByCode(provider, can, code);
      if (left) return;
      if (found.length === 1) navigate(`/${found[0]!.resource}/${found[0]!.id}/show`, { replace: true });
      else if (found.length) setSeveral(found);
      else setFailed({ code, offline: false });
    };
    open().catch((error: unknown) => !left && setFailed({ code, offline: error instanceof NoAnswer }));
    return () => {
      left = true;
    };
  }, [code, me]);

  const photo = async (file: File | undefined) => {
    const read = file ? await codeInPhoto(file) : null;
    if (read) look(read);
    else setUnread(true);
  };
  if (several.length) {
    return (
      <Page title={say(words.several, { code })} width="form" back="/scan">
        {several.map(({ resource, id, type, code: own, name }) => (
          <Box key={id} sx={{ py: 1, minHeight: 48, borderTop: 1, borderColor: 'divider' }}>
            <To to={`/${resource}/${id}/show`}>{[say(recordWords(type)), own, name && format.text(name)].filter(Boolean).join(' ')}</To>
          </Box>
        ))}
      </Page>
    );
  }
  if (code && !failed) return <Page title={say(words.title)} width="form"><Ghost rows={3} height={72} /></Page>;
  return (
    <Page title={say(words.title)} sub={say(words.sub)} width="form">
      {failed && <Box role="alert" sx={{ mb: 2 }}><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(failed.offline ? words.offline : words.none, { code: failed.code })}</span></Tone></Box>}
      {unread && <Box role="alert" sx={{ mb: 2 }}><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.unread)}</span></Tone></Box>}
      {failed
        ? <Button variant="outlined" sx={{ mb: 2 }} onClick={() => { setFailed(null); setParams({}, { replace: true }); }}>{say(words.again)}</Button>
        : <ScanView onCode={look} />}
      <Box sx={{ my: 2 }}>
        <Button variant="outlined" startIcon={<PhotoCamera />} onClick={() => input.current?.click()}>{say(words.photo)}</Button>
        <input ref={input} type="file" accept="image/*" capture="environment" hidden onChange={(event) => { void photo(event.target.files?.[0]); event.target.value = ''; }} />
      </Box>
      <Box component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); if (typed.trim()) look(typed); }} sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 1 }}>
        <TextField label={say(words.typed)} value={typed} onChange={(event) => setTyped(event.target.value)} slotProps={{ htmlInput: { autoCapitalize: 'characters', autoCorrect: 'off', spellCheck: false, maxLength: 200 } }} />
        <Button type="submit" variant="contained" disabled={!typed.trim()} sx={{ minHeight: 48 }}>{say(words.open)}</Button>
      </Box>
    </Page>
  );
}
