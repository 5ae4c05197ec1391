import { DomainError } from './domain-error.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs about a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone, calendar: 'iso8601', hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What a clock on the wall in that zone shows, written as if it were UTC. */
function wallClock(instant: Date, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

/** A day on the calendar of a place, without a time zone of its own; the canteen knows where it is. */
export class LocalDate {
  private constructor(
    /** `YYYY-MM-DD`. */
    readonly iso: string,
  ) {}

  /** Refuses `DATE_INVALID` what is not a day of the calendar, e.g. 2026-02-30. */
  static of(text: string | LocalDate): LocalDate {
    if (text instanceof LocalDate) return text;
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
      throw new DomainError('DATE_INVALID', { given: String(text).slice(0, 40) });
    }
    return new LocalDate(text);
  }

  /** The day it is at that instant in that zone. */
  static at(instant: Date, timeZone: string): LocalDate {
    return new LocalDate(new Date(wallClock(instant, timeZone)).toISOString().slice(0, 10));
  }

  private get time(): number {
    return Date.parse(`${this.iso}T00:00:00Z`);
  }

  plusDays(days: number): LocalDate {
    return LocalDate.of(new Date(this.time + days * DAY).toISOString().slice(0, 10));
  }

  /** Whole days from this one to the other; negative when the other is earlier. */
  daysUntil(other: LocalDate): number {
    return (other.time - this.time) / DAY;
  }

  /** 1 is Monday, 7 is Sunday. */
  get weekday(): number {
    return new Date(this.time).getUTCDay() || 7;
  }

  /** `YYYY-MM`. */
  get month(): string {
    return this.iso.slice(0, 7);
  }

  /** The Monday of this week. */
  startOfWeek(): LocalDate {
    return this.plusDays(1 - this.weekday);
  }

  cmp(other: LocalDate): -1 | 0 | 1 {
    return this.iso < other.iso ? -1 : this.iso > other.iso ? 1 : 0;
  }

  eq(other: LocalDate): boolean {
    return this.iso === other.iso;
  }

  lt(other: LocalDate): boolean {
    return this.iso < other.iso;
  }

  lte(other: LocalDate): boolean {
    return this.iso <= other.iso;
  }

  gt(other: LocalDate): boolean {
    return this.iso > other.iso;
  }

  gte(other: LocalDate): boolean {
    return this.iso >= other.iso;
  }

  /** The day's first instant. */
  startsAt(timeZone: string): Date {
    return this.instantAt('00:00', timeZone);
  }

  /** The day's last millisecond, the finest instant that is stored. */
  endOfDay(timeZone: string): Date {
    return new Date(this.plusDays(1).startsAt(timeZone).getTime() - 1);
  }

  /**
   * The instant at which clocks in that zone show `time` (`HH:MM` or `HH:MM:SS`) on this day. Refuses `TIME_INVALID`.
   * Shown twice when clocks go back: the first. Skipped when they go forward: the instant of the leap.
   */
  instantAt(time: string, timeZone: string): Date {
    const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
    if (!match) throw new DomainError('TIME_INVALID', { given: String(time).slice(0, 40) });
    const wanted = this.time + (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000;
    // No zone is more than 14 hours off, and no zone changes twice within two days: the offsets on both sides are all there are.
    const offsets = [wanted - DAY, wanted + DAY].map((near) => wallClock(new Date(near), timeZone) - near);
    const fits = offsets.map((offset) => wanted - offset).filter((at) => wallClock(new Date(at), timeZone) === wanted);
    if (fits.length > 0) return new Date(Math.min(...fits));
    // Skipped: halve the stretch between the two readings until the leap is found.
    let [before, after] = [wanted - Math.max(...offsets), wanted - Math.min(...offsets)];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (wallClock(new Date(middle), timeZone) < wanted) before = middle;
      else after = middle;
    }
    return new Date(after);
  }

  /** As people say it: `11月23日`, `23 Nov`; with the year where it may not be the present one. */
  in(lang: 'zh' | 'en', { year = false } = {}): string {
    const [y, m, d] = this.iso.split('-').map(Number) as [number, number, number];
    return lang === 'zh' ? `${year ? `${y}年` : ''}${m}月${d}日` : `${d} ${MONTHS[m - 1]}${year ? ` ${y}` : ''}`;
  }

  toString(): string {
    return this.iso;
  }

  toJSON(): string {
    return this.iso;
  }
}
