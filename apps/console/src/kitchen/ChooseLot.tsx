import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { Decimal } from '@canteen/kernel';
import type { Words } from '@canteen/kernel';
import type { LotsToChoose, LotsToChooseVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCanteen } from '../shell/me.tsx';
import { Empty, Ghost } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import type { Qty, Text } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';
import { amount, fill, passedOver } from './takes.ts';
import type { Take } from './takes.ts';

const LOTS = gql`
  query LotsToChoose($canteen: ID!, $ingredient: ID!) {
    stored: lots(filter: { canteen: $canteen, ingredient: [$ingredient], status: [AVAILABLE, NEAR_EXPIRY, EXPIRED, QUARANTINED] }, sort: { field: "expiryDate", order: ASC }, page: { size: 60 }) {
      items { id lotCode status expiryDate receivedAt holdReason balance { value unit } supplier { id name { zh en } } }
    }
    gone: lots(filter: { canteen: $canteen, ingredient: [$ingredient], status: [DEPLETED] }, sort: { field: "receivedAt", order: DESC }, page: { size: 3 }) {
      items { id lotCode status expiryDate receivedAt holdReason openedOn balance { value unit } supplier { id name { zh en } } }
    }
  }
`;

const words = {
  title: { zh: '换批次 · {ingredient}', en: 'Another lot · {ingredient}' },
  need: { zh: '{dish} 需要 {needed}', en: '{dish} needs {needed}' },
  sum: { zh: '共取 {sum}，需要 {needed}', en: '{sum} taken, {needed} needed' },
  has: { zh: '结存 {balance}', en: '{balance} in stock' },
  promised: { zh: '其中 {n} 已配给本餐别的菜', en: '{n} of it is meant for other dishes of this meal' },
  take: { zh: '取', en: 'Take' },
  until: { zh: '到期 {day}（{near}）', en: 'expires {day} ({near})' },
  noDate: { zh: '无保质期', en: 'no expiry' },
  came: { zh: '{day} 入库', en: 'received {day}' },
  first: { zh: '应先用', en: 'goes first' },
  expired: { zh: '已过保质期，不能领用', en: 'past its expiry; cannot be taken' },
  held: { zh: '封存中，不能领用：{reason}', en: 'quarantined, cannot be taken: {reason}' },
  used: { zh: '已用完', en: 'used up' },
  others: { zh: '已全部配给本餐别的菜', en: 'all of it is meant for other dishes of this meal' },
  skip: { zh: '不先用「{lot}」（{day} 到期）的原因', en: 'Why {lot} (expires {day}) is not used first' },
  reason: { zh: '原因', en: 'Reason' },
  use: { zh: '用所选批次', en: 'Use these lots' },
  back: { zh: '按先到期先用', en: 'Back to expiring first' },
  none: { zh: '库里没有这种原料的批次。', en: 'There is no lot of this ingredient in stock.' },
  open: { zh: '今天已开封', en: 'open today' },
};

const REASONS: Words[] = [
  { zh: '先到期的已留给别餐', en: 'The earlier one is kept for another meal' },
  { zh: '先到期的取不到', en: 'The earlier one is out of reach' },
  { zh: '先到期的规格不合用', en: 'The earlier one does not suit this dish' },
  { zh: '先到期的品相不佳，待处理', en: 'The earlier one looks doubtful, to be dealt with' },
];

type Lot = LotsToChoose['stored']['items'][number];

interface Props {
  dish: string;
  ingredient: { id: string; name: Text; byDay: boolean };
  needed: Qty;
  /** What is chosen or proposed now. */
  now: Take[];
  /** Packs that stand open today: may be named without opening another. */
  open: { id: string; lotCode: string }[];
  /** What other dishes of the meal take of a lot. */
  promised: (lot: string) => Decimal;
  chosen: boolean;
  onChoose: (takes: Take[] | null) => void;
  onClose: () => void;
}

