import { Decimal, DomainError, Quantity, enumOf } from '@canteen/kernel';
import type { Conversion, LocalDate, Unit } from '@canteen/kernel';

export const TakeBasis = enumOf('ISSUED', 'OPENED_BY_DAY');
export type TakeBasis = keyof typeof TakeBasis;

/** What a menu item needs of one ingredient, in the ingredient's stock unit. */
export interface Need {
  readonly item: string;
  readonly ingredient: string;
  readonly needed: Quantity;
}

/** A lot as far as taking from it is concerned; `balance` in the ingredient's stock unit. */
export interface StockLot {
  readonly id: string;
  readonly lotCode: string;
  readonly ingredient: string;
  readonly balance: Quantity;
  readonly expiryDate: LocalDate | null;
  readonly receivedAt: Date;
}

export interface Take {
  readonly lot: string;
  readonly quantity: Quantity;
}

export interface Proposal extends Need {
  readonly takes: readonly Take[];
  /** What the store cannot give; null when it gives everything. */
  readonly short: Quantity | null;
}

/** A lot that the cook chose himself; `quantity` null is "what the recipe still needs". */
export interface ChosenTake {
  readonly item: string;
  readonly ingredient: string;
  readonly lot: string;
  readonly quantity: Quantity | null;
  readonly skipReason: string | null;
  /** Path of the input, for refusals. */
  readonly field: string;
}

export interface PlannedTake extends Take {
  readonly item: string;
  readonly ingredient: string;
  readonly skipReason: string | null;
}

export interface TakePlan {
  readonly takes: readonly PlannedTake[];
  readonly short: readonly { readonly need: Need; readonly short: Quantity }[];
  readonly errors: readonly DomainError[];
}

/** A gram of what is kept in kilograms: finer than any kitchen scale, and what a ledger can be read in. */
const needScale = 3;

/**
 * A recipe's need in the unit the store counts in, rounded up: the last thousandth has to come from somewhere.
 * Refuses `UNIT_MISMATCH` where neither unit leads to the other, not even by the ingredient's packs.
 */
export function inStockUnit(quantity: Quantity, unit: Unit, conversion: Conversion): Quantity {
  // First half-up at the scale of the columns, or a digit lost in a division would add a whole thousandth.
  return Quantity.of(Decimal.of(quantity.in(unit, conversion).value).round(6).round(needScale, 'up'), unit);
}

/** First expired, first out: what has no expiry comes last; of equals, what came first goes first. */
export function byExpiry(a: StockLot, b: StockLot): number {
  return expiryOrder(a.expiryDate, b.expiryDate) || a.receivedAt.getTime() - b.receivedAt.getTime() || compare(a.id, b.id);
}

