import { uuidv7 } from './uuid.ts';

describe('uuidv7', () => {
  it('carries the time, the version and the variant of RFC 9562', () => {
    const id = uuidv7(new Date('2022-02-22T19:22:22Z'));
    // The example of RFC 9562, appendix A.6, has this timestamp.
    expect(id).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sorts by time, and by making under a clock that stands', () => {
    const now = new Date('2026-11-21T00:00:00Z');
    const ids = Array.from({ length: 50_000 }, () => uuidv7(now));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''))).toBe(true);
    expect(uuidv7(new Date(now.getTime() + 1)) > (ids.at(-1) ?? '')).toBe(true);
  });

  it('sorts by making also when another clock is asked in between', () => {
    const now = new Date('2026-11-21T00:00:00Z');
    const ids = Array.from({ length: 1_000 }, (_, index) => {
      uuidv7(new Date(1_000_000 + index));
      return uuidv7(now);
    });
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''))).toBe(true);
  });
});
