import { useState } from 'react';
import ExpandLess from '@mui/icons-material/ExpandLess';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Decimal } from '@canteen/kernel';
import { useAct } from '../provider/useAct.ts';
import { To } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { ChooseLot } from './ChooseLot.tsx';
import { latest, stepOf } from './core.ts';
import type { Choices, MealBatch, MealItem, Need } from './MealShow.tsx';
import { SampledTone } from './SampledTone.tsx';
import { choiceKey } from './takes.ts';
import type { Take } from './takes.ts';

const words = {
  planned: { zh: '计划 {n} 份', en: '{n} portions planned' },
  notYet: { zh: '未开始', en: 'Not started' },
  portions: { zh: '{n} 份', en: '{n} portions' },
  takes: { zh: '用料 {n} 种', en: 'Ingredients ({n})' },
  lacks: { zh: '缺 {list}', en: 'short of {list}' },
  near: { zh: '含临期', en: 'near expiry first' },
  changed: { zh: '改过批次', en: 'lots changed' },
  another: { zh: '换批次', en: 'Other lot' },
  open: { zh: '今天开封的 {lots}', en: 'open today: {lots}' },
  until: { zh: '{day} 到期', en: 'expires {day}' },
  opens: { zh: '将开封 {lot}', en: 'opens {lot}' },
  short: { zh: '缺 {short}', en: '{short} short' },
  one: { zh: '只做这道', en: 'Start only this' },
  again: { zh: '再做一批', en: 'Another batch' },
  measure: { zh: '测温', en: 'Measure' },
  correct: { zh: '纠偏', en: 'Correct' },
  second: { zh: '复测', en: 'Measure again' },
  finish: { zh: '完成', en: 'Finish' },
  finished: { zh: '{dish}：已完成', en: '{dish}: finished' },
  toMeasure: { zh: '待测温', en: 'to be measured' },
  toCorrect: { zh: '{t} °C 偏低，待纠偏', en: '{t} °C, too low' },
  toAgain: { zh: '{t} °C，已处理，待复测', en: '{t} °C, dealt with, to be measured again' },
  toFinish: { zh: '{t} °C 达标，可完成', en: '{t} °C, good: can be finished' },
  noCore: { zh: '不需测中心温度，可完成', en: 'needs no core temperature; can be finished' },
  was: { zh: '中心 {t} °C', en: 'core {t} °C' },
  skip: { zh: '原因：{reason}', en: 'because: {reason}' },
  finishedAt: { zh: '{time} 完成', en: 'finished {time}' },
  since: { zh: '{time} 开始', en: 'started {time}' },
};

interface Props {
  item: MealItem;
  batches: MealBatch[];
  needs: Need[];
  waiting: boolean;
  sampled: string | null;
  /** Is the meal being served already? Then a missing sample is no longer in time. */
  served: boolean;
  choices: Choices;
  promised: (item: string, ingredient: string) => (lot: string) => Decimal;
  writes: boolean;
  onChoose: (ingredient: string, takes: Take[] | null) => void;
  onMeasure: (batch: string, correcting: boolean) => void;
  onStart: () => void;
}

