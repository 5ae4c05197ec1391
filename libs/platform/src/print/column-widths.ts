import { piecesOf } from './lines.ts';
import type { PrintedColumn } from './form.ts';
import type { Pen } from './pen.ts';

/** Points; the largest in which no day, no number and no heading is broken in two. */
const SIZES = [8.5, 8, 7.5, 7, 6.5] as const;
/** No word or text takes more than this part of the page, or this often its declared width. */
const MOST_OF_PAGE = 0.25;
const MOST_OF_DECLARED = 2;
/** An empty column keeps some of its room: people write into it. */
const LEAST_OF_DECLARED = 0.4;
/** Enough to know the texts of a ledger by. */
const ROWS_LOOKED_AT = 1000;
/** Chinese headings stand in lines of two signs at least. */
const HEADING_SIGNS = 2;
/** And so many signs of a Chinese name stay together, which most names of goods and dishes have. */
const NAME_SIGNS = 4;

/**
 * The type of a table and the widths of its columns: as the texts ask for, no word broken that need not be, room taken from
 * columns that stand empty. What is left over, or everything where nothing is known yet, is given as declared.
 */
export function setColumns(columns: readonly PrintedColumn[], rows: readonly (readonly string[])[], room: number, padX: number, pen: Pen): { size: number; widths: number[] } {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  const declared = columns.map(({ width }) => (width / sum) * room);
  // The last row holds the totals, which may be the widest.
  const looked = [...rows.slice(0, ROWS_LOOKED_AT), ...rows.slice(ROWS_LOOKED_AT).slice(-1)].filter(({ length }) => length > 0);
  // Measured once, at a size of one point.
  const word = (text: string, weight: 400 | 700) => Math.max(0, ...text.split('\n').flatMap((line) => piecesOf(line).map((piece) => pen.width(piece.trimEnd(), { size: 1, weight }))));
  const whole = (text: string, weight: 400 | 700) => Math.max(0, ...text.split('\n').map((line) => pen.width(line, { size: 1, weight })));
  const measures = columns.map(({ title, align }, i) => {
    const texts = [...new Set(looked.map((row) => row[i] ?? ''))];
    // Figures may stand in the line of totals, which is bold.
    const text = Math.max(0, ...texts.map((one) => whole(one, align === 'right' ? 700 : 400)));
    return {
      head: Math.max(word(title, 700), Math.min(whole(title, 700), HEADING_SIGNS)),
      title: whole(title, 700),
      // A figure stays with its unit.
      word: align === 'right' ? text : Math.max(Math.min(text, NAME_SIGNS), ...texts.map((one) => word(one, 400))),
      text,
    };
  });
  const most = declared.map((width) => Math.max(room * MOST_OF_PAGE, width * MOST_OF_DECLARED));
  const total = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);
  for (const size of SIZES) {
    const least = measures.map(({ head, word: longest }, i) => Math.max(Math.min(Math.max(head, longest) * size, room * MOST_OF_PAGE) + 2 * padX, declared[i]! * LEAST_OF_DECLARED));
    const needs = total(least);
    if (needs > room && size !== SIZES.at(-1)) continue;
    if (needs > room) return { size, widths: least.map((width) => (width / needs) * room) };
    if (!looked.length) {
      // Nothing to go by but the headings: as declared, where they fit.
      return { size, widths: spread(least, declared, room) };
    }
    // A heading in two lines is usual; a text rather in one.
    const wanted = measures.map(({ title, text }, i) => Math.max(least[i]!, Math.min(Math.max(text, title / 2) * size, most[i]!) + 2 * padX));
    const wants = total(wanted);
    if (wants <= room) return { size, widths: wanted.map((width, i) => width + ((room - wants) * declared[i]!) / room) };
    return { size, widths: spread(least, wanted, room) };
  }
  return { size: SIZES[0], widths: declared };
}

/** Between the least and the wanted widths, as far as the room allows. */
function spread(least: readonly number[], wanted: readonly number[], room: number): number[] {
  const total = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);
  const goal = wanted.map((width, i) => Math.max(width, least[i]!));
  const [needs, wants] = [total(least), total(goal)];
  if (wants <= needs) return least.map((width) => (width / needs) * room);
  return least.map((width, i) => width + ((goal[i]! - width) * (room - needs)) / (wants - needs));
}
