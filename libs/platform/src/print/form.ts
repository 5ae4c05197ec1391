import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Lang } from '@canteen/kernel';
import { setColumns } from './column-widths.ts';
import { MM, Pen, type Align, type Ink } from './pen.ts';
import { printedTime } from './words.ts';

export interface PrintedColumn {
  title: string;
  /** In proportion to the others. */
  width: number;
  align?: Align;
  /** Columns that follow each other with the same group stand under one heading. */
  group?: string;
}

/** A form on A4 as the authorities know it: all texts in one language, all values as they will stand there. */
export interface PrintedForm {
  title: string;
  institution: string;
  canteen?: string;
  period?: string;
  /** What is printed once above the table: the record that all rows belong to. */
  head: readonly { label: string; value: string }[];
  columns: readonly PrintedColumn[];
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  /** One text for each column; asked for after the last row. Empty: no line of totals. */
  totals?: () => readonly string[];
  /** Under the table. */
  note?: string;
  /** Who signs: 记录人, 审核人. */
  signatures: readonly string[];
  qr?: { url: string; caption: string };
  /** `seq:hash` of the institution's journal when this was printed. */
  journalHead: string | null;
  printedBy: string;
  printedAt: Date;
  timeZone: string;
  lang: Lang;
  landscape?: boolean;
}

const WORDS = {
  zh: {
    continued: '（续）', nothing: '本期无记录', page: (n: number, of: number) => `第 ${n} 页 共 ${of} 页`, printed: '打印', journal: '记录链头',
    date: '日期', colon: '：', total: '合计',
  },
  en: {
    continued: ' (continued)', nothing: 'Nothing was recorded in this period', page: (n: number, of: number) => `Page ${n} of ${of}`, printed: 'Printed', journal: 'Journal head',
    date: 'Date', colon: ': ', total: 'Total',
  },
} as const;

const TITLE: Ink = { size: 17, weight: 700 };
const SUBTITLE: Ink = { size: 10 };
const FACT: Ink = { size: 9 };
const SMALL: Ink = { size: 7 };

const MARGIN = 15 * MM;
/** Room for the QR code and the small print; ends at the lower margin. */
const FOOT = 16 * MM;
const QR_SIDE = 14 * MM;
const PAD_X = 1.2 * MM;
const PAD_Y = 0.9 * MM;
/** A name and a date below it, with room for a stamp. */
const SIGNATURE = 17 * MM;
const FRAME = 0.9;
const INNER = 0.4;

/**
 * Sets a form and streams it as PDF, page by page. It is set twice, the first time without ink, since each page says how many
 * there are; hence the rows are all read before the first byte comes. A fault in the rows ends the stream with that error.
 */
export function printForm(form: PrintedForm): Readable {
  const size: [number, number] = form.landscape ? [297, 210] : [210, 297];
  const paper = { size, title: form.title, author: form.institution, lang: form.lang, at: form.printedAt };
  const pen = new Pen(paper);
  const print = async () => {
    const rows: (readonly string[])[] = [];
    for await (const row of form.rows) rows.push(row);
    const read = { ...form, rows, totals: form.totals?.() ?? [] };
    const { pages } = await new FormSheet(read, new Pen({ ...paper, dry: true }), size, 0).print();
    await new FormSheet(read, pen, size, pages).print();
    pen.pdf.end();
  };
  print().catch((error: unknown) => pen.pdf.destroy(error as Error));
  return pen.pdf as unknown as Readable;
}

type ReadForm = Omit<PrintedForm, 'rows' | 'totals'> & { rows: readonly (readonly string[])[]; totals: readonly string[] };

class FormSheet {
  pages = 0;
  private readonly width: number;
  private readonly bottom: number;
  private readonly columns: { x: number; width: number; title: string; align: Align; group: string | null }[];
  private readonly heading: { height: number; groups: number };
  private readonly words: (typeof WORDS)[Lang];
  /** The type of the table, as large as its columns allow. */
  private readonly cell: Ink;
  private readonly bold: Ink;
  private readonly known = new Map<string, string[]>();
  private y = 0;

