import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { StartBatchInput } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from '../ui/bits.tsx';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { useSay } from '../ui/say.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useWhen } from './When.tsx';

const words = {
  title: { zh: '开始制作 · {dish}', en: 'Start · {dish}' },
  portions: { zh: '份数', en: 'Portions' },
  unit: { zh: '份', en: 'portions' },
  planned: { zh: '计划 {n} 份；原料按份数和食谱自动领用，先到期先用。', en: '{n} planned. The ingredients follow from portions and recipe, expiring first.' },
  chosen: { zh: '已为这道菜选定批次：改份数后请核对取用数量。', en: 'Lots were chosen for this dish: if you change the portions, check the amounts taken.' },
  start: { zh: '开始制作', en: 'Start cooking' },
  started: { zh: '{dish}：已开始', en: '{dish}: started' },
  when: { zh: '开始时间', en: 'Started' },
};

/** One dish by itself: with fewer portions, or once more because it ran out. */
export function StartOne({ service, input, dish, planned, onClose, onStarted }: { service: string; input: StartBatchInput; dish: string; planned: number; onClose: () => void; onStarted: (batch: string | null) => void }) {
  const say = useSay();
  const { act, pending, refusals } = useAct();
  const [portions, setPortions] = useState(String(planned));
  const when = useWhen(say(words.when));
  const whole = /^[1-9]\d*$/.test(portions);
  const start = async () => {
    if (!whole) return;
    const outcome = await act('startBatches', { service, items: [{ ...input, portions: Number(portions) }], ...when.given }, { quiet: true, done: say(words.started, { dish }) });
    if (outcome) onStarted(outcome.records[0]?.id ?? null);
  };
  return (
    <Sheet open full title={say(words.title, { dish })} onClose={onClose}>
      <Keypad>
        <Refusals errors={refusals} />
        <Box component="form" sx={{ display: 'grid', gap: 2 }} onSubmit={(event) => { event.preventDefault(); void start(); }}>
          <NumberField autoFocus decimals={false} label={say(words.portions)} unit={say(words.unit)} value={portions} onChange={setPortions} />
          <Box sx={{ color: 'text.secondary' }}>{say(words.planned, { n: planned })}{input.takes?.length ? ` ${say(words.chosen)}` : ''}</Box>
          <Button type="submit" variant="contained" size="large" loading={pending} disabled={!whole}>{say(words.start)}</Button>
          {when.field}
        </Box>
      </Keypad>
    </Sheet>
  );
}
