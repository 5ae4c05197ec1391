import { DomainError, type Lang } from '@canteen/kernel';
import type { LabelContent } from './label-definition.ts';
import type { LabelSize } from './label-sizes.ts';
import { MM, Pen, type Ink } from './pen.ts';

export interface PrintedLabel extends LabelContent {
  /** What the QR code says. */
  address: string;
}

/** A phone held over a freezer reads twelve millimetres; smaller is for shops' scanners. */
const QR_LEAST = 12 * MM;
const QR_MOST = 28 * MM;
/** ISO/IEC 18004: four modules of white around it; a module of ours is a third of a millimetre. */
const QUIET = 1.6 * MM;
/** Points: read without effort; and the smallest that can still be read at arm's length (1.5 mm high in Chinese). */
const EASY_TYPE = 5.6;
const LEAST_TYPE = 4.3;
const STEPS = 16;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A PDF of labels: one page each on a label printer, as many as a sheet holds on A4. */
export async function labelSheet(labels: readonly PrintedLabel[], size: LabelSize, about: { title: string; author: string; lang: Lang; at: Date }): Promise<Buffer> {
  const { sheet } = size;
  const pen = new Pen({ ...about, size: sheet ? [210, 297] : [size.width, size.height] });
  const bytes = collected(pen);
  const perPage = sheet ? sheet.across * sheet.down : 1;
  labels.forEach((label, i) => {
    const place = i % perPage;
    if (place === 0) pen.page();
    const left = sheet ? sheet.left + (place % sheet.across) * sheet.stepX : 0;
    const top = sheet ? sheet.top + Math.floor(place / sheet.across) * sheet.stepY : 0;
    // Office printers leave the edge of the paper white, and sheets are never fed quite straight.
    const pad = sheet ? { x: 5, y: 3 } : { x: 2.2, y: 2 };
    set(pen, label, { x: (left + pad.x) * MM, y: (top + pad.y) * MM, width: (size.width - 2 * pad.x) * MM, height: (size.height - 2 * pad.y) * MM }, size.key);
  });
  pen.pdf.end();
  return bytes;
}

async function collected(pen: Pen): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of pen.pdf) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * In the largest type in which everything fits; where that would be too small, with several facts on a line. What fits in no
 * legible type is refused, never cut off.
 */
function set(pen: Pen, label: PrintedLabel, box: Box, sizeKey: string): void {
  const side = Math.max(QR_LEAST, Math.min(QR_MOST, box.height * 0.5, box.width * 0.34));
  const largest = Math.min(box.height / 8.2, box.width / 13.5, 13);
  for (const [least, packed] of [[Math.min(EASY_TYPE, largest), false], [LEAST_TYPE, true]] as const) {
    for (let step = 0; step <= STEPS; step++) {
      const arranged = arrange(pen, label, box, side, largest + ((least - largest) * step) / STEPS, packed);
      if (!arranged) continue;
      for (const { text, x, y, ink } of arranged.texts) pen.line(text, x, y, ink);
      for (const frame of arranged.frames) pen.pdf.rect(frame.x, frame.y, frame.width, frame.height).lineWidth(0.6).strokeColor('black').stroke();
      pen.qr(label.address, box.x + box.width - side, box.y + box.height - side, side);
      return;
    }
  }
  throw new DomainError('LABEL_TOO_SMALL', { size: sizeKey, title: label.title }, 'input.size');
}

interface Arranged {
  texts: { text: string; x: number; y: number; ink: Ink }[];
  frames: Box[];
}

/** Title across the top, the lines below it and beside the QR code, the number at the foot; null where it does not fit. */
function arrange(pen: Pen, label: PrintedLabel, box: Box, side: number, base: number, packed: boolean): Arranged | null {
  const texts: Arranged['texts'] = [];
  const frames: Box[] = [];
  const qrTop = box.y + box.height - side - QUIET;
  const beside = box.width - side - QUIET;
  let y = box.y;

  const put = (lines: readonly string[], ink: Ink, x = box.x) => {
    for (const text of lines) {
      texts.push({ text, x, y, ink });
      y += pen.height(1, ink);
    }
  };
  /** As wide as the label above the QR code, narrower beside it. */
  const flow = (text: string, ink: Ink, inset = 0) => {
    const wide = pen.lines(text, box.width - 2 * inset, ink);
    put(y + pen.height(wide.length, ink) + inset <= qrTop ? wide : pen.lines(text, beside - 2 * inset, ink), ink, box.x + inset);
  };

  let heading: Ink = { size: base * 1.5, weight: 700 };
  let title = pen.lines(label.title, box.width, heading);
  if (title.length > 1) {
    heading = { size: base * 1.2, weight: 700 };
    title = pen.lines(label.title, box.width, heading);
  }
  if (title.length > (packed ? 3 : 2)) return null;
  put(title, heading);
  y += base * 0.15;

  if (label.note) {
    const ink: Ink = { size: base, weight: 700 };
    const inset = base * 0.3;
    const lines = pen.lines(label.note, box.width - 2 * inset, ink);
    frames.push({ x: box.x, y, width: Math.max(...lines.map((line) => pen.width(line, ink))) + 2 * inset, height: pen.height(lines.length, ink) });
    put(lines, ink, box.x + inset);
    if (y > qrTop) return null;
    y += base * 0.25;
  }
  const plain: Ink = { size: base };
  let open = '';
  const close = () => {
    if (open) flow(open, plain);
    open = '';
  };
  for (const { label: what, value, strong } of label.lines) {
    if (value === '') continue;
    const text = `${what} ${value}`;
    if (strong) {
      close();
      flow(text, { size: base * 1.1, weight: 700 });
      continue;
    }
    const both = `${open} · ${text}`;
    const room = y + pen.height(1, plain) <= qrTop ? box.width : beside;
    if (packed && open && pen.width(both, plain) <= room) open = both;
    else {
      close();
      open = text;
    }
  }
  close();

  const foot: Ink = { size: base * 1.05, weight: 700 };
  const number = label.number ? pen.lines(label.number, beside, foot) : [];
  const from = box.y + box.height - pen.height(number.length, foot);
  if (y > from) return null;
  y = from;
  put(number, foot);
  return { texts, frames };
}
