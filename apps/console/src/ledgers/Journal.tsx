import { useState } from 'react';
import { useGetList } from 'react-admin';
import { useSearchParams } from 'react-router';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import TextField from '@mui/material/TextField';
import { LocalDate } from '@canteen/kernel';
import { verbWords } from '../i18n/verbs.ts';
import { verbs } from '../provider/generated.ts';
import type { JournalEntryRecord, PersonRow } from '../provider/generated.ts';
import { useCan, useCanteen, useMe } from '../shell/me.tsx';
import { ExportMenu } from '../sheets/ExportMenu.tsx';
import { Empty, Failed, Ghost, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField } from '../ui/inputs.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { useActorName, useLabels, useSay, useVerbLabel } from '../ui/say.ts';
import { alike, counted, touched } from './entry.ts';
import type { TouchedRecord } from './entry.ts';
import { recordWords, useRecordNames } from './records.ts';
import type { NamedRecord } from './records.ts';
import { Verify } from './Verify.tsx';

const words = {
  title: { zh: '日志', en: 'Journal' },
  sub: { zh: '{name} · 谁在何时做了什么，只增不改', en: '{name} · Who did what when; added to, never changed' },
  showVerify: { zh: '校验', en: 'Verify' },
  act: { zh: '操作', en: 'Act' },
  person: { zh: '人员', en: 'Person' },
  day: { zh: '日期', en: 'Day' },
  clear: { zh: '清除筛选', en: 'Clear' },
  none: { zh: '没有符合条件的日志。', en: 'Nothing in the journal matches.' },
  empty: { zh: '日志还是空的。', en: 'The journal is empty.' },
  withheld: { zh: '内容不予显示', en: 'content withheld' },
  range: { zh: '第 {from}–{to} 条，共 {total} 条', en: '{from}–{to} of {total}' },
  earlier: { zh: '上一页', en: 'Previous' },
  later: { zh: '下一页', en: 'Next' },
  create: { zh: '新增', en: 'added' },
  update: { zh: '修改', en: 'changed' },
  delete: { zh: '删除', en: 'removed' },
  fields: { zh: '{op}：{fields}', en: '{op}: {fields}' },
  hash: { zh: '本条指纹', en: 'Fingerprint' },
  prev: { zh: '上一条指纹', en: 'Of the entry before' },
  details: { zh: '详情', en: 'Details' },
  times: { zh: '{name} ×{n}', en: '{name} ×{n}' },
};

const SIZE = 50;

/** As high as the fields beside it. */
const slim = { '& .MuiOutlinedInput-root': { py: 0 }, '& .MuiOutlinedInput-root .MuiAutocomplete-input': { py: 1.5, px: 0.75 } };

