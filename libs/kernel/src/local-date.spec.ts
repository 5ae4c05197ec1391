import fc from 'fast-check';
import { LocalDate } from './local-date.ts';

const SHANGHAI = 'Asia/Shanghai';
const zones = [SHANGHAI, 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'Asia/Kathmandu'];
const instants = fc.date({ min: new Date('1995-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true });

describe('LocalDate', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '20260101', '', '2026-01-01T00:00:00Z', '+02026-01-01'])('refuses %j', (given) => {
    expect(() => LocalDate.of(given)).toThrow(expect.objectContaining({ code: 'DATE_INVALID' }));
  });

  it('knows leap days', () => {
    expect(LocalDate.of('2028-02-28').plusDays(1).iso).toBe('2028-02-29');
    expect(LocalDate.of('2026-02-28').plusDays(1).iso).toBe('2026-03-01');
  });

  it('is already tomorrow in Shanghai at 16:00 UTC', () => {
    expect(LocalDate.at(new Date('2026-11-21T15:59:59.999Z'), SHANGHAI).iso).toBe('2026-11-21');
    expect(LocalDate.at(new Date('2026-11-21T16:00:00Z'), SHANGHAI).iso).toBe('2026-11-22');
  });

  it('knows the week: 2026-11-21 is a Saturday', () => {
    expect(LocalDate.of('2026-11-21').weekday).toBe(6);
    expect(LocalDate.of('2026-11-21').startOfWeek().iso).toBe('2026-11-16');
    expect(LocalDate.of('2026-11-22').weekday).toBe(7);
    expect(LocalDate.of('2026-11-22').startOfWeek().iso).toBe('2026-11-16');
    expect(LocalDate.of('2026-11-16').startOfWeek().iso).toBe('2026-11-16');
  });

  it('tells the instants of a day', () => {
    const day = LocalDate.of('2026-11-21');
    expect(day.startsAt(SHANGHAI).toISOString()).toBe('2026-11-20T16:00:00.000Z');
    expect(day.instantAt('11:30', SHANGHAI).toISOString()).toBe('2026-11-21T03:30:00.000Z');
    expect(day.endOfDay(SHANGHAI).toISOString()).toBe('2026-11-21T15:59:59.999Z');
    for (const time of ['24:00', '9:30', '11:60', '', '11:30:60']) {
      expect(() => day.instantAt(time, SHANGHAI)).toThrow(expect.objectContaining({ code: 'TIME_INVALID' }));
    }
  });

  it('takes the instant of the leap for a time that clocks skip, and the first of one they show twice', () => {
    expect(LocalDate.of('2026-03-08').instantAt('02:30', 'America/New_York').toISOString()).toBe('2026-03-08T07:00:00.000Z');
    expect(LocalDate.of('2026-11-01').instantAt('01:30', 'America/New_York').toISOString()).toBe('2026-11-01T05:30:00.000Z');
    // China kept summer time from 1986 to 1991, and Brazil skipped midnight itself until 2019.
    expect(LocalDate.of('1986-05-04').startsAt(SHANGHAI).toISOString()).toBe('1986-05-03T16:00:00.000Z');
    expect(LocalDate.of('2018-11-04').startsAt('America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it('finds every instant within the day it belongs to, in every zone', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const day = LocalDate.at(instant, zone);
        expect(day.startsAt(zone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(day.endOfDay(zone).getTime()).toBeGreaterThanOrEqual(instant.getTime());
        expect(LocalDate.at(day.startsAt(zone), zone)).toEqual(day);
        expect(LocalDate.at(day.endOfDay(zone), zone)).toEqual(day);
      }),
    );
  });

  it('counts days there and back, and orders as it counts', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -20_000, max: 20_000 }), (instant, days) => {
        const from = LocalDate.at(instant, SHANGHAI);
        const to = from.plusDays(days);
        expect(from.daysUntil(to)).toBe(days);
        expect(from.cmp(to)).toBe(-Math.sign(days) || 0);
        expect(to.weekday).toBe((((from.weekday - 1 + days) % 7) + 7) % 7 + 1);
      }),
    );
  });
});

test.each([
  ['zh', false, '11月3日'], ['en', false, '3 Nov'], ['zh', true, '2026年11月3日'], ['en', true, '3 Nov 2026'],
] as const)('a day is said in %s, with the year: %s, as %s', (lang, year, said) => {
  expect(LocalDate.of('2026-11-03').in(lang, { year })).toBe(said);
});
