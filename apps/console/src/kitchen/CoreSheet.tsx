import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Words } from '@canteen/kernel';
import type { CorrectiveActionKind } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { lastLow, latest, momentAfter, needsCore, stepOf } from './core.ts';
import { figure, useLimits } from './limits.ts';
import { useWhen } from './When.tsx';

const words = {
  title: { zh: '中心温度 · {dish}', en: 'Core temperature · {dish}' },
  core: { zh: '中心温度', en: 'Core temperature' },
  again: { zh: '复测中心温度', en: 'Core temperature, second reading' },
  least: { zh: '不低于 {limit} °C（{source}）', en: 'At least {limit} °C ({source})' },
  honest: { zh: '低于 {limit} °C：照实记下，接着告诉您怎么做。', en: 'Below {limit} °C: note it as it is; the next step follows.' },
  save: { zh: '记下读数', en: 'Note the reading' },
  label: { zh: '{dish} 中心温度 {t} °C', en: '{dish}, core {t} °C' },
  low: { zh: '测得 {t} °C，未到 {limit} °C，已记下。现在怎么处理？', en: '{t} °C is noted; it should reach {limit} °C. What do you do about it?' },
  lowPlain: { zh: '测得 {t} °C，未达限值，已记下。现在怎么处理？', en: '{t} °C is noted, out of limits. What do you do about it?' },
  note: { zh: '怎么处理的', en: 'What was done' },
  keep: { zh: '登记纠偏', en: 'Record the correction' },
  discard: { zh: '销毁整批', en: 'Discard the batch' },
  then: { zh: '登记后再测一次，达标即可完成。', en: 'Then measure once more; at the limit or above, the batch can be finished.' },
  ends: { zh: '销毁后本批不得供餐，也不能恢复。', en: 'A discarded batch is not served, and stays discarded.' },
  after: { zh: '已登记「{action}」：{note}。处理好后再测一次。', en: '{action} is on record: {note}. Measure again when it is done.' },
  good: { zh: '{t} °C，达标。', en: '{t} °C, good.' },
  saved: { zh: '已记下 {t} °C', en: '{t} °C noted' },
  finish: { zh: '完成这批', en: 'Finish the batch' },
  finished: { zh: '{dish}：已完成', en: '{dish}: finished' },
  later: { zh: '还不完成', en: 'Not yet' },
  discarded: { zh: '{dish}：已销毁', en: '{dish}: discarded' },
  measured: { zh: '测温时间', en: 'Measured' },
};

/** What is usually done, as a tap; anything else is typed. */
const NOTES: Record<CorrectiveActionKind, Words[]> = {
  REHEATED: [{ zh: '回锅继续加热', en: 'Back on the stove, heated through' }, { zh: '延长蒸制时间', en: 'Steamed for longer' }, { zh: '分小份重新加热', en: 'Reheated in smaller portions' }],
  DISCARDED: [{ zh: '整批倒掉，未供餐', en: 'Thrown away, none of it served' }],
  OTHER: [{ zh: '温度计放置不当，已校准', en: 'Thermometer was misplaced; checked' }],
};
const KINDS: CorrectiveActionKind[] = ['REHEATED', 'DISCARDED', 'OTHER'];

export interface MeasuredBatch {
  id: string;
  number: string;
  state: string;
  occurredAt: string;
  availableActions: readonly string[];
  dish: { name: { zh: string; en: string | null }; category: string; flags: readonly string[] } | null;
  temperatures: readonly { id: string; celsius: string; within: boolean; occurredAt: string; recordedAt: string }[];
  corrections: readonly { id: string; action: string; note: string; occurredAt: string; recordedAt: string }[];
}

/**
 * One thermometer, one screen: the reading, and calmly what follows from it. A low one is saved like any other, then asks
 * what was done, then for the second reading; a good one offers to finish the batch.
 */
