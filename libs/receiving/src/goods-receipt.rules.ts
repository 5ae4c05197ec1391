import {
  Decimal,
  DomainError,
  enumOf,
  type LocalDate,
  Money,
  Rate,
  stateMachine,
  type Conversion,
  type Quantity,
  type Unit,
} from '@canteen/kernel';
import type { ReceiptDocumentKind, Storage } from '@canteen/catalog';

export const ReceiptState = enumOf('DRAFT', 'INSPECTING', 'ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED', 'REVERSED');
export type ReceiptState = (typeof ReceiptState)[keyof typeof ReceiptState];

export const ReceiptAction = enumOf('SAVE', 'PRESENT', 'ACCEPT', 'REVERSE');
export type ReceiptAction = (typeof ReceiptAction)[keyof typeof ReceiptAction];

export const LineVerdict = enumOf('PENDING', 'ACCEPTED', 'REJECTED');
export type LineVerdict = (typeof LineVerdict)[keyof typeof LineVerdict];

/**
 * Domain reference §5.1. ACCEPT is the second person's word on every line; what the receipt becomes follows from the
 * lines (`outcome`). A presented receipt may still be saved, since a forgotten paper is added on the spot, but its lines stay.
 */
export const receiptLife = stateMachine<ReceiptState, ReceiptAction>({
  DRAFT: { SAVE: 'DRAFT', PRESENT: 'INSPECTING' },
  INSPECTING: { SAVE: 'INSPECTING', ACCEPT: 'ACCEPTED' },
  ACCEPTED: { REVERSE: 'REVERSED' },
  PARTLY_ACCEPTED: { REVERSE: 'REVERSED' },
  REJECTED: {},
  REVERSED: {},
});

export function outcome(verdicts: readonly LineVerdict[]): ReceiptState {
  if (verdicts.every((verdict) => verdict === 'ACCEPTED')) return 'ACCEPTED';
  return verdicts.some((verdict) => verdict === 'ACCEPTED') ? 'PARTLY_ACCEPTED' : 'REJECTED';
}

/** Arrival limits; the policy holds their citations. */
export interface ArrivalPolicy {
  /** where the label names no temperature, a chilled product's is that of chilled storage */
  chilledLabelMaxC: number;
  /** a chilled surface may be so much warmer than its label on arrival */
  chilledToleranceC: number;
  frozenMaxC: number;
}

/** The warmest surface at which goods of this storage are accepted, °C; null: no limit. */
export function arrivalLimit(ingredient: { storage: Storage; labelMaxCelsius: string | null }, policy: ArrivalPolicy): Decimal | null {
  switch (ingredient.storage) {
    case 'CHILLED':
      return Decimal.of(ingredient.labelMaxCelsius ?? policy.chilledLabelMaxC).plus(policy.chilledToleranceC);
    case 'FROZEN':
      return Decimal.of(policy.frozenMaxC);
    case 'AMBIENT':
      return null;
  }
}

export interface InspectedLine {
  ingredient: string;
  storage: Storage;
  labelMaxCelsius: string | null;
  productionDate: LocalDate | null;
  expiryDate: LocalDate | null;
  arrivalTemperature: string | null;
  appearanceOk: boolean;
  missing: readonly ReceiptDocumentKind[];
  failedTests: readonly { item: string; measured: string; limit: string; unit: string }[];
}

/**
 * Why this line cannot be accepted, all reasons at once; what cannot is rejected. Judged for the day the goods came, so
 * that a late entry is not refused for what time did since. An expiry date is the last day of use.
 */
