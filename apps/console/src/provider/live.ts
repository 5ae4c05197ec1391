import { useEffect, useState } from 'react';
import type { Query, QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';

/** What the server tells of, and the queries that must then be asked again: by a word in their document or their resource. */
const ASKS: Record<string, RegExp> = {
  alert: /alert|today\(|"alerts"/i,
  work: /\bwork\b|exports|imports|"works"/i,
  delivery: /deliver/i,
};

/** Many events in one moment (an export tells of itself twice a second) make one question. */
const GATHER_MS = 250;
const RETRY_MS = { first: 3_000, most: 60_000 };

const connected = new Set<(live: boolean) => void>();
let live = false;

function say(now: boolean): void {
  live = now;
  for (const tell of connected) tell(now);
}

const mentions = (words: RegExp) => (query: Query) => words.test(JSON.stringify(query.queryKey));

/** One connection for the whole page: what it tells is asked for anew, so that one screen shows the same as the next. */
export function listen(client: Pick<QueryClient, 'invalidateQueries'>, pause = RETRY_MS): () => void {
  let source: EventSource;
  let wait = pause.first;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const due = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (about: string) => {
    due.add(about);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const each of due) void client.invalidateQueries({ predicate: mentions(ASKS[each]!) });
      due.clear();
    }, GATHER_MS);
  };
  const everything = () => Object.keys(ASKS).forEach(again);
  let greeted = false;
  const open = () => {
    source = new EventSource('/live');
    source.addEventListener('hello', () => {
      wait = pause.first;
      say(true);
      // It was lost meanwhile: what was told then was told to nobody.
      if (greeted) everything();
      greeted = true;
    });
    for (const about of Object.keys(ASKS)) source.addEventListener(about, () => again(about));
    // Something may have been missed.
    source.addEventListener('again', everything);
    source.addEventListener('end', () => {
      source.close();
      say(false);
    });
    source.addEventListener('error', () => {
      say(false);
      // A lost connection the browser makes anew; after an answer that is no stream, a proxy's while the server starts, it gives up.
      if (source.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 2, pause.most);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    clearTimeout(retry);
    source.close();
    say(false);
  };
}

/** Mounted once, by the frame, for as long as somebody is signed in. */
export function useLiveConnection(person: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => (person ? listen(client) : undefined), [person, client]);
}

/** Does the server tell what changes? Where it cannot, screens ask from time to time: `refetchInterval: useLive() ? false : 5000`. */
export function useLive(): boolean {
  const [now, set] = useState(live);
  useEffect(() => {
    connected.add(set);
    set(live);
    return () => void connected.delete(set);
  }, []);
  return now;
}
