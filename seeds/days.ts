import type { InstitutionKey } from './institutions.ts';

export type MealKind = 'BREAKFAST' | 'LUNCH' | 'DINNER';
type Bill = Partial<Record<MealKind, readonly string[]>>;

/** Wall clock of each meal: when its cooking starts, is measured and finished, is sampled, and when it is served. */
export const mealClock = {
  BREAKFAST: { start: '06:40', finish: '07:00', sample: '07:05', from: '07:10', to: '08:20' },
  LUNCH: { start: '09:30', finish: '11:10', sample: '11:25', from: '11:40', to: '12:50' },
  DINNER: { start: '15:30', finish: '17:10', sample: '17:25', from: '17:40', to: '18:50' },
} as const satisfies Record<MealKind, Record<string, string>>;

export const dayClock = {
  receive: '06:06', coldMorning: '08:30', quarantine: '10:40', dispose: '14:00', countersign: '14:30', plan: '15:00', open: '15:10', coldAfternoon: '15:20',
} as const;

/** Which part of the planned diners a dish of a category is cooked for. */
export const shares: Readonly<Record<string, number>> = {
  STAPLE: 0.85, MEAT: 0.55, HALF_MEAT: 0.5, VEGETABLE: 0.7, SOUP: 0.6, SNACK: 0.45, COLD: 0.3, FRUIT: 0.7, DRINK: 0.45,
};

export const attendance: Readonly<Record<MealKind, number>> = { BREAKFAST: 0.6, LUNCH: 1, DINNER: 0.7 };

/** Weekday on which what keeps is delivered, 1 = Monday; the other rounds come when something of them is needed. */
export const roundDays: Readonly<Partial<Record<string, readonly number[]>>> = { dry: [1], sea: [2, 5] };

