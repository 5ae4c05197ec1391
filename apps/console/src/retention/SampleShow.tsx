import Box from '@mui/material/Box';
import type { SampleRecord } from '../provider/generated.ts';
import { latest } from '../kitchen/core.ts';
import { LabelButton, LabelHistory } from '../print/Labels.tsx';
import { useCan, useMe } from '../shell/me.tsx';
import { Acts } from '../ui/Acts.tsx';
import { Facts, To } from '../ui/bits.tsx';
import { Corrections } from '../ui/Corrections.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { methods, sealReasons } from './offers.ts';

const words = {
  dish: { zh: '留样食品名称', en: 'Dish' },
  meal: { zh: '餐次', en: 'Meal' },
  grams: { zh: '留样量', en: 'Weight' },
  light: { zh: '量不足，不计为留样', en: 'too little, does not count' },
  taken: { zh: '留样人', en: 'Taken by' },
  fridge: { zh: '留样柜', en: 'Sample fridge' },
  since: { zh: '留存起算', en: 'Kept since' },
  until: { zh: '保存至', en: 'Keep until' },
  disposed: { zh: '处置时间', en: 'Disposed of' },
  disposer: { zh: '处置人', en: 'Disposed by' },
  method: { zh: '处置方式', en: 'Method' },
  sealed: { zh: '封存', en: 'Sealed' },
  by: { zh: '{who} · {when}', en: '{who}, {when}' },
  sealReason: { zh: '封存原因', en: 'Why sealed' },
  release: { zh: '解除封存原因', en: 'Why released' },
  to: { zh: '移交给', en: 'Handed over to' },
  toWhom: { zh: '移交给哪个机关、哪位人员', en: 'Which authority, and who there' },
  chain: { zh: '从留样到进货', en: 'From the sample to the delivery' },
  batch: { zh: '制作批', en: 'Batch' },
  cooked: { zh: '{n} 份 · {who} · {when} 开始', en: '{n} portions · {who} · started {when}' },
  core: { zh: '中心 {t} °C', en: 'core {t} °C' },
  lot: { zh: '批号', en: 'Lot' },
  receipt: { zh: '收货单', en: 'Receipt' },
  line: { zh: '{number} 第 {n} 行', en: '{number}, line {n}' },
  mine: { zh: '是您留的样，须由另一人处置：请同事登录，或在这台手机上「换人」。', en: 'You took this sample; a second person disposes of it: a colleague signs in, or takes over this phone under “Switch person”.' },
  early: { zh: '自供餐结束起保存，{when} 之后才能处置。', en: 'Kept from the end of service; it may be disposed of after {when}.' },
  evidence: { zh: '封存期间是证据，不能处置。', en: 'While sealed it is evidence and is not disposed of.' },
};

