import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { SupplierDocumentKind, SupplierRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCan } from '../shell/me.tsx';
import { Acts } from '../ui/Acts.tsx';
import { ButtonTo, Empty, Facts, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField, orNull } from '../ui/inputs.tsx';
import { Section } from '../ui/Page.tsx';
import { PhotoButton, Thumb } from '../ui/Photos.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';

const words = {
  edit: { zh: '修改', en: 'Edit' },
  documents: { zh: '证件', en: 'Documents' },
  add: { zh: '添加证件', en: 'Add a document' },
  none: { zh: '还没有证件。没有有效许可证，不能验收它的货。', en: 'No documents yet. Without a valid licence its goods cannot be accepted.' },
  kind: { zh: '种类', en: 'Kind' },
  number: { zh: '证号', en: 'Number' },
  from: { zh: '起始日', en: 'Valid from' },
  to: { zh: '有效至（长期可不填）', en: 'Valid to (leave empty if it has no end)' },
  save: { zh: '保存证件', en: 'Save document' },
  scan: { zh: '拍照或选文件', en: 'Photo or file' },
  receipts: { zh: '查看它的收货单', en: 'Its goods receipts' },
  until: { zh: '{from} 至 {to}', en: '{from} to {to}' },
  open: { zh: '长期', en: 'no end' },
};

const KINDS: SupplierDocumentKind[] = ['FOOD_LICENCE', 'BUSINESS_LICENCE', 'PRODUCTION_LICENCE', 'TEST_REPORT', 'CONTRACT', 'OTHER'];

export function SupplierShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  return (
    <RecordPage<SupplierRecord>
      resource="suppliers"
      title={(r) => format.text(r.name)}
      state={(r) => <State of="SupplierState" value={r.state} />}
      sub={(r) => r.number}
      acts={(r) => (
        <Acts
          of="SupplierAction"
          record={r}
          acts={{
            APPROVE: { verb: 'approveSupplier' },
            RESTRICT: { verb: 'restrictSupplier', ask: {}, danger: true, variables: (s, reason) => ({ id: s.id, reason }) },
            FREEZE: { verb: 'freezeSupplier', ask: {}, danger: true, variables: (s, reason) => ({ id: s.id, reason }) },
            REMOVE: { verb: 'removeSupplier', ask: {}, danger: true, variables: (s, reason) => ({ id: s.id, reason }) },
          }}
          extra={can('catalog:write') && <ButtonTo to={`/suppliers/${r.id}`} variant="outlined">{say(words.edit)}</ButtonTo>}
        />
      )}
    >
      {(r) => (
        <>
          <Section>
            <Facts
              rows={[
                [labels.field('creditCode'), r.creditCode],
                [labels.field('address'), r.address],
                [labels.field('contact'), r.contact],
                [labels.field('phone'), r.phone && <a href={`tel:${r.phone}`}>{r.phone}</a>],
                [labels.field('licenceStatus'), <State of="LicenceStatus" value={r.licenceStatus} />],
                [labels.field('licenceValidTo'), r.licenceValidTo ? format.term(r.licenceValidTo) : '—'],
                r.stateReason && [labels.field('stateReason'), <Tone tone="warn">{r.stateReason}</Tone>],
              ]}
            />
          </Section>
          <Section title={say(words.documents)} actions={can('catalog:write') && <Button variant="outlined" onClick={() => setAdding(true)}>{say(words.add)}</Button>}>
            {!r.documents.length && <Empty text={say(words.none)} />}
            {r.documents.map((document) => (
              <Box key={document.id} sx={{ display: 'flex', gap: 2, py: 1, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
                {document.file && <Thumb id={document.file.id} name={document.file.name} contentType={document.file.contentType} {...(document.file.url ? { url: document.file.url } : {})} />}
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <div>{labels.of('SupplierDocumentKind', document.kind)} {document.number}</div>
                  <Box sx={{ color: 'text.secondary' }}>{say(words.until, { from: format.day(document.validFrom), to: document.validTo ? format.day(document.validTo) : say(words.open) })}</Box>
                </Box>
                <State of="DocumentStatus" value={document.status} />
              </Box>
            ))}
          </Section>
          {can('receiving:read') && <ButtonTo to={`/goodsReceipts?filter=${encodeURIComponent(JSON.stringify({ supplier: r.id }))}`} variant="outlined">{say(words.receipts)}</ButtonTo>}
          {adding && <AddDocument supplier={r.id} onClose={() => setAdding(false)} />}
        </>
      )}
    </RecordPage>
  );
}

function AddDocument({ supplier, onClose }: { supplier: string; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const { act, pending, refusals } = useAct();
  const [kind, setKind] = useState<SupplierDocumentKind>('FOOD_LICENCE');
  const [number, setNumber] = useState('');
  const [validFrom, setFrom] = useState('');
  const [validTo, setTo] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const save = async () => {
    const outcome = await act('addSupplierDocument', { supplier, input: { kind, number: orNull(number), validFrom, validTo: orNull(validTo), file } }, { quiet: true });
    if (outcome) onClose();
  };
  return (
    <Sheet open title={say(words.add)} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!validFrom} onClick={() => void save()}>{say(words.save)}</Button>}>
      <Refusals errors={refusals} />
      <Box sx={{ display: 'grid', gap: 2 }}>
        <TextField select label={say(words.kind)} value={kind} onChange={(event) => setKind(event.target.value as SupplierDocumentKind)}>
          {KINDS.map((value) => <MenuItem key={value} value={value}>{labels.of('SupplierDocumentKind', value)}</MenuItem>)}
        </TextField>
        <TextField label={say(words.number)} value={number} onChange={(event) => setNumber(event.target.value)} />
        <DayField label={say(words.from)} value={validFrom} onChange={setFrom} required />
        <DayField label={say(words.to)} value={validTo} onChange={setTo} />
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <PhotoButton pdf label={say(words.scan)} onPhoto={setFile} />
          {file && <Thumb id={file} onRemove={() => setFile(null)} />}
        </Box>
      </Box>
    </Sheet>
  );
}
