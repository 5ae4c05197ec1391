import PDFDocument from 'pdfkit';
import { runsOf, widthOf, type Weight } from './fonts.ts';
import { linesOf } from './lines.ts';
import { qrOf } from './qr.ts';

/** Points in a millimetre. */
export const MM = 72 / 25.4;
/** From the baseline of one line to the next, in type sizes: Chinese in a table. */
const LEADING = 1.35;
/** The height of a Chinese sign above the baseline, in type sizes. */
const ASCENT = 0.88;

export interface Ink {
  size: number;
  weight?: Weight;
}
export type Align = 'left' | 'center' | 'right';

export interface SheetOptions {
  size: readonly [widthMm: number, heightMm: number];
  title: string;
  author: string;
  lang: 'zh' | 'en';
  at: Date;
  /** Measures as if it drew: how many pages there will be is known before the first is sent. */
  dry?: boolean;
}

export type Pdf = InstanceType<typeof PDFDocument>;

/** Sets text in our type on the pages of one document; places are in points from the top left. */
export class Pen {
  readonly pdf: Pdf;
  private readonly registered = new Set<string>();
  private readonly dry: boolean;

  constructor(options: SheetOptions) {
    this.dry = options.dry ?? false;
    this.pdf = new PDFDocument({
      size: [options.size[0] * MM, options.size[1] * MM],
      margin: 0,
      autoFirstPage: false,
      pdfVersion: '1.7',
      lang: options.lang === 'zh' ? 'zh-CN' : 'en',
      displayTitle: true,
      info: { Title: options.title, Author: options.author, CreationDate: options.at, ModDate: options.at },
    });
  }

  /** Begins a page; the one before it is sent. */
  page(): void {
    if (!this.dry) this.pdf.addPage();
  }

  width(text: string, { size, weight = 400 }: Ink): number {
    return (widthOf(text, weight) * size) / 1000;
  }
  lines(text: string, width: number, { size, weight = 400 }: Ink): string[] {
    return linesOf(text, width, size, weight);
  }
  height(lines: number, { size }: Ink): number {
    return lines * size * LEADING;
  }

  /** One line; `top` is the top of its line box. */
  line(text: string, x: number, top: number, ink: Ink, align: Align = 'left', width = 0): void {
    if (this.dry) return;
    const { size, weight = 400 } = ink;
    let at = align === 'left' ? x : align === 'right' ? x + width - this.width(text, ink) : x + (width - this.width(text, ink)) / 2;
    const baseline = top + (size * LEADING - size) / 2 + size * ASCENT;
    for (const run of runsOf(text, weight)) {
      if (!this.registered.has(run.face.key)) {
        // The font as fontkit read it, shared by all documents; its types only know files and bytes.
        this.pdf.registerFont(run.face.key, run.face.font as unknown as Buffer);
        this.registered.add(run.face.key);
      }
      this.pdf.font(run.face.key).fontSize(size).fillColor('black').text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      at += (run.width * size) / 1000;
    }
  }

  /** Lines below one another; returns how high they stand. */
  paragraph(lines: readonly string[], x: number, top: number, width: number, ink: Ink, align: Align = 'left'): number {
    lines.forEach((line, i) => this.line(line, x, top + this.height(i, ink), ink, align, width));
    return this.height(lines.length, ink);
  }

  rule(x1: number, y1: number, x2: number, y2: number, thick = 0.5): void {
    if (this.dry) return;
    this.pdf.moveTo(x1, y1).lineTo(x2, y2).lineWidth(thick).strokeColor('black').stroke();
  }

  /** A QR code of this side, without the quiet zone: leave four modules of white around it. */
  qr(text: string, x: number, y: number, side: number): void {
    if (this.dry) return;
    const qr = qrOf(text);
    const module = side / qr.side;
    for (let row = 0; row < qr.side; row++) {
      // Dark modules side by side are one rectangle: no hairlines between them, and a fraction of the bytes.
      for (let from = 0; from < qr.side; from++) {
        if (!qr.dark(from, row)) continue;
        let to = from + 1;
        while (to < qr.side && qr.dark(to, row)) to++;
        this.pdf.rect(x + from * module, y + row * module, (to - from) * module, module);
        from = to;
      }
    }
    this.pdf.fillColor('black').fill();
  }
}
