import { use } from 'react';
import type { ComponentType } from 'react';

const loads: (() => Promise<unknown>)[] = [];

/**
 * A screen that is fetched when it is first opened. Unlike React's own `lazy`, one that could not be fetched is asked for
 * again, since a kitchen's network comes and goes.
 */
export function screen<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K): ComponentType {
  let fetched: Promise<ComponentType> | undefined;
  const get = (): Promise<ComponentType> =>
    (fetched ??= load().then(
      (module) => module[name],
      (error: unknown) => {
        fetched = undefined;
        throw error;
      },
    ));
  loads.push(get);
  return function Screen() {
    const Loaded = use(get());
    return <Loaded />;
  };
}

/** Fetches all screens while nothing else is to do, so that they open where there is no signal. */
export async function fetchScreens(): Promise<void> {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  for (const load of loads) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await load().catch(() => undefined);
  }
}
