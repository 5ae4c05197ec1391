import { DomainError, type LocalDate } from '@canteen/kernel';
import { grantableBy, type Role } from './roles.ts';

export interface Term {
  validFrom: LocalDate;
  validTo: LocalDate | null;
  endedAt?: Date | null;
}

/** Both days count; what was ended holds no longer. Its SQL twin is in `actor.ts`. */
export function holdsOn(term: Term, day: LocalDate): boolean {
  return !term.endedAt && term.validFrom.lte(day) && (term.validTo === null || day.lte(term.validTo));
}

export function overlaps(a: Term, b: Term): boolean {
  return (b.validTo === null || a.validFrom.lte(b.validTo)) && (a.validTo === null || b.validFrom.lte(a.validTo));
}

export function checkTermOrder(term: Term, field: (name: string) => string): void {
  if (term.validTo?.lt(term.validFrom)) {
    throw new DomainError('ENDS_BEFORE_IT_BEGINS', { validFrom: term.validFrom, validTo: term.validTo }, field('validTo'));
  }
}

/** The part of a grant that deciding about another grant needs. */
export interface Held {
  organizationId: string;
  canteenId: string | null;
  role: string;
}

function reaches(granter: Held, target: Held): boolean {
  return granter.organizationId === target.organizationId
    && (granter.canteenId === null || granter.canteenId === target.canteenId)
    && (grantableBy[granter.role as Role] ?? []).includes(target.role as Role);
}

export function canGrant(granter: readonly Held[], target: Held): boolean {
  return granter.some((held) => reaches(held, target));
}

/** A role is granted (and ended) only by someone whose own role may, and only where theirs holds. */
export function checkMayGrant(granter: readonly Held[], target: Held, field: string | null): void {
  if (!canGrant(granter, target)) throw new DomainError('ROLE_NOT_YOURS_TO_GRANT', { role: target.role }, field);
}

/**
 * Whoever could reset a person's password could become that person. So the account of someone is kept only by a person
 * who could have granted every role they now hold, in every organization.
 */
export function checkMayKeepAccount(granter: readonly Held[], held: readonly Held[], field: string | null): void {
  if (!held.every((role) => canGrant(granter, role))) throw new DomainError('ACCOUNT_NOT_YOURS_TO_KEEP', {}, field);
}