  constructor(
    private readonly form: ReadForm,
    private readonly pen: Pen,
    private readonly paper: readonly [number, number],
    private readonly of: number,
  ) {
    this.words = WORDS[form.lang];
    this.width = paper[0] * MM - 2 * MARGIN;
    this.bottom = paper[1] * MM - MARGIN - FOOT;
    const { size, widths } = setColumns(form.columns, [...form.rows, form.totals], this.width, PAD_X, pen);
    this.cell = { size };
    this.bold = { size, weight: 700 };
    let x = MARGIN;
    this.columns = form.columns.map((column, at) => {
      const width = widths[at]!;
      const placed = { x, width, title: column.title, align: column.align ?? ('left' as const), group: column.group ?? null };
      x += width;
      return placed;
    });
    this.heading = this.measureHeading();
  }

  async print(): Promise<this> {
    const { rows, totals } = this.form;
    this.turn();
    for (const [i, row] of rows.entries()) {
      // Nobody should sign a page on which nothing stands: the last row goes with what follows it.
      this.row(row, this.cell, i === rows.length - 1 ? this.tail() : 0);
      // Thousands of rows take seconds; others want to be answered meanwhile.
      if (i % 100 === 99) await setImmediate();
    }
    if (!rows.length) this.empty();
    else if (totals.some((text) => text !== '')) this.row(this.totals(), this.bold);
    this.note();
    this.signatures();
    return this;
  }

  private totals(): string[] {
    return this.form.totals.map((text, i) => (i === 0 && text === '' ? this.words.total : text));
  }

  /** How high everything stands that follows the last row. */
  private tail(): number {
    const { form, pen } = this;
    const totals = form.totals.some((text) => text !== '') ? this.rowHeight(this.totals(), this.bold) : 0;
    const note = form.note ? pen.height(pen.lines(form.note, this.width, SMALL).length, SMALL) + 1.5 * MM : 0;
    return totals + note + this.signatureHeight();
  }
  private signatureHeight(): number {
    const { length } = this.form.signatures;
    return length ? 4 * MM + Math.ceil(length / this.across()) * SIGNATURE : 0;
  }
  private across(): number {
    return Math.min(this.form.signatures.length, this.form.landscape ? 4 : 3);
  }
  private rowHeight(values: readonly string[], ink: Ink): number {
    return this.heightOf(Math.max(...this.columns.map((column, i) => this.linesIn(values[i] ?? '', column.width, ink).length)), ink);
  }

  /** A new page with its foot. */
  private page(): void {
    this.pen.page();
    this.pages++;
    this.y = MARGIN;
    this.foot();
  }

  /** A new page, headed as it must be. */
  private turn(): void {
    const { pen, form } = this;
    this.page();
    if (this.pages === 1) this.title();
    else {
      pen.line(form.title + this.words.continued, MARGIN, this.y, FACT, 'left');
      pen.line([form.institution, form.canteen, form.period].filter(Boolean).join(' · '), MARGIN, this.y, FACT, 'right', this.width);
      this.y += pen.height(1, FACT) + 1.5 * MM;
    }
    this.tableHead();
  }

  private title(): void {
    const { pen, form, words } = this;
    this.y += pen.paragraph(pen.lines(form.title, this.width, TITLE), MARGIN, this.y, this.width, TITLE, 'center') + 1.5 * MM;
    const place = [form.institution, form.canteen].filter(Boolean).join(' · ');
    const period = form.period ?? '';
    const beside = pen.width(place, SUBTITLE) + pen.width(period, SUBTITLE) + 8 * MM <= this.width;
    if (beside) {
      pen.line(place, MARGIN, this.y, SUBTITLE);
      pen.line(period, MARGIN, this.y, SUBTITLE, 'right', this.width);
      this.y += pen.height(1, SUBTITLE);
    } else for (const text of [place, period]) this.y += pen.paragraph(pen.lines(text, this.width, SUBTITLE), MARGIN, this.y, this.width, SUBTITLE);
    this.y += 1.5 * MM;
    this.facts(form.head.map(({ label, value }) => `${label}${words.colon}${value}`));
  }

  /** The facts of the record side by side in columns, each as high as it needs. */
  private facts(texts: readonly string[]): void {
    if (!texts.length) return;
    const { pen } = this;
    const across = this.form.landscape ? 4 : 3;
    const room = this.width / across;
    for (let i = 0; i < texts.length; ) {
      let at = 0;
      let high = 0;
      // A long fact takes as many columns as it needs.
      while (i < texts.length) {
        const wide = Math.min(across, Math.ceil((pen.width(texts[i]!, FACT) + 4 * MM) / room));
        if (at > 0 && at + wide > across) break;
        high = Math.max(high, pen.paragraph(pen.lines(texts[i]!, wide * room - 4 * MM, FACT), MARGIN + at * room, this.y, wide * room, FACT));
        at += wide;
        i++;
      }
      this.y += high + 0.6 * MM;
    }
    this.y += 1 * MM;
  }

