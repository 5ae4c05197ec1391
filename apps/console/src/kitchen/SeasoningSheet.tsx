import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import type { Words } from '@canteen/kernel';
import type { SeasoningLots, SeasoningLotsVariables, Seasonings } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCanteen } from '../shell/me.tsx';
import { Empty, Ghost, Refusals, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';

const SEASONINGS = gql`
  query Seasonings {
    ingredients(filter: { byDay: true, active: true }, sort: { field: "pinyin", order: ASC }, page: { size: 200 }) { items { id name { zh en } } }
  }
`;

const LOTS = gql`
  query SeasoningLots($canteen: ID!, $ingredients: [ID!]!) {
    closed: lots(filter: { canteen: $canteen, ingredient: $ingredients, status: [AVAILABLE, NEAR_EXPIRY, EXPIRED, QUARANTINED] }, sort: { field: "expiryDate", order: ASC }, page: { size: 200 }) {
      items { id lotCode status expiryDate holdReason balance { value unit } ingredient { id } }
    }
    opened: lots(filter: { canteen: $canteen, ingredient: $ingredients, status: [DEPLETED] }, sort: { field: "receivedAt", order: DESC }, page: { size: 200 }) {
      items { id lotCode openedOn ingredient { id } }
    }
  }
`;

const words = {
  title: { zh: '开封调味品', en: 'Open a seasoning' },
  note: { zh: '开封后整包出库，从今天起用到它的菜都记上这一批。', en: 'The pack leaves the store whole; from today the dishes that use it refer to this lot.' },
  open: { zh: '开封', en: 'Open' },
  opened: { zh: '{name}：已开封 {lot}', en: '{name}: {lot} opened' },
  since: { zh: '{lot} 自 {day} 开封', en: '{lot} open since {day}' },
  until: { zh: '{day} 到期', en: 'expires {day}' },
  none: { zh: '没有按日归集的调味品。可在原料档案里设置「按日归集」。', en: 'No seasoning is attributed by day yet. It is a setting of the ingredient.' },
  empty: { zh: '库里没有未开封的', en: 'no closed pack in stock' },
  why: { zh: '先到期的「{lot}」还没用，为什么先开这一批？', en: '{lot} expires earlier and is still closed. Why open this one first?' },
  skip: { zh: '就开这一批', en: 'Open this one' },
};

const REASONS: Words[] = [
  { zh: '先到期的取不到', en: 'The earlier one is out of reach' },
  { zh: '先到期的包装破损，待处理', en: 'The earlier one is damaged, to be dealt with' },
];

type Lot = SeasoningLots['closed']['items'][number];

/** What stands open in the kitchen, and the next pack to be opened, expiring first. */
export function SeasoningSheet({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const format = useFormat();
  const canteen = useCanteen();
  const { act, pending, refusals, clear } = useAct();
  const [asking, setAsking] = useState<{ lot: Lot; first: Lot } | null>(null);
  const [reason, setReason] = useState('');
  const kinds = useAsk<Seasonings>(SEASONINGS, {});
  const ingredients = kinds.data?.ingredients.items ?? [];
  const { data } = useAsk<SeasoningLots, SeasoningLotsVariables>(LOTS, { canteen: canteen?.id ?? '', ingredients: ingredients.map((each) => each.id) }, { enabled: !!canteen && ingredients.length > 0, keep: true });
  const usable = (lot: Lot) => lot.status === 'AVAILABLE' || lot.status === 'NEAR_EXPIRY';
  const open = async (lot: Lot, skipReason: string | null) => {
    const name = format.text(ingredients.find((each) => each.id === lot.ingredient?.id)?.name);
    if (await act('openLot', { lot: lot.id, skipReason }, { quiet: true, done: say(words.opened, { name, lot: lot.lotCode }) })) setAsking(null);
  };
  const press = (lot: Lot, lots: Lot[]) => {
    const first = lots.find((each) => usable(each) && each.expiryDate !== null && (lot.expiryDate === null || each.expiryDate < lot.expiryDate));
    clear();
    setReason('');
    if (first) setAsking({ lot, first });
    else void open(lot, null);
  };
  return (
    <Sheet open full title={say(words.title)} onClose={onClose}>
      <Box sx={{ color: 'text.secondary', mb: 1 }}>{say(words.note)}</Box>
      <Refusals errors={refusals} />
      {asking && (
        <Box sx={(theme) => ({ display: 'grid', gap: 1, mb: 2, p: 2, border: 1, borderRadius: 1, borderColor: theme.tones.warn, bgcolor: theme.tones.warnGround })}>
          <div>{say(words.why, { lot: asking.first.lotCode })}</div>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{REASONS.map((each) => <Chip key={each.zh} label={say(each)} variant={reason === say(each) ? 'filled' : 'outlined'} onClick={() => setReason(say(each))} />)}</Box>
          <TextField fullWidth value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { 'aria-label': say(words.why, { lot: asking.first.lotCode }) } }} />
          <Button variant="contained" loading={pending} disabled={!reason.trim()} onClick={() => void open(asking.lot, reason.trim())}>{say(words.skip)}</Button>
        </Box>
      )}
      {!kinds.data && <Ghost rows={4} height={64} />}
      {kinds.data && !ingredients.length && <Empty text={say(words.none)} />}
      {data && ingredients.map((ingredient) => {
        const lots = data.closed.items.filter((lot) => lot.ingredient?.id === ingredient.id);
        const now = data.opened.items.filter((lot) => lot.ingredient?.id === ingredient.id && lot.openedOn).sort((a, b) => (a.openedOn! < b.openedOn! ? 1 : -1))[0];
        return (
          <Box key={ingredient.id} component="section" aria-label={format.text(ingredient.name)} sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, justifyContent: 'space-between' }}>
              <Box sx={{ fontWeight: 600 }}>{format.text(ingredient.name)}</Box>
              {now ? <Tone tone="ok">{say(words.since, { lot: now.lotCode, day: format.day(now.openedOn) })}</Tone> : !lots.length && <Box sx={{ color: 'text.secondary' }}>{say(words.empty)}</Box>}
            </Box>
            {lots.map((lot) => (
              <Box key={lot.id} sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 1, alignItems: 'center', minHeight: 48 }}>
                <Box sx={{ minWidth: 0 }}>
                  <To to={`/lots/${lot.id}/show`}>{lot.lotCode}</To> {format.qty(lot.balance)}
                  <Box component="span" sx={{ color: 'text.secondary' }}>{lot.expiryDate && ` · ${say(words.until, { day: format.day(lot.expiryDate) })}`}{lot.status === 'QUARANTINED' && lot.holdReason ? ` · ${lot.holdReason}` : ''}</Box>
                </Box>
                {usable(lot) ? <Button variant="outlined" loading={pending} onClick={() => press(lot, lots)}>{say(words.open)}</Button> : <State of="LotStatus" value={lot.status} plain />}
              </Box>
            ))}
          </Box>
        );
      })}
    </Sheet>
  );
}
