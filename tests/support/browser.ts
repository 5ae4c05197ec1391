import { existsSync } from 'node:fs';
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The system's Chromium, or the one that CHROMIUM_PATH names; null where there is none. */
export function chromiumPath(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, where there is no file.`);
    return named;
  }
  return PLACES.find((place) => existsSync(place)) ?? null;
}

/** A browser that speaks to nobody but the page under test. */
export function launch(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('No Chromium: install Debian’s package "chromium", or set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
    ],
  });
}

/** A block of browser stories; where no Chromium exists it is skipped, and says so where nobody can miss it. */
export function describeBrowser(name: string, stories: () => void): void {
  if (chromiumPath()) {
    describe(name, stories);
    return;
  }
  process.stderr.write(`\n*** SKIPPED, no Chromium found: ${name}. Install Debian's package "chromium", or set CHROMIUM_PATH. ***\n\n`);
  describe.skip(name, stories);
}

/** Collects what a page complains about, so that a story can end with `expect(complaints).toEqual([])`. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}
