import { ms } from '@canteen/kernel';
import { checkLink, fileUrl } from './link.ts';

const now = new Date('2026-03-04T11:59:00Z');
const [file, other, person, colleague] = ['a', 'b', 'c', 'd'].map((digit) => `${digit.repeat(8)}-0000-7000-8000-000000000000`) as [string, string, string, string];
const tokenOf = (url: string) => new URL(url, 'http://canteen').searchParams.get('t') ?? '';
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);

describe('a link to a file', () => {
  const token = tokenOf(fileUrl('secret', file, person, now));

  it('is good for 15 to 20 minutes, then expired', () => {
    expect(checkLink('secret', token, file, person, now)).toBe('good');
    expect(checkLink('secret', token, file, person, after(15 * ms.minute))).toBe('good');
    expect(checkLink('secret', token, file, person, after(20 * ms.minute))).toBe('expired');
  });

  it('stays the same for a while, so that browsers may keep the picture', () => {
    expect(fileUrl('secret', file, person, after(30 * ms.second))).toBe(fileUrl('secret', file, person, now));
  });

  it('opens no other file, for no other person, under no other secret', () => {
    expect(checkLink('secret', token, other, person, now)).toBe('wrong');
    expect(checkLink('secret', token, file, colleague, now)).toBe('wrong');
    expect(checkLink('another', token, file, person, now)).toBe('wrong');
  });

  it('cannot be prolonged, shortened or guessed', () => {
    const [expires = '', mac = ''] = token.split('.');
    const later = (Number.parseInt(expires, 36) + ms.day).toString(36);
    for (const forged of [`${later}.${mac}`, `${expires}.`, `${expires}.${mac.slice(0, -1)}`, expires, `.${mac}`, '', '.', `${expires}.${mac}x`.repeat(50)]) {
      expect(checkLink('secret', forged, file, person, now)).toBe('wrong');
    }
  });
});
