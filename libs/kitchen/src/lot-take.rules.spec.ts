import { Decimal, LocalDate, Quantity } from '@canteen/kernel';
import fc from 'fast-check';
import {
  byExpiry,
  inStockUnit,
  openOn,
  planSeasonings,
  planTakes,
  proposeTakes,
  type ChosenTake,
  type Need,
  type StockLot,
} from './lot-take.rules.ts';

const kg = (value: string | number) => Quantity.of(value, 'kg');

const receivedAt = new Date('2026-11-20T00:00:00Z');

function lot(id: string, balance: string | number, expiry: string | null = null, ingredient = 'pork'): StockLot {
  return { id, lotCode: `L-${id}`, ingredient, balance: kg(balance), expiryDate: expiry ? LocalDate.of(expiry) : null, receivedAt };
}

function need(item: string, value: string | number, ingredient = 'pork'): Need {
  return { item, ingredient, needed: kg(value) };
}

function choose(item: string, lotId: string, quantity: string | null, more: Partial<ChosenTake> = {}): ChosenTake {
  return {
    item,
    ingredient: 'pork',
    lot: lotId,
    quantity: quantity === null ? null : kg(quantity),
    skipReason: null,
    field: 'items.0.takes.0',
    ...more,
  };
}

const told = (takes: readonly { lot: string; quantity: Quantity }[]) => takes.map((t) => `${t.lot}:${t.quantity.value}`);

describe('proposeTakes', () => {
  it('takes the lot that expires first, then the next, no expiry last', () => {
    const lots = [lot('c', 10), lot('b', 2, '2026-11-25'), lot('a', 1, '2026-11-30')];
    const [proposal] = proposeTakes([need('soup', '3.5')], lots);
    expect(told(proposal!.takes)).toEqual(['b:2', 'a:1', 'c:0.5']);
    expect(proposal!.short).toBeNull();
  });

  it('counts a lot once when two dishes of the meal want it', () => {
    const lots = [lot('a', 3, '2026-11-25')];
    const [first, second] = proposeTakes([need('soup', 2), need('stew', 2)], lots);
    expect(told(first!.takes)).toEqual(['a:2']);
    expect(told(second!.takes)).toEqual(['a:1']);
    expect(second!.short?.toString()).toBe('1 kg');
  });

  it('says the whole need short where the store has none', () => {
    const [proposal] = proposeTakes([need('soup', 2)], [lot('a', 5, null, 'rice'), lot('b', 0)]);
    expect(proposal!.takes).toEqual([]);
    expect(proposal!.short?.toString()).toBe('2 kg');
  });

  const grams = fc.integer({ min: 1, max: 50_000 }).map((g) => Decimal.of(g).div(1000).toString());
  const ingredient = fc.constantFrom('pork', 'rice', 'oil');
  const aLot = fc.record({
    ingredient,
    balance: fc.oneof({ weight: 1, arbitrary: fc.constant('0') }, { weight: 5, arbitrary: grams }),
    expiry: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  });
  const lots = fc.array(aLot, { maxLength: 12 }).map((rows) =>
    rows.map((row, i) => ({
      ...lot(String(i).padStart(2, '0'), row.balance, null, row.ingredient),
      expiryDate: row.expiry === null ? null : LocalDate.of('2026-11-21').plusDays(row.expiry),
    })),
  );
  const needs = fc
    .array(fc.record({ ingredient, needed: grams }), { maxLength: 8 })
    .map((rows) => rows.map((row, i) => need(`item${i}`, row.needed, row.ingredient)));

  it('never takes more than the balance, gives the need or says what is short, and empties what expires first', () => {
    fc.assert(
      fc.property(needs, lots, (wanted, stock) => {
        const proposals = proposeTakes(wanted, stock);
        const taken = new Map<string, Decimal>();
        for (const proposal of proposals) {
          let sum = proposal.short?.toDecimal() ?? Decimal.ZERO;
          for (const take of proposal.takes) {
            expect(take.quantity.isPositive()).toBe(true);
            taken.set(take.lot, (taken.get(take.lot) ?? Decimal.ZERO).plus(take.quantity.value));
            sum = sum.plus(take.quantity.value);
          }
          expect(sum.toString()).toBe(proposal.needed.value);
        }
        for (const one of stock) {
          expect((taken.get(one.id) ?? Decimal.ZERO).lte(one.balance.value)).toBe(true);
          // A lot is touched only once every earlier one of the same ingredient is empty.
          if (!taken.has(one.id)) continue;
          for (const earlier of stock) {
            if (earlier.ingredient !== one.ingredient || byExpiry(earlier, one) >= 0) continue;
            expect((taken.get(earlier.id) ?? Decimal.ZERO).eq(earlier.balance.value)).toBe(true);
          }
        }
        for (const proposal of proposals) {
          if (!proposal.short) continue;
          for (const one of stock.filter((l) => l.ingredient === proposal.ingredient)) {
            expect((taken.get(one.id) ?? Decimal.ZERO).eq(one.balance.value)).toBe(true);
          }
        }
      }),
    );
  });

  it('is what the plan does when the cook chooses nothing', () => {
    fc.assert(
      fc.property(needs, lots, (wanted, stock) => {
        const flat = proposeTakes(wanted, stock).flatMap((p) => p.takes.map((t) => `${p.item} ${t.lot} ${t.quantity.value}`));
        const plan = planTakes(wanted, stock, []);
        expect(plan.takes.map((t) => `${t.item} ${t.lot} ${t.quantity.value}`)).toEqual(flat);
        expect(plan.errors).toEqual([]);
      }),
    );
  });
});

