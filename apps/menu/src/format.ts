import { LocalDate, type Lang } from '@canteen/kernel';
import type { PublicDish, Text } from './data.ts';

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parts(day: string): { month: number; date: number } {
  return { month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

export function weekday(day: string, lang: Lang): string {
  return WEEKDAYS[lang][LocalDate.of(day).weekday - 1] ?? '';
}

/** 11月21日 / 21 Nov */
export function date(day: string, lang: Lang): string {
  const { month, date: n } = parts(day);
  return lang === 'zh' ? `${month}月${n}日` : `${n} ${MONTHS[month - 1] ?? ''}`;
}

/** 11月21日 周六 / Sat 21 Nov */
export function dayAndDate(day: string, lang: Lang): string {
  return lang === 'zh' ? `${date(day, lang)} ${weekday(day, lang)}` : `${weekday(day, lang)} ${date(day, lang)}`;
}

/** 11月16日–22日, 11月30日–12月6日 / 16–22 Nov, 30 Nov – 6 Dec */
export function span(first: string, last: string, lang: Lang): string {
  const [a, b] = [parts(first), parts(last)];
  if (a.month !== b.month) return lang === 'zh' ? `${date(first, lang)}–${date(last, lang)}` : `${date(first, lang)} – ${date(last, lang)}`;
  return lang === 'zh' ? `${a.month}月${a.date}日–${b.date}日` : `${a.date}–${date(last, lang)}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** 06:12, on the clock of the canteen. */
export function time(instant: Date, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, clock);
  }
  return clock.format(instant);
}

/** ¥12.50; another currency by its code. */
export function price({ amount, currency }: PublicDish['price']): string {
  const [whole = '0', cents = ''] = amount.split('.');
  const figure = `${whole}.${cents.padEnd(2, '0')}`;
  return currency === 'CNY' ? `¥${figure}` : `${currency} ${figure}`;
}

/** A text in the page's language, and whether it had to fall back to Chinese. */
export function read(text: Text, lang: Lang): { text: string; fallback: boolean } {
  return lang === 'en' && text.en ? { text: text.en, fallback: false } : { text: text.zh, fallback: lang === 'en' };
}
