/** Lets so many in at once; the others wait their turn, first come, first served. */
export type Gate = <T>(fn: () => Promise<T>) => Promise<T>;

export function gateOf(places: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (fn) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await fn();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