  private linesIn(text: string, width: number, ink: Ink): string[] {
    // The cells of a ledger say the same things again and again.
    const key = `${width} ${ink.weight ?? 400} ${text}`;
    let lines = this.known.get(key);
    if (!lines) this.known.set(key, (lines = this.pen.lines(text, width - 2 * PAD_X, ink)));
    return lines;
  }
  private heightOf(lines: number, ink: Ink): number {
    return this.pen.height(Math.max(1, lines), ink) + 2 * PAD_Y;
  }

  /** Neighbouring columns under one heading. */
  private spans(): { from: number; to: number; group: string | null }[] {
    const spans: { from: number; to: number; group: string | null }[] = [];
    this.columns.forEach(({ group }, i) => {
      const last = spans.at(-1);
      if (last && group !== null && last.group === group) last.to = i;
      else spans.push({ from: i, to: i, group });
    });
    return spans;
  }
  private spanWidth({ from, to }: { from: number; to: number }): number {
    return this.columns.slice(from, to + 1).reduce((sum, { width }) => sum + width, 0);
  }

  private measureHeading(): { height: number; groups: number } {
    const spans = this.spans();
    const grouped = spans.filter(({ group }) => group !== null);
    const groups = Math.max(0, ...grouped.map((span) => this.heightOf(this.linesIn(span.group!, this.spanWidth(span), this.bold).length, this.bold)));
    const of = (column: { title: string; width: number }) => this.heightOf(this.linesIn(column.title, column.width, this.bold).length, this.bold);
    const under = Math.max(0, ...this.columns.filter(({ group }) => group !== null).map(of));
    const alone = Math.max(0, ...this.columns.filter(({ group }) => group === null).map(of));
    return { groups, height: Math.max(groups + under, alone) };
  }

  private tableHead(): void {
    const { pen } = this;
    const { groups, height } = this.heading;
    const top = this.y;
    const set = (text: string, x: number, width: number, from: number, high: number) => {
      const lines = this.linesIn(text, width, this.bold);
      pen.paragraph(lines, x + PAD_X, from + (high - pen.height(lines.length, this.bold)) / 2, width - 2 * PAD_X, this.bold, 'center');
    };
    for (const span of this.spans()) {
      const first = this.columns[span.from]!;
      if (span.group === null) {
        set(first.title, first.x, first.width, top, height);
        continue;
      }
      const wide = this.spanWidth(span);
      set(span.group, first.x, wide, top, groups);
      pen.rule(first.x, top + groups, first.x + wide, top + groups, INNER);
      for (let i = span.from; i <= span.to; i++) {
        const column = this.columns[i]!;
        set(column.title, column.x, column.width, top + groups, height - groups);
        if (i > span.from) pen.rule(column.x, top + groups, column.x, top + height, INNER);
      }
    }
    for (const span of this.spans().slice(1)) pen.rule(this.columns[span.from]!.x, top, this.columns[span.from]!.x, top + height, INNER);
    this.frame(top, height, FRAME);
    pen.rule(MARGIN, top, MARGIN + this.width, top, FRAME);
    this.y = top + height;
  }

  /** The outer sides of a strip of the table, and the line below it. */
  private frame(top: number, height: number, below: number): void {
    const { pen } = this;
    pen.rule(MARGIN, top, MARGIN, top + height, FRAME);
    pen.rule(MARGIN + this.width, top, MARGIN + this.width, top + height, FRAME);
    pen.rule(MARGIN, top + height, MARGIN + this.width, top + height, below);
  }

  private row(values: readonly string[], ink: Ink, follows = 0): void {
    const cells = this.columns.map((column, i) => this.linesIn(values[i] ?? '', column.width, ink));
    const needs = this.rowHeight(values, ink);
    const whole = this.bottom - MARGIN - this.heading.height - 8 * MM;
    const wanted = needs + follows <= whole ? needs + follows : needs;
    if (this.y + wanted > this.bottom) {
      // A row goes to the next page as a whole, unless no page could hold it.
      if (wanted <= whole) this.nextPage();
      else if (this.y + this.heightOf(4, ink) > this.bottom) this.nextPage();
    }
    let from = 0;
    const most = Math.max(...cells.map((lines) => lines.length));
    while (from < most) {
      const fit = Math.max(1, Math.floor((this.bottom - this.y - 2 * PAD_Y) / this.pen.height(1, ink)));
      const upTo = Math.min(most, from + fit);
      this.strip(cells.map((lines) => lines.slice(from, upTo)), upTo - from, ink);
      from = upTo;
      if (from < most) this.nextPage();
    }
  }

