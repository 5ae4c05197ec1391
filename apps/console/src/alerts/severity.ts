import type { AlertSeverity } from '../provider/generated.ts';
import type { ToneName } from '../ui/Tone.tsx';

/** Red only for what is unsafe, amber for what soon will be. */
export const toneOf = (alert: { severity: AlertSeverity; state: string }): ToneName =>
  alert.state === 'RESOLVED' ? 'done' : alert.severity === 'CRITICAL' ? 'bad' : alert.severity === 'WARN' ? 'warn' : 'todo';

/** The permissions that the rules tell of, as the modules declare them. */
export const RECEIVES = ['receiving:accept', 'stock:write', 'retention:write', 'retention:dispose', 'kitchen:write', 'late:countersign', 'health:write', 'menus:publish', 'alerts:write', 'alerts:escalated', 'jobs:read'];
