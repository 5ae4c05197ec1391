import type { Lang } from '@canteen/kernel';
import { MM, Pen, type Ink } from '../print/pen.ts';
import { printedTime } from '../print/words.ts';
import type { DayReport } from './day-report.ts';
import type { Fact, FactSection, Tone } from './facts.ts';
import { REPORT_WORDS, toneWord } from './words.ts';

export interface DayPaper {
  institution: string;
  canteen: string;
  state: string;
  url: string;
  journalHead: string | null;
  printedBy: string;
  printedAt: Date;
  timeZone: string;
  lang: Lang;
}

const WIDTH = 210 * MM;
const HEIGHT = 297 * MM;
const MARGIN = 15 * MM;
const ROOM = WIDTH - 2 * MARGIN;
const FOOT = 19 * MM;
const SIGNATURES = 12 * MM;
const QR_SIDE = 14 * MM;
const ACROSS = 6;
const TITLE: Ink = { size: 17, weight: 700 };
const SUBTITLE: Ink = { size: 10 };
const SMALL: Ink = { size: 7 };
const WORDS = {
  zh: { page: '第 1 页 共 1 页', printed: '打印：', journal: '记录链头：', scan: '扫码打开本日报', signatures: ['食品安全员：', '负责人：'] },
  en: { page: 'Page 1 of 1', printed: 'Printed: ', journal: 'Journal head: ', scan: 'Scan to open this report', signatures: ['Food-safety officer: ', 'In charge: '] },
} as const;

/** Largest type first; below the last one the page would be no reading matter. */
const SIZES = [9, 8.5, 8, 7.5, 7, 6.5];
const RANK: Record<Tone, number> = { bad: 0, missing: 1, late: 2, ok: 3 };

interface Block {
  title: string;
  /** What could not be shown. */
  hidden: number;
  facts: readonly Fact[];
}

/** The day on one A4 page: figures on top, then per section what is not all right before what is. */
export async function dayReportSheet(report: DayReport, paper: DayPaper): Promise<Buffer> {
  const { lang } = paper;
  const title = REPORT_WORDS[lang].title;
  const pen = new Pen({ size: [210, 297], title: `${title} ${report.day.iso}`, author: paper.institution, lang, at: paper.printedAt });
  const chunks: Buffer[] = [];
  const bytes = (async () => {
    for await (const chunk of pen.pdf) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  })();
  pen.page();
  const sheet = new DaySheet(pen, report, paper);
  sheet.print();
  pen.pdf.end();
  return bytes;
}

class DaySheet {
  private y = MARGIN;

  constructor(
    private readonly pen: Pen,
    private readonly report: DayReport,
    private readonly paper: DayPaper,
  ) {}

  print(): void {
    this.head();
    this.figures();
    this.facts();
    this.foot();
  }

  private head(): void {
    const { pen, report, paper } = this;
    const { lang } = paper;
    pen.line(REPORT_WORDS[lang].title, MARGIN, this.y, TITLE, 'center', ROOM);
    this.y += pen.height(1, TITLE) + 1.5 * MM;
    const weekday = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', weekday: 'short' }).format(new Date(`${report.day.iso}T00:00:00Z`));
    const place = pen.lines([paper.institution, paper.canteen].filter(Boolean).join(' · '), ROOM * 0.66, SUBTITLE);
    pen.paragraph(place, MARGIN, this.y, ROOM, SUBTITLE);
    pen.line(`${report.day.in(lang, { year: true })} ${weekday}`, MARGIN, this.y, SUBTITLE, 'right', ROOM);
    this.y += pen.height(place.length, SUBTITLE) + 0.5 * MM;
    pen.line(paper.state, MARGIN, this.y, SMALL, 'right', ROOM);
    this.y += pen.height(1, SMALL) + 1.5 * MM;
  }

  /** One box for each figure, the number large; a word says which are not all right. */
  private figures(): void {
    const { pen, paper } = this;
    const all = this.report.sections.flatMap(({ figures }) => figures);
    if (!all.length) return;
    const width = ROOM / ACROSS;
    const high = 13 * MM;
    const rows = Math.ceil(all.length / ACROSS);
    all.forEach(({ title, value, tone }, i) => {
      const x = MARGIN + (i % ACROSS) * width;
      const y = this.y + Math.floor(i / ACROSS) * high;
      const inner = width - 2 * MM;
      const big: Ink = { size: fitting(pen, value, inner, 14), weight: 700 };
      pen.line(value, x + MM, y + 0.8 * MM + (14 - big.size) / 2, big, 'center', inner);
      const label = tone && tone !== 'ok' && value !== '0' ? `${title[paper.lang]} · ${toneWord(tone, paper.lang)}` : title[paper.lang];
      pen.line(label, x + MM, y + 8.2 * MM, { size: fitting(pen, label, inner, 8) }, 'center', inner);
    });
    for (let row = 0; row <= rows; row++) pen.rule(MARGIN, this.y + row * high, MARGIN + ROOM, this.y + row * high, row === 0 || row === rows ? 0.9 : 0.4);
    for (let column = 0; column <= ACROSS; column++) pen.rule(MARGIN + column * width, this.y, MARGIN + column * width, this.y + rows * high, column === 0 || column === ACROSS ? 0.9 : 0.4);
    this.y += rows * high + 3 * MM;
  }