function expiryOrder(a: LocalDate | null, b: LocalDate | null): number {
  if (a && b) return a.cmp(b);
  return a ? -1 : b ? 1 : 0;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Spreads the needs of a whole meal over the lots, expiring first. A lot that serves two dishes is counted once:
 * what the first takes, the second no longer finds.
 */
export function proposeTakes(needs: readonly Need[], lots: readonly StockLot[]): Proposal[] {
  return propose(needs, shelves(lots), balances(lots));
}

/**
 * The cook's own choice first, the proposal for what he left open. A chosen lot may be any issuable one, but whoever
 * passes over a lot that would have expired earlier, and still holds something afterwards, says why (FEFO).
 */
export function planTakes(needs: readonly Need[], lots: readonly StockLot[], chosen: readonly ChosenTake[]): TakePlan {
  const shelf = shelves(lots);
  const left = balances(lots);
  const byId = new Map(lots.map((lot) => [lot.id, lot]));
  const errors: DomainError[] = [];
  const takes: PlannedTake[] = [];
  const open = new Map(needs.map((need) => [keyOf(need), need.needed]));
  const decided = new Set<string>();

  for (const choice of chosen) {
    const key = keyOf(choice);
    const need = open.get(key);
    if (need === undefined) {
      errors.push(new DomainError('TAKE_NOT_IN_RECIPE', {}, `${choice.field}.ingredient`));
      continue;
    }
    const lot = byId.get(choice.lot);
    if (!lot || lot.ingredient !== choice.ingredient) {
      errors.push(new DomainError('LOT_OF_OTHER_INGREDIENT', {}, `${choice.field}.lot`));
      continue;
    }
    const quantity = choice.quantity ?? need;
    if (!quantity.isPositive()) {
      errors.push(new DomainError('QUANTITY_NOT_POSITIVE', { given: quantity }, `${choice.field}.quantity`));
      continue;
    }
    const balance = left.get(lot.id)!;
    if (quantity.cmp(balance) > 0) {
      errors.push(
        new DomainError('ISSUE_EXCEEDS_BALANCE', { lotCode: lot.lotCode, given: quantity, balance }, `${choice.field}.quantity`),
      );
      continue;
    }
    left.set(lot.id, balance.minus(quantity));
    open.set(key, need.minus(quantity));
    decided.add(key);
    takes.push({ item: choice.item, ingredient: choice.ingredient, lot: lot.id, quantity, skipReason: choice.skipReason });
  }

  // What a cook says he took is what he took, less than the recipe or more; only silence is filled in.
  const silent = needs.filter((need) => !decided.has(keyOf(need)));
  const short: { need: Need; short: Quantity }[] = [];
  for (const proposal of propose(silent, shelf, left)) {
    for (const take of proposal.takes) {
      takes.push({ item: proposal.item, ingredient: proposal.ingredient, ...take, skipReason: null });
    }
    if (proposal.short) {
      const { item, ingredient, needed } = proposal;
      short.push({ need: { item, ingredient, needed }, short: proposal.short });
    }
  }

  for (const choice of chosen) {
    const lot = byId.get(choice.lot);
    if (!lot || choice.skipReason) continue;
    const offered = passedOver(lot, shelf.get(choice.ingredient) ?? [], left);
    if (offered) errors.push(skipNeedsReason(lot, offered, choice.field));
  }
  return { takes, short, errors };
}

/** A lot that expires on an earlier day than the chosen one and that still holds something, or null. */
export function passedOver<L extends StockLot>(
  chosen: StockLot,
  shelf: readonly L[],
  left: ReadonlyMap<string, Quantity>,
): L | null {
  return (
    shelf.find((lot) => {
      const rest = left.get(lot.id) ?? lot.balance;
      return expiryOrder(lot.expiryDate, chosen.expiryDate) < 0 && rest.isPositive();
    }) ?? null
  );
}

/** The refusal of a silent skip: which lot was offered, which was taken. */
export function skipNeedsReason(chosen: StockLot, offered: StockLot, field: string): DomainError {
  const params = { lotCode: chosen.lotCode, first: offered.lotCode, expiryDate: offered.expiryDate };
  return new DomainError('FEFO_SKIP_NEEDS_REASON', params, `${field}.skipReason`);
}

/** A lot that was opened for daily use, as far as telling what stood open matters. */
export interface OpenedLot {
  readonly id: string;
  readonly openedOn: LocalDate | null;
  readonly expiryDate: LocalDate | null;
}

/**
 * The opened packs of one ingredient that a dish of this day may have been seasoned from: every pack opened on the
 * day, and the one that stood open when the day began, which is the last opened before. Nobody writes down when a
 * bottle ran out, so a trace must rather name one bottle too many than one too few. What has expired is not used.
 */
export function openOn<L extends OpenedLot>(lots: readonly L[], day: LocalDate): L[] {
  const usable = lots.filter((lot) => lot.openedOn && lot.openedOn.lte(day) && !(lot.expiryDate && lot.expiryDate.lt(day)));
  const today = usable.filter((lot) => lot.openedOn!.eq(day));
  const before = usable
    .filter((lot) => lot.openedOn!.lt(day))
    .sort((a, b) => b.openedOn!.cmp(a.openedOn!) || compare(b.id, a.id));
  return [...before.slice(0, 1), ...today.sort((a, b) => compare(a.id, b.id))];
}

export interface SeasoningPlan {
  readonly attributions: readonly { item: string; ingredient: string; lot: string; skipReason: string | null }[];
  /** Lots to be opened now: issued whole. */
  readonly opens: readonly string[];
  readonly missing: readonly Need[];
  readonly errors: readonly DomainError[];
}

/**
 * Seasonings that stand open in the kitchen are not weighed for each dish: a batch refers to every pack open that day.
 * Where none is, the one that expires first is opened; naming a closed one opens that one.
 */
export function planSeasonings(
  needs: readonly Need[],
  open: readonly { id: string; ingredient: string }[],
  closed: readonly StockLot[],
  chosen: readonly ChosenTake[],
): SeasoningPlan {
  const shelf = shelves(closed);
  const left = balances(closed);
  const standing = new Map<string, Set<string>>();
  const openOf = (ingredient: string) => standing.get(ingredient) ?? standing.set(ingredient, new Set()).get(ingredient)!;
  for (const pack of open) openOf(pack.ingredient).add(pack.id);

  const errors: DomainError[] = [];
  const opens: string[] = [];
  const attributions: { item: string; ingredient: string; lot: string; skipReason: string | null }[] = [];
  const wanted = new Set(needs.map(keyOf));
  const decided = new Set<string>();
  const unseal = (lot: StockLot) => {
    opens.push(lot.id);
    openOf(lot.ingredient).add(lot.id);
    left.set(lot.id, Quantity.zero(lot.balance.unit));
  };

  for (const choice of chosen) {
    const { item, ingredient, skipReason } = choice;
    if (!wanted.has(keyOf(choice))) {
      errors.push(new DomainError('TAKE_NOT_IN_RECIPE', {}, `${choice.field}.ingredient`));
      continue;
    }
    if (!openOf(ingredient).has(choice.lot)) {
      const lot = shelf.get(ingredient)?.find((one) => one.id === choice.lot);
      if (!lot) {
        errors.push(new DomainError('LOT_OF_OTHER_INGREDIENT', {}, `${choice.field}.lot`));
        continue;
      }
      unseal(lot);
    }
    decided.add(keyOf(choice));
    attributions.push({ item, ingredient, lot: choice.lot, skipReason });
  }

  const missing: Need[] = [];
  for (const need of needs) {
    if (decided.has(keyOf(need))) continue;
    const packs = openOf(need.ingredient);
    const first = shelf.get(need.ingredient)?.[0];
    if (packs.size === 0 && first) unseal(first);
    if (packs.size === 0) missing.push(need);
    for (const lot of packs) attributions.push({ item: need.item, ingredient: need.ingredient, lot, skipReason: null });
  }

  for (const choice of chosen) {
    const lot = closed.find((one) => one.id === choice.lot);
    if (!lot || choice.skipReason || !opens.includes(lot.id)) continue;
    const offered = passedOver(lot, shelf.get(choice.ingredient) ?? [], left);
    if (offered) errors.push(skipNeedsReason(lot, offered, choice.field));
  }
  return { attributions, opens, missing, errors };
}

function propose(needs: readonly Need[], shelf: Map<string, StockLot[]>, left: Map<string, Quantity>): Proposal[] {
  return needs.map((need) => {
    let open = need.needed;
    const takes: Take[] = [];
    for (const lot of shelf.get(need.ingredient) ?? []) {
      if (!open.isPositive()) break;
      const balance = left.get(lot.id)!;
      if (!balance.isPositive()) continue;
      const quantity = balance.cmp(open) < 0 ? balance : open;
      takes.push({ lot: lot.id, quantity });
      left.set(lot.id, balance.minus(quantity));
      open = open.minus(quantity);
    }
    return { ...need, takes, short: open.isPositive() ? open : null };
  });
}

function shelves(lots: readonly StockLot[]): Map<string, StockLot[]> {
  const shelf = new Map<string, StockLot[]>();
  for (const lot of [...lots].sort(byExpiry)) {
    const row = shelf.get(lot.ingredient);
    if (row) row.push(lot);
    else shelf.set(lot.ingredient, [lot]);
  }
  return shelf;
}

const balances = (lots: readonly StockLot[]): Map<string, Quantity> => new Map(lots.map((lot) => [lot.id, lot.balance]));
const keyOf = (of: { item: string; ingredient: string }): string => `${of.item} ${of.ingredient}`;
