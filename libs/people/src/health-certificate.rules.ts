import { DomainError, enumOf, LocalDate } from '@canteen/kernel';

export const CertificateStatus = enumOf('VALID', 'ENDING_SOON', 'EXPIRED', 'NOT_YET_VALID');
export type CertificateStatus = (typeof CertificateStatus)[keyof typeof CertificateStatus];

/** Certificates are issued on the mainland and dated in China Standard Time, whichever zone the institution keeps. */
const ISSUERS_ZONE = 'Asia/Shanghai';

/** A new examination takes about two weeks; a month leaves room to repeat it. */
export const ENDING_SOON_DAYS = 30;

export interface CertificateTerm {
  validFrom: LocalDate;
  validTo: LocalDate;
}

export function certificateStatusOn(term: CertificateTerm, day: LocalDate): CertificateStatus {
  if (day.lt(term.validFrom)) return CertificateStatus.NOT_YET_VALID;
  if (term.validTo.lt(day)) return CertificateStatus.EXPIRED;
  return day.daysUntil(term.validTo) <= ENDING_SOON_DAYS ? CertificateStatus.ENDING_SOON : CertificateStatus.VALID;
}

export const certificateStatus = {
  js: (certificate: CertificateTerm, now: Date): CertificateStatus => certificateStatusOn(certificate, LocalDate.at(now, ISSUERS_ZONE)),
  sql: (alias: string): string => {
    const today = `(cast(:now as timestamptz) at time zone '${ISSUERS_ZONE}')::date`;
    return `(case when ${today} < ${alias}.valid_from then 'NOT_YET_VALID' when ${alias}.valid_to < ${today} then 'EXPIRED'`
      + ` when ${alias}.valid_to - ${today} <= ${ENDING_SOON_DAYS} then 'ENDING_SOON' else 'VALID' end)`;
  },
};

/** Food Safety Law Art 45: examined every year, so no certificate covers more than one. */
export function checkTerm(term: CertificateTerm, field: (name: string) => string): void {
  if (term.validTo.lt(term.validFrom)) {
    throw new DomainError('ENDS_BEFORE_IT_BEGINS', { validFrom: term.validFrom, validTo: term.validTo }, field('validTo'));
  }
  if (term.validFrom.daysUntil(term.validTo) > 366) {
    throw new DomainError('CERTIFICATE_LONGER_THAN_A_YEAR', { validFrom: term.validFrom, validTo: term.validTo }, field('validTo'));
  }
}

/** Which warning holds on a day: 0 once it has ended, else the smallest step that covers the days left, null while none does. */
export function certificateStep(term: CertificateTerm, day: LocalDate, steps: readonly number[]): number | null {
  const left = day.daysUntil(term.validTo);
  if (left < 0) return 0;
  const covering = steps.filter((step) => left <= step);
  return covering.length ? Math.min(...covering) : null;
}