/** One dish of the meal: before it is started what will go in, afterwards each batch with its next step. */
export function DishRow({ item, batches, needs, waiting, sampled, served, choices, promised, writes, onChoose, onMeasure, onStart }: Props) {
  const say = useSay();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [choosing, setChoosing] = useState<Need | null>(null);
  const started = batches.some((batch) => batch.state !== 'DISCARDED');
  const mine = (need: Need) => (need.ingredient ? choices[choiceKey(item.id, need.ingredient.id)] : undefined);
  const short = needs.filter((need) => need.short && !mine(need));
  const near = needs.some((need) => need.takes.some((take) => take.lot?.status === 'NEAR_EXPIRY'));
  const changed = needs.some((need) => mine(need));
  const Toggle = open ? ExpandLess : ExpandMore;
  return (
    <Box component="li" aria-label={format.text(item.dish?.name)} sx={{ borderBottom: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', md: 'minmax(14em, 1fr) 2fr 11em' }, columnGap: 1, alignItems: 'center' }}>
        <Box sx={{ minWidth: 0, minHeight: 44, display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center' }}>
          <Box component="span" sx={{ fontWeight: 600 }}>{format.text(item.dish?.name)}</Box>
          {started && sampled && <SampledTone sampled={sampled} finished={batches.some((batch) => batch.state === 'FINISHED')} served={served} />}
        </Box>
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 2 }, gridRow: { xs: 2, md: 1 }, display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center', minWidth: 0 }}>
          {!(started && batches.length === 1 && batches[0]!.portions === item.plannedPortions) && <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.planned, { n: item.plannedPortions })}</Box>}
          {!started && <Tone tone="none">{say(words.notYet)}</Tone>}
          {!started && !waiting && needs.length > 0 && (
            <Button variant="text" aria-expanded={open} endIcon={<Toggle />} onClick={() => setOpen(!open)} sx={{ ml: { xs: 'auto', md: -1 }, mr: { xs: -2, md: 0 } }}>{say(words.takes, { n: needs.length })}</Button>
          )}
          {short.length > 0 && <Tone tone="bad" plain><span style={{ whiteSpace: 'normal' }}>{say(words.lacks, { list: short.map((need) => format.text(need.ingredient?.name)).join(format.lang === 'zh' ? '、' : ', ') })}</span></Tone>}
          {!started && near && <Tone tone="warn" plain>{say(words.near)}</Tone>}
          {changed && <Tone tone="todo" plain>{say(words.changed)}</Tone>}
        </Box>
        <Box sx={{ gridColumn: { xs: 2, md: 3 }, gridRow: 1, mr: -2, textAlign: 'right' }}>
          {writes && <Button variant="text" onClick={onStart}>{say(started ? words.again : words.one)}</Button>}
        </Box>
      </Box>
      {batches.map((batch) => <BatchLine key={batch.id} batch={batch} onMeasure={onMeasure} />)}
      {!started && open && (
        <Box component="ul" sx={(theme) => ({ listStyle: 'none', m: 0, mt: 0.5, p: 0, pl: { xs: 1.5, md: 3 }, borderLeft: `2px solid ${theme.tones.line}` })}>
          {needs.map((need, index) => (
            <Box component="li" key={index} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', md: '14em 8em minmax(0, 1fr) auto' }, columnGap: 2, alignItems: 'center', minHeight: 44, borderTop: index ? 1 : 0, borderColor: 'divider', py: 0.5 }}>
              <Box>{format.text(need.ingredient?.name)}</Box>
              <Box sx={{ textAlign: 'right' }}>{format.qty(need.needed)}</Box>
              <Box sx={{ color: 'text.secondary', gridColumn: { xs: '1', md: 'auto' } }}><TakesOf need={need} chosen={mine(need)} /></Box>
              <Box sx={{ gridColumn: { xs: '2', md: 'auto' } }}>{writes && need.ingredient && <Button variant="text" sx={{ mr: -2 }} onClick={() => setChoosing(need)}>{say(words.another)}</Button>}</Box>
            </Box>
          ))}
        </Box>
      )}
      {choosing?.ingredient && (
        <ChooseLot
          dish={format.text(item.dish?.name)}
          ingredient={choosing.ingredient}
          needed={choosing.needed}
          open={choosing.openedLots ?? []}
          promised={promised(item.id, choosing.ingredient.id)}
          chosen={!!mine(choosing)}
          now={mine(choosing) ?? (choosing.opens ? [{ lot: choosing.opens.id, lotCode: choosing.opens.lotCode, expiryDate: choosing.opens.expiryDate, quantity: null, skipReason: null }]
            : choosing.takes.length ? choosing.takes.flatMap(({ lot, quantity }) => (lot ? [{ lot: lot.id, lotCode: lot.lotCode, expiryDate: lot.expiryDate, quantity, skipReason: null }] : []))
              : (choosing.openedLots ?? []).map((lot) => ({ lot: lot.id, lotCode: lot.lotCode, expiryDate: null, quantity: null, skipReason: null })))}
          onChoose={(takes) => { onChoose(choosing.ingredient!.id, takes); setChoosing(null); }}
          onClose={() => setChoosing(null)}
        />
      )}
    </Box>
  );
}

/** Out of which lots: proposed, or chosen by the cook. */
function TakesOf({ need, chosen }: { need: Need; chosen: Take[] | undefined }) {
  const say = useSay();
  const format = useFormat();
  if (chosen) {
    const reason = chosen.find((take) => take.skipReason)?.skipReason;
    return (
      <>
        {chosen.map((take) => <div key={take.lot}>{take.lotCode}{take.quantity && chosen.length > 1 && ` · ${format.qty(take.quantity)}`}</div>)}
        {reason && <div>{say(words.skip, { reason })}</div>}
      </>
    );
  }
  return (
    <>
      {need.takes.map((take, index) => (
        <div key={index}>
          {take.lot?.lotCode ?? '—'}
          {need.takes.length > 1 && ` · ${format.qty(take.quantity)}`}
          {take.lot?.status === 'NEAR_EXPIRY' ? <> · <Tone tone="warn" plain>{say(words.until, { day: format.day(take.lot.expiryDate) })}</Tone></> : take.lot?.expiryDate && ` · ${say(words.until, { day: format.day(take.lot.expiryDate) })}`}
        </div>
      ))}
      {need.openedLots && need.openedLots.length > 0 && say(words.open, { lots: need.openedLots.map((lot) => lot.lotCode).join(format.lang === 'zh' ? '、' : ', ') })}
      {need.opens && say(words.opens, { lot: need.opens.lotCode })}
      {need.short && <Tone tone="bad" plain>{say(words.short, { short: format.qty(need.short) })}</Tone>}
    </>
  );
}

function BatchLine({ batch, onMeasure }: { batch: MealBatch; onMeasure: (batch: string, correcting: boolean) => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const { act, pending } = useAct();
  const step = stepOf(batch);
  const reading = latest(batch.temperatures);
  const may = (action: MealBatch['availableActions'][number]) => batch.availableActions.includes(action);
  const cooking = batch.state === 'COOKING';
  const t = reading?.celsius ?? '';
  const finish = () => void act('finishBatch', { id: batch.id }, { done: say(words.finished, { dish: format.text(batch.dish?.name) }) });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', md: 'minmax(14em, 1fr) 2fr 11em' }, columnGap: 1, alignItems: 'center', py: 0.5 }}>
      <Box sx={{ gridColumn: 1, gridRow: { xs: 2, md: 1 }, display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
        <To to={`/productionBatches/${batch.id}/show`}>{batch.number}</To>
        <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.portions, { n: batch.portions })} · {batch.cook.name}</Box>
        <Late record={batch} />
      </Box>
      <Box sx={{ gridColumn: { xs: 1, md: 2 }, gridRow: 1, display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'center' }}>
        <State of="BatchState" value={batch.state} plain />
        {cooking && step === 'MEASURE' && <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.since, { time: format.when(batch.occurredAt) })} · {say(words.toMeasure)}</Box>}
        {cooking && step === 'CORRECT' && <Tone tone="warn" plain>{say(words.toCorrect, { t })}</Tone>}
        {cooking && step === 'AGAIN' && <Tone tone="warn" plain>{say(words.toAgain, { t })}</Tone>}
        {cooking && step === 'READY' && <Tone tone="ok">{reading ? say(words.toFinish, { t }) : say(words.noCore)}</Tone>}
        {batch.state === 'FINISHED' && <Box component="span" sx={{ color: 'text.secondary' }}>{[reading && say(words.was, { t }), say(words.finishedAt, { time: format.when(batch.finishedAt) })].filter(Boolean).join(' · ')}</Box>}
        {batch.state === 'DISCARDED' && <Box component="span" sx={{ color: 'text.secondary' }}>{latest(batch.corrections)?.note ?? labels.of('BatchState', batch.state)}</Box>}
      </Box>
      {cooking && (
        <Box sx={{ gridColumn: { xs: 2, md: 3 }, gridRow: { xs: '1 / 3', md: 1 }, textAlign: 'right' }}>
          {step === 'MEASURE' && may('MEASURE') && <Button variant="outlined" onClick={() => onMeasure(batch.id, false)}>{say(words.measure)}</Button>}
          {step === 'CORRECT' && may('CORRECT') && <Button variant="contained" onClick={() => onMeasure(batch.id, true)}>{say(words.correct)}</Button>}
          {step === 'AGAIN' && may('MEASURE') && <Button variant="contained" onClick={() => onMeasure(batch.id, false)}>{say(words.second)}</Button>}
          {step === 'READY' && may('FINISH') && <Button variant="contained" loading={pending} onClick={finish}>{say(words.finish)}</Button>}
        </Box>
      )}
    </Box>
  );
}
