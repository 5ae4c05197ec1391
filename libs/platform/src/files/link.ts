import { createHmac, timingSafeEqual } from 'node:crypto';
import { ms } from '@canteen/kernel';

/** Links are renewed in steps, so that a list asked for again finds its photos in the browser's cache. */
const STEP = 5 * ms.minute;
const LIFE = 15 * ms.minute;

function mac(secret: string, fileId: string, personId: string, expires: string): Buffer {
  return createHmac('sha256', secret).update(`canteen file link\n${fileId}\n${personId}\n${expires}`).digest();
}

/**
 * A link to one file for one person, good for 15 to 20 minutes. Make one only where the record that shows the file is visible.
 * `/files/<id>?t=…`
 */
export function fileUrl(secret: string, fileId: string, personId: string, now: Date): string {
  const expires = ((Math.floor(now.getTime() / STEP) + 1) * STEP + LIFE).toString(36);
  return `/files/${fileId}?t=${expires}.${mac(secret, fileId, personId, expires).toString('base64url')}`;
}

/** `expired` is said only of a link that was once good for this very person. */
export function checkLink(secret: string, token: string, fileId: string, personId: string, now: Date): 'good' | 'expired' | 'wrong' {
  const [expires = '', given = ''] = token.split('.');
  const expected = mac(secret, fileId, personId, expires);
  const sent = Buffer.from(given, 'base64url');
  if (!/^[0-9a-z]{1,12}$/.test(expires) || sent.length !== expected.length || !timingSafeEqual(sent, expected)) return 'wrong';
  return Number.parseInt(expires, 36) > now.getTime() ? 'good' : 'expired';
}
