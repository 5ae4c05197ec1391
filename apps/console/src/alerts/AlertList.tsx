import { useListContext } from 'react-admin';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { AlertKinds, AlertKindsVariables, AlertRow } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { RECEIVES, toneOf } from './severity.ts';

const KINDS = gql`query AlertKinds($organization: ID!) { alertRules(organization: $organization) { kind title { zh en } } }`;

const words = {
  title: { zh: '提醒', en: 'Alerts' },
  notForYou: { zh: '提醒发给能处理它的岗位；您的岗位只查看，不接收提醒。缺漏、迟记和超限见日报。', en: 'Alerts go to the roles that can act on them; yours looks on and receives none. What is missing, late or out of limits stands in the day report.' },
  empty: { zh: '没有未处理的提醒。', en: 'No open alerts.' },
  what: { zh: '内容', en: 'What' },
  anySeverity: { zh: '各种程度', en: 'Any severity' },
  anyRule: { zh: '各条规则', en: 'Any rule' },
  severity: { zh: '程度', en: 'Severity' },
  rule: { zh: '规则', en: 'Rule' },
  state: { zh: '状态', en: 'State' },
  raised: { zh: '提出', en: 'Raised' },
  due: { zh: '期限', en: 'Due' },
  by: { zh: '{who} 处理中', en: '{who} is on it' },
  passed: { zh: '已升级', en: 'Escalated' },
};

export function AlertList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const canteen = useCanteen();
  const can = useCan();
  const titleOf = (r: AlertRow) => <Tone tone={toneOf(r)} plain lines><Box component="span" sx={{ color: r.state === 'RESOLVED' ? 'text.secondary' : 'text.primary' }}>{format.text(r.title)}</Box></Tone>;
  const stateOf = (r: AlertRow) => (
    <>
      <State of="AlertState" value={r.state} plain />
      {r.state === 'RAISED' && r.escalatedAt && <Tone tone="bad" plain>{say(words.passed)}</Tone>}
    </>
  );
  return (
    <ListPage<AlertRow>
      resource="alerts"
      title={say(words.title)}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'raisedAt', order: 'DESC' }}
      searchable={false}
      views={[
        { label: labels.of('AlertState', 'RAISED'), filter: { state: ['RAISED'] } },
        { label: labels.of('AlertSeverity', 'CRITICAL'), filter: { state: ['RAISED', 'ACKNOWLEDGED'], severity: ['CRITICAL'] } },
        { label: labels.of('AlertState', 'ACKNOWLEDGED'), filter: { state: ['ACKNOWLEDGED'] } },
        { label: labels.of('AlertState', 'RESOLVED'), filter: { state: ['RESOLVED'] } },
      ]}
      empty={{ text: say(RECEIVES.some(can) ? words.empty : words.notForYou) }}
      narrow={<Narrow />}
      columns={[
        { key: 'title', label: say(words.what), wrap: true, cell: titleOf },
        { key: 'severity', label: say(words.severity), cell: (r) => labels.of('AlertSeverity', r.severity) },
        { key: 'kind', label: say(words.rule), cell: (r) => format.text(r.kindTitle) },
        { key: 'state', label: say(words.state), sort: 'state', cell: stateOf },
        { key: 'raised', label: say(words.raised), sort: 'raisedAt', cell: (r) => format.moment(r.raisedAt) },
        { key: 'due', label: say(words.due), cell: (r) => (r.dueAt ? format.until(r.dueAt) : '—') },
      ]}
      line={(r) => ({
        main: titleOf(r),
        sub: <Box component="span" sx={{ pl: 'calc(1.15em + 4px)' }}>{labels.of('AlertSeverity', r.severity)} · {format.when(r.raisedAt)}</Box>,
        state: r.acknowledgedByName && r.state === 'ACKNOWLEDGED' ? say(words.by, { who: r.acknowledgedByName }) : labels.of('AlertState', r.state),
      })}
    />
  );
}

/** By severity and by rule, on top of the views. */
function Narrow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const organization = useCanteen()?.organization?.id;
  const { filterValues, setFilters } = useListContext();
  const { data } = useAsk<AlertKinds, AlertKindsVariables>(KINDS, { organization: organization ?? '' }, { enabled: !!organization && can('policy:read') });
  const { severity, kind, ...rest } = filterValues as { severity?: string[]; kind?: string };
  const choose = (chosen: { severity?: string[]; kind?: string }) => setFilters({ ...rest, ...chosen });
  const select = (label: string, value: string, any: string, options: { value: string; label: string }[], onChange: (value: string) => void) => (
    <TextField select size="small" value={value} onChange={(event) => onChange(event.target.value)} sx={{ minWidth: { xs: 0, md: 160 }, flex: { xs: 1, md: 'none' } }} slotProps={{ select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': label } } }}>
      <MenuItem value="">{any}</MenuItem>
      {options.map((option) => <MenuItem key={option.value} value={option.value}>{option.label}</MenuItem>)}
    </TextField>
  );
  return (
    <Box sx={{ display: 'flex', gap: 1, width: { xs: 1, md: 'auto' } }}>
      {select(say(words.severity), severity?.length === 1 ? severity[0]! : '', say(words.anySeverity),
        (['CRITICAL', 'WARN', 'INFO'] as const).map((value) => ({ value, label: labels.of('AlertSeverity', value) })),
        (value) => choose({ ...(value ? { severity: [value] } : {}), ...(kind ? { kind } : {}) }))}
      {data && select(say(words.rule), kind ?? '', say(words.anyRule),
        data.alertRules.map((rule) => ({ value: rule.kind, label: format.text(rule.title) })),
        (value) => choose({ ...(severity ? { severity } : {}), ...(value ? { kind: value } : {}) }))}
    </Box>
  );
}
