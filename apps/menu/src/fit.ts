/**
 * How large the type may be where the space is given: one sheet of paper, one screen. Reckoned from the text
 * alone, since the page measures nothing: a sign of the Chinese script is one em wide, others are taken as 0.6,
 * which no usual system font exceeds.
 */

export function ems(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign >= '\u2e80' ? 1 : 0.6), 0);
}

/** Lines that a text takes in a width, broken between words, and between any two Chinese signs. */
export function lines(text: string, width: number): number {
  const pieces = text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) ?? [];
  let count = 1;
  let used = 0;
  for (const piece of pieces) {
    const wide = ems(piece);
    if (used > 0 && used + wide > width) {
      count++;
      used = piece.trim() === '' ? 0 : wide;
    } else {
      used += wide;
    }
  }
  return count;
}

/** Lines that phrases take which stand beside each other where there is room. */
export function phraseLines(phrases: readonly string[], width: number): number {
  let count = 0;
  let used = Infinity;
  for (const phrase of phrases) {
    const wide = ems(phrase) + 0.8;
    if (used + wide <= width) {
      used += wide;
    } else {
      const own = lines(phrase, width);
      count += own;
      used = own > 1 ? Infinity : wide;
    }
  }
  return count;
}

/** The first size at which it fits, or the last one. `sizes` descend. */
export function largest(sizes: readonly number[], fits: (size: number) => boolean): number {
  return sizes.find(fits) ?? sizes[sizes.length - 1] ?? 0;
}
