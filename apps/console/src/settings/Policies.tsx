import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Policies, PoliciesVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useMay } from '../people/may.ts';
import { useCanteen, useMe } from '../shell/me.tsx';
import { Empty, Failed, Figure, Ghost, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Page, Section } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { GROUPS, listOf, MARKS, unitWords, valueOf, WEEKDAY_UNIT, WEEKDAYS } from './limit.ts';
import type { Limit, LimitValue } from './limit.ts';

const POLICIES = gql`
  query Policies($organization: ID!) {
    policies(organization: $organization) { policy field title { zh en } value default unit citation { zh en } mark changed reason changedAt changedBy }
  }
`;

const words = {
  title: { zh: '限值', en: 'Limits' },
  sub: { zh: '{name} · 每个数字都写明出处；改动从此刻起生效，以前的判定不变。', en: '{name} · Every figure says where it comes from. A change holds from now on; what was decided stays.' },
  all: { zh: '全部', en: 'All' },
  changed: { zh: '本单位改过', en: 'Changed here' },
  none: { zh: '没有改过的限值：全部按默认值执行。', en: 'Nothing was changed: all defaults are in force.' },
  preset: { zh: '默认 {value}', en: 'Default {value}' },
  source: { zh: '出处', en: 'Source' },
  isDefault: { zh: '默认值', en: 'default' },
  own: { zh: '本单位设定', en: 'set here' },
  by: { zh: '{who} 于 {when} 改为此值：{reason}', en: '{who}, {when}: {reason}' },
  edit: { zh: '修改', en: 'Edit' },
  value: { zh: '新的限值', en: 'New value' },
  list: { zh: '每行一项', en: 'One to a line' },
  reason: { zh: '为什么改', en: 'Why' },
  reasonHelp: { zh: '如地方规定的名称和条款；记入日志', en: 'The local rule and its clause, for instance; it goes on record' },
  save: { zh: '修改限值', en: 'Change the limit' },
  back: { zh: '恢复默认值', en: 'Back to the default' },
  saved: { zh: '限值已修改', en: 'Limit changed' },
  weaker: { zh: '这个默认值出自法规或标准原文。改得更宽，检查时须能说明依据。', en: 'This default stands in the text of a rule. Whoever loosens it must be able to show why.' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  empty: { zh: '无', en: 'none' },
};

export default function PoliciesPage() {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const may = useMay();
  const canteen = useCanteen();
  const organization = canteen?.organization ?? me?.grants[0]?.organization;
  const [group, setGroup] = useState('');
  const [editing, setEditing] = useState<Limit | null>(null);
  const { data, error, refetch } = useAsk<Policies, PoliciesVariables>(POLICIES, { organization: organization?.id ?? '' }, { enabled: !!organization });
  const all = data?.policies ?? [];
  const known = new Set(GROUPS.map(([policy]) => policy));
  const groups = [...GROUPS, ...[...new Set(all.map((limit) => limit.policy))].filter((policy) => !known.has(policy)).map((policy) => [policy, { zh: policy, en: policy }] as (typeof GROUPS)[number])]
    .filter(([policy]) => all.some((limit) => limit.policy === policy));
  const changed = all.filter((limit) => limit.changed).length;
  const shown = groups
    .map(([policy, name]) => ({ policy, name, limits: all.filter((limit) => limit.policy === policy && (group === '' || group === policy || (group === 'changed' && limit.changed))) }))
    .filter(({ limits }) => limits.length);
  return (
    <Page title={say(words.title)} sub={say(words.sub, { name: format.text(organization?.name) })}>
      {!data && !error && <Ghost rows={8} height={72} />}
      {!data && error && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Box role="group" sx={{ display: 'flex', flexWrap: { md: 'wrap' }, gap: 1, overflowX: 'auto', py: 0.5, mb: 1, mx: { xs: -2, md: 0 }, px: { xs: 2, md: 0 }, scrollbarWidth: 'none' }}>
            {[['', say(words.all)] as const, ...(changed ? [['changed', `${say(words.changed)} ${changed}`] as const] : []), ...groups.map(([policy, name]) => [policy, say(name)] as const)].map(([key, label]) => (
              <Chip key={key} label={label} variant={key === group ? 'filled' : 'outlined'} color={key === group ? 'primary' : 'default'} aria-pressed={key === group} onClick={() => setGroup(key)} />
            ))}
          </Box>
          <Marks />
          {!shown.length && <Empty text={say(words.none)} />}
          {shown.map(({ policy, name, limits }) => (
            <Section key={policy} title={say(name)}>
              {limits.map((limit) => <LimitRow key={limit.field} limit={limit} editable={may('policy:write', { organization: organization?.id })} onEdit={() => setEditing(limit)} />)}
            </Section>
          ))}
        </>
      )}
      {editing && organization && <EditSheet limit={editing} organization={organization.id} onClose={() => setEditing(null)} />}
    </Page>
  );
}

