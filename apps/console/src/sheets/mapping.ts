export interface Heading {
  title: string;
  letter: string;
  samples: string[];
}

/** As the API tells them; what is blank or said twice shows nobody which column it is. */
export function headingsOf(told: unknown): Heading[] {
  return (told as Heading[]).map((heading) => ({ ...heading, samples: [...new Set(heading.samples.map((sample) => sample.trim()).filter(Boolean))] }));
}

/** Two sheets with the same headings are matched alike. */
export const alike = (a: readonly Heading[], b: readonly Heading[]): boolean => JSON.stringify(a.map(({ title }) => title)) === JSON.stringify(b.map(({ title }) => title));

export type Mapping = Record<string, number>;

interface Known {
  key: string;
  required: boolean;
}

/** Our columns that must be in the sheet and are not matched to anything in it. */
export function missing(columns: readonly Known[], mapping: Mapping): string[] {
  return columns.filter((column) => column.required && mapping[column.key] === undefined).map((column) => column.key);
}

/** Columns of the sheet that nothing of ours takes. */
export function unused(headings: readonly Heading[], mapping: Mapping): Heading[] {
  const taken = new Set(Object.values(mapping));
  return headings.filter((heading, index) => !taken.has(index) && (heading.title || heading.samples.length));
}

/** One column of the sheet fills one of ours: giving it to another takes it from the first. */
export function assign(mapping: Mapping, key: string, index: number | null): Mapping {
  const rest = Object.entries(mapping).filter(([other, at]) => other !== key && at !== index);
  return Object.fromEntries(index === null ? rest : [...rest, [key, index]]);
}

/** As a select shows it: `C 供货者名称 · 福建省…`. */
export function headingName({ title, letter, samples }: Heading): string {
  return [`${letter} ${title}`.trim(), ...samples.slice(0, 1).map((sample) => (sample.length > 16 ? `${sample.slice(0, 16)}…` : sample))].join(' · ');
}