describe('planTakes', () => {
  const stock = [lot('a', 3, '2026-11-25'), lot('b', 5, '2026-12-05')];

  it('refuses to pass over the lot that expires first without saying why', () => {
    const plan = planTakes([need('soup', 2)], stock, [choose('soup', 'b', '2')]);
    expect(plan.errors).toMatchObject([
      { code: 'FEFO_SKIP_NEEDS_REASON', field: 'items.0.takes.0.skipReason', params: { lotCode: 'L-b', first: 'L-a' } },
    ]);
    expect(planTakes([need('soup', 2)], stock, [choose('soup', 'b', '2', { skipReason: '外包装破损' })]).errors).toEqual([]);
  });

  it('takes lots of one expiry day as equals', () => {
    const equals = [lot('a', 3, '2026-11-25'), lot('b', 5, '2026-11-25')];
    expect(planTakes([need('soup', 2)], equals, [choose('soup', 'b', '2')]).errors).toEqual([]);
  });

  it('sees no skip where the earlier lot is used up by the same meal', () => {
    const plan = planTakes([need('soup', 2), need('stew', 3)], stock, [choose('soup', 'b', '2')]);
    expect(plan.errors).toEqual([]);
    expect(told(plan.takes)).toEqual(['b:2', 'a:3']);
  });

  it('reads no quantity as what the recipe still needs', () => {
    const plan = planTakes([need('soup', 4)], stock, [choose('soup', 'a', '3'), choose('soup', 'b', null)]);
    expect(plan.errors).toEqual([]);
    expect(told(plan.takes)).toEqual(['a:3', 'b:1']);
  });

  it('keeps what the cook said, be it less than the recipe', () => {
    const plan = planTakes([need('soup', 4)], stock, [choose('soup', 'a', '1')]);
    expect(told(plan.takes)).toEqual(['a:1']);
    expect(plan.short).toEqual([]);
  });

  it.each([
    ['more than there is', choose('soup', 'a', '3.001'), 'ISSUE_EXCEEDS_BALANCE', 'quantity'],
    ['nothing', choose('soup', 'a', '0'), 'QUANTITY_NOT_POSITIVE', 'quantity'],
    ['less than nothing', choose('soup', 'a', '-1'), 'QUANTITY_NOT_POSITIVE', 'quantity'],
    ['a lot nobody knows', choose('soup', 'z', '1'), 'LOT_OF_OTHER_INGREDIENT', 'lot'],
    ['what is not in the recipe', choose('stew', 'a', '1'), 'TAKE_NOT_IN_RECIPE', 'ingredient'],
  ])('refuses %s', (_what, chosen, code, field) => {
    const plan = planTakes([need('soup', 2)], stock, [chosen]);
    expect(plan.errors).toMatchObject([{ code, field: `items.0.takes.0.${field}` }]);
  });

  it('counts together what two dishes take from one lot', () => {
    const plan = planTakes([need('soup', 2), need('stew', 2)], stock, [choose('soup', 'a', '2'), choose('stew', 'a', '2')]);
    expect(plan.errors).toMatchObject([{ code: 'ISSUE_EXCEEDS_BALANCE' }]);
  });
});

