import type { LocalDate } from '@canteen/kernel';
import type { Role } from '../provider/generated.ts';

/** In the order in which an institution answers for its food. */
export const ROLES: Role[] = [
  'PRINCIPAL', 'DIVISION_LEADER', 'FOOD_SAFETY_DIRECTOR', 'FOOD_SAFETY_OFFICER', 'MANAGER', 'CONTRACTOR_MANAGER', 'STOREKEEPER', 'COOK',
  'SUPERVISOR', 'INSPECTOR', 'ADMINISTRATOR',
];

export interface Term { validFrom: string; validTo: string | null; endedAt: string | null }
export type Standing = 'NOW' | 'LATER' | 'ENDED';

/** Whether a role holds on a day: both of its days count, and what was ended holds no longer. */
export function standing(term: Term, today: LocalDate): Standing {
  if (term.endedAt || (term.validTo && today.iso > term.validTo)) return 'ENDED';
  return term.validFrom > today.iso ? 'LATER' : 'NOW';
}

/** The roles a person holds today, each once. */
export function rolesNow(person: { memberships: (Term & { role: Role })[] }, today: LocalDate): Role[] {
  const held = new Set(person.memberships.filter((membership) => standing(membership, today) === 'NOW').map((membership) => membership.role));
  return ROLES.filter((role) => held.has(role));
}