export function acceptanceProblems(line: InspectedLine, receivedOn: LocalDate, policy: ArrivalPolicy, field: string): DomainError[] {
  const { ingredient } = line;
  const problems: DomainError[] = [];
  const refuse = (code: string, params: Record<string, unknown> = {}) =>
    problems.push(new DomainError(code, { ingredient, ...params }, field));

  if (line.expiryDate?.lt(receivedOn)) refuse('LINE_EXPIRED', { expiryDate: line.expiryDate, receivedOn });
  // Early-dated milk exists (早产奶): its date is written as printed, and the goods go back.
  if (line.productionDate?.gt(receivedOn)) {
    refuse('PRODUCTION_DATE_IN_FUTURE', { productionDate: line.productionDate, receivedOn });
  }
  const limit = arrivalLimit(line, policy);
  if (limit) {
    if (line.arrivalTemperature === null) refuse('TEMP_MISSING', { limit });
    else if (limit.lt(line.arrivalTemperature)) refuse('TEMP_OUT_OF_RANGE', { given: line.arrivalTemperature, limit });
  }
  if (!line.appearanceOk) refuse('APPEARANCE_NOT_OK');
  if (line.missing.length > 0) refuse('DOC_MISSING', { missing: line.missing });
  for (const test of line.failedTests) refuse('TEST_FAILED', { ...test });
  return problems;
}

export interface Verdict {
  line: string;
  accept: boolean;
  reason?: string | null | undefined;
  photo?: string | null | undefined;
}

/** Every line gets one verdict, and a rejection is proved: reason and photo. */
export function verdictProblems(verdicts: readonly Verdict[], lines: readonly { id: string; lineNo: number; ingredient: string }[]): DomainError[] {
  const problems: DomainError[] = [];
  const judged = new Set<string>();
  verdicts.forEach((verdict, i) => {
    const line = lines.find(({ id }) => id === verdict.line);
    if (!line) return void problems.push(new DomainError('NOT_FOUND', {}, `verdicts.${i}.line`));
    if (judged.has(line.id)) problems.push(new DomainError('VERDICT_TWICE', { lineNo: line.lineNo, ingredient: line.ingredient }, `verdicts.${i}.line`));
    judged.add(line.id);
    if (verdict.accept) return;
    if (!verdict.reason?.trim()) problems.push(new DomainError('REJECT_REASON_REQUIRED', { ingredient: line.ingredient }, `verdicts.${i}.reason`));
    if (!verdict.photo) problems.push(new DomainError('REJECT_PHOTO_REQUIRED', { ingredient: line.ingredient }, `verdicts.${i}.photo`));
  });
  const open = lines.filter(({ id }) => !judged.has(id));
  if (open.length > 0) {
    problems.push(new DomainError('VERDICT_MISSING', { lines: open.map((l) => `${l.lineNo} ${l.ingredient}`) }, 'verdicts'));
  }
  return problems;
}

/** Segregated duties: who received the goods does not also accept them. */
export function checkSecondPerson(receivedBy: string, checkedBy: string | null, field: string): void {
  if (checkedBy === null || checkedBy === receivedBy) throw new DomainError('SAME_PERSON_CHECK', {}, field);
}

export interface LinePolicy {
  /** more of one ingredient in one delivery is a slipped decimal point */
  maxLineQuantity: number;
  maxUnitPrice: number;
}

export interface LineFigures {
  delivered: Quantity;
  ordered: Quantity | null;
  unitPrice: Rate;
  productionDate: LocalDate | null;
  expiryDate: LocalDate | null;
  arrivalTemperature: string | null;
}

/** A probe reads from here to there; beyond it is a typing error, not a reading. */
const PROBE = { min: Decimal.of(-60), max: Decimal.of(150) };

/** No food kept in a canteen is this old, or keeps this long. */
const SHELF_YEARS = 30;

/**
 * What cannot be a fact is refused when it is saved; what is merely bad (too warm, expired, unlabelled) is saved as
 * read, and only accepting it is refused.
 */
