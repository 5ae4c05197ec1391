import { UNITS, isUnit, type Lang, type Words } from '@canteen/kernel';
import type { CellKind } from './ledger.ts';
import type { Plan, PlannedColumn } from './plan.ts';
import { sayer, type WiredColumn } from './wired.ts';
import type { SheetKind } from './xlsx.ts';

/** Words of the values themselves; those of enums are the modules'. */
const YES: Record<string, Words> = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } };

const WIDTHS: Readonly<Record<CellKind, number>> = {
  text: 20, words: 20, enum: 12, integer: 9, decimal: 10, money: 13, rate: 12, quantity: 11, day: 12, instant: 17, time: 8, yes: 7,
};
const KINDS: Readonly<Record<CellKind, SheetKind>> = {
  text: 'text', words: 'text', enum: 'text', yes: 'text', integer: 'number', decimal: 'number', quantity: 'number', money: 'money', rate: 'rate',
  day: 'day', instant: 'instant', time: 'time',
};

/** Twice for what is as wide as it is high. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e80 ? 2 : 1), 0);

export function headingOf({ title, unit }: Pick<PlannedColumn, 'title' | 'unit'>, lang: Lang): string {
  if (!unit) return title[lang];
  return lang === 'zh' ? `${title.zh}（${unit.zh}）` : `${title.en} (${unit.en})`;
}

export const unitWord = (unit: string, lang: Lang): string => (isUnit(unit) ? UNITS[unit][lang] : unit);

/** What stands for the values of a column: labels of an enum, yes and no, units. */
function wordsFor(column: PlannedColumn, lang: Lang): Record<string, string> | null {
  if (column.kind === 'yes') return spoken(YES, lang);
  if (column.kind !== 'enum') return null;
  return { ...spoken(UNITS, lang), ...spoken(column.labels ?? {}, lang) };
}

const spoken = (words: Readonly<Record<string, Words>>, lang: Lang): Record<string, string> => Object.fromEntries(Object.entries(words).map(([value, label]) => [value, label[lang]]));

const separator = (lang: Lang) => (lang === 'zh' ? '、' : ', ');

/** The cells of a sheet: a quantity takes two, its figure and its unit. */
export function sheetColumns(plan: Plan, lang: Lang): WiredColumn[] {
  return plan.columns.flatMap((column): WiredColumn[] => {
    const title = headingOf(column, lang);
    const words = wordsFor(column, lang);
    const own: WiredColumn = {
      title, kind: column.list ? 'text' : KINDS[column.kind], width: Math.max(column.width ?? WIDTHS[column.kind], Math.min(widthOf(title), 24) + 3),
      at: column.at, ...(column.total ? { total: true } : {}), ...(words ? { words } : {}), ...(column.list ? { separator: separator(lang) } : {}),
    };
    if (column.kind !== 'quantity' && column.kind !== 'rate') return [own];
    const unit = lang === 'zh' ? `${column.title.zh}单位` : `${column.title.en}, unit`;
    const per = column.kind === 'rate' ? (lang === 'zh' ? '元/' : 'CNY/') : '';
    const units = Object.fromEntries(Object.entries(UNITS).map(([code, info]) => [code, per + info[lang]]));
    return [own, { title: unit, kind: 'text', width: Math.max(8, Math.min(widthOf(unit), 24) + 3), at: column.at + 1, words: units }];
  });
}

/** One text on paper for a whole value: a figure with its unit. */
export function paperText(column: PlannedColumn, lang: Lang): (texts: readonly (string | null)[]) => string {
  const words = wordsFor(column, lang);
  const say = sayer({ ...(words ? { words } : {}), ...(column.list ? { separator: separator(lang) } : {}) });
  return (texts) => {
    const text = texts[column.at] ?? null;
    if (text === null) return '';
    const unit = texts[column.at + 1] ?? null;
    switch (column.kind) {
      case 'quantity':
        return unit === null ? text : `${text} ${unitWord(unit, lang)}`;
      case 'rate':
        return unit === null ? text : `¥${text}/${unitWord(unit, lang)}`;
      case 'money':
        return text.startsWith('-') ? `-¥${text.slice(1)}` : `¥${text}`;
      case 'instant':
        return text.slice(0, 16);
      default:
        return say ? say(text) : text;
    }
  };
}
