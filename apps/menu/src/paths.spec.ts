import { addressOf, preferred, targetOf } from './paths.ts';

test.each([
  ['/', 'canteens', ''],
  ['/?lang=en', 'canteens', ''],
  ['/menu/', 'canteens', ''],
  ['/menu/binjiang', 'today', 'binjiang'],
  ['/menu/binjiang/', 'today', 'binjiang'],
  ['/menu/binjiang/week?week=2026-11-23', 'week', 'binjiang'],
  ['/menu/binjiang/board', 'board', 'binjiang'],
])('%s is the page %s of "%s"', (url, view, slug) => {
  expect(targetOf(url, undefined)).toMatchObject({ view, slug });
});

test.each(['/graphql', '/console', '/menu/-/menu.css', '/menu/a/b', '/menu/a/week/x', '/menu/..%2f', '/MENU/a', '/menu/<script>', '//menu/a', ''])(
  '%s is not a page',
  (url) => expect(targetOf(url, undefined)).toBeNull(),
);

test('what a page does not know in an address is passed over', () => {
  expect(targetOf('/menu/a/week?week=yesterday&lang=fr&without=DUST&x=1', 'zh')).toMatchObject({ week: null, lang: 'zh', langInAddress: false, without: [] });
  expect(targetOf('/menu/a?without=%E0%A4%A', 'zh')).toMatchObject({ without: [] });
});

test('the same page has one address', () => {
  const same = ['/menu/a/week?lang=en&without=milk&without=PEANUT', '/menu/a/week?without=PEANUT,MILK&lang=en', '/menu/a/week/?without=PEANUT%2CMILK&lang=en&utm=1'];
  const addresses = same.map((url) => addressOf(targetOf(url, undefined)!));
  expect(new Set(addresses)).toEqual(new Set(['/menu/a/week?without=PEANUT,MILK&lang=en']));
});

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['*', 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
  ['en;q=0.1, zh-TW;q=0.2', 'zh'],
  ['de-DE,de;q=0.9', 'en'],
  ['zh;q=oops,en', 'zh'],
  [',;,;q=,', 'zh'],
])('a browser that asks for %s reads %s', (header, lang) => {
  expect(preferred(header)).toBe(lang);
});
