import { useCallback, useState } from 'react';
import { useNotify } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import { useSay } from '../ui/say.ts';
import { forget, keyOf, perform } from './act.ts';
import type { Acted, Verb } from './act.ts';
import type { VerbArgs } from './generated.ts';
import { enqueue } from './outbox.ts';
import { NoAnswer, Refused } from './transport.ts';
import type { UserError } from './transport.ts';

const words = {
  queued: { zh: '没有网络：已存在本机，连上后自动发送', en: 'No network: kept on this device and sent when it is back' },
  notSent: { zh: '没有网络，尚未发送。请连上网络后再按一次。', en: 'No network: not sent. Press again when you are connected.' },
};

export interface Outcome {
  /** The records as they now are; empty when it waits in the queue. */
  records: Acted[];
  queued: boolean;
}

interface Options {
  /** May wait on this device for the network. Never for what carries a PIN or a password. */
  queue?: string;
  /** What to say when it is done. */
  done?: string;
  /** The screen shows the refusals itself. */
  quiet?: boolean;
}

/**
 * Performs a domain verb. The key stays the same until the act has succeeded or its input has changed, so that pressing
 * a button again after a broken connection does not do the thing twice.
 */
export function useAct() {
  const client = useQueryClient();
  const notify = useNotify();
  const say = useSay();
  const [pending, setPending] = useState(false);
  const [refusals, setRefusals] = useState<UserError[]>([]);

  const act = useCallback(
    async <V extends Verb>(verb: V, variables: VerbArgs[V], options: Options = {}): Promise<Outcome | null> => {
      const key = keyOf(verb, variables);
      setPending(true);
      setRefusals([]);
      try {
        const records = await perform(verb, variables, key);
        if (options.done) notify(options.done, { type: 'success' });
        await client.invalidateQueries();
        return { records, queued: false };
      } catch (error) {
        if (error instanceof Refused) {
          setRefusals(error.errors);
          if (!options.quiet) notify(error.message, { type: 'error', multiLine: true, autoHideDuration: 10_000 });
          return null;
        }
        if (error instanceof NoAnswer) {
          if (options.queue === undefined) {
            notify(say(words.notSent), { type: 'warning' });
            return null;
          }
          enqueue({ key, verb, variables, label: options.queue });
          forget(verb, variables);
          notify(say(words.queued), { type: 'info' });
          return { records: [], queued: true };
        }
        throw error;
      } finally {
        setPending(false);
      }
    },
    [client, notify, say],
  );
  return { act, pending, refusals, clear: () => setRefusals([]) };
}
