import { LocalDate } from '@canteen/kernel';
import { certificateStatus, certificateStatusOn, checkTerm } from './health-certificate.rules.ts';

const term = (from: string, to: string) => ({ validFrom: LocalDate.of(from), validTo: LocalDate.of(to) });

test.each([
  ['2025-11-30', 'NOT_YET_VALID'],
  ['2025-12-01', 'VALID'],
  ['2026-10-30', 'VALID'],
  ['2026-10-31', 'ENDING_SOON'],
  ['2026-11-30', 'ENDING_SOON'],
  ['2026-12-01', 'EXPIRED'],
])('a certificate for 2025-12-01 to 2026-11-30 is on %s %s', (day, status) => {
  expect(certificateStatusOn(term('2025-12-01', '2026-11-30'), LocalDate.of(day))).toBe(status);
});

test('the day is that of the issuer, not of Greenwich', () => {
  const certificate = term('2025-12-01', '2026-11-30');
  expect(certificateStatus.js(certificate, new Date('2026-11-30T15:59:59Z'))).toBe('ENDING_SOON');
  expect(certificateStatus.js(certificate, new Date('2026-11-30T16:00:00Z'))).toBe('EXPIRED');
});

test.each([
  ['2026-01-01', '2026-12-31', null],
  ['2026-01-01', '2027-01-01', null],
  ['2027-03-01', '2028-03-01', null], // 29 February lies between
  ['2026-01-01', '2027-01-03', 'CERTIFICATE_LONGER_THAN_A_YEAR'],
  ['2026-01-02', '2026-01-01', 'ENDS_BEFORE_IT_BEGINS'],
])('a term from %s to %s: %s', (from, to, code) => {
  const check = () => checkTerm(term(from, to), (name) => `input.${name}`);
  if (code) expect(check).toThrow(expect.objectContaining({ code, field: 'input.validTo' }));
  else expect(check).not.toThrow();
});
