import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useAct } from '../provider/useAct.ts';
import { useCanteen } from '../shell/me.tsx';
import { Refusals } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import type { Text } from '../ui/format.ts';
import { DayField, orNull } from '../ui/inputs.tsx';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';

const words = {
  title: { zh: '定价 · {dish}', en: 'Set price · {dish}' },
  price: { zh: '每份价格', en: 'Price per portion' },
  from: { zh: '生效日期', en: 'Effective from' },
  reason: { zh: '原因（可不填）', en: 'Reason (optional)' },
  save: { zh: '定价', en: 'Set price' },
  where: { zh: '只对 {canteen} 生效', en: 'In {canteen} only' },
};

/** The price of a dish in this canteen from a day on; earlier prices stay as they were. */
export function PriceSheet({ dish, from, onClose, onDone }: { dish: { id: string; name: Text; price?: { amount: string } | null }; from?: string; onClose: () => void; onDone?: (amount: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const canteen = useCanteen();
  const { act, pending, refusals } = useAct();
  const [amount, setAmount] = useState(dish.price?.amount ?? '');
  const [effectiveFrom, setFrom] = useState(from ?? format.today().iso);
  const [reason, setReason] = useState('');
  const save = async () => {
    if (!canteen) return;
    const outcome = await act('setDishPrice', { input: { canteen: canteen.id, dish: dish.id, price: { amount, currency: 'CNY' }, effectiveFrom, reason: orNull(reason) } }, { quiet: true });
    if (!outcome) return;
    onDone?.(amount);
    onClose();
  };
  return (
    <Sheet open full title={say(words.title, { dish: format.text(dish.name) })} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!amount} onClick={() => void save()}>{say(words.save)}</Button>}>
      <Keypad>
        <Refusals errors={refusals} />
        <Box component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); void save(); }} sx={{ display: 'grid', gap: 2 }}>
          <NumberField autoFocus label={say(words.price)} unit="¥" value={amount} onChange={setAmount} />
          <DayField label={say(words.from)} value={effectiveFrom} onChange={setFrom} />
          <TextField label={say(words.reason)} value={reason} onChange={(event) => setReason(event.target.value)} />
          <Box sx={{ color: 'text.secondary' }}>{say(words.where, { canteen: format.text(canteen?.name) })}</Box>
        </Box>
      </Keypad>
    </Sheet>
  );
}
