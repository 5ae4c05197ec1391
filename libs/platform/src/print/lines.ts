import { widthOf, type Weight } from './fonts.ts';

/** GB/T 15834 (line breaks at punctuation): these begin no line … */
const CLOSING = new Set('，。、；：？！）】》〉」』”’…·％℃°,.;:?!)]}%/～');
/** … and these end none. */
const OPENING = new Set('（【《〈「『“‘([{￥¥');
const WORD = /[\p{L}\p{N}\p{M}_@#&+*=.,:;'"/\\\-–~%°℃≤≥<>×()[\]]/u;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

/** The pieces between which a line may end: single Chinese signs with the punctuation that clings to them, and whole words. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let open = '';
  let word = '';
  const flush = () => {
    if (word) pieces.push(word);
    word = '';
  };
  for (const sign of text) {
    if (sign === ' ') {
      flush();
      // A blank belongs to what stands before it, and vanishes with the end of the line.
      if (pieces.length) pieces[pieces.length - 1] += ' ';
      else pieces.push(' ');
    } else if (OPENING.has(sign) && !word) {
      flush();
      open += sign;
    } else if (CLOSING.has(sign) && !word && pieces.length && !open && !pieces.at(-1)!.endsWith(' ')) {
      pieces[pieces.length - 1] += sign;
    } else if (!HAN.test(sign) && WORD.test(sign)) {
      word += open + sign;
      open = '';
    } else {
      flush();
      if (CLOSING.has(sign) && pieces.length && !open) pieces[pieces.length - 1] += sign;
      else pieces.push(open + sign);
      open = '';
    }
  }
  flush();
  if (open) pieces.push(open);
  return pieces;
}

/** The lines of a text in a column of this width (points). A word longer than the line is broken: nothing is ever cut off. */
export function linesOf(text: string, width: number, size: number, weight: Weight): string[] {
  const room = (width * 1000) / size + 0.5;
  const lines: string[] = [];
  for (const paragraph of text.replace(/\r\n?/g, '\n').split('\n')) {
    let line = '';
    let used = 0;
    const put = (piece: string) => {
      const wide = widthOf(piece.trimEnd(), weight);
      if (line && used + wide > room) {
        lines.push(line.trimEnd());
        line = '';
        used = 0;
      }
      if (wide > room && Array.from(piece).length > 1) {
        // A number or an address rather after its hyphens and strokes than anywhere.
        const parts = piece.split(/(?<=[-/_.,;:@&=])/u);
        for (const part of parts.length > 1 ? parts : piece) put(part);
        return;
      }
      line += piece;
      used += widthOf(piece, weight);
    };
    for (const piece of piecesOf(paragraph)) put(piece);
    lines.push(line.trimEnd());
  }
  return lines;
}
