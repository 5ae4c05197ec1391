import { collect, DomainError, enumOf, LocalizedText, stateMachine, type LocalDate } from '@canteen/kernel';

export const SupplierState = enumOf('APPLICANT', 'APPROVED', 'RESTRICTED', 'FROZEN', 'REMOVED');
export type SupplierState = (typeof SupplierState)[keyof typeof SupplierState];

export const SupplierAction = enumOf('APPROVE', 'RESTRICT', 'FREEZE', 'REMOVE');
export type SupplierAction = (typeof SupplierAction)[keyof typeof SupplierAction];

export const SupplierDocumentKind = enumOf(
  'BUSINESS_LICENCE',
  'FOOD_LICENCE',
  'PRODUCTION_LICENCE',
  'TEST_REPORT',
  'CONTRACT',
  'OTHER',
);
export type SupplierDocumentKind = (typeof SupplierDocumentKind)[keyof typeof SupplierDocumentKind];

export const LicenceStatus = enumOf('VALID', 'ENDING_SOON', 'EXPIRED', 'MISSING');
export type LicenceStatus = (typeof LicenceStatus)[keyof typeof LicenceStatus];

export const DocumentStatus = enumOf('VALID', 'ENDING_SOON', 'EXPIRED', 'NOT_YET');
export type DocumentStatus = (typeof DocumentStatus)[keyof typeof DocumentStatus];

/** Domain reference §5.11. A removed supplier stays on record; one that returns is entered anew and checked anew. */
export const supplierLife = stateMachine<SupplierState, SupplierAction>({
  APPLICANT: { APPROVE: 'APPROVED', REMOVE: 'REMOVED' },
  APPROVED: { RESTRICT: 'RESTRICTED', FREEZE: 'FROZEN', REMOVE: 'REMOVED' },
  RESTRICTED: { APPROVE: 'APPROVED', FREEZE: 'FROZEN', REMOVE: 'REMOVED' },
  FROZEN: { APPROVE: 'APPROVED', REMOVE: 'REMOVED' },
  REMOVED: {},
});

