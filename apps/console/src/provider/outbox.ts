import { useSyncExternalStore } from 'react';
import { perform } from './act.ts';
import type { Acted, Verb } from './act.ts';
import type { VerbArgs } from './generated.ts';
import { NoAnswer, Refused, SignedOut } from './transport.ts';
import type { UserError } from './transport.ts';

/**
 * Acts that found no network wait here, in this browser, and are sent again in order with the key they were made with,
 * so that each happens once. An act is sent only while the person who made it is signed in: the journal names its actor.
 */
export interface Waiting {
  key: string;
  verb: Verb;
  variables: unknown;
  /** What the person would call it: 'Goods receipt · Haisheng Seafood'. */
  label: string;
  person: string;
  at: string;
  /** Refused when it was finally sent: the person decides what becomes of it. */
  refused?: UserError[];
}

const STORE = 'canteen.outbox';
const listeners = new Set<() => void>();
let waiting: Waiting[] = read();
let person: string | null = null;
let sending = false;
let pause = 2_000;
let timer: ReturnType<typeof setTimeout> | undefined;
let onSent: (acted: Acted[]) => void = () => undefined;

function read(): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '[]') as Waiting[];
  } catch {
    return [];
  }
}

function set(next: Waiting[]): void {
  waiting = next;
  localStorage.setItem(STORE, JSON.stringify(next));
  for (const listener of listeners) listener();
}

export function useOutbox(): Waiting[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

export function enqueue<V extends Verb>(act: { key: string; verb: V; variables: VerbArgs[V]; label: string }): void {
  if (!person) return;
  set([...waiting.filter((item) => item.key !== act.key), { ...act, person, at: new Date().toISOString() }]);
  later();
}

/** The person gave up on a refused act. */
export function discard(key: string): void {
  set(waiting.filter((item) => item.key !== key));
}

/** Told by the shell who is signed in, and what to do when something was sent after all. */
export function outboxFor(personId: string | null, sent: (acted: Acted[]) => void): void {
  person = personId;
  onSent = sent;
  if (personId) void flush();
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), pause);
  pause = Math.min(pause * 2, 60_000);
}

/** Sends what can be sent, oldest first. */
export async function flush(): Promise<void> {
  if (sending || !person) return;
  sending = true;
  try {
    for (const item of waiting.filter((each) => !each.refused && each.person === person)) {
      try {
        const acted = await perform(item.verb, item.variables as never, item.key);
        set(waiting.filter((each) => each.key !== item.key));
        pause = 2_000;
        onSent(acted);
      } catch (error) {
        if (error instanceof Refused) {
          set(waiting.map((each) => (each.key === item.key ? { ...each, refused: error.errors } : each)));
        } else if (error instanceof NoAnswer) {
          later();
          return;
        } else if (error instanceof SignedOut) {
          return;
        } else {
          throw error;
        }
      }
    }
  } finally {
    sending = false;
  }
}

window.addEventListener('online', () => {
  pause = 2_000;
  void flush();
});
// Another tab may have sent or queued something.
window.addEventListener('storage', (event) => {
  if (event.key === STORE) {
    waiting = read();
    for (const listener of listeners) listener();
  }
});
