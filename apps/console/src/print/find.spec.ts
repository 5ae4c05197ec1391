import { choose } from './find.ts';
import type { Found } from './find.ts';

const lot = (id: string, code: string): Found => ({ resource: 'lots', type: 'Lot', id, code, name: null });

test('the one that bears exactly the code is meant, whatever else a search finds', () => {
  expect(choose([lot('1', 'A-70'), lot('2', 'A-7')], 'a-7').map(({ id }) => id)).toEqual(['2']);
});

test('where none does, all that were found are offered', () => {
  expect(choose([lot('1', 'A-70'), lot('2', 'A-71')], 'A-7')).toHaveLength(2);
});
