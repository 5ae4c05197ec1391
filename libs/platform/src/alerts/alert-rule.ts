import type { LocalizedText, Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';

export type Severity = 'info' | 'warn' | 'critical';

/** A fact that someone must be told of, as it is now. While the facts tell it, the alert stands; when they no longer do, it is resolved. */
export interface AlertFact {
  /** Unique in the organization: the same fact has the same key, however often it is found. */
  key: string;
  /** None: a matter of the whole institution, such as a supplier's licence. */
  canteenId: string | null;
  title: LocalizedText;
  /** What the rule is, what was found, what to do now. */
  text: LocalizedText;
  severity: Severity;
  recordType: string;
  recordId: string;
  /** Until when something must be done, where there is a limit. */
  dueAt?: Date | null;
}

/** An alert of the rule that nobody and nothing has resolved yet. */
export interface StandingAlert {
  key: string;
  recordId: string;
}

/** A rule that a module declares. */
export interface AlertRule {
  /** `catalog.licence`; its label is `title`. */
  kind: string;
  title: Words;
  /** In one sentence: when it is raised, and for whom. `{field}` is replaced by the policy's value in force. */
  says: Words;
  /** Where its number comes from: the policy and field, shown with value and citation. Empty: the rule has no number. */
  limits: readonly { policy: string; field: string }[];
  /** The law that asks for what the rule watches. Such a rule cannot be switched off: an institution may not choose to be blind there. */
  law?: Words;
  /** Whoever holds this permission at the place is told, sees it, and may acknowledge or resolve it; so it is a permission to act, not to read. */
  audience: string;
  /** Who is told when nobody acknowledged within `afterHours`. What is only for information is never escalated. */
  escalation: { afterHours: { policy: string; field: string } | number; audience: string } | null;
  /**
   * All facts of one organization, now. Runs as the system. `standing` are the rule's open alerts: a rule that looks back only so
   * far looks at these again however old they are, since time alone mends nothing.
   */
  find: (ctx: Ctx, organizationId: string, standing: readonly StandingAlert[]) => Promise<AlertFact[]>;
}
