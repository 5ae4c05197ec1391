import { DomainError, enumOf, ms, stateMachine, type LocalDate, type Quantity } from '@canteen/kernel';

export const LotHold = enumOf('NONE', 'QUARANTINED', 'SCRAPPED');
export type LotHold = (typeof LotHold)[keyof typeof LotHold];

export const LotAction = enumOf('ADJUST', 'QUARANTINE', 'RELEASE', 'SCRAP');
export type LotAction = (typeof LotAction)[keyof typeof LotAction];

export const LotStatus = enumOf('AVAILABLE', 'NEAR_EXPIRY', 'EXPIRED', 'DEPLETED', 'QUARANTINED', 'SCRAPPED');
export type LotStatus = (typeof LotStatus)[keyof typeof LotStatus];

export const MovementKind = enumOf('RECEIPT', 'ISSUE', 'RETURN', 'ADJUST', 'SCRAP');
export type MovementKind = (typeof MovementKind)[keyof typeof MovementKind];

/** What a person may decide about a lot (domain reference §5.2); expiry and depletion are facts, not decisions. */
export const lotLife = stateMachine<LotHold, LotAction>({
  NONE: { ADJUST: 'NONE', QUARANTINE: 'QUARANTINED', SCRAP: 'SCRAPPED' },
  QUARANTINED: { RELEASE: 'NONE', SCRAP: 'SCRAPPED' },
  SCRAPPED: {},
});

export interface LotState {
  hold: LotHold;
  balance: Quantity;
  /** the first instant at which it is past its expiry; none: it has no shelf life */
  expiresAt: Date | null;
  nearExpiryAt: Date | null;
}

/** A hold outranks the clock, an empty lot has nothing left to expire. `lotStatusSql` says the same. */
export function lotStatus(lot: LotState, now: Date): LotStatus {
  if (lot.hold !== 'NONE') return lot.hold;
  if (!lot.balance.isPositive()) return 'DEPLETED';
  if (lot.expiresAt && now >= lot.expiresAt) return 'EXPIRED';
  return lot.nearExpiryAt && now >= lot.nearExpiryAt ? 'NEAR_EXPIRY' : 'AVAILABLE';
}

export function lotStatusSql(alias: string): string {
  return `case when ${alias}.hold <> 'NONE' then ${alias}.hold
    when ${alias}.balance_value <= 0 then 'DEPLETED'
    when :now >= ${alias}.expires_at then 'EXPIRED'
    when :now >= ${alias}.near_expiry_at then 'NEAR_EXPIRY'
    else 'AVAILABLE' end`;
}

export interface NearExpiryPolicy {
  /** near expiry = at most this share of the shelf life remains */
  nearExpiryFraction: number;
  /** where the production date is unknown, a share cannot be told: so many days before the expiry */
  nearExpiryDays: number;
}

/** A lot may be used through its expiry day, so it is past it from the midnight after. */
export function lotClock(
  lot: { productionDate: LocalDate | null; expiryDate: LocalDate | null },
  policy: NearExpiryPolicy,
  timeZone: string,
): { expiresAt: Date | null; nearExpiryAt: Date | null } {
  if (!lot.expiryDate) return { expiresAt: null, nearExpiryAt: null };
  const expiresAt = lot.expiryDate.plusDays(1).startsAt(timeZone);
  const remaining =
    lot.productionDate && lot.productionDate.lte(lot.expiryDate)
      ? (expiresAt.getTime() - lot.productionDate.startsAt(timeZone).getTime()) * policy.nearExpiryFraction
      : policy.nearExpiryDays * ms.day;
  return { expiresAt, nearExpiryAt: new Date(Math.round(expiresAt.getTime() - remaining)) };
}

export interface IssuableLot extends LotState {
  lotCode: string;
  expiryDate: LocalDate | null;
}

/** Domain reference §5.2: what is expired, held or empty cannot be taken, by whomever and for whatever reason. */
export function checkIssuable(lot: IssuableLot, now: Date, field: string | null = null): void {
  const lotCode = lot.lotCode;
  switch (lotStatus(lot, now)) {
    case 'QUARANTINED':
      throw new DomainError('LOT_QUARANTINED', { lotCode }, field);
    case 'SCRAPPED':
      throw new DomainError('LOT_SCRAPPED', { lotCode }, field);
    case 'DEPLETED':
      throw new DomainError('LOT_DEPLETED', { lotCode }, field);
    case 'EXPIRED':
      throw new DomainError('LOT_EXPIRED', { lotCode, expiryDate: lot.expiryDate }, field);
    case 'AVAILABLE':
    case 'NEAR_EXPIRY':
  }
}

/** `quantity` in the lot's own unit. */
export function checkWithinBalance(lot: IssuableLot, quantity: Quantity, field: string | null = null): void {
  if (!quantity.isPositive()) throw new DomainError('QUANTITY_NOT_POSITIVE', { given: quantity }, field);
  if (quantity.cmp(lot.balance) > 0) {
    throw new DomainError('ISSUE_EXCEEDS_BALANCE', { lotCode: lot.lotCode, balance: lot.balance, given: quantity }, field);
  }
}

export interface FefoLot {
  id: string;
  expiryDate: LocalDate | null;
  receivedAt: Date;
}

/** First expired, first out; without an expiry last, then in the order of arrival. */
export function byFefo(a: FefoLot, b: FefoLot): number {
  if (a.expiryDate && b.expiryDate) {
    const order = a.expiryDate.cmp(b.expiryDate);
    if (order !== 0) return order;
  } else if (a.expiryDate || b.expiryDate) {
    return a.expiryDate ? -1 : 1;
  }
  return a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Another lot than the one that expires first is taken only with a reason. Lots of one expiry day are equals. */
export function checkFefo(
  chosen: { id: string; lotCode: string; expiryDate: LocalDate | null },
  offered: readonly { id: string; lotCode: string; expiryDate: LocalDate | null }[],
  reason: string | null | undefined,
  field: string | null = null,
): void {
  const first = offered[0];
  if (!first || first.id === chosen.id || reason?.trim()) return;
  const equal = first.expiryDate === null ? chosen.expiryDate === null : chosen.expiryDate?.eq(first.expiryDate);
  if (equal) return;
  throw new DomainError('FEFO_SKIP_NEEDS_REASON', { lotCode: chosen.lotCode, first: first.lotCode, expiryDate: first.expiryDate }, field);
}

/** How `needed` is met from lots in the given order, and what is missing. All in the unit of `needed`. */
export function takeInOrder<L extends { balance: Quantity }>(
  lots: readonly L[],
  needed: Quantity,
): { takes: { lot: L; quantity: Quantity }[]; short: Quantity | null } {
  const takes: { lot: L; quantity: Quantity }[] = [];
  let open = needed;
  for (const lot of lots) {
    if (!open.isPositive()) break;
    const quantity = lot.balance.cmp(open) < 0 ? lot.balance : open.in(lot.balance.unit);
    if (!quantity.isPositive()) continue;
    takes.push({ lot, quantity });
    open = open.minus(quantity);
  }
  return { takes, short: open.isPositive() ? open : null };
}
