import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { LocalizedText, Quantity, Rate } from '@canteen/kernel';
import { Ingredient, Supplier } from '@canteen/catalog';
import { hashSecret, Person } from '@canteen/people';
import { Export, LabelPrint } from '@canteen/platform';
import type { GoodsReceipt } from '@canteen/receiving';
import type { RetainedSample } from '@canteen/retention';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWorld, startApi, type TestApi, type World } from '../support/api.ts';
import { complaintsOf, describeBrowser, launch } from '../support/browser.ts';
import { aBatch, aLot, aMeal, anIngredient, aReceipt, aSample, aServableDish, aSupplier } from '../support/builders.ts';
import { newcomersIngredients, newcomersSuppliers, type NewcomersSheet } from '../support/newcomer.ts';
import { codeIn, pictureOf, textsOf } from '../support/paper.ts';
import { XLSX } from '../support/sheets.ts';

const PASSWORD = 'quiet-river-stone-9';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const DESKTOP = { viewport: { width: 1440, height: 900 } };

/** What comes in as a sheet, and what goes out as a sheet, on paper and on labels; each person in a browser of their own. */
describeBrowser('in and out', () => {
  let api: TestApi;
  let w: World;
  let browser: Browser;
  let address: string;
  const contexts: BrowserContext[] = [];
  const complaints: { who: string; list: string[] }[] = [];
  async function signIn(account: string, options: object): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light', acceptDownloads: true, ...options });
    contexts.push(context);
    // The queue begins what an act has asked for as soon as the act is kept, which its answer says.
    context.on('response', (response) => {
      if (response.request().postData()?.includes('"mutation ')) void response.finished().then(() => api.runJobs()).catch((error: unknown) => complaints.push({ who: 'a job', list: [String(error)] }));
    });
    await context.clock.setFixedTime(api.now());
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    complaints.push({ who: account, list: complaintsOf(page) });
    await page.goto(`${address}/console/`);
    await page.getByLabel('账号').fill(account);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { level: 1, name: /^今日/ }).waitFor();
    return page;
  }
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  /** The bar at the top that follows an export. */
  const bar = (page: Page) => page.getByRole('region', { name: '导出', exact: true });

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({ consoleFolder: path.resolve('dist/apps/console') }), launch()]);
    w = await aWorld(api);
    address = await api.listen();
    const passwordHash = await hashSecret(PASSWORD);
    await api.orm.em.fork().nativeUpdate(Person, { id: { $in: [w.manager, w.officer, w.inspector].map(({ id }) => id) } }, { passwordHash });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  afterEach(async () => {
    const folder = process.env['STORY_SHOTS'];
    if (!folder) return;
    const step = expect.getState().currentTestName!.replace(/\D*(\d+\w?).*/, '$1');
    for (const [n, context] of contexts.entries()) for (const page of context.pages()) await page.screenshot({ path: `${folder}/sheets-${step}-${n}.png`, fullPage: true }).catch(() => undefined);
  });

  // ── 1 ──

  let manager: Page;

  const kinds: [string, string, () => NewcomersSheet, typeof Supplier | typeof Ingredient][] = [
    ['1a', '供货者', newcomersSuppliers, Supplier],
    ['1b', '原料', newcomersIngredients, Ingredient],
  ];
  test.each(kinds)('%s a newcomer’s sheet of %s: each mistake is understood at its cell, mended, and all come in', async (_step, kind, make, entity) => {
    manager ??= await signIn('manager', DESKTOP);
    const sheet = make();
    const before = await api.count(entity);
    const hand = async (bytes: Buffer) => manager.locator('input[type=file]').setInputFiles({ name: `${sheet.name}.xlsx`, mimeType: XLSX, buffer: bytes });

    await manager.getByRole('link', { name: '台账', exact: true }).first().click();
    await manager.getByRole('link', { name: '导入', exact: true }).click();
    await manager.getByRole('link', { name: '导入表格' }).first().click();
    await manager.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
    await heading(manager, new RegExp(`导入${kind}`)).waitFor();
    await hand(await sheet.bytes());

    // Its own headings are recognised; what nothing takes is said.
    await manager.getByText(/表里没有用到的列：.*序号/).waitFor();
    await manager.getByRole('button', { name: '检查全部行' }).click();
    await manager.getByRole('button', { name: `有问题 ${sheet.mistakes.length}`, pressed: true }).waitFor();
    await manager.getByRole('button', { name: `全部 ${sheet.rows}` }).waitFor();
    for (const mistake of sheet.mistakes) {
      const row = manager.getByRole('row').filter({ has: manager.getByRole('cell', { name: String(mistake.row), exact: true }) });
      const cell = row.locator('code', { hasText: new RegExp(`^${mistake.cell}$`) }).first();
      const said = await cell.locator('xpath=following-sibling::*[1]').innerText();
      expect(said.length).toBeGreaterThan(5);
      expect(said).toMatch(/\p{Script=Han}/u);
      expect(said).not.toContain(mistake.code);
    }
    expect(await manager.getByRole('button', { name: /^导入：/ }).count()).toBe(0);
    expect(await api.count(entity)).toBe(before);

    // The same sheet with the cells that were named, marked: what the newcomer repairs.
    const [problems] = await Promise.all([manager.waitForEvent('download'), manager.getByRole('link', { name: '下载问题表' }).click()]);
    const marked = await readXlsx(await readFile(await problems.path()));
    expect(JSON.stringify(marked.sheets[0]!.rows)).toContain(sheet.mistakes[0]!.cell);

    // The headings are known from the first time: it is checked at once.
    await hand(await sheet.mended());
    await manager.getByText(`全部 ${sheet.rows} 行都可以导入。`).waitFor();
    await manager.getByRole('button', { name: `导入：新增 ${sheet.rows}，变更 0` }).click();
    await manager.getByText(`已导入：新增 ${sheet.rows}，变更 0，无变化 0。`).waitFor();
    expect(await api.count(entity)).toBe(before + sheet.rows);
    await manager.getByRole('link', { name: '查看记录' }).click();
    await manager.getByRole('button', { name: '全部', exact: true }).click();
    await manager.getByText(new RegExp(`共 ${before + sheet.rows} 条`)).waitFor();
  }, 120_000);

  // ── 2 ──

  let delivery: GoodsReceipt;

  test('2a a manager exports what a list shows, and finds in the file what stood there', async () => {
    const minnan = await aSupplier(api, w, { name: LocalizedText.of('闽南鲜配', 'Minnan Fresh') });
    const pork = await anIngredient(api, w, { name: LocalizedText.of('猪五花肉'), category: 'MEAT', storage: 'CHILLED', shelfLifeDays: 6 });
    delivery = await aReceipt(api, w, { supplier: minnan, accepted: true, lines: [{ ingredient: pork, delivered: Quantity.of('20', 'kg'), unitPrice: Rate.of('32.5', 'kg'), supplierLot: 'P1120' }] });
    const other = await aReceipt(api, w, { accepted: true });

    await manager.goto(`${address}/console/goodsReceipts`);
    await manager.getByRole('searchbox').fill('闽南');
    await manager.getByText('第 1–1 条，共 1 条').waitFor();
    await manager.getByRole('button', { name: '导出' }).click();
    await manager.getByRole('menuitem', { name: '表格 XLSX' }).click();
    // A reload loses nothing.
    await bar(manager).waitFor();
    await manager.reload();
    const [file] = await Promise.all([manager.waitForEvent('download'), bar(manager).getByRole('link', { name: '下载' }).click()]);
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
    const text = JSON.stringify((await readXlsx(await readFile(await file.path()))).sheets.map(({ rows }) => rows));
    expect(text).toContain(delivery.number);
    expect(text).not.toContain(other.number);

    await manager.getByRole('link', { name: '台账', exact: true }).first().click();
    await manager.getByRole('link', { name: '导出记录' }).click();
    await manager.getByText(/含「闽南」/).waitFor();
    expect(await api.count(Export, { requestedById: w.manager.id })).toBe(1);
  }, 60_000);

  test('2b the receipt prints as its form, and the month as its ledger', async () => {
    const printed = async (): Promise<string> => {
      const link = bar(manager).getByRole('link', { name: '打开' });
      const url = await link.getAttribute('href');
      const pdf = await (await manager.request.get(`${address}${url}`)).body();
      await bar(manager).getByRole('button', { name: '不再显示' }).first().click();
      await link.waitFor({ state: 'detached' });
      return (await textsOf(pdf)).join('\n');
    };
    await manager.goto(`${address}/console/goodsReceipts/${delivery.id}/show`);
    await manager.getByRole('button', { name: '打印', exact: true }).click();
    const form = await printed();
    for (const words of ['进货', delivery.number, '闽南鲜配', '猪五花肉', 'P1120']) expect(form).toContain(words);

    await manager.goto(`${address}/console/ledgers`);
    await manager.getByRole('button', { name: '打印 进货查验记录' }).click();
    const month = await printed();
    for (const words of ['进货查验', '猪五花肉', '2026-11']) expect(month.replaceAll('年', '-').replaceAll('月', '-')).toContain(words);

    // A month in which nothing came.
    await manager.getByRole('button', { name: '上月' }).click();
    await manager.getByRole('button', { name: '打印 进货查验记录' }).click();
    expect(await printed()).not.toContain('猪五花肉');
  }, 60_000);

  // ── 3 ──

  let sample: RetainedSample;

  test('3 an officer prints a sample’s label; the code on it opens the sample, for whoever may see it', async () => {
    const ingredient = await anIngredient(api, w, { name: LocalizedText.of('带皮五花肉') });
    await aLot(api, w, { ingredient, quantity: '50' });
    const dish = await aServableDish(api, w, { name: LocalizedText.of('红烧肉'), portions: 100, lines: [{ ingredient, net: '10' }] });
    const { service, items } = await aMeal(api, w, { dishes: [{ dish, portions: 80 }] });
    const batch = await aBatch(api, w, { service, item: items[0]!, finishedAt: '82' });
    sample = await aSample(api, w, { batch: batch.id, fridge: w.areas.sampleFridge.id });

    const officer = await signIn('officer', PHONE);
    await officer.goto(`${address}/console/retainedSamples/${sample.id}/show`);
    await officer.getByRole('button', { name: '打印标签' }).tap();
    const sheet = officer.getByRole('dialog');
    await sheet.getByRole('button', { name: '生成标签' }).tap();
    const url = await sheet.getByRole('link', { name: '打开并打印' }).getAttribute('href');
    const pdf = await (await officer.request.get(`${address}${url}`)).body();
    await sheet.getByRole('button', { name: '完成' }).tap();
    await officer.getByText(/× 1 · 食安员/).waitFor();

    const code = codeIn(await pictureOf(pdf));
    expect(code).toBe(`${api.host.origin}/q/sample/${sample.id}`);
    await officer.goto(address + new URL(code!).pathname);
    await heading(officer, sample.number).waitFor();
    expect(new URL(officer.url()).pathname).toBe(`/console/retainedSamples/${sample.id}/show`);

    // Again only with a reason, and that stands beside it.
    await officer.getByRole('button', { name: '打印标签' }).tap();
    await sheet.getByText(/打印过。重新打印要写明原因/).waitFor();
    expect(await sheet.getByRole('button', { name: '生成标签' }).isDisabled()).toBe(true);
    await sheet.getByRole('button', { name: '标签破损' }).tap();
    await sheet.getByRole('button', { name: '生成标签' }).tap();
    await sheet.getByRole('button', { name: '完成' }).tap();
    await officer.getByText('重打：标签破损').waitFor();
    expect(await api.count(LabelPrint, { reprint: true })).toBe(1);

    // Typed instead of scanned; and what is not there is said kindly.
    await officer.getByRole('link', { name: '扫码' }).tap();
    await officer.getByLabel('或输入编号、批号').fill(sample.number);
    await officer.getByRole('button', { name: '打开', exact: true }).tap();
    await heading(officer, sample.number).waitFor();
    await officer.goto(`${address}/console/scan?code=RS-19990101-0001`);
    await officer.getByRole('alert').getByText(/没有找到/).waitFor();
  }, 60_000);

  test('4 nothing was complained of on the way', () => {
    // The builders' papers have no bytes, so their pictures are gone.
    expect(complaints.flatMap(({ who, list }) => list.filter((each) => !each.includes('410')).map((each) => `${who}: ${each}`))).toEqual([]);
  });
});