/** Every lot of an ingredient, expiring first; what cannot be taken stands there too, with the reason. */
export function ChooseLot({ dish, ingredient, needed, now, open, promised, chosen, onChoose, onClose }: Props) {
  const say = useSay();
  const format = useFormat();
  const canteen = useCanteen();
  const { data } = useAsk<LotsToChoose, LotsToChooseVariables>(LOTS, { canteen: canteen?.id ?? '', ingredient: ingredient.id }, { enabled: !!canteen });
  const [amounts, setAmounts] = useState<Record<string, string>>(() => Object.fromEntries(now.map((take) => [take.lot, take.quantity?.value ?? ''])));
  const [reason, setReason] = useState(now.find((take) => take.skipReason)?.skipReason ?? '');
  const lots: Lot[] = data?.stored.items ?? [];
  const usable = lots.filter((lot) => lot.status === 'AVAILABLE' || lot.status === 'NEAR_EXPIRY');
  const free = (lot: { id: string; balance: Qty }) => Decimal.of(lot.balance.value).minus(promised(lot.id));
  const takes = usable.filter((lot) => lot.id in amounts).map((lot) => ({ lot, quantity: ingredient.byDay ? null : { value: amount(amounts[lot.id]).toString(), unit: needed.unit } }));
  const skipped = open.some((pack) => pack.id in amounts) ? null : passedOver(takes, usable, free);
  const sum = takes.reduce((total, take) => total.plus(amount(take.quantity?.value)), Decimal.of(0));
  const wrong = ingredient.byDay ? false : takes.some((take) => !amount(take.quantity?.value).isPositive());
  const any = takes.length > 0 || open.some((pack) => pack.id in amounts);

  const pick = (lot: Lot) => {
    if (ingredient.byDay) return setAmounts({ [lot.id]: '' });
    setAmounts(Object.fromEntries(fill(needed, lot, usable, free).map((take) => [take.lot.id, take.quantity.value])));
  };
  const save = () => {
    const skipReason = skipped ? reason.trim() : null;
    onChoose([
      ...open.filter((pack) => pack.id in amounts).map((pack) => ({ lot: pack.id, lotCode: pack.lotCode, expiryDate: null, quantity: null, skipReason: null })),
      ...takes.map(({ lot, quantity }) => ({ lot: lot.id, lotCode: lot.lotCode, expiryDate: lot.expiryDate, quantity, skipReason: skipped && (lot.expiryDate === null || lot.expiryDate > skipped.expiryDate!) ? skipReason : null })),
    ]);
  };
  const why = (lot: Lot): string | null => {
    if (lot.status === 'EXPIRED') return say(words.expired);
    if (lot.status === 'QUARANTINED') return say(words.held, { reason: lot.holdReason ?? '—' });
    if (lot.status === 'DEPLETED') return say(words.used);
    if (!ingredient.byDay && !free(lot).isPositive()) return say(words.others);
    return null;
  };
  const describe = (lot: Lot) => [
    lot.expiryDate ? say(words.until, { day: format.day(lot.expiryDate), near: format.near(lot.expiryDate) }) : `${say(words.noDate)} · ${say(words.came, { day: format.day(format.on(lot.receivedAt)) })}`,
    format.text(lot.supplier?.name),
  ].join(' · ');
  const row = (lot: Lot, index: number) => {
    const refused = why(lot);
    const on = lot.id in amounts && !refused;
    return (
      <Box key={lot.id} sx={(theme) => ({ borderBottom: 1, borderColor: 'divider', bgcolor: on ? theme.tones.todoGround : 'transparent' })}>
        <ButtonBase
          disabled={!!refused}
          aria-pressed={on}
          onClick={() => pick(lot)}
          sx={{ width: 1, minHeight: 60, px: 1, py: 1, display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: 1, textAlign: 'left', font: 'inherit' }}
        >
          <Box sx={{ flex: 1, minWidth: 0, color: refused ? 'text.secondary' : 'inherit' }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
              <Box component="span" sx={{ fontWeight: 600 }}>{lot.lotCode}</Box>
              {lot.status === 'NEAR_EXPIRY' && <State of="LotStatus" value={lot.status} plain />}
              {!refused && index === 0 && lot.expiryDate && <Tone tone="todo" plain>{say(words.first)}</Tone>}
              <Box component="span" sx={{ ml: 'auto' }}>{lot.status === 'DEPLETED' ? '' : say(words.has, { balance: format.qty(lot.balance) })}</Box>
            </Box>
            {refused ? <Tone tone={lot.status === 'DEPLETED' ? 'none' : 'stopped'} plain><span style={{ whiteSpace: 'normal' }}>{refused}</span></Tone> : <Box sx={{ color: 'text.secondary' }}>{describe(lot)}</Box>}
            {!refused && promised(lot.id).isPositive() && <Box sx={{ color: 'text.secondary' }}>{say(words.promised, { n: format.qty({ value: promised(lot.id).toString(), unit: lot.balance.unit }) })}</Box>}
          </Box>
        </ButtonBase>
        {on && !ingredient.byDay && (
          <Box sx={{ px: 1, pb: 1, maxWidth: 220 }}>
            <NumberField label={say(words.take)} unit={format.unit(needed.unit)} value={amounts[lot.id] ?? ''} onChange={(value) => setAmounts({ ...amounts, [lot.id]: value })} />
          </Box>
        )}
      </Box>
    );
  };

  return (
    <Sheet
      open
      full
      title={say(words.title, { ingredient: format.text(ingredient.name) })}
      onClose={onClose}
      actions={<>
        {chosen && <Button variant="outlined" onClick={() => onChoose(null)}>{say(words.back)}</Button>}
        <Button variant="contained" disabled={!any || wrong || (!!skipped && !reason.trim())} onClick={save}>{say(words.use)}</Button>
      </>}
    >
      <Keypad>
        <Box sx={{ color: 'text.secondary', mb: 1 }}>
          {say(words.need, { dish, needed: format.qty(needed) })}
          {takes.length > 1 && !ingredient.byDay && <> · {say(words.sum, { sum: format.qty({ value: sum.toString(), unit: needed.unit }), needed: format.qty(needed) })}</>}
        </Box>
        {!data && <Ghost rows={4} height={60} />}
        {data && !lots.length && !data.gone.items.length && <Empty text={say(words.none)} />}
        {open.map((pack) => (
          <ButtonBase key={pack.id} aria-pressed={pack.id in amounts} onClick={() => setAmounts({ [pack.id]: '' })}
            sx={(theme) => ({ width: 1, minHeight: 56, px: 1, display: 'flex', gap: 1, justifyContent: 'space-between', font: 'inherit', borderBottom: 1, borderColor: 'divider', bgcolor: pack.id in amounts ? theme.tones.todoGround : 'transparent' })}>
            <strong>{pack.lotCode}</strong> <Tone tone="ok" plain>{say(words.open)}</Tone>
          </ButtonBase>
        ))}
        {usable.map(row)}
        {lots.filter((lot) => !usable.includes(lot)).map((lot) => row(lot, -1))}
        {data?.gone.items.filter((lot) => !open.some((pack) => pack.id === lot.id)).map((lot) => row(lot, -1))}
        {skipped && (
          <Box sx={{ mt: 2, display: 'grid', gap: 1 }}>
            <Tone tone="warn" plain><span style={{ whiteSpace: 'normal' }}>{say(words.skip, { lot: skipped.lotCode, day: format.day(skipped.expiryDate) })}</span></Tone>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              {REASONS.map((each) => <Chip key={each.zh} label={say(each)} variant={reason === say(each) ? 'filled' : 'outlined'} onClick={() => setReason(say(each))} />)}
            </Box>
            <TextField fullWidth required label={say(words.reason)} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Box>
        )}
      </Keypad>
    </Sheet>
  );
}
