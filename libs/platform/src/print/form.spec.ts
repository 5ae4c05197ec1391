import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bytesOf, codeIn, glyphsOf, pagesOf, pictureOf, placeOf, textsOf } from '../../../../tests/support/paper.ts';
import { printForm, type PrintedForm } from './form.ts';

const URL = 'https://canteen.example.org/q/receipt/019a9c6e-7b1c-7abc-8def-0123456789ab';
const form = (more: Partial<PrintedForm> = {}): PrintedForm => ({
  title: '进货查验记录', institution: '甲机关', canteen: '第一食堂', period: '2026年11月1日至21日',
  head: [{ label: '单号', value: 'GR-20261121-0007' }, { label: '供货者', value: '丰泽区东海农产品配送有限公司' }],
  columns: [
    { title: '序号', width: 2, align: 'center' },
    { title: '产品名称', width: 6 },
    { title: '许可证', width: 3, align: 'center', group: '随货证明文件查验' },
    { title: '营业执照', width: 3, align: 'center', group: '随货证明文件查验' },
    { title: '数量', width: 4, align: 'right' },
    { title: '备注', width: 8 },
  ],
  rows: [['1', '五花肉（冷鲜）', '√', '√', '12.5 kg', '']],
  totals: () => ['', '', '', '', '12.5 kg', ''],
  signatures: ['记录人', '审核人'], qr: { url: URL, caption: '扫码查看本记录' }, journalHead: `42:${'ab'.repeat(32)}`,
  printedBy: '经理', printedAt: new Date('2026-11-21T06:12:00Z'), timeZone: 'Asia/Shanghai', lang: 'zh',
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => [String(i + 1), `第${i + 1}号原料`, '√', '—', `${i}.5 kg`, i % 7 ? '' : '包装有破损，拒收二箱，已拍照并通知供货者当日更换']);
const printed = (more?: Partial<PrintedForm>) => bytesOf(printForm(form(more)));

test('says as text what a form says: title, place, period, head, grouped headings, values, totals, signatures, foot', async () => {
  const [page, ...more] = await textsOf(await printed());
  expect(more).toEqual([]);
  for (const words of [
    '进货查验记录', '甲机关·第一食堂', '2026年11月1日至21日', '单号：GR-20261121-0007', '供货者：丰泽区东海农产品配送有限公司', '随货证明文件查验', '许可证', '营业执照',
    '五花肉（冷鲜）', '合计', '12.5kg', '记录人：', '审核人：', '日期：', '第1页共1页', '打印：经理2026-11-2114:12', `记录链头：42:${'ab'.repeat(32)}`, '扫码查看本记录',
  ]) expect(page).toContain(words);
});

test('the title stands in the middle, the group above its columns', async () => {
  const [page] = await pagesOf(await printed());
  const at = (words: string) => placeOf(page!, words);
  expect(at('进货查验记录').x + (6 * 17) / 2).toBeCloseTo(page!.width / 2, 0);
  expect(at('随货证明文件查验').y).toBeLessThan(at('许可证').y);
  expect(at('许可证').x).toBeLessThan(at('营业执照').x);
});

test.each([[false, 595, 842], [true, 842, 595]])('A4, landscape %s', async (landscape, width, height) => {
  const [page] = await pagesOf(await printed({ landscape }));
  expect([Math.round(page!.width), Math.round(page!.height)]).toEqual([width, height]);
});

test('every page repeats the heading and says which of how many it is; the places to sign stand together on the last', async () => {
  const pages = await textsOf(await printed({ rows: many(120), landscape: true }));
  expect(pages.length).toBeGreaterThan(4);
  pages.forEach((page, i) => {
    expect(page).toContain('随货证明文件查验');
    expect(page).toContain(`第${i + 1}页共${pages.length}页`);
    expect(page.includes('进货查验记录（续）')).toBe(i > 0);
    expect(page.includes('审核人：')).toBe(i === pages.length - 1);
  });
  const all = pages.join('');
  for (let row = 1; row <= 120; row++) expect(all).toContain(`第${row}号原料`);
});

test('no number of rows loses the signatures or writes over the foot', async () => {
  for (let count = 18; count < 34; count++) {
    const pages = await pagesOf(await printed({ rows: many(count).map((row) => row.with(5, '')) }));
    const last = pages.at(-1)!;
    expect(placeOf(last, '审核人').y).toBeLessThan(placeOf(last, '扫码查看本记录').y);
    // Nobody signs an empty page.
    expect(placeOf(last, `第${count}号原料`).y).toBeLessThan(placeOf(last, '审核人').y);
    for (const page of pages) {
      const foot = placeOf(page, '扫码查看本记录').y;
      for (const { text, y } of page.texts) if (/原料|审核人|日期/.test(text)) expect(y).toBeLessThan(foot);
    }
  }
});

test('a cell that no page can hold goes on on the next', async () => {
  const long = Array.from({ length: 900 }, (_, i) => `第${i}句。`).join('');
  const pages = await textsOf(await printed({ rows: [['1', '甲', '', '', '', long]] }));
  expect(pages.length).toBeGreaterThan(1);
  const all = pages.join('');
  for (const i of [0, 450, 899]) expect(all).toContain(`第${i}句。`);
});

test.each([['zh', '本期无记录'], ['en', 'Nothingwasrecordedinthisperiod']] as const)('an empty form says so in %s', async (lang, words) => {
  const [page] = await textsOf(await printed({ rows: [], lang }));
  expect(page).toContain(words);
  expect(page).not.toContain('合计');
});

test('the QR code of the foot is read by an independent decoder', async () => {
  const picture = await pictureOf(await printed(), 1, 150);
  const side = Math.round((40 / 25.4) * 150);
  expect(codeIn(picture, { x: 0, y: picture.height - side, width: side, height: side })).toBe(URL);
});

test('every sign of the rules and ledgers comes out as itself', async () => {
  const text = readFileSync(path.join(import.meta.dirname, 'fixtures/characters.txt'), 'utf8').replaceAll('\n', '');
  const seen = new Set((await glyphsOf(await printed({ note: text }))).join(''));
  expect(Array.from(text).filter((sign) => !seen.has(sign) && !seen.has(sign.normalize('NFKC')))).toEqual([]);
});

test('a fault while the rows are read ends the stream with it', async () => {
  const rows = (async function* () {
    yield ['1'];
    throw new Error('the database went away');
  })();
  await expect(printed({ rows })).rejects.toThrow('the database went away');
});
