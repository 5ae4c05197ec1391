import type { Plan, PlannedColumn } from './plan.ts';
import type { Texts } from './read.ts';

/** A value as the API writes it: exact figures as strings, moments in UTC, words in both languages. */
function valueOf({ kind, list, at }: PlannedColumn, texts: Texts): unknown {
  const text = texts[at] ?? null;
  if (text === null) return null;
  if (list) return JSON.parse(text) as unknown;
  switch (kind) {
    case 'integer':
      return Number(text);
    case 'yes':
      return text === 'true';
    case 'words':
      return { zh: text, en: texts[at + 1] ?? null };
    case 'money':
      return { amount: text, currency: texts[at + 1] };
    case 'quantity':
      return { value: text, unit: texts[at + 1] };
    case 'rate':
      return { amount: text, currency: texts[at + 2], unit: texts[at + 1] };
    default:
      return text;
  }
}

/** One JSON object on each line, keyed by the columns' names. */
export async function* writeJsonLines(plan: Plan, rows: AsyncIterable<readonly Texts[]>): AsyncGenerator<Buffer> {
  for await (const chunk of rows) {
    let text = '';
    for (const texts of chunk) {
      text += `${JSON.stringify(Object.fromEntries(plan.columns.map((column) => [column.key, valueOf(column, texts)])))}\n`;
    }
    yield Buffer.from(text);
  }
}
