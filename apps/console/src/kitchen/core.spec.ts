import { momentAfter, needsCore, stepOf } from './core.ts';

const hot = { category: 'MEAT', flags: [] as string[] };
const reading = (id: string, minute: number, celsius: string) => ({
  id, celsius, within: Number(celsius) >= 70, occurredAt: `2026-11-21T03:${String(minute).padStart(2, '0')}:00.000Z`, recordedAt: `2026-11-21T03:${String(minute).padStart(2, '0')}:05.000Z`,
});
const correction = (id: string, minute: number) => ({ id, occurredAt: `2026-11-21T03:${String(minute).padStart(2, '0')}:00.000Z`, recordedAt: `2026-11-21T03:${String(minute).padStart(2, '0')}:06.000Z` });

describe('the next step of a batch', () => {
  test.each([
    ['nothing measured', [], [], 'MEASURE'],
    ['hot enough at once', [reading('a', 1, '70')], [], 'READY'],
    ['too low', [reading('a', 1, '69.9')], [], 'CORRECT'],
    ['too low, and something was done', [reading('a', 1, '58')], [correction('c', 2)], 'AGAIN'],
    ['done, and measured again', [reading('a', 1, '58'), reading('b', 3, '76')], [correction('c', 2)], 'READY'],
    ['measured again, nothing done', [reading('a', 1, '58'), reading('b', 3, '76')], [], 'CORRECT'],
    ['still too low the second time', [reading('a', 1, '58'), reading('b', 3, '66')], [correction('c', 2)], 'CORRECT'],
    ['something done before it was measured', [reading('a', 5, '58')], [correction('c', 2)], 'CORRECT'],
  ] as const)('%s', (_, temperatures, corrections, step) => {
    expect(stepOf({ dish: hot, temperatures: [...temperatures], corrections: [...corrections] })).toBe(step);
  });

  test('of two at the same minute the later written is the later', () => {
    const low = { ...reading('a', 1, '58'), recordedAt: '2026-11-21T03:01:05.000Z' };
    const done = { ...correction('c', 1), recordedAt: '2026-11-21T03:01:20.000Z' };
    const good = { ...reading('b', 1, '76'), recordedAt: '2026-11-21T03:01:40.000Z' };
    expect(stepOf({ dish: hot, temperatures: [good, low], corrections: [done] })).toBe('READY');
  });

  test.each([
    [{ category: 'MEAT', flags: [] }, true],
    [{ category: 'FRUIT', flags: [] }, false],
    [{ category: 'COLD', flags: [] }, false],
    [{ category: 'MEAT', flags: ['COLD'] }, false],
    [{ category: 'VEGETABLE', flags: ['RAW'] }, false],
    [null, false],
  ])('%j has a core to be measured: %s', (dish, expected) => {
    expect(needsCore(dish)).toBe(expected);
  });
});

test('a reading is never earlier than its batch, whatever the device believes', () => {
  const ahead = new Date(Date.now() + 30_000).toISOString();
  expect(momentAfter(ahead)).toBe(ahead);
  expect(Date.parse(momentAfter('2026-01-01T00:00:00.000Z'))).toBeGreaterThan(Date.now() - 5_000);
});
