import { addMs, fixedClock, ms } from './clock.ts';

describe('fixedClock', () => {
  it('moves only when told, and cannot be moved through a date it gave away', () => {
    const clock = fixedClock('2026-03-04T11:59:00Z');
    clock.now().setFullYear(1999);
    clock.advance(ms.minute);
    expect(clock.now()).toEqual(new Date('2026-03-04T12:00:00Z'));
    clock.set(addMs(clock.now(), -ms.day));
    expect(clock.now()).toEqual(new Date('2026-03-03T12:00:00Z'));
    expect(() => fixedClock('yesterday')).toThrow(RangeError);
  });
});