describe('planSeasonings', () => {
  const closed = [lot('b', 20, '2027-05-01'), lot('c', 20, '2027-01-01')];
  const brief = (plan: ReturnType<typeof planSeasonings>) => plan.attributions.map((a) => `${a.item}:${a.lot}`);

  it('refers every dish to every pack that stands open', () => {
    const open = [{ id: 'x', ingredient: 'pork' }, { id: 'y', ingredient: 'pork' }];
    const plan = planSeasonings([need('soup', '0.1'), need('stew', '0.2')], open, closed, []);
    expect(brief(plan)).toEqual(['soup:x', 'soup:y', 'stew:x', 'stew:y']);
    expect(plan).toMatchObject({ opens: [], missing: [], errors: [] });
  });

  it('opens the one that expires first, once for the whole meal', () => {
    const plan = planSeasonings([need('soup', '0.1'), need('stew', '0.2')], [], closed, []);
    expect(brief(plan)).toEqual(['soup:c', 'stew:c']);
    expect(plan.opens).toEqual(['c']);
  });

  it('says what is missing where there is nothing to open', () => {
    const plan = planSeasonings([need('soup', '0.1')], [], [], []);
    expect(plan).toMatchObject({ attributions: [], opens: [], missing: [{ item: 'soup' }] });
  });

  it('opens the one that was chosen, with a reason where another expires first', () => {
    const silent = planSeasonings([need('soup', '0.1')], [], closed, [choose('soup', 'b', null)]);
    expect(silent.errors).toMatchObject([{ code: 'FEFO_SKIP_NEEDS_REASON', field: 'items.0.takes.0.skipReason' }]);
    const told = planSeasonings([need('soup', '0.1')], [], closed, [choose('soup', 'b', null, { skipReason: '低盐' })]);
    expect(told).toMatchObject({ opens: ['b'], errors: [], attributions: [{ lot: 'b', skipReason: '低盐' }] });
  });

  it('takes a choice among the open ones at its word', () => {
    const open = [{ id: 'x', ingredient: 'pork' }, { id: 'y', ingredient: 'pork' }];
    expect(brief(planSeasonings([need('soup', '0.1')], open, closed, [choose('soup', 'y', null)]))).toEqual(['soup:y']);
  });

  it('refuses what is no lot of it, or not in the recipe', () => {
    const plan = planSeasonings([need('soup', '0.1')], [], closed, [choose('soup', 'z', null), choose('stew', 'b', null)]);
    expect(plan.errors.map((error) => error.code)).toEqual(['LOT_OF_OTHER_INGREDIENT', 'TAKE_NOT_IN_RECIPE']);
  });
});

describe('inStockUnit', () => {
  it.each([
    ['5.555556', 'kg', 'kg', '5.556'],
    ['250', 'g', 'kg', '0.25'],
    ['0.4', 'g', 'kg', '0.001'],
    ['3', 'jin', 'kg', '1.5'],
    ['0.333333', 'kg', 'g', '333.333'],
  ] as const)('%s %s is %4$s %3$s', (value, from, to, expected) => {
    expect(inStockUnit(Quantity.of(value, from), to, {}).value).toBe(expected);
  });

  it("crosses by the ingredient's own piece weight only", () => {
    const eggs = { pieceWeight: Quantity.of(60, 'g') };
    expect(inStockUnit(Quantity.of(600, 'g'), 'piece', eggs).toString()).toBe('10 piece');
    expect(() => inStockUnit(Quantity.of(600, 'g'), 'piece', {})).toThrow('UNIT_MISMATCH');
  });
});

describe('openOn', () => {
  const day = LocalDate.of('2026-11-21');
  const pack = (id: string, openedOn: string | null, expiryDate: string | null = null) => ({
    id,
    openedOn: openedOn ? LocalDate.of(openedOn) : null,
    expiryDate: expiryDate ? LocalDate.of(expiryDate) : null,
  });

  it.each([
    ['the one in use since before', [pack('a', '2026-11-10'), pack('b', '2026-11-18')], ['b']],
    ['that one and all opened on the day', [pack('a', '2026-11-18'), pack('c', '2026-11-21'), pack('b', '2026-11-21')], ['a', 'b', 'c']],
    ['nothing that is closed, expired, or opened later', [pack('a', null), pack('b', '2026-11-10', '2026-11-20'), pack('c', '2026-11-22')], []],
    ['what expires on the day itself', [pack('a', '2026-11-10', '2026-11-21')], ['a']],
  ])('names %s', (_what, packs, expected) => {
    expect(openOn(packs, day).map((one) => one.id)).toEqual(expected);
  });
});
