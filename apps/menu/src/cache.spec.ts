import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { aPublicMenu, publicCanteens, theCanteen } from '../../../tests/support/public-menu.ts';
import { assets } from './assets.ts';
import { MenuBytes, type Request } from './cache.ts';
import { ASSETS } from './paths.ts';

const at = (time: string) => new Date(`2026-11-18T${time}:00+08:00`);
const noon = at('11:40');
const get = (url: string, headers: Request['headers'] = {}): Request => ({ method: 'GET', url, headers });

function filled(maxBytes?: number): MenuBytes {
  const pages = new MenuBytes(maxBytes);
  for (const canteen of publicCanteens()) pages.put(canteen);
  return pages;
}

test('answers from memory: the very same bytes until something changes', () => {
  const pages = filled();
  const first = pages.answer(get('/menu/binjiang'), noon)!;
  expect(first.status).toBe(200);
  expect(pages.answer(get('/menu/binjiang?utm=x'), at('12:00'))!.body).toBe(first.body);
});

test('compressed in the coding that the browser takes, the same page in each', () => {
  const pages = filled();
  const plain = pages.answer(get('/menu/binjiang'), noon)!;
  const gzip = pages.answer(get('/menu/binjiang', { 'accept-encoding': 'gzip, deflate' }), noon)!;
  const brotli = pages.answer(get('/menu/binjiang', { 'accept-encoding': 'gzip, deflate, br;q=0.9' }), noon)!;
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
  for (const { headers, body } of [plain, gzip, brotli]) {
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers['etag']).toBe(plain.headers['etag']);
    expect(headers['vary']).toBe('accept-encoding, accept-language');
  }
  expect(pages.answer(get('/menu/binjiang', { 'accept-encoding': 'br;q=0, gzip;q=0.5' }), noon)!.headers['content-encoding']).toBe('gzip');
});

test('a whole day and the days ahead weigh less than 10 kB on the line', () => {
  expect(filled().answer(get('/menu/binjiang', { 'accept-encoding': 'gzip' }), noon)!.body.length).toBeLessThan(10_000);
});

test('the tag is stable across processes and asks for nothing twice', () => {
  const tag = filled().answer(get('/menu/binjiang'), noon)!.headers['etag']!;
  const pages = filled();
  const again = pages.answer(get('/menu/binjiang', { 'if-none-match': `"other", ${tag}`, 'accept-encoding': 'br' }), noon)!;
  expect(again.status).toBe(304);
  expect(again.body).toHaveLength(0);
  expect(again.headers).toMatchObject({ etag: tag, 'cache-control': 'no-cache' });
  expect(again.headers['content-length']).toBeUndefined();
  expect(pages.answer(get('/menu/binjiang', { 'if-none-match': '"other"' }), noon)!.status).toBe(200);
});

test('a page changes when a meal begins, when it ends, and at midnight', () => {
  const pages = filled();
  const tag = (time: string) => pages.answer(get('/menu/binjiang'), at(time))!.headers['etag'];
  expect(tag('11:29')).toBe(tag('09:00'));
  expect(tag('11:30')).not.toBe(tag('11:29'));
  expect(tag('12:39')).toBe(tag('11:30'));
  expect(tag('12:40')).not.toBe(tag('12:39'));
  const evening = tag('23:59');
  expect(pages.answer(get('/menu/binjiang'), new Date('2026-11-19T00:00:00+08:00'))!.headers['etag']).not.toBe(evening);
});

test('what is published is seen by the next request, what is withdrawn no longer', () => {
  const pages = filled();
  const before = pages.answer(get('/menu/binjiang/week'), noon)!;
  expect(pages.put({ canteen: theCanteen, menus: [aPublicMenu({ revision: 2 }), aPublicMenu({ weekStart: '2026-11-23' })] })).toBe(false);
  expect(pages.answer(get('/menu/binjiang/week'), noon)!.body).toBe(before.body);
  expect(pages.put({ canteen: theCanteen, menus: [aPublicMenu({ revision: 3 })] })).toBe(true);
  expect(pages.answer(get('/menu/binjiang/week'), noon)!.body.toString()).toContain('第 3 次公布');
  pages.remove('binjiang');
  expect(pages.answer(get('/menu/binjiang/week'), noon)!.status).toBe(404);
  expect(pages.slugs()).toEqual(['tonghua', 'jiguan']);
});

test('language by address, else by browser', () => {
  const pages = filled();
  const lang = (url: string, accept: string) => pages.answer(get(url, { 'accept-language': accept }), noon)!.headers['content-language'];
  expect(lang('/menu/binjiang', 'en-GB')).toBe('en');
  expect(lang('/menu/binjiang', 'zh-CN')).toBe('zh-Hans');
  expect(lang('/menu/binjiang?lang=zh', 'en-GB')).toBe('zh-Hans');
});

test('HEAD has the headers alone; other methods and other addresses are not ours', () => {
  const pages = filled();
  const head = pages.answer({ ...get('/menu/binjiang'), method: 'HEAD' }, noon)!;
  expect(head.body).toHaveLength(0);
  expect(Number(head.headers['content-length'])).toBeGreaterThan(10_000);
  expect(pages.answer({ ...get('/menu/binjiang'), method: 'POST' }, noon)).toBeNull();
  for (const url of ['/graphql', '/console/', '/menu/-/photo/abc', '/menu/-/other.css']) expect(pages.answer(get(url), noon)).toBeNull();
});

test('an unknown canteen is answered as such, and never as not modified', () => {
  const pages = filled();
  const tag = pages.answer(get('/menu/nowhere'), noon)!.headers['etag'];
  expect(pages.answer(get('/menu/nowhere', { 'if-none-match': tag }), noon)!.status).toBe(404);
});

test('pages allow no script or style but their own files; files may be kept for a year', () => {
  const pages = filled();
  expect(pages.answer(get('/'), noon)!.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
  for (const { name, type, content } of Object.values(assets())) {
    const answer = pages.answer(get(ASSETS + name), noon)!;
    expect(answer.body.toString()).toBe(content);
    expect(answer.headers).toMatchObject({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' });
  }
});

test('every file that a page names is served', () => {
  const pages = filled();
  const markup = pages.answer(get('/menu/binjiang'), noon)!.body.toString();
  const named = [...markup.matchAll(/(?:href|src)="(\/menu\/-\/(?!photo)[^"]+)"/g)].map(([, url]) => url!);
  expect(named).toHaveLength(3);
  for (const url of named) expect(pages.answer(get(url), noon)?.status).toBe(200);
});

test('memory is bounded, whatever is asked', () => {
  const classes = ['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS'];
  const pages = filled(300_000);
  for (let n = 0; n < 40; n++) {
    const without = classes.filter((_, i) => (n >> i) % 2 === 1).join(',');
    expect(pages.answer(get(`/menu/binjiang?without=${without}`, { 'accept-encoding': 'br' }), noon)!.status).toBe(200);
    expect(pages.kept).toBeLessThanOrEqual(300_000);
  }
});