/** What the letters beside each source mean. */
function Marks() {
  const say = useSay();
  return (
    <Box component="dl" sx={{ m: 0, mb: 2, display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5, color: 'text.secondary', fontSize: '0.8125rem' }}>
      {Object.entries(MARKS).map(([mark, { word, text }]) => (
        <Box key={mark} sx={{ display: 'flex', gap: 0.75, alignItems: 'baseline' }}>
          <Box component="dt"><Mark mark={mark} /> {say(word)}</Box>
          <Box component="dd" sx={{ m: 0 }}>{say(text)}</Box>
        </Box>
      ))}
    </Box>
  );
}

/** How sure a number's source is. */
export function Mark({ mark }: { mark: string }) {
  const say = useSay();
  return (
    <Box component="abbr" title={MARKS[mark] ? say(MARKS[mark].text) : mark} sx={{ border: 1, borderColor: 'divider', borderRadius: 0.5, px: 0.5, textDecoration: 'none', fontSize: '0.8125rem', color: 'text.primary', bgcolor: 'background.paper' }}>
      {mark}
    </Box>
  );
}

function useLimitText(): (limit: Limit, value: unknown) => string {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  return (limit, value) => {
    if (Array.isArray(value)) {
      const of = listOf(limit)?.of;
      return value.map((each) => (of ? labels.of(of, String(each)) : String(each))).join(format.lang === 'zh' ? '、' : ', ') || say(words.empty);
    }
    if (typeof value === 'boolean') return say(value ? words.yes : words.no);
    if (typeof value === 'number' && limit.unit === WEEKDAY_UNIT) return WEEKDAYS[value - 1] ? say(WEEKDAYS[value - 1]!) : String(value);
    if (typeof value === 'object' && value !== null) return JSON.stringify(value);
    return typeof value === 'number' ? format.number(value) : String(value);
  };
}

function LimitRow({ limit, editable, onEdit }: { limit: Limit; editable: boolean; onEdit: () => void }) {
  const say = useSay();
  const format = useFormat();
  const text = useLimitText();
  const unit = unitWords(limit.unit);
  const long = Array.isArray(limit.value);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', md: 'minmax(0, 5fr) minmax(9em, 3fr) minmax(0, 7fr) 6em' }, columnGap: 3, rowGap: 0.5, py: 1.5, borderTop: 1, borderColor: 'divider', alignItems: 'start' }}>
      <Box sx={{ gridColumn: { xs: '1', md: 'auto' } }}>{limit.title ? format.text(limit.title) : limit.field}</Box>
      <Box sx={{ textAlign: long ? 'left' : 'right', maxWidth: { xs: long ? 'none' : '8em', md: 'none' }, gridColumn: { xs: long ? '1 / -1' : '2', md: 'auto' } }}>
        <Box sx={{ fontWeight: 600 }}>{long ? text(limit, limit.value) : <Figure strong value={text(limit, limit.value)} {...(unit ? { unit: say(unit) } : {})} />}</Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          {limit.changed ? <><Tone tone="todo" plain>{say(words.own)}</Tone> <Box component="span" sx={{ display: 'inline-block' }}>{say(words.preset, { value: text(limit, limit.default) })}</Box></> : say(words.isDefault)}
        </Box>
      </Box>
      <Box sx={{ gridColumn: { xs: editable ? '1' : '1 / -1', md: 'auto' }, color: 'text.secondary', minWidth: 0 }}>
        <Mark mark={limit.mark} /> {format.text(limit.citation)}
        {limit.changed && (
          <Box sx={{ color: 'text.primary', mt: 0.5 }}>{say(words.by, { who: limit.changedBy ?? '—', when: format.moment(limit.changedAt), reason: limit.reason ?? '' })}</Box>
        )}
      </Box>
      {editable && (
        <Box sx={{ textAlign: 'right', gridColumn: { xs: '2', md: 'auto' }, alignSelf: { xs: 'end', md: 'start' }, my: { xs: -1, md: 0 }, mt: { md: -1 }, mr: -2 }}>
          <Button variant="text" onClick={onEdit}>{say(words.edit)}</Button>
        </Box>
      )}
    </Box>
  );
}

