import { useState } from 'react';
import { useStore } from 'react-admin';
import LabelOutlined from '@mui/icons-material/LabelOutlined';
import OpenInNew from '@mui/icons-material/OpenInNew';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Words } from '@canteen/kernel';
import type { LabelKindsOpen, LabelsPrinted, LabelsPrintedVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { DayField } from '../ui/inputs.tsx';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { Section } from '../ui/Page.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Tone } from '../ui/Tone.tsx';

const KINDS = gql`
  query LabelKindsOpen { labelKinds { kind title { zh en } sizes { key title { zh en } perSheet } } }
`;

const PRINTED = gql`
  query LabelsPrinted($filter: LabelPrintFilter!, $page: PageInput!) {
    labelPrints(filter: $filter, page: $page) { total items { id kind size copies reprint reprintReason printedByName recordedAt } }
  }
`;

const words = {
  label: { zh: '打印标签', en: 'Print label' },
  labels: { zh: '打印标签 · {n} 张', en: 'Print labels ({n})' },
  size: { zh: '标签规格', en: 'Label size' },
  copies: { zh: '每张份数', en: 'Copies of each' },
  again: { zh: '打印过。重新打印要写明原因，记入台账。', en: 'Printed before. Say why it is printed again; that goes on record.' },
  someAgain: { zh: '其中有打印过的。重新打印要写明原因，记入台账。', en: 'Some of them were printed before. Say why they are printed again; that goes on record.' },
  reason: { zh: '重打原因', en: 'Why again' },
  amount: { zh: '分装数量', en: 'How much went in' },
  opened: { zh: '分装日期', en: 'Decanted on' },
  print: { zh: '生成标签', en: 'Make the labels' },
  open: { zh: '打开并打印', en: 'Open and print' },
  made: { zh: '{n} 张标签已生成，扫码可打开记录。', en: '{n} labels are ready; scanning one opens its record.' },
  done: { zh: '完成', en: 'Done' },
  history: { zh: '打印过的标签', en: 'Labels printed' },
  line: { zh: '{size} × {n} · {who} · {when}', en: '{size} × {n} · {who} · {when}' },
  reprint: { zh: '重打：{reason}', en: 'again: {reason}' },
};

const whyAgain: Words[] = [
  { zh: '标签破损', en: 'label damaged' },
  { zh: '标签脱落', en: 'label came off' },
  { zh: '打印不清', en: 'print not legible' },
];

interface Props {
  kind: string;
  ids: string[];
  /** For a decanted pack: what only the person knows. */
  pack?: { unit: string };
  label?: Words;
  variant?: 'outlined' | 'text';
}

/** Offered where this kind of label may be printed by this person. */
export function LabelButton({ label, variant = 'outlined', ...props }: Props) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { data } = useAsk<LabelKindsOpen>(KINDS, {});
  const kind = data?.labelKinds.find((each) => each.kind === props.kind);
  if (!kind || !props.ids.length) return null;
  return (
    <>
      <Button variant={variant} startIcon={<LabelOutlined />} onClick={() => setOpen(true)}>
        {label ? say(label) : props.ids.length > 1 ? say(words.labels, { n: props.ids.length }) : say(words.label)}
      </Button>
      {open && <LabelSheet {...props} of={kind} onClose={() => setOpen(false)} />}
    </>
  );
}

