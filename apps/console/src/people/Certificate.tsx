import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { HealthCertificateRecord, PersonRow } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCanteen } from '../shell/me.tsx';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField } from '../ui/inputs.tsx';
import { PhotoButton, Thumb } from '../ui/Photos.tsx';
import { Picker } from '../ui/Picker.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State } from '../ui/Tone.tsx';
import { rolesNow } from './standing.ts';

const words = {
  title: { zh: '登记健康证', en: 'File a health certificate' },
  titleFor: { zh: '登记健康证 · {name}', en: 'Health certificate · {name}' },
  who: { zh: '谁的健康证？', en: 'Whose certificate?' },
  from: { zh: '发证日（第一天）', en: 'Issued (first day)' },
  to: { zh: '有效期至（最后一天，至多一年）', en: 'Valid to (last day, a year at most)' },
  scan: { zh: '拍健康证', en: 'Photo of it' },
  save: { zh: '保存健康证', en: 'Save certificate' },
  term: { zh: '{from} 至 {to}（{near}）', en: '{from} to {to} ({near})' },
};

/** One certificate as a line: its term, its paper, and whether it still holds. */
export function CertificateLine({ certificate: r }: { certificate: HealthCertificateRecord }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Box sx={{ display: 'flex', gap: 2, py: 1, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
      {r.file && <Thumb id={r.file.id} name={r.file.name} contentType={r.file.contentType} {...(r.file.url ? { url: r.file.url } : {})} />}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <div>{r.number}</div>
        <Box sx={{ color: 'text.secondary' }}>{say(words.term, { from: format.day(r.validFrom), to: format.day(r.validTo), near: format.near(r.validTo) })}</Box>
      </Box>
      <State of="CertificateStatus" value={r.status} />
    </Box>
  );
}

/** The next year's day before: a certificate covers a year, its first day included. */
function yearFrom(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year + 1, month - 1, date - 1)).toISOString().slice(0, 10);
}

export function AddCertificate({ person, onClose }: { person?: { id: string; name: string }; onClose: () => void }) {
  const [chosen, choose] = useState(person ?? null);
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  if (chosen) return <CertificateForm person={chosen} onClose={onClose} />;
  return (
    <Picker<PersonRow>
      open
      title={say(words.who)}
      resource="persons"
      filter={{ active: true }}
      line={(r) => ({ main: r.name, sub: rolesNow(r, format.today()).map((role) => labels.of('Role', role)).join(' · ') })}
      onPick={(r) => choose({ id: r.id, name: r.name })}
      onClose={onClose}
    />
  );
}

function CertificateForm({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const canteen = useCanteen();
  const { act, pending, refusals } = useAct();
  const [number, setNumber] = useState('');
  const [validFrom, setFrom] = useState('');
  const [validTo, setTo] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const save = async () => {
    const outcome = await act('addHealthCertificate', { input: { person: person.id, canteen: canteen?.id ?? null, number: number.trim(), validFrom, validTo, file } }, { quiet: true });
    if (outcome) onClose();
  };
  return (
    <Sheet
      open
      title={say(words.titleFor, { name: person.name })}
      onClose={onClose}
      actions={<Button variant="contained" loading={pending} disabled={!number.trim() || !validFrom || !validTo} onClick={() => void save()}>{say(words.save)}</Button>}
    >
      <Refusals errors={refusals} />
      <Box sx={{ display: 'grid', gap: 2 }}>
        <TextField autoFocus label={labels.field('HealthCertificate.number')} value={number} onChange={(event) => setNumber(event.target.value)} />
        <DayField label={say(words.from)} value={validFrom} onChange={(day) => { setFrom(day); if (!validTo && day) setTo(yearFrom(day)); }} required />
        <DayField label={say(words.to)} value={validTo} onChange={setTo} required />
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <PhotoButton pdf label={say(words.scan)} onPhoto={setFile} />
          {file && <Thumb id={file} onRemove={() => setFile(null)} />}
        </Box>
      </Box>
    </Sheet>
  );
}
