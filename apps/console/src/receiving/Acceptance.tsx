import { useState } from 'react';
import { useNavigate } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Words } from '@canteen/kernel';
import type { GoodsReceiptRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useRecord } from '../provider/useRecord.ts';
import { useCan, useMe } from '../shell/me.tsx';
import { ButtonTo, Empty, Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { BottomAct, Page } from '../ui/Page.tsx';
import { PersonAndPin } from '../ui/PinPad.tsx';
import { PhotoButton, Thumb } from '../ui/Photos.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';
import { LineNotes } from './GoodsReceiptShow.tsx';

const words = {
  title: { zh: '验收 {number}', en: 'Accept {number}' },
  who: { zh: '{name} 收货，须由另一人验收。', en: 'Received by {name}; somebody else accepts.' },
  accept: { zh: '接收', en: 'Accept' },
  reject: { zh: '拒收', en: 'Reject' },
  reason: { zh: '拒收原因', en: 'Reason' },
  photo: { zh: '拍照为证', en: 'Photo as proof' },
  sign: { zh: '验收签字（PIN）', en: 'Countersign (PIN)' },
  mine: { zh: '以我的名义验收', en: 'Accept in my name' },
  done: { zh: '已验收：接收 {yes}，拒收 {no}', en: 'Done: {yes} accepted, {no} rejected' },
  switchAll: { zh: '把不能接收的 {n} 行改为拒收', en: 'Reject the {n} lines that cannot be accepted' },
  papers: { zh: '补证明或复测', en: 'Add papers or re-measure' },
  not: { zh: '这张收货单不在验收中。', en: 'This receipt is not waiting for acceptance.' },
  back: { zh: '看收货单', en: 'Open the receipt' },
  wait: { zh: '稍后再验收', en: 'Later' },
  temp: { zh: '{t} °C', en: '{t} °C' },
  until: { zh: '至 {day}', en: 'to {day}' },
};

const REASONS: Words[] = [
  { zh: '温度超标', en: 'Too warm' },
  { zh: '已过保质期', en: 'Past its expiry' },
  { zh: '证明不全', en: 'Papers missing' },
  { zh: '变质或异味', en: 'Spoiled or smells' },
  { zh: '包装破损', en: 'Packaging damaged' },
  { zh: '快检不合格', en: 'Test failed' },
];

interface Verdict { accept: boolean; reason: string; photo: string | null }

/** The second person's word on every line. What cannot be accepted is rejected, with reason and photo. */
export function Acceptance() {
  const { data: receipt, error, refetch } = useRecord<GoodsReceiptRecord>('goodsReceipts');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!receipt) return <Ghost rows={8} />;
  return <Verdicts key={receipt.id} receipt={receipt} />;
}

