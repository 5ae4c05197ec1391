import { deviceOf } from './device.ts';
import { listOf, unitWords, valueOf, WEEKDAY_UNIT } from './limit.ts';
import { monthsBefore } from './month.ts';

test.each([
  [125, '150', 150],
  [125, ' -12.5 ', -12.5],
  [125, '', null],
  [125, 'much', null],
  ['17:00', ' 16:30 ', '16:30'],
  ['17:00', ' ', null],
  [['四季豆'], ' 四季豆 \n\n发芽土豆', ['四季豆', '发芽土豆']],
  [['四季豆'], '', []],
])('a limit whose default is %j takes %j as %j', (preset, typed, value) => {
  expect(valueOf({ default: preset }, typed)).toEqual(value);
});

test('units are words, and a weekday has none', () => {
  expect(unitWords('h')).toEqual({ zh: '小时', en: 'h' });
  expect(unitWords('g')?.zh).toBe('克');
  expect(unitWords('furlongs')).toEqual({ zh: 'furlongs', en: 'furlongs' });
  expect(unitWords(WEEKDAY_UNIT)).toBeNull();
  expect(unitWords(null)).toBeNull();
});

test('papers are chosen from their kinds, free words are typed', () => {
  expect(listOf({ policy: 'deliveryDocuments', field: 'MEAT' })?.values).toContain('QUARANTINE_CERT');
  expect(listOf({ policy: 'menus', field: 'k12BannedWords' })).toBeNull();
});

test('months are counted back over the year', () => {
  expect(monthsBefore('2026-02', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
});

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari · iPhone', true],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0', '微信 WeChat · Android', true],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0', 'Edge · Windows', false],
  ['curl/8.0', 'curl/8.0', false],
])('%s is %s', (agent, name, phone) => {
  expect(deviceOf(agent)).toEqual({ name, phone });
});

test('a device that says nothing is unknown', () => {
  expect(deviceOf(null)).toBeNull();
});
