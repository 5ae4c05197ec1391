import { LocalDate } from '@canteen/kernel';
import { rolesNow, standing } from './standing.ts';

const today = LocalDate.of('2026-11-21');
const term = (validFrom: string, validTo: string | null = null, endedAt: string | null = null) => ({ validFrom, validTo, endedAt });

test.each([
  ['from today', term('2026-11-21'), 'NOW'],
  ['to today: both days count', term('2026-01-01', '2026-11-21'), 'NOW'],
  ['to yesterday', term('2026-01-01', '2026-11-20'), 'ENDED'],
  ['from tomorrow', term('2026-11-22'), 'LATER'],
  ['ended at once', term('2026-01-01', null, '2026-11-21T02:00:00Z'), 'ENDED'],
])('%s', (_case, given, expected) => {
  expect(standing(given, today)).toBe(expected);
});

test('roles of today, each once, those who answer for most first', () => {
  const memberships = [
    { role: 'COOK' as const, ...term('2026-01-01') },
    { role: 'PRINCIPAL' as const, ...term('2026-01-01') },
    { role: 'COOK' as const, ...term('2026-06-01') },
    { role: 'STOREKEEPER' as const, ...term('2026-01-01', '2026-02-01') },
  ];
  expect(rolesNow({ memberships }, today)).toEqual(['PRINCIPAL', 'COOK']);
});
