/** Markup that is already safe to send. Only the `html` tag makes it, so that nothing from a record can be markup. */
export class Html {
  constructor(readonly markup: string) {}
}

export type Insert = Html | string | number | null | undefined | false | readonly Insert[];

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(text: string): string {
  // Most names hold none of these signs, and testing is several times cheaper than replacing.
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '') : text;
}

function put(value: Insert): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(put).join('');
  return escape(String(value));
}

/** Template tag: whatever is put in is escaped, unless the tag itself made it. Attributes are to be quoted. */
export function html(parts: TemplateStringsArray, ...values: Insert[]): Html {
  let markup = parts[0] ?? '';
  values.forEach((value, i) => {
    markup += put(value) + (parts[i + 1] ?? '');
  });
  return new Html(markup);
}