  private facts(): void {
    const bottom = HEIGHT - MARGIN - FOOT - SIGNATURES;
    const { blocks, size } = this.fit(bottom - this.y);
    for (const block of blocks) this.block(block, size);
  }

  /** In the largest type in which everything fits; if nothing helps, what is all right gives way, and says how much it was. */
  private fit(room: number): { blocks: Block[]; size: number } {
    const whole = this.blocks(Infinity);
    for (const size of SIZES) if (this.heightOf(whole, size) <= room) return { blocks: whole, size };
    const size = SIZES.at(-1)!;
    let [least, most] = [0, Math.max(...whole.map(({ facts }) => facts.length))];
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (this.heightOf(this.blocks(middle), size) <= room) least = middle;
      else most = middle - 1;
    }
    return { blocks: this.blocks(least), size };
  }

  private blocks(most: number): Block[] {
    const { lang } = this.paper;
    const words = REPORT_WORDS[lang];
    const block = ({ title, facts }: Pick<FactSection, 'title' | 'facts'>, note = ''): Block => {
      const sorted = [...facts].sort((a, b) => RANK[a.tone] - RANK[b.tone]);
      return { title: title[lang] + note, facts: sorted.slice(0, most), hidden: Math.max(0, sorted.length - most) };
    };
    const after = lang === 'zh' ? `（${words.after}）` : ` (${words.after.toLowerCase()})`;
    return [...this.report.sections.map((section) => block(section)), ...this.report.afterClosing.map((section) => block(section, after))];
  }

  private linesOf(fact: Fact, size: number): { mark: string; lines: string[]; indent: number } {
    const mark = fact.tone === 'ok' ? '' : toneWord(fact.tone, this.paper.lang);
    const indent = 14 * MM;
    return { mark, indent, lines: this.pen.lines(fact.text.in(this.paper.lang), ROOM - indent, { size }) };
  }
  private heightOf(blocks: readonly Block[], size: number): number {
    const { pen } = this;
    return blocks.reduce((sum, { facts, hidden }) => {
      const lines = facts.reduce((count, fact) => count + this.linesOf(fact, size).lines.length, 0) + (hidden ? 1 : 0) + (facts.length || hidden ? 0 : 1);
      return sum + pen.height(1, { size: size + 1 }) + 0.6 * MM + pen.height(lines, { size }) + 2 * MM;
    }, 0);
  }

  private block({ title, facts, hidden }: Block, size: number): void {
    const { pen, paper } = this;
    const words = REPORT_WORDS[paper.lang];
    const heading: Ink = { size: size + 1, weight: 700 };
    pen.line(title, MARGIN, this.y, heading);
    this.y += pen.height(1, heading);
    pen.rule(MARGIN, this.y, MARGIN + ROOM, this.y, 0.4);
    this.y += 0.6 * MM;
    const plain = (text: string) => {
      pen.line(text, MARGIN + 14 * MM, this.y, { size });
      this.y += pen.height(1, { size });
    };
    for (const fact of facts) {
      const { mark, lines, indent } = this.linesOf(fact, size);
      if (mark) {
        const ink: Ink = { size: fitting(pen, mark, indent - 4 * MM, size), weight: 700 };
        pen.line(mark, MARGIN + MM, this.y + (pen.height(1, { size }) - pen.height(1, ink)) / 2, ink);
        pen.pdf.rect(MARGIN, this.y + 0.3, pen.width(mark, ink) + 2 * MM, pen.height(1, { size }) - 0.6).lineWidth(0.5).stroke();
      }
      this.y += pen.paragraph(lines, MARGIN + indent, this.y, ROOM - indent, { size });
    }
    if (hidden) plain(words.more(hidden));
    if (!facts.length && !hidden) plain(words.nothing);
    this.y += 2 * MM;
  }

  private foot(): void {
    const { pen, paper } = this;
    const words = WORDS[paper.lang];
    const end = HEIGHT - MARGIN;
    const sign = end - FOOT - SIGNATURES + 4 * MM;
    words.signatures.forEach((who, i) => {
      const x = MARGIN + i * (ROOM / 2 + 4 * MM);
      const from = x + pen.width(who, { size: 9 });
      pen.line(who, x, sign, { size: 9 });
      pen.rule(from, sign + pen.height(1, { size: 9 }), x + ROOM / 2 - 4 * MM, sign + pen.height(1, { size: 9 }), 0.4);
    });
    pen.qr(paper.url, MARGIN, end - QR_SIDE, QR_SIDE);
    const x = MARGIN + QR_SIDE + 3 * MM;
    const room = ROOM - QR_SIDE - 3 * MM - pen.width(words.page, { size: 9 }) - 6 * MM;
    const small = [words.scan, `${words.printed}${paper.printedBy} ${printedTime(paper.printedAt, paper.timeZone)}`, ...(paper.journalHead ? [words.journal + paper.journalHead] : [])].flatMap((line) => pen.lines(line, room, SMALL));
    pen.paragraph(small, x, end - pen.height(small.length, SMALL), room, SMALL);
    pen.line(words.page, MARGIN, end - pen.height(1, { size: 9 }), { size: 9 }, 'right', ROOM);
  }
}

/** The size in which one line fits the width, from `size` down. */
function fitting(pen: Pen, text: string, width: number, size: number): number {
  const wide = pen.width(text, { size, weight: 700 });
  return wide <= width ? size : (size * width) / wide;
}
