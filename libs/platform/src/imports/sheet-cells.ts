/** Zeros and halves of signs, which a file may name and no database keeps. */
export const UNKEPT = /[\0\p{Cs}]/gu;

/** A number as the file writes it, with the moment it stands for where its format shows one. */
export class CellNumber {
  constructor(
    readonly raw: string,
    readonly date: Date | null,
    readonly is1904: boolean,
  ) {}
}

/** `#REF!` and its like, or a formula that was never computed (`FORMULA`). */
export class CellError {
  constructor(readonly code: string) {}
}

export type Cell = string | CellNumber | CellError | boolean | null;

export interface SheetRow {
  /** As people see it, from 1. */
  row: number;
  cells: Cell[];
  /** Columns whose value a formula gave. */
  formulas: number[];
  hidden: boolean;
}

export interface SheetInfo {
  name: string;
  hidden: boolean;
}

export interface Range {
  name: string;
  fromColumn: number;
  fromRow: number;
  toColumn: number;
  toRow: number;
}

/** A → 0, AA → 26; of `AB12` too. */
export function columnIndex(address: string): number {
  let index = 0;
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i);
    if (code < 65 || code > 90) break;
    index = index * 26 + (code - 64);
  }
  return index - 1;
}
