import { useLabels } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';

/** Whether a dish has its sample: no hurry while it cooks, soon once it is done, overdue once it is served. */
export function SampledTone({ sampled, finished, served }: { sampled: string; finished: boolean; served: boolean }) {
  const labels = useLabels();
  const tone = sampled === 'SAMPLED' ? 'ok' : sampled === 'UNDERWEIGHT' ? 'bad' : sampled === 'NOT_COOKED' || (!finished && !served) ? 'none' : served ? 'bad' : 'warn';
  return <Tone plain tone={tone}>{labels.of('SampleCoverage', sampled)}</Tone>;
}
