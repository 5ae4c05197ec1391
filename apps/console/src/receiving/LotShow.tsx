import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { LotRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCan } from '../shell/me.tsx';
import { LabelButton, LabelHistory } from '../print/Labels.tsx';
import { PrintButton } from '../sheets/PrintButton.tsx';
import { Acts } from '../ui/Acts.tsx';
import { Facts, Refusals, To } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { Section } from '../ui/Page.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';

const words = {
  ingredient: { zh: '原料', en: 'Ingredient' },
  supplier: { zh: '供货者', en: 'Supplier' },
  receipt: { zh: '收货单', en: 'Goods receipt' },
  line: { zh: '{number} 第 {n} 行', en: '{number}, line {n}' },
  supplierLot: { zh: '供货者批号', en: "Supplier's lot" },
  made: { zh: '生产日期', en: 'Made' },
  until: { zh: '保质期至', en: 'Expires' },
  received: { zh: '入库数量', en: 'Received' },
  balance: { zh: '结存', en: 'In stock' },
  cost: { zh: '单位成本', en: 'Unit cost' },
  came: { zh: '入库时间', en: 'Received at' },
  opened: { zh: '开封', en: 'Opened' },
  why: { zh: '封存或处理原因', en: 'Why held' },
  movements: { zh: '出入库', en: 'Stock movements' },
  open: { zh: '开封使用', en: 'Open it' },
  decant: { zh: '分装标签', en: 'Label a pack' },
  count: { zh: '盘点', en: 'Count' },
  counted: { zh: '实盘数量', en: 'Counted' },
  reason: { zh: '差异原因', en: 'Why it differs' },
  save: { zh: '保存盘点', en: 'Save the count' },
};

export function LotShow() {
  const say = useSay();
  const format = useFormat();
  const can = useCan();
  const { act, pending } = useAct();
  const [counting, setCounting] = useState(false);
  return (
    <RecordPage<LotRecord>
      resource="lots"
      title={(r) => r.lotCode}
      state={(r) => <State of="LotStatus" value={r.status} />}
      sub={(r) => `${format.text(r.ingredient?.name)} · ${format.qty(r.balance)}`}
      acts={(r) => (
        <Acts
          of="LotAction"
          record={r}
          acts={{
            QUARANTINE: { verb: 'quarantineLot', ask: {}, danger: true, variables: (lot, reason) => ({ id: lot.id, reason }) },
            RELEASE: { verb: 'releaseLot', ask: {}, variables: (lot, reason) => ({ id: lot.id, reason }) },
            SCRAP: { verb: 'scrapLot', ask: {}, danger: true, variables: (lot, reason) => ({ id: lot.id, reason }) },
          }}
          extra={<>
            {r.ingredient?.byDay && !r.openedOn && ['AVAILABLE', 'NEAR_EXPIRY'].includes(r.status) && can('kitchen:write') && (
              <Button variant="contained" loading={pending} onClick={() => void act('openLot', { lot: r.id })}>{say(words.open)}</Button>
            )}
            <LabelButton kind="lot" ids={[r.id]} />
            <LabelButton kind="pack" ids={[r.id]} pack={{ unit: r.balance.unit }} label={words.decant} />
            {r.availableActions.includes('ADJUST') && <Button variant="outlined" onClick={() => setCounting(true)}>{say(words.count)}</Button>}
          </>}
        />
      )}
    >
      {(r) => (
        <>
          <Section>
            <Facts
              rows={[
                [say(words.ingredient), r.ingredient && <To to={`/ingredients/${r.ingredient.id}/show`}>{format.text(r.ingredient.name)}</To>],
                [say(words.supplier), r.supplier && <To to={`/suppliers/${r.supplier.id}/show`}>{format.text(r.supplier.name)}</To>],
                r.line && [say(words.receipt), <To to={`/goodsReceipts/${r.line.receipt.id}/show`}>{say(words.line, { number: r.line.receipt.number, n: r.line.lineNo })}</To>],
                [say(words.came), format.moment(r.receivedAt)],
                [say(words.supplierLot), r.supplierLot],
                [say(words.made), r.productionDate && format.day(r.productionDate)],
                [say(words.until), r.expiryDate && format.term(r.expiryDate)],
                [say(words.received), format.qty(r.received)],
                [say(words.balance), <strong>{format.qty(r.balance)}</strong>],
                r.unitCost && [say(words.cost), format.rate(r.unitCost)],
                r.openedOn && [say(words.opened), format.day(r.openedOn)],
                r.holdReason && [say(words.why), <Tone tone="warn" plain>{r.holdReason}</Tone>],
              ]}
            />
          </Section>
          <Section title={say(words.movements)} actions={<PrintButton ledger="stockMovements" filter={{ lot: r.id }} />}>
            {r.movements.map((movement) => (
              <Box key={movement.id} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr auto', sm: '8em 10em 1fr auto' }, gap: 1, py: 1, borderTop: 1, borderColor: 'divider' }}>
                <State of="MovementKind" value={movement.kind} plain />
                <Box sx={{ textAlign: 'right', fontWeight: 600 }}>{movement.quantity.value.startsWith('-') ? '' : '+'}{format.qty(movement.quantity)}</Box>
                <Box sx={{ color: 'text.secondary' }}>{format.moment(movement.occurredAt)} · {movement.recordedBy.name} <Late record={movement} /></Box>
                <Box sx={{ color: 'text.secondary' }}>{movement.reason}</Box>
              </Box>
            ))}
          </Section>
          <LabelHistory recordId={r.id} />
          {counting && <CountSheet lot={r} onClose={() => setCounting(false)} />}
        </>
      )}
    </RecordPage>
  );
}

function CountSheet({ lot, onClose }: { lot: LotRecord; onClose: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { act, pending, refusals } = useAct();
  const [counted, setCounted] = useState('');
  const [reason, setReason] = useState('');
  const save = async () => {
    if (await act('adjustLot', { id: lot.id, counted: { value: counted, unit: lot.balance.unit }, reason }, { quiet: true })) onClose();
  };
  return (
    <Sheet open full title={`${say(words.count)} · ${lot.lotCode}`} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!counted || !reason.trim()} onClick={() => void save()}>{say(words.save)}</Button>}>
      <Keypad>
        <Refusals errors={refusals} />
        <Box sx={{ display: 'grid', gap: 2 }}>
          <NumberField autoFocus label={say(words.counted)} unit={format.unit(lot.balance.unit)} value={counted} onChange={setCounted} placeholder={lot.balance.value} />
          <TextField label={say(words.reason)} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Box>
      </Keypad>
    </Sheet>
  );
}
