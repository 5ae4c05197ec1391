import type { Readable } from 'node:stream';
import { DomainError, LocalDate, type Lang } from '@canteen/kernel';
import { printForm, type PrintedColumn, type PrintedForm } from '../print/form.ts';
import { headingOf, paperText } from './cells.ts';
import { checkFitsPaper, ledgerOf } from './export.commands.ts';
import type { Writing } from './export.jobs.ts';
import { formOf } from './form-of.ts';
import type { FormColumn, Ledger, LedgerForm } from './ledger.ts';
import { planLedger, type PlannedColumn } from './plan.ts';
import type { Reading } from './cursor.ts';
import { readRows } from './read.ts';
import { Sum } from './sum.ts';

const RIGHT = new Set(['integer', 'decimal', 'money', 'rate', 'quantity']);
const WIDTHS: Readonly<Record<string, number>> = { text: 14, words: 14, enum: 8, integer: 6, decimal: 8, money: 10, rate: 11, quantity: 10, day: 10, instant: 14, time: 6, yes: 5 };

/** A heading of four signs in two lines. */
const TICK_WIDTH = 6;

/** Where paper has no room for a number it has a tick. */
const tickOf = ({ at, kind }: PlannedColumn) => (row: readonly (string | null)[]): string => {
  const text = row[at];
  return text === null || text === undefined || text === '' ? '' : kind === 'yes' && /^f/i.test(text) ? '×' : '✓';
};

interface PaperColumn {
  column: PlannedColumn;
  group: string | null;
}

function inOrder(ledger: Ledger, form: LedgerForm, columns: readonly PlannedColumn[], lang: Lang): PaperColumn[] {
  const find = (key: string, group: string | null): PaperColumn => {
    const column = columns.find((known) => known.key === key);
    if (!column) throw new Error(`The form of ${ledger.name} names no column ${key}`);
    return { column, group };
  };
  return form.columns.flatMap((entry: FormColumn) => (typeof entry === 'string' ? [find(entry, null)] : entry.columns.map((key) => find(key, entry.title[lang]))));
}

/** The printed form of a ledger: its columns in the order of the authorities, a running number first, places for signatures below. */
export async function printLedger(writing: Writing, reading: Reading): Promise<Readable> {
  const { ctx, ledger, asked, plan, place, filter, title } = writing;
  const form = formOf(ledger, asked.filter);
  if (!form) throw new DomainError('LEDGER_HAS_NO_FORM', { ledger: ledger.title[asked.language] });
  checkFitsPaper(reading.count);
  const lang = asked.language;
  const columns = inOrder(ledger, form, plan.columns, lang);
  const ticks = new Set(form.ticks);
  const texts = columns.map(({ column }) => (ticks.has(column.key) ? tickOf(column) : paperText(column, lang)));
  const sums = columns.map(({ column }) => (column.total ? new Sum() : null));
  const record = await recordAbove(writing, form);
  const rows = async function* (): AsyncGenerator<readonly string[]> {
    let number = 0;
    for await (const chunk of reading.rows) {
      for (const row of chunk) {
        number += 1;
        columns.forEach(({ column }, at) => {
          const text = row[column.at];
          if (text !== null && text !== undefined) sums[at]?.add(text);
        });
        yield [String(number), ...texts.map((say) => say(row))];
      }
    }
  };
  const period = periodOf(ledger, asked.filter, place.timeZone, lang, ctx.today(place.timeZone));
  const printed: PrintedForm = {
    title, institution: place.organization.in(lang),
    ...(place.canteen ? { canteen: place.canteen.in(lang) } : {}),
    ...(period ? { period } : {}),
    head: record.head,
    columns: [
      { title: lang === 'zh' ? '序号' : 'No.', width: 5, align: 'right' },
      ...columns.map(({ column, group }): PrintedColumn => ({
        title: headingOf(column, lang), width: ticks.has(column.key) ? TICK_WIDTH : (column.width ?? WIDTHS[column.kind] ?? 10), ...(RIGHT.has(column.kind) && !column.list ? { align: 'right' as const } : {}), ...(group ? { group } : {}),
      })),
    ],
    rows: rows(),
    ...(sums.some(Boolean) ? { totals: () => [lang === 'zh' ? '合计' : 'Total', ...sums.map((sum, at) => (sum ? totalText(columns[at]!.column, sum) : ''))] } : {}),
    note: [...(filter.length && !record.url ? [`${lang === 'zh' ? '范围：' : 'Shown: '}${filter.join(lang === 'zh' ? '；' : '; ')}${lang === 'zh' ? '。' : '.'}`] : []), form.source[lang].replace(/\s?\[[VSMD]\]\s?/g, '')].join(' '),
    signatures: form.signatures.map((words) => words[lang]),
    qr: { url: record.url ?? `${ctx.host.origin}/console/exports/${asked.id}/show`, caption: record.url ? (lang === 'zh' ? '扫码看记录' : 'The record') : lang === 'zh' ? '扫码看导出记录' : 'Record of this export' },
    journalHead: reading.journalHead, printedBy: asked.requestedByName, printedAt: ctx.now(), timeZone: place.timeZone, lang,
    landscape: form.landscape ?? false,
  };
  return printForm(printed);
}

