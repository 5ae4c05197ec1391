import type { LocalizedText, Words } from '@canteen/kernel';

/** `ok`: as it should be; `missing`: not done; `late`: written later than allowed; `bad`: out of limits or refused. */
export type Tone = 'ok' | 'missing' | 'late' | 'bad';

/** One line of a day's report: what was done, what is missing, what came late. */
export interface Fact {
  text: LocalizedText;
  tone: Tone;
  recordType?: string;
  recordId?: string;
}

/** What one module tells of a day: 收货, 制作, 留样, 测温 … */
export interface FactSection {
  key: string;
  title: Words;
  /** Figures for the head of the report: `{ received: 12 }`, each with its words. */
  figures: readonly { title: Words; value: string; tone?: Tone }[];
  facts: readonly Fact[];
  /** Tells of all parts of the house, and so stands below them. */
  last?: boolean;
}