export default function SampleShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const me = useMe();
  return (
    <RecordPage<SampleRecord>
      resource="retainedSamples"
      title={(r) => r.number}
      state={(r) => <State of="SampleStatus" value={r.status} />}
      sub={(r) => `${format.text(r.dish?.name)}${r.service ? ` · ${labels.of('Meal', r.service.meal)} ${format.day(r.service.day)}` : ''}`}
      acts={(r) => (
        <Acts
          of="SampleAction"
          record={r}
          extra={<LabelButton kind="sample" ids={[r.id]} />}
          acts={{
            DISPOSE: { verb: 'disposeSample', ask: { label: words.method, offer: methods }, danger: new Date(r.dueAt) > new Date() || me?.person.id === r.takenBy.id, variables: (sample, method) => ({ id: sample.id, method }) },
            RELEASE: { verb: 'releaseSample', ask: { label: words.release }, variables: (sample, reason) => ({ id: sample.id, reason }) },
            HAND_OVER: { verb: 'handOverSample', ask: { label: words.toWhom }, danger: true, variables: (sample, to) => ({ id: sample.id, to }) },
            SEAL: { verb: 'sealSample', ask: { label: words.sealReason, offer: sealReasons }, danger: true, variables: (sample, reason) => ({ id: sample.id, reason }) },
          }}
        />
      )}
    >
      {(r) => {
        const reading = r.batch ? latest(r.batch.temperatures) : null;
        const note = r.state === 'SEALED' ? say(words.evidence)
          : !r.availableActions.includes('DISPOSE') ? null
            : new Date(r.dueAt) > new Date() ? say(words.early, { when: format.moment(r.dueAt) })
              : me?.person.id === r.takenBy.id ? say(words.mine) : null;
        return (
          <>
            {note && <Box sx={{ pb: 1.5 }}><Tone tone={r.state === 'SEALED' ? 'warn' : 'draft'} plain><span style={{ whiteSpace: 'normal' }}>{note}</span></Tone></Box>}
            <Section>
              <Facts
                rows={[
                  [say(words.dish), r.dish && <To to={`/dishes/${r.dish.id}/show`}>{format.text(r.dish.name)}</To>],
                  [say(words.meal), r.service && <To to={`/mealServices/${r.service.id}/show`}>{format.day(r.service.day)} {labels.of('Meal', r.service.meal)} {format.time(r.service.serviceStart)}–{format.time(r.service.serviceEnd)}</To>],
                  [say(words.grams), <>{Number(r.grams)} g {!r.retained && <Tone tone="bad" plain>{say(words.light)}</Tone>}</>],
                  [say(words.taken), r.takenBy.name],
                  [say(words.fridge), r.fridge && format.text(r.fridge.name)],
                  [say(words.since), format.moment(r.keptSince)],
                  [say(words.until), <strong>{format.moment(r.dueAt)}</strong>],
                  r.sealedAt && r.sealedBy && [say(words.sealed), say(words.by, { who: r.sealedBy.name, when: format.moment(r.sealedAt) })],
                  r.sealReason && [say(words.sealReason), r.sealReason],
                  r.releaseReason && [say(words.release), r.releaseReason],
                  r.handedOverTo && [say(words.to), `${r.handedOverTo} · ${format.moment(r.handedOverAt)}`],
                  r.disposedAt && [say(words.disposed), format.moment(r.disposedAt)],
                  r.disposedBy && [say(words.disposer), r.disposedBy.name],
                  r.disposalMethod && [say(words.method), r.disposalMethod],
                ]}
              />
            </Section>
            {r.batch && (
              <Section title={say(words.chain)}>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, alignItems: 'center', pb: 1 }}>
                  <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.batch)}</Box>
                  <To to={`/productionBatches/${r.batch.id}/show`}>{r.batch.number}</To>
                  <State of="BatchState" value={r.batch.state} plain />
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {say(words.cooked, { n: r.batch.portions, who: r.batch.cook.name, when: format.moment(r.batch.occurredAt) })}
                    {reading && ` · ${say(words.core, { t: Number(reading.celsius) })}`}
                  </Box>
                </Box>
                <Box sx={(theme) => ({ borderLeft: `2px solid ${theme.tones.line}`, pl: 2 })}>
                  {r.batch.takes.map((take) => (
                    <Box key={take.id} sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { xs: '1fr auto', md: '12em 7em minmax(0, 1fr) minmax(0, 1fr)' }, borderTop: 1, borderColor: 'divider', py: 1, alignItems: 'baseline' }}>
                      <Box sx={{ fontWeight: 500 }}>{format.text(take.ingredient?.name)}</Box>
                      <Box sx={{ textAlign: 'right' }}>{take.quantity ? format.qty(take.quantity) : <Box component="span" sx={{ color: 'text.secondary' }}>{labels.of('TakeBasis', take.basis)}</Box>}</Box>
                      <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
                        {take.lot ? <To to={`/lots/${take.lot.id}/show`}>{take.lot.lotCode}</To> : '—'}
                        {take.lot?.supplier && <Box component="span" sx={{ color: 'text.secondary' }}> · {format.text(take.lot.supplier.name)}</Box>}
                      </Box>
                      {(take.lot?.line ?? can('receiving:read')) && (
                        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
                          {take.lot?.line ? <><To to={`/goodsReceipts/${take.lot.line.receipt.id}/show`}>{say(words.line, { number: take.lot.line.receipt.number, n: take.lot.line.lineNo })}</To><Box component="span" sx={{ color: 'text.secondary' }}> · {format.moment(take.lot.line.receipt.occurredAt)}</Box></> : '—'}
                        </Box>
                      )}
                    </Box>
                  ))}
                </Box>
              </Section>
            )}
            <LabelHistory recordId={r.id} />
            <Corrections type="RetainedSample" id={r.id} />
          </>
        );
      }}
    </RecordPage>
  );
}