export function CoreSheet({ batch, correcting, onClose }: { batch: MeasuredBatch; correcting?: boolean; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const notify = useNotify();
  const limits = useLimits();
  const { act, pending, refusals, clear } = useAct();
  const step = stepOf(batch);
  const [mode, setMode] = useState<'measure' | 'correct' | 'good'>(correcting || step === 'CORRECT' ? 'correct' : 'measure');
  const [celsius, setCelsius] = useState('');
  const [action, setAction] = useState<CorrectiveActionKind>('REHEATED');
  const [note, setNote] = useState('');
  const when = useWhen(say(words.measured));
  const core = needsCore(batch.dish);
  const limit = core ? limits('kitchen', 'coreMin') : null;
  const least = figure(limit);
  const dish = format.text(batch.dish?.name);
  const low = lastLow(batch.temperatures);
  const done = latest(batch.corrections);
  useEffect(() => setNote(say(NOTES[action][0]!)), [action]);

  const given = () => when.given ?? { occurredAt: momentAfter(batch.occurredAt), lateReason: null };
  const readable = /^-?\d+\.?\d*$/.test(celsius);
  const measure = async () => {
    if (!readable) return;
    const outcome = await act('recordTemperature', { input: { batch: batch.id, celsius: celsius.replace(/\.$/, ''), ...given() } }, { quiet: true, queue: say(words.label, { dish, t: celsius }) });
    if (!outcome) return;
    const [reading] = outcome.records;
    if (outcome.queued || !reading) return onClose();
    if (reading['within'] === false) {
      when.reset();
      return setMode('correct');
    }
    if (batch.state === 'COOKING' && batch.availableActions.includes('FINISH')) return setMode('good');
    notify(say(words.saved, { t: celsius }), { type: 'success' });
    onClose();
  };
  const correct = async () => {
    const outcome = await act('recordCorrectiveAction', { batch: batch.id, action, note: note.trim(), ...given() }, { quiet: true });
    if (!outcome) return;
    if (action === 'DISCARDED') {
      notify(say(words.discarded, { dish }), { type: 'info' });
      return onClose();
    }
    setCelsius('');
    when.reset();
    setMode('measure');
  };
  const finish = async () => {
    if (await act('finishBatch', { id: batch.id }, { quiet: true, done: say(words.finished, { dish }) })) onClose();
  };
  const warm = readable && least !== null && Number(celsius) < least;
  const unheeded = mode === 'measure' && step === 'AGAIN' && done;

  return (
    <Sheet open full title={say(words.title, { dish })} onClose={onClose}>
      <Box sx={{ color: 'text.secondary', mb: 2 }}>
        {batch.number}{least !== null && <> · {say(words.least, { limit: least, source: format.text(limit!.citation).split(/[《（(；;,，]/)[0]!.trim() })}</>}
      </Box>
      <Refusals errors={refusals} />
      {mode === 'measure' && (
        <Keypad>
          <Box component="form" sx={{ display: 'grid', gap: 2 }} onSubmit={(event) => { event.preventDefault(); void measure(); }}>
            {unheeded && <Box>{say(words.after, { action: labels.of('CorrectiveActionKind', done.action), note: done.note })}</Box>}
            <Box sx={{ '& input': { fontSize: '1.375rem' } }}>
              <NumberField autoFocus negative label={say(unheeded ? words.again : words.core)} unit="°C" value={celsius} onChange={(typed) => { clear(); setCelsius(typed); }} {...(warm ? { hint: say(words.honest, { limit: least }) } : {})} />
            </Box>
            <Button type="submit" variant="contained" size="large" loading={pending} disabled={!readable}>{say(words.save)}</Button>
            {when.field}
          </Box>
        </Keypad>
      )}
      {mode === 'correct' && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          {low && <Box role="status"><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{least === null ? say(words.lowPlain, { t: low.celsius }) : say(words.low, { t: low.celsius, limit: least })}</span></Tone></Box>}
          <ToggleButtonGroup exclusive fullWidth value={action} onChange={(_, value: CorrectiveActionKind | null) => value && setAction(value)} aria-label={say(words.note)}>
            {KINDS.map((kind) => (
              <ToggleButton key={kind} value={kind} sx={(theme) => ({ minHeight: 56, '&.Mui-selected, &.Mui-selected:hover': kind === 'DISCARDED' ? { color: theme.tones.bad, bgcolor: theme.tones.badGround } : { color: theme.tones.todo, bgcolor: theme.tones.todoGround } })}>
                {labels.of('CorrectiveActionKind', kind)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {NOTES[action].map((offer) => <Chip key={offer.zh} label={say(offer)} variant={note === say(offer) ? 'filled' : 'outlined'} onClick={() => setNote(say(offer))} />)}
          </Box>
          <TextField fullWidth multiline label={say(words.note)} value={note} onChange={(event) => setNote(event.target.value)} />
          <Box sx={{ color: 'text.secondary' }}>{say(action === 'DISCARDED' ? words.ends : words.then)}</Box>
          <Button variant="contained" size="large" color={action === 'DISCARDED' ? 'error' : 'primary'} loading={pending} disabled={!note.trim()} onClick={() => void correct()}>{say(action === 'DISCARDED' ? words.discard : words.keep)}</Button>
        </Box>
      )}
      {mode === 'good' && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Box role="status"><Tone tone="ok">{say(words.good, { t: celsius })}</Tone></Box>
          <Button variant="contained" size="large" loading={pending} onClick={() => void finish()}>{say(words.finish)}</Button>
          <Button variant="outlined" onClick={onClose}>{say(words.later)}</Button>
        </Box>
      )}
    </Sheet>
  );
}
