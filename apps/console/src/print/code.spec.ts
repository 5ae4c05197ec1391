import { codeOf } from './code.ts';

test('an address of ours is its path, whatever host printed it', () => {
  expect(codeOf('https://canteen.example/q/sample/0193')).toBe('/q/sample/0193');
  expect(codeOf('http://10.0.0.2:4000/01/06901234567892/10/A%2F7')).toBe('/01/06901234567892/10/A%2F7');
});

test('anything else is what was read', () => {
  expect(codeOf(' RS-20261121-0007 ')).toBe('RS-20261121-0007');
  expect(codeOf('https://elsewhere.example/promotion')).toBe('https://elsewhere.example/promotion');
});