  private strip(cells: readonly string[][], lines: number, ink: Ink): void {
    const { pen } = this;
    const height = this.heightOf(lines, ink);
    this.columns.forEach((column, i) => {
      // In the middle of a high row, as people write them.
      const own = cells[i]!;
      pen.paragraph(own, column.x + PAD_X, this.y + (height - pen.height(own.length, ink)) / 2, column.width - 2 * PAD_X, ink, column.align);
      if (i > 0) pen.rule(column.x, this.y, column.x, this.y + height, INNER);
    });
    this.frame(this.y, height, INNER);
    this.y += height;
  }

  private nextPage(): void {
    this.closeTable();
    this.turn();
  }
  private closeTable(): void {
    this.pen.rule(MARGIN, this.y, MARGIN + this.width, this.y, FRAME);
  }

  private empty(): void {
    const height = 14 * MM;
    this.pen.line(this.words.nothing, MARGIN, this.y + (height - this.pen.height(1, FACT)) / 2, FACT, 'center', this.width);
    this.frame(this.y, height, INNER);
    this.y += height;
  }

  private note(): void {
    this.closeTable();
    if (!this.form.note) return;
    for (const line of this.pen.lines(this.form.note, this.width, SMALL)) {
      if (this.y + 1.5 * MM + this.pen.height(1, SMALL) > this.bottom) this.bare();
      this.pen.line(line, MARGIN, this.y + 1.5 * MM, SMALL);
      this.y += this.pen.height(1, SMALL);
    }
    this.y += 1.5 * MM;
  }

  /** A page without a table: only what stands below one is left. */
  private bare(): void {
    this.page();
    this.pen.line(this.form.title + this.words.continued, MARGIN, this.y, FACT);
    this.y += this.pen.height(1, FACT) + 1.5 * MM;
  }

  /** Places to sign by hand, kept together: up to three beside each other, the date below each. */
  private signatures(): void {
    const { pen, form, words } = this;
    if (!form.signatures.length) return;
    const across = this.across();
    const gap = 8 * MM;
    const room = (this.width - gap * (across - 1)) / across;
    const high = SIGNATURE;
    if (this.y + this.signatureHeight() > this.bottom) this.bare();
    const top = this.y + 4 * MM;
    form.signatures.forEach((who, i) => {
      const x = MARGIN + (i % across) * (room + gap);
      const y = top + Math.floor(i / across) * high;
      for (const [text, at] of [[who + words.colon, y + 2 * MM], [words.date + words.colon, y + 9 * MM]] as const) {
        pen.line(text, x, at, FACT);
        const from = x + pen.width(text, FACT) + 1 * MM;
        pen.rule(from, at + pen.height(1, FACT), x + room, at + pen.height(1, FACT), INNER);
      }
    });
    this.y += this.signatureHeight();
  }

  /** QR code, who printed it and when, the journal's head, page n of m: the same on every page. */
  private foot(): void {
    const { pen, form, words } = this;
    const end = this.paper[1] * MM - MARGIN;
    let x = MARGIN;
    if (form.qr) {
      pen.qr(form.qr.url, MARGIN, end - QR_SIDE, QR_SIDE);
      x += QR_SIDE + 3 * MM;
    }
    const printed = `${words.printed}${words.colon}${form.printedBy} ${printedTime(form.printedAt, form.timeZone)}`;
    const lines = [...(form.qr ? [form.qr.caption] : []), printed, ...(form.journalHead ? [`${words.journal}${words.colon}${form.journalHead}`] : [])];
    const number = words.page(this.pages, this.of);
    const room = this.width - (x - MARGIN) - pen.width(number, FACT) - 6 * MM;
    const small = lines.flatMap((line) => pen.lines(line, room, SMALL));
    pen.paragraph(small, x, end - pen.height(small.length, SMALL), room, SMALL);
    pen.line(number, MARGIN, end - pen.height(1, FACT), FACT, 'right', this.width);
  }
}