/** Two weeks that take turns, Monday to Friday, and the weekend of a training class in residence. */
export const bills: Readonly<Record<InstitutionKey, { weeks: readonly (readonly Bill[])[]; weekend?: readonly Bill[] }>> = {
  'party-school': {
    weeks: [
      [
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['rice', 'ginger-duck', 'pepper-pork', 'bok-choy', 'rib-soup'], DINNER: ['lor-mee', 'cabbage', 'cucumber', 'banana'] },
        { BREAKFAST: ['misua', 'buns', 'hot-milk'], LUNCH: ['rice', 'oyster-omelette', 'home-tofu', 'cauliflower', 'clam-soup'], DINNER: ['rice', 'potato-chicken', 'mustard-greens', 'laver-soup'] },
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['salted-rice', 'vinegar-pork', 'celery-shrimp', 'celtuce', 'fish-ball-soup'], DINNER: ['rice', 'home-tofu', 'bok-choy', 'four-fruit-soup'] },
        { BREAKFAST: ['misua', 'boiled-egg', 'hot-milk'], LUNCH: ['rice', 'satay-beef', 'tomato-egg', 'cabbage', 'fish-roll-soup'], DINNER: ['hutou-noodles', 'five-spice-roll', 'cauliflower', 'ponkan'] },
        { BREAKFAST: ['misua', 'buns', 'boiled-egg'], LUNCH: ['rice', 'hongshao-pork', 'runbing', 'mustard-greens', 'clam-soup'], DINNER: ['rice', 'hairtail', 'tomato-egg', 'laver-soup'] },
      ],
      [
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['rice', 'potato-chicken', 'home-tofu', 'bok-choy', 'beef-soup'], DINNER: ['hutou-noodles', 'chicken-feet', 'cabbage', 'ponkan'] },
        { BREAKFAST: ['misua', 'boiled-egg', 'hot-milk'], LUNCH: ['salted-rice', 'vinegar-pork', 'tomato-egg', 'celtuce', 'clam-soup'], DINNER: ['rice', 'oyster-omelette', 'bok-choy', 'laver-soup'] },
        { BREAKFAST: ['congee', 'buns', 'hot-milk'], LUNCH: ['rice', 'hairtail', 'pepper-pork', 'cauliflower', 'rib-soup'], DINNER: ['lor-mee', 'home-tofu', 'cucumber', 'banana'] },
        { BREAKFAST: ['misua', 'buns', 'boiled-egg'], LUNCH: ['rice', 'ginger-duck', 'celery-shrimp', 'mustard-greens', 'yuanxiao'], DINNER: ['rice', 'five-spice-roll', 'cabbage', 'fish-ball-soup'] },
        { BREAKFAST: ['misua', 'boiled-egg', 'hot-milk'], LUNCH: ['rice', 'hongshao-pork', 'oyster-omelette', 'bok-choy', 'fish-roll-soup'], DINNER: ['hutou-noodles', 'tomato-egg', 'mustard-greens', 'four-fruit-soup'] },
      ],
    ],
    weekend: [
      { BREAKFAST: ['misua', 'buns', 'hot-milk'], LUNCH: ['rice', 'ginger-duck', 'runbing', 'bok-choy', 'fish-roll-soup'], DINNER: ['lor-mee', 'chicken-feet', 'cabbage', 'ponkan'] },
      { BREAKFAST: ['misua', 'boiled-egg', 'hot-milk'], LUNCH: ['salted-rice', 'vinegar-pork', 'oyster-omelette', 'celtuce', 'clam-soup'], DINNER: ['rice', 'home-tofu', 'bok-choy', 'four-fruit-soup'] },
    ],
  },
  'primary-school': {
    weeks: [
      [
        { LUNCH: ['rice', 'potato-chicken', 'cabbage', 'laver-soup', 'banana'] },
        { LUNCH: ['rice', 'tomato-egg', 'bok-choy', 'rib-soup', 'ponkan'] },
        { LUNCH: ['salted-rice', 'hairtail', 'cauliflower', 'laver-soup', 'hot-milk'] },
        { LUNCH: ['rice', 'pepper-pork', 'cabbage', 'fish-ball-soup', 'banana'] },
        { LUNCH: ['lor-mee', 'home-tofu', 'bok-choy', 'ponkan'] },
      ],
      [
        { LUNCH: ['rice', 'hairtail', 'bok-choy', 'laver-soup', 'ponkan'] },
        { LUNCH: ['rice', 'pepper-pork', 'cauliflower', 'rib-soup', 'banana'] },
        { LUNCH: ['salted-rice', 'potato-chicken', 'cabbage', 'laver-soup', 'hot-milk'] },
        { LUNCH: ['rice', 'tomato-egg', 'bok-choy', 'fish-ball-soup', 'ponkan'] },
        { LUNCH: ['lor-mee', 'home-tofu', 'cauliflower', 'banana'] },
      ],
    ],
  },
  agency: {
    weeks: [
      [
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['rice', 'hongshao-pork', 'tomato-egg', 'bok-choy', 'rib-soup'] },
        { BREAKFAST: ['misua', 'buns', 'hot-milk'], LUNCH: ['rice', 'oyster-omelette', 'home-tofu', 'celtuce', 'laver-soup'] },
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['salted-rice', 'satay-beef', 'cabbage', 'fish-ball-soup', 'cucumber'] },
        { BREAKFAST: ['misua', 'boiled-egg', 'hot-milk'], LUNCH: ['rice', 'ginger-duck', 'pepper-pork', 'cauliflower', 'laver-soup'] },
        { BREAKFAST: ['misua', 'buns', 'boiled-egg'], LUNCH: ['lor-mee', 'vinegar-pork', 'mustard-greens', 'clam-soup', 'ponkan'] },
      ],
      [
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['rice', 'potato-chicken', 'celery-shrimp', 'bok-choy', 'laver-soup'] },
        { BREAKFAST: ['misua', 'buns', 'hot-milk'], LUNCH: ['rice', 'hairtail', 'home-tofu', 'mustard-greens', 'clam-soup'] },
        { BREAKFAST: ['congee', 'buns', 'boiled-egg'], LUNCH: ['hutou-noodles', 'vinegar-pork', 'cabbage', 'beef-soup', 'banana'] },
        { BREAKFAST: ['misua', 'boiled-egg', 'hot-milk'], LUNCH: ['rice', 'satay-beef', 'tomato-egg', 'celtuce', 'rib-soup'] },
        { BREAKFAST: ['misua', 'buns', 'boiled-egg'], LUNCH: ['rice', 'oyster-omelette', 'pepper-pork', 'bok-choy', 'fish-ball-soup'] },
      ],
    ],
  },
};

