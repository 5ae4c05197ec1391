// Runs in a thread of its own as well: only types of other files are named here.
import type { SheetColumn } from './xlsx.ts';

/** A column as data, so that it can be handed to another thread. */
export interface WiredColumn extends Omit<SheetColumn, 'say'> {
  /** What is shown for a value; another one stands for itself. */
  words?: Readonly<Record<string, string>>;
  /** Of the members of a list. */
  separator?: string;
}

/** How a text of the database is shown; null: as it is. */
export function sayer({ words, separator }: Pick<WiredColumn, 'words' | 'separator'>): ((text: string) => string) | null {
  const one = words ? (text: string) => words[text] ?? text : null;
  if (separator !== undefined) return (text) => (JSON.parse(text) as unknown[]).map((member) => (one ? one(String(member)) : String(member))).join(separator);
  return one;
}

export function columnsFrom(wired: readonly WiredColumn[]): SheetColumn[] {
  return wired.map(({ words, separator, ...column }) => {
    const say = sayer({ ...(words ? { words } : {}), ...(separator !== undefined ? { separator } : {}) });
    return say ? { ...column, say } : column;
  });
}