function totalText(column: PlannedColumn, sum: Sum): string {
  if (column.kind !== 'money') return sum.toString();
  const [whole = '0', fraction = ''] = sum.toString().split('.');
  return `¥${whole}.${fraction.padEnd(2, '0')}`.replace('¥-', '-¥');
}

/** `2026-11-01 至 2026-11-30`: what the list was bounded by, as days of the institution. */
function periodOf(ledger: Ledger, filter: Record<string, unknown> | null, timeZone: string, lang: Lang, today: LocalDate): string | null {
  if (!ledger.period || !filter) return null;
  const day = (value: unknown): string | null => {
    if (typeof value !== 'string') return null;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
    const at = new Date(value);
    return Number.isNaN(at.getTime()) ? null : String(LocalDate.at(at, timeZone));
  };
  const from = day(filter[`${ledger.period}From`]) ?? day(filter[ledger.period]);
  const to = day(filter[`${ledger.period}To`]) ?? day(filter[ledger.period]);
  if (!from && !to) return null;
  // What has no end reaches to the day it was printed.
  const end = to ?? (from! > today.iso ? from! : today.iso);
  if (from === end) return from;
  return lang === 'zh' ? `${from ?? '…'} 至 ${end}` : `${from ?? '…'} to ${end}`;
}

/** Where all rows belong to one record, what is said of it once above the table, and its address. */
async function recordAbove({ ctx, ledger, asked, place }: Writing, { record }: LedgerForm): Promise<{ head: { label: string; value: string }[]; url: string | null }> {
  const given = record ? asked.filter?.[record.filter] : null;
  const id = Array.isArray(given) && given.length === 1 ? (given[0] as unknown) : given;
  if (!record || typeof id !== 'string') return { head: [], url: null };
  const above = ledgerOf(ctx, record.resource);
  const found = await ctx.get(above.entity, id).catch(() => null);
  if (!found) return { head: [], url: null };
  const lang = asked.language;
  const wanted = record.head.map((key) => {
    const column = above.columns.find((known) => known.key === key);
    if (!column) throw new Error(`The form of ${ledger.name} names no column ${key} of ${above.name}`);
    return column;
  });
  const plan = planLedger(ctx, above, wanted, 'text', lang, place.timeZone);
  const row = await readRows(ctx, { entity: above.entity, where: { id }, orderBy: [] }, plan, asked.organizationId, new AbortController().signal, async ({ rows }) => (await rows.next()).value?.[0] ?? null);
  const head = row ? plan.columns.map((column) => ({ label: headingOf(column, lang), value: paperText(column, lang)(row) })) : [];
  return { head, url: above.at ? `${ctx.host.origin}/console${above.at.replace('{id}', id)}` : null };
}
