import { useEffect, useState } from 'react';
import { useNavigate, useNotify, useParams } from 'react-admin';
import Download from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ImportOpen, ImportOpenVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useMe } from '../shell/me.tsx';
import { ButtonTo, Empty, Failed, Ghost, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { BottomAct, Page, Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';
import { DropZone } from './DropZone.tsx';
import { importTones, importWords, RECORDS, useImportKinds } from './kinds.ts';
import { alike, headingsOf } from './mapping.ts';
import type { Mapping } from './mapping.ts';
import { Match } from './Match.tsx';
import { useUpload } from './useUpload.ts';
import { Verdicts } from './Verdicts.tsx';
import type { Counts } from './Verdicts.tsx';
import { useWhileRunning, WorkLine } from './WorkLine.tsx';

const OPEN = gql`
  query ImportOpen($id: ID!) {
    import(id: $id) {
      id version kind fileName canteen file { id } sheets sheet headings mapping state availableActions rows creates updates same refused problems { code message field } remarks { code message }
      recordedAt byId byName checkedAt importedAt undoneAt work { id state done total failure failureParams }
    }
  }
`;

const words = {
  gone: { zh: '没有这次导入，或您的岗位看不到它。', en: 'There is no such import, or your role does not let you see it.' },
  title: { zh: '导入{what}', en: 'Import: {what}' },
  by: { zh: '{file} · {who} · {when}', en: '{file} · {who} · {when}' },
  into: { zh: '导入到 {canteen}', en: 'into {canteen}' },
  hidden: { zh: '隐藏', en: 'hidden' },
  sheet: { zh: '用哪个工作表', en: 'Which sheet' },
  other: { zh: '换一个文件', en: 'Take another file' },
  checking: { zh: '正在检查每一行；可以离开这一页，检查不会停。', en: 'Every row is being checked. You may leave this page, it goes on.' },
  importing: { zh: '正在导入；全部写入或一行都不写。可以离开这一页。', en: 'Importing: all rows or none. You may leave this page.' },
  result: { zh: '检查结果', en: 'Result of the check' },
  some: { zh: '{n} 行有问题，一行都还没写入。改好后从这里上传，系统重新检查全部行。', en: '{n} rows are refused and nothing was written. Repair them and upload the sheet here: all rows are checked again.' },
  good: { zh: '全部 {n} 行都可以导入。', en: 'All {n} rows can be imported.' },
  nothing: { zh: '表里的内容与现有记录完全一致，没有什么要写入。', en: 'Everything in the sheet is on record already; there is nothing to write.' },
  problems: { zh: '下载问题表', en: 'Download the problems' },
  repaired: { zh: '上传改好的文件', en: 'Upload the repaired sheet' },
  rematch: { zh: '重新对应列', en: 'Match the columns again' },
  run: { zh: '导入：新增 {creates}，变更 {updates}', en: 'Import: {creates} new, {updates} changed' },
  imported: { zh: '已导入：新增 {creates}，变更 {updates}，无变化 {same}。', en: 'Imported: {creates} new, {updates} changed, {same} unchanged.' },
  at: { zh: '{when} 完成', en: 'finished {when}' },
  records: { zh: '查看记录', en: 'See the records' },
  undo: { zh: '撤销这次导入', en: 'Undo this import' },
  undoHelp: { zh: '撤掉这次导入写入的全部内容。已被使用过的记录会使撤销被拒绝。', en: 'Takes back all that this import wrote. It is refused once a record of it has been used.' },
  reason: { zh: '撤销原因', en: 'Why it is undone' },
  reasonHelp: { zh: '写明原因，记入台账', en: 'Say why; it goes on record' },
  undone: { zh: '这次导入已于 {when} 撤销，写入的内容都已撤回。', en: 'Undone {when}: what it had written was taken back.' },
  cancelled: { zh: '已取消，什么都没有写入。', en: 'Cancelled; nothing was written.' },
  history: { zh: '导入的记录标为「历史导入」，不算按时录入。', en: 'Its records are marked as imported history and never count as entered on time.' },
  cancel: { zh: '取消', en: 'Cancel' },
};

type Opened = NonNullable<ImportOpen['import']>;

const sheetsOf = (of: Opened) => of.sheets as { name: string; hidden: boolean }[];

/** One import from its file to its records: match, check, repair, import, and back. */
export default function ImportShow() {
  const { id = '' } = useParams();
  const say = useSay();
  const whileRunning = useWhileRunning();
  const format = useFormat();
  const me = useMe();
  const { kindOf, kinds } = useImportKinds();
  const { data, error, refetch } = useAsk<ImportOpen, ImportOpenVariables>(OPEN, { id }, {
    refetchInterval: (last) => whileRunning(last?.import?.state === 'CHECKING' || last?.import?.state === 'IMPORTING'),
  });
  const [rematching, setRematching] = useState(false);
  const given = data?.import;
  const kind = kindOf(given?.kind ?? '');
  useEffect(() => setRematching(false), [given?.state, id]);
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data || !kinds) return <Ghost rows={6} height={64} />;
  if (!given || !kind) return <Page title={say(words.gone)} back="/imports"><Empty text={say(words.gone)} /></Page>;

  const headings = headingsOf(given.headings);
  const { problems } = given;
  const canteen = me?.canteens.find((each) => each.id === given.canteen);
  const counts = { rows: given.rows ?? 0, REFUSED: given.refused ?? 0, CREATE: given.creates ?? 0, UPDATE: given.updates ?? 0, SAME: given.same ?? 0 };
  const matching = problems.length === 0 && headings.length > 0 && (given.state === 'UPLOADED' || given.state === 'FAILED' || given.state === 'CANCELLED' || rematching);
  return (
    <Page
      name={format.text(kind.title)}
      title={<Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>{say(words.title, { what: format.text(kind.title) })}<Box component="span" sx={{ fontSize: '1rem', fontWeight: 400 }}><Tone tone={importTones[given.state]}>{say(importWords[given.state])}</Tone></Box></Box>}
      sub={<>{say(words.by, { file: given.fileName, who: given.byName, when: format.moment(given.recordedAt) })}{canteen && ` · ${say(words.into, { canteen: format.text(canteen.name) })}`}</>}
      back="/imports"
    >
      {given.state === 'CANCELLED' && <Box sx={{ mb: 2 }}><Tone tone="done" plain>{say(words.cancelled)}</Tone></Box>}
      {problems.length > 0 && <Section title={say(words.other)}><Refusals errors={problems} /><Again of={given} /></Section>}
      {given.state === 'UPLOADED' && sheetsOf(given).length > 1 && <WhichSheet of={given} />}
      {given.remarks.length > 0 && given.state !== 'IMPORTED' && given.state !== 'UNDONE' && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, mb: 2, p: 0 }}>{given.remarks.map((remark, index) => <li key={index}><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{remark.message}</span></Tone></li>)}</Box>
      )}
      {given.work && given.state === 'FAILED' && <Box sx={{ mb: 2 }}><WorkLine work={given.work} name={say(words.title, { what: format.text(kind.title) })} /></Box>}
      {(given.state === 'CHECKING' || given.state === 'IMPORTING') && (
        <Section>
          <Box role="status" sx={{ mb: 1 }}>{say(given.state === 'CHECKING' ? words.checking : words.importing)}</Box>
          {given.work && <WorkLine work={given.work} name={say(words.title, { what: format.text(kind.title) })} />}
        </Section>
      )}
      {matching && <Match key={given.id} id={given.id} version={given.version} kind={kind} headings={headings} start={(given.mapping ?? {}) as Mapping} />}
      {given.state === 'CHECKED' && !rematching && (
        <Section
          title={say(words.result)}
          actions={<Button variant="text" onClick={() => setRematching(true)}>{say(words.rematch)}</Button>}
        >
          <Checked of={given} counts={counts} />
          {given.kind === 'receiptHistory' && <Box sx={{ mb: 1, color: 'text.secondary' }}>{say(words.history)}</Box>}
          <Verdicts key={`${given.id}${given.checkedAt}`} id={given.id} counts={counts} />
          {counts.REFUSED === 0 && counts.CREATE + counts.UPDATE > 0 && given.availableActions.includes('RUN') && <Run of={given} counts={counts} />}
        </Section>
      )}
      {given.state === 'IMPORTED' && (
        <Section>
          <Box sx={{ mb: 1 }}><Tone tone="ok" plain><span style={{ whiteSpace: 'normal' }}>{say(words.imported, { creates: format.number(counts.CREATE), updates: format.number(counts.UPDATE), same: format.number(counts.SAME) })}</span></Tone> <Box component="span" sx={{ color: 'text.secondary' }}>{say(words.at, { when: format.moment(given.importedAt) })}</Box></Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
            {RECORDS[given.kind] && <ButtonTo to={RECORDS[given.kind]!} variant="contained">{say(words.records)}</ButtonTo>}
            {given.availableActions.includes('UNDO') && <Undo of={given} />}
          </Box>
          <Verdicts key={`${given.id}${given.importedAt}`} id={given.id} counts={counts} />
        </Section>
      )}
      {given.state === 'UNDONE' && <Section><Tone tone="stopped" plain><span style={{ whiteSpace: 'normal' }}>{say(words.undone, { when: format.moment(given.undoneAt) })}</span></Tone></Section>}
    </Page>
  );
}