function Verdicts({ receipt }: { receipt: GoodsReceiptRecord }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const navigate = useNavigate();
  const can = useCan();
  const me = useMe();
  const { act, pending, refusals } = useAct();
  const [verdicts, setVerdicts] = useState<Record<string, Verdict>>({});
  const [signing, setSigning] = useState(false);
  const back = `/goodsReceipts/${receipt.id}/show`;
  if (receipt.state !== 'INSPECTING') {
    return <Page title={receipt.number} back={back} width="form"><Empty text={say(words.not)} action={<ButtonTo to={back} variant="outlined">{say(words.back)}</ButtonTo>} /></Page>;
  }
  const of = (line: string): Verdict => verdicts[line] ?? { accept: true, reason: '', photo: null };
  const set = (line: string, part: Partial<Verdict>) => setVerdicts((now) => ({ ...now, [line]: { ...of(line), ...part } }));
  const errorsOf = (index: number) => refusals.filter((each) => new RegExp(`^verdicts\\.${index}(\\.|$)`).test(each.field ?? ''));
  const general = refusals.filter((each) => !/^verdicts\.\d+/.test(each.field ?? ''));
  const refused = receipt.lines.filter((line, index) => of(line.id).accept && errorsOf(index).length > 0);
  const rejects = receipt.lines.filter((line) => !of(line.id).accept).length;

  const submit = async (checker: { person: string; pin: string } | null) => {
    const outcome = await act(
      'acceptGoodsReceipt',
      {
        id: receipt.id,
        checker,
        verdicts: receipt.lines.map((line) => {
          const { accept, reason, photo } = of(line.id);
          return accept ? { line: line.id, accept } : { line: line.id, accept, reason: reason.trim() || null, photo };
        }),
      },
      { quiet: true, done: say(words.done, { yes: receipt.lines.length - rejects, no: rejects }) },
    );
    setSigning(false);
    if (outcome) navigate(back);
    else window.scrollTo({ top: 0 });
  };
  const mine = can('receiving:accept') && me?.person.id !== receipt.receivedBy.id;

  return (
    <Page title={say(words.title, { number: receipt.number })} sub={<>{format.text(receipt.supplier?.name)} · {say(words.who, { name: receipt.receivedBy.name })}</>} back={back} width="form"
      actions={receipt.availableActions.includes('SAVE') && <ButtonTo to={`/goodsReceipts/${receipt.id}`} variant="outlined">{say(words.papers)}</ButtonTo>}>
      <Refusals errors={general} />
      {receipt.supplier && receipt.supplier.licenceStatus !== 'VALID' && (
        <Box sx={{ mb: 1 }}>{say({ zh: '供货者许可证', en: "Supplier's licence" })} <State of="LicenceStatus" value={receipt.supplier.licenceStatus} /></Box>
      )}
      {refused.length > 0 && (
        <Button fullWidth variant="outlined" color="error" sx={{ mb: 2, whiteSpace: 'normal' }} onClick={() => setVerdicts((now) => ({ ...now, ...Object.fromEntries(refused.map((line) => [line.id, { ...of(line.id), accept: false }])) }))}>
          {say(words.switchAll, { n: refused.length })}
        </Button>
      )}
      {receipt.lines.map((line, index) => {
        const verdict = of(line.id);
        return (
          <Box key={line.id} component="section" aria-label={format.text(line.ingredient?.name)} sx={{ borderTop: 1, borderColor: 'divider', py: 1.5 }}>
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 1, alignItems: 'center' }}>
              <div>
                <Box sx={{ fontWeight: 600 }}>{line.lineNo}. {format.text(line.ingredient?.name)} <Box component="span" sx={{ fontWeight: 400 }}>{format.qty(line.delivered)}</Box></Box>
                <Box sx={{ color: 'text.secondary' }}>
                  {[line.arrivalTemperature !== null && say(words.temp, { t: line.arrivalTemperature }), line.expiryDate && say(words.until, { day: format.day(line.expiryDate) }), line.supplierLot].filter(Boolean).join(' · ') || labels.of('Storage', line.ingredient?.storage)}
                </Box>
                <LineNotes line={line} />
              </div>
              <ToggleButtonGroup exclusive value={verdict.accept ? 'yes' : 'no'} onChange={(_, value: string | null) => value && set(line.id, { accept: value === 'yes' })} aria-label={format.text(line.ingredient?.name)}>
                <ToggleButton value="yes">{say(words.accept)}</ToggleButton>
                <ToggleButton value="no" sx={(theme) => ({ '&.Mui-selected, &.Mui-selected:hover': { color: theme.tones.bad, backgroundColor: theme.tones.badGround } })}>{say(words.reject)}</ToggleButton>
              </ToggleButtonGroup>
            </Box>
            {errorsOf(index).map((problem, at) => <Box key={at} role="alert"><Tone tone="bad" plain><span style={{ whiteSpace: 'normal' }}>{problem.message}</span></Tone></Box>)}
            {!verdict.accept && (
              <Box sx={{ mt: 1, display: 'grid', gap: 1 }}>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                  {REASONS.map((reason) => <Chip key={reason.zh} label={say(reason)} variant={verdict.reason === say(reason) ? 'filled' : 'outlined'} onClick={() => set(line.id, { reason: say(reason) })} />)}
                </Box>
                <TextField label={say(words.reason)} value={verdict.reason} onChange={(event) => set(line.id, { reason: event.target.value })} />
                <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
                  {verdict.photo && <Thumb id={verdict.photo} size={52} onRemove={() => set(line.id, { photo: null })} />}
                  <PhotoButton label={say(words.photo)} about={format.text(line.ingredient?.name)} onPhoto={(photo) => set(line.id, { photo })} />
                </Box>
              </Box>
            )}
          </Box>
        );
      })}
      <BottomAct>
        {mine && <Button variant="contained" loading={pending} onClick={() => void submit(null)}>{say(words.mine)}</Button>}
        <Button variant={mine ? 'outlined' : 'contained'} loading={pending} onClick={() => setSigning(true)}>{say(words.sign)}</Button>
        {!mine && <Button variant="outlined" onClick={() => navigate(back)}>{say(words.wait)}</Button>}
      </BottomAct>
      <Sheet open={signing} full title={say(words.sign)} onClose={() => setSigning(false)}>
        <PersonAndPin permission="receiving:accept" exclude={[receipt.receivedBy.id]} pending={pending} onPin={(person, pin) => void submit({ person: person.id, pin })} />
      </Sheet>
    </Page>
  );
}
