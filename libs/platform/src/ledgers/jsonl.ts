// Runs in a thread of its own as well: only types of other files are named here.
import type { Texts } from './cursor.ts';
import type { PlannedColumn } from './plan.ts';

export type DataColumn = Pick<PlannedColumn, 'key' | 'kind' | 'list' | 'at'>;

/** A value as the API writes it: exact figures as strings, moments in UTC, words in both languages. */
function valueOf({ kind, list, at }: DataColumn, texts: Texts): unknown {
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
export async function* writeJsonLines(columns: readonly DataColumn[], rows: AsyncIterable<readonly Texts[]>): AsyncGenerator<Buffer> {
  for await (const chunk of rows) {
    let text = '';
    for (const texts of chunk) {
      text += `${JSON.stringify(Object.fromEntries(columns.map((column) => [column.key, valueOf(column, texts)])))}\n`;
    }
    yield Buffer.from(text);
  }
}
