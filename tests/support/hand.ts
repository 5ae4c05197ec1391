import type { Locator, Page } from 'playwright-core';

/** Shutter and "use it" of the phone's own camera: no test can press them, but a thumb does. */
const CAMERA = 2;

/** One hand on one phone, counting what it taps. */
export class Hand {
  taps = 0;
  constructor(private readonly page: Page) {}

  async tap(target: Locator): Promise<void> {
    this.taps++;
    await target.tap();
  }

  /** A number on the keypad at the foot of the screen. */
  async number(field: Locator, digits: string): Promise<void> {
    await this.tap(field);
    const keypad = this.page.getByRole('group', { name: '数字键盘' });
    for (const digit of digits) await this.tap(keypad.getByRole('button', { name: digit, exact: true }));
  }

  /** Text on the phone's own keyboard, a tap for each letter. */
  async text(field: Locator, text: string): Promise<void> {
    await this.tap(field);
    this.taps += text.length;
    await field.pressSequentially(text);
  }

  async photo(button: Locator, picture: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.tap(button);
    this.taps += CAMERA;
    await (await chooser).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: picture });
  }

  /** Another person signs on this phone. */
  async pin(name: string, pin: string): Promise<void> {
    const sheet = this.page.getByRole('dialog');
    await this.tap(sheet.getByRole('button', { name, exact: true }));
    for (const digit of pin) await this.tap(sheet.getByRole('button', { name: digit, exact: true }));
    await this.tap(sheet.getByRole('button', { name: 'OK', exact: true }));
  }
}
