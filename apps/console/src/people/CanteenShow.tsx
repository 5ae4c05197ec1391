import { useState } from 'react';
import { useGetList } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { LabelButton } from '../print/Labels.tsx';
import type { AreaKind, AreaRecord, CanteenRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { ButtonTo, Empty, Facts, Failed, Ghost, Refusals, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { orNull } from '../ui/inputs.tsx';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { useMay } from './may.ts';

const words = {
  edit: { zh: '修改', en: 'Edit' },
  closed: { zh: '已停用', en: 'Not in use' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否，不能排凉菜', en: 'No: no cold dishes' },
  menu: { zh: '公开菜单', en: 'Public menu' },
  areas: { zh: '场所', en: 'Areas' },
  add: { zh: '新增场所', en: 'Add an area' },
  none: { zh: '还没有场所。库温和留样都记在场所上：先建冷藏库、冷冻库和留样冰箱。', en: 'No areas yet. Store temperatures and samples are recorded against them: begin with the cold stores and the sample fridge.' },
  editArea: { zh: '修改场所', en: 'Edit the area' },
  zh: { zh: '名称（中文）', en: 'Name (Chinese)' },
  en: { zh: '名称（英文，可不填）', en: 'Name (English, optional)' },
  save: { zh: '保存', en: 'Save' },
  label: { zh: '标签', en: 'Label' },
  diners: { zh: '{n} 人', en: '{n}' },
};

const KINDS: AreaKind[] = ['RECEIVING', 'STORE', 'CHILLED_STORE', 'FROZEN_STORE', 'KITCHEN', 'COLD_ROOM', 'SERVING', 'DINING', 'WASH', 'SAMPLE_FRIDGE'];

export default function CanteenShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const may = useMay();
  return (
    <RecordPage<CanteenRecord>
      resource="canteens"
      title={(r) => format.text(r.name)}
      state={(r) => !r.active && <Tone tone="done">{say(words.closed)}</Tone>}
      sub={(r) => <To to={`/organizations/${r.organization.id}/show`}>{format.text(r.organization.name)}</To>}
      acts={(r) => may('people:write', { organization: r.organization.id, canteen: r.id }) && <ButtonTo to={`/canteens/${r.id}`} variant="outlined">{say(words.edit)}</ButtonTo>}
    >
      {(r) => (
        <>
          <Section>
            <Facts
              rows={[
                [labels.field('operation'), labels.of('CanteenOperation', r.operation)],
                r.contractor && [labels.field('contractor'), <To to={`/organizations/${r.contractor.id}/show`}>{format.text(r.contractor.name)}</To>],
                [labels.field('diners'), say(words.diners, { n: format.number(r.diners) })],
                [labels.field('coldDishesLicensed'), say(r.coldDishesLicensed ? words.yes : words.no)],
                [labels.field('address'), r.address],
                [say(words.menu), <a href={`/menu/${r.slug}`} target="_blank" rel="noreferrer">/menu/{r.slug}</a>],
              ]}
            />
          </Section>
          <Areas canteen={r.id} editable={may('people:write', { organization: r.organization.id, canteen: r.id })} />
        </>
      )}
    </RecordPage>
  );
}

function Areas({ canteen, editable }: { canteen: string; editable: boolean }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const [open, setOpen] = useState<AreaRecord | 'new' | null>(null);
  const { data, error, refetch } = useGetList<AreaRecord>('areas', { pagination: { page: 1, perPage: 200 }, sort: { field: 'kind', order: 'ASC' }, filter: { canteen } });
  const add = editable && <Button variant="outlined" onClick={() => setOpen('new')}>{say(words.add)}</Button>;
  const sorted = [...(data ?? [])].sort((a, b) => Number(b.active) - Number(a.active) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return (
    <Section title={say(words.areas)} actions={!!data?.length && <><LabelButton kind="area" ids={sorted.filter((area) => area.active).map((area) => area.id)} />{add}</>}>
      {!data && !error && <Ghost rows={4} />}
      {!data && !!error && <Failed error={error} retry={() => void refetch()} />}
      {data && !data.length && <Empty text={say(words.none)} action={add} />}
      {sorted.map((area) => (
        <Box key={area.id} sx={{ display: 'flex', gap: 2, py: 0.5, minHeight: 48, borderTop: 1, borderColor: 'divider', alignItems: 'center' }}>
          <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            <Box sx={{ fontWeight: 500 }}>{format.text(area.name)}</Box>
            <Box sx={{ color: 'text.secondary' }}>{labels.of('AreaKind', area.kind)}</Box>
          </Box>
          {!area.active && <Tone tone="done" plain>{say(words.closed)}</Tone>}
          {area.active && <LabelButton kind="area" ids={[area.id]} variant="text" label={words.label} />}
          {editable && <Button variant="text" onClick={() => setOpen(area)}>{say(words.edit)}</Button>}
        </Box>
      ))}
      {open && <AreaSheet canteen={canteen} area={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function AreaSheet({ canteen, area, onClose }: { canteen: string; area: AreaRecord | null; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const { act, pending, refusals } = useAct();
  const [zh, setZh] = useState(area?.name.zh ?? '');
  const [en, setEn] = useState(area?.name.en ?? '');
  const [kind, setKind] = useState<AreaKind | ''>(area?.kind ?? '');
  const [active, setActive] = useState(area?.active ?? true);
  const save = async () => {
    if (!kind) return;
    const name = { zh: zh.trim(), en: orNull(en) };
    const outcome = area
      ? await act('updateArea', { id: area.id, input: { version: area.version, name, kind, active } }, { quiet: true })
      : await act('createArea', { input: { canteen, name, kind } }, { quiet: true });
    if (outcome) onClose();
  };
  return (
    <Sheet open title={say(area ? words.editArea : words.add)} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!zh.trim() || !kind} onClick={() => void save()}>{say(words.save)}</Button>}>
      <Refusals errors={refusals} />
      <Box sx={{ display: 'grid', gap: 2 }}>
        <TextField select label={labels.field('Area.kind')} value={kind} onChange={(event) => setKind(event.target.value as AreaKind)}>
          {KINDS.map((value) => <MenuItem key={value} value={value}>{labels.of('AreaKind', value)}</MenuItem>)}
        </TextField>
        <TextField label={say(words.zh)} value={zh} onChange={(event) => setZh(event.target.value)} />
        <TextField label={say(words.en)} value={en} onChange={(event) => setEn(event.target.value)} />
        {area && <FormControlLabel control={<Switch checked={active} onChange={(event) => setActive(event.target.checked)} />} label={labels.field('active')} />}
      </Box>
    </Sheet>
  );
}
