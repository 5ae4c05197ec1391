import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** How this installation reaches people outside the console; read from the environment, absent where nothing is set. */
export interface Receivers {
  mail: { url: string; from: string } | null;
  sms: SmsAdapter | null;
  /** Webhooks may lead inside the network; for receivers of the house's own. */
  allowPrivate: boolean;
  /** How long a receiver may take; 10 s unless said. */
  timeoutMs?: number;
}

/** A gateway for text messages. The default one posts to `SMS_WEBHOOK_URL`; a provider's own goes in its place. */
export interface SmsAdapter {
  /** Answers what the gateway said. @throws NotDelivered */
  send(message: { id: string; to: string; text: string }): Promise<string>;
}

/** Why something did not reach its receiver; the code has words in Chinese and English. */
export class NotDelivered extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, unknown> = {},
    readonly about: {
      /** The receiver will never take this one; trying again is no use. */
      final?: boolean;
      /** Only this message is refused; the others of the channel may go. */
      alone?: boolean;
    } = {},
  ) {
    super(code);
  }
}

/** Writes down on the channel whether it gets anything through. */
export async function noteHealth(em: SqlEntityManager, channelId: string, fault: NotDelivered | null, now: Date): Promise<void> {
  if (!fault) await em.execute('update channel set failing_since = null, last_error = null, last_error_params = null where id = ? and failing_since is not null', [channelId]);
  else {
    await em.execute('update channel set failing_since = coalesce(failing_since, ?), last_error = ?, last_error_params = cast(? as jsonb) where id = ?', [now, fault.code, JSON.stringify(fault.params), channelId]);
  }
}

export const TIMEOUT_MS = 10_000;
