import { LocalDate } from '@canteen/kernel';
import { canGrant, checkMayGrant, checkMayKeepAccount, checkTermOrder, holdsOn, overlaps, type Held, type Term } from './membership.rules.ts';

const term = (from: string, to: string | null, endedAt: Date | null = null): Term => ({ validFrom: LocalDate.of(from), validTo: to === null ? null : LocalDate.of(to), endedAt });

test.each([
  [term('2026-11-01', '2026-11-30'), '2026-10-31', false],
  [term('2026-11-01', '2026-11-30'), '2026-11-01', true],
  [term('2026-11-01', '2026-11-30'), '2026-11-30', true],
  [term('2026-11-01', '2026-11-30'), '2026-12-01', false],
  [term('2026-11-01', null), '2099-01-01', true],
  [term('2026-11-01', null, new Date('2026-11-10T00:00:00Z')), '2026-11-10', false],
])('a role of %j holds on %s: %s', (given, day, holds) => {
  expect(holdsOn(given, LocalDate.of(day))).toBe(holds);
});

test.each([
  [term('2026-01-01', '2026-06-30'), term('2026-06-30', null), true],
  [term('2026-01-01', '2026-06-29'), term('2026-06-30', null), false],
  [term('2026-01-01', null), term('2027-01-01', '2027-12-31'), true],
])('terms overlap either way round', (a, b, result) => {
  expect(overlaps(a, b)).toBe(result);
  expect(overlaps(b, a)).toBe(result);
});

test('a term does not end before it begins', () => {
  expect(() => checkTermOrder(term('2026-11-02', '2026-11-01'), (name) => `input.${name}`)).toThrow(expect.objectContaining({ code: 'ENDS_BEFORE_IT_BEGINS', field: 'input.validTo' }));
  expect(() => checkTermOrder(term('2026-11-01', '2026-11-01'), String)).not.toThrow();
});

const at = (role: string, organizationId: string, canteenId: string | null = null): Held => ({ role, organizationId, canteenId });

test.each([
  ['an administrator, anyone of the organization', at('ADMINISTRATOR', 'o'), at('ADMINISTRATOR', 'o'), true],
  ['an administrator, somebody of one canteen', at('ADMINISTRATOR', 'o'), at('INSPECTOR', 'o', 'c'), true],
  ['an administrator, somebody elsewhere', at('ADMINISTRATOR', 'o'), at('COOK', 'p'), false],
  ['a principal, an inspector', at('PRINCIPAL', 'o'), at('INSPECTOR', 'o', 'c'), true],
  ['a principal, an administrator', at('PRINCIPAL', 'o'), at('ADMINISTRATOR', 'o'), false],
  ['a canteen\'s manager, a cook there', at('MANAGER', 'o', 'c'), at('COOK', 'o', 'c'), true],
  ['a canteen\'s manager, a cook of all canteens', at('MANAGER', 'o', 'c'), at('COOK', 'o'), false],
  ['a canteen\'s manager, a cook next door', at('MANAGER', 'o', 'c'), at('COOK', 'o', 'd'), false],
  ['a manager, another manager', at('MANAGER', 'o'), at('MANAGER', 'o'), false],
  ['a manager, whoever checks him', at('MANAGER', 'o'), at('FOOD_SAFETY_OFFICER', 'o'), false],
  ['a cook, a cook', at('COOK', 'o'), at('COOK', 'o'), false],
  ['an inspector, nobody', at('INSPECTOR', 'o'), at('COOK', 'o'), false],
])('%s: %#', (_case, granter, target, allowed) => {
  expect(canGrant([granter], target)).toBe(allowed);
  if (!allowed) expect(() => checkMayGrant([granter], target, 'input.role')).toThrow(expect.objectContaining({ code: 'ROLE_NOT_YOURS_TO_GRANT', field: 'input.role' }));
});

test('an account is kept only by someone who could have granted every role of its holder', () => {
  const manager = [at('MANAGER', 'o', 'c')];
  expect(() => checkMayKeepAccount(manager, [at('COOK', 'o', 'c')], 'id')).not.toThrow();
  expect(() => checkMayKeepAccount(manager, [], 'id')).not.toThrow();
  // the same person is principal of a school: whoever resets the cook's password would become its principal
  expect(() => checkMayKeepAccount(manager, [at('COOK', 'o', 'c'), at('PRINCIPAL', 'p')], 'id')).toThrow('ACCOUNT_NOT_YOURS_TO_KEEP');
});
