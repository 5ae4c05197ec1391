import { DomainError } from '@canteen/kernel';

/** Parts of public addresses: short, lower case, not a number alone and nothing the site itself uses. */
export function checkSlug(slug: string, field: string): void {
  const taken = ['console', 'graphql', 'files', 'healthz', 'readyz', 'metrics', 'assets', 'static', 'zh', 'en', 'api', 'menu'];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length < 2 || slug.length > 60 || /^\d+$/.test(slug) || taken.includes(slug)) {
    throw new DomainError('SLUG_MALFORMED', { given: slug.slice(0, 60) }, field);
  }
}

export function checkTimeZone(timeZone: string, field: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new DomainError('TIME_ZONE_UNKNOWN', { given: timeZone.slice(0, 60) }, field);
  }
}

/** Who else runs the canteen is known exactly when someone else does; the host stays liable (Implementing Reg. 2019 Art 28). */
export function checkContractor(operation: string, contractor: string | null, field: string): void {
  if (operation !== 'OWN' && contractor === null) throw new DomainError('CONTRACTOR_REQUIRED', {}, field);
  if (operation === 'OWN' && contractor !== null) throw new DomainError('CONTRACTOR_NOT_EXPECTED', {}, field);
}

export function checkDiners(diners: number, field: string): void {
  if (!Number.isInteger(diners) || diners < 0 || diners > 100_000) {
    throw new DomainError('DINERS_OUT_OF_RANGE', { min: 0, max: 100_000, given: diners }, field);
  }
}

export function filled(text: string, field: string, max = 200): string {
  const given = text.trim();
  if (given === '') throw new DomainError('TEXT_REQUIRED', {}, field);
  if ([...given].length > max) throw new DomainError('TEXT_TOO_LONG', { max, given: [...given].length }, field);
  return given;
}