function LabelSheet({ kind, ids, pack, of, onClose }: Omit<Props, 'label'> & { of: LabelKindsOpen['labelKinds'][number]; onClose: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { act, pending, refusals } = useAct();
  const [remembered, remember] = useStore<string>(`labels.size.${kind}`, '');
  const size = of.sizes.some(({ key }) => key === remembered) ? remembered : (of.sizes[0]?.key ?? '');
  const [copies, setCopies] = useState('1');
  const [reason, setReason] = useState('');
  const [amount, setAmount] = useState('');
  const [openedOn, setOpenedOn] = useState(format.today().iso);
  const [made, setMade] = useState<{ url: string | null; n: number } | null>(null);
  // A pack is a new one each time. Of several labels the API knows best which were printed: it asks for the reason.
  const { data: before } = useAsk<LabelsPrinted, LabelsPrintedVariables>(PRINTED, { filter: { kind, recordId: ids[0]! }, page: { number: 1, size: 1 } }, { enabled: !pack && ids.length === 1 });
  const again = (before?.labelPrints.total ?? 0) > 0 || refusals.some(({ code }) => code === 'LABEL_REPRINT_REASON');
  const each = Number(copies);
  const ready = size && each >= 1 && each <= 100 && (!again || reason.trim()) && (!pack || (amount && openedOn));
  const print = async () => {
    const outcome = await act('printLabels', {
      input: {
        kind, ids, size, copies: each, ...(reason.trim() ? { reprintReason: reason.trim() } : {}),
        ...(pack ? { extra: { quantity: format.qty({ value: amount, unit: pack.unit }), openedOn } } : {}),
      },
    }, { quiet: true });
    const record = outcome?.records[0] as { file?: { url: string | null } | null } | undefined;
    if (record) setMade({ url: record.file?.url ?? null, n: ids.length * each });
  };
  return (
    <Sheet
      open
      full={!!pack}
      title={`${ids.length > 1 ? say(words.labels, { n: ids.length }) : say(words.label)} · ${format.text(of.title)}`}
      onClose={onClose}
      actions={made ? <>
        <Button variant="outlined" onClick={onClose}>{say(words.done)}</Button>
        {made.url && <Button variant="contained" component="a" href={made.url} target="_blank" rel="noreferrer" startIcon={<OpenInNew />}>{say(words.open)}</Button>}
      </> : <Button variant="contained" disabled={!ready} loading={pending} onClick={() => void print()}>{say(words.print)}</Button>}
    >
      {made ? <Tone tone="ok" plain><span style={{ whiteSpace: 'normal' }}>{say(words.made, { n: made.n })}</span></Tone> : (
        <Keypad>
          <Refusals errors={refusals} />
          <Box sx={{ display: 'grid', gap: 2 }}>
            {pack && <NumberField autoFocus label={say(words.amount)} unit={format.unit(pack.unit)} value={amount} onChange={setAmount} />}
            {pack && <DayField label={say(words.opened)} value={openedOn} onChange={setOpenedOn} required />}
            <TextField select label={say(words.size)} value={size} onChange={(event) => remember(event.target.value)}>
              {of.sizes.map((each) => <MenuItem key={each.key} value={each.key}>{format.text(each.title)}</MenuItem>)}
            </TextField>
            <TextField label={say(words.copies)} value={copies} onChange={(event) => { if (/^\d{0,3}$/.test(event.target.value)) setCopies(event.target.value); }} slotProps={{ htmlInput: { inputMode: 'numeric', style: { textAlign: 'right' } } }} />
            {again && (
              <Box sx={{ display: 'grid', gap: 1 }}>
                <Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(ids.length > 1 ? words.someAgain : words.again)}</span></Tone>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                  {whyAgain.map((offer) => <Chip key={offer.zh} label={say(offer)} variant="outlined" onClick={() => setReason(say(offer))} />)}
                </Box>
                <TextField label={say(words.reason)} required value={reason} onChange={(event) => setReason(event.target.value)} />
              </Box>
            )}
          </Box>
        </Keypad>
      )}
    </Sheet>
  );
}

/** Which labels of a record were printed, by whom, and why again. Nothing where none was. */
export function LabelHistory({ recordId }: { recordId: string }) {
  const say = useSay();
  const format = useFormat();
  const { data: kinds } = useAsk<LabelKindsOpen>(KINDS, {});
  const { data } = useAsk<LabelsPrinted, LabelsPrintedVariables>(PRINTED, { filter: { recordId }, page: { number: 1, size: 20 } }, { enabled: !!kinds?.labelKinds.length });
  if (!data?.labelPrints.items.length) return null;
  const sizeOf = (kind: string, key: string) => {
    const found = kinds?.labelKinds.find((each) => each.kind === kind);
    const size = found?.sizes.find((each) => each.key === key);
    return [found && format.text(found.title), size ? format.text(size.title) : key].filter(Boolean).join(' ');
  };
  return (
    <Section title={say(words.history)}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.labelPrints.items.map((print) => (
          <Box component="li" key={print.id} sx={{ py: 0.5, color: 'text.secondary' }}>
            {say(words.line, { size: sizeOf(print.kind, print.size), n: print.copies, who: print.printedByName, when: format.moment(print.recordedAt) })}
            {print.reprint && <Box><Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.reprint, { reason: print.reprintReason })}</span></Tone></Box>}
          </Box>
        ))}
      </Box>
    </Section>
  );
}
