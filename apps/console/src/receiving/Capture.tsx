import { useRef, useState } from 'react';
import { useNavigate, useNotify } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { uuidv7 } from '@canteen/kernel';
import type { GoodsReceiptRecord, IngredientByCode, IngredientByCodeVariables, IngredientRow, ReceiptDocumentKind } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { send } from '../provider/transport.ts';
import type { UserError } from '../provider/transport.ts';
import { useAct } from '../provider/useAct.ts';
import { useCanteen } from '../shell/me.tsx';
import { Empty, Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { Keypad } from '../ui/Keypad.tsx';
import { BottomAct, Page, Section } from '../ui/Page.tsx';
import { Picker } from '../ui/Picker.tsx';
import { PhotoButton, Thumb } from '../ui/Photos.tsx';
import { ScanButton } from '../ui/Scan.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { asksReason, lineInput, missingOf, newLine, papersFor, parseCode, timeInput, totalOf } from './lines.ts';
import type { LineDraft, ReceiptDraft } from './lines.ts';
import { LineRow } from './LineRow.tsx';

const BY_CODE = gql`
  query IngredientByCode($gtin: ShortText!) {
    ingredientByCode(gtin: $gtin) {
      id name { zh en } pinyin category storage unit shelfLifeDays byDay active unknownAllergens allergens { id allergen presence source } requiredDocuments packs { id unit holds { value unit } }
    }
  }
`;

const words = {
  again: { zh: '修改 {number}', en: 'Edit {number}' },
  add: { zh: '添加原料', en: 'Add ingredient' },
  none: { zh: '还没有行。添加原料，或扫包装上的条码。', en: 'No lines yet. Add an ingredient, or scan the code on its pack.' },
  takeDates: { zh: '日期都已核对，采用提议的 {n} 行', en: 'Dates checked: take the {n} offered' },
  papers: { zh: '随货证明', en: 'Papers' },
  papersNote: { zh: '每种拍一张，一张可管全部行', en: 'One photo of each; one may speak for all lines' },
  missing: { zh: '缺', en: 'missing' },
  when: { zh: '到货时间', en: 'Arrived' },
  now: { zh: '现在', en: 'now' },
  earlier: { zh: '不是现在到的', en: 'Not now' },
  reason: { zh: '补录原因（晚于 24 小时必填）', en: 'Why so late (required after 24 h)' },
  note: { zh: '备注', en: 'Note' },
  present: { zh: '提交验收', en: 'Present for acceptance' },
  save: { zh: '存草稿', en: 'Save draft' },
  saveAgain: { zh: '保存', en: 'Save' },
  toFill: { zh: '还有 {n} 处未填', en: '{n} fields to fill' },
  unknownCode: { zh: '没有条码为 {code} 的原料。请在原料档案里补上条码，或按名称添加。', en: 'No ingredient has the code {code}. Enter it in the ingredient, or add by name.' },
  total: { zh: '{n} 行 · {money}', en: '{n} lines · {money}' },
  removed: { zh: '已去掉 {name}', en: 'Removed {name}' },
  saved: { zh: '已保存', en: 'Saved' },
};

interface Props {
  draft: ReceiptDraft;
  change: (next: (before: ReceiptDraft) => ReceiptDraft) => void;
  drop: () => void;
  receipt?: GoodsReceiptRecord;
}

/** Writing a delivery down at the back door: amounts and temperatures with the keypad, papers with the camera. */
export function Capture({ draft, change, drop, receipt }: Props) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const notify = useNotify();
  const navigate = useNavigate();
  const client = useQueryClient();
  const canteen = useCanteen();
  const { act, pending, refusals } = useAct();
  const [picking, setPicking] = useState(false);
  const [asked, setAsked] = useState(false);
  const [timing, setTiming] = useState(!!draft.occurredAt && !receipt);
  const removed = useRef<{ line: LineDraft; at: number } | null>(null);
  const presented = receipt?.state === 'INSPECTING';

  const setLine = (key: string, part: Partial<LineDraft>) =>
    change((before) => ({ ...before, lines: before.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) }));
  const addLine = (ingredient: IngredientRow, part: Partial<LineDraft> = {}) =>
    change((before) => ({ ...before, lines: [...before.lines, { ...newLine(ingredient, format.today(), uuidv7(new Date())), ...part }] }));
  const removeLine = (key: string) => {
    const at = draft.lines.findIndex((line) => line.key === key);
    const line = draft.lines[at];
    if (!line) return;
    removed.current = { line, at };
    change((before) => ({ ...before, lines: before.lines.filter((each) => each.key !== key), papers: before.papers.map((paper) => (paper.line === at ? { ...paper, line: null } : paper.line !== null && paper.line > at ? { ...paper, line: paper.line - 1 } : paper)) }));
    notify(say(words.removed, { name: format.text(line.ingredient.name) }), { type: 'info', undoable: false });
  };
  const addPaper = (kind: ReceiptDocumentKind, file: string) =>
    change((before) => ({ ...before, papers: [...before.papers, { key: uuidv7(new Date()), kind, number: '', file, line: null }] }));

  const scan = async (text: string) => {
    const code = parseCode(text);
    const { ingredientByCode } = await client.fetchQuery({
      queryKey: ['code', code.gtin],
      queryFn: () => send<IngredientByCode>(BY_CODE, { gtin: code.gtin } satisfies IngredientByCodeVariables),
    });
    if (!ingredientByCode) return notify(say(words.unknownCode, { code: code.gtin }), { type: 'warning' });
    const found = { ...(code.lot ? { supplierLot: code.lot } : {}), ...(code.productionDate ? { productionDate: code.productionDate } : {}), ...(code.expiryDate ? { expiryDate: code.expiryDate, offer: null } : {}) };
    const line = draft.lines.find((each) => each.ingredient.id === ingredientByCode.id);
    setPicking(false);
    if (line) setLine(line.key, found);
    else addLine(ingredientByCode, found);
  };

  const needed = papersFor(draft.lines);
  const kinds = [...new Set([...needed, ...draft.papers.map((paper) => paper.kind)])];
  const toFill = draft.lines.reduce((sum, line) => sum + missingOf(line).length, 0);
  const offers = draft.lines.filter((line) => line.offer && !line.expiryDate);

  const submit = async (present: boolean) => {
    if (!canteen || !draft.supplier) return;
    if (present && toFill > 0) {
      setAsked(true);
      document.querySelector<HTMLElement>('[data-missing] input')?.focus();
      return;
    }
    const input = {
      canteen: receipt?.canteen.id ?? canteen.id,
      supplier: draft.supplier.id,
      note: draft.note.trim() || null,
      ...timeInput(draft),
      present,
      lines: draft.lines.map(lineInput),
      documents: draft.papers.map(({ kind, number, file, line }) => ({ kind, number: number.trim() || null, file, line })),
    };
    // A draft on the phone keeps the moment of the delivery, however long the network stays away.
    const queue = `${say(words.present)} · ${format.text(draft.supplier.name)}`;
    const outcome = receipt
      ? await act('saveGoodsReceipt', { id: receipt.id, version: receipt.version, input }, { quiet: true })
      : await act('openGoodsReceipt', { input: { ...input, occurredAt: input.occurredAt ?? new Date().toISOString() } }, { quiet: true, queue });
    if (!outcome) return window.scrollTo({ top: 0 });
    drop();
    const [saved] = outcome.records;
    if (!saved) return navigate('/goodsReceipts');
    navigate(saved['state'] === 'INSPECTING' ? `/goodsReceipts/${saved.id}/accept` : `/goodsReceipts/${saved.id}/show`);
  };

  const reason = asksReason(draft, refusals);
  const general = refusals.filter((error) => !/^input\.lines\.\d+/.test(error.field ?? ''));
  const errorsOf = (index: number): UserError[] => refusals.filter((error) => error.field?.startsWith(`input.lines.${index}.`) || error.field === `input.lines.${index}`);

  return (
    <Page
      title={receipt ? say(words.again, { number: receipt.number }) : format.text(draft.supplier?.name)}
      sub={receipt ? format.text(draft.supplier?.name) : undefined}
      back={receipt ? `/goodsReceipts/${receipt.id}/show` : '/goodsReceipts'}
      actions={!presented && <ScanButton onCode={(code) => void scan(code)} />}
    >
      <Keypad>
        <Refusals errors={general} />
        {!draft.lines.length && <Empty text={say(words.none)} />}
        {draft.lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            index={index}
            errors={errorsOf(index)}
            asked={asked}
            onChange={(part) => setLine(line.key, part)}
            {...(presented ? {} : { onRemove: () => removeLine(line.key) })}
          />
        ))}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, py: 2 }}>
          {!presented && <Button variant="outlined" startIcon={<Add />} onClick={() => setPicking(true)}>{say(words.add)}</Button>}
          {offers.length > 0 && (
            <Button variant="outlined" sx={{ whiteSpace: 'normal' }} onClick={() => change((before) => ({ ...before, lines: before.lines.map((line) => (line.offer && !line.expiryDate ? { ...line, ...line.offer } : line)) }))}>
              {say(words.takeDates, { n: offers.length })}
            </Button>
          )}
        </Box>
        <Section title={say(words.papers)}>
          <Box sx={{ color: 'text.secondary', mt: -1, mb: 1 }}>{say(words.papersNote)}</Box>
          {kinds.map((kind) => {
            const papers = draft.papers.filter((paper) => paper.kind === kind);
            return (
              <Box key={kind} sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', minHeight: 60, py: 0.5, borderTop: 1, borderColor: 'divider' }}>
                <Box sx={{ flex: '1 1 8em' }}>
                  {labels.of('ReceiptDocumentKind', kind)} {!papers.length && <Tone plain tone="warn">{say(words.missing)}</Tone>}
                </Box>
                {papers.map((paper) => (
                  <Thumb
                    key={paper.key}
                    id={paper.file}
                    size={52}
                    {...(paper.url ? { url: paper.url } : {})}
                    {...(paper.contentType ? { contentType: paper.contentType } : {})}
                    {...(presented && receipt.documents.some((each) => each.id === paper.key) ? {} : { onRemove: () => change((before) => ({ ...before, papers: before.papers.filter((each) => each.key !== paper.key) })) })}
                  />
                ))}
                <PhotoButton about={labels.of('ReceiptDocumentKind', kind)} onPhoto={(file) => addPaper(kind, file)} onError={(message) => notify(message, { type: 'error' })} filled={false} />
              </Box>
            );
          })}
          {!kinds.includes('OTHER') && draft.lines.length > 0 && (
            <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 1 }}>
              <PhotoButton label={labels.of('ReceiptDocumentKind', 'OTHER')} onPhoto={(file) => addPaper('OTHER', file)} pdf />
            </Box>
          )}
        </Section>
        <Section>
          {(timing || reason) && (
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' }, mb: 2 }}>
              {timing && <TextField type="datetime-local" label={say(words.when)} value={draft.occurredAt} onChange={(event) => change((before) => ({ ...before, occurredAt: event.target.value }))} slotProps={{ inputLabel: { shrink: true } }} />}
              <TextField label={say(words.reason)} error={reason && !draft.lateReason.trim()} value={draft.lateReason} onChange={(event) => change((before) => ({ ...before, lateReason: event.target.value }))} />
            </Box>
          )}
          {!receipt && !timing && (
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
              <Box sx={{ color: 'text.secondary' }}>{say(words.when)}</Box> {say(words.now)}
              <Button variant="text" onClick={() => setTiming(true)}>{say(words.earlier)}</Button>
            </Box>
          )}
          <TextField fullWidth multiline label={say(words.note)} value={draft.note} onChange={(event) => change((before) => ({ ...before, note: event.target.value }))} />
        </Section>
        <BottomAct>
          <Box sx={{ flex: '1 1 auto', display: { xs: 'none', sm: 'block' } }}>{say(words.total, { n: draft.lines.length, money: totalOf(draft.lines).toString() })}</Box>
          {presented ? (
            <Button variant="contained" loading={pending} onClick={() => void submit(false)}>{say(words.saveAgain)}</Button>
          ) : (
            <>
              <Button variant="outlined" loading={pending} disabled={!draft.lines.length} onClick={() => void submit(false)}>{say(words.save)}</Button>
              <Button variant="contained" loading={pending} disabled={!draft.lines.length} onClick={() => void submit(true)}>
                {toFill > 0 && asked ? say(words.toFill, { n: toFill }) : `${say(words.present)} · ${totalOf(draft.lines).toString()}`}
              </Button>
            </>
          )}
        </BottomAct>
      </Keypad>
      <Picker<IngredientRow>
        open={picking}
        title={say(words.add)}
        resource="ingredients"
        filter={{ active: true }}
        onCode={(code) => void scan(code)}
        line={(ingredient) => ({ main: format.text(ingredient.name), sub: `${labels.of('IngredientCategory', ingredient.category)} · ${labels.of('Storage', ingredient.storage)}`, side: format.unit(ingredient.unit) })}
        onPick={(ingredient) => { addLine(ingredient); setPicking(false); }}
        onClose={() => setPicking(false)}
      />
    </Page>
  );
}
