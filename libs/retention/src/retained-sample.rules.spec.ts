import { addMs, ms } from '@canteen/kernel';
import fc from 'fast-check';
import {
  checkDisposal,
  checkGrams,
  coverageOf,
  dueAt,
  isRetained,
  keptSince,
  sampleLife,
  statusOf,
  type SampleState,
  type StoredSample,
} from './retained-sample.rules.ts';

const policy = { minGrams: 125, keepHours: 48 };
const serviceEnd = new Date('2026-03-02T12:30:00+08:00');

describe('weight', () => {
  it.each([
    ['124', false],
    ['124.999', false],
    ['125', true],
    ['125.0', true],
    ['300', true],
  ])('%s g: retained %s', (grams, retained) => {
    expect(isRetained(grams, policy)).toBe(retained);
    expect(() => checkGrams(grams, 'samples.0.grams')).not.toThrow();
  });

  it.each([
    ['0', 'QUANTITY_NOT_POSITIVE'],
    ['-125', 'QUANTITY_NOT_POSITIVE'],
    ['10000.1', 'SAMPLE_GRAMS_ABSURD'],
  ])('refuses %s g', (grams, code) => {
    expect(() => checkGrams(grams, 'samples.0.grams')).toThrow(code);
  });
});

describe('the clock of a sample', () => {
  it('starts with the end of service, or with the sample when that came later', () => {
    expect(keptSince(addMs(serviceEnd, -ms.hour), serviceEnd)).toEqual(serviceEnd);
    expect(keptSince(addMs(serviceEnd, ms.hour), serviceEnd)).toEqual(addMs(serviceEnd, ms.hour));
  });

  it('never starts before either, and runs the whole term', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * ms.hour, max: 10 * ms.hour }), fc.integer({ min: 1, max: 240 }), (offset, keepHours) => {
        const taken = addMs(serviceEnd, offset);
        const since = keptSince(taken, serviceEnd);
        expect(since.getTime()).toBeGreaterThanOrEqual(taken.getTime());
        expect(since.getTime()).toBeGreaterThanOrEqual(serviceEnd.getTime());
        expect(dueAt(since, { minGrams: 125, keepHours }).getTime() - since.getTime()).toBe(keepHours * ms.hour);
      }),
    );
  });
});

describe('checkDisposal', () => {
  const due = dueAt(serviceEnd, policy);
  const sample: StoredSample = { state: 'STORED', keptSince: serviceEnd, dueAt: due, takenById: 'officer', sealReason: null };

  it.each<[string, Partial<StoredSample>, string, number, string | null]>([
    ['a millisecond early', {}, 'director', -1, 'SAMPLE_RETENTION_NOT_ELAPSED'],
    ['on time, by another', {}, 'director', 0, null],
    ['by whoever took it', {}, 'officer', ms.day, 'SAMPLE_SAME_PERSON'],
    ['while sealed', { state: 'SEALED', sealReason: '疑似食物中毒' }, 'director', ms.day, 'SAMPLE_SEALED'],
    ['twice', { state: 'DISPOSED' }, 'director', ms.day, 'ACTION_NOT_ALLOWED'],
    ['after it was handed over', { state: 'HANDED_OVER' }, 'director', ms.day, 'ACTION_NOT_ALLOWED'],
  ])('%s', (_what, change, person, offset, code) => {
    const attempt = () => checkDisposal({ ...sample, ...change }, person, addMs(due, offset), policy);
    if (code) expect(attempt).toThrow(code);
    else expect(attempt).not.toThrow();
  });

  it('holds the longer term when the policy grew after the sample was taken', () => {
    const longer = { minGrams: 125, keepHours: 72 };
    expect(() => checkDisposal(sample, 'director', due, longer)).toThrow(
      expect.objectContaining({ code: 'SAMPLE_RETENTION_NOT_ELAPSED', params: { dueAt: addMs(serviceEnd, 72 * ms.hour), hours: 72 } }),
    );
    expect(() => checkDisposal(sample, 'director', addMs(due, -ms.hour), { minGrams: 125, keepHours: 24 })).toThrow('SAMPLE_RETENTION_NOT_ELAPSED');
  });
});

describe('statusOf', () => {
  it.each<[SampleState, boolean, number, string]>([
    ['STORED', true, -1, 'KEEPING'],
    ['STORED', true, 0, 'DUE'],
    ['STORED', false, -1, 'NOT_RETAINED'],
    ['STORED', false, 1, 'NOT_RETAINED'],
    ['SEALED', true, 1, 'SEALED'],
    ['DISPOSED', true, 1, 'DISPOSED'],
    ['HANDED_OVER', false, 1, 'HANDED_OVER'],
  ])('%s, retained %s, %d ms after due: %s', (state, retained, offset, status) => {
    expect(statusOf({ state, retained, dueAt: serviceEnd }, addMs(serviceEnd, offset))).toBe(status);
  });
});

describe('coverageOf', () => {
  it.each([
    ['nothing cooked', [], 'NOT_COOKED'],
    ['all thrown away', [{ discarded: true, samples: [true] }], 'NOT_COOKED'],
    ['no sample', [{ discarded: false, samples: [] }], 'MISSING'],
    ['too little', [{ discarded: false, samples: [false] }], 'UNDERWEIGHT'],
    ['too little, then enough', [{ discarded: false, samples: [false, true] }], 'SAMPLED'],
    ['of two batches one', [{ discarded: false, samples: [] }, { discarded: false, samples: [true] }], 'SAMPLED'],
    ['only of what was thrown away', [{ discarded: true, samples: [true] }, { discarded: false, samples: [] }], 'MISSING'],
  ])('%s', (_what, batches, expected) => {
    expect(coverageOf(batches)).toBe(expected);
  });
});

describe('sampleLife', () => {
  it('lets evidence go only by release or to the authority', () => {
    expect(sampleLife.actionsOf('SEALED')).toEqual(['RELEASE', 'HAND_OVER']);
    expect(sampleLife.actionsOf('DISPOSED')).toEqual([]);
  });
});
