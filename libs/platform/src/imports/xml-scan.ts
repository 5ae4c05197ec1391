import { DomainError } from '@canteen/kernel';
import { UNKEPT } from './sheet-cells.ts';

/** Told of tags and text as they pass by; prefixes of names are left out. */
export interface XmlHandler {
  open(name: string, attributes: string, closed: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

const ENTITY = /&(#x?[0-9a-f]+|amp|lt|gt|quot|apos);/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** OOXML writes control characters as `_x000D_`. */
const ESCAPED = /_x([0-9a-f]{4})_/gi;

export function unescapeXml(text: string): string {
  const plain = text.includes('&')
    ? text.replace(ENTITY, (whole, name: string) => {
        if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
        const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
        return code <= 0x10ffff ? String.fromCodePoint(code).replace(UNKEPT, '') : '';
      })
    : text;
  return plain.includes('_x') ? plain.replace(ESCAPED, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(UNKEPT, '') : plain;
}

export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(`${name}=`); at >= 0; at = attributes.indexOf(`${name}=`, at + 1)) {
    const before = at === 0 ? ' ' : attributes[at - 1]!;
    if (before !== ' ' && before !== '\n' && before !== '\t' && before !== '\r' && before !== ':') continue;
    const quote = attributes[at + name.length + 1]!;
    const end = attributes.indexOf(quote, at + name.length + 2);
    return end < 0 ? null : unescapeXml(attributes.slice(at + name.length + 2, end));
  }
  return null;
}

function quotesBalanced(tag: string): boolean {
  let open = '';
  for (let i = 0; i < tag.length; i++) {
    const sign = tag[i]!;
    if (open === '') {
      if (sign === '"' || sign === "'") open = sign;
    } else if (sign === open) open = '';
  }
  return open === '';
}

/** Longest tag there can be: hostile files may never close one. */
const MAX_TAG = 1_000_000;

/**
 * Reads XML as it comes, without a tree: what a sheet needs, and no more. No DTD is read and no entity but the five defined ones is
 * replaced, so nothing can refer outside or grow (XML bombs).
 */
export function xmlScanner(handler: XmlHandler): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    rest += chunk;
    let at = 0;
    for (;;) {
      const start = rest.indexOf('<', at);
      if (start < 0) {
        // An entity may be cut by the end of a piece; it waits for the next.
        const amp = rest.lastIndexOf('&');
        const cut = amp >= at && rest.length - amp < 12 && rest.indexOf(';', amp) < 0 ? amp : rest.length;
        if (cut > at) handler.text(unescapeXml(rest.slice(at, cut)));
        rest = rest.slice(cut);
        break;
      }
      if (start > at) handler.text(unescapeXml(rest.slice(at, start)));
      const special = rest.startsWith('<!--', start) ? '-->' : rest.startsWith('<![CDATA[', start) ? ']]>' : null;
      let end = special ? rest.indexOf(special, start) : rest.indexOf('>', start);
      while (!special && end >= 0 && rest[start + 1] !== '/' && rest.indexOf('"', start) < end && !quotesBalanced(rest.slice(start, end))) end = rest.indexOf('>', end + 1);
      if (end < 0) {
        if (rest.length - start > MAX_TAG) throw new DomainError('SHEET_DAMAGED', {}, 'file');
        rest = rest.slice(start);
        break;
      }
      if (special) {
        if (special === ']]>') handler.text(rest.slice(start + 9, end));
        at = end + special.length;
        continue;
      }
      at = end + 1;
      const first = rest.charCodeAt(start + 1);
      if (first === 0x3f || first === 0x21) continue;
      if (first === 0x2f) {
        handler.close(localName(rest.slice(start + 2, end).trimEnd()));
        continue;
      }
      const closed = rest.charCodeAt(end - 1) === 0x2f;
      const tag = rest.slice(start + 1, closed ? end - 1 : end);
      let space = 0;
      while (space < tag.length && tag.charCodeAt(space) > 0x20) space++;
      const name = localName(tag.slice(0, space));
      handler.open(name, tag.slice(space), closed);
      if (closed) handler.close(name);
    }
  };
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};
