/** Whoever needs the time is given a clock; nothing in the house asks the machine. */
export interface Clock {
  now(): Date;
}

export interface FixedClock extends Clock {
  set(instant: Date | string): void;
  /** By so many milliseconds. */
  advance(milliseconds: number): void;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands until it is moved: for tests, seeds and replays. */
export function fixedClock(start: Date | string): FixedClock {
  let time = instantOf(start);
  return {
    now: () => new Date(time),
    set: (instant) => {
      time = instantOf(instant);
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

function instantOf(instant: Date | string): number {
  const time = new Date(instant).getTime();
  if (Number.isNaN(time)) throw new RangeError(`Not an instant: ${String(instant)}`);
  return time;
}

/** Lengths in milliseconds. */
export const ms = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export function addMs(date: Date, milliseconds: number): Date {
  return new Date(date.getTime() + milliseconds);
}
