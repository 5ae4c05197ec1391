import { addMs, DomainError, enumOf, LocalizedText, ms, stateMachine } from '@canteen/kernel';

/** The watch's acts in the journal; they are no news to it. */
export const WATCH = 'job:watch-facts';

export const AlertState = enumOf('RAISED', 'ACKNOWLEDGED', 'RESOLVED');
export type AlertState = keyof typeof AlertState;

/** RAISE is not a person's: only the facts raise an alert again. */
export const AlertAction = enumOf('ACKNOWLEDGE', 'RESOLVE', 'RAISE');
export type AlertAction = keyof typeof AlertAction;

export const AlertSeverity = enumOf('INFO', 'WARN', 'CRITICAL');
export type AlertSeverity = keyof typeof AlertSeverity;

export const ResolvedBy = enumOf('FACTS', 'PERSON');
export type ResolvedBy = keyof typeof ResolvedBy;

export const alertLife = stateMachine<AlertState, AlertAction>({
  RAISED: { ACKNOWLEDGE: 'ACKNOWLEDGED', RESOLVE: 'RESOLVED' },
  ACKNOWLEDGED: { RESOLVE: 'RESOLVED' },
  RESOLVED: { RAISE: 'RAISED' },
});

export interface WatchedAlert {
  readonly state: AlertState;
  readonly severity: AlertSeverity;
  /** Was the fact there when the watch looked last? */
  readonly standing: boolean;
  readonly raisedAt: Date;
  readonly escalatedAt: Date | null;
}

/**
 * What a watch does about an alert (null: there is none) whose fact is there or not. Whoever resolved an alert with a reason
 * while its fact still stood is not told of it again before the fact has gone away once.
 */
export function verdictOn(alert: Pick<WatchedAlert, 'state' | 'standing'> | null, fact: boolean): 'CREATE' | 'RAISE' | 'RESOLVE' | 'FORGET' | 'KEEP' {
  if (!alert) return fact ? 'CREATE' : 'KEEP';
  if (alert.state !== 'RESOLVED') return fact ? 'KEEP' : 'RESOLVE';
  if (fact) return alert.standing ? 'KEEP' : 'RAISE';
  return alert.standing ? 'FORGET' : 'KEEP';
}

const rank: Readonly<Record<AlertSeverity, number>> = { INFO: 0, WARN: 1, CRITICAL: 2 };

export const isWorse = (now: AlertSeverity, before: AlertSeverity): boolean => rank[now] > rank[before];

/** Nobody acknowledged it in time; told once. What is only for information waits as long as it likes. */
export function escalationDue(alert: WatchedAlert, hours: number, now: Date): boolean {
  if (alert.state !== 'RAISED' || alert.severity === 'INFO' || alert.escalatedAt) return false;
  return now.getTime() >= addMs(alert.raisedAt, hours * ms.hour).getTime();
}

/** A person says why there is nothing left to do, although the facts may say otherwise. */
export function checkReason(reason: string): string {
  const said = reason.trim();
  if (said.length < 2) throw new DomainError('REASON_REQUIRED', {}, 'reason');
  return said;
}

/** A column of words holds so many; a name within them may be as long. */
const LONGEST = 400;

export function clipped(text: LocalizedText): LocalizedText {
  const clip = (words: string) => (words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`);
  return LocalizedText.of(clip(text.zh), text.en === null ? null : clip(text.en));
}
