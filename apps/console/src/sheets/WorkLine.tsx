import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import type { WorkState } from '../provider/generated.ts';
import { useLive } from '../provider/live.ts';
import { useAct } from '../provider/useAct.ts';
import { useFormat } from '../ui/format.ts';
import { useFailure, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';

const words = {
  queued: { zh: '排队中', en: 'Queued' },
  running: { zh: '{done} 行', en: '{done} rows' },
  of: { zh: '{done} / {total} 行', en: '{done} of {total} rows' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  cancel: { zh: '取消', en: 'Cancel' },
  failed: { zh: '未能完成：{why}', en: 'Not finished: {why}' },
};

export interface WorkOf {
  id: string;
  state: WorkState;
  done: number;
  total: number | null;
  failure: string | null;
  failureParams: unknown;
}

export const isRunning = (work: { state: WorkState } | null | undefined): boolean => work?.state === 'QUEUED' || work?.state === 'RUNNING';

/** Asks again every so often while work runs; less often where the server tells by itself, not at all when nothing runs. */
export function useWhileRunning(): (running: boolean | undefined) => number | false {
  const live = useLive();
  return (running) => (running ? (live ? 5_000 : 900) : false);
}

/** How far a long piece of work is, and a way to stop it. Says nothing once it is done: what came of it says more. */
export function WorkLine({ work, name }: { work: WorkOf; name: string }) {
  const say = useSay();
  const format = useFormat();
  const failure = useFailure();
  const { act, pending } = useAct();
  if (work.state === 'DONE') return null;
  if (work.state === 'CANCELLED') return <Tone tone="done" plain>{say(words.cancelled)}</Tone>;
  if (work.state === 'FAILED') return <Tone tone="bad" plain><span style={{ whiteSpace: 'normal' }}>{say(words.failed, { why: failure(work.failure ?? '', work.failureParams) })}</span></Tone>;
  const share = work.total ? Math.min(100, (work.done / work.total) * 100) : null;
  const far = work.state === 'QUEUED' ? say(words.queued)
    : work.total === null ? say(words.running, { done: format.number(work.done) })
      : say(words.of, { done: format.number(work.done), total: format.number(work.total) });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(5em, 1fr) auto auto', alignItems: 'center', gap: 1.5, minWidth: 0, flex: '1 1 16em' }}>
      <LinearProgress
        aria-label={name}
        aria-valuetext={far}
        variant={share === null ? 'indeterminate' : 'determinate'}
        value={share ?? 0}
        sx={(theme) => ({ height: 6, borderRadius: 1, bgcolor: theme.tones.line })}
      />
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{far}</Box>
      <Button variant="text" loading={pending} onClick={() => void act('cancelWork', { id: work.id })}>{say(words.cancel)}</Button>
    </Box>
  );
}
