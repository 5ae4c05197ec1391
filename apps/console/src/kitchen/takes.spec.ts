import { Decimal } from '@canteen/kernel';
import { amount, fill, passedOver } from './takes.ts';

const lot = (id: string, expiryDate: string | null, value: string) => ({ id, lotCode: id.toUpperCase(), expiryDate, balance: { value, unit: 'kg' } });
const early = lot('early', '2026-11-23', '4');
const late = lot('late', '2026-12-01', '10');
const dateless = lot('dateless', null, '3');
const lots = [early, late, dateless];
const free = (each: { balance: { value: string } }) => Decimal.of(each.balance.value);
const taken = (takes: { lot: { id: string }; quantity: { value: string } }[]) => takes.map(({ lot: { id }, quantity }) => `${id} ${quantity.value}`);

test('the chosen lot gives all it can, the others follow, expiring first', () => {
  expect(taken(fill({ value: '6', unit: 'kg' }, late, lots, free))).toEqual(['late 6']);
  expect(taken(fill({ value: '12', unit: 'kg' }, late, lots, free))).toEqual(['late 10', 'early 2']);
  expect(taken(fill({ value: '5', unit: 'kg' }, early, lots, free))).toEqual(['early 4', 'late 1']);
  expect(taken(fill({ value: '99', unit: 'kg' }, early, lots, free))).toEqual(['early 4', 'late 10', 'dateless 3']);
});

test('what another dish of the meal takes is not there twice', () => {
  const promised = (each: typeof early) => free(each).minus(each.id === 'early' ? '4' : '0');
  expect(taken(fill({ value: '5', unit: 'kg' }, early, lots, promised))).toEqual(['late 5']);
});

test('whoever passes over a lot that expires earlier and still holds something says why', () => {
  const of = (given: typeof early, value: string) => ({ lot: given, quantity: { value, unit: 'kg' } });
  expect(passedOver([of(late, '6')], lots, free)).toBe(early);
  expect(passedOver([of(early, '4')], lots, free)).toBeNull();
  expect(passedOver([of(early, '4'), of(late, '1')], lots, free)).toBeNull();
  expect(passedOver([of(early, '3'), of(late, '2')], lots, free)).toBe(early);
  expect(passedOver([of(dateless, '1')], lots, free)).toBe(early);
  // A pack that is opened leaves the store whole.
  expect(passedOver([{ lot: early, quantity: null }], lots, free)).toBeNull();
});

test.each([['', '0'], ['.', '0'], ['5.', '5'], ['.5', '0.5'], ['12.25', '12.25'], [null, '0']])('%j is typed so far as %s', (typed, value) => {
  expect(amount(typed).toString()).toBe(value);
});
