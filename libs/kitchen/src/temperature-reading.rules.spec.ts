import { checkMeasurable, isWithin, kindOf, storageRange } from './temperature-reading.rules.ts';

const policy = { coreMin: 70, chilledMin: 0, chilledMax: 8, frozenMax: -12, coldRoomMax: 25 };

describe('storageRange', () => {
  it.each([
    ['CHILLED_STORE', '8', true],
    ['CHILLED_STORE', '8.1', false],
    ['CHILLED_STORE', '-0.1', false],
    ['SAMPLE_FRIDGE', '4', true],
    ['FROZEN_STORE', '-18', true],
    ['FROZEN_STORE', '-12', false],
    ['COLD_ROOM', '25', true],
    ['COLD_ROOM', '25.5', false],
  ])('%s at %s °C: %s', (kind, celsius, within) => {
    expect(isWithin(celsius, storageRange(kind, policy)!)).toBe(within);
  });

  it('invents no limit where none is known', () => {
    expect(storageRange('DINING', policy)).toBeNull();
  });
});

describe('checkMeasurable', () => {
  it.each(['12', '-18', '0', '190', '-100', '400'])('takes %s', (celsius) => {
    expect(() => checkMeasurable(celsius, 'input.celsius')).not.toThrow();
  });
  it.each(['-100.1', '400.01', '99999'])('refuses %s', (celsius) => {
    expect(() => checkMeasurable(celsius, 'input.celsius')).toThrow('TEMPERATURE_NOT_MEASURABLE');
  });
});

describe('kindOf', () => {
  it('is told by the target', () => {
    expect(kindOf({ batch: 'b' }, 'input')).toBe('CORE');
    expect(kindOf({ area: 'a' }, 'input')).toBe('STORAGE');
  });
  it.each([{}, { batch: 'b', area: 'a' }, { batch: null, area: null }])('refuses %j', (target) => {
    expect(() => kindOf(target, 'input')).toThrow('READING_NEEDS_ONE_TARGET');
  });
});
