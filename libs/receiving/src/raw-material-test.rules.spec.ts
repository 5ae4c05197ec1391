import { testLimit, testPassed } from './raw-material-test.rules.ts';

const policy = { pesticideInhibitionMax: 50 };

it.each([['49.99', true], ['50', false], ['50.00', false], ['-1', true], ['62.3', false]])(
  'an inhibition of %s %% passes: %s (GB/T 5009.199: below 50 %%)',
  (measured, passed) => {
    expect(testPassed(measured, '50')).toBe(passed);
  },
);

it('a percentage has the limit of the policy, anything else names its own', () => {
  expect(testLimit('%', null, policy, 'limit')).toBe('50');
  expect(testLimit('%', '40', policy, 'limit')).toBe('40');
  expect(testLimit('mg/kg', '0.5', policy, 'limit')).toBe('0.5');
  expect(() => testLimit('mg/kg', null, policy, 'limit')).toThrow('TEST_LIMIT_REQUIRED (limit)');
});
