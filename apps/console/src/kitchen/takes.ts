import { Decimal } from '@canteen/kernel';
import type { Qty } from '../ui/format.ts';

/** A lot as far as choosing it is concerned; `balance` in the stock unit of its ingredient. */
export interface LotOption {
  id: string;
  lotCode: string;
  expiryDate: string | null;
  balance: Qty;
}

/** What the cook takes instead of the proposal; without a quantity: the pack that stands open. */
export interface Take {
  lot: string;
  lotCode: string;
  expiryDate: string | null;
  quantity: Qty | null;
  skipReason: string | null;
}

/** Where a choice of lots for one ingredient of one dish is kept. */
export const choiceKey = (item: string, ingredient: string): string => `${item} ${ingredient}`;

/** What was typed as a number so far; `5.` is 5, and nothing is 0. */
export function amount(typed: string | null | undefined): Decimal {
  const text = (typed ?? '').replace(/\.$/, '');
  return /^\d*\.?\d+$/.test(text) ? Decimal.of(text.startsWith('.') ? `0${text}` : text) : Decimal.of(0);
}

/** The chosen lot first; what it cannot give comes from the others, expiring first. */
export function fill<L extends LotOption>(needed: Qty, first: L, lots: readonly L[], free: (lot: L) => Decimal): { lot: L; quantity: Qty }[] {
  let open = Decimal.of(needed.value);
  const takes: { lot: L; quantity: Qty }[] = [];
  for (const lot of [first, ...lots.filter((each) => each.id !== first.id)]) {
    if (!open.isPositive()) break;
    const has = free(lot);
    if (!has.isPositive()) continue;
    const part = has.lt(open) ? has : open;
    takes.push({ lot, quantity: { value: part.toString(), unit: needed.unit } });
    open = open.minus(part);
  }
  return takes;
}

/** The lot that would have gone first and still holds something: passing it over needs a reason (FEFO). */
export function passedOver<L extends LotOption>(takes: readonly { lot: L; quantity: Qty | null }[], lots: readonly L[], free: (lot: L) => Decimal): L | null {
  const left = (lot: L) => takes.filter((take) => take.lot.id === lot.id).reduce((rest, take) => (take.quantity ? rest.minus(amount(take.quantity.value)) : Decimal.of(0)), free(lot));
  return lots.find((lot) => lot.expiryDate !== null && left(lot).isPositive() && takes.some((take) => take.lot.id !== lot.id && (take.lot.expiryDate === null || take.lot.expiryDate > lot.expiryDate!))) ?? null;
}