export default function Journal() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const canteen = useCanteen();
  const organization = canteen?.organization ?? me?.grants[0]?.organization;
  const [params, setParams] = useSearchParams();
  const [verifying, setVerifying] = useState(false);
  const act = params.get('act');
  const personId = params.get('person');
  const day = params.get('day');
  const page = Number(params.get('page') ?? '1');
  const set = (change: Record<string, string | null>) => setParams((before) => {
    const next = new URLSearchParams(before);
    for (const [name, value] of Object.entries({ page: null, ...change })) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  }, { replace: true });
  const on = day ? LocalDate.of(day) : null;
  const filter = {
    organizationId: organization?.id,
    ...(act ? { act: [act, `seed:${act}`] } : {}),
    ...(personId ? { personId } : {}),
    ...(on ? { atFrom: on.startsAt(format.timeZone).toISOString(), atTo: new Date(on.plusDays(1).startsAt(format.timeZone).getTime() - 1).toISOString() } : {}),
  };
  const { data, total, error, isPending, refetch } = useGetList<JournalEntryRecord>('journalEntries', {
    pagination: { page, perPage: SIZE },
    sort: { field: 'at', order: 'DESC' },
    filter,
  }, { enabled: !!organization });
  const nameOf = useRecordNames((data ?? []).flatMap((entry) => touched(entry)));
  const filtered = !!act || !!personId || !!day;
  const from = (page - 1) * SIZE + 1;
  const days = new Map<string, JournalEntryRecord[]>();
  for (const entry of data ?? []) {
    const key = format.on(entry.at).iso;
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return (
    <Page
      title={say(words.title)}
      sub={say(words.sub, { name: format.text(organization?.name) })}
      actions={<>
        <ExportMenu ledger="journalEntries" filter={filter} sort={{ field: 'at', order: 'DESC' }} />
        <Button variant={verifying ? 'contained' : 'outlined'} aria-expanded={verifying} onClick={() => setVerifying(!verifying)}>{say(words.showVerify)}</Button>
      </>}
    >
      {verifying && organization && <Section><Verify key={organization.id} organization={organization.id} /></Section>}
      <Filters act={act} person={personId} day={day} set={set} filtered={filtered} />
      {isPending && <Ghost rows={8} />}
      {!data && !!error && <Failed error={error} retry={() => void refetch()} />}
      {data && !data.length && <Empty text={say(filtered ? words.none : words.empty)} action={filtered && <Button variant="outlined" onClick={() => set({ act: null, person: null, day: null })}>{say(words.clear)}</Button>} />}
      {[...days].map(([key, entries]) => (
        <Box component="section" key={key} sx={{ mb: 2 }}>
          <Box component="h2" sx={{ m: 0, py: 1, font: 'inherit', fontWeight: 600 }}>{format.day(key)}</Box>
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {entries.map((entry) => <Entry key={entry.id} entry={entry} nameOf={nameOf} />)}
          </Box>
        </Box>
      ))}
      {!!data?.length && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1, justifyContent: 'flex-end' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.range, { from: format.number(from), to: format.number(from + data.length - 1), total: format.number(total ?? 0) })}</Box>
          {(total ?? 0) > SIZE && <>
            <Button variant="outlined" disabled={page <= 1} onClick={() => set({ page: String(page - 1) })}>{say(words.earlier)}</Button>
            <Button variant="outlined" disabled={page * SIZE >= (total ?? 0)} onClick={() => set({ page: String(page + 1) })}>{say(words.later)}</Button>
          </>}
        </Box>
      )}
    </Page>
  );
}

function Filters({ act, person, day, set, filtered }: { act: string | null; person: string | null; day: string | null; set: (change: Record<string, string | null>) => void; filtered: boolean }) {
  const say = useSay();
  const verb = useVerbLabel();
  const can = useCan();
  const { data: people = [] } = useGetList<PersonRow>('persons', { pagination: { page: 1, perPage: 200 }, sort: { field: 'pinyin', order: 'ASC' }, filter: {} }, { enabled: can('people:read') });
  const acts = Object.keys(verbWords);
  return (
    <Box sx={{ display: 'grid', gap: 1, mb: 1, gridTemplateColumns: { xs: '1fr 1fr', md: '16em 14em 12em auto' }, alignItems: 'center', justifyContent: 'start', '& > :first-of-type': { gridColumn: { xs: '1 / -1', md: 'auto' } } }}>
      <Autocomplete
        options={acts}
        value={act}
        getOptionLabel={verb}
        onChange={(_, value) => set({ act: value })}
        renderInput={(props) => <TextField {...props} label={say(words.act)} sx={slim} />}
      />
      {can('people:read') && (
        <Autocomplete
          options={people.map((each) => each.id)}
          value={person}
          getOptionLabel={(id) => people.find((each) => each.id === id)?.name ?? ''}
          filterOptions={(ids, { inputValue }) => ids.filter((id) => {
            const each = people.find((one) => one.id === id);
            const typed = inputValue.trim().toLowerCase();
            return !typed || each?.name.includes(typed) || each?.pinyin.startsWith(typed);
          })}
          onChange={(_, value) => set({ person: value })}
          renderInput={(props) => <TextField {...props} label={say(words.person)} sx={slim} />}
        />
      )}
      <DayField label={say(words.day)} value={day ?? ''} onChange={(value) => (/^\d{4}-\d\d-\d\d$|^$/.test(value) ? set({ day: value || null }) : undefined)} />
      {filtered && <Button variant="text" onClick={() => set({ act: null, person: null, day: null })}>{say(words.clear)}</Button>}
    </Box>
  );
}

/** So many of a kind are named; more are only counted. */
const NAMED = 3;

