// The README's pictures, made from the running product: `npm run pictures`, or `npm run pictures -- http://localhost:4000`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../seeds/institutions.ts';
import { launch } from '../support/browser.ts';
import { dataDir, startProcess } from '../support/process.ts';

const MAX_BYTES = 250 * 1024;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
const DESKTOP = { viewport: { width: 1440, height: 900 } };
/** The first institution of the demonstration. */
const CANTEEN = 'citong';

async function open(browser: Browser, options: object): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light', reducedMotion: 'reduce', ...options });
  return context.newPage();
}

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/console/`);
  await page.getByLabel('账号').fill('manager');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1, name: /^今日/ }).waitFor();
}

/** Skeletons are gone, pictures are there. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('[aria-busy]') && [...document.images].every((image) => image.complete || image.loading === 'lazy'));
}

async function keep(page: Page, name: string): Promise<void> {
  await settled(page);
  const picture = await page.screenshot();
  if (picture.length > MAX_BYTES) throw new Error(`${name} has ${Math.round(picture.length / 1024)} kB; a picture of the README has at most ${MAX_BYTES / 1024} kB.`);
  writeFileSync(path.join(import.meta.dirname, name), picture);
  console.log(`${name}  ${Math.round(picture.length / 1024)} kB`);
}

interface Found { id: string; lines?: unknown[] }

/** What the question lists, asked as the person who is signed in. */
async function listed(page: Page, address: string, query: string): Promise<[Found, ...Found[]]> {
  const answer = (await (await page.request.post(`${address}/graphql`, { data: { query } })).json()) as { data: { list: { items: Found[] } } };
  const [first, ...rest] = answer.data.list.items;
  if (!first) throw new Error(`The demonstration answers nothing to ${query}`);
  return [first, ...rest];
}

async function pictures(address: string): Promise<void> {
  const browser = await launch();
  try {
    const menu = await open(browser, PHONE);
    await menu.goto(`${address}/menu/${CANTEEN}`);
    await keep(menu, 'menu-phone.png');

    const phone = await open(browser, PHONE);
    await signIn(phone, address);
    await keep(phone, 'today-phone.png');

    const desktop = await open(browser, DESKTOP);
    await signIn(desktop, address);
    const receipts = await listed(desktop, address, '{ list: goodsReceipts(filter: { state: [ACCEPTED, PARTLY_ACCEPTED] }, sort: { field: "occurredAt", order: DESC }, page: { size: 20 }) { items { id lines { id } } } }');
    const longest = Math.max(...receipts.map(({ lines }) => lines?.length ?? 0));
    const receipt = receipts.find(({ lines }) => lines?.length === longest)!.id;
    await desktop.goto(`${address}/console/goodsReceipts/${receipt}/show`);
    await desktop.getByRole('heading', { level: 1, name: /^GR-/ }).waitFor();
    await keep(desktop, 'receipt-desktop.png');

    const [week] = await listed(desktop, address, '{ list: menus(filter: { state: [PUBLISHED] }, sort: { field: "weekStart", order: DESC }, page: { size: 1 }) { items { id } } }');
    await desktop.goto(`${address}/console/menus/${week.id}/show`);
    await desktop.getByRole('heading', { level: 1, name: /菜单/ }).waitFor();
    // A week of dishes is much to draw: no taller than the file may weigh.
    await desktop.setViewportSize({ width: 1440, height: 800 });
    await keep(desktop, 'planner-desktop.png');
  } finally {
    await browser.close();
  }
}

const given = process.argv[2];
if (given) await pictures(given.replace(/\/$/, ''));
else {
  const data = dataDir();
  const running = await startProcess({ DATA_DIR: data.path, SEED_DEMO: '1' });
  try {
    await pictures(running.address);
  } finally {
    await running.end('SIGTERM');
    data.remove();
  }
}