const typedOf = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : String(value ?? ''));

function EditSheet({ limit, organization, onClose }: { limit: Limit; organization: string; onClose: () => void }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const text = useLimitText();
  const { act, pending, refusals } = useAct();
  const [typed, setTyped] = useState(typedOf(limit.value));
  const [reason, setReason] = useState('');
  const members = listOf(limit);
  const chosen = members ? typed.split('\n').filter(Boolean) : [];
  const unit = unitWords(limit.unit);
  const value: LimitValue | null = typeof limit.default === 'boolean' ? typed === 'true' : valueOf(limit, typed);
  const same = typedOf(value) === typedOf(limit.value);
  const save = async () => {
    if (value === null) return;
    const input = { organization, policy: limit.policy, field: limit.field, value, reason: reason.trim() };
    if (await act('setPolicy', { input }, { quiet: true, done: say(words.saved) })) onClose();
  };
  const help = typedOf(limit.default) === typed ? ' ' : say(words.preset, { value: `${text(limit, limit.default)}${unit ? ` ${say(unit)}` : ''}` });
  return (
    <Sheet
      open
      title={limit.title ? format.text(limit.title) : limit.field}
      onClose={onClose}
      actions={<>
        {typedOf(limit.default) !== typed && <Button variant="outlined" onClick={() => setTyped(typedOf(limit.default))}>{say(words.back)}</Button>}
        <Button variant="contained" loading={pending} disabled={value === null || same || !reason.trim()} onClick={() => void save()}>{say(words.save)}</Button>
      </>}
    >
      <Refusals errors={refusals} />
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Box sx={{ color: 'text.secondary' }}><Mark mark={limit.mark} /> {format.text(limit.citation)}</Box>
        {limit.mark === 'V' && <Tone tone="warn" plain><Typography component="span" sx={{ whiteSpace: 'normal' }}>{say(words.weaker)}</Typography></Tone>}
        {members ? (
          <Box role="group" aria-label={say(words.value)} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {members.values.map((each) => {
              const on = chosen.includes(each);
              return <Chip key={each} label={labels.of(members.of, each)} variant={on ? 'filled' : 'outlined'} color={on ? 'primary' : 'default'} aria-pressed={on} onClick={() => setTyped(members.values.filter((other) => (other === each ? !on : chosen.includes(other))).join('\n'))} />;
            })}
          </Box>
        ) : limit.unit === WEEKDAY_UNIT || typeof limit.default === 'boolean' ? (
          <TextField select label={say(words.value)} value={typed} helperText={help} onChange={(event) => setTyped(event.target.value)}>
            {limit.unit === WEEKDAY_UNIT
              ? WEEKDAYS.map((day, index) => <MenuItem key={day.en} value={String(index + 1)}>{say(day)}</MenuItem>)
              : ['true', 'false'].map((each) => <MenuItem key={each} value={each}>{say(each === 'true' ? words.yes : words.no)}</MenuItem>)}
          </TextField>
        ) : (
          <TextField
            autoFocus
            label={say(words.value)}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            error={value === null && !!typed.trim()}
            helperText={Array.isArray(limit.default) ? say(words.list) : help}
            multiline={Array.isArray(limit.default)}
            slotProps={{ htmlInput: typeof limit.default === 'number' ? { inputMode: 'decimal', style: { textAlign: 'right' } } : {}, input: unit ? { endAdornment: <Box component="span" sx={{ pl: 1, color: 'text.secondary', whiteSpace: 'nowrap' }}>{say(unit)}</Box> } : {} }}
          />
        )}
        <TextField multiline minRows={2} label={say(words.reason)} helperText={say(words.reasonHelp)} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Box>
    </Sheet>
  );
}