/** The kind of record that an act answers with: what it is about. */
function subjectOf(act: string): string | null {
  const shape = (verbs as Record<string, { of?: string }>)[act.split(':').at(-1) ?? ''];
  return shape?.of ?? null;
}

function Entry({ entry, nameOf }: { entry: JournalEntryRecord; nameOf: (ref: TouchedRecord) => NamedRecord }) {
  const say = useSay();
  const format = useFormat();
  const verb = useVerbLabel();
  const labels = useLabels();
  const [open, setOpen] = useState(false);
  const records = touched(entry);
  const who = useActorName()(entry.personName);
  const kinds = counted(records, subjectOf(entry.act));
  const linked = kinds.filter(({ records: each }, index) => index === 0 || nameOf(each[0]!).to);
  const name = (record: TouchedRecord) => [say(recordWords(record.type)), nameOf(record).name].filter(Boolean).join(' ');
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '3.5em 1fr 44px', md: '3.5em 14em minmax(0, 1fr) 8em 5em 44px' }, columnGap: 2, alignItems: 'center', minHeight: 52, py: 0.5 }}>
        <Box sx={{ color: 'text.secondary', alignSelf: { xs: 'start', md: 'center' }, pt: { xs: 0.5, md: 0 } }}>{format.time(entry.at)}</Box>
        <Box sx={{ fontWeight: 500, gridColumn: { xs: '2', md: 'auto' } }}>
          {verb(entry.act)}
          <Box component="span" sx={{ display: { md: 'none' }, fontWeight: 400, color: 'text.secondary', whiteSpace: 'nowrap' }}> · {who}</Box>
        </Box>
        <Box sx={{ gridColumn: { xs: '2', md: 'auto' }, gridRow: { xs: '2', md: 'auto' }, minWidth: 0, display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}>
          {entry.payload === null && <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.withheld)}</Box>}
          {linked.flatMap(({ type, records: each }, index) => {
            // What the act was about by name; what it touched besides by number.
            if (each.length > (index === 0 ? NAMED : 1)) return [<Box component="span" key={type} sx={{ color: index === 0 ? 'text.primary' : 'text.secondary' }}>{say(words.times, { name: say(recordWords(type)), n: each.length })}</Box>];
            return each.map((record) => {
              const { to } = nameOf(record);
              return to ? <To key={record.id} to={to}>{name(record)}</To> : <Box component="span" key={record.id} sx={{ color: 'text.secondary' }}>{name(record)}</Box>;
            });
          })}
        </Box>
        <Box sx={{ display: { xs: 'none', md: 'block' } }}>{who}</Box>
        <Box sx={{ display: { xs: 'none', md: 'block' }, color: 'text.secondary', textAlign: 'right' }}>#{entry.seq}</Box>
        <ButtonBase aria-label={say(words.details)} aria-expanded={open} onClick={() => setOpen(!open)} sx={{ width: 44, height: 44, gridRow: { xs: '1', md: 'auto' }, gridColumn: { xs: '3', md: 'auto' }, borderRadius: 1, color: 'text.secondary', '& svg': { transform: open ? 'rotate(180deg)' : 'none' } }}>
          <ExpandMore />
        </ButtonBase>
      </Box>
      {open && (
        <Box sx={{ pl: { xs: 0, md: '5.5em' }, pb: 2, display: 'grid', gap: 0.5 }}>
          {alike(kinds.flatMap((kind) => kind.records), (record) => (nameOf(record).to ? record.id : null)).map(({ record, n }) => {
            const { to } = nameOf(record);
            return (
              <Box key={record.id}>
                {to ? <To to={to}>{name(record)}</To> : name(record)}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {' '}{record.fields.length ? say(words.fields, { op: say(words[record.op]), fields: record.fields.map((field) => labels.field(field)).join(format.lang === 'zh' ? '、' : ', ') }) : say(words[record.op])}{n > 1 && ` ×${n}`}
                </Box>
              </Box>
            );
          })}
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 0.5 }}>
            <div>#{entry.seq} · {say(words.hash)} <code>{entry.hash}</code></div>
            <div>{say(words.prev)} <code>{entry.prev}</code></div>
          </Box>
        </Box>
      )}
    </Box>
  );
}