/** What the check found, and how to go on where something is to be repaired. */
function Checked({ of, counts }: { of: Opened; counts: Counts }) {
  const say = useSay();
  const format = useFormat();
  if (counts.REFUSED > 0) {
    return (
      <Box sx={{ mb: 2, display: 'grid', gap: 2 }}>
        <Tone tone="bad" plain><span style={{ whiteSpace: 'normal' }}>{say(words.some, { n: format.number(counts.REFUSED) })}</span></Tone>
        <Box><Button component="a" href={`/imports/${of.id}/problems.xlsx`} download variant="outlined" startIcon={<Download />}>{say(words.problems)}</Button></Box>
        <Again of={of} />
      </Box>
    );
  }
  return <Box sx={{ mb: 2 }}><Tone tone="ok" plain><span style={{ whiteSpace: 'normal' }}>{counts.CREATE + counts.UPDATE > 0 ? say(words.good, { n: format.number(counts.rows) }) : say(words.nothing)}</span></Tone></Box>;
}

/** The sheet again, repaired; with the same headings it is checked at once. */
function Again({ of }: { of: Opened }) {
  const say = useSay();
  const navigate = useNavigate();
  const { kindOf } = useImportKinds();
  const upload = useUpload(kindOf(of.kind));
  const { act } = useAct();
  const take = async (file: File) => {
    const next = await upload.take(file);
    if (!next) return;
    const matched = of.rows !== null && !next.problems.length && alike(headingsOf(of.headings), headingsOf(next.headings));
    if (matched) await act('mapImport', { id: next.id, version: next.version, mapping: of.mapping }, { quiet: true });
    navigate(`/imports/${next.id}`);
  };
  return <DropZone upload={upload} label={say(of.rows === null ? words.other : words.repaired)} onFile={(file) => void take(file)} />;
}

