import { LocalDate, UNITS, isUnit } from '@canteen/kernel';
import type { Lang } from '@canteen/kernel';
import { useLang } from './say.ts';
import { useCanteen } from '../shell/me.tsx';

export interface Text { zh: string; en: string | null }
export interface Qty { value: string; unit: string }
export interface Cash { amount: string; currency: string }
export interface PerUnit extends Cash { unit: string }

const WEEKDAYS = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function unitWord(unit: string, lang: Lang): string {
  return isUnit(unit) ? UNITS[unit][lang] : unit;
}

/** How days, hours, money and amounts are written, in the person's language and the canteen's time zone. */
export function formats(lang: Lang, timeZone: string) {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const today = () => LocalDate.at(new Date(), timeZone);
  const on = (instant: string | Date) => LocalDate.at(new Date(instant), timeZone);

  const day = (given: string | LocalDate | null | undefined): string => {
    if (!given) return '—';
    const date = LocalDate.of(String(given));
    const [year, month, dayOfMonth] = date.iso.split('-').map(Number) as [number, number, number];
    const weekday = WEEKDAYS[lang][date.weekday % 7];
    const sameYear = year === Number(today().iso.slice(0, 4));
    if (lang === 'zh') return `${sameYear ? '' : `${year}年`}${month}月${dayOfMonth}日${sameYear ? ` ${weekday}` : ''}`;
    return sameYear ? `${weekday} ${dayOfMonth} ${MONTHS[month - 1]}` : `${dayOfMonth} ${MONTHS[month - 1]} ${year}`;
  };
  const time = (instant: string | Date | null | undefined) => (instant ? clock.format(new Date(instant)) : '—');
  /** Today, yesterday, in 3 days: only ever beside the date itself. */
  const near = (given: string): string => {
    const days = today().daysUntil(LocalDate.of(given));
    if (days === 0) return lang === 'zh' ? '今天' : 'today';
    if (days === 1) return lang === 'zh' ? '明天' : 'tomorrow';
    if (days === -1) return lang === 'zh' ? '昨天' : 'yesterday';
    if (lang === 'zh') return days > 0 ? `${days} 天后` : `${-days} 天前`;
    return days > 0 ? `in ${days} days` : `${-days} days ago`;
  };
  return {
    lang,
    timeZone,
    today,
    on,
    day,
    time,
    weekday: (given: string | LocalDate) => WEEKDAYS[lang][LocalDate.of(String(given)).weekday % 7]!,
    /** The hour alone for today, else with its day. */
    when: (instant: string | Date | null | undefined) => {
      if (!instant) return '—';
      return on(instant).eq(today()) ? time(instant) : `${day(on(instant))} ${time(instant)}`;
    },
    moment: (instant: string | Date | null | undefined) => (instant ? `${day(on(instant))} ${time(instant)}` : '—'),
    /** Until when: a term that ends with a day names that day, or midnight would read a day too long. */
    until: (instant: string) => {
      const clockTime = time(instant);
      return clockTime === '00:00' ? day(on(new Date(Date.parse(instant) - 1))) : clockTime === '23:59' ? day(on(instant)) : `${day(on(instant))} ${clockTime}`;
    },
    text: (given: Text | null | undefined) => (given ? ((lang === 'en' && given.en) || given.zh) : '—'),
    qty: (given: Qty | null | undefined) => (given ? `${grouped(given.value)} ${unitWord(given.unit, lang)}` : '—'),
    unit: (unit: string) => unitWord(unit, lang),
    money: (given: Cash | null | undefined) => (given ? `${given.currency === 'CNY' ? '¥' : `${given.currency} `}${grouped(given.amount)}` : '—'),
    rate: (given: PerUnit | null | undefined) =>
      given ? `${given.currency === 'CNY' ? '¥' : `${given.currency} `}${grouped(given.amount)}/${unitWord(given.unit, lang)}` : '—',
    list: (items: string[]) => items.join(lang === 'zh' ? '、' : ', '),
    number: (given: string | number | null | undefined) => (given === null || given === undefined ? '—' : grouped(String(given))),
    /** `晚 5 小时`; whole hours, minutes below one. */
    span: (from: string, to: string) => {
      const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
      if (minutes < 60) return lang === 'zh' ? `${minutes} 分钟` : `${minutes} min`;
      const hours = Math.floor(minutes / 60);
      if (hours < 48) return lang === 'zh' ? `${hours} 小时` : `${hours} h`;
      return lang === 'zh' ? `${Math.floor(hours / 24)} 天` : `${Math.floor(hours / 24)} days`;
    },
    near,
    /** A term with what is left of it. */
    term: (given: string) => (lang === 'zh' ? `${day(given)}（${near(given)}）` : `${day(given)} (${near(given)})`),
  };
}

/** Groups thousands without touching the digits: an exact decimal stays exact. */
function grouped(value: string): string {
  const [whole = '0', fraction] = value.split('.');
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${marked}.${fraction}` : marked;
}

export type Formats = ReturnType<typeof formats>;

export function useFormat(): Formats {
  const lang = useLang();
  const canteen = useCanteen();
  return formats(lang, canteen?.organization?.timeZone ?? 'Asia/Shanghai');
}
