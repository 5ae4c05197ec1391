import type { Lang, LocalizedText } from '@canteen/kernel';

type Severity = 'INFO' | 'WARN' | 'CRITICAL';

/** One thing that is told. */
export interface Item {
  alertId: string | null;
  severity: Severity;
  title: LocalizedText;
  text: LocalizedText;
  place: LocalizedText;
  raisedAt: Date;
  dueAt: Date | null;
}

/** What goes out on a channel: one thing, or a day's. */
export interface Message {
  /** The same for each try, so that a receiver can tell a repetition. */
  id: string;
  lang: Lang;
  test: boolean;
  items: readonly Item[];
  timeZone: string;
  /** The address of this installation. */
  origin: string;
}

const severities: Record<Severity, { zh: string; en: string }> = {
  INFO: { zh: '提示', en: 'For information' },
  WARN: { zh: '警告', en: 'Warning' },
  CRITICAL: { zh: '严重', en: 'Critical' },
};

const order: Record<Severity, number> = { CRITICAL: 0, WARN: 1, INFO: 2 };

export const linkOf = (origin: string, alertId: string | null): string => (alertId === null ? `${origin}/console/alerts` : `${origin}/console/alerts/${alertId}/show`);

/** With severity and place, since it is all that a locked phone shows. */
export function subjectOf({ lang, items, test }: Message): string {
  const [first] = items;
  if (!first) return '';
  const place = first.place.in(lang);
  if (test) return lang === 'zh' ? `测试消息 · ${place}` : `Test message · ${place}`;
  if (items.length === 1) return lang === 'zh' ? `【${severities[first.severity].zh}】${first.title.zh} · ${place}` : `[${severities[first.severity].en}] ${first.title.in('en')} · ${place}`;
  return lang === 'zh' ? `提醒汇总 ${items.length} 条 · ${place}` : `Digest: ${items.length} alerts · ${place}`;
}

export interface Paragraph {
  heading: string;
  lines: string[];
  link: string;
}

/** The message in words, the worst first. */
export function paragraphsOf({ lang, items, test, origin, timeZone }: Message): Paragraph[] {
  const time = (at: Date) => new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(at);
  return [...items].sort((a, b) => order[a.severity] - order[b.severity]).map((item) => ({
    heading: test ? item.title.in(lang) : `${lang === 'zh' ? `【${severities[item.severity].zh}】` : `[${severities[item.severity].en}] `}${item.title.in(lang)}`,
    lines: [
      item.text.in(lang),
      ...(test ? [] : [
        lang === 'zh' ? `地点：${item.place.zh}` : `Where: ${item.place.in('en')}`,
        lang === 'zh' ? `时间：${time(item.raisedAt)}` : `When: ${time(item.raisedAt)}`,
        ...(item.dueAt ? [lang === 'zh' ? `期限：${time(item.dueAt)}` : `Until: ${time(item.dueAt)}`] : []),
      ]),
    ],
    link: linkOf(origin, item.alertId),
  }));
}

const open = { zh: '打开查看', en: 'Open' } as const;
const footer = (lang: Lang, origin: string) =>
  lang === 'zh' ? `您收到此消息，是因为在食安食堂（${origin}）开启了提醒。可在「提醒」设置中修改或停用。` : `You receive this because alerts are switched on in Canteen (${origin}). Change or end it in the settings of alerts.`;

export function plainText(message: Message): string {
  const body = paragraphsOf(message).map(({ heading, lines, link }) => [heading, ...lines, link].join('\n')).join('\n\n');
  return `${body}\n\n-- \n${footer(message.lang, message.origin)}\n`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Tables and inline styles only: mail programs know no more. */
export function html(message: Message): string {
  const body = paragraphsOf(message).map(({ heading, lines, link }) =>
    `<h2 style="font-size:17px;margin:24px 0 8px">${escaped(heading)}</h2>${lines.map((line) => `<p style="margin:4px 0">${escaped(line)}</p>`).join('')}<p style="margin:12px 0"><a href="${escaped(link)}" style="color:#0b5d3b">${open[message.lang]}</a></p>`).join('');
  return `<!doctype html><html lang="${message.lang === 'zh' ? 'zh-CN' : 'en'}"><body style="font:15px/1.5 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;color:#1d2520;max-width:640px">${body}<p style="color:#5c6660;font-size:13px;border-top:1px solid #d8ddd9;padding-top:12px">${escaped(footer(message.lang, message.origin))}</p></body></html>`;
}

/** A supplier's or a dish's name is typed by somebody: in a group's chat it makes no link, calls nobody and begins no line. */
const typed = (text: string): string => text.replace(/\s+/g, ' ').replace(/[[\]<*`]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** For group robots; cut to what they take (WeCom: 4,096 bytes). */
export function markdown(message: Message, maxBytes = 4000): string {
  let text = '';
  for (const { heading, lines, link } of paragraphsOf(message)) {
    const next = `${text ? '\n\n' : ''}**${typed(heading)}**\n${lines.map((line) => `> ${typed(line)}`).join('\n')}\n[${open[message.lang]}](${link})`;
    if (Buffer.byteLength(text + next) > maxBytes) {
      const more = `\n\n[…](${message.origin}/console/alerts)`;
      return text === '' ? `${next.slice(0, Math.floor(maxBytes / 4))}${more}` : text + more;
    }
    text += next;
  }
  return text;
}

/** One line for a telephone. */
export function shortText(message: Message): string {
  const [first] = message.items;
  return `${subjectOf(message)}${first && message.items.length === 1 && !message.test ? ` ${linkOf(message.origin, first.alertId)}` : ''}`.slice(0, 300);
}

/** For programs: both languages, everything. */
export function data(message: Message): object {
  return {
    id: message.id,
    type: message.test ? 'test' : message.items.length > 1 ? 'digest' : 'alert',
    alerts: message.items.map((item) => ({
      id: item.alertId, severity: item.severity, title: { zh: item.title.zh, en: item.title.en }, text: { zh: item.text.zh, en: item.text.en },
      place: { zh: item.place.zh, en: item.place.en }, raisedAt: item.raisedAt.toISOString(), dueAt: item.dueAt?.toISOString() ?? null, link: linkOf(message.origin, item.alertId),
    })),
  };
}
