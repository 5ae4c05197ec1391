import { addressOf, isGtin, readCode } from './address.ts';

const ID = '019a9c6e-7b1c-7abc-8def-0123456789ab';
const ORIGIN = 'https://canteen.test';

test.each(['6901234567892', '06901234567892', '96385074', '036000291452'])('%s is a GTIN', (code) => expect(isGtin(code)).toBe(true));
test.each(['6901234567893', '690123456789', '', 'abc', '69012345678921'])('%s is none', (code) => expect(isGtin(code)).toBe(false));

test('a GTIN with a lot code is a GS1 Digital Link, everything else the address of the record', () => {
  const gs1 = { gtin: '6901234567892', lot: 'A/7 %20' };
  expect(addressOf(ORIGIN, 'lot', { recordId: ID, gs1: { ...gs1, lot: 'A/7-20' } })).toBe(`${ORIGIN}/01/06901234567892/10/A%2F7-20`);
  for (const other of [undefined, { ...gs1, gtin: '123' }, { ...gs1, lot: '批次7' }, { ...gs1, lot: 'A'.repeat(21) }, gs1]) {
    expect(addressOf(ORIGIN, 'lot', { recordId: ID, ...(other ? { gs1: other } : {}) })).toBe(`${ORIGIN}/q/lot/${ID}`);
  }
});

test.each([
  [`${ORIGIN}/q/sample/${ID}`, { kind: 'sample', id: ID }],
  [`http://192.168.1.7:4000/q/sample/${ID.toUpperCase()}`, { kind: 'sample', id: ID }],
  [` /q/lot/${ID}/ `, { kind: 'lot', id: ID }],
  [`${ORIGIN}/01/06901234567892/10/A%2F7-20?17=261220`, { gtin: '06901234567892', lot: 'A/7-20' }],
  ['/01/6901234567892/10/A7', { gtin: '06901234567892', lot: 'A7' }],
  ['6901234567892', null],
  ['https://example.org/', null],
  ['/q/sample/../../etc', null],
  [`/q/sample/${'-'.repeat(36)}`, null],
  ['/01/6901234567893/10/A7', null],
  ['/01/6901234567892/10/%E0%A4%A', null],
  ['javascript:alert(1)', null],
  ['', null],
])('%s is read as %j', (code, read) => expect(readCode(code)).toEqual(read));

test('what was written is read back', () => {
  for (const lot of ['A7', 'a/b', '(01)', '100%', 'L+R', 'x?y']) {
    expect(readCode(addressOf(ORIGIN, 'lot', { recordId: ID, gs1: { gtin: '6901234567892', lot } }))).toEqual({ gtin: '06901234567892', lot });
  }
});
