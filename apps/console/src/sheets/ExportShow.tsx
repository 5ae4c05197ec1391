import type { ExportRecord } from '../provider/generated.ts';
import { Facts } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { useFilterWords } from './filter-words.ts';
import { useLedgerName } from './names.ts';
import { FileButton } from './Tray.tsx';
import { isRunning, WorkLine } from './WorkLine.tsx';

const words = {
  what: { zh: '内容', en: 'What' },
  filter: { zh: '范围', en: 'Of what' },
  rows: { zh: '行数', en: 'Rows' },
  by: { zh: '导出人', en: 'Exported by' },
  at: { zh: '时间', en: 'When' },
  digest: { zh: '文件指纹（SHA-256）', en: 'Fingerprint of the file (SHA-256)' },
  head: { zh: '当时的链头', en: 'Journal head at the time' },
  file: { zh: '文件', en: 'File' },
  expired: { zh: '文件已过期，记录一直在', en: 'the file is gone, the record stays' },
  proof: { zh: '手上这份文件的指纹与这里一致，就没有被改过。', en: 'If the file in your hand has this fingerprint, it was not altered.' },
};

/** What the code on a printed form leads to: who took this out, when, and by what it can be recognised. */
export default function ExportShow() {
  const say = useSay();
  const format = useFormat();
  const nameOf = useLedgerName();
  const inWords = useFilterWords();
  return (
    <RecordPage<ExportRecord>
      resource="exports"
      title={(r) => `${nameOf(r.ledger)} · ${r.format === 'JSONL' ? 'JSON' : r.format}`}
      acts={(r) => r.file?.url && <FileButton url={r.file.url} format={r.format} filled />}
    >
      {(r) => (
        <Section>
          {isRunning(r.work) && r.work && <WorkLine work={r.work} name={nameOf(r.ledger)} />}
          <Facts
            columns={1}
            rows={[
              [say(words.what), nameOf(r.ledger)],
              [say(words.filter), inWords(r.ledger, r.filter)],
              [say(words.rows), format.number(r.rows)],
              [say(words.by), r.requestedByName],
              [say(words.at), format.moment(r.requestedAt)],
              [say(words.file), r.expired ? <Tone tone="done" plain>{say(words.expired)}</Tone> : r.file?.name],
              [say(words.digest), r.sha256 && <><code style={{ overflowWrap: 'anywhere' }}>{r.sha256}</code><div>{say(words.proof)}</div></>],
              [say(words.head), r.journalHead && <code style={{ overflowWrap: 'anywhere' }}>{r.journalHead}</code>],
            ]}
          />
        </Section>
      )}
    </RecordPage>
  );
}