/** A document's days, first and last included; without a last day it holds until further notice (长期). */
export interface DocumentPeriod {
  kind: SupplierDocumentKind;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** A run of days covered without a gap. */
export interface Stretch {
  from: LocalDate;
  to: LocalDate | null;
}

/**
 * The documents that license deliveries. Who holds a food or production licence is judged by it; a grower or a market
 * stall that holds neither, by the business licence (Food Safety Law Art 35: edible farm produce needs no food licence).
 */
export function governingLicences<D extends DocumentPeriod>(documents: readonly D[]): D[] {
  const food = documents.filter((d) => d.kind === 'FOOD_LICENCE' || d.kind === 'PRODUCTION_LICENCE');
  return food.length > 0 ? food : documents.filter((d) => d.kind === 'BUSINESS_LICENCE');
}

/** Food Safety Law Art 53: the supplier's licence is checked on the day of the delivery. */
export function licenceCovers(documents: readonly DocumentPeriod[], day: LocalDate): boolean {
  return governingLicences(documents).some((d) => d.validFrom.lte(day) && (d.validTo === null || day.lte(d.validTo)));
}

/** The covered runs of days, oldest first; a renewal that begins the day after joins the licence before it. */
export function licenceStretches(documents: readonly DocumentPeriod[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { validFrom, validTo } of governingLicences(documents).sort((a, b) => a.validFrom.cmp(b.validFrom))) {
    const last = stretches.at(-1);
    if (last && (last.to === null || validFrom.lte(last.to.plusDays(1)))) {
      last.to = last.to === null || validTo === null ? null : last.to.lte(validTo) ? validTo : last.to;
    } else {
      stretches.push({ from: validFrom, to: validTo });
    }
  }
  return stretches;
}

/** The stretch that tells how the supplier stands on a day: the one around it, else the next, else the last. */
export function licenceStretch(documents: readonly DocumentPeriod[], day: LocalDate): Stretch | null {
  const stretches = licenceStretches(documents);
  return stretches.find((s) => s.to === null || day.lte(s.to)) ?? stretches.at(-1) ?? null;
}

/**
 * A stretch as instants in the institution's time zone, so that a status needs no calendar, neither here nor in SQL.
 * `endsAt` is the first instant that is no longer covered.
 */
export interface ValidityClock {
  startsAt: Date | null;
  warnAt: Date | null;
  endsAt: Date | null;
}

export function validityClock(stretch: Stretch | null, warnDays: number, timeZone: string): ValidityClock {
  if (!stretch) return { startsAt: null, warnAt: null, endsAt: null };
  const after = stretch.to?.plusDays(1) ?? null;
  return {
    startsAt: stretch.from.startsAt(timeZone),
    warnAt: after?.plusDays(-warnDays).startsAt(timeZone) ?? null,
    endsAt: after?.startsAt(timeZone) ?? null,
  };
}

export function licenceStatusAt(clock: ValidityClock, now: Date): LicenceStatus {
  if (clock.startsAt === null || now < clock.startsAt) return 'MISSING';
  if (clock.endsAt !== null && now >= clock.endsAt) return 'EXPIRED';
  return clock.warnAt !== null && now >= clock.warnAt ? 'ENDING_SOON' : 'VALID';
}

export function licenceStatusSql(alias: string): string {
  return `case when ${alias}.licence_starts_at is null or :now < ${alias}.licence_starts_at then 'MISSING'
    when :now >= ${alias}.licence_ends_at then 'EXPIRED'
    when :now >= ${alias}.licence_warn_at then 'ENDING_SOON'
    else 'VALID' end`;
}

export function documentStatusAt(clock: ValidityClock, now: Date): DocumentStatus {
  const status = licenceStatusAt(clock, now);
  return status === 'MISSING' ? 'NOT_YET' : status;
}

export function documentStatusSql(alias: string): string {
  return `case when :now < ${alias}.starts_at then 'NOT_YET'
    when :now >= ${alias}.ends_at then 'EXPIRED'
    when :now >= ${alias}.warn_at then 'ENDING_SOON'
    else 'VALID' end`;
}

/** May goods of this supplier be accepted on that day? Every reason against it at once. */
export function supplierProblems(
  supplier: { state: SupplierState; name: string },
  documents: readonly DocumentPeriod[],
  day: LocalDate,
): DomainError[] {
  const problems: DomainError[] = [];
  const supplierName = supplier.name;
  if (supplier.state === 'FROZEN') problems.push(new DomainError('SUPPLIER_FROZEN', { supplier: supplierName }, 'supplier'));
  if (supplier.state === 'APPLICANT' || supplier.state === 'REMOVED') {
    problems.push(new DomainError('SUPPLIER_NOT_APPROVED', { supplier: supplierName, state: supplier.state }, 'supplier'));
  }
  problems.push(...collect([() => checkLicence(supplierName, documents, day, 'supplier')]));
  return problems;
}

/** Refuses a supplier without a licence that covers the day; says when the last one ended, if there was one. */
export function checkLicence(
  supplier: string | LocalizedText,
  documents: readonly DocumentPeriod[],
  day: LocalDate,
  field: string | null = null,
): void {
  if (licenceCovers(documents, day)) return;
  const validTo = licenceStretches(documents).filter((s) => s.to?.lt(day)).at(-1)?.to ?? null;
  const ended = validTo ? LocalizedText.of(`上一证 ${validTo} 到期`, `the last one ended ${validTo}`) : LocalizedText.of('未登记过', 'none is on record');
  throw new DomainError('SUPPLIER_LICENCE_EXPIRED', { supplier, day, validTo, ended }, field);
}

/** Unified social credit code (统一社会信用代码): 18 capital letters and digits. */
export function checkCreditCode(code: string, field: string | null = null): void {
  if (!/^[0-9A-Z]{18}$/.test(code)) throw new DomainError('CREDIT_CODE_INVALID', { given: code }, field);
}

const CODE_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * GB 32100-2015: the last sign of a credit code follows from the first 17. Asked of sheets, where a slip among 400 codes is
 * seen by nobody; who types one code into the form has it before them, and it may be one that was never registered.
 */
export function checkCreditCodeDigit(code: string, field: string | null = null): void {
  const signs = [...code].map((sign) => CODE_SIGNS.indexOf(sign));
  if (signs.length !== 18 || signs.includes(-1)) throw new DomainError('CREDIT_CODE_DIGIT_WRONG', { given: code }, field);
  const sum = signs.slice(0, 17).reduce((total, sign, i) => total + sign * 3 ** i % 31, 0);
  if ((31 - (sum % 31)) % 31 !== signs[17]) throw new DomainError('CREDIT_CODE_DIGIT_WRONG', { given: code }, field);
}

export function checkDocumentPeriod(validFrom: LocalDate, validTo: LocalDate | null, field: string | null = null): void {
  if (validTo && validTo.lt(validFrom)) throw new DomainError('DOCUMENT_ENDS_BEFORE_START', { validFrom, validTo }, field);
}

/**
 * Which warning holds with so many days left (the last day of the licence counts as 0 left): 0 once it has ended, else
 * the smallest step that covers them, null while none does.
 */
export function warningStep(daysLeft: number, steps: readonly number[]): number | null {
  if (daysLeft < 0) return 0;
  const covering = steps.filter((step) => daysLeft <= step);
  return covering.length > 0 ? Math.min(...covering) : null;
}