export function lineProblems(
  line: LineFigures,
  ingredient: { unit: Unit; conversion: Conversion },
  receivedOn: LocalDate,
  policy: LinePolicy,
  field: string,
): DomainError[] {
  const problems: DomainError[] = [];
  const refuse = (code: string, name: string, params: Record<string, unknown>): void => {
    problems.push(new DomainError(code, params, `${field}.${name}`));
  };

  const inStock = (quantity: Quantity, name: string): void => {
    if (!quantity.isPositive()) return refuse('QUANTITY_NOT_POSITIVE', name, { given: quantity });
    try {
      const stock = quantity.in(ingredient.unit, ingredient.conversion);
      const max = Decimal.of(policy.maxLineQuantity);
      if (stock.toDecimal().gt(max) || quantity.toDecimal().gt(max)) refuse('QUANTITY_ABSURD', name, { given: quantity, max: policy.maxLineQuantity });
      else if (stock.round(STOCK_SCALE).isZero()) refuse('QUANTITY_NOT_POSITIVE', name, { given: quantity });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(error.code, name, error.params);
    }
  };
  inStock(line.delivered, 'delivered');
  if (line.ordered) inStock(line.ordered, 'ordered');

  const price = line.unitPrice.toDecimal();
  if (price.isNegative()) refuse('PRICE_NEGATIVE', 'unitPrice', { given: line.unitPrice.amount });
  else if (price.gt(policy.maxUnitPrice)) refuse('PRICE_ABSURD', 'unitPrice', { given: line.unitPrice.amount, max: policy.maxUnitPrice });
  else {
    try {
      line.unitPrice.in(ingredient.unit, ingredient.conversion);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(error.code, 'unitPrice', error.params);
    }
  }

  const celsius = line.arrivalTemperature === null ? null : Decimal.of(line.arrivalTemperature);
  if (celsius && (celsius.lt(PROBE.min) || celsius.gt(PROBE.max))) {
    refuse('TEMPERATURE_ABSURD', 'arrivalTemperature', { given: celsius, min: PROBE.min, max: PROBE.max });
  }

  for (const name of ['productionDate', 'expiryDate'] as const) {
    const day = line[name];
    if (day && Math.abs(receivedOn.daysUntil(day)) > SHELF_YEARS * 366) refuse('DATE_ABSURD', name, { given: day });
  }
  if (line.productionDate && line.expiryDate?.lt(line.productionDate)) {
    refuse('EXPIRY_BEFORE_PRODUCTION', 'expiryDate', { productionDate: line.productionDate, expiryDate: line.expiryDate });
  }
  return problems;
}

/** What is owed for a line: rounded to the fen here, once. */
export function lineAmount(line: { unitPrice: Rate; delivered: Quantity }, conversion: Conversion): Money {
  return line.unitPrice.costOf(line.delivered, conversion);
}

/** Rejected goods go back and are not paid. */
export function receiptTotal(lines: readonly { amount: Money; verdict: LineVerdict }[]): Money {
  return Money.sum(lines.filter((line) => line.verdict !== 'REJECTED').map((line) => line.amount));
}

/** Stock is counted to the millionth of its unit, as the columns hold it. */
export const STOCK_SCALE = 6;

/** What an accepted line puts on the shelf, in the ingredient's stock unit. */
export function stockOf(delivered: Quantity, unit: Unit, conversion: Conversion): Quantity {
  return delivered.in(unit, conversion).round(STOCK_SCALE);
}

/** What one stock unit cost, as fine as the column holds it. */
export function unitCostOf(unitPrice: Rate, unit: Unit, conversion: Conversion): Rate {
  const { amount, currency } = unitPrice.in(unit, conversion);
  return Rate.of(Decimal.of(amount).round(STOCK_SCALE), unit, currency);
}

/** A reading that is taken again stands beside the first, it does not replace it. */
export function readingsBefore(earlier: readonly string[], before: string | null, now: string | null): string[] {
  return before === null || before === now ? [...earlier] : [...earlier, before];
}

/** Goods go back as they came, or not at all: a lot that was issued, counted or scrapped has a history of its own. */
export function checkReversible(lots: readonly { lotCode: string; received: Quantity; balance: Quantity; hold: string; movements: number }[]): void {
  const touched = lots.filter((lot) => lot.movements !== 1 || lot.hold === 'SCRAPPED' || !lot.received.eq(lot.balance));
  if (touched.length > 0) throw new DomainError('RECEIPT_ALREADY_USED', { lots: touched.map((lot) => lot.lotCode) });
}
