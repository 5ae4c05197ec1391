import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { complaintsOf, describeBrowser, launch } from '../support/browser.ts';
import { serveMenus } from '../support/menu-server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Wednesday, lunch is being served. */
const NOON = new Date('2026-11-18T11:40:00+08:00');

interface AxeAnswer {
  violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}

/** What axe-core objects to, one line each. It runs in the page's own realm, past the page's content policy. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const answer = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: unknown): Promise<AxeAnswer> } };
    return axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  });
  return answer.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`));
}

describeBrowser('the public menu in a browser', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveMenus>>;
  const clock = { now: NOON };
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [browser, site] = [await launch(), await serveMenus(clock)];
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(async () => {
    clock.now = NOON;
    for (const context of contexts.splice(0)) await context.close();
  });

  /** One browser for each story, closed with it. */
  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', ...options });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(site.url + path);
    return page;
  }
  /** As the page has it: the driver learns of it a little later. */
  const search = (page: Page) => page.evaluate(() => location.search);
  const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  const VIEWS = ['/', '/menu/binjiang', '/menu/binjiang?without=PEANUT,GLUTEN', '/menu/binjiang/week', '/menu/binjiang/board', '/menu/jiguan', '/menu/nowhere'];
  const LOOKS = (['zh', 'en'] as const).flatMap((lang) =>
    (['light', 'dark'] as const).flatMap((colorScheme) => [390, 1440].map((width) => ({ lang, colorScheme, width }))),
  );

  /** Each view in turn, its filter opened, since what is folded away is not looked at. */
  async function examine(page: Page, lang: string): Promise<string[]> {
    const found: string[] = [];
    for (const view of VIEWS) {
      await page.goto(`${site.url}${view}${view.includes('?') ? '&' : '?'}lang=${lang}`);
      // The board and the empty views have no filter.
      for (const summary of await page.locator('summary').all()) await summary.click();
      found.push(...(await violations(page)).map((violation) => `${view} ${violation}`));
      if ((await overflow(page)) > 0) found.push(`${view} is ${await overflow(page)} px too wide`);
    }
    return found;
  }

  test.each(LOOKS)('$lang, $colorScheme, $width wide: no view has an accessibility violation or scrolls sideways', async ({ lang, colorScheme, width }) => {
    expect(await examine(await open('/', { colorScheme, viewport: { width, height: 844 } }), lang)).toEqual([]);
  }, 120_000);

  // axe itself needs script, so here the page's own is kept away, which leaves the same document.
  test.each([LOOKS[0]!, LOOKS[7]!])('$lang, $colorScheme, $width wide, without its script: the same', async ({ lang, colorScheme, width }) => {
    const page = await open('/', { colorScheme, viewport: { width, height: 844 } });
    await page.route('**/*.js', (route) => route.abort());
    expect(await examine(page, lang)).toEqual([]);
  }, 120_000);

  test('without script: language, filter, week and the board all work', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page.getByRole('link', { name: /学员餐厅/ }).click();
    expect(await page.locator('main h2').first().textContent()).toBe('午餐');

    await page.locator('summary').click();
    await page.getByLabel('花生').check();
    await page.getByRole('button', { name: '标出能吃的菜' }).click();
    expect(page.url()).toContain('without=PEANUT');
    const oyster = page.locator('.meal.next .dish', { hasText: '海蛎煎' });
    expect(await oyster.getAttribute('class')).toBe('dish out told');
    expect(await oyster.locator('.verdict').textContent()).toBe('花生未知');

    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(page.url()).toContain('without=PEANUT');
    await page.getByRole('link', { name: 'Week', exact: true }).click();
    expect(await page.locator('.day').count()).toBe(5);
    await page.getByRole('link', { name: 'Next week' }).click();
    expect(await page.locator('h2').textContent()).toBe('23–29 Nov');
    expect(page.url()).toContain('without=PEANUT');
    await page.getByRole('link', { name: 'Hall board' }).click();
    expect(await page.locator('.screen:visible').count()).toBe(1);
  });

  test('with script: the filter marks the dishes in place and stays in the address and the links', async () => {
    const page = await open('/menu/binjiang');
    const complaints = complaintsOf(page);
    await page.locator('summary').click();
    await page.getByLabel('花生').check();
    await page.getByLabel('麸质谷物').check();
    expect(await search(page)).toBe('?without=GLUTEN,PEANUT');
    const marked = await page.locator('main').innerHTML();
    const count = await page.locator('.count').textContent();
    const missing = await page.evaluate(() => [...document.querySelectorAll('use')].map((use) => use.getAttribute('href') ?? '').filter((href) => !document.querySelector(href)));
    expect(missing).toEqual([]);
    expect(await page.getByRole('link', { name: '本周', exact: true }).getAttribute('href')).toContain('without=GLUTEN,PEANUT');

    // The server says the very same.
    await page.reload();
    expect((await page.locator('main').innerHTML()).replace(/\s+/g, ' ')).toBe(marked.replace(/\s+/g, ' '));
    expect(await page.locator('.count').textContent()).toBe(count);

    await page.locator('summary').click();
    await page.getByRole('link', { name: '取消忌口' }).click();
    expect(await search(page)).toBe('');
    expect(await page.locator('.verdict').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('by keyboard alone: skip link, filter, a choice', async () => {
    const page = await open('/menu/binjiang');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到菜单');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await search(page)).toBe('?without=GLUTEN');
  });

  test('fingers find everything: no target under 44 px', async () => {
    for (const view of ['/', '/menu/binjiang', '/menu/binjiang/week', '/menu/binjiang/board']) {
      const page = await open(view);
      for (const summary of await page.locator('summary').all()) await summary.click();
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('a:not(.skip), button, summary, label')]
          .map((element) => ({ text: element.textContent, height: element.getBoundingClientRect().height }))
          .filter(({ height }) => height > 0 && height < 43.5),
      );
      expect({ view, small }).toEqual({ view, small: [] });
    }
  });

  test('a phone taken out of the pocket again shows the meal of now', async () => {
    const page = await open('/menu/binjiang');
    expect(await page.locator('.meal.next h2').textContent()).toBe('午餐');
    clock.now = new Date('2026-11-18T12:41:00+08:00');
    await page.evaluate(() => {
      Date.now = () => Number(document.body.dataset['until']) + 1;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.locator('.meal.next h2', { hasText: '晚餐' }).waitFor();
  });

  test('the board turns by itself, holds when told to, and fits its screen', async () => {
    for (const viewport of [{ width: 1920, height: 1080 }, { width: 1280, height: 800 }, { width: 1080, height: 1920 }]) {
      for (const lang of ['zh', 'en']) {
        const page = await open(`/menu/binjiang/board?lang=${lang}`, { viewport });
        const at = (seconds: number) =>
          page.evaluate((time) => {
            for (const animation of document.getAnimations()) animation.currentTime = time;
            return [...document.querySelectorAll('.screen')].map((screen) => getComputedStyle(screen).visibility === 'visible');
          }, seconds * 1000);
        expect(await at(1)).toEqual([true, false, false]);
        expect(await at(21)).toEqual([false, true, false]);
        expect(await at(41)).toEqual([false, false, true]);
        expect(await at(61)).toEqual([true, false, false]);
        await page.locator('#hold').check();
        expect(await page.evaluate(() => document.getAnimations().every((animation) => animation.playState === 'paused'))).toBe(true);
        const tooBig = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.screen li')]
            .filter((dish) => [...dish.children].reduce((sum, line) => sum + line.getBoundingClientRect().height, 0) > dish.getBoundingClientRect().height + 1)
            .map((dish) => dish.textContent),
        );
        expect({ viewport, lang, tooBig }).toEqual({ viewport, lang, tooBig: [] });
        expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
        // 1/170 of eight metres is 47 mm; a 55-inch screen is 685 mm high.
        const name = await page.locator('.screen .name').first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
        if (viewport.width > viewport.height) expect(name / viewport.height).toBeGreaterThan(0.05);
      }
    }
  }, 60_000);

  test.each([['/menu/binjiang/week', 'zh'], ['/menu/binjiang/week', 'en'], ['/menu/tonghua/week', 'zh'], ['/menu/tonghua/week', 'en']])('%s in %s prints on one A4 sheet', async (path, lang) => {
    const page = await open(`${path}?lang=${lang}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(/\/Count (\d+)/.exec(pdf)?.[1]).toBe('1');
    expect(/\/MediaBox \[0 0 (\d+)\.\d+ (\d+)\./.exec(pdf)?.slice(1)).toEqual(['841', '594']);
    // The paper within its margins, at 96 dots per inch: what would run over is not cut off unseen.
    await page.setViewportSize({ width: 1054, height: 733 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => document.body.getBoundingClientRect().height)).toBeLessThanOrEqual(733);
  });

  test('asks nobody but its own server', async () => {
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site.url}/menu/binjiang`);
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(6);
  });
});
