import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { BatchRecord } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { Acts } from '../ui/Acts.tsx';
import { ButtonTo, Facts, To } from '../ui/bits.tsx';
import { Corrections } from '../ui/Corrections.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { usePhone } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';
import { CoreSheet } from './CoreSheet.tsx';
import { needsCore, stepOf } from './core.ts';
import { degrees } from './limits.ts';

const words = {
  measure: { zh: '测中心温度', en: 'Measure core' },
  second: { zh: '复测', en: 'Second reading' },
  correct: { zh: '登记纠偏', en: 'Record correction' },
  dish: { zh: '菜品', en: 'Dish' },
  meal: { zh: '餐次', en: 'Meal' },
  recipe: { zh: '食谱', en: 'Recipe' },
  version: { zh: '第 {n} 版（{portions} 份）', en: 'version {n} (for {portions})' },
  portions: { zh: '份数', en: 'Portions' },
  planned: { zh: '{n} 份（计划 {planned}）', en: '{n} ({planned} planned)' },
  cook: { zh: '制作人', en: 'Cook' },
  finished: { zh: '完成', en: 'Finished' },
  takes: { zh: '投料', en: 'What went in' },
  ingredient: { zh: '原料', en: 'Ingredient' },
  lot: { zh: '批号', en: 'Lot' },
  until: { zh: '保质期至', en: 'Expires' },
  amount: { zh: '数量', en: 'Quantity' },
  supplier: { zh: '供货者', en: 'Supplier' },
  from: { zh: '供货者、收货单', en: 'Supplier and receipt' },
  skip: { zh: '不先用先到期的：{reason}', en: 'Not expiring first: {reason}' },
  temperatures: { zh: '中心温度与纠偏', en: 'Core temperature and corrections' },
  noReading: { zh: '还没有测温。', en: 'Not measured yet.' },
  noCore: { zh: '凉菜、生食或水果，不测中心温度。', en: 'Cold, raw or fruit: no core temperature.' },
  limit: { zh: '限值 ≥ {n} °C', en: 'limit ≥ {n} °C' },
  within: { zh: '达标', en: 'good' },
  low: { zh: '偏低', en: 'too low' },
  samples: { zh: '留样', en: 'Samples' },
  noSample: { zh: '这批还没有留样。', en: 'No sample of this batch yet.' },
  take: { zh: '去留样', en: 'Take samples' },
  opened: { zh: '{day} 开封', en: 'opened {day}' },
  discardLabel: { zh: '销毁原因', en: 'Why it is discarded' },
};

