import { pinyin } from 'pinyin-pro';

/** Initials for quick search: 西兰花 → `xlh`. Latin letters and digits stay. */
export function pinyinInitials(zh: string): string {
  return pinyin(zh, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 60);
}
