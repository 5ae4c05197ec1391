import { checkContractor, checkDiners, checkSlug, checkTimeZone, filled } from './organization.rules.ts';

test.each([['quanzhou-party-school', true], ['no1', true], ['a', false], ['42', false], ['-x', false], ['x--y', false], ['Upper', false], ['食堂', false], ['console', false], ['a/b', false], ['x'.repeat(61), false]])(
  'the address name %j is one: %s',
  (slug, good) => {
    const check = () => checkSlug(slug, 'input.slug');
    if (good) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'SLUG_MALFORMED', field: 'input.slug' }));
  },
);

test('a time zone is one that the server knows', () => {
  expect(() => checkTimeZone('Asia/Urumqi', 'input.timeZone')).not.toThrow();
  expect(() => checkTimeZone('Asia/Atlantis', 'input.timeZone')).toThrow(expect.objectContaining({ code: 'TIME_ZONE_UNKNOWN', field: 'input.timeZone' }));
});

test.each([['OWN', null, null], ['OWN', 'x', 'CONTRACTOR_NOT_EXPECTED'], ['CONTRACTED', 'x', null], ['CONTRACTED', null, 'CONTRACTOR_REQUIRED'], ['DELIVERED', null, 'CONTRACTOR_REQUIRED']])(
  '%s with contractor %j: %s',
  (operation, contractor, code) => {
    const check = () => checkContractor(operation, contractor, 'input.contractor');
    if (code) expect(check).toThrow(code);
    else expect(check).not.toThrow();
  },
);

test.each([[0, true], [100_000, true], [-1, false], [100_001, false], [1.5, false], [Number.NaN, false]])('%d diners: %s', (diners, good) => {
  const check = () => checkDiners(diners, 'input.diners');
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow('DINERS_OUT_OF_RANGE');
});

test('a text that must be there is there, counted in characters and not in bytes', () => {
  expect(filled(' 张三 ', 'input.name')).toBe('张三');
  expect(filled('😀'.repeat(60), 'input.name', 60)).toHaveLength(120);
  expect(() => filled('  ', 'input.name')).toThrow(expect.objectContaining({ code: 'TEXT_REQUIRED', field: 'input.name' }));
  expect(() => filled('字'.repeat(61), 'input.name', 60)).toThrow(expect.objectContaining({ code: 'TEXT_TOO_LONG', params: { max: 60, given: 61 } }));
});
