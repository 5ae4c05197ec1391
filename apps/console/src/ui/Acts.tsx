import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-admin';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { Words } from '@canteen/kernel';
import type { Verb } from '../provider/act.ts';
import type { VerbArgs } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { Refusals } from './bits.tsx';
import { useLabels, useSay } from './say.ts';
import { Sheet } from './Sheet.tsx';

const words = {
  reason: { zh: '原因', en: 'Reason' },
  reasonHelp: { zh: '写明原因，记入台账', en: 'Say why; it goes on record' },
  cancel: { zh: '取消', en: 'Cancel' },
  done: { zh: '{act}：已完成', en: '{act}: done' },
};

/** One verb of a record's life as the screen offers it. */
export interface ActSpec<R> {
  verb?: Verb;
  /** Builds the verb's arguments; `text` is what was asked for. */
  variables?: (record: R, text: string) => VerbArgs[Verb];
  /** A further screen does it instead. */
  to?: (record: R) => string;
  /** Asks for a line of text first. */
  ask?: { label?: Words; offer?: Words[] };
  danger?: boolean;
  done?: Words;
  label?: Words;
}

interface Props<R, A extends string> {
  /** The enum that names the actions. */
  of: string;
  record: R & { id: string; availableActions: readonly A[] };
  /** In order of likelihood: the first one available is filled. Whatever the record does not offer is not shown. */
  acts: Partial<Record<A, ActSpec<R>>>;
  extra?: ReactNode;
}

export function Acts<R, A extends string>({ of, record, acts, extra }: Props<R, A>) {
  const labels = useLabels();
  const say = useSay();
  const navigate = useNavigate();
  const { act, pending, refusals, clear } = useAct();
  const [asking, setAsking] = useState<A | null>(null);
  const [text, setText] = useState('');
  const available = (Object.keys(acts) as A[]).filter((name) => record.availableActions.includes(name));
  const nameOf = (action: A) => (acts[action]?.label ? say(acts[action].label) : labels.of(of, action));

  const perform = async (action: A, given: string) => {
    const spec = acts[action];
    if (!spec?.verb) return;
    const variables = spec.variables ? spec.variables(record, given) : { id: record.id };
    const outcome = await act(spec.verb, variables as never, {
      done: spec.done ? say(spec.done) : say(words.done, { act: nameOf(action) }),
      quiet: asking !== null,
    });
    if (outcome) setAsking(null);
  };
  const press = (action: A) => {
    const spec = acts[action];
    if (spec?.to) navigate(spec.to(record));
    else if (spec?.ask) {
      setText('');
      clear();
      setAsking(action);
    } else void perform(action, '');
  };
  const likely = available.find((name) => !acts[name]?.danger);
  const spec = asking ? acts[asking] : undefined;

  return (
    <>
      {extra}
      {available.map((name) => (
        <Button
          key={name}
          variant={name === likely ? 'contained' : 'outlined'}
          color={acts[name]?.danger ? 'error' : 'primary'}
          loading={pending}
          onClick={() => press(name)}
        >
          {nameOf(name)}
        </Button>
      ))}
      <Sheet
        open={asking !== null}
        title={asking ? nameOf(asking) : ''}
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button variant="outlined" onClick={() => setAsking(null)}>{say(words.cancel)}</Button>
            <Button variant="contained" color={spec?.danger ? 'error' : 'primary'} disabled={!text.trim()} loading={pending} onClick={() => asking && void perform(asking, text.trim())}>
              {asking ? nameOf(asking) : ''}
            </Button>
          </>
        }
      >
        <Refusals errors={refusals} />
        {spec?.ask?.offer && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
            {spec.ask.offer.map((offer) => <Chip key={offer.zh} label={say(offer)} variant="outlined" onClick={() => setText(say(offer))} />)}
          </Box>
        )}
        <TextField
          autoFocus fullWidth multiline minRows={2} label={say(spec?.ask?.label ?? words.reason)} helperText={spec?.ask?.label ? undefined : say(words.reasonHelp)}
          value={text} onChange={(event) => setText(event.target.value)}
        />
      </Sheet>
    </>
  );
}
