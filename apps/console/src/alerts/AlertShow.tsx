import Box from '@mui/material/Box';
import { addressOfRecord, recordWords } from '../ledgers/records.ts';
import { addressOf } from '../today/duties.ts';
import type { AlertRecord } from '../provider/generated.ts';
import { Acts } from '../ui/Acts.tsx';
import { ButtonTo, Facts } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';
import { Deliveries } from './Deliveries.tsx';
import { toneOf } from './severity.ts';

const words = {
  found: { zh: '发现的情况和该做的事', en: 'What was found, and what to do' },
  open: { zh: '打开{what}', en: 'Open: {what}' },
  go: { zh: '去处理', en: 'Go and see to it' },
  rule: { zh: '规则', en: 'Rule' },
  severity: { zh: '程度', en: 'Severity' },
  raised: { zh: '提出', en: 'Raised' },
  times: { zh: '{at}（第 {n} 次）', en: '{at} (for the {n}th time)' },
  due: { zh: '期限', en: 'Due' },
  known: { zh: '确认', en: 'Acknowledged' },
  by: { zh: '{who} · {at}', en: '{who}, {at}' },
  escalated: { zh: '无人确认，已升级', en: 'Escalated, since nobody acknowledged' },
  resolved: { zh: '解除', en: 'Resolved' },
  facts: { zh: '情况已消除，自动解除 · {at}', en: 'By the facts themselves, {at}' },
  reason: { zh: '原因', en: 'Reason' },
  standing: { zh: '情况仍在，由人解除', en: 'The fact still stands; a person resolved it' },
  why: { zh: '为什么可以不再提醒', en: 'Why nobody need be told any more' },
};

export function AlertShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  return (
    <RecordPage<AlertRecord>
      resource="alerts"
      title={(r) => format.text(r.title)}
      state={(r) => <State of="AlertState" value={r.state} />}
      sub={(r) => format.text(r.kindTitle)}
      acts={(r) => {
        const to = addressOf(r);
        return (
          <Acts
            of="AlertAction"
            record={r}
            extra={<ButtonTo to={to} variant="outlined">{to === addressOfRecord(r.recordType, r.recordId) ? say(words.open, { what: say(recordWords(r.recordType)) }) : say(words.go)}</ButtonTo>}
            acts={{
              ACKNOWLEDGE: { verb: 'acknowledgeAlert', variables: (alert) => ({ id: alert.id }) },
              RESOLVE: { verb: 'resolveAlert', ask: { label: words.why }, danger: true, variables: (alert, reason) => ({ id: alert.id, reason }) },
            }}
          />
        );
      }}
    >
      {(r) => (
        <>
          <Section title={say(words.found)}>
            <Box sx={{ whiteSpace: 'pre-line', py: 1 }}>{format.text(r.text)}</Box>
          </Section>
          <Section>
            <Facts
              rows={[
                [say(words.severity), <Tone tone={toneOf({ ...r, state: 'RAISED' })} plain>{labels.of('AlertSeverity', r.severity)}</Tone>],
                [say(words.raised), r.times > 1 ? say(words.times, { at: format.moment(r.raisedAt), n: r.times }) : format.moment(r.raisedAt)],
                r.dueAt && [say(words.due), format.until(r.dueAt)],
                r.escalatedAt && [say(words.escalated), format.moment(r.escalatedAt)],
                r.acknowledgedAt && [say(words.known), say(words.by, { who: r.acknowledgedByName ?? '', at: format.moment(r.acknowledgedAt) })],
                r.resolvedAt && [say(words.resolved), r.resolvedBy === 'FACTS' ? say(words.facts, { at: format.moment(r.resolvedAt) }) : say(words.by, { who: r.resolvedByName ?? '', at: format.moment(r.resolvedAt) })],
                r.resolvedReason && [say(words.reason), r.resolvedReason],
                r.state === 'RESOLVED' && r.standing && ['', <Tone tone="warn" plain>{say(words.standing)}</Tone>],
              ]}
            />
          </Section>
          <Deliveries alert={r.id} />
        </>
      )}
    </RecordPage>
  );
}
