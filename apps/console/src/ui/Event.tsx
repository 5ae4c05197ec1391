import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { useAct } from '../provider/useAct.ts';
import { useCan, useMe } from '../shell/me.tsx';
import { useFormat } from './format.ts';
import { useSay } from './say.ts';
import { Tone } from './Tone.tsx';

const words = {
  happened: { zh: '发生', en: 'Happened' },
  recorded: { zh: '记录', en: 'Recorded' },
  by: { zh: '记录人', en: 'by' },
  imported: { zh: '历史导入', en: 'Imported history' },
  late: { zh: '补录 · 晚 {span}', en: 'Late entry · {span} late' },
  reason: { zh: '补录原因：{reason}', en: 'Reason: {reason}' },
  waits: { zh: '待复核签字', en: 'Waits for a countersignature' },
  signed: { zh: '{who} 于 {when} 复核签字', en: 'Countersigned by {who}, {when}' },
  sign: { zh: '复核签字', en: 'Countersign' },
  thanks: { zh: '已签字', en: 'Countersigned' },
};

export interface EventRecord {
  id: string;
  occurredAt: string;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
  lateEntry: boolean;
  imported?: boolean;
  lateReason: string | null;
  countersignedBy: { name: string } | null;
  countersignedAt: string | null;
}

/** `补录 · 晚 5 小时`, wherever a late record appears; what was taken over from an older ledger says that instead. */
export function Late({ record }: { record: Pick<EventRecord, 'lateEntry' | 'imported' | 'occurredAt' | 'recordedAt'> }) {
  const say = useSay();
  const format = useFormat();
  if (record.imported) return <Tone tone="draft">{say(words.imported)}</Tone>;
  if (!record.lateEntry) return null;
  return <Tone tone="warn">{say(words.late, { span: format.span(record.occurredAt, record.recordedAt) })}</Tone>;
}

/** When it happened against when it was written, by whom, and the supervisor's signature under a late entry. */
export function EventTimes({ record, type }: { record: EventRecord; type: string }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5, alignItems: 'center' }}>
      <span><Dim>{say(words.happened)}</Dim> {format.moment(record.occurredAt)}</span>
      <span><Dim>{say(words.recorded)}</Dim> {format.moment(record.recordedAt)}</span>
      {record.recordedBy && <span><Dim>{say(words.by)}</Dim> {record.recordedBy.name}</span>}
      <Late record={record} />
      {record.lateEntry && !record.imported && record.lateReason && <span>{say(words.reason, { reason: record.lateReason })}</span>}
      {record.lateEntry && record.countersignedBy && (
        <Tone tone="ok">{say(words.signed, { who: record.countersignedBy.name, when: format.moment(record.countersignedAt) })}</Tone>
      )}
      <Countersign record={record} type={type} />
    </Box>
  );
}

/** A late entry waits for somebody else's signature; who may give it does so here. */
export function Countersign({ record, type }: { record: Pick<EventRecord, 'id' | 'lateEntry' | 'imported' | 'recordedBy' | 'countersignedBy'>; type: string }) {
  const say = useSay();
  const can = useCan();
  const me = useMe();
  const { act, pending } = useAct();
  if (!record.lateEntry || record.imported || record.countersignedBy) return null;
  if (!can('late:countersign') || record.recordedBy?.id === me?.person.id) return <Tone tone="todo">{say(words.waits)}</Tone>;
  return (
    <Button variant="outlined" loading={pending} onClick={() => void act('countersignLateEntry', { recordType: type, id: record.id }, { done: say(words.thanks) })}>
      {say(words.sign)}
    </Button>
  );
}

export function Dim({ children }: { children: React.ReactNode }) {
  return <Box component="span" sx={{ color: 'text.secondary' }}>{children}</Box>;
}
