// Runs in a thread of its own as well: only types of other files are named here.
import type { Texts } from './cursor.ts';
import type { SheetColumn } from './xlsx.ts';

/** Excel and its kin take a leading one of these for a formula (OWASP, CSV injection); a plain figure may begin with its sign. */
const FORMULA = /^[=+\-@\t\r]/;
const FIGURE = /^-?[\d,.]+$/;

export function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 in UTF-8, with the byte order mark that Excel needs to read Chinese. */
export async function* writeCsv(columns: readonly SheetColumn[], rows: AsyncIterable<readonly Texts[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${columns.map(({ title }) => csvCell(title)).join(',')}\r\n`);
  for await (const chunk of rows) {
    let text = '';
    for (const texts of chunk) {
      text += columns.map(({ at, say }) => {
        const value = texts[at] ?? null;
        return value === null ? '' : csvCell(say ? say(value) : value);
      }).join(',');
      text += '\r\n';
    }
    yield Buffer.from(text);
  }
}
