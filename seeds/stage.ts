import { type LocalDate } from '@canteen/kernel';
import { act, type Actor, type Ctx, type FileStore, type Host } from '@canteen/platform';
import { actorOf } from '@canteen/people';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Place } from './people.ts';

export const ZONE = 'Asia/Shanghai';

/** What would be done next has not come yet. */
export class NotYet extends Error {}

/** Where the replay of one canteen plays: its clock, its people, and what it has come to know. */
export class Stage {
  private at: Date;
  private acting = false;
  private readonly actors = new Map<string, Actor>();

  constructor(
    readonly host: Host,
    readonly files: FileStore,
    readonly place: Place,
    /** The last day of the replay. */
    readonly today: LocalDate,
    /** Nothing happens after this moment. */
    readonly until: Date,
    start: Date,
  ) {
    this.at = start;
  }

  /** The clock stands at a wall-clock time of a day; it never runs past `until`. */
  setClock(day: LocalDate, time: string): void {
    this.at = day.instantAt(time, ZONE);
  }

  /** Puts the clock where the next act happens, within a running act too: a reading taken later is written later. */
  wait(minutes: number): void {
    const at = new Date(this.at.getTime() + minutes * 60_000);
    this.at = this.acting && at > this.until ? this.until : at;
  }

  now(): Date {
    return this.at;
  }

  /** One act of a person, by the modules' own commands and under that person's permission. */
  async as<T>(who: string, name: string, permission: string | null, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
    if (this.at > this.until) throw new NotYet();
    let actor = this.actors.get(who);
    if (!actor) {
      const id = this.place.people.get(who) ?? this.place.people.get(standIns[who] ?? '');
      actor = (id && (await actorOf(this.host.orm.em.fork() as SqlEntityManager, id, this.at))) || undefined;
      if (!actor) throw new Error(`${this.place.seed.key}: nobody acts as ${who}`);
      this.actors.set(who, actor);
    }
    this.acting = true;
    try {
      return await act(this.host, { name: `seed:${name}`, actor, permission, now: () => this.at }, async (ctx) => {
        // nothing waits for the disk between two acts of a demonstration; its last commit does, and carries all before it
        await ctx.em.execute('set local synchronous_commit = off');
        return fn(ctx);
      });
    } finally {
      this.acting = false;
    }
  }

  /** A number from 0 to 1 that is the same in every replay of the same days. */
  chance(...of: readonly (string | number)[]): number {
    return chance(this.place.seed.key, ...of);
  }
}

/** Smaller canteens have fewer people; the second pair of eyes is then the officer's. */
const standIns: Readonly<Record<string, string>> = { second: 'officer', cook2: 'cook' };

/** FNV-1a over the words, then one round of mulberry32: enough to vary portions and prices, and the same everywhere. */
export function chance(...of: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const sign of of.join('|')) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  let mixed = (hash + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