/**
 * The small disorders of real life. `ago` counts the days on which this canteen served, back from today: 0 is today,
 * 1 the last one before. Those within the last week are there however short the replay is.
 */
export type Disorder = { at: InstitutionKey; ago: number } & (
  | { kind: 'sample-missing'; meal: MealKind; item: number }
  | { kind: 'sample-light'; meal: MealKind; item: number; grams: string }
  | { kind: 'core-low'; meal: MealKind; item: number; celsius: string; note: string }
  | { kind: 'line-rejected'; round: 'meat' | 'greens'; celsius: string; reason: string }
  | { kind: 'milk-left-over'; litres: string }
  | { kind: 'lot-quarantined'; ingredients: readonly string[]; reason: string }
  | { kind: 'reading-late'; reason: string; countersigned: boolean }
  | { kind: 'receipt-late'; reason: string; countersigned: boolean }
);

const reheated = '回锅加热至中心温度达标后复测';
const warmTruck = '到货表面温度 12.4 ℃，高于冷藏食品到货上限，当场退货，要求换货';
const probeBroken = '上午测温枪没电，纸面记录后补录';
const networkDown = '收货时网络中断，先记纸质单据，恢复后补录';

export const disorders: readonly Disorder[] = [
  { at: 'party-school', ago: 0, kind: 'sample-missing', meal: 'BREAKFAST', item: 2 },
  { at: 'party-school', ago: 1, kind: 'milk-left-over', litres: '3.6' },
  { at: 'party-school', ago: 1, kind: 'core-low', meal: 'LUNCH', item: 1, celsius: '66', note: reheated },
  { at: 'party-school', ago: 2, kind: 'sample-missing', meal: 'LUNCH', item: 3 },
  { at: 'party-school', ago: 2, kind: 'receipt-late', reason: networkDown, countersigned: false },
  { at: 'party-school', ago: 3, kind: 'lot-quarantined', ingredients: ['peanuts', 'red-beans', 'shiitake', 'laver'], reason: '个别包装受潮，疑有霉味，送检期间封存' },
  { at: 'party-school', ago: 3, kind: 'sample-light', meal: 'DINNER', item: 0, grams: '124' },
  { at: 'party-school', ago: 4, kind: 'line-rejected', round: 'meat', celsius: '12.4', reason: warmTruck },
  { at: 'party-school', ago: 5, kind: 'reading-late', reason: probeBroken, countersigned: true },
  { at: 'party-school', ago: 17, kind: 'sample-missing', meal: 'LUNCH', item: 3 },
  { at: 'party-school', ago: 22, kind: 'core-low', meal: 'LUNCH', item: 1, celsius: '67.5', note: reheated },
  { at: 'party-school', ago: 31, kind: 'line-rejected', round: 'meat', celsius: '12.4', reason: warmTruck },
  { at: 'party-school', ago: 36, kind: 'receipt-late', reason: networkDown, countersigned: true },
  { at: 'party-school', ago: 47, kind: 'sample-light', meal: 'LUNCH', item: 1, grams: '118' },
  { at: 'primary-school', ago: 1, kind: 'core-low', meal: 'LUNCH', item: 1, celsius: '68', note: reheated },
  { at: 'primary-school', ago: 3, kind: 'sample-light', meal: 'LUNCH', item: 2, grams: '124' },
  { at: 'primary-school', ago: 26, kind: 'sample-missing', meal: 'LUNCH', item: 3 },
  { at: 'primary-school', ago: 40, kind: 'reading-late', reason: probeBroken, countersigned: true },
  { at: 'agency', ago: 1, kind: 'sample-light', meal: 'LUNCH', item: 2, grams: '124' },
  { at: 'agency', ago: 2, kind: 'milk-left-over', litres: '2' },
  { at: 'agency', ago: 2, kind: 'reading-late', reason: probeBroken, countersigned: false },
  { at: 'agency', ago: 29, kind: 'sample-missing', meal: 'LUNCH', item: 3 },
];
