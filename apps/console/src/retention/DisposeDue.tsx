import { useState } from 'react';
import { useNotify } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import type { DueSamples, DueSamplesVariables } from '../provider/generated.ts';
import { gql } from '../provider/gql.ts';
import { useAct } from '../provider/useAct.ts';
import { useAsk } from '../provider/useAsk.ts';
import { useCanteen, useMe } from '../shell/me.tsx';
import { Empty, Failed, Ghost, Refusals, To } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { BottomAct, Page } from '../ui/Page.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';
import { methods } from './offers.ts';

const DUE = gql`
  query DueSamples($canteen: ID!) {
    retainedSamples(filter: { canteen: $canteen, status: [DUE] }, sort: { field: "dueAt", order: ASC }, page: { size: 200 }) {
      total items { id number grams dueAt availableActions dish { id name { zh en } } service { id day meal } takenBy { id name } fridge { id name { zh en } } }
    }
  }
`;

const words = {
  title: { zh: '处置到期留样', en: 'Dispose of due samples' },
  none: { zh: '没有到期待处置的留样。', en: 'No sample is due for disposal.' },
  second: { zh: '留样人不能处置自己的留样，须由另一人处置。', en: 'Whoever took a sample does not dispose of it; a second person does.' },
  mine: { zh: '您留的，须由另一人处置', en: 'taken by you: a second person disposes of it' },
  due: { zh: '{when} 起可处置', en: 'due since {when}' },
  method: { zh: '处置方式', en: 'Method' },
  act: { zh: '处置 {n} 份', en: 'Dispose of {n}' },
  done: { zh: '已处置 {n} 份', en: '{n} disposed of' },
  by: { zh: '{who} 留样', en: 'taken by {who}' },
};

/** The fridge is emptied in one go: every sample whose term has run out, except one's own. */
export default function DisposeDue() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const notify = useNotify();
  const me = useMe();
  const canteen = useCanteen();
  const { act, pending, refusals } = useAct();
  const { data, error, refetch } = useAsk<DueSamples, DueSamplesVariables>(DUE, { canteen: canteen?.id ?? '' }, { enabled: !!canteen });
  const [left, setLeft] = useState<string[]>([]);
  const [method, setMethod] = useState('');
  const [stopped, setStopped] = useState<string | null>(null);
  const samples = data?.retainedSamples.items ?? [];
  const mine = samples.filter((sample) => sample.takenBy.id === me?.person.id);
  const may = samples.filter((sample) => !mine.includes(sample) && sample.availableActions.includes('DISPOSE'));
  const chosen = may.filter((sample) => !left.includes(sample.id));
  const dispose = async () => {
    let done = 0;
    setStopped(null);
    for (const sample of chosen) {
      if (!(await act('disposeSample', { id: sample.id, method: method.trim() }, { quiet: true }))) {
        setStopped(sample.id);
        break;
      }
      done++;
    }
    if (done) notify(say(words.done, { n: done }), { type: 'success' });
  };
  const line = (sample: (typeof samples)[number]) => (
    <Box sx={{ py: 0.5 }}>
      <Box><Box component="span" sx={{ fontWeight: 600 }}>{format.text(sample.dish?.name)}</Box> {Number(sample.grams)} g · <To to={`/retainedSamples/${sample.id}/show`}>{sample.number}</To></Box>
      <Box sx={{ color: 'text.secondary' }}>
        {[sample.service && `${format.day(sample.service.day)} ${labels.of('Meal', sample.service.meal)}`, say(words.due, { when: format.when(sample.dueAt) }), say(words.by, { who: sample.takenBy.name }), sample.fridge && format.text(sample.fridge.name)].filter(Boolean).join(' · ')}
      </Box>
    </Box>
  );
  return (
    <Page title={say(words.title)} sub={say(words.second)} back="/retainedSamples" width="form">
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Ghost rows={5} height={64} />}
      {data && !samples.length && <Empty text={say(words.none)} />}
      {may.map((sample) => (
        <Box key={sample.id} sx={{ borderTop: 1, borderColor: 'divider' }}>
          <FormControlLabel
            sx={{ width: 1, m: 0, minHeight: 56, alignItems: 'center' }}
            control={<Checkbox checked={!left.includes(sample.id)} onChange={(event) => setLeft(event.target.checked ? left.filter((each) => each !== sample.id) : [...left, sample.id])} />}
            label={line(sample)}
          />
          {stopped === sample.id && <Refusals errors={refusals} />}
        </Box>
      ))}
      {mine.map((sample) => (
        <Box key={sample.id} sx={{ borderTop: 1, borderColor: 'divider', pl: 5.5, py: 0.5, minHeight: 56 }}>
          {line(sample)}
          <Tone tone="draft" plain>{say(words.mine)}</Tone>
        </Box>
      ))}
      {may.length > 0 && (
        <>
          <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 2, display: 'grid', gap: 1 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              {methods.map((each) => <Chip key={each.zh} label={say(each)} variant={method === say(each) ? 'filled' : 'outlined'} onClick={() => setMethod(say(each))} sx={{ height: 'auto', minHeight: 36, '& .MuiChip-label': { whiteSpace: 'normal' } }} />)}
            </Box>
            <TextField fullWidth label={say(words.method)} value={method} onChange={(event) => setMethod(event.target.value)} />
          </Box>
          <BottomAct>
            <Button variant="contained" loading={pending} disabled={!chosen.length || !method.trim()} onClick={() => void dispose()}>{say(words.act, { n: chosen.length })}</Button>
          </BottomAct>
        </>
      )}
    </Page>
  );
}
