import { widthOf } from './fonts.ts';
import { piecesOf } from './lines.ts';

export interface WidthOfColumn {
  title: string;
  /** As declared, in proportion to the others. */
  width: number;
}

interface Type {
  cell: number;
  heading: number;
  /** Left and right of the text together. */
  pad: number;
}

/** No word is so long that its column takes more than this part of the page. */
const MOST_OF_PAGE = 0.3;
/** An empty column keeps some room: people write into it. */
const LEAST_OF_DECLARED = 0.45;
/** Enough to know the texts of a ledger by. */
const ROWS_LOOKED_AT = 1000;

const points = (text: string, size: number, weight: 400 | 700): number => (widthOf(text, weight) * size) / 1000;
const longest = (text: string, size: number, weight: 400 | 700): number =>
  Math.max(0, ...text.split('\n').flatMap((line) => piecesOf(line).map((piece) => points(piece.trimEnd(), size, weight))));

/**
 * As wide as the texts ask for: no word broken that need not be, room taken from columns that stand empty. What is left over,
 * or all of it where nothing is known yet, is given as declared.
 */
export function columnWidths(columns: readonly WidthOfColumn[], rows: readonly (readonly string[])[], room: number, { cell, heading, pad }: Type): number[] {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  const declared = columns.map(({ width }) => (width / sum) * room);
  if (!rows.length) return declared;
  const looked = rows.slice(0, ROWS_LOOKED_AT);
  const most = room * MOST_OF_PAGE;
  const least = columns.map(({ title }, i) => {
    // Two signs of a Chinese heading stand side by side.
    const head = Math.max(longest(title, heading, 700), Math.min(points(title, heading, 700), 2 * heading));
    const words = Math.max(0, ...looked.map((row) => longest(row[i] ?? '', cell, 400)));
    return Math.max(Math.min(Math.max(head, words), most) + pad, declared[i]! * LEAST_OF_DECLARED);
  });
  const wanted = columns.map(({ title }, i) => {
    const text = Math.max(0, ...looked.flatMap((row) => (row[i] ?? '').split('\n').map((line) => points(line, cell, 400))));
    return Math.max(least[i]!, Math.min(Math.max(text, points(title, heading, 700) / 2), most) + pad);
  });
  const total = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);
  const [needs, wants] = [total(least), total(wanted)];
  if (needs > room) return least.map((width) => (width / needs) * room);
  if (wants <= room) return wanted.map((width, i) => width + ((room - wants) * declared[i]!) / room);
  return least.map((width, i) => width + ((wanted[i]! - width) * (room - needs)) / (wants - needs));
}
