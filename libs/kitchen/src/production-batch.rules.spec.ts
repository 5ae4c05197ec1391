import { LocalizedText } from '@canteen/kernel';
import {
  batchLife,
  checkCoreTemperature,
  checkPortions,
  needsCoreTemperature,
  openLowReading,
  type CoreReading,
  type Moment,
} from './production-batch.rules.ts';

const dish = LocalizedText.of('姜母鸭', 'Ginger duck');
const at = (minute: number, recorded = minute) => ({
  occurredAt: new Date(Date.UTC(2026, 10, 21, 2, minute)),
  recordedAt: new Date(Date.UTC(2026, 10, 21, 2, recorded, 30)),
});
let next = 0;
const reading = (minute: number, celsius: number, recorded?: number): CoreReading => ({
  id: `r${next++}`,
  celsius: String(celsius),
  within: celsius >= 70,
  ...at(minute, recorded),
});
const correction = (minute: number, recorded?: number): Moment => ({ id: `c${next++}`, ...at(minute, recorded) });
const check = (readings: CoreReading[], corrections: Moment[] = []) => () => checkCoreTemperature(dish, readings, corrections, 70);

describe('checkCoreTemperature', () => {
  it.each<[string, CoreReading[], Moment[], string | null]>([
    ['nothing measured', [], [], 'CORE_TEMPERATURE_MISSING'],
    ['hot at once', [reading(10, 82)], [], null],
    ['exactly at the limit', [reading(10, 70)], [], null],
    ['low', [reading(10, 62)], [], 'CORE_TEMPERATURE_LOW'],
    ['low, corrected, not measured again', [reading(10, 62)], [correction(12)], 'CORE_TEMPERATURE_LOW'],
    ['low, measured again, nothing done', [reading(10, 62), reading(15, 80)], [], 'CORE_TEMPERATURE_LOW'],
    ['low, measured again, done only then', [reading(10, 62), reading(15, 80)], [correction(20)], 'CORE_TEMPERATURE_LOW'],
    ['done before it was low', [reading(10, 62), reading(15, 80)], [correction(5)], 'CORE_TEMPERATURE_LOW'],
    ['low, corrected, hot', [reading(10, 62), reading(20, 80)], [correction(12)], null],
    ['hot in one place, low in another', [reading(10, 80), reading(11, 62)], [], 'CORE_TEMPERATURE_LOW'],
    ['low again after the correction', [reading(10, 62), reading(20, 65)], [correction(12)], 'CORE_TEMPERATURE_LOW'],
    ['low twice, corrected twice, hot', [reading(10, 62), reading(20, 65), reading(30, 78)], [correction(12), correction(22)], null],
    ['all in one minute, in the order they were written', [reading(10, 62, 10), reading(10, 80, 12)], [correction(10, 11)], null],
    ['all in one minute, hot first', [reading(10, 80, 10), reading(10, 62, 11)], [correction(10, 12)], 'CORE_TEMPERATURE_LOW'],
  ])('%s', (_what, readings, corrections, code) => {
    if (code) expect(check(readings, corrections)).toThrow(code);
    else expect(check(readings, corrections)).not.toThrow();
  });

  it('names the dish, the reading and the limit', () => {
    expect(check([reading(10, 12)])).toThrow(
      expect.objectContaining({ params: { dish, celsius: '12', limit: 70 } }),
    );
  });
});

describe('openLowReading', () => {
  it('is the last low reading until something was done about it', () => {
    const low = reading(10, 62);
    expect(openLowReading([low, reading(12, 80)], [])).toBe(low);
    expect(openLowReading([low], [correction(11)])).toBeNull();
    expect(openLowReading([reading(12, 80)], [])).toBeNull();
  });
});

describe('needsCoreTemperature', () => {
  it.each([
    ['MEAT', [], true],
    ['SNACK', ['LOCAL', 'ASSEMBLED'], true],
    ['DRINK', [], true],
    ['COLD', ['COLD'], false],
    ['FRUIT', [], false],
    ['SNACK', ['COLD'], false],
    ['SNACK', ['RAW'], false],
  ])('%s %j: %s', (category, flags, expected) => {
    expect(needsCoreTemperature({ category, flags })).toBe(expected);
  });
});

describe('checkPortions', () => {
  it.each([0, -3, 1.5, 20001])('refuses %s', (portions) => {
    expect(() => checkPortions(portions, 20_000, 'items.0.portions')).toThrow('BATCH_PORTIONS_OUT_OF_RANGE');
  });
});

describe('batchLife', () => {
  it('ends with what was thrown away', () => {
    expect(batchLife.actionsOf('DISCARDED')).toEqual([]);
    expect(() => batchLife.next('FINISHED', 'FINISH')).toThrow('ACTION_NOT_ALLOWED');
  });
});