export default function BatchShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const phone = usePhone();
  const [measuring, setMeasuring] = useState<'measure' | 'correct' | null>(null);
  return (
    <RecordPage<BatchRecord>
      resource="productionBatches"
      title={(r) => r.number}
      state={(r) => <State of="BatchState" value={r.state} />}
      sub={(r) => `${format.text(r.dish?.name)}${r.service ? ` · ${labels.of('Meal', r.service.meal)} ${format.day(r.service.day)}` : ''}`}
      acts={(r) => {
        const step = stepOf(r);
        const may = (action: BatchRecord['availableActions'][number]) => r.availableActions.includes(action);
        const likely = r.state === 'COOKING';
        return (
          <Acts
            of="BatchAction"
            record={{ ...r, availableActions: r.availableActions.filter((action) => action !== 'FINISH' || step === 'READY') }}
            acts={{
              FINISH: { verb: 'finishBatch' },
              DISCARD: { verb: 'discardBatch', ask: { label: words.discardLabel }, danger: true, variables: (record, reason) => ({ id: record.id, reason }) },
            }}
            extra={<>
              {may('CORRECT') && step === 'CORRECT' && <Button variant="contained" onClick={() => setMeasuring('correct')}>{say(words.correct)}</Button>}
              {may('MEASURE') && needsCore(r.dish) && step !== 'CORRECT' && (
                <Button variant={likely && step !== 'READY' ? 'contained' : 'outlined'} onClick={() => setMeasuring('measure')}>{say(step === 'AGAIN' ? words.second : words.measure)}</Button>
              )}
            </>}
          />
        );
      }}
    >
      {(r) => (
        <>
          <Section>
            <Facts
              rows={[
                [say(words.dish), r.dish && <To to={`/dishes/${r.dish.id}/show`}>{format.text(r.dish.name)}</To>],
                [say(words.meal), r.service && <To to={`/mealServices/${r.service.id}/show`}>{format.day(r.service.day)} {labels.of('Meal', r.service.meal)} {format.time(r.service.serviceStart)}–{format.time(r.service.serviceEnd)}</To>],
                [say(words.recipe), r.recipe && r.dish && <To to={`/dishes/${r.dish.id}/show`}>{say(words.version, { n: r.recipe.number, portions: r.recipe.portions })}</To>],
                [say(words.portions), r.item && r.item.plannedPortions !== r.portions ? say(words.planned, { n: r.portions, planned: r.item.plannedPortions }) : format.number(r.portions)],
                [say(words.cook), r.cook.name],
                [say(words.finished), r.finishedAt && format.moment(r.finishedAt)],
              ]}
            />
          </Section>
          <Section title={say(words.takes)}>
            {phone ? r.takes.map((take) => (
              <Box key={take.id} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
                <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
                  <Box sx={{ fontWeight: 500 }}>{format.text(take.ingredient?.name)}</Box>
                  <Box>{take.quantity ? format.qty(take.quantity) : labels.of('TakeBasis', take.basis)}</Box>
                </Box>
                <Box sx={{ color: 'text.secondary' }}>
                  {take.lot && <To to={`/lots/${take.lot.id}/show`}>{take.lot.lotCode}</To>}
                  {take.lot?.expiryDate && ` · ${say(words.until)} ${format.day(take.lot.expiryDate)}`}
                  {take.lot?.line && <> · <To to={`/goodsReceipts/${take.lot.line.receipt.id}/show`}>{take.lot.line.receipt.number}</To></>}
                </Box>
                {take.skipReason && <Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.skip, { reason: take.skipReason })}</span></Tone>}
              </Box>
            )) : (
              <Table>
                <TableHead>
                  <TableRow>
                    <TableCell>{say(words.ingredient)}</TableCell>
                    <TableCell align="right">{say(words.amount)}</TableCell>
                    <TableCell>{say(words.lot)}</TableCell>
                    <TableCell>{say(words.until)}</TableCell>
                    <TableCell>{say(can('receiving:read') ? words.from : words.supplier)}</TableCell>
                  </TableRow>
                </TableHead>
                <TableBody>
                  {r.takes.map((take) => (
                    <TableRow key={take.id} sx={{ verticalAlign: 'top' }}>
                      <TableCell>
                        {take.ingredient && <To to={`/ingredients/${take.ingredient.id}/show`}>{format.text(take.ingredient.name)}</To>}
                        {take.skipReason && <Box><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.skip, { reason: take.skipReason })}</span></Tone></Box>}
                      </TableCell>
                      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>{take.quantity ? format.qty(take.quantity) : <Box component="span" sx={{ color: 'text.secondary' }}>{labels.of('TakeBasis', take.basis)}</Box>}</TableCell>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>
                        {take.lot ? <To to={`/lots/${take.lot.id}/show`}>{take.lot.lotCode}</To> : '—'}
                        {take.lot?.openedOn && <Box sx={{ color: 'text.secondary' }}>{say(words.opened, { day: format.day(take.lot.openedOn) })}</Box>}
                      </TableCell>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>{format.day(take.lot?.expiryDate)}</TableCell>
                      <TableCell>
                        {take.lot?.supplier ? <To to={`/suppliers/${take.lot.supplier.id}/show`}>{format.text(take.lot.supplier.name)}</To> : '—'}
                        {take.lot?.line && <Box sx={{ whiteSpace: 'nowrap' }}><To to={`/goodsReceipts/${take.lot.line.receipt.id}/show`}>{take.lot.line.receipt.number}</To></Box>}
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </Section>
          <Section title={say(words.temperatures)}>
            {!r.temperatures.length && <Box sx={{ color: 'text.secondary' }}>{say(needsCore(r.dish) ? words.noReading : words.noCore)}</Box>}
            {[...r.temperatures.map((reading) => ({ at: reading, reading })), ...r.corrections.map((correction) => ({ at: correction, correction }))]
              .sort((a, b) => a.at.occurredAt.localeCompare(b.at.occurredAt) || a.at.recordedAt.localeCompare(b.at.recordedAt))
              .map((entry) => (
                <Box key={entry.at.id} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', sm: '8em 12em 1fr' }, columnGap: 2, borderTop: 1, borderColor: 'divider', py: 1, alignItems: 'baseline' }}>
                  {'reading' in entry ? (
                    <>
                      <Box sx={{ fontWeight: 600, fontSize: '1rem' }}>{degrees(entry.reading.celsius)} °C</Box>
                      <Box sx={{ textAlign: { xs: 'right', sm: 'left' } }}>
                        <Tone tone={entry.reading.within ? 'ok' : 'bad'} plain>{say(entry.reading.within ? words.within : words.low)}</Tone>
                        {entry.reading.limitMin && <Box component="span" sx={{ color: 'text.secondary' }}> {say(words.limit, { n: Number(entry.reading.limitMin) })}</Box>}
                      </Box>
                    </>
                  ) : (
                    <Box sx={{ gridColumn: { xs: '1 / -1', sm: '1 / 3' } }}><Tone tone={entry.correction.action === 'DISCARDED' ? 'stopped' : 'warn'} plain>{labels.of('CorrectiveActionKind', entry.correction.action)}</Tone> <span>{entry.correction.note}</span></Box>
                  )}
                  <Box sx={{ color: 'text.secondary', gridColumn: { xs: '1 / -1', sm: 'auto' } }}>{format.moment(entry.at.occurredAt)} · {entry.at.recordedBy.name} <Late record={entry.at} /></Box>
                </Box>
              ))}
          </Section>
          <Section title={say(words.samples)} actions={can('retention:write') && r.service && r.state !== 'DISCARDED' && <ButtonTo variant="text" to={`/mealServices/${r.service.id}/samples`}>{say(words.take)}</ButtonTo>}>
            {!r.samples.length && <Tone tone={r.state === 'DISCARDED' ? 'draft' : 'warn'} plain>{say(words.noSample)}</Tone>}
            {r.samples.map((sample) => (
              <Box key={sample.id} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, borderTop: 1, borderColor: 'divider', py: 1 }}>
                <To to={`/retainedSamples/${sample.id}/show`}>{sample.number}</To>
                <span>{Number(sample.grams)} g</span>
                <State of="SampleStatus" value={sample.status} plain />
                <Box component="span" sx={{ color: 'text.secondary' }}>{format.moment(sample.occurredAt)} · {sample.takenBy.name}</Box>
              </Box>
            ))}
          </Section>
          <Corrections type="ProductionBatch" id={r.id} />
          {measuring && <CoreSheet batch={r} correcting={measuring === 'correct'} onClose={() => setMeasuring(null)} />}
        </>
      )}
    </RecordPage>
  );
}
