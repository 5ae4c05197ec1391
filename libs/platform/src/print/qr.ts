import bwipjs from 'bwip-js/node';

/** The dark and light modules of a QR code (ISO/IEC 18004, level M: a smear over a seventh of it does no harm). */
export interface QrModules {
  readonly side: number;
  dark(x: number, y: number): boolean;
}

const made = new Map<string, QrModules>();

export function qrOf(text: string): QrModules {
  const known = made.get(text);
  if (known) return known;
  const [symbol] = bwipjs.raw('qrcode', text, 'eclevel=M') as { pixs: number[]; pixx: number }[];
  const { pixs, pixx: side } = symbol!;
  const qr = { side, dark: (x: number, y: number) => pixs[y * side + x] === 1 };
  // The foot of each page of a form carries the same one.
  if (made.size > 50) made.clear();
  made.set(text, qr);
  return qr;
}
