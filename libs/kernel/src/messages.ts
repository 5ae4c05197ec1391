import { Decimal } from './decimal.ts';
import { LocalDate } from './local-date.ts';
import { LocalizedText, type Lang } from './localized-text.ts';
import { Money } from './money.ts';
import { Quantity } from './quantity.ts';
import { Rate } from './rate.ts';

/** The same words in both languages. `{name}` stands for a parameter. */
export interface Words {
  zh: string;
  en: string;
}

/** What a module says: pure data, read by the API for refusals and by the browser for labels. */
export interface Messages {
  /** By error code. Say the rule, then what was given. */
  errors?: Record<string, Words>;
  /** By enum name, then value. */
  enums?: Record<string, Record<string, Words>>;
  /** By field name, or `Type.field` where the plain name would mislead. */
  fields?: Record<string, Words>;
  /** By action of a life. */
  actions?: Record<string, Words>;
  /** Everything else. */
  words?: Record<string, Words>;
}

/** Puts `params` into the words of one language (or into a template already chosen). Instants are told in `timeZone`; an absent parameter stays visible as `{name}`. */
export function fill(
  template: Words | string,
  params: Record<string, unknown>,
  lang: Lang,
  timeZone = 'Asia/Shanghai',
): string {
  const text = typeof template === 'string' ? template : template[lang];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(params, name) ? say(params[name], lang, timeZone) : placeholder,
  );
}

function say(value: unknown, lang: Lang, timeZone: string): string {
  if (value === null || value === undefined) return lang === 'zh' ? '无' : 'none';
  if (value instanceof LocalizedText) return value.in(lang);
  if (value instanceof Quantity) return value.toString(lang);
  if (value instanceof Money || value instanceof Rate || value instanceof Decimal || value instanceof LocalDate) {
    return value.toString();
  }
  if (value instanceof Date) return instant(value, timeZone);
  if (Array.isArray(value)) return value.map((item) => say(item, lang, timeZone)).join(lang === 'zh' ? '、' : ', ');
  if (typeof value === 'boolean') return lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `2026-03-04 11:59`: read alike in both languages. */
function instant(value: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(value);
}
