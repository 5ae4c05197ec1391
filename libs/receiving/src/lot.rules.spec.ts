import fc from 'fast-check';
import { LocalDate, Quantity } from '@canteen/kernel';
import { byFefo, checkFefo, checkIssuable, checkWithinBalance, lotClock, lotLife, lotStatus, takeInOrder, type IssuableLot } from './lot.rules.ts';

const kg = (value: string | number) => Quantity.of(value, 'kg');
const policy = { nearExpiryFraction: 0.2, nearExpiryDays: 3 };
const milk = { productionDate: LocalDate.of('2026-11-12'), expiryDate: LocalDate.of('2026-11-21') };

function lot(over: Partial<IssuableLot> = {}): IssuableLot {
  return { lotCode: 'A1', hold: 'NONE', balance: kg(5), expiryDate: milk.expiryDate, ...lotClock(milk, policy, 'Asia/Shanghai'), ...over };
}

describe('the life of a hold', () => {
  it.each([
    ['NONE', ['ADJUST', 'QUARANTINE', 'SCRAP']],
    ['QUARANTINED', ['RELEASE', 'SCRAP']],
    ['SCRAPPED', []],
  ] as const)('%s allows %j', (hold, actions) => {
    expect(lotLife.actionsOf(hold)).toEqual(actions);
  });
});

describe('the status of a lot', () => {
  // ten days of life, first and last included: near its end from the start of the ninth
  it.each([
    ['2026-11-19T15:59:59.999Z', 'AVAILABLE'],
    ['2026-11-19T16:00:00.000Z', 'NEAR_EXPIRY'],
    ['2026-11-21T15:59:59.999Z', 'NEAR_EXPIRY'],
    ['2026-11-21T16:00:00.000Z', 'EXPIRED'],
  ])('at %s is %s', (now, status) => {
    expect(lotStatus(lot(), new Date(now))).toBe(status);
  });

  it('without a production date the days of the policy count', () => {
    const clock = lotClock({ productionDate: null, expiryDate: milk.expiryDate }, policy, 'Asia/Shanghai');
    expect(clock.nearExpiryAt).toEqual(new Date('2026-11-18T16:00:00Z'));
  });

  it('without an expiry it never ends', () => {
    expect(lotClock({ productionDate: milk.productionDate, expiryDate: null }, policy, 'Asia/Shanghai')).toEqual({ expiresAt: null, nearExpiryAt: null });
  });

  it.each([
    [{ hold: 'QUARANTINED' as const }, 'QUARANTINED', 'LOT_QUARANTINED'],
    [{ hold: 'SCRAPPED' as const, balance: kg(0) }, 'SCRAPPED', 'LOT_SCRAPPED'],
    [{ balance: kg(0) }, 'DEPLETED', 'LOT_DEPLETED'],
    [{}, 'EXPIRED', 'LOT_EXPIRED'],
  ])('%j is %s the day after its expiry, and cannot be taken', (over, status, code) => {
    const now = new Date('2026-11-22T00:00:00Z');
    expect(lotStatus(lot(over), now)).toBe(status);
    expect(() => checkIssuable(lot(over), now, 'lot')).toThrow(`${code} (lot)`);
  });

  it('near its expiry it can be taken', () => {
    expect(() => checkIssuable(lot(), new Date('2026-11-21T10:00:00Z'))).not.toThrow();
  });
});

describe('taking', () => {
  it.each([
    ['0', 'QUANTITY_NOT_POSITIVE'],
    ['-1', 'QUANTITY_NOT_POSITIVE'],
    ['5.000001', 'ISSUE_EXCEEDS_BALANCE'],
  ])('%s of 5 kg is refused: %s', (given, code) => {
    expect(() => checkWithinBalance(lot(), kg(given))).toThrow(code);
  });
  it('all of it is fine', () => expect(() => checkWithinBalance(lot(), kg(5))).not.toThrow());

  const a = { id: 'a', lotCode: 'A', expiryDate: LocalDate.of('2026-11-22'), receivedAt: new Date(2) };
  const b = { id: 'b', lotCode: 'B', expiryDate: LocalDate.of('2026-11-25'), receivedAt: new Date(1) };
  const same = { id: 'c', lotCode: 'C', expiryDate: LocalDate.of('2026-11-22'), receivedAt: new Date(3) };
  const loose = { id: 'd', lotCode: 'D', expiryDate: null, receivedAt: new Date(0) };

  it('first expired first, then as they came, without expiry last', () => {
    expect([loose, b, same, a].sort(byFefo).map((l) => l.lotCode)).toEqual(['A', 'C', 'B', 'D']);
  });

  it('to skip the first needs a reason; of the same day it does not', () => {
    expect(() => checkFefo(b, [a, b], null, 'takes.0')).toThrow('FEFO_SKIP_NEEDS_REASON (takes.0)');
    expect(() => checkFefo(b, [a, b], '  ')).toThrow('FEFO_SKIP_NEEDS_REASON');
    expect(() => checkFefo(b, [a, b], 'A 在底层')).not.toThrow();
    expect(() => checkFefo(same, [a, same, b], null)).not.toThrow();
    expect(() => checkFefo(a, [a, b], null)).not.toThrow();
    expect(() => checkFefo(loose, [a, loose], null)).toThrow('FEFO_SKIP_NEEDS_REASON');
    expect(() => checkFefo(loose, [], null)).not.toThrow();
  });

  it('takes and what is short make exactly what is needed', () => {
    const amount = fc.integer({ min: 0, max: 10_000 }).map((n) => Quantity.of(n, 'g').in('kg'));
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 6 }), amount, (balances, needed) => {
        const lots = balances.map((balance) => ({ balance }));
        const { takes, short } = takeInOrder(lots, needed);
        const sum = takes.reduce((total, take) => total.plus(take.quantity), short ?? kg(0));
        expect(sum.value).toBe(needed.value);
        for (const { lot: from, quantity } of takes) {
          expect(quantity.isPositive()).toBe(true);
          expect(quantity.cmp(from.balance)).toBeLessThanOrEqual(0);
        }
        if (short) expect(takes.length).toBe(balances.filter((balance) => balance.isPositive()).length);
      }),
    );
  });
});
