import type { AlertSeverity } from '../provider/generated.ts';
import type { ToneName } from '../ui/Tone.tsx';

/** Red only for what is unsafe, amber for what soon will be. */
export const toneOf = (alert: { severity: AlertSeverity; state: string }): ToneName =>
  alert.state === 'RESOLVED' ? 'done' : alert.severity === 'CRITICAL' ? 'bad' : alert.severity === 'WARN' ? 'warn' : 'todo';