function WhichSheet({ of }: { of: Opened }) {
  const say = useSay();
  const navigate = useNavigate();
  const { act, pending, refusals } = useAct();
  const choose = async (sheet: string) => {
    if (!of.file) return;
    const outcome = await act('createImport', { input: { kind: of.kind, file: of.file.id, sheet, ...(of.canteen ? { canteen: of.canteen } : {}) } }, { quiet: true });
    const id = outcome?.records[0]?.id;
    if (id) navigate(`/imports/${id}`, { replace: true });
  };
  return (
    <Section>
      <Refusals errors={refusals} />
      <TextField select label={say(words.sheet)} value={of.sheet ?? ''} disabled={pending} onChange={(event) => void choose(event.target.value)} sx={{ minWidth: 260 }}>
        {sheetsOf(of).map(({ name, hidden }) => <MenuItem key={name} value={name}>{name}{hidden && <Box component="span" sx={{ color: 'text.secondary' }}> · {say(words.hidden)}</Box>}</MenuItem>)}
      </TextField>
    </Section>
  );
}

function Run({ of, counts }: { of: Opened; counts: Counts }) {
  const say = useSay();
  const format = useFormat();
  const { act, pending } = useAct();
  return (
    <BottomAct>
      <Button variant="contained" loading={pending} onClick={() => void act('runImport', { id: of.id, version: of.version })}>
        {say(words.run, { creates: format.number(counts.CREATE), updates: format.number(counts.UPDATE) })}
      </Button>
    </BottomAct>
  );
}

function Undo({ of }: { of: Opened }) {
  const say = useSay();
  const notify = useNotify();
  const { act, pending, refusals, clear } = useAct();
  const [reason, setReason] = useState<string | null>(null);
  const undo = async () => {
    if (await act('undoImport', { id: of.id, reason: reason!.trim() }, { quiet: true })) {
      setReason(null);
      notify(say(importWords.UNDONE), { type: 'success' });
    }
  };
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => { clear(); setReason(''); }}>{say(words.undo)}</Button>
      <Sheet
        open={reason !== null} title={say(words.undo)} onClose={() => setReason(null)}
        actions={<>
          <Button variant="outlined" onClick={() => setReason(null)}>{say(words.cancel)}</Button>
          <Button variant="contained" color="error" disabled={!reason?.trim()} loading={pending} onClick={() => void undo()}>{say(words.undo)}</Button>
        </>}
      >
        <Refusals errors={refusals} />
        <Box sx={{ mb: 2 }}>{say(words.undoHelp)}</Box>
        <TextField autoFocus fullWidth multiline minRows={2} label={say(words.reason)} helperText={say(words.reasonHelp)} value={reason ?? ''} onChange={(event) => setReason(event.target.value)} />
      </Sheet>
    </>
  );
}
