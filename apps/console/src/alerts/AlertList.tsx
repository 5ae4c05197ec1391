import type { AlertRow } from '../provider/generated.ts';
import { useCanteen } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { toneOf } from './severity.ts';

const words = {
  title: { zh: '提醒', en: 'Alerts' },
  open: { zh: '未处理', en: 'Open' },
  critical: { zh: '紧急', en: 'Critical' },
  known: { zh: '处理中', en: 'In hand' },
  settled: { zh: '已解除', en: 'Resolved' },
  empty: { zh: '没有未处理的提醒。', en: 'No open alerts.' },
  what: { zh: '内容', en: 'What' },
  rule: { zh: '规则', en: 'Rule' },
  state: { zh: '状态', en: 'State' },
  raised: { zh: '提出', en: 'Raised' },
  due: { zh: '期限', en: 'Due' },
  by: { zh: '{who} 处理中', en: '{who} is on it' },
  passed: { zh: '已上报', en: 'escalated' },
};

export function AlertList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const canteen = useCanteen();
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
        { label: say(words.open), filter: { state: ['RAISED'] } },
        { label: say(words.critical), filter: { state: ['RAISED', 'ACKNOWLEDGED'], severity: ['CRITICAL'] } },
        { label: say(words.known), filter: { state: ['ACKNOWLEDGED'] } },
        { label: say(words.settled), filter: { state: ['RESOLVED'] } },
      ]}
      empty={{ text: say(words.empty) }}
      columns={[
        { key: 'title', label: say(words.what), wrap: true, cell: (r) => <Tone tone={toneOf(r)} plain><span style={{ whiteSpace: 'normal' }}>{format.text(r.title)}</span></Tone> },
        { key: 'kind', label: say(words.rule), cell: (r) => format.text(r.kindTitle) },
        { key: 'state', label: say(words.state), sort: 'state', cell: stateOf },
        { key: 'raised', label: say(words.raised), sort: 'raisedAt', cell: (r) => format.moment(r.raisedAt) },
        { key: 'due', label: say(words.due), cell: (r) => (r.dueAt ? format.moment(r.dueAt) : '—') },
      ]}
      line={(r) => ({
        main: <Tone tone={toneOf(r)} plain><span style={{ whiteSpace: 'normal' }}>{format.text(r.title)}</span></Tone>,
        sub: `${format.text(r.kindTitle)} · ${format.moment(r.raisedAt)}`,
        state: r.acknowledgedByName && r.state === 'ACKNOWLEDGED' ? say(words.by, { who: r.acknowledgedByName }) : labels.of('AlertState', r.state),
      })}
    />
  );
}
