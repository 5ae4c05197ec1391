import type { LabelContent } from './label-definition.ts';

/** GS1 General Specifications, AI (10): up to 20 signs of the character set 82. */
const GS1_LOT = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;
const GTIN = /^(\d{8}|\d{12,14})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** GS1 General Specifications, section 7.9: weights 3 and 1 from the right. */
export function isGtin(text: string): boolean {
  if (!GTIN.test(text)) return false;
  const sum = Array.from(text.padStart(14, '0')).reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}

export const gtin14 = (gtin: string): string => gtin.padStart(14, '0');

/**
 * Where the QR code of a label leads. A GTIN with a lot code is a GS1 Digital Link (URI syntax 1.5), which trading partners'
 * readers understand as well; everything else is the record's own address. Any phone opens either.
 */
export function addressOf(origin: string, kind: string, content: Pick<LabelContent, 'recordId' | 'gs1'>): string {
  const { gs1, recordId } = content;
  if (gs1 && isGtin(gs1.gtin) && GS1_LOT.test(gs1.lot)) return `${origin}/01/${gtin14(gs1.gtin)}/10/${encodeURIComponent(gs1.lot)}`;
  return `${origin}/q/${kind}/${recordId}`;
}

export type Scanned = { kind: string; id: string } | { gtin: string; lot: string };

/**
 * What a scanned code says: the address of a label (of this installation, whatever name it has today) or its path alone.
 * Null for every other code.
 */
export function readCode(code: string): Scanned | null {
  const text = code.trim();
  const path = (/^https?:\/\/[^/\s]+(\/[^\s]*)$/i.exec(text)?.[1] ?? text).replace(/[?#].*$/, '').replace(/\/$/, '');
  const own = /^\/q\/([a-z]{1,20})\/([0-9a-f-]{36})$/i.exec(path);
  if (own) {
    const id = own[2]!.toLowerCase();
    return UUID.test(id) ? { kind: own[1]!.toLowerCase(), id } : null;
  }
  const gs1 = /^\/01\/(\d{8}|\d{12,14})\/10\/([^/]{1,60})$/.exec(path);
  if (!gs1 || !isGtin(gs1[1]!)) return null;
  const lot = decoded(gs1[2]!);
  return lot !== null && GS1_LOT.test(lot) ? { gtin: gtin14(gs1[1]!), lot } : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
